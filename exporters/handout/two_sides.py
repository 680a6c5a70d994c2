"""The two sides of a sheet, each set as large as it may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters.boxes import MILLIMETRES_A_PIXEL, sheet_of

from .budget import BLANK, Measures, Search, fit_of, reached, reached_by, wanted_pages
from .columns import Lists, Seconds, laid_out_evenly, second_entries, uneven

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.pdf import LaidOut
    from presswork.looks import Look
    from presswork.problems import Location, Problem

    from .budget import Room, Size

PAGES: Final = 2
"""How many pages a sheet has."""

FRONT_END: Final = "end-of-front"
BACK: Final = "back-of-handout"
"""The ids of what the front ends with and the back begins with."""

EMPTY: Final = 0.3
"""The share of the back from which on its empty part has lines to write on."""

LINE, ABOVE_LINES, FEWEST_LINES = 8.0, 16.0, 4
"""How far such lines are from each other, and what is above the first one, in millimetres."""


@dataclass(frozen=True, slots=True)
class Sides:
    """How large the sides of a sheet are set.

    Args:
        front: the measures of the message.
        back: those of the evidence.
        turned: whether the evidence begins on the back; otherwise it follows at once.
        seconds: what begins a second column of a list.
        lines: how many lines to write on fill the back.
    """

    front: Measures
    back: Measures
    turned: bool = True
    seconds: Seconds = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Turned:
    """A sheet of two sides.

    Args:
        laid_out: its layout.
        sides: how large they are set.
    """

    laid_out: LaidOut
    sides: Sides

    @property
    def spare(self) -> float:
        """Return the share of the back that is empty."""
        return PAGES - reached(self.laid_out.printed.pages)


def on_two_sides(lay_out: Callable[[Sides], LaidOut], lists: Lists, room: Room) -> Turned | None:
    """Return the layout whose sides are as large as they may be; None where one is too small.

    Each side has a search of its own, and a layout serves both.

    Args:
        lay_out: lays the sheet out.
        lists: those of the back that stand in two columns.
        room: how far the measures may go.
    """
    front, back = Search(1, room), Search(1, room)
    made: dict[tuple[Size, Size], LaidOut] = {}
    while not (front.is_over and back.is_over):
        sizes = front.following() or front.best, back.following() or back.best
        tried = Sides(room.measures(sizes[0]), room.measures(sizes[1]))
        laid_out = _evenly(lay_out, tried, lists)
        pages = laid_out.printed.pages
        before = next((at for at, page in enumerate(pages) if BACK in page.anchors), len(pages))
        front.tried[sizes[0]] = reached_by(FRONT_END, pages)
        back.tried[sizes[1]] = max(reached(pages) - before - uneven(lists, pages), BLANK)
        made[sizes] = laid_out
        if any(search.is_over and not search.is_exact for search in (front, back)):
            return None
    best = front.best, back.best
    sides = Sides(front.measures, back.measures)
    laid_out = made[best] if best in made else _evenly(lay_out, sides, lists)
    seconds = second_entries(lists, laid_out.printed.pages)
    every = [Turned(laid_out, sides)]
    if seconds:
        even = replace(sides, seconds=seconds)
        every.insert(0, Turned(lay_out(even), even))
    return next((each for each in every if len(each.laid_out.printed.pages) == PAGES), None)


def with_lines(lay_out: Callable[[Sides], LaidOut], turned: Turned) -> LaidOut:
    """Return a sheet with lines to write on where its back is much emptier than it need be."""
    sheet = sheet_of(turned.laid_out.printed.pages[-1])
    free = turned.spare * sheet.height * MILLIMETRES_A_PIXEL
    lines = int((free - ABOVE_LINES) / LINE)
    if turned.spare < EMPTY or lines < FEWEST_LINES:
        return turned.laid_out
    lined = lay_out(replace(turned.sides, lines=lines))
    return lined if len(lined.printed.pages) == PAGES else turned.laid_out


def _evenly(lay_out: Callable[[Sides], LaidOut], sides: Sides, lists: Lists) -> LaidOut:
    return laid_out_evenly(lambda seconds: lay_out(replace(sides, seconds=seconds)), lists)


def running_on(
    lay_out: Callable[[Sides], LaidOut], lists: Lists, look: Look, place: Location
) -> tuple[LaidOut, tuple[Problem, ...]]:
    """Return the layout of as many pages as the look wants, and why it has others.

    The evidence follows the message at once, unless pages are not counted.

    Args:
        lay_out: lays the sheet out.
        lists: those that stand in two columns.
        look: its settings say how many pages, and how small things may become.
        place: the document, for what is told of it.
    """
    turned = not wanted_pages(look)
    fit = fit_of(
        lambda measures: _evenly(lay_out, Sides(measures, measures, turned), lists),
        look,
        place,
        lambda pages: reached(pages) - uneven(lists, pages),
    )
    seconds = second_entries(lists, fit.laid_out.printed.pages)
    sides = Sides(fit.measures, fit.measures, turned, seconds)
    return lay_out(sides) if seconds else fit.laid_out, fit.problems
