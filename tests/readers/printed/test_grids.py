"""Tables are made whole: each place is covered by one cell."""

from __future__ import annotations

import pytest

from presswork.document import Cell, Row
from presswork.readers.printed import grids

ONE = Cell(())


def spanning(columns: int, rows: int = 1) -> Cell:
    return Cell((), columns, rows)


def told(rows: tuple[Row, ...]) -> list[list[str]]:
    return [[f"{cell.column_span}x{cell.row_span}" for cell in row.cells] for row in rows]


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ([[ONE, ONE], [ONE]], [["1x1", "1x1"], ["1x1", "1x1"]]),
        ([[spanning(1, 2), ONE], [ONE]], [["1x2", "1x1"], ["1x1"]]),
        ([[spanning(1, 9), ONE]], [["1x1", "1x1"]]),
        ([[ONE, spanning(1, 2)], [spanning(2)]], [["1x1", "1x2"], ["1x1"]]),
        ([[spanning(2, 2)], []], [["2x2"], []]),
        ([[spanning(3)], [ONE]], [["3x1"], ["1x1", "1x1", "1x1"]]),
    ],
    ids=["short row", "reaching down", "leaving the table", "overlap", "empty row", "wide above"],
)
def test_part(rows: list[list[Cell]], whole: list[list[str]]) -> None:
    assert told(grids.whole(rows).parts[0]) == whole


def test_cells_stay_in_their_part() -> None:
    grid = grids.whole([[spanning(1, 3), ONE]], [[ONE]])
    assert (grid.width, *map(told, grid.parts)) == (2, [["1x1", "1x1"]], [["1x1", "1x1"]])


def test_many_empty_places_are_left_out() -> None:
    grid = grids.whole([[spanning(grids.MOST_COLUMNS)], *[[ONE]] * 20_000])
    assert sum(len(row.cells) for row in grid.parts[0]) == 20_001
