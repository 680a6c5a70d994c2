"""The page of a Word template: its paper, the room for the text, and where the text goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .house import tags
from .house.packages import problem
from .paragraphs import begin_page
from .sections import Page, divide, end_section, is_mark, page_of
from .story import Place
from .xml import NAMESPACES, TWIPS_PER_MM, qualified, w, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from presswork.looks import Paper

    from .styles import Styles


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a template the text goes.

    Args:
        body: the `w:body`.
        paragraph: the one that says `{{ body }}`; None where the text goes to the end.
        section: the `w:sectPr` of the section that the text is in.
        page: the room that there is.
        divisible: whether the text may have sections of its own: in the cell of a table or in a
            content control it may not.
    """

    body: Element
    paragraph: Element | None
    section: Element | None
    page: Page
    divisible: bool

    @property
    def place(self) -> Place:
        """Return the place of what stands in the text itself."""
        return Place.on(self.page) if self.divisible else Place.inside(self.page)


def set_paper(document: WordDocument, paper: Paper) -> None:
    """Give every section the size of the paper; one that is landscape stays so."""
    for section in document.element.body.iter(qualified("w:sectPr")):
        size = section.find("w:pgSz", NAMESPACES)
        if size is None:
            size = w("pgSz")
            margins = section.find("w:pgMar", NAMESPACES)
            section.insert(len(section) if margins is None else section.index(margins), size)
        sides = [round(paper.width * TWIPS_PER_MM), round(paper.height * TWIPS_PER_MM)]
        if size.get(qualified("w:orient")) == "landscape":
            sides.reverse()
        size.set(qualified("w:w"), str(sides[0]))
        size.set(qualified("w:h"), str(sides[1]))
        size.attrib.pop(qualified("w:code"), None)


def spot(document: WordDocument, template: Path) -> Spot:
    """Return where the text goes: where a paragraph says `{{ body }}`, or to the end.

    Raises:
        Problems: there are several such paragraphs, or one has other words.
    """
    body = document.element.body
    paragraph = _body_place(document, template)
    section = _section_at(body, paragraph)
    if section is None:
        width, height = USUAL
        return Spot(body, paragraph, None, Page(width, height, 1, width), divisible=False)
    width, height = _room(section)
    page = page_of(section, width, height)
    if paragraph is None or paragraph.getparent() is body:
        return Spot(body, paragraph, section, page, divisible=True)
    cell = next(paragraph.iterancestors(qualified("w:tc")), None)
    room = None if cell is None else cell.find("w:tcPr/w:tcW", NAMESPACES)
    column = page.column
    if room is not None and room.get(qualified("w:type")) == "dxa":
        column = _length(room, "w", column + CELL_MARGINS) - CELL_MARGINS
    return Spot(body, paragraph, section, Page(column, height, 1, column), divisible=False)


def _section_at(body: Element, paragraph: Element | None) -> Element | None:
    """Return the section of a paragraph, which the next `w:sectPr` behind it is (17.6.18)."""
    sections = list(body.iter(qualified("w:sectPr")))
    if paragraph is None or len(sections) < 2:  # noqa: PLR2004 - of one there is no choice
        return sections[-1] if sections else None
    seen = False
    for element in body.iter(qualified("w:p"), qualified("w:sectPr")):
        seen = seen or element is paragraph
        if seen and element.tag == qualified("w:sectPr"):
            return element
    return sections[-1]


CELL_MARGINS: Final = 2 * 108
"""The room at both sides of a cell's text, where nothing else is said (17.4.42)."""

USUAL: Final = (9000, 13000)
"""The room on a page that nothing is said of."""


def _room(section: Element) -> tuple[int, int]:
    """Return the width and height between the margins of a section, in twips."""
    size = section.find("w:pgSz", NAMESPACES)
    margins = section.find("w:pgMar", NAMESPACES)
    width, height = _length(size, "w", 12240), _length(size, "h", 15840)
    width -= sum(_length(margins, side) for side in ("left", "right", "gutter"))
    return width, height - _length(margins, "top") - _length(margins, "bottom")


def _length(element: Element | None, name: str, otherwise: int = 0) -> int:
    value = None if element is None else element.get(qualified(f"w:{name}"))
    return abs(round(float(value))) if value else otherwise


def _body_place(document: WordDocument, template: Path) -> Element | None:
    """Return the paragraph that the text takes the place of; None where there is none.

    Raises:
        Problems: there are several, or it has other words.
    """
    signs = [
        text
        for text in document.element.body.iter(qualified("w:t"))
        if tags.BODY in (text.text or "")
    ]
    if not signs:
        return None
    if len(signs) > 1:
        hint = "leave one; a text box counts twice, so put the tag into the text itself"
        raise problem("the text says '{{ body }}' more than once", template, hint)
    paragraph: Element = next(signs[0].iterancestors(qualified("w:p")))
    words = words_of(paragraph)
    if words.strip() != tags.BODY:
        shown = words.replace(tags.BODY, "{{ body }}").strip()
        what = f"'{{{{ body }}}}' stands among other words: '{shown[:60]}'"
        raise problem(what, template, "give it a paragraph of its own")
    return paragraph


def place_body(where: Spot, content: list[Element], styles: Styles) -> None:
    """Put the content where it belongs.

    Args:
        where: the place.
        content: paragraphs and tables, with marks where sections begin and end.
        styles: for what sections add.
    """
    if where.divisible and where.section is not None:
        content = divide(content, where.section, styles)
    else:
        content = [element for element in content if not is_mark(element)]
    place = where.paragraph
    if place is None:
        _append(where.body, content)
        return
    _keep_break(place, content)
    _keep_section(place, content, styles)
    for control in place.iterancestors(qualified("w:sdt")):
        for name in ("w:text", "w:dataBinding", "w:showingPlcHdr", "w:placeholder"):
            for found in control.findall(f"w:sdtPr/{name}", NAMESPACES):
                control[0].remove(found)
    parent = place.getparent()
    if parent is None:
        return
    index = parent.index(place)
    ends_cell = index == len(parent) - 1 and parent.tag == qualified("w:tc")
    if ends_cell and not (content and content[-1].tag == qualified("w:p")):
        content = [*content, w("p")]
    parent[index : index + 1] = content


def _append(body: Element, content: list[Element]) -> None:
    """Put the content at the end, in the place of an empty last paragraph."""
    section = body.find("w:sectPr", NAMESPACES)
    place = len(body) if section is None else body.index(section)
    last = body[place - 1] if place else None
    if last is not None and last.tag == qualified("w:p") and not tags.shows(last):
        body.remove(last)
        place -= 1
    body[place:place] = content


def _keep_break(place: Element, content: list[Element]) -> None:
    """Begin a page with the text where the paragraph that it takes the place of did."""
    breaks = place.find(".//w:br[@w:type='page']", NAMESPACES)
    before = place.find("w:pPr/w:pageBreakBefore", NAMESPACES)
    first = next((element for element in content if element.tag == qualified("w:p")), None)
    if first is not None and (breaks is not None or before is not None):
        begin_page(first)


def _keep_section(place: Element, content: list[Element], styles: Styles) -> None:
    """Keep the end of a section that the paragraph of `{{ body }}` is (17.6.18)."""
    section = place.find("w:pPr/w:sectPr", NAMESPACES)
    if section is not None:
        end_section(content, section, styles)
