"""Tables of both kinds, XHTML and OASIS (CALS), as rows of cells that know what they cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment
from presswork.readers.jats.elements import attribute, child, children
from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

_WIDEST: Final = 200
"""How many columns a cell may cover; more is a mistake."""

_TALLEST: Final = 5000
_MOST_CELLS: Final = 500_000
"""How many places a table may have for empty ones among them to be filled up."""

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
class Slot:
    """A cell before its content is read.

    Args:
        element: what holds its content; None for one that is left out in the source.
    """

    element: etree._Element | None
    columns: int = 1
    rows: int = 1
    heading: bool = False
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, and what is said of its columns.

    Args:
        width: how many columns it has.
        widths: the share of each column, None where nothing says it.
        alignments: those of its columns, as far as they are given.
    """

    head: tuple[tuple[Slot, ...], ...]
    body: tuple[tuple[Slot, ...], ...]
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


def read_grids(table: etree._Element) -> list[Grid]:
    """Return the grids of a `table`; in OASIS it may hold several `tgroup`s."""
    groups = [table] if local_name(table) == "tgroup" else children(table, "tgroup")
    if groups:
        return [_cals(group) for group in groups]
    return [_xhtml(table)]


def _alignment(element: etree._Element) -> Alignment | None:
    found = _TEXT_ALIGN.search(attribute(element, "style"))
    return _ALIGNMENTS.get((found[1] if found else attribute(element, "align")).lower())


def _count(element: etree._Element, name: str, most: int) -> int:
    value = attribute(element, name)
    return max(1, min(int(value), most)) if value.isdecimal() else 1


def _xhtml(table: etree._Element) -> Grid:
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
    bodies = [[_xhtml_row(row) for row in part] for part in parts]
    return _grid([_xhtml_row(row) for row in head], bodies, said)


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


def _xhtml_row(row: etree._Element) -> list[Slot]:
    default = _alignment(row)
    return [
        Slot(
            cell,
            _count(cell, "colspan", _WIDEST),
            _count(cell, "rowspan", _TALLEST),
            local_name(cell) == "th",
            _alignment(cell) or default,
        )
        for cell in children(row, "td", "th")
    ]


def _cals(group: etree._Element) -> Grid:
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
        name: [_cals_row(row, said) for row in children(part, "row")]
        for name in ("thead", "tbody", "tfoot")
        if (part := child(group, name)) is not None
    }
    bodies = [parts.get("tbody", []), parts.get("tfoot", [])]
    return _grid(parts.get("thead", []), bodies, said)


def _cals_row(row: etree._Element, said: _Said) -> list[Slot]:
    slots: list[Slot] = []
    at = 0
    for entry in children(row, "entry", "entrytbl"):
        start, end = said.spans.get(
            attribute(entry, "spanname"), (attribute(entry, "namest"), attribute(entry, "nameend"))
        )
        first = said.names.get(start or attribute(entry, "colname"), at)
        last = said.names.get(end, first)
        slots += [Slot(None)] * max(0, first - at) if _is_gap(first, at, row) else []
        columns = max(1, last - first + 1)
        more = attribute(entry, "morerows")
        rows = 1 + (min(int(more), _TALLEST) if more.isdecimal() else 0)
        slots.append(Slot(entry, columns, rows, heading=False, alignment=_alignment(entry)))
        at = max(at, first) + columns
    return slots


def _is_gap(first: int, at: int, row: etree._Element) -> bool:
    """Tell whether cells are left out before one, and not only covered from the row above."""
    before = row.getprevious()
    covered = before is not None and any(
        attribute(entry, "morerows") not in {"", "0"} for entry in children(before, "entry")
    )
    return first > at and not covered


def _grid(head: list[list[Slot]], bodies: list[list[list[Slot]]], said: _Said) -> Grid:
    """Return a grid; no cell reaches from one part of a table into the next (HTML 4.9.12)."""
    parts = [_filled(part) for part in (head, *bodies)]
    width = max((count for _, count in parts), default=0)
    width = max(width, 1)
    fits = width * sum(len(part) for part, _ in parts) <= _MOST_CELLS
    rows = [_padded(part, width if fits else 0) for part, _ in parts]
    widths = [*said.widths[:width], *[""] * (width - len(said.widths))]
    alignments = [*said.alignments[:width], *[None] * (width - len(said.alignments))]
    body = tuple(row for part in rows[1:] for row in part)
    return Grid(rows[0], body, width, _shares(widths), tuple(alignments))


def _filled(rows: Sequence[list[Slot]]) -> tuple[list[tuple[list[Slot], int]], int]:
    """Return rows whose cells overlap nowhere and end with the last, each with its width."""
    covered: dict[int, int] = {}
    result: list[tuple[list[Slot], int]] = []
    widest = 0
    for at, row in enumerate(rows):
        place = 0
        kept: list[Slot] = []
        left = len(rows) - at
        taken = dict(covered)
        for slot in row:
            while taken.get(place, 0) > 0:
                place += 1
            columns = next(
                (count for count in range(1, slot.columns) if taken.get(place + count, 0) > 0),
                slot.columns,
            )
            fitting = replace(slot, columns=columns, rows=min(slot.rows, left))
            kept.append(fitting)
            for column in range(place, place + columns):
                covered[column] = fitting.rows
            place += columns
        reach = max((column + 1 for column, rest in covered.items() if rest > 0), default=0)
        widest = max(widest, place, reach)
        result.append((kept, sum(1 for rest in covered.values() if rest > 0)))
        covered = {column: rest - 1 for column, rest in covered.items() if rest > 1}
    return result, widest


def _padded(rows: Iterable[tuple[list[Slot], int]], width: int) -> tuple[tuple[Slot, ...], ...]:
    """Return rows with an empty cell in each place that none of theirs covers."""
    return tuple((*slots, *[Slot(None)] * (width - filled)) for slots, filled in rows)


def _shares(widths: Sequence[str]) -> tuple[float | None, ...]:
    """Return the share of each column, where all are given in one unit."""
    found = [_WIDTH.fullmatch(width.strip()) for width in widths]
    known = [match for match in found if match]
    total = sum(float(match[1]) for match in known)
    if len(known) < len(widths) or len({match[2] for match in known}) > 1 or total <= 0:
        return (None,) * len(widths)
    return tuple(float(match[1]) / total for match in known)
