"""The rules on tables (ISO 14289-1, 7.2 and 7.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.pdf_checks.reading import Reading
    from presswork.pdf_checks.tree import Element

_GROUPS: Final = ("THead", "TBody", "TFoot")
_PARTS: Final = {"THead": "head", "TBody": "body", "TFoot": "foot"}
_LARGEST: Final = 4_000_000
"""How many places of a table are looked at: spans can say anything."""


@dataclass(slots=True)
class _Cell:
    """A cell, and the places that it takes."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int

    @property
    def is_header(self) -> bool:
        return self.element.kind == "TH"


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table whose cells fill all its places.

    Args:
        places: the cell at each row and column.
        cells: each once.
    """

    places: list[list[_Cell]]
    cells: list[_Cell]


def structure(reading: Reading) -> Iterator[Finding]:
    """Find tables that are not built of rows and cells."""
    for element in reading.tree.elements:
        for what in _faults(reading, element):
            yield Finding(element.page, reading.words(element), what, rule="pdf-table-structure")


def _faults(reading: Reading, element: Element) -> Iterator[str]:
    kind = element.kind
    above = reading.tree.significant_parent(element)
    within = above.kind if above is not None else ""
    if kind == "Table":
        kids = [kid.kind for kid in reading.tree.significant_kids(element)]
        yield from _faults_of_table(kids)
    elif kind == "TR":
        if within not in ("Table", *_GROUPS):
            yield "a row of a table stands outside of a table"
        if {kid.kind for kid in reading.tree.significant_kids(element)} - {"TH", "TD"}:
            yield "a row of a table holds something else than cells"
    elif kind in _GROUPS:
        if within != "Table":
            yield f"the {_PARTS[kind]} of a table stands outside of a table"
        if {kid.kind for kid in reading.tree.significant_kids(element)} - {"TR"}:
            yield f"the {_PARTS[kind]} of a table holds something else than rows"
    elif kind == "TH" and within != "TR":
        yield "a header cell stands outside of a row"
    elif kind == "TD" and within != "TR":
        yield "a cell stands outside of a row"


def _faults_of_table(kids: list[str]) -> Iterator[str]:
    if set(kids) - {"TR", "Caption", *_GROUPS}:
        yield "a table holds something else than rows and a caption"
    if kids.count("THead") > 1:
        yield "a table has several heads"
    if kids.count("TFoot") > 1:
        yield "a table has several feet"
    if "TFoot" in kids and "TBody" not in kids:
        yield "a table has a foot, and no body"
    if "THead" in kids and "TBody" not in kids:
        yield "a table has a head, and no body"
    if "Caption" in kids[1:-1]:
        yield "the caption of a table stands among its rows"
    if kids.count("Caption") > 1:
        yield "a table has several captions"


def cells(reading: Reading) -> Iterator[Finding]:
    """Find tables with holes, and cells that no heading belongs to."""
    for element in reading.tree.elements:
        if element.kind != "Table":
            continue
        rows = _rows(reading, element)
        grid = _grid(rows)
        match grid:
            case str():
                words = reading.words(element)
                yield Finding(element.page, words, grid, rule="pdf-irregular-table")
            case _Grid():
                if not any(cell.is_header for cell in grid.cells) and len(grid.places) > 1:
                    words = reading.words(element)
                    yield Finding(element.page, words, rule="pdf-no-header-cells")
                yield from _without_headers(reading, grid)
            case None:
                pass


def _rows(reading: Reading, table: Element) -> list[list[Element]]:
    rows: list[Element] = []
    for kid in reading.tree.significant_kids(table):
        if kid.kind == "TR":
            rows.append(kid)
        elif kid.kind in _GROUPS:
            rows += [row for row in reading.tree.significant_kids(kid) if row.kind == "TR"]
    return [
        [cell for cell in reading.tree.significant_kids(row) if cell.kind in ("TH", "TD")]
        for row in rows
    ]


def _span(element: Element, key: str) -> int:
    return max(1, objects.integer(objects.attribute(element.node, "Table", key), 1))


def _grid(rows: list[list[Element]]) -> _Grid | str | None:
    """Return the places of a table's cells, or what is wrong with them.

    Returns:
        None where there are no cells, or too many places.
    """
    height = sum(_span(row[0], "/RowSpan") for row in rows if row)
    width = sum(_span(cell, "/ColSpan") for cell in rows[0]) if rows else 0
    if height * max(width, 1) > _LARGEST or height == 0:
        return None
    places: list[list[_Cell | None]] = [[None] * width for _ in range(height)]
    found: list[_Cell] = []
    for at, row in enumerate(rows):
        column = 0
        for element in row:
            spans = _span(element, "/RowSpan"), _span(element, "/ColSpan")
            if at >= height:
                return _UNEVEN
            while column < width and places[at][column] is not None:
                column += 1
            cell = _Cell(element, at, column, *spans)
            if column + cell.columns > width:
                return f"row {at + 1} of a table has more cells than its first row"
            if at + cell.rows > height:
                return "a cell of a table reaches below its last row"
            if not _put(places, cell):
                return "two cells of a table lie on each other"
            found.append(cell)
            column += cell.columns
    whole: list[list[_Cell]] = []
    for at, places_of_row in enumerate(places):
        full = [cell for cell in places_of_row if cell is not None]
        if len(full) < width:
            return f"row {at + 1} of a table has {len(full)} of {width} cells"
        whole.append(full)
    return _Grid(whole, found)


_UNEVEN: Final = "the rows of a table do not have the same number of cells"


def _put(places: list[list[_Cell | None]], cell: _Cell) -> bool:
    for row in places[cell.row : cell.row + cell.rows]:
        for column in range(cell.column, cell.column + cell.columns):
            if row[column] is not None:
                return False
            row[column] = cell
    return True


def _without_headers(reading: Reading, grid: _Grid) -> Iterator[Finding]:
    """Find the first cell of a table that no heading belongs to (ISO 32000-1, 14.8.4.3.4)."""
    headers = [cell for cell in grid.cells if cell.is_header]
    if all(_scope(cell) for cell in headers):
        return
    known = {objects.text(objects.entry(cell.element.node, "/ID")) for cell in headers}
    for cell in grid.cells:
        if cell.is_header:
            continue
        named = objects.elements(objects.attribute(cell.element.node, "Table", "/Headers"))
        ids = [objects.text(each) for each in named]
        if (ids and all(each in known for each in ids)) or _has_header(grid, cell):
            continue
        what = "a cell names a header cell that is not there" if ids else None
        words = reading.words(cell.element)
        yield Finding(cell.element.page, words, what, rule="pdf-table-without-headers")
        return


def _scope(cell: _Cell) -> str:
    return objects.name(objects.attribute(cell.element.node, "Table", "/Scope"))


def _has_header(grid: _Grid, cell: _Cell) -> bool:
    """Return whether a header cell stands above a cell, or before it."""
    for column in range(cell.column, cell.column + cell.columns):
        above = (grid.places[row][column] for row in range(cell.row - 1, -1, -1))
        if _leads_to_header(above, ("Column", "Both")):
            return True
    for row in range(cell.row, cell.row + cell.rows):
        before = (grid.places[row][column] for column in range(cell.column - 1, -1, -1))
        if _leads_to_header(before, ("Row", "Both")):
            return True
    return False


def _leads_to_header(cells: Iterator[_Cell], scopes: tuple[str, str]) -> bool:
    met = False
    for cell in cells:
        if cell.is_header:
            if _scope(cell) in scopes:
                return True
            met = True
        elif met:
            return False
    return False
