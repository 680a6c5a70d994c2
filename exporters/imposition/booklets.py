"""Sheets that are folded in the middle, laid into each other and stapled in the fold."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from .sheets import MILLIMETRE, Area, Cell, Line, MadeUp, Side, Size, fold_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .kinds import Booklet

PAGES_A_SHEET: Final = 4

Leaves: TypeAlias = tuple[int | None, ...]
"""Pages in reading order, with None for blank ones; as many as whole sheets have."""

HINT: Final = (
    "print booklets on both sides (flip on short edge), in actual size; then fold all "
    "sheets{together} in the middle and staple them in the fold"
)


def as_booklet(pages: int, half: Size, booklet: Booklet, *, backward: bool) -> MadeUp:
    """Put pages on sheets.

    Args:
        pages: how many.
        half: the size of half a sheet, which a page has.
        booklet: how it is bound.
        backward: whether it is bound at the right, as where text is read from the right.
    """
    parts = parts_of(pages, booklet)
    thickness = booklet.paper_thickness * MILLIMETRE
    sides = tuple(
        side for part in parts for side in _sides(part, half, thickness, backward=backward)
    )
    together = " of a part" if len(parts) > 1 + booklet.cover else ""
    return MadeUp(sides, HINT.format(together=together))


def parts_of(pages: int, booklet: Booklet) -> tuple[Leaves, ...]:
    """Return the pages of each part of sheets that are laid into each other."""
    blank = -pages % PAGES_A_SHEET
    last = 1 if booklet.back_cover and pages > 1 else 0
    leaves: list[int | None] = [*range(pages - last), *[None] * blank, *range(pages - last, pages)]
    most = booklet.signature // PAGES_A_SHEET * PAGES_A_SHEET or len(leaves)
    if len(leaves) <= most:
        return ((None, None, *leaves, None, None),) if booklet.cover else (tuple(leaves),)
    parts = tuple(_evenly(leaves, most))
    return ((None,) * PAGES_A_SHEET, *parts) if booklet.cover else parts


def _evenly(leaves: Sequence[int | None], most: int) -> Iterator[Leaves]:
    """Part pages into as few parts as can be, of whole sheets and about as many pages each."""
    sheets = len(leaves) // PAGES_A_SHEET
    count = -(-len(leaves) // most)
    ends = [sheets * at // count * PAGES_A_SHEET for at in range(count + 1)]
    for begin, end in pairwise(ends):
        yield tuple(leaves[begin:end])


def _sides(leaves: Leaves, half: Size, thickness: float, *, backward: bool) -> Iterator[Side]:
    """Yield both sides of each sheet, the outermost first."""
    count = len(leaves) // PAGES_A_SHEET
    for sheet in range(count):
        creep = sheet * thickness
        first, last = 2 * sheet, len(leaves) - 1 - 2 * sheet
        yield _side((leaves[last], leaves[first]), half, creep, backward=backward)
        yield _side(
            (leaves[first + 1], leaves[last - 1]),
            half,
            creep,
            backward=backward,
            ticks=fold_marks(half.width, half.height),
        )


def _side(
    pair: tuple[int | None, int | None],
    half: Size,
    creep: float,
    *,
    backward: bool,
    ticks: tuple[Line, ...] = (),
) -> Side:
    """Return a side with two pages, each moved towards the fold."""
    left, right = reversed(pair) if backward else pair
    places = (
        (left, Area(0, 0, half), creep),
        (right, Area(half.width, 0, half), -creep),
    )
    cells = tuple(Cell(page, area, shift) for page, area, shift in places if page is not None)
    return Side(Size(2 * half.width, half.height), cells, ticks=ticks)
