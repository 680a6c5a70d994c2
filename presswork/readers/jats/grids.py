"""Tables of both kinds, XHTML and OASIS (CALS), as rows of cells that know what they cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Cell
from presswork.readers.jats.elements import attribute, child, children
from presswork.readers.jats.source import local_name
from presswork.readers.printed import grids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from presswork.document import Row
    from presswork.readers.jats.reading import Reading

_WIDEST: Final = 200
"""How many columns a cell may cover; more is a mistake."""

_TALLEST: Final = 5000
_ALIGNMENTS: Final = {
    "left": Alignment.START,
    "start": Alignment.START,
    "justify": Alignment.START,
    "center": Alignment.CENTER,
    "centre": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
    "char": Alignment.END,
}
_TEXT_ALIGN: Final = re.compile(r"text-align\s*:\s*(\w+)")
_WIDTH: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(%|\*|pt|px|mm|cm|in|pc|em)?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, and what is said of its columns.

    Args:
        width: how many columns it has.
        widths: the share of each column, None where nothing says it.
        alignments: those of its columns, as far as they are given.
    """

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    width: int
    widths: tuple[float | None, ...]
    alignments: tuple[Alignment | None, ...]


@dataclass(slots=True)
class _Said:
    """What a table says of its columns, one after the other."""

    widths: list[str] = field(default_factory=list)
    alignments: list[Alignment | None] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    spans: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_grids(table: etree._Element, reading: Reading) -> list[Grid]:
    """Return the grids of a `table`; in OASIS it may hold several `tgroup`s."""
    groups = [table] if local_name(table) == "tgroup" else children(table, "tgroup")
    if groups:
        return [_cals(group, reading) for group in groups]
    return [_xhtml(table, reading)]


def _alignment(element: etree._Element) -> Alignment | None:
    found = _TEXT_ALIGN.search(attribute(element, "style"))
    return _ALIGNMENTS.get((found[1] if found else attribute(element, "align")).lower())


def _count(element: etree._Element, name: str, most: int) -> int:
    value = attribute(element, name)
    return max(1, min(int(value), most)) if value.isdecimal() else 1


def _xhtml(table: etree._Element, reading: Reading) -> Grid:
    said = _Said()
    for column in [*children(table, "col"), *_in_groups(table)]:
        for _ in range(_count(column, "span", _WIDEST)):
            said.widths.append(attribute(column, "width"))
            said.alignments.append(_alignment(column))
    head = [row for part in children(table, "thead") for row in children(part, "tr")]
    parts = [children(part, "tr") for part in children(table, "tbody")]
    parts.append(children(table, "tr"))
    first = next(filter(None, parts), [])
    if not head:
        while len(first) > 1 and _names_columns(first[0]):
            head.append(first.pop(0))
    parts += [children(part, "tr") for part in children(table, "tfoot")]
    read, *bodies = [[_xhtml_row(row, reading) for row in part] for part in (head, *parts)]
    return _grid(read, bodies, said)


def _in_groups(table: etree._Element) -> list[etree._Element]:
    return [
        column
        for group in children(table, "colgroup")
        for column in (children(group, "col") or [group])
    ]


def _names_columns(row: etree._Element) -> bool:
    cells = children(row, "td", "th")
    spans = any(_count(cell, "rowspan", _TALLEST) > 1 for cell in cells)
    return bool(cells) and not spans and all(local_name(cell) == "th" for cell in cells)


def _xhtml_row(row: etree._Element, reading: Reading) -> list[Cell]:
    default = _alignment(row)
    return [
        Cell(
            reading.flow(cell, reading),
            _count(cell, "colspan", _WIDEST),
            _count(cell, "rowspan", _TALLEST),
            heading=local_name(cell) == "th",
            alignment=_alignment(cell) or default,
        )
        for cell in children(row, "td", "th")
    ]


def _cals(group: etree._Element, reading: Reading) -> Grid:
    said = _Said()
    for at, column in enumerate(children(group, "colspec")):
        number = attribute(column, "colnum")
        place = int(number) - 1 if number.isdecimal() and 0 < int(number) <= _WIDEST else at
        while len(said.widths) <= place:
            said.widths.append("")
            said.alignments.append(None)
        said.widths[place] = attribute(column, "colwidth")
        said.alignments[place] = _alignment(column)
        if name := attribute(column, "colname"):
            said.names[name] = place
    for span in children(group, "spanspec"):
        ends = (attribute(span, "namest"), attribute(span, "nameend"))
        said.spans[attribute(span, "spanname")] = ends
    parts = {
        name: [_cals_row(row, said, reading) for row in children(part, "row")]
        for name in ("thead", "tbody", "tfoot")
        if (part := child(group, name)) is not None
    }
    bodies = [parts.get("tbody", []), parts.get("tfoot", [])]
    return _grid(parts.get("thead", []), bodies, said)


def _cals_row(row: etree._Element, said: _Said, reading: Reading) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    for entry in children(row, "entry", "entrytbl"):
        start, end = said.spans.get(
            attribute(entry, "spanname"), (attribute(entry, "namest"), attribute(entry, "nameend"))
        )
        first = said.names.get(start or attribute(entry, "colname"), at)
        last = said.names.get(end, first)
        cells += [Cell(())] * max(0, first - at) if _is_gap(first, at, row) else []
        columns = max(1, last - first + 1)
        more = attribute(entry, "morerows")
        rows = 1 + (min(int(more), _TALLEST) if more.isdecimal() else 0)
        blocks = reading.flow(entry, reading)
        cells.append(Cell(blocks, columns, rows, alignment=_alignment(entry)))
        at = max(at, first) + columns
    return cells


def _is_gap(first: int, at: int, row: etree._Element) -> bool:
    """Tell whether cells are left out before one, and not only covered from the row above."""
    before = row.getprevious()
    covered = before is not None and any(
        attribute(entry, "morerows") not in {"", "0"} for entry in children(before, "entry")
    )
    return first > at and not covered


def _grid(head: list[list[Cell]], bodies: list[list[list[Cell]]], said: _Said) -> Grid:
    grid = grids.whole(head, *bodies)
    width = grid.width
    widths = [*said.widths[:width], *[""] * (width - len(said.widths))]
    alignments = [*said.alignments[:width], *[None] * (width - len(said.alignments))]
    body = tuple(row for part in grid.parts[1:] for row in part)
    return Grid(grid.parts[0], body, width, _shares(widths), tuple(alignments))


def _shares(widths: Sequence[str]) -> tuple[float | None, ...]:
    """Return the share of each column, where all are given in one unit."""
    found = [_WIDTH.fullmatch(width.strip()) for width in widths]
    known = [match for match in found if match]
    total = sum(float(match[1]) for match in known)
    if len(known) < len(widths) or len({match[2] for match in known}) > 1 or total <= 0:
        return (None,) * len(widths)
    return tuple(float(match[1]) / total for match in known)
