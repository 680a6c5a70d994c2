"""How large a handout is set, so that it takes as many pages as it is to have.

A preset lays itself out by measures; the budget finds those that fit, with few layouts. They hang
on one number, the size: at 0 all is as the look has it, at -1 type, lines and spaces are as small
as the look lets them be, at 1 as large. What the look allows to be given up is given up one after
the other where -1 is not enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from exporters import pagination
from exporters.boxes import MILLIMETRES_A_PIXEL, sheet_of
from presswork.problems import Problem, ProblemKind, Problems, Severity
from presswork.settings import points

from .largest import largest_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import weasyprint

    from exporters.pdf import LaidOut
    from presswork.looks import Look
    from presswork.problems import Location
    from presswork.settings import Settings

END: Final = "end-of-handout"
"""The id of an empty element that stands last, to find out how far a handout reaches."""

FIGURES: Final = "figures"
TITLES: Final = "reference-titles"
LARGE_TYPE: Final = "large-type"
"""What a look may allow to be given up: the size of figures, the titles of works in references, and
that some of the text is much larger than the rest."""

LESS_LARGE: Final = 0.75
"""What sizes of larger type are multiplied by where it is given up."""

LAYOUTS: Final = 6
"""How many layouts a search takes at most."""

FULL: Final = 0.06
"""The share of a page that may stay empty at the end."""

AIM: Final = 0.025
"""The share of a page that a layout is aimed to leave empty: it seldom comes out as reckoned."""

CLOSE: Final = 0.03
"""From which difference in size on another layout is worth it."""

HOPELESS: Final = 1.5
"""From how many times the pages on all is given up at once that may be."""

BLANK: Final = 0.001
"""The share of a page that its being there takes."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How large a handout is set; 1 is what its look calls for.

    Args:
        text: what sizes of type are multiplied by.
        leading: what distances of lines are multiplied by, beside that.
        spacing: what spaces between blocks are multiplied by, beside the size of type.
        figures: what heights of figures are multiplied by.
        large: what sizes of type that is much larger than the text are multiplied by, beside that.
        dropped: what is left out of what the look allows to be dropped.
    """

    text: float = 1
    leading: float = 1
    spacing: float = 1
    figures: float = 1
    large: float = 1
    dropped: frozenset[str] = frozenset()

    @property
    def style(self) -> str:
        """Return them as custom properties, for the root element's `style`."""
        return (
            f"--text: {self.text}; --leading: {self.leading}; "
            f"--spacing: {self.spacing}; --figures: {self.figures}; --large: {self.large}"
        )


class Size(NamedTuple):
    """What is tried.

    Args:
        given_up: how many of the things that may be given up are.
        size: from -1, as small as may be, to 1.
    """

    given_up: int = 0
    size: float = 0


@dataclass(frozen=True, slots=True)
class Room:
    """How far the measures may go.

    Args:
        smallest: the smallest measures.
        largest: the largest.
        figures: what heights of figures are multiplied by where their size is given up.
        droppable: what may be given up, in this order.
    """

    smallest: Measures
    largest: Measures
    figures: float = 1
    droppable: tuple[str, ...] = ()

    def measures(self, tried: Size) -> Measures:
        """Return the measures of a size."""
        given_up = frozenset(self.droppable[: tried.given_up])
        end = self.largest if tried.size > 0 else self.smallest

        def between(share: float) -> float:
            return round(1 + (share - 1) * abs(tried.size), 4)

        return Measures(
            between(end.text),
            between(end.leading),
            between(end.spacing),
            self.figures if FIGURES in given_up else 1,
            LESS_LARGE if LARGE_TYPE in given_up else 1,
            given_up,
        )

    def area(self, size: float) -> float:
        """Return about how much more paper text takes in a size than it does in 0."""
        measures = self.measures(Size(0, size))
        return measures.text**2 * measures.leading * (0.85 + 0.15 * measures.spacing)

    def size_of(self, area: float) -> float:
        """Return the size in which text takes so much paper."""
        low, high = -1.0, 1.0
        if not self.area(low) < area < self.area(high):
            return low if area <= self.area(low) else high
        while high - low > CLOSE / 10:
            middle = (low + high) / 2
            low, high = (middle, high) if self.area(middle) <= area else (low, middle)
        return low


