"""Tables: their cells, their grid and their widths (17.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.findings import Finding
from presswork.office_files import NAMESPACES, name
from presswork.word_checks.reading import M, W, children, is_on, shown, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from presswork.word_checks.reading import Reading, Text

_BLOCKS: Final = frozenset(("p", "tbl", "sdt", "customXml", "altChunk"))
_TOLERATED: Final = 30
"""How far widths may differ, in twips: half a millimetre, which nobody sees."""

_DRAWING: Final = f"{{{NAMESPACES['wp']}}}inline"
_WORDS: Final = 8
"""A table whose cells hold pictures or formulas, and few signs else, puts them in their place."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell in the grid.

    Args:
        element: itself.
        column: the first column that it covers.
        span: how many it covers.
        merge: `restart` where it begins cells that are joined downwards, `continue` where it goes
            on; else None.
    """

    element: Element
    column: int
    span: int
    merge: str | None


def review(reading: Reading) -> Iterator[Finding]:
    """Find what is wrong with tables."""
    for text in reading.texts:
        for table in text.root.iter(W + "tbl"):
            yield from _table(table, text)


def _table(table: Element, text: Text) -> Iterator[Finding]:
    rows = [(row, _cells(row)) for row in children(table, W + "tr")]
    grid = [_number(value(each, "w")) for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    quote = shown(table)
    for _, cells in rows:
        for cell in cells:
            if _last(cell.element) != "p":
                yield Finding(
                    quote=shown(cell.element) or quote,
                    part=text.place,
                    rule="word-cell-without-paragraph",
                )
    for what in _irregular(rows, grid):
        yield Finding(quote=quote, what=what, part=text.place, rule="word-irregular-table")
    if _differs(table, rows, grid):
        yield Finding(quote=quote, part=text.place, rule="word-table-widths")
    if _needs_header(rows):
        yield Finding(quote=quote, part=text.place, rule="word-table-without-header")


def _cells(row: Element) -> list[_Cell]:
    column = _number(value(row.find(f"{W}trPr/{W}gridBefore"))) or 0
    found = []
    for each in children(row, W + "tc"):
        properties = each.find(W + "tcPr")
        span, merge = 1, None
        if properties is not None:
            span = max(1, _number(value(properties.find(W + "gridSpan"))) or 1)
            joined = properties.find(W + "vMerge")
            merge = None if joined is None else value(joined) or "continue"
        found.append(_Cell(each, column, span, merge))
        column += span
    return found


def _last(cell: Element) -> str:
    """Return the name of the last block of a cell; empty where there is none."""
    for each in reversed(cell):
        kind = name(each)
        if kind in {"sdt", "customXml"}:
            content = each.find(W + "sdtContent")
            return _last(each if content is None else content)
        if kind in _BLOCKS:
            return kind
    return ""


def _irregular(rows: list[tuple[Element, list[_Cell]]], grid: list[int | None]) -> Iterator[str]:
    above: dict[int, int] = {}
    if not rows:
        yield "a table has no rows"
    for row, cells in rows:
        after = _number(value(row.find(f"{W}trPr/{W}gridAfter"))) or 0
        columns = cells[-1].column + cells[-1].span + after if cells else 0
        if not cells:
            yield "a row of a table has no cells"
        elif grid and columns != len(grid):
            yield f"a row of a table has {columns} columns where the table has {len(grid)}"
        for cell in cells:
            if cell.merge == "continue" and above.get(cell.column) != cell.span:
                yield "a cell goes on with one above it that is not joined downwards or as wide"
        above = {cell.column: cell.span for cell in cells if cell.merge}


def _differs(
    table: Element, rows: list[tuple[Element, list[_Cell]]], grid: list[int | None]
) -> bool:
    """Tell whether widths that are given in twips are not those of the grid, or it has none."""
    known = [width or 0 for width in grid]
    if not known:
        return bool(rows)
    if 0 in known:
        return False
    for _, cells in rows:
        for cell in cells:
            width = _twips(cell.element.find(f"{W}tcPr/{W}tcW"))
            covered = sum(known[cell.column : cell.column + cell.span])
            if width is not None and abs(width - covered) > _TOLERATED * cell.span:
                return True
    width = _twips(table.find(f"{W}tblPr/{W}tblW"))
    return width is not None and abs(width - sum(known)) > _TOLERATED * len(known)


def _needs_header(rows: list[tuple[Element, list[_Cell]]]) -> bool:
    if len(rows) <= 1 or max(len(cells) for _, cells in rows) <= 1:
        return False
    first, _ = rows[0]
    if is_on(first.find(f"{W}trPr/{W}tblHeader")):
        return False
    return not any(_arranges(cell.element) for _, cells in rows for cell in cells)


def _arranges(cell: Element) -> bool:
    """Tell whether a cell holds a picture or a formula, and hardly a word."""
    placed = next(cell.iter(_DRAWING, M + "oMathPara"), None)
    return placed is not None and len(shown(cell).strip()) <= _WORDS


def _twips(width: Element | None) -> int | None:
    """Return a width that is given in twips; None for others, and where the text decides."""
    if width is None or value(width, "type") != "dxa":
        return None
    return _number(value(width, "w")) or None


def _number(written: str | None) -> int | None:
    """Return a whole number; None for what is none."""
    try:
        return None if written is None else round(float(written))
    except (ValueError, OverflowError):
        return None
