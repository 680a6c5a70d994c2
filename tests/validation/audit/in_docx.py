"""What a Word file shows, as its XML says."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.validation.audit.counting import Kind, Shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
W: Final = f"{{{NAMESPACES['w']}}}"
M: Final = f"{{{NAMESPACES['m']}}}"

CROSS_REFERENCES: Final = (
    "//w:instrText[starts-with(normalize-space(string(.)), 'REF ')]"
    " | //w:hyperlink[@w:anchor][not(starts-with(@w:anchor, 'ref_'))]"
)
"""Fields that show a number, and links within the file that lead to no work."""

SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


def read(path: Path) -> Shown:
    """Tell what a Word file shows."""
    with zipfile.ZipFile(path) as package:
        parts = [
            etree.fromstring(package.read(f"word/{name}.xml"))
            for name in ("document", "footnotes", "endnotes")
            if f"word/{name}.xml" in package.namelist()
        ]
    story, notes = parts[0], parts[1:]
    displayed = [formulas for part in parts for formulas in _displayed(part)]
    return Shown(
        text="\n".join(line for part in parts for line in _lines(part)),
        counts={
            Kind.REFERENCES: _count(story, "//w:bookmarkStart[starts-with(@w:name, 'ref_')]"),
            Kind.PICTURES: _count(story, "//pic:pic[not(ancestor::mc:Fallback)]"),
            Kind.TABLES: _tables(story),
            Kind.EQUATIONS: len(displayed),
            Kind.FORMULAS: sum(_count(part, "//m:oMath") for part in parts) - sum(displayed),
            Kind.CROSS_REFERENCES: sum(_count(part, CROSS_REFERENCES) for part in parts),
            Kind.FOOTNOTES: sum(
                note.get(W + "type") not in SEPARATORS for part in notes for note in part
            ),
        },
        parted=frozenset({Kind.EQUATIONS}),
    )


def _count(part: etree._Element, path: str) -> int:
    found = part.xpath(path, namespaces=NAMESPACES)
    return len(found) if isinstance(found, list) else 0


DISPLAYED: Final = "(.//m:oMathPara | ./w:r[1][w:tab])[1]"
"""What tells a paragraph of formulas: Word's own way, or a tab stop before the first."""


def _displayed(part: etree._Element) -> Iterator[int]:
    """Yield of every paragraph of formulas how many it has."""
    for paragraph in part.iter(W + "p"):
        formulas = _count(paragraph, ".//m:oMath")
        if formulas and _count(paragraph, DISPLAYED):
            yield formulas


def _tables(story: etree._Element) -> int:
    """Count the tables that are no mere arrangement of pictures or of a formula and its number."""
    arranging = (
        "//w:tbl[not(.//w:tc[not(.//w:drawing) and not(.//m:oMath)"
        " and string-length(normalize-space(string(.))) > 8])][.//w:drawing or .//m:oMath]"
    )
    return _count(story, "//w:tbl") - _count(story, arranging)


def _lines(part: etree._Element) -> Iterator[str]:
    """Yield the text of every paragraph."""
    for paragraph in part.iter(W + "p"):
        pieces: list[str] = []
        for element in paragraph.iter(W + "t", M + "t", W + "tab", W + "br", W + "noBreakHyphen"):
            if element.tag in (W + "t", M + "t"):
                pieces.append(element.text or "")
            else:
                pieces.append("-" if element.tag == W + "noBreakHyphen" else " ")
        yield "".join(pieces)
