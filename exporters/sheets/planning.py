"""Where columns and floats stand on the sheets: reckoned, before anything is laid out there.

Lengths are in pixels. The text is a strip of units, the lines and what cannot be parted; a place in
it is told by how many of them stand before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST: Final = 5
"""How many lines a column of text has at least; what is lower stays empty."""

MOST: Final = 0.8
"""The share of a sheet that its floats take at most, while there is text to stand beside them."""

STRETCH: Final = 2
"""How many lines a heading or a display is given more space by at most."""

TOLERANCE: Final = 0.4
"""How many pixels may stick out of a column."""

HEAD: Final = 10
"""Under a title block that leaves fewer lines than this, no text stands."""


class Width(Enum):
    """How much of a sheet a float takes."""

    COLUMN = "narrow"
    SHEET = "across"


@dataclass(frozen=True, slots=True)
class Geometry:
    """The room for text on a sheet.

    Args:
        left: of the first column.
        top: of all columns.
        width: of all columns together.
        height: the same.
        columns: how many there are.
        column: how wide each is.
        line: from line to line of the text.
    """

    left: float
    top: float
    width: float
    height: float
    columns: int
    column: float
    line: float

    @property
    def lines(self) -> int:
        """Return how many lines a whole column has."""
        return floor(self.height / self.line + 0.02)

    def right(self, width: Width) -> float:
        """Return where something ends that begins with the first column."""
        return self.left + (self.column if width is Width.COLUMN else self.width)

    def left_of(self, column: int) -> float:
        """Return where a column begins, counted from 0."""
        gap = (self.width - self.columns * self.column) / max(1, self.columns - 1)
        return self.left + column * (self.column + gap)

    def lines_for(self, height: float) -> int:
        """Return how many lines something takes with the space that parts it from the text."""
        return ceil(height / self.line + 0.8) if height else 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the text, or more that cannot be parted.

    Args:
        before: the space before it, where it does not begin a column.
        height: its own.
        note: of the notes that it mentions, which stand at the foot of its column.
        kept: whether the next unit has to stand in the same column.
        stretch: what space before it can be increased by whole lines, by its name; None for none.
    """

    before: float
    height: float
    note: float = 0.0
    kept: bool = False
    stretch: str | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """The text.

    Args:
        units: in the order of reading.
        note_gap: between the text of a column and its notes.
    """

    units: tuple[Unit, ...]
    note_gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Float:
    """A figure or table that stands at the head or foot of a column or sheet.

    Args:
        width: how wide it is.
        heights: of its pieces; all but the last fill a sheet each.
        mention: the place in the text where its author put it.
        series: what is numbered with it; of one series none overtakes another.
    """

    width: Width
    heights: tuple[float, ...]
    mention: int
    series: str


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column of text stands."""

    sheet: int
    left: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a float stands: the sheet of its first piece, and the left upper corner of the last."""

    sheet: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets.

    Args:
        columns: those with text, in the order of reading.
        places: of each float, in their order.
        sheets: how many there are.
        stretches: how many lines are added before some units, by their names.
    """

    columns: tuple[Column, ...]
    places: tuple[Place, ...]
    sheets: int
    stretches: tuple[tuple[str, int], ...] = ()

    def lines_of_last(self, geometry: Geometry) -> int:
        """Return how many lines the columns of the last sheet have together; many with a float."""
        if any(place.sheet == self.sheets - 1 for place in self.places):
            return geometry.lines
        last = (column.height for column in self.columns if column.sheet == self.sheets - 1)
        return round(sum(last) / geometry.line)


def rules(planned: Plan, geometry: Geometry) -> tuple[tuple[Column, ...], ...]:
    """Return the lines that part the columns of each sheet, where text stands on both sides.

    Their places are counted from the left upper corner of the room on a sheet.
    """
    found: list[list[Column]] = [[] for _ in range(planned.sheets)]
    for one, other in pairwise(planned.columns):
        if one.sheet == other.sheet < planned.sheets:
            top = max(one.top, other.top)
            bottom = min(one.top + one.height, other.top + other.height)
            left = (one.left + geometry.column + other.left) / 2 - geometry.left
            if bottom > top:
                rule = Column(one.sheet, left, top - geometry.top, bottom - top)
                found[one.sheet].append(rule)
    return tuple(map(tuple, found))


@dataclass(slots=True)
class _Stack:
    """The floats at the head and at the foot of a column, and how many lines each takes."""

    head: list[tuple[int, int]] = field(default_factory=list)
    foot: list[tuple[int, int]] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return sum(lines for _, lines in (*self.head, *self.foot))


@dataclass(slots=True)
class _Sheet:
    """A sheet that is being filled; heights are in lines.

    Args:
        number: counted from 0.
        geometry: of all sheets.
        begin: the unit that its text begins with.
        title: how many lines the title block takes.
        across: what stands across all columns.
        stacks: what stands in each column.
        last: the rank of the last float of each series, in the order of reading.
    """

    number: int
    geometry: Geometry
    begin: int
    title: int = 0
    across: _Stack = field(default_factory=_Stack)
    stacks: list[_Stack] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stacks = [_Stack() for _ in range(self.geometry.columns)]

    @property
    def room(self) -> int:
        """Return the lines of a column that is between what stands across."""
        return self.geometry.lines - self.title - self.across.lines

    def texts(self, cut: int = 0) -> list[int]:
        """Return how many lines of text each column has, where all end some lines earlier."""
        left = [self.room - stack.lines - cut for stack in self.stacks]
        least = 1 if cut else FEWEST
        return [lines if lines >= least else 0 for lines in left]

    def ends(self, strip: Strip, cut: int = 0) -> list[int]:
        """Return the units that each column ends before."""
        found: list[int] = []
        at = self.begin
        for lines in self.texts(cut):
            at = column_end(strip, at, lines * self.geometry.line)
            found.append(at)
        if found and found[-1] == self.begin and not (cut or self.last or self.title):
            found[-1] = min(self.begin + 1, len(strip.units))  # what is higher than any column
        return found


def column_end(strip: Strip, begin: int, height: float) -> int:
    """Return the unit that a column ends before.

    Args:
        strip: the text.
        begin: the unit that the column begins with.
        height: of the column.
    """
    taken = notes = 0.0
    end = begin
    for at in range(begin, len(strip.units)):
        unit = strip.units[at]
        taken += unit.height + (unit.before if at > begin else 0)
        if unit.note:
            notes += unit.note + (0 if notes else strip.note_gap)
        if taken + notes > height + TOLERANCE:
            return end
        if not unit.kept:
            end = at + 1
    return len(strip.units)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be planned.

    Args:
        geometry: the room on each sheet.
        titles: the heights of the title block, a sheet each.
        floats: in the order in which they are mentioned.
        strip: the text.
        seen: the columns of the layout before, and the unit that each was found to end before.
    """

    geometry: Geometry
    titles: Sequence[float]
    floats: Sequence[Float]
    strip: Strip
    seen: Sequence[tuple[Column, int]] = ()


