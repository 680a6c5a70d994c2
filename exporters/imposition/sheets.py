"""Sheets as what stands where on their sides; all lengths are in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

MILLIMETRE: Final = 72 / 25.4
"""In points."""

TICK: Final = 4 * MILLIMETRE
"""How long a line at the edge is that shows where to fold."""

Line: TypeAlias = tuple[float, float, float, float]
"""From where, to where."""


@dataclass(frozen=True, slots=True)
class Size:
    """How wide and high something is."""

    width: float
    height: float

    @property
    def turned(self) -> Size:
        """Return the same, lying on its side."""
        return Size(self.height, self.width)

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    def scale_in(self, room: Size) -> float:
        """Return how large it is at most in some room, in sizes of itself."""
        return min(room.width / self.width, room.height / self.height)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a side, from its left lower corner."""

    left: float
    bottom: float
    size: Size

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.size.width

    @property
    def top(self) -> float:
        """Return where it ends."""
        return self.bottom + self.size.height


def fold_marks(x: float, height: float) -> tuple[Line, Line]:
    """Return the lines at both edges of a side that show where to fold."""
    return (x, 0, x, TICK), (x, height - TICK, x, height)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place for a page.

    Args:
        page: counted from 0.
        area: the page stands in the middle of it, as large as it can be.
        shift: by how much it stands further to the right.
        leeway: a page whose sides differ from the area's by no more keeps its size, and is cut off
            at the area's edges.
        gutter: how far around the area nothing else stands on the sheet.
    """

    page: int
    area: Area
    shift: float = 0
    leeway: float = MILLIMETRE
    gutter: float = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet, as a page of the printed file.

    Args:
        size: of the sheet.
        cells: the places of pages; blank ones have none.
        dashes: lines to cut along.
        ticks: lines that show where to fold.
    """

    size: Size
    cells: tuple[Cell, ...]
    dashes: tuple[Line, ...] = ()
    ticks: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeUp:
    """All sides of all sheets, in the order in which they are printed: front, back, front, back.

    Args:
        sides: each a page.
        hint: how the file is printed and what is done then, as a sentence.
    """

    sides: tuple[Side, ...]
    hint: str

    @property
    def sheets(self) -> int:
        """Return how many sheets are printed, on both sides."""
        return (len(self.sides) + 1) // 2
