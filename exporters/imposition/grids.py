"""Several pages on each side of a sheet, in reading order."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from .sheets import MILLIMETRE, Area, Cell, Line, MadeUp, Side, Size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .kinds import NUp


def on_grids(pages: int, page: Size, sheet: Size, n_up: NUp, *, backward: bool) -> MadeUp:
    """Put pages on sheets.

    Args:
        pages: how many.
        page: the size of one.
        sheet: the paper, which is turned where pages become larger so.
        n_up: how many stand on a side.
        backward: whether the first stands at the right, as where text is read from the right.
    """
    across, down, sheet = _best(page, sheet, n_up)
    places = tuple(_places(across, down, sheet, n_up, backward=backward))
    dashes = tuple(_between(across, down, sheet))
    gutter = n_up.margin * MILLIMETRE
    sides = tuple(
        Side(
            sheet,
            tuple(
                Cell(first + at, area, gutter=gutter)
                for at, area in enumerate(places)
                if first + at < pages
            ),
            dashes=dashes,
        )
        for first in range(0, pages, len(places))
    )
    return MadeUp(sides, hint(sheet, both_sides=len(sides) > 1))


def hint(sheet: Size, *, both_sides: bool) -> str:
    """Return how sheets are printed."""
    edge = "short" if sheet.is_wide else "long"
    both = f"on both sides (flip on {edge} edge), " if both_sides else ""
    return f"print sheets {both}in actual size"


def _best(page: Size, sheet: Size, n_up: NUp) -> tuple[int, int, Size]:
    """Return how many pages stand across and down, and how the sheet lies, for the largest pages.

    Of ways that make them as large, it is one with the sheet as it comes.
    """
    grids = dict.fromkeys(((n_up.across, n_up.down), (n_up.down, n_up.across)))
    ways = [
        (across, down, lying) for (across, down), lying in product(grids, (sheet, sheet.turned))
    ]

    def largest(way: tuple[int, int, Size]) -> float:
        across, down, lying = way
        return round(page.scale_in(_room(across, down, lying, n_up)), 3)

    return max(ways, key=lambda way: (largest(way), way[2] == sheet))


def _room(across: int, down: int, sheet: Size, n_up: NUp) -> Size:
    """Return how large the place of one page is."""
    margin = n_up.margin * MILLIMETRE
    return Size(sheet.width / across - 2 * margin, sheet.height / down - 2 * margin)


def _places(across: int, down: int, sheet: Size, n_up: NUp, *, backward: bool) -> Iterator[Area]:
    """Yield the places of pages in reading order: line by line."""
    margin = n_up.margin * MILLIMETRE
    room = _room(across, down, sheet, n_up)
    for line, place in product(range(down), range(across)):
        column = across - 1 - place if backward else place
        left = sheet.width * column / across + margin
        bottom = sheet.height * (down - 1 - line) / down + margin
        yield Area(left, bottom, room)


def _between(across: int, down: int, sheet: Size) -> Iterator[Line]:
    """Yield the lines that part a sheet into pieces of one size."""
    for column in range(1, across):
        x = sheet.width * column / across
        yield x, 0, x, sheet.height
    for line in range(1, down):
        y = sheet.height * line / down
        yield 0, y, sheet.width, y