def tightened(task: Task, tightness: float) -> Task:
    """Return what is to be planned with a share of the leading given up."""
    keep = 1 - tightness
    units = tuple(
        replace(unit, before=unit.before * keep, height=unit.height * keep)
        for unit in task.strip.units
    )
    geometry = replace(task.geometry, line=task.geometry.line * keep)
    return replace(task, geometry=geometry, strip=replace(task.strip, units=units))


def plan(task: Task, spare: int = 0) -> Plan:
    """Reckon where everything stands.

    Args:
        task: what is known.
        spare: by how many lines the columns of the last sheet are longer than reckoned.
    """
    geometry, floats, strip = task.geometry, task.floats, task.strip
    waiting = list(range(len(floats)))
    places: dict[int, Place] = {}
    columns: list[Column] = []
    stretches: list[tuple[str, int]] = []
    sheet = _first(geometry, task.titles)
    whole = len(strip.units)
    while True:
        if waiting and len(floats[waiting[0]].heights) > 1:
            _put_pieces(sheet, waiting, floats, places, ended=sheet.begin >= whole)
        _fill(sheet, waiting, floats, strip)
        cut = 0
        ends = sheet.ends(strip)
        if ends[-1] >= whole and not waiting:
            cut = _cut(sheet, strip, spare)
        else:
            stretches += _stretched(sheet, strip, ends)
        _settle(sheet, cut, columns, places, floats)
        found = _found(task.seen, columns)
        if found is not None and not cut and ends[-1] < whole:
            ends[-1] = found
        if ends[-1] >= whole and not waiting:
            break
        sheet = _Sheet(sheet.number + 1, geometry, ends[-1])
    sheets = sheet.number + 1
    return Plan(
        (*columns, *_more(geometry, sheets)),
        tuple(places[at] for at in range(len(floats))),
        sheets,
        tuple(stretches),
    )


