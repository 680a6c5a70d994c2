"""How large the letters of a poster are: as large as leaves room for all, with few layouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Final

from presswork.settings import points

from .planning import planned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from presswork.settings import Settings

    from .pieces import Piece
    from .planning import Measured, Plan

LAYOUTS: Final = 6
"""How many sizes are tried at most; each takes a layout."""

FULL: Final = 0.94
"""From which share of the emptiest column on no other size is tried."""

POOR: Final = 0.85
"""Up to which share of the emptiest column on smaller letters are worth a layout."""

STEP: Final = 0.94
"""How much smaller they are then."""

AIM: Final = 0.955
"""The share of the columns that the least of everything is to fill; pieces cannot be parted."""

CLOSE: Final = 0.015
"""By how much two sizes differ at least."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far a search may go.

    Args:
        smallest: the smallest size that may be, as a share of the usual one.
        largest: the largest.
        droppable: what may be left out, in this order.
    """

    smallest: float
    largest: float
    droppable: tuple[str, ...]


def room_of(settings: Settings) -> Room:
    """Return how far a look lets a search go."""
    names = ("smallest-text", "usual-text", "largest-text")
    smallest, usual, largest = (points(settings[name]) or 1 for name in names)
    dropped = tuple(settings["dropped-first"].split())
    return Room(round(min(smallest / usual, 1), 4), round(max(largest / usual, 1), 4), dropped)


@dataclass(frozen=True, slots=True)
class Found:
    """A size, and where everything stands in it.

    Args:
        text: what sizes of letters are multiplied by.
        plan: whether it fits, it says itself.
    """

    text: float
    plan: Plan


@dataclass(slots=True)
class Search:
    """A search for the size in which the columns are the fullest.

    Args:
        pieces: in reading order.
        measure: lays all out in a size.
        columns: how many there are.
        room: how far it may go.
        tried: the sizes so far.
    """

    pieces: Sequence[Piece]
    measure: Callable[[float], Measured]
    columns: int
    room: Room
    tried: dict[float, Measured] = field(default_factory=dict)

    def best(self) -> Found:
        """Return what is best: with as little left out as can be, and then with full columns."""
        for dropped in self._dropped():
            found = self._fullest(dropped)
            if found.plan.fits:
                break
        return found

    def _dropped(self) -> Iterator[tuple[str, ...]]:
        """Yield what may be left out, from nothing to all."""
        every = self.room.droppable
        return (every[:count] for count in range(len(every) + 1))

    def _fullest(self, dropped: tuple[str, ...]) -> Found:
        """Return the size that fits and fills the columns best, or else the smallest."""
        found = [self._found(text, dropped) for text in self.tried or (1.0,)]
        while True:
            fitting = [each for each in found if each.plan.fits]
            best = max(fitting, key=_worth, default=None)
            if best and best.plan.fill >= FULL:
                return best
            text = self._following(found)
            if text is None and best and best.plan.fill < POOR:
                text = self._smaller(found)
            if text is None:
                break
            found.append(self._found(text, dropped))
        return best or self._found(self.room.smallest, dropped)

    def _found(self, text: float, dropped: tuple[str, ...]) -> Found:
        if text not in self.tried:
            self.tried[text] = self.measure(text)
        return Found(text, planned(self.pieces, self.tried[text], self.columns, dropped))

    def _following(self, found: Sequence[Found]) -> float | None:
        """Return the size to be tried next: the largest that everything may have room in."""
        low = max((each.text for each in found if each.plan.fits), default=None)
        over = [each.text for each in found if not each.plan.fits]
        high = min(over, default=self.room.largest + CLOSE)
        if len(self.tried) >= LAYOUTS:
            return None
        least = self.room.smallest if low is None else low + CLOSE
        reckoned = _reckoned(found)
        if low is None and reckoned > high - CLOSE:  # some piece is too high for a column
            reckoned = _below(found)
        text = round(max(min(reckoned, high - CLOSE), least), 4)
        return text if text < high and text not in self.tried else None

    def _smaller(self, found: Sequence[Found]) -> float | None:
        """Return a smaller size than those so far, in which pieces may stand otherwise."""
        least = min(each.text for each in found)
        text = round(max(STEP * least, self.room.smallest), 4)
        return text if text < least and len(self.tried) < LAYOUTS else None


def _worth(found: Found) -> tuple[int, float]:
    """Tell which of two is better: the one that shows more, then the one that is fuller."""
    return len(found.plan.amounts), found.plan.fill


def _below(found: Sequence[Found]) -> float:
    """Return in what size the highest column has room, where it has none in any size so far."""
    least = min(found, key=lambda each: each.text)
    room = max(least.plan.measured.column, 0.0)  # less where the head alone fills small paper
    return least.text * sqrt(AIM * room / max(least.plan.heights))


def _reckoned(found: Sequence[Found]) -> float:
    """Return in what size the least of everything fills the columns.

    What text takes grows with the square of its size; figures keep theirs.
    """
    *others, last = sorted(found, key=lambda each: abs(each.plan.least - AIM), reverse=True)
    other = next((each for each in reversed(others) if each.text != last.text), None)
    if other is None:
        return last.text * sqrt(AIM / last.plan.least) if last.plan.least > 0 else 0.0
    slope = (last.plan.least - other.plan.least) / (last.text**2 - other.text**2)
    square = last.text**2 + (AIM - last.plan.least) / slope if slope > 0 else 0.0
    return sqrt(max(square, 0.0))
