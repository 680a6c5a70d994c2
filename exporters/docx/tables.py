"""Tables: a grid whose widths hold in Word, LibreOffice and Google Docs (17.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters.grids import NO_CELL, Slot, column_shares, slots
from presswork.document import Column

from .styles import Role
from .xml import w

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from presswork.document import Cell, Table

    from .story import Place, Story

EM: Final = 170
"""The size of a table's text, in twips."""

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
    columns = (*source.columns, *([Column()] * (count - len(source.columns))))
    widths = column_widths(source, place.width)
    made = w(
        "tbl",
        _properties(bool(source.head), sum(widths), story, place),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
    )
    kept = len(rows) <= KEPT_ROWS
    for index, line in enumerate(grid):
        is_head = index < len(source.head)
        role = Role.TABLE_HEAD if is_head else Role.TABLE_TEXT
        keep_next = is_head or (kept and index < len(rows) - 1)
        row = w("tr", _row_properties(is_head=is_head))
        for slot in line:
            width = sum(widths[slot.column : slot.column + slot.span])
            cell = NO_CELL if slot.continued else slot.cell
            content = fill(cell, role, columns[slot.column], keep_next)
            ends_head = len(source.head) > 1 and index == len(source.head) - 1
            row.append(_cell(slot, width, content, ruled=ends_head))
        made.append(row)
    return made


def _properties(has_head: bool, width: int, story: Story, place: Place) -> Element:  # noqa: FBT001 - one of many
    return w(
        "tblPr",
        w("tblStyle", val=story.book.styles[Role.TABLE]),
        w("tblW", w=width, type="dxa"),
        w("tblInd", w=place.indent, type="dxa") if place.indent else None,
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0020" if has_head else "0000",
            firstRow=int(has_head),
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )


def _row_properties(*, is_head: bool) -> Element:
    return w("trPr", w("cantSplit"), w("tblHeader") if is_head else None)


def _cell(slot: Slot, width: int, content: list[Element], *, ruled: bool) -> Element:
    """Return a `w:tc`.

    Args:
        slot: its place in the grid.
        width: in twips.
        content: ends in a paragraph, as the schema wants it (17.4.65).
        ruled: whether it needs a rule below: the style draws that of a head of one row only.
    """
    rule = w("tcBorders", w("bottom", val="single", sz=4, space=0, color="1B1B1D"))
    merge = w("vMerge") if slot.continued else w("vMerge", val="restart") if slot.merged else None
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=slot.span) if slot.span > 1 else None,
        merge,
        rule if ruled else None,
    )
    return w("tc", properties, *content)


def column_widths(source: Table, width: int) -> list[int]:
    """Return the widths of the columns, in twips; together they are the width.

    Args:
        source: the table.
        width: the room there is, in twips.
    """
    shares = column_shares(source, width / EM)
    whole = [int(share * width) for share in shares]
    whole[-1] += width - sum(whole)
    return whole