def _found(seen: Sequence[tuple[Column, int]], columns: Sequence[Column]) -> int | None:
    """Return where the text of some columns ended in truth; None where they were others."""
    last = len(columns)
    if (
        not last
        or len(seen) <= last
        or any(column != known for column, (known, _) in zip(columns, seen, strict=False))
    ):
        return None
    return seen[last - 1][1]


def _first(geometry: Geometry, titles: Sequence[float]) -> _Sheet:
    """Return the sheet that has the end of the title block, and text."""
    number = max(0, len(titles) - 1)
    title = min(geometry.lines, ceil(titles[-1] / geometry.line - 0.02)) if titles else 0
    if title > geometry.lines - HEAD:
        return _Sheet(number + 1, geometry, 0)
    return _Sheet(number, geometry, 0, title)


def _put_pieces(
    sheet: _Sheet,
    waiting: list[int],
    floats: Sequence[Float],
    places: dict[int, Place],
    *,
    ended: bool,
) -> None:
    """Put a float on this sheet and as many more as it takes; text stands below its last piece."""
    first = floats[waiting[0]]
    if sheet.title or not (first.mention <= sheet.begin or ended):
        return
    geometry = sheet.geometry
    places[waiting[0]] = Place(sheet.number, geometry.left, geometry.top)
    sheet.number += len(first.heights) - 1
    lines = min(geometry.lines_for(first.heights[-1]), geometry.lines)
    sheet.across.head.append((waiting.pop(0), lines))
    sheet.last[first.series] = 0


def _more(geometry: Geometry, sheet: int) -> Iterator[Column]:
    """Yield whole columns, in case that more is needed than was reckoned."""
    for number in range(sheet, sheet + 3):
        for column in range(geometry.columns):
            height = geometry.lines * geometry.line
            yield Column(number, geometry.left_of(column), geometry.top, height)


def _fill(sheet: _Sheet, waiting: list[int], floats: Sequence[Float], strip: Strip) -> None:
    """Put floats on a sheet as long as there is room for the next ones."""
    held_back: set[str] = set()
    for at in tuple(waiting):
        this = floats[at]
        if this.series in held_back or len(this.heights) > 1:
            held_back.add(this.series)
            continue
        lines = min(sheet.geometry.lines_for(this.heights[-1]), sheet.geometry.lines)
        slots = _slots(sheet, this, strip)
        slot = next((slot for slot in slots if _fits(sheet, slot, lines, this, strip)), None)
        if slot is None:
            held_back.add(this.series)
            continue
        _lane(sheet, slot).append((at, lines))
        sheet.last[this.series] = _rank(slot, sheet.geometry.columns)
        waiting.remove(at)


Slot: TypeAlias = tuple[int, bool]
"""A column, counted from 0 (-1 for what stands across), and whether its head is meant."""


def _slots(sheet: _Sheet, this: Float, strip: Strip) -> Iterator[Slot]:
    """Yield the places for a float, the best first."""
    if this.width is Width.SHEET:
        if not sheet.title:
            yield (-1, True)
        yield (-1, False)
        return
    ends = sheet.ends(strip)
    count = sheet.geometry.columns
    found = next((at for at, end in enumerate(ends) if this.mention < end), count - 1)
    for column in (*range(found, count), *range(found)):
        heads = (False, True) if sheet.title and column == 0 else (True, False)
        yield from ((column, head) for head in heads)


