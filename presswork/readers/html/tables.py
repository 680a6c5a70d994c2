"""Tables of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Cell, Column, Table
from presswork.readers.html import elements
from presswork.readers.printed import grids

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.readers.html.reading import Page

_ALIGNMENTS: Final = {
    "left": Alignment.START,
    "start": Alignment.START,
    "center": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
}
_ALIGN: Final = re.compile(r"text-align\s*:\s*(\w+)")


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table only arranges the page."""
    if elements.value(table, "role").lower() in {"presentation", "none"}:
        return True
    if elements.first(table, "th", "caption", "thead") is not None:
        return False
    if elements.first(table, "table") is not None:
        return True
    rows = list(elements.elements(table, "tr"))
    return all(len(cells_of(row)) <= 1 for row in rows) and len(rows) <= 1


def cells_of(row: etree._Element) -> list[etree._Element]:
    """Return the elements of the cells of a row."""
    return [each for each in row if elements.name(each) in {"td", "th"}]


def read(
    table: etree._Element,
    page: Page,
    blocks_of: Callable[[etree._Element, Page], Blocks],
    caption: Inlines,
) -> Table:
    """Read a table.

    Args:
        table: its element.
        page: the page.
        blocks_of: reads what a cell contains.
        caption: its words.
    """
    rows = _rows(table)
    heads = _head_count(rows)
    cells = [[_cell(each, page, blocks_of) for each in cells_of(row)] for row, _ in rows]
    grid = grids.whole(cells[:heads], cells[heads:])
    head, body = grid.parts
    if head and not any(cell.blocks for row in head for cell in row.cells):
        head = ()
    return Table(
        tuple(_columns(cells[heads:], grid.width)),
        head,
        body,
        caption=caption,
        location=page.at(table),
    )


def _rows(table: etree._Element) -> list[tuple[etree._Element, str]]:
    """Return the rows with the part of the table they stand in, those of a `tfoot` last."""
    found: list[tuple[etree._Element, str]] = []
    last: list[tuple[etree._Element, str]] = []
    for child in table:
        name = elements.name(child)
        if name == "tr":
            found.append((child, "tbody"))
        elif name in {"thead", "tbody", "tfoot"}:
            rows = [(row, name) for row in child if elements.name(row) == "tr"]
            (last if name == "tfoot" else found).extend(rows)
        elif name in {"span", "div"}:
            inner = [(row, name) for row in elements.elements(child, "tr")]
            found.extend(inner)
    kept = [(row, part) for row, part in found + last if cells_of(row)]
    heads = [each for each in kept if each[1] == "thead"]
    return heads + [each for each in kept if each[1] != "thead"]


def _head_count(rows: list[tuple[etree._Element, str]]) -> int:
    heads = sum(1 for _, part in rows if part == "thead")
    if heads:
        return heads
    for at, (row, _) in enumerate(rows):
        if any(elements.name(cell) == "td" for cell in cells_of(row)):
            return at if at < len(rows) else 0
    return 0


def _cell(
    element: etree._Element, page: Page, blocks_of: Callable[[etree._Element, Page], Blocks]
) -> Cell:
    return Cell(
        blocks_of(element, page),
        column_span=_span(element, "colspan"),
        row_span=_span(element, "rowspan"),
        heading=elements.name(element) == "th",
        alignment=_alignment(element),
    )


def _span(element: etree._Element, attribute: str) -> int:
    text = elements.value(element, attribute).strip()[:6]
    number = int(text) if text.isascii() and text.isdecimal() else 1
    return number if number > 0 else (1 if attribute == "colspan" else 65534)


def _alignment(element: etree._Element) -> Alignment | None:
    if not element.keys():
        return None
    found = _ALIGN.search(elements.value(element, "style"))
    word = found[1] if found else elements.value(element, "align")
    return _ALIGNMENTS.get(word.lower())


def _columns(rows: list[list[Cell]], width: int) -> list[Column]:
    """Return the columns; one whose cells all stand the same way stands so itself."""
    votes: list[set[Alignment | None]] = [set() for _ in range(width)]
    for row in rows:
        if len(row) == width:
            for place, cell in enumerate(row):
                votes[place].add(cell.alignment)
    return [
        Column(next(iter(vote)) or Alignment.START) if len(vote) == 1 else Column()
        for vote in votes
    ]
