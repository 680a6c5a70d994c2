"""Sections of the text: the page that it stands on, and what has another one for itself (17.6).

A table that has too many columns for the page gets pages that are turned on their side. Where the
text has columns, what is too wide for one of them stands across all, between two continuous breaks.
While the text is written, marks stand where such a part begins and ends; `divide` makes sections
of it once all is there, for Word keeps a section in its last paragraph. Chapters that begin on
right pages are sections of their own, too.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from lxml import etree

from .paragraphs import paragraph
from .styles import HEADINGS, Role
from .xml import NAMESPACES, forget, qualified, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from .styles import Styles

SETTING: Final = "wide-tables"
"""The setting that says what is done with a table that is too wide for the page."""

GAP: Final = 720
"""The space between columns where nothing names one, in twips (17.6.4)."""

ON_RIGHT: Final = "oddPage"
"""How a section begins that begins on a right page (17.18.77)."""

MARK: Final = "presswork-section"
"""The name of the marks, which are in no file."""

PARAGRAPH: Final = qualified("w:p")
TABLE: Final = qualified("w:tbl")
AFTER_TYPE: Final = frozenset(
    {
        "pgSz",
        "pgMar",
        "paperSrc",
        "pgBorders",
        "lnNumType",
        "pgNumType",
        "cols",
        "formProt",
        "vAlign",
        "noEndnote",
        "titlePg",
        "textDirection",
        "bidi",
        "rtlGutter",
        "docGrid",
        "printerSettings",
        "sectPrChange",
    }
)
"""What the schema wants behind `w:type` (17.6.17)."""


AFTER_DIRECTION: Final = frozenset({"rtlGutter", "docGrid", "printerSettings", "sectPrChange"})
"""The same of `w:bidi`."""


def run_backward(body: Element) -> None:
    """Let the columns of all sections, and what stands at their sides, begin at the right."""
    for section in body.iter(qualified("w:sectPr")):
        if section.find("w:bidi", NAMESPACES) is None:
            place = sum(etree.QName(each).localname not in AFTER_DIRECTION for each in section)
            section.insert(place, w("bidi"))


class Span(Enum):
    """What a part of the text has for itself."""

    ACROSS = "across"
    """All columns of the page."""
    TURNED = "turned"
    """Pages that are turned on their side."""
    RECTO = "recto"
    """Pages that begin with a right one."""


@dataclass(frozen=True, slots=True)
class Page:
    """The room for text on a page, in twips.

    Args:
        width: across all columns.
        height: from margin to margin.
        columns: how many there are.
        column: how wide each of them is.
    """

    width: int
    height: int
    columns: int = 1
    column: int = 0

    def across(self) -> Page:
        """Return the page without columns."""
        return replace(self, columns=1, column=self.width)

    def turned(self) -> Page:
        """Return the page on its side; its margins turn with it."""
        return Page(self.height, self.width, 1, self.height)


def page_of(section: Element, width: int, height: int) -> Page:
    """Return the page of a section.

    Args:
        section: its `w:sectPr`.
        width: the room for text between the margins, in twips.
        height: the same from head to foot.
    """
    columns = section.find("w:cols", NAMESPACES)
    count = _number(columns, "num", 1)
    if columns is None or count < 2:  # noqa: PLR2004 - one column is none
        return Page(width, height, 1, width)
    widths = [_number(each, "w", 0) for each in columns.iterfind("w:col", NAMESPACES)]
    even = (width - (count - 1) * _number(columns, "space", GAP)) // count
    return Page(width, height, count, min(widths, default=even) or even)


def _number(element: Element | None, name: str, usual: int) -> int:
    value = "" if element is None else element.get(qualified(f"w:{name}"), "")
    return int(value) if value.isdecimal() else usual


def spanning(span: Span, content: Iterable[Element]) -> list[Element]:
    """Return a part of the text that is to be a section, between its marks."""
    return [_mark(span.value), *content, _mark("")]


def on_right_pages(content: Iterable[Element], styles: Styles) -> Iterator[Element]:
    """Yield a text with the marks of sections that its chapters begin, each on a right page."""
    chapter = styles[Role.HEADING_1]
    for element in content:
        if _style_of(element) == chapter:
            yield _mark(Span.RECTO.value)
        yield element


def _mark(span: str) -> Element:
    return etree.Element(MARK, {"span": span})


def is_mark(element: Element) -> bool:
    """Tell whether an element is no content, but the beginning or end of a section."""
    return element.tag == MARK


@dataclass(slots=True)
class _Part:
    """A part of the text that is to be a section; None is the usual one."""

    span: Span | None
    content: list[Element] = field(default_factory=list)


def divide(content: Sequence[Element], section: Element, styles: Styles) -> list[Element]:
    """Return the text with the sections that its marks ask for.

    Args:
        content: paragraphs, tables and marks.
        section: the `w:sectPr` of the template that the text ends in; it becomes that of the last
            part.
        styles: for the paragraph that a section which ends in a table needs.
    """
    parts = _parts(content, frozenset(styles[role] for role in HEADINGS), styles)
    if not parts:
        return []
    model = deepcopy(section)
    for at, (part, before) in enumerate(zip(parts, (None, *parts), strict=False)):
        is_last = at == len(parts) - 1
        made = section if is_last else deepcopy(model)
        if before is not None:
            _go_on(made, _start(part, before))
        match part.span:
            case Span.TURNED:
                _turn(made)
            case Span.ACROSS:
                _join_columns(made)
            case Span.RECTO | None:
                pass
        if not is_last:
            end_section(part.content, made, styles)
    return [element for part in parts for element in part.content]


def _start(part: _Part, before: _Part) -> str:
    """Return how a section begins behind another one (17.18.77)."""
    if part.span is Span.RECTO:
        return ON_RIGHT
    return "nextPage" if Span.TURNED in {part.span, before.span} else "continuous"


def _parts(content: Iterable[Element], headings: frozenset[str], styles: Styles) -> list[_Part]:
    """Return the parts of the text; those of one kind that meet are one."""
    parts = [_Part(None)]
    for element in content:
        if not is_mark(element):
            parts[-1].content.append(element)
            continue
        span = Span(element.get("span")) if element.get("span") else None
        begun = _Part(span)
        if not parts[-1].content:
            parts.pop()
        elif span is Span.TURNED:
            begun.content = _headings_at_end(parts[-1].content, headings)
            if not parts[-1].content:
                parts.pop()
        if parts and parts[-1].span is span is not Span.RECTO:
            if parts[-1].content[-1].tag == TABLE:
                parts[-1].content.append(paragraph(Role.TABLE_SEPARATOR, styles, ()))
            parts[-1].content += begun.content
        else:
            parts.append(begun)
    return parts if parts[-1].content else parts[:-1]


def _headings_at_end(content: list[Element], headings: frozenset[str]) -> list[Element]:
    """Take away the headings that a text ends in, which belong to what follows."""
    start = len(content)
    while start and _style_of(content[start - 1]) in headings:
        start -= 1
    taken = content[start:]
    del content[start:]
    return taken


def _style_of(element: Element) -> str:
    style = element.find("w:pPr/w:pStyle", NAMESPACES)
    return "" if style is None else style.get(qualified("w:val"), "")


def end_section(content: list[Element], section: Element, styles: Styles) -> None:
    """Put a section into the last paragraph of its content, behind its other properties.

    LibreOffice (7.4) loses the end of a bookmark in such a paragraph, and with it what a field
    shows of the number of a figure: then an empty one ends the section.
    """
    last = content[-1] if content else None
    if last is None or last.tag != PARAGRAPH or _keeps_to_itself(last):
        last = paragraph(Role.TABLE_SEPARATOR, styles, ())
        content.append(last)
    properties = last.find("w:pPr", NAMESPACES)
    if properties is None:
        properties = w("pPr")
        last.insert(0, properties)
    properties.append(section)


def _keeps_to_itself(paragraph: Element) -> bool:
    """Tell whether a paragraph ends a section already, or others refer to it."""
    paths = ("w:pPr/w:sectPr", ".//w:bookmarkStart")
    return any(paragraph.find(path, NAMESPACES) is not None for path in paths)


def _go_on(section: Element, kind: str) -> None:
    """Make a section go on with the pages of the one before: no number anew, no first page.

    A chapter that begins on a right page has a first one, which in books has no running head.
    """
    again = () if kind == ON_RIGHT else section.findall("w:titlePg", NAMESPACES)
    for old in (*section.findall("w:type", NAMESPACES), *again):
        section.remove(old)
    for numbers in section.iterfind("w:pgNumType", NAMESPACES):
        forget(numbers, "start")
    names = [etree.QName(each).localname for each in section]
    place = next((at for at, name in enumerate(names) if name in AFTER_TYPE), len(names))
    section.insert(place, w("type", val=kind))


def _turn(section: Element) -> None:
    """Turn the pages of a section, with their margins."""
    size = section.find("w:pgSz", NAMESPACES)
    if size is not None:
        width, height = size.get(qualified("w:w"), ""), size.get(qualified("w:h"), "")
        size.set(qualified("w:w"), height)
        size.set(qualified("w:h"), width)
        size.set(qualified("w:orient"), "landscape")
    margins = section.find("w:pgMar", NAMESPACES)
    if margins is not None:
        sides = {"top": "left", "left": "bottom", "bottom": "right", "right": "top"}
        old = {side: margins.get(qualified(f"w:{side}"), "0") for side in sides}
        for side, before in sides.items():
            margins.set(qualified(f"w:{side}"), old[before].removeprefix("-"))
    _join_columns(section)


def _join_columns(section: Element) -> None:
    for columns in section.iterfind("w:cols", NAMESPACES):
        forget(columns, "num", "sep")
        columns[:] = []