def room_of(settings: Settings) -> Room:
    """Return how far a look lets the measures go.

    Raises:
        Problems: the sizes of text are none, or in the wrong order.
    """
    sizes = ("smallest-text", "usual-text", "largest-text")
    smallest, usual, largest = (points(settings[name]) or 0 for name in sizes)
    tightest, loosest = float(settings["tightest-leading"]), float(settings["loosest-leading"])
    closest, widest = float(settings["tightest-spacing"]), float(settings["loosest-spacing"])
    if not 0 < smallest <= usual <= largest:
        raise _disordered(" ≤ ".join(f"{name} ({settings[name]})" for name in sizes))
    if not (0 < tightest <= 1 <= loosest and 0 <= closest <= 1 <= widest):
        raise _disordered("tightest-leading, tightest-spacing ≤ 1 ≤ loosest-leading, -spacing")
    figures = min(max(float(settings["smallest-figures"]), 0.1), 1)
    dropped = settings["droppable"]
    return Room(
        Measures(smallest / usual, tightest, closest),
        Measures(largest / usual, loosest, widest),
        figures,
        () if dropped == "none" else tuple(dropped.split()),
    )


def _disordered(order: str) -> Problems:
    what = "the sizes that a handout's pages are counted with are not in order"
    return Problems([Problem(what, hint=f"it has to be: {order}", kind=ProblemKind.TEMPLATE)])


