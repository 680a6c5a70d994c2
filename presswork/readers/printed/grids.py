"""Rows of cells with spans, made whole: every place of the table is covered once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.document import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS: Final = 1000
"""How many columns a table has at most; a page of paper shows far fewer."""

_MOST_CELLS: Final = 500_000
"""How many places a table may have for empty ones among them to be filled up."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose rows are whole.

    Args:
        width: how many columns it has.
        parts: the rows of each of its parts.
    """

    width: int
    parts: tuple[tuple[Row, ...], ...]


def whole(*parts: Sequence[Sequence[Cell]]) -> Grid:
    """Return a table with missing cells added, and spans cut that leave it or cover others.

    No cell reaches from one part of a table into the next (HTML 4.9.12).

    Args:
        parts: the cells of each row, without places that a cell above covers: those of the head,
            and those of each part of the body.
    """
    placed = [_placed(rows) for rows in parts]
    width = max((each.width for each in placed), default=0) or 1
    fits = width * sum(map(len, parts)) <= _MOST_CELLS
    return Grid(width, tuple(each.padded(width if fits else 0) for each in placed))


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows whose cells overlap nowhere, each with the count of places that are covered in it."""

    rows: list[tuple[list[Cell], int]]
    width: int

    def padded(self, width: int) -> tuple[Row, ...]:
        return tuple(Row((*cells, *[Cell(())] * (width - covered))) for cells, covered in self.rows)


def _placed(rows: Sequence[Sequence[Cell]]) -> _Part:
    result: list[tuple[list[Cell], int]] = []
    covered: set[int] = set()
    ending: dict[int, list[range]] = {}
    widest = 0
    for at, row in enumerate(rows):
        covered.difference_update(*ending.pop(at, ()))
        cells: list[Cell] = []
        place = 0
        for cell in row:
            while place in covered:
                place += 1
            if place >= MOST_COLUMNS:
                break
            end = place + 1
            while end < min(place + cell.column_span, MOST_COLUMNS) and end not in covered:
                end += 1
            height = max(1, min(cell.row_span, len(rows) - at))
            fits = (end - place, height) == (cell.column_span, cell.row_span)
            cells.append(cell if fits else replace(cell, column_span=end - place, row_span=height))
            covered.update(range(place, end))
            ending.setdefault(at + height, []).append(range(place, end))
            place = end
            widest = max(widest, end)
        result.append((cells, len(covered)))
    return _Part(result, widest)
