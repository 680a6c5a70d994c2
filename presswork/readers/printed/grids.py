"""Rows of cells with spans, made whole: every place of the table is covered once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS: Final = 1000
"""How many columns a table has at most; a page of paper shows far fewer."""


def whole(rows: Sequence[Sequence[Cell]], columns: int | None = None) -> tuple[Row, ...]:
    """Return the rows with missing cells added, and spans that leave the table cut.

    Args:
        rows: the cells of each row, without places that a cell above covers.
        columns: how many columns there are; None for as many as the widest row has.
    """
    width = min(columns or width_of(rows), MOST_COLUMNS)
    covered = [0] * width
    result: list[Row] = []
    for at, row in enumerate(rows):
        cells: list[Cell] = []
        place = 0
        for cell in row:
            place = _free(covered, place)
            if place >= width:
                break
            span = _room(covered, place, cell.column_span)
            height = max(1, min(cell.row_span, len(rows) - at))
            fits = (span, height) == (cell.column_span, cell.row_span)
            cells.append(cell if fits else replace(cell, column_span=span, row_span=height))
            covered[place : place + span] = [height] * span
            place += span
        while (place := _free(covered, place)) < width:
            cells.append(Cell(()))
            covered[place] = 1
        covered = [max(0, left - 1) for left in covered]
        result.append(Row(tuple(cells)))
    return tuple(result)


def width_of(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many columns the widest row covers, with what cells above reach into it."""
    widest = 1
    reaching: list[tuple[int, int]] = []
    for row in rows:
        own = sum(cell.column_span for cell in row)
        above = sum(span for span, _ in reaching)
        widest = max(widest, own + above)
        reaching = [(span, left - 1) for span, left in reaching if left > 1]
        reaching += [(cell.column_span, cell.row_span - 1) for cell in row if cell.row_span > 1]
    return min(widest, MOST_COLUMNS)


def _free(covered: list[int], place: int) -> int:
    while place < len(covered) and covered[place]:
        place += 1
    return place


def _room(covered: list[int], place: int, wanted: int) -> int:
    """Return how many columns a cell can cover from a place on."""
    end = place + 1
    while end < min(place + wanted, len(covered)) and not covered[end]:
        end += 1
    return end - place
