"""A manuscript in Word: numbered lines, and the leading and size that the look's settings say.

Word numbers lines by itself (`w:lnNumType`, ISO/IEC 29500-1, 17.6.8). The look's template is that
of the article; what a manuscript wants otherwise is changed in its styles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exporters.line_numbers import SETTING, STEP

from .xml import NAMESPACES, qualified, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from presswork.looks import Look

TEXT_STYLES: Final = frozenset(
    {
        "BodyText",
        "FirstParagraph",
        "ParagraphAfterBlock",
        "AbstractTitle",
        "Abstract",
        "Keywords",
        "Quote",
        "Definition",
        "DefinitionTerm",
        "ListBullet",
        "ListNumber",
        "Bibliography",
    }
)
"""The ids of the styles that are set in the size and leading of the text; others are based on
them."""

UNNUMBERED: Final = frozenset(
    {
        "Title",
        "Subtitle",
        "Author",
        "Affiliation",
        "Date",
        "Caption",
        "TableText",
        "Figure",
        "FootnoteText",
    }
)
"""The ids of the styles whose lines have no numbers, as in print."""

SINGLE: Final = 240
"""A line of its own height, as `w:spacing` counts."""

_POINTS: Final = re.compile(r"([\d.]+)pt")


def set_manuscript(word: WordDocument, look: Look) -> None:
    """Give a Word file the lines of a manuscript, if its look has them."""
    if SETTING not in look.settings.by_name:
        return
    kind = look.settings[SETTING]
    if kind != "none":
        for section in word.element.body.iter(qualified("w:sectPr")):
            _number_lines(section, kind, max(1, round(float(look.settings[STEP]))))
    leading = round(float(look.settings["leading"]) * SINGLE)
    size = _POINTS.fullmatch(look.settings["text-size"])
    half_points = round(float(size[1]) * 2) if size else None
    defaults = word.styles.element.iterfind("w:docDefaults/w:rPrDefault/w:rPr/w:sz", NAMESPACES)
    for usual in defaults if half_points else ():
        usual.set(qualified("w:val"), str(half_points))
    for style in word.styles.element.iterfind("w:style", NAMESPACES):
        id_ = style.get(qualified("w:styleId"), "")
        if id_ in UNNUMBERED:
            _suppress_numbers(_properties(style))
        if id_ in TEXT_STYLES:
            _widen(style, leading, half_points)


def _number_lines(section: Element, kind: str, step: int) -> None:
    numbers = w("lnNumType", countBy=step, restart="newPage" if kind == "page" else "continuous")
    margins = section.find("w:pgMar", NAMESPACES)
    section.insert(0 if margins is None else section.index(margins) + 1, numbers)


def _properties(style: Element) -> Element:
    """Return the `w:pPr` of a style, made where it has none: before its `w:rPr`."""
    found = style.find("w:pPr", NAMESPACES)
    if found is None:
        found = w("pPr")
        run = style.find("w:rPr", NAMESPACES)
        style.insert(len(style) if run is None else style.index(run), found)
    return found


BEFORE_NUMBERS: Final = frozenset(
    {"keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"}
)
"""What the schema wants before `w:suppressLineNumbers` (17.3.1.26)."""


def _suppress_numbers(properties: Element) -> None:
    names = [str(child.tag).rpartition("}")[2] for child in properties]
    place = max((at + 1 for at, name in enumerate(names) if name in BEFORE_NUMBERS), default=0)
    properties.insert(place, w("suppressLineNumbers"))


def _widen(style: Element, leading: int, half_points: int | None) -> None:
    """Set the leading and the size of a style, and its right edge ragged."""
    properties = _properties(style)
    spacing = properties.find("w:spacing", NAMESPACES)
    if spacing is not None:
        spacing.set(qualified("w:line"), str(leading))
        spacing.set(qualified("w:lineRule"), "auto")
    alignment = properties.find("w:jc", NAMESPACES)
    if alignment is not None:
        alignment.set(qualified("w:val"), "left")
    for size in style.iterfind("w:rPr/w:sz", NAMESPACES):
        if half_points:
            size.set(qualified("w:val"), str(half_points))
