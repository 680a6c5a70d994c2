"""Columns of numbers, one below the other by their points.

CSS can align a column by a character (CSS Text 4, `text-align: "."`), and nobody does it. Where the
numbers of a column end at its right edge, those with fewer decimals are moved away from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Paragraph
from presswork.inlines import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.document import Cell, Table

_NUMBER: Final = re.compile(r"[<>≤≥~≈±]?[-−+]?[\d\s,’']*\d(?:(?P<point>[.])(?P<decimals>\d+))?")

POINT: Final = 0.45
"""How wide the point is, in digits."""


def shifts(table: Table) -> Mapping[int, float]:
    """Return how many digits a cell's number is moved from the edge, by the cells' `id`."""
    if any(cell.column_span > 1 or cell.row_span > 1 for row in table.body for cell in row.cells):
        return {}
    found: dict[int, float] = {}
    for position, column in enumerate(table.columns):
        cells = [row.cells[position] for row in table.body if position < len(row.cells)]
        if column.alignment is Alignment.END:
            found |= _of_column(cells)
    return found


def _of_column(cells: list[Cell]) -> dict[int, float]:
    numbers = [(cell, _NUMBER.fullmatch(_text(cell).strip())) for cell in cells]
    widths = {id(cell): _width(found) for cell, found in numbers if found}
    if len(widths) < len(cells) / 2 or not widths:
        return {}
    widest = max(widths.values())
    return {key: widest - width for key, width in widths.items() if width < widest}


def _text(cell: Cell) -> str:
    match cell.blocks:
        case (Paragraph((Text(text),)),):
            return text
        case _:
            return ""


def _width(number: re.Match[str]) -> float:
    """Return how many digits wide the point and what follows it are."""
    return POINT + len(number["decimals"]) if number["point"] else 0.0
