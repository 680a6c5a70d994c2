"""Tables: a grid whose widths hold in Word, LibreOffice and Google Docs (17.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.document import Cell, Column, Row, Table, inline_runs
from presswork.inlines import plain_text

from .styles import Role
from .xml import w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.etree import _Element as Element

    from .story import Place, Story

CHARACTER: Final = 95
"""The mean width of a character of a table, in twips."""

PADDING: Final = 160
"""The padding of a cell, left and right together, in twips."""

LONGEST_WORD: Final = 24
LONGEST_CELL: Final = 60
"""From how many characters on a word, or a whole cell, asks for no more width."""

KEPT_ROWS: Final = 12
"""Up to how many rows a table is kept on one page."""


NO_CELL: Final = Cell(())


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid of a table.

    Args:
        cell: the cell that stands there; an empty one where a row has too few.
        column: the first of its columns, from 0.
        merged: whether the cell takes more than one row.
        continued: whether it began in a row above.
    """

    cell: Cell
    column: int
    merged: bool = False
    continued: bool = False

    @property
    def span(self) -> int:
        """Return how many columns it takes."""
        return max(1, self.cell.column_span)


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
    widths = column_widths(columns, rows, place.width)
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


def slots(rows: Sequence[Row], columns: int) -> list[list[Slot]]:
    """Return what stands in each place of the grid, row by row.

    Args:
        rows: all rows.
        columns: how many columns each row has at least; rows that are short are filled up.
    """
    begun: dict[int, tuple[Cell, int]] = {}
    lines = []
    for row in rows:
        line: list[Slot] = []
        column = 0
        cells = list(row.cells)
        while cells or column < columns or column in begun:
            if column in begun:
                cell, rows_below = begun.pop(column)
                slot = Slot(cell, column, merged=True, continued=True)
            else:
                cell = cells.pop(0) if cells else NO_CELL
                rows_below = cell.row_span - 1
                slot = Slot(cell, column, merged=cell.row_span > 1)
            if rows_below > 0:
                begun[column] = (cell, rows_below - 1)
            line.append(slot)
            column += slot.span
        lines.append(line)
    return lines


def column_widths(columns: Sequence[Column], rows: Sequence[Row], width: int) -> list[int]:
    """Return the widths of the columns, in twips; together they are the width.

    Args:
        columns: a share that they name holds; the others divide what is left, each by its text.
        rows: all rows.
        width: the room there is, in twips.
    """
    shares = [column.width for column in columns]
    if all(share is not None for share in shares):
        whole = sum(share for share in shares if share is not None) or 1.0
        return _rounded([(share or 0.0) / whole * width for share in shares], width)
    fixed = [share * width if share is not None else None for share in shares]
    left = max(width - sum(share for share in fixed if share is not None), width * 0.2)
    free = [index for index, share in enumerate(fixed) if share is None]
    needs = [_need(rows, index, len(columns)) for index in free]
    divided = dict(zip(free, _divide(needs, left), strict=True))
    wanted = [divided[index] if share is None else share for index, share in enumerate(fixed)]
    whole = sum(wanted)
    return _rounded([share / whole * width for share in wanted], width)


def _need(rows: Sequence[Row], column: int, columns: int) -> tuple[int, int]:
    """Return the width of a column's longest word and of its longest cell, in twips."""
    word = cell_length = 1
    for line in slots(rows, columns):
        for slot in line:
            if slot.column != column or slot.span > 1 or slot.continued:
                continue
            for content in _lines(slot.cell):
                word = max([word, *(len(part) for part in content.split())])
                cell_length = max(cell_length, len(content))
    return (
        min(word, LONGEST_WORD) * CHARACTER + PADDING,
        min(cell_length, LONGEST_CELL) * CHARACTER + PADDING,
    )


def _lines(cell: Cell) -> Iterator[str]:
    for inlines in inline_runs(cell.blocks):
        yield plain_text(inlines)


def _divide(needs: Sequence[tuple[int, int]], width: float) -> list[float]:
    """Give each column its longest word, and what is left by what its longest cell lacks."""
    least = [word for word, _ in needs]
    wish = [cell for _, cell in needs]
    if sum(wish) <= width:
        return [width * cell / sum(wish) for cell in wish]
    if sum(least) >= width:
        return [width * word / sum(least) for word in least]
    lacking = [cell - word for word, cell in needs]
    spare = width - sum(least)
    return [word + spare * lack / sum(lacking) for word, lack in zip(least, lacking, strict=True)]


def _rounded(widths: Sequence[float], width: int) -> list[int]:
    whole = [int(each) for each in widths]
    whole[-1] += width - sum(whole)
    return whole
