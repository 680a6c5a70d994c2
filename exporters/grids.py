"""The grid of a table: what stands in each place, and how much room its columns need.

Widths are in ems of the table's text, the size of its letters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.document import Cell, inline_runs
from presswork.inlines import Code, plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.document import Row, Table

CHARACTER: Final = 0.55
"""The mean width of a character."""

PADDING: Final = 0.8
"""The room that a column has beside its words."""

LONGEST_WORD: Final = 24
LONGEST_CELL: Final = 60
"""From how many characters on a word, or a whole cell, asks for no more width."""

SYLLABLES: Final = 8
"""How many letters of a word stay together where it may be hyphenated."""

LONG_CELL: Final = 2400
"""How many characters a cell has, if it alone filled the line, that is parted at a page's end."""

NO_CELL: Final = Cell(())
"""What stands where a row has too few cells, and where one from above goes on."""


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


@dataclass(frozen=True, slots=True)
class Need:
    """The room that a column needs.

    Args:
        word: for its longest word.
        part: for the longest part of a word, once words are hyphenated.
        cell: for its longest cell, in one line.
    """

    word: float
    part: float
    cell: float


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


def needs(table: Table) -> tuple[Need, ...]:
    """Return what each column of a table needs; cells of several columns ask for nothing."""
    grid = slots(table.head + table.body, len(table.columns))
    count = max((slot.column + slot.span for line in grid for slot in line), default=1)
    words, parts, lengths = [1] * count, [1] * count, [1] * count
    for slot in (slot for line in grid for slot in line):
        if slot.span > 1 or slot.continued:
            continue
        at = slot.column
        for run in inline_runs(slot.cell.blocks):
            text = plain_text(run)
            lengths[at] = max(lengths[at], len(text))
            for word in text.split():
                words[at] = max(words[at], len(word))
                parts[at] = max(parts[at], _part(word))
    return tuple(
        Need(
            min(word, LONGEST_WORD) * CHARACTER + PADDING,
            min(part, LONGEST_WORD) * CHARACTER + PADDING,
            min(length, LONGEST_CELL) * CHARACTER + PADDING,
        )
        for word, part, length in zip(words, parts, lengths, strict=True)
    )


def _part(word: str) -> int:
    """Return how many characters of a word stay together; numbers are not hyphenated."""
    return min(len(word), SYLLABLES + 1) if word.isalpha() else len(word)


def with_room_for_words(table: Table, room: float) -> Table:
    """Return a table with shares of its width in which the longest words of columns have room.

    WeasyPrint (70) gives little to a column of words that may be parted anywhere, such as code. A
    table in which all have room anyway, or cannot have it, stays as it is.

    Args:
        table: its columns may name shares of its width, which were meant for a wider page.
        room: the width of the table, in ems.
    """
    wanted = needs(table)
    named = [column.width for column in table.columns]
    enough = all(
        share is not None and share * room >= need.word
        for share, need in zip(named, wanted, strict=False)
    )
    words, cells = sum(need.word for need in wanted), sum(need.cell for need in wanted)
    in_need = any(named) or (cells > room and _holds_code(table))
    if enough or not in_need or words > room or len(named) != len(wanted):
        return table
    widths = _divide(wanted, room)
    columns = (
        replace(column, width=width / room)
        for column, width in zip(table.columns, widths, strict=True)
    )
    return replace(table, columns=tuple(columns))


def _holds_code(table: Table) -> bool:
    rows = table.head + table.body
    runs = (run for row in rows for cell in row.cells for run in inline_runs(cell.blocks))
    return any(isinstance(inline, Code) for run in runs for inline in walk(run))


def column_shares(table: Table, room: float) -> tuple[float, ...]:
    """Return the shares of the table's width that its columns have; together they are one.

    Args:
        table: a share that a column names holds; the others divide what is left, by their text.
        room: the width of the table, in ems.
    """
    wanted = needs(table)
    named = [column.width for column in table.columns]
    shares = [*named, *([None] * (len(wanted) - len(named)))]
    given = sum(share for share in shares if share is not None)
    free = [index for index, share in enumerate(shares) if share is None]
    left = max(1 - given, 0.2) if free else 0.0
    divided = dict(zip(free, _divide([wanted[index] for index in free], left * room), strict=True))
    widths = [divided[at] / room if share is None else share for at, share in enumerate(shares)]
    whole = sum(widths) or 1.0
    return tuple(width / whole for width in widths)


def _divide(needed: Sequence[Need], room: float) -> list[float]:
    """Give each column its longest word, and what is left by what its longest cell lacks."""
    wish = [need.cell for need in needed]
    least = [need.word for need in needed]
    if sum(wish) <= room:
        return [room * cell / sum(wish) for cell in wish]
    if sum(least) > room:
        least = [need.part for need in needed]
    if sum(least) >= room:
        return [room * word / sum(least) for word in least]
    lacking = [max(cell - word, 0) for word, cell in zip(least, wish, strict=True)]
    spare = room - sum(least)
    return [
        word + spare * lack / (sum(lacking) or 1.0)
        for word, lack in zip(least, lacking, strict=True)
    ]


def is_long(cell: Cell, columns: int) -> bool:
    """Tell whether a cell may be too high for what is left of a page, or for any."""
    share = cell.column_span / max(1, columns)
    return sum(len(plain_text(run)) for run in inline_runs(cell.blocks)) > LONG_CELL * share
