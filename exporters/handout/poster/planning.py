"""Which pieces of a poster stand in which column, and how much of each is shown.

Numbers alone: all has been measured. Every column is to be as full as the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final

from .pieces import FLOATING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from .pieces import Piece

SOURCES: Final = -1
"""What stands for the notes and references among the numbers of pieces; they come last."""

SHIFTS: Final = (0, -1, 1, -2, 2)
"""By how many pieces a figure may stand before or after its place."""

MOST_ORDERS: Final = 700
"""How many orders of pieces are looked at, at most."""

WITHOUT_ROOM: Final = 100
"""How bad what sticks out of a column is, beside uneven columns."""

WIDEST_GAP: Final = 3.5
"""How many times its height a space between two pieces has at most."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How high everything is, in pixels.

    Args:
        pieces: each piece, by how much of it is shown.
        sources: the notes and references for so much of each piece; 0 for none.
        column: the room in a column.
        gap: the space between two pieces.
    """

    pieces: tuple[tuple[float, ...], ...]
    sources: Callable[[Mapping[int, int]], float]
    column: float
    gap: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Pieces in columns.

    Args:
        measured: how high everything is.
        columns: the numbers of the pieces in each.
        amounts: how much of each piece is shown; what it lacks is left out.
    """

    measured: Measured
    columns: tuple[tuple[int, ...], ...]
    amounts: Mapping[int, int]

    @property
    def heights(self) -> tuple[float, ...]:
        """Return how high each column is."""
        return tuple(_height(column, self.amounts, self.measured) for column in self.columns)

    @property
    def fits(self) -> bool:
        """Return whether every column has room."""
        return max(self.heights) <= self.measured.column

    @property
    def fill(self) -> float:
        """Return how full the emptiest column is, as a share of its room."""
        return min(self.heights) / self.measured.column

    @property
    def least(self) -> float:
        """Return how full the columns are on the whole with the least of each piece."""
        least = dict.fromkeys(self.amounts, 0)
        every = [piece for column in self.columns for piece in column]
        gaps = self.measured.gap * (len(self.columns) - 1)
        height = _height(every, least, self.measured) - gaps
        return height / len(self.columns) / self.measured.column

    @property
    def gaps(self) -> tuple[float, ...]:
        """Return the spaces between the pieces of each column, which take up what room is left."""
        return tuple(
            min(
                self.measured.gap + (self.measured.column - height) / max(len(column) - 1, 1),
                WIDEST_GAP * self.measured.gap,
            )
            for column, height in zip(self.columns, self.heights, strict=True)
        )


def planned(
    pieces: Sequence[Piece], measured: Measured, columns: int, dropped: Sequence[str] = ()
) -> Plan:
    """Return the plan whose columns are the fullest, with as much of each piece as has room.

    Args:
        pieces: in reading order.
        measured: how high they are.
        columns: how many there are.
        dropped: what is left out unless it has room: kinds of pieces, and `references`.
    """
    kept = {at for at, piece in enumerate(pieces) if not _may_go(piece, dropped)}
    if "references" not in dropped:
        kept.add(SOURCES)
    plan = _arranged(kept, pieces, measured, columns)
    for piece in (SOURCES, *range(len(pieces))):
        continues = piece != SOURCES and pieces[piece].continues
        if (
            plan.fits
            and piece not in plan.amounts
            and not (continues and piece - 1 not in plan.amounts)
        ):
            more = _arranged({*plan.amounts, piece}, pieces, measured, columns)
            plan = more if more.fits else plan
    return _longer(plan)


def _may_go(piece: Piece, dropped: Sequence[str]) -> bool:
    return piece.optional or ("section" if piece.continues else piece.kind) in dropped


