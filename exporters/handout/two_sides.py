"""The two sides of a sheet, each set as large as it may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

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


@dataclass(frozen=True, slots=True)
class Sides:
    """How large the sides of a sheet are set.

    Args:
        front: the measures of the message.
        back: those of the evidence.
        turned: whether the evidence begins on the back; otherwise it follows at once.
        seconds: what begins a second column of a list.
    """

    front: Measures
    back: Measures
    turned: bool = True
    seconds: Seconds = ()


def on_two_sides(lay_out: Callable[[Sides], LaidOut], lists: Lists, room: Room) -> LaidOut | None:
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
    even = lay_out(replace(sides, seconds=seconds)) if seconds else laid_out
    return next((made for made in (even, laid_out) if len(made.printed.pages) == PAGES), None)


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
