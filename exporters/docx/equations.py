"""Displayed formulas as paragraphs, with their numbers at the right margin.

A formula without a number is a paragraph that Word displays. One with a number stands at a tab stop
and its number at another, for the number is a field that others refer to, and Word has no place
for a field in a displayed formula that other programs see. Lines that are
aligned, or have numbers each, are a paragraph each, aligned by their tab stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.document import EquationTag
from presswork.inlines import TargetKind
from presswork.mathml import MathElement

from .captions import SEQUENCES
from .math import as_displayed, displayed
from .runs import run
from .styles import Role
from .xml import w

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

    from presswork.document import Equation

    from .story import Place, Story

SPACE: Final = 120
"""The space above and below a formula, in twips."""

BETWEEN: Final = 40
"""The space between its lines, in twips."""

STYLES: Final = {
    (SPACE, SPACE): "Equation",
    (SPACE, BETWEEN): "Equation Beginning",
    (BETWEEN, BETWEEN): "Equation Middle",
    (BETWEEN, SPACE): "Equation End",
}
"""The styles of formulas, and of lines of formulas, by the space above and below."""

TWIPS_PER_EM: Final = 220
"""How wide an em of a formula is, for the guess where its lines are aligned."""

LETTER: Final = 0.52
OPERATOR: Final = 0.85
SMALL: Final = 0.7
"""How wide letters and digits are in ems, operators with the space around them, and indices."""


def equation(block: Equation, story: Story, place: Place) -> list[Element]:
    """Return the paragraphs of a displayed formula."""
    root, tags = block.formula.root, block.tags
    if len(tags) == 1 and _is_aligned(root):
        unnumbered = EquationTag(numbered=False)
        (table,) = root.elements
        tags = (*(unnumbered for _ in table.elements[1:]), *tags)
    if len(tags) > 1:
        return _lines(root, tags, story, place)
    (tag,) = tags
    if not tag.number:
        marked = story.book.bookmarks.around(tag.id, [displayed(root)])
        return [_paragraph(marked, story, place, [], (SPACE, SPACE))]
    stops = [("center", place.width // 2), ("right", place.width)]
    content = [_tab(), as_displayed(root.elements), _tab(), *_number(tag, story)]
    return [_paragraph(content, story, place, stops, (SPACE, SPACE))]


def _is_aligned(root: MathElement) -> bool:
    """Tell whether a formula is lines that are aligned at a sign.

    Word has an array of equations for these, but its marks of alignment are read by no one else.
    """
    match root.elements:
        case (MathElement("mtable") as table,):
            gaps = (table.attribute("columnspacing") or "").split()
            return gaps[:1] == ["0em"] and len(table.elements) > 1
        case _:
            return False


def _lines(
    root: MathElement, tags: Sequence[EquationTag], story: Story, place: Place
) -> list[Element]:
    (table,) = root.elements
    rows = [row.elements for row in table.elements]
    aligned = max(map(len, rows)) > 1
    middle = _middle(rows, place) if aligned else place.width // 2
    made: list[Element] = []
    for at, (cells, tag) in enumerate(zip(rows, tags, strict=False)):
        spaces = (BETWEEN if at else SPACE, BETWEEN if at < len(rows) - 1 else SPACE)
        content: list[Element] = []
        stops = [("right", place.width)]
        if cells and cells[0].attribute("columnspan"):
            content = [as_displayed(cells[0].elements)]
        elif aligned:
            # Two stops at one place: what comes before it ends there, what comes after begins.
            stops = [("right", middle), ("left", middle + 1), *stops]
            left, right = cells[:1], cells[1:]
            content = [_tab(), *_cells(left), _tab(), *_cells(right)]
        else:
            stops = [("center", middle), *stops]
            content = [_tab(), *_cells(cells)]
        if tag.number:
            content += [_tab(), *_number(tag, story)]
        else:
            content = story.book.bookmarks.around(tag.id, content)
        made.append(_paragraph(content, story, place, stops, spaces))
    return made


def _cells(cells: Iterable[MathElement]) -> list[Element]:
    """Return the formulas of cells as one; nothing for empty ones."""
    parts: list[MathElement] = []
    for cell in cells:
        if parts and cell.elements:
            parts.append(MathElement("mspace", (("width", "1em"),)))
        parts += cell.elements
    return [as_displayed(parts)] if parts else []


def _middle(rows: Sequence[Sequence[MathElement]], place: Place) -> int:
    """Return where lines are aligned so that the whole stands in the middle, in twips."""
    shown = [cells for cells in rows if cells and not cells[0].attribute("columnspan")]
    left = max((sum(map(_ems, cells[:1])) for cells in shown), default=0) * TWIPS_PER_EM
    right = max((sum(map(_ems, cells[1:])) for cells in shown), default=0) * TWIPS_PER_EM
    start = max(place.width - left - right, 0) / 2
    return round(min(start + left, place.width * 0.8))


def _ems(element: MathElement) -> float:
    """Guess how wide a formula is, in ems: Word and LibreOffice draw it in fonts of their own."""
    inner = [_ems(child) for child in element.elements]
    match element.name:
        case "mo":
            return OPERATOR * len(element.text.strip())
        case "mfrac" | "munder" | "mover" | "munderover":
            return max(inner, default=0)
        case "msub" | "msup" | "mroot":
            return inner[0] + SMALL * sum(inner[1:]) if inner else 0
        case "msubsup":
            return inner[0] + SMALL * max(inner[1:], default=0) if inner else 0
        case "mtable":
            return max(inner, default=0)
        case _:
            return sum(inner) if inner else LETTER * len(element.text.strip())


def _number(tag: EquationTag, story: Story) -> list[Element]:
    """Return the number of an equation in parentheses; what others refer to is the number alone."""
    number = tag.number or ""
    shown = [run(number, story)]
    field = story.book.sequences.number(SEQUENCES[TargetKind.EQUATION], number, shown)
    marked = story.book.bookmarks.around(tag.id, field)
    return [run("(", story), *marked, run(")", story)]


def _tab() -> Element:
    return w("r", w("tab"))


def _paragraph(
    content: Iterable[Element],
    story: Story,
    place: Place,
    stops: Sequence[tuple[str, int]],
    spaces: tuple[int, int],
) -> Element:
    """Return a paragraph, its properties in the order of the schema (17.3.1.26)."""
    indent = place.indent
    tabs = [w("tab", val=kind, pos=position + indent) for kind, position in stops]
    before, after = spaces
    spacing = w("pPr", w("spacing", before=before, after=after), w("jc", val="left"))
    style = story.book.styles.named(STYLES[spaces], Role.FIRST, spacing)
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("tabs", *tabs) if tabs else None,
        w("ind", left=indent, firstLine=0) if indent else None,
    )
    return w("p", properties, *content)