@dataclass(slots=True)
class Search:
    """A search for the largest size with which something takes so many pages.

    Args:
        pages: how many it is to take.
        room: how far it may go.
        tried: how many pages what was tried reaches, the last one by the share of it that is full.
    """

    pages: int
    room: Room
    tried: dict[Size, float] = field(default_factory=dict)

    @property
    def measures(self) -> Measures:
        """Return what is best so far."""
        return self.room.measures(self.best)

    @property
    def best(self) -> Size:
        """Return the size that is best so far: exact, or else short, or else too long."""
        return min(self.tried, key=self._rank, default=Size())

    @property
    def is_exact(self) -> bool:
        """Tell whether what is best so far takes the pages that are wanted."""
        return ceil(self.tried[self.best]) == self.pages

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is worth trying."""
        return self.following() is None

    def _rank(self, size: Size) -> tuple[int, float, float]:
        reach = self.tried[size]
        if reach > self.pages:
            return 2, reach, -size.size
        return int(ceil(reach) < self.pages), size.given_up, -size.size

    def following(self) -> Size | None:
        """Return what is to be tried next; None where nothing is worth it."""
        if not self.tried:
            return Size()
        if len(self.tried) >= LAYOUTS:
            return None
        given_up = max(size.given_up for size in self.tried)
        known = {size: reach for (level, size), reach in self.tried.items() if level == given_up}
        fitting = [size for size, reach in known.items() if reach <= self.pages]
        found = self._larger(known, max(fitting)) if fitting else self._smaller(known)
        if found is not None:
            return Size(given_up, found)
        return None if fitting else self._given_up_more(given_up, known)

    def _larger(self, known: Mapping[float, float], fits: float) -> float | None:
        """Return a size that is larger than the one that fits, if that leaves room."""
        if fits >= 1 or self.pages - known[fits] <= FULL:
            return None
        over = min((size for size in known if size > fits), default=None)
        if over is None:
            size = self._reckoned(fits, known[fits])
            return min(1, max(size, fits + CLOSE))
        if over - fits < CLOSE:
            return None
        wanted = (self.pages - AIM - known[fits]) / (known[over] - known[fits])
        share = min(max(wanted, 0.1), 0.9)
        return fits + share * (over - fits)

    def _smaller(self, known: Mapping[float, float]) -> float | None:
        """Return a size that is smaller than those that are too large; None for none."""
        over = min(known)
        if over <= -1:
            return None
        size = self._reckoned(over, known[over])
        return size if size > -1 + CLOSE else -1.0

    def _reckoned(self, size: float, reach: float) -> float:
        area = self.room.area(size) * (self.pages - AIM) / reach
        return self.room.size_of(area)

    def _given_up_more(self, given_up: int, known: Mapping[float, float]) -> Size | None:
        """Return the smallest size with more given up."""
        every = len(self.room.droppable)
        if given_up == every:
            return None
        hopeless = min(known.values()) > HOPELESS * self.pages
        return Size(every if hopeless else given_up + 1, -1.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """A handout that was fitted into its pages.

    Args:
        laid_out: its layout.
        measures: how large it is set.
        problems: why it does not take as many pages as it is to have.
    """

    laid_out: LaidOut
    measures: Measures
    problems: tuple[Problem, ...] = ()


def wanted_pages(look: Look) -> int:
    """Return how many pages a handout is to have; 0 for as many as it takes."""
    return max(int(float(look.settings["pages"])), 0)


def reached(pages: Sequence[weasyprint.Page]) -> float:
    """Return how many pages a handout reaches, the last one by the share of it that is full."""
    return reached_by(END, pages)


def reached_by(id_: str, pages: Sequence[weasyprint.Page]) -> float:
    """Return how many pages there are up to an element, the last one by the share up to it."""
    for before, page in enumerate(pages):
        if id_ in page.anchors:
            sheet = sheet_of(page)
            share = (page.anchors[id_][1] - sheet.content_box_y()) / sheet.height
            return before + min(max(float(share), BLANK), 1)
    return len(pages) - 1 + min(max(pagination.share_used(sheet_of(pages[-1])), BLANK), 1)


def fit_of(
    lay_out: Callable[[Measures], LaidOut],
    look: Look,
    place: Location,
    reach: Callable[[Sequence[weasyprint.Page]], float] = reached,
) -> Fit:
    """Return the layout of as many pages as the look's setting `pages` says, and its measures.

    Args:
        lay_out: lays the handout out by measures.
        look: its settings say how many pages, and how small things may become.
        place: the document, for what is told of it.
        reach: tells how many pages a layout reaches.

    Raises:
        Problems: the settings contradict each other, or it cannot be laid out.
    """
    wanted = wanted_pages(look)
    if wanted < 1:
        return Fit(lay_out(Measures()), Measures())
    search = Search(wanted, room_of(look.settings))
    best: LaidOut | None = None
    while (size := search.following()) is not None:
        laid_out = lay_out(search.room.measures(size))
        search.tried[size] = _counted(reach(laid_out.printed.pages), laid_out)
        if search.best == size:
            best = laid_out
    assert best is not None  # noqa: S101 - the first size is always tried
    return Fit(best, search.measures, () if search.is_exact else (told(search, best, place),))


def _counted(reach: float, laid_out: LaidOut) -> float:
    """Return a reach that tells the pages that there are, however it was measured."""
    pages = len(laid_out.printed.pages)
    return min(max(reach, pages - 1 + BLANK), pages)


def _tenths(pages: float) -> str:
    """Return a number with one digit, rounded up: what is too long is so by something."""
    return f"{ceil(pages * 10 - BLANK) / 10:.1f}"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def told(search: Search, laid_out: LaidOut, place: Location) -> Problem:
    """Tell why a handout does not take the pages that it is to have, and what may be done."""
    reach, wanted = search.tried[search.best], search.pages
    pages = laid_out.printed.pages
    if reach > wanted:
        height = sheet_of(pages[-1]).height * MILLIMETRES_A_PIXEL
        over = reach - wanted
        what = (
            f"the handout takes {_tenths(reach)} pages at the smallest that its look allows, not "
            f"{wanted}: it is about {over * height:.0f} mm ({_tenths(over)} pages) too long"
        )
        largest = ", ".join(f"{part.name} ({part.height:.0f} mm)" for part in largest_parts(pages))
        hint = (
            f"its largest parts are {largest}: shorten them or leave some out, "
            f"or have more pages with --pages {ceil(reach)}"
        )
    elif search.best.size >= 1:
        what = (
            f"the handout takes {_pages(len(pages))} at the largest that its look allows, "
            f"not {wanted}"
        )
        hint = f"have fewer pages with --pages {len(pages)}, or larger type with 'largest-text'"
    else:
        what = (
            f"the handout takes {_pages(len(pages))}, and no size of its type gives {wanted}: "
            "something large moves from page to page"
        )
        hint = f"have --pages {len(pages)}, or make the largest figure or table smaller"
    return Problem(what, place, hint, Severity.WARNING)
