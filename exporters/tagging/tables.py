"""Which cells of a table head which (ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5).

The scope of its header cells says it for most tables. Where heads have several rows, or stand over
several columns or rows, each cell names those that head it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell in the grid of its table, counted from 0."""

    cell: Node
    row: int
    column: int


def scope(cell: Node) -> str:
    """Return whether a header cell heads its column or its row."""
    said = cell.element.get("scope", "") if cell.element is not None else ""
    if said:
        return "Row" if said.startswith("row") else "Column"
    group = cell.parent and cell.parent.parent
    return "Column" if group and group.role == "THead" else "Row"


def head_cells(tables: Iterable[Node]) -> None:
    """Let the cells of tables that are not plain name those that head them."""
    for number, table in enumerate(tables, 1):
        rows = tuple(_rows(table))
        if not _is_plain(rows):
            _head(tuple(_placed(rows)), f"table-{number}")


def _rows(around: Node) -> Iterator[tuple[Node, ...]]:
    for kid in around.kids:
        if not isinstance(kid, Node):
            continue
        if kid.role == "TR":
            yield tuple(cell for cell in kid.kids if isinstance(cell, Node))
        elif kid.role in {"THead", "TBody", "TFoot"}:
            yield from _rows(kid)


def _is_plain(rows: tuple[tuple[Node, ...], ...]) -> bool:
    """Tell whether only the first row and the first column head others, each cell one line."""
    return all(
        cell.role != "TH" or ((row == 0 or column == 0) and cell.columns == cell.rows == 1)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )


def _placed(rows: tuple[tuple[Node, ...], ...]) -> Iterator[_Placed]:
    taken: dict[int, int] = {}
    """The first row in which a column is free again."""
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            yield _Placed(cell, row, column)
            for filled in range(column, column + cell.columns):
                taken[filled] = row + cell.rows
            column += cell.columns


def _head(cells: tuple[_Placed, ...], name: str) -> None:
    over: dict[int, list[str]] = defaultdict(list)
    beside: dict[int, list[str]] = defaultdict(list)
    heads = [placed for placed in cells if placed.cell.role == "TH"]
    for number, placed in enumerate(heads, 1):
        placed.cell.identifier = f"{name}-{number}"
        if scope(placed.cell) == "Column":
            for column in range(placed.column, placed.column + placed.cell.columns):
                over[column].append(placed.cell.identifier)
        else:
            for row in range(placed.row, placed.row + placed.cell.rows):
                beside[row].append(placed.cell.identifier)
    for placed in cells:
        if placed.cell.role == "TD":
            columns = range(placed.column, placed.column + placed.cell.columns)
            rows = range(placed.row, placed.row + placed.cell.rows)
            named = [name for column in columns for name in over[column]]
            named += [name for row in rows for name in beside[row]]
            placed.cell.headers = tuple(dict.fromkeys(named))