def _arranged(
    kept: Collection[int], pieces: Sequence[Piece], measured: Measured, columns: int
) -> Plan:
    """Return the plan with the least of some pieces whose columns are the most even."""
    least = {piece: 0 for piece in sorted(kept) if piece != SOURCES}
    sourced = SOURCES in kept and measured.sources(least) > 0
    order = tuple(least)
    if sourced:
        least[SOURCES] = 0
    every = (
        _parted(each, least, measured, columns) for each in _orders(order, pieces, sourced=sourced)
    )
    plans = (Plan(measured, parted, least) for parted in every)
    return min(plans, key=lambda plan: sum(_burden(height, measured) for height in plan.heights))


def _burden(height: float, measured: Measured) -> float:
    """Return how bad a column of a height is: even ones are the best, those without room the worst.

    Of some columns whose heights have one sum, even ones have the least sum of squares.
    """
    share = height / measured.column
    return share**2 + WITHOUT_ROOM * max(share - 1, 0)


def _orders(
    kept: Sequence[int], pieces: Sequence[Piece], *, sourced: bool
) -> Iterator[tuple[int, ...]]:
    """Yield orders of the pieces, the usual one first; those that float move a little."""
    last = (SOURCES,) if sourced else ()
    floating = [at for at in kept if pieces[at].kind in FLOATING]
    shifts: tuple[int, ...] = SHIFTS
    while len(shifts) > 1 and len(shifts) ** len(floating) > MOST_ORDERS:
        shifts = shifts[:-1]
    places = {piece: place for place, piece in enumerate(kept)}
    seen: set[tuple[int, ...]] = set()
    for moved in product(shifts, repeat=len(floating)):
        by = dict(zip(floating, moved, strict=True))

        def place(piece: int, by: Mapping[int, int] = by) -> float:
            shift = by.get(piece, 0)
            return places[piece] + shift + (0.5 if shift > 0 else -0.5 if shift < 0 else 0)

        order = (*sorted(kept, key=place), *last)
        in_order = [piece for piece in order if piece in by] == floating
        if in_order and order not in seen and (not kept or order[0] == kept[0]):
            seen.add(order)
            yield order


def _height(column: Sequence[int], amounts: Mapping[int, int], measured: Measured) -> float:
    heights = (
        measured.sources(amounts) if piece == SOURCES else measured.pieces[piece][amounts[piece]]
        for piece in column
    )
    return sum(heights) + measured.gap * max(len(column) - 1, 0)


def _parted(
    order: tuple[int, ...], amounts: Mapping[int, int], measured: Measured, columns: int
) -> tuple[tuple[int, ...], ...]:
    """Part an order into columns that are as even as can be."""
    heights = [_height((piece,), amounts, measured) + measured.gap for piece in order]
    sums = [0.0]
    for height in heights:
        sums.append(sums[-1] + height)
    count = len(order)

    def burden(start: int, end: int) -> float:
        return _burden(max(sums[end] - sums[start] - measured.gap, 0), measured)

    # How bad the best columns are that hold the first pieces; where the last of them begins.
    best = [(burden(0, end), 0) for end in range(count + 1)]
    begins: list[list[int]] = []
    for _ in range(columns - 1):
        best = [
            min((best[start][0] + burden(start, end), start) for start in range(end + 1))
            for end in range(count + 1)
        ]
        begins.append([start for _, start in best])
    ends = [count]
    for starts in reversed(begins):
        ends.append(starts[ends[-1]])
    cuts = [0, *reversed(ends)]
    return tuple(order[start:end] for start, end in pairwise(cuts))


def _longer(plan: Plan) -> Plan:
    """Show more of pieces where their columns have room, the emptiest first."""
    while plan.fits:
        columns = sorted(zip(plan.heights, plan.columns, strict=True))
        tried = (
            replace(plan, amounts={**plan.amounts, piece: plan.amounts[piece] + 1})
            for _, column in columns
            for piece in column
            if piece != SOURCES and plan.amounts[piece] + 1 < len(plan.measured.pieces[piece])
        )
        longer = next((each for each in tried if each.fits), None)
        if longer is None:
            break
        plan = longer
    return plan