def _lane(sheet: _Sheet, slot: Slot) -> list[tuple[int, int]]:
    column, head = slot
    stack = sheet.across if column < 0 else sheet.stacks[column]
    return stack.head if head else stack.foot


def _rank(slot: Slot, columns: int) -> int:
    """Return when a place is read."""
    column, head = slot
    if column < 0:
        return 0 if head else 2 * columns + 1
    return 1 + 2 * column + (not head)


def _fits(sheet: _Sheet, slot: Slot, lines: int, this: Float, strip: Strip) -> bool:
    """Tell whether a float may stand in a place: there is room, and its mention is not later."""
    if _rank(slot, sheet.geometry.columns) < sheet.last.get(this.series, 0):
        return False
    lane = _lane(sheet, slot)
    lane.append((-1, lines))
    texts = sheet.texts()
    lowest = sheet.room - max(stack.lines for stack in sheet.stacks)
    end = sheet.ends(strip)[-1]
    lane.pop()
    if lowest < 0:
        return False
    if end >= len(strip.units):
        return True
    whole = sheet.geometry.columns * (sheet.geometry.lines - sheet.title)
    alone = not (sheet.title or sheet.last)
    return this.mention <= end and (alone or sum(texts) >= (1 - MOST) * whole)


def _cut(sheet: _Sheet, strip: Strip, spare: int) -> int:
    """Return by how many lines the columns of the last sheet end earlier, so that they are even."""
    for cut in range(sheet.room - 1, 0, -1):
        if sheet.ends(strip, cut)[-1] >= len(strip.units):
            return max(0, cut - spare)
    return 0


def _stretched(sheet: _Sheet, strip: Strip, ends: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield what fills columns whose next unit does not fit: lines before headings and displays."""
    begin = sheet.begin
    for lines, end in zip(sheet.texts(), ends, strict=True):
        units = strip.units[begin:end]
        begin = end
        if not lines or not units:
            continue
        lacking = floor(lines - _height(units, strip) / sheet.geometry.line + 0.02)
        names = [unit.stretch for unit in units[1:] if unit.stretch]
        if 0 < lacking <= STRETCH * len(names):
            for at, name in enumerate(names):
                added = lacking // len(names) + (at < lacking % len(names))
                if added:
                    yield name, added


def _height(units: Sequence[Unit], strip: Strip) -> float:
    notes = sum(unit.note for unit in units)
    taken = sum(unit.height for unit in units) + sum(unit.before for unit in units[1:])
    return taken + notes + (strip.note_gap if notes else 0)


def _settle(
    sheet: _Sheet,
    cut: int,
    columns: list[Column],
    places: dict[int, Place],
    floats: Sequence[Float],
) -> None:
    """Turn the lines of a sheet that is full into places."""
    geometry, line = sheet.geometry, sheet.geometry.line
    top = geometry.top + sheet.title * line
    for at, lines in sheet.across.head:
        places.setdefault(at, Place(sheet.number, geometry.left, top))
        top += lines * line
    texts = sheet.texts(cut)
    bottom = sheet.room - cut if any(texts) else max(stack.lines for stack in sheet.stacks)
    foot = top + bottom * line
    for column, (stack, lines) in enumerate(zip(sheet.stacks, texts, strict=True)):
        left = geometry.left_of(column)
        below = top
        for at, taken in stack.head:
            places[at] = Place(sheet.number, left, below)
            below += taken * line
        if lines:
            columns.append(Column(sheet.number, left, below, lines * line))
        end = foot if lines else below + sum(taken for _, taken in stack.foot) * line
        for at, taken in reversed(stack.foot):
            places[at] = Place(sheet.number, left, end - floats[at].heights[-1])
            end -= taken * line
    for at, taken in sheet.across.foot:
        foot += taken * line
        places[at] = Place(sheet.number, geometry.left, foot - floats[at].heights[-1])
