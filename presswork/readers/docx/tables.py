"""Tables of a Word file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Cell, Column, Paragraph, Table
from presswork.inlines import Strong, Text
from presswork.office_files import name
from presswork.readers.docx.xml import all_of, attribute, find, is_on, val
from presswork.readers.printed import grids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from presswork.document import Blocks
    from presswork.readers.docx.reading import Reading

_WHOLE: Final = re.compile(r"[0-9]{1,5}")
_ALIGNMENTS: Final = {
    "left": Alignment.START,
    "start": Alignment.START,
    "both": Alignment.START,
    "center": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
}


def read(
    element: etree._Element, reading: Reading, blocks_of: Callable[[etree._Element], Blocks]
) -> Table | None:
    """Read a table; None where it has no cells.

    Args:
        element: the `w:tbl`.
        reading: the file.
        blocks_of: reads what a cell contains.
    """
    rows = list(_rows(element))
    if not rows:
        return None
    cells = _joined([_cells(row, blocks_of) for row in rows])
    heads = _head_count(element, rows, cells)
    grid = grids.whole(cells[:heads], cells[heads:])
    head, body = grid.parts
    return Table(
        tuple(_columns(cells[heads:], grid.width)),
        head,
        body,
        location=reading.place,
    )


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        match name(child):
            case "tr":
                if find(child, "w:trPr/w:del") is None:
                    yield child
            case "sdt" | "sdtContent" | "customXml" | "ins":
                yield from _rows(child)
            case _:
                pass


_Placed = tuple[int, Cell, str | None]
"""The column of a cell, the cell, and whether it goes on from above (`w:vMerge`)."""


def _cells(row: etree._Element, blocks_of: Callable[[etree._Element], Blocks]) -> list[_Placed]:
    found: list[_Placed] = []
    place = _number(val(row, "w:trPr/w:gridBefore"), 0)
    if place:
        found.append((0, Cell((), column_span=place), None))
    for element in _cell_elements(row):
        properties = find(element, "w:tcPr")
        span = max(1, min(_number(val(properties, "w:gridSpan"), 1), grids.MOST_COLUMNS))
        merge = find(properties, "w:vMerge") if properties is not None else None
        state = None if merge is None else attribute(merge, "val") or "continue"
        blocks = () if state == "continue" else blocks_of(element)
        found.append((place, Cell(blocks, column_span=span, alignment=_alignment(element)), state))
        place += span
    return found


def _cell_elements(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        match name(child):
            case "tc":
                yield child
            case "sdt" | "sdtContent" | "customXml":
                yield from _cell_elements(child)
            case _:
                pass


def _joined(rows: list[list[_Placed]]) -> list[list[Cell]]:
    """Give cells that go on below their spans, and drop what goes on."""
    result: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        result.append([])
        here: dict[int, tuple[int, int]] = {}
        for place, cell, state in row:
            if state == "continue" and place in above:
                origin, index = above[place]
                first = result[origin][index]
                result[origin][index] = replace(first, row_span=at - origin + 1)
                here[place] = above[place]
                continue
            result[at].append(cell)
            if state is not None:
                here[place] = (at, len(result[at]) - 1)
        above = here
    return result


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise


def _alignment(element: etree._Element) -> Alignment | None:
    found = [val(each, "w:pPr/w:jc") for each in all_of(element, "w:p")]
    first = found[0] if found else None
    return _ALIGNMENTS.get(first or "")


def _head_count(
    element: etree._Element, rows: list[etree._Element], cells: list[list[Cell]]
) -> int:
    """Count the rows that are repeated on each page, else a first one that is set in bold."""
    count = 0
    for row in rows:
        if not is_on(row, "w:trPr/w:tblHeader"):
            break
        count += 1
    if count or len(rows) == 1:
        return count if count < len(rows) else 0
    look = find(element, "w:tblPr/w:tblLook")
    first = look is not None and (
        attribute(look, "firstRow") in {"1", "true"} or _has_bit(attribute(look, "val"))
    )
    filled = [cell for cell in cells[0] if cell.blocks]
    return 1 if first and filled and all(map(_is_bold, filled)) else 0


def _has_bit(text: str | None) -> bool:
    try:
        return bool(int(text or "0", 16) & 0x20)
    except ValueError:
        return False


def _is_bold(cell: Cell) -> bool:
    return all(
        isinstance(block, Paragraph)
        and all(
            isinstance(inline, Strong) or (isinstance(inline, Text) and not inline.text.strip())
            for inline in block.children
        )
        for block in cell.blocks
    )


def _columns(rows: list[list[Cell]], width: int) -> Iterator[Column]:
    votes: list[set[Alignment | None]] = [set() for _ in range(width)]
    for row in rows:
        if len(row) == width:
            for place, cell in enumerate(row):
                votes[place].add(cell.alignment)
    for vote in votes:
        yield Column(next(iter(vote)) or Alignment.START) if len(vote) == 1 else Column()
