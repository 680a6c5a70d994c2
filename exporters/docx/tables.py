"""Tables: a grid whose widths hold in Word, LibreOffice and Google Docs (17.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporters.grids import NO_CELL, Slot, column_shares, is_long, needs, slots
from presswork.document import Column
from presswork.inlines import plain_text

from .sections import Span
from .styles import Role
from .xml import qualified, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from presswork.document import Cell, Table

    from .story import Place, Story
    from .styles import Styles

SAFETY: Final = 1.1
"""How much more room is reckoned with, for the fonts of Word are not ours to know."""

SLIGHTLY: Final = 0.85
LEAST: Final = 0.65
"""The shares of its size that the text of a table keeps: before it takes the margins, and in any
table, which is 5.5 points."""

READABLE: Final = 0.75
"""The share of its size below which the text of a table is too small if there is another way."""

MARGIN: Final = 567
"""How far a wide table goes into either margin, in twips."""

NARROW: Final = 40
"""The room at either side of a cell where there is little, in twips."""

KEPT_ROWS: Final = 12
"""Up to how many rows a table is kept on one page."""


def table(
    source: Table,
    story: Story,
    place: Place,
    fill: Callable[[Cell, Role, Column, bool], list[Element]],
) -> Element:
    """Return the `w:tbl` of a table, without its caption.

    Args:
        source: the table.
        story: the story it stands in.
        place: where it stands.
        fill: makes the content of a cell, given the role of its paragraphs, its column, and
            whether it stays on one page with the next row.
    """
    rows = source.head + source.body
    grid = slots(rows, len(source.columns))
    count = max((slot.column + slot.span for line in grid for slot in line), default=1)
    if count > len(source.columns):
        grid = slots(rows, count)
    columns = (*source.columns, *([Column()] * (count - len(source.columns))))
    em = story.book.styles.em(Role.TABLE_TEXT)
    density = _density(source, place, em)
    widths = column_widths(source, density.width, int(em * density.squeeze))
    made = w(
        "tbl",
        _properties(source, density, story),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )
    kept = len(rows) <= KEPT_ROWS
    for index, line in enumerate(grid):
        is_head = index < len(source.head)
        role = Role.TABLE_HEAD if is_head else Role.TABLE_TEXT
        keep_next = is_head or (kept and (index < len(rows) - 1 or bool(source.notes)))
        whole = not any(is_long(cell, count) for cell in rows[index].cells)
        row = w("tr", _row_properties(is_head=is_head, whole=whole))
        for slot in line:
            width = sum(widths[slot.column : slot.column + slot.span])
            cell = NO_CELL if slot.continued else slot.cell
            content = fill(cell, role, columns[slot.column], keep_next)
            ends_head = len(source.head) > 1 and index == len(source.head) - 1
            row.append(_cell(slot, width, content, ruled=ends_head))
        made.append(row)
    if density.squeeze < 1:
        _squeeze(made, density.squeeze, story.book.styles)
    return made


@dataclass(frozen=True, slots=True)
class _Density:
    """What a table does that has more columns than its letters have room for.

    Args:
        squeeze: the share of its size that its text keeps.
        width: how wide it is, in twips: with part of the margins, if need be.
        indent: where it begins.
    """

    squeeze: float
    width: int
    indent: int


def span_of(source: Table, story: Story, place: Place) -> Span | None:
    """Return what a table has for itself that its place is too narrow for; None for nothing."""
    page = place.page
    if page is None:
        return None
    em = story.book.styles.em(Role.TABLE_TEXT)
    needed = SAFETY * sum(need.word for need in needs(source)) * em
    if needed * SLIGHTLY <= page.column:
        return None
    if needed * READABLE > page.width + 2 * MARGIN and story.book.turns_tables:
        return Span.TURNED if page.height > page.width else None
    return Span.ACROSS if page.columns > 1 else None


def _density(source: Table, place: Place, em: int) -> _Density:
    needed = SAFETY * sum(need.word for need in needs(source)) * em
    squeeze = place.width / needed
    has_margins = place.page is not None and place.page.columns == 1
    if squeeze >= SLIGHTLY or not has_margins:
        return _Density(min(1.0, max(LEAST, squeeze)), place.width, place.indent)
    width = place.width + 2 * MARGIN
    return _Density(min(1.0, max(LEAST, width / needed)), width, -MARGIN)


def _squeeze(made: Element, share: float, styles: Styles) -> None:
    """Make the letters of a table smaller: its paragraphs get styles that differ in size alone."""
    smaller = {
        styles[role]: styles.smaller(role, round(share * styles.half_points(role)))
        for role in (Role.TABLE_TEXT, Role.TABLE_HEAD)
    }
    for style in made.iter(qualified("w:pStyle")):
        name = style.get(qualified("w:val"), "")
        style.set(qualified("w:val"), smaller.get(name, name))


def _properties(source: Table, density: _Density, story: Story) -> Element:
    has_head = bool(source.head)
    has_row_heads = bool(source.body) and all(
        row.cells and row.cells[0].heading for row in source.body
    )
    return w(
        "tblPr",
        w("tblStyle", val=story.book.styles[Role.TABLE]),
        w("bidiVisual") if story.book.backward else None,
        w("tblW", w=density.width, type="dxa"),
        w("tblInd", w=density.indent, type="dxa") if density.indent else None,
        w("tblLayout", type="fixed"),
        _narrow_cells() if density.squeeze < 1 else None,
        w(
            "tblLook",
            val=f"{0x20 * has_head + 0x80 * has_row_heads:04X}",
            firstRow=int(has_head),
            lastRow=0,
            firstColumn=int(has_row_heads),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
        *_alternative(source, story),
    )


def _alternative(source: Table, story: Story) -> tuple[Element, ...]:
    """Return what is told of a table to those who do not see it (17.4.62, 17.4.61)."""
    words = " ".join(plain_text(source.caption).split())
    described = w("tblDescription", val=words)
    if not source.number:
        return (described,) if words else ()
    name = " ".join(story.book.words.numbered("table", source.number).split())
    return (w("tblCaption", val=name), *((described,) if words else ()))


def _narrow_cells() -> Element:
    return w("tblCellMar", *(w(side, w=NARROW, type="dxa") for side in ("left", "right")))


def _row_properties(*, is_head: bool, whole: bool) -> Element | None:
    if not whole and not is_head:
        return None
    return w("trPr", w("cantSplit") if whole else None, w("tblHeader") if is_head else None)


def _cell(slot: Slot, width: int, content: list[Element], *, ruled: bool) -> Element:
    """Return a `w:tc`.

    Args:
        slot: its place in the grid.
        width: in twips.
        content: ends in a paragraph, as the schema wants it (17.4.65).
        ruled: whether it needs a rule below: the style draws that of a head of one row only.
    """
    rule = w("tcBorders", w("bottom", val="single", sz=4, space=0, color="auto"))
    merge = w("vMerge") if slot.continued else w("vMerge", val="restart") if slot.merged else None
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=slot.span) if slot.span > 1 else None,
        merge,
        rule if ruled else None,
    )
    return w("tc", properties, *content)


def column_widths(source: Table, width: int, em: int) -> list[int]:
    """Return the widths of the columns, in twips; together they are the width.

    Args:
        source: the table.
        width: the room there is, in twips.
        em: the size of the table's text, in twips.
    """
    shares = column_shares(source, width / em / SAFETY)
    whole = [int(share * width) for share in shares]
    whole[-1] += width - sum(whole)
    return whole
