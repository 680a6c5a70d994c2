"""What WeasyPrint's tags lack for PDF/UA-1, mended before the file is written.

WeasyPrint (70) leaves list items without a body where they hold blocks, links without a `Link`
element where they hold elements, and header cells without a scope; drawn formulas it takes for
figures. The rules are those of ISO 14289-1 (7.2, 7.3, 7.5, 7.7, 7.18.5) and ISO 32000-1 (14.8.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pydyf

from exporters.markup import FORMULA_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

ITEM_PARTS: Final = frozenset({"/Lbl", "/LBody"})
"""What a list item may hold."""


def mend(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Mend the tags of a PDF; this is a `finisher` of WeasyPrint."""
    tree = _Tree(pdf, {entry.number: entry for entry in pdf.objects})
    for element in tuple(tree.elements()):
        if tree.holds_link(element):
            element["S"] = "/Link"
        match element["S"]:
            case "/LI":
                _mend_item(element, tree)
            case "/TH":
                _mend_header(element, tree)
            case "/Figure" if _is_formula(element):
                _mend_formula(element)
            case "/Figure" if "Alt" not in element:
                # A picture that is decoration is replaced by nothing when it is read out.
                element["ActualText"] = pydyf.String("")


def _is_formula(figure: pydyf.Dictionary) -> bool:
    alternative = figure.get("Alt")
    return isinstance(alternative, pydyf.String) and alternative.string.startswith(FORMULA_MARK)


def _mend_formula(element: pydyf.Dictionary) -> None:
    """Say of a formula what it is; its pieces after the first are replaced by nothing."""
    element["S"] = "/Formula"
    alternative = element.pop("Alt").string.removeprefix(FORMULA_MARK)
    element["Alt" if alternative else "ActualText"] = pydyf.String(alternative)


@dataclass(frozen=True, slots=True)
class _Tree:
    """The structure tree of a PDF, whose elements name each other by reference."""

    pdf: pydyf.PDF
    by_number: dict[int, pydyf.Object]

    def elements(self) -> Iterator[pydyf.Dictionary]:
        for entry in self.by_number.values():
            if isinstance(entry, pydyf.Dictionary) and entry.get("Type") == "/StructElem":
                yield entry

    def resolve(self, reference: object) -> pydyf.Object | None:
        """Return what a reference (`12 0 R`) names; None for a number of marked content."""
        if isinstance(reference, bytes) and reference.endswith(b" R"):
            return self.by_number.get(int(reference.split()[0]))
        return None

    def kind(self, reference: object) -> str:
        named = self.resolve(reference)
        return str(named.get("S", "")) if isinstance(named, pydyf.Dictionary) else ""

    def holds_link(self, element: pydyf.Dictionary) -> bool:
        """Tell whether a link of the page hangs on the element."""
        for kid in element["K"]:
            named = self.resolve(kid)
            if isinstance(named, pydyf.Dictionary) and named.get("Type") == "/OBJR":
                annotation = self.resolve(named["Obj"])
                return isinstance(annotation, pydyf.Dictionary) and (
                    annotation.get("Subtype") == "/Link"
                )
        return False

    def ancestors(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        parent = self.resolve(element.get("P"))
        while isinstance(parent, pydyf.Dictionary) and "S" in parent:
            yield parent
            parent = self.resolve(parent.get("P"))


def _mend_item(item: pydyf.Dictionary, tree: _Tree) -> None:
    """Put each run of what stands directly in an item into a body."""
    kids: list[object] = []
    body: pydyf.Dictionary | None = None
    for kid in item["K"]:
        if tree.kind(kid) in ITEM_PARTS:
            kids.append(kid)
            body = None
            continue
        if body is None:
            body = _body_of(item, tree.pdf)
            kids.append(body.reference)
        body["K"].append(kid)
        element = tree.resolve(kid)
        if isinstance(element, pydyf.Dictionary):
            element["P"] = body.reference
    item["K"] = pydyf.Array(kids)


def _body_of(item: pydyf.Dictionary, pdf: pydyf.PDF) -> pydyf.Dictionary:
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(),
            "P": item.reference,
            "Pg": item["Pg"],
        }
    )
    pdf.add_object(body)
    return body


def _mend_header(cell: pydyf.Dictionary, tree: _Tree) -> None:
    """Say what a header cell heads: its column in the head of a table, else its row."""
    in_head = any(ancestor["S"] == "/THead" for ancestor in tree.ancestors(cell))
    cell["A"]["Scope"] = "/Column" if in_head else "/Row"
