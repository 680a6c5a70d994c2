"""The structure of a document as objects of its PDF (ISO 32000-1, 14.7.2 to 14.7.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import pydyf

from .nodes import Node
from .roles import HOLDING, TEXT
from .tables import scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

    from .marking import Marks
    from .nodes import Kid, Structure

POINTS: Final = 0.75
"""How many points a CSS pixel has."""

LASTING: Final = frozenset({"TD", "TH", "TR", "Document"})
"""The elements that are kept where they are empty: a table is a grid."""

NUMERALS: Final = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


LONGEST: Final = 200
"""How many characters the description of a link has at most."""


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A link on a page, counted from 0."""

    page: int
    annotation: pydyf.Dictionary


_Content: TypeAlias = tuple[int, int]
"""Marked content: its page and its number there."""

_Kid: TypeAlias = "Node | _Annotation | _Content"


class _Element(pydyf.Object):  # type: ignore[misc] # pydyf carries no types
    """An object that is written out already: there are many, and pydyf is slow at dictionaries."""

    written = b""

    @property
    def data(self) -> bytes:
        return self.written


def write(pdf: pydyf.PDF, pages: list[weasyprint.Page], structure: Structure, marks: Marks) -> None:
    """Put the structure of a document into its PDF, whose pages are drawn."""
    writer = _Writer(pdf, pages, marks, pdf.page_references)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    writer.settle(structure.document)
    root["K"] = writer.write(structure.document, root.reference)
    root["ParentTree"] = writer.parents()
    root["ParentTreeNextKey"] = len(pages) + len(writer.leading)
    if writer.named:
        names = pydyf.Array()
        for name, reference in sorted(writer.named.items()):
            names += (pydyf.String(name), reference)
        pdf.add_object(tree := pydyf.Dictionary({"Names": names}))
        root["IDTree"] = tree.reference
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


@dataclass(slots=True)
class _Writer:
    """Writes elements.

    Args:
        pdf: the file.
        pages: its pages, which are laid out.
        marks: what is marked on them.
        page_references: those of the pages.
        kids: what stands in each element; elements without content are not among it.
        folded: elements that are all that another holds, which stands for them.
        references: those of the elements.
        named: the elements that are called by a name.
        leading: the elements of links, in the order of their numbers after those of the pages.
    """

    pdf: pydyf.PDF
    pages: list[weasyprint.Page]
    marks: Marks
    page_references: tuple[bytes, ...]
    kids: dict[Node, list[_Kid]] = field(default_factory=dict)
    folded: dict[Node, Node] = field(default_factory=dict)
    references: dict[Node, bytes] = field(default_factory=dict)
    named: dict[str, bytes] = field(default_factory=dict)
    leading: list[bytes] = field(default_factory=list)

    def settle(self, node: Node) -> bool:
        """Find out what stands in an element; tell whether anything does."""
        kids: list[_Kid] = [
            _Annotation(page, box.link_annotation)
            for page, box in node.links
            if box.link_annotation
        ]
        if node.role == "Link" and not kids:
            node.role = "Span"
        before: _Content | None = None
        for kid in (*node.kids, *node.tail):
            if not isinstance(kid, Node):
                place = self.marks.places.get(kid)
                if place is not None and place != before:
                    kids.append(place)
                    before = place
                continue
            kids += [inner for inner in (kid, *kid.after) if self.settle(inner)]
        match kids:
            case [Node(role="Span", alternative=None) as span] if node.role in TEXT:
                # A paragraph that is all in one language says it itself.
                node.language, kids = span.language, self.kids[span]
                self.folded[span] = node
        self.kids[node] = kids
        return bool(kids) or node.role in LASTING

    def write(self, node: Node, parent: bytes) -> bytes:
        """Write an element and what is in it, and return its reference."""
        self.pdf.add_object(made := _Element())
        reference: bytes = made.reference
        self.references[node] = reference
        page = next((kid[0] for kid in self.kids[node] if isinstance(kid, tuple)), None)
        kids = [self._kid(kid, page, reference) for kid in self.kids[node]]
        parts = [b"<</S/", node.role.encode("ascii"), b"/P ", parent]
        if page is not None:
            parts += (b"/Pg ", self.page_references[page])
        if kids:
            parts += (b"/K ", kids[0]) if len(kids) == 1 else (b"/K[", b" ".join(kids), b"]")
        parts += self._properties(node)
        parts.append(b">>")
        made.written = b"".join(parts)
        if node.identifier:
            self.named[node.identifier] = reference
        if node.role == "Link":
            self._describe_links(node, reference)
        return reference

    def _kid(self, kid: _Kid, page: int | None, parent: bytes) -> bytes:
        match kid:
            case Node():
                return self.write(kid, parent)
            case _Annotation(on, annotation):
                reference = annotation.reference
                return b"<</Type/OBJR/Obj %b/Pg %b>>" % (reference, self.page_references[on])
            case (on, number):
                if on == page:
                    return b"%d" % number
                return b"<</Type/MCR/Pg %b/MCID %d>>" % (self.page_references[on], number)

    def _describe_links(self, node: Node, reference: bytes) -> None:
        """Tie links on pages to their element, and say what they are (ISO 14289-1, 7.18)."""
        words = _words_of(node)
        for kid in self.kids[node]:
            if isinstance(kid, _Annotation):
                kid.annotation["StructParent"] = len(self.pages) + len(self.leading)
                self.leading.append(reference)
                if words:
                    kid.annotation["Contents"] = pydyf.String(words)

    def _properties(self, node: Node) -> Iterator[bytes]:
        if node.parent and node.language != node.parent.language:
            yield b"/Lang " + pydyf.String(node.language).data
        if node.alternative is not None:
            yield b"/Alt " + pydyf.String(node.alternative).data
        if node.identifier:
            yield b"/ID " + pydyf.String(node.identifier).data
        if attributes := self._attributes(node):
            yield b"/A<<" + attributes + b">>"

    def _attributes(self, node: Node) -> bytes:
        """Return the attributes of an element (14.8.5)."""
        match node.role:
            case "TH" | "TD":
                return _attributes_of_cell(node)
            case "L" if numbering := _numbering(node):
                return b"/O/List/ListNumbering/" + numbering.encode("ascii")
            case "Figure" | "Formula" | "Table" if area := self._area(node):
                block = b"/Placement/Block" if node.parent and node.parent.role in HOLDING else b""
                return b"/O/Layout/BBox[" + area + b"]" + block
            case _:
                return b""

    def _area(self, node: Node) -> bytes:
        """Return where an element is, if it is on one page."""
        if len({page for page, _ in node.places}) != 1:
            return b""
        height = self.pages[node.places[0][0]].height
        boxes = [box for _, box in node.places]
        left = min(box.content_box_x() for box in boxes)
        right = max(box.content_box_x() + box.width for box in boxes)
        top = min(box.content_box_y() for box in boxes)
        bottom = max(box.content_box_y() + box.height for box in boxes)
        corners = (left, height - bottom, right, height - top)
        return " ".join(f"{corner * POINTS:.2f}" for corner in corners).encode("ascii")

    def parents(self) -> bytes:
        """Write which element each content and link belongs to; return the reference of that."""
        numbers = []
        for page, owners in enumerate(self.marks.owners):
            self.pdf.add_object(made := _Element())
            elements = (self.references[self.folded.get(node, node)] for node in owners)
            made.written = b"[" + b" ".join(elements) + b"]"
            numbers.append(b"%d %b" % (page, made.reference))
        first = len(self.pages)
        numbers += [b"%d %b" % (first + at, link) for at, link in enumerate(self.leading)]
        self.pdf.add_object(tree := _Element())
        tree.written = b"<</Nums[" + b" ".join(numbers) + b"]>>"
        reference: bytes = tree.reference
        return reference


def _attributes_of_cell(cell: Node) -> bytes:
    parts = []
    if cell.role == "TH":
        parts.append(f"/Scope/{scope(cell)}")
    if cell.columns > 1:
        parts.append(f"/ColSpan {cell.columns}")
    if cell.rows > 1:
        parts.append(f"/RowSpan {cell.rows}")
    if cell.headers:
        parts.append("/Headers[" + "".join(f"({name})" for name in cell.headers) + "]")
    return "".join(("/O/Table", *parts)).encode("ascii") if parts else b""


def _numbering(node: Node) -> str:
    """Return how the items of a list are numbered (14.8.5.5)."""
    element = node.element
    if element is None or not any(_has_marker(kid) for kid in node.kids):
        return ""
    match element.tag:
        case "ol":
            return NUMERALS.get(element.get("type", "1"), "Decimal")
        case "ul":
            return "Disc"
        case _:
            return ""


def _has_marker(item: Kid) -> bool:
    first = item.kids[0] if isinstance(item, Node) and item.kids else None
    return isinstance(first, Node) and first.role == "Lbl"


def _words_of(link: Node) -> str:
    """Return what a link says of itself: its label, or its text."""
    if link.element is None:
        return ""
    said = link.element.get("aria-label") or "".join(link.element.itertext())
    if not said.strip():
        # The number of a page, for example, which the style sheet writes.
        said = "".join(getattr(kid, "text", "") for kid in link.kids)
    words = " ".join(said.replace("\N{ZERO WIDTH SPACE}", "").split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
