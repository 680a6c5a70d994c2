"""Lines to write on beside a text, and text that keeps to them.

The leading of the text is a simple share of the distance of the rules, so that every second, third
or fourth of its lines stands on one. Headings, figures and tables would put it out of step; what a
first layout shows of them tells how much space before each brings it back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count, takewhile
from typing import TYPE_CHECKING, Final

from exporters.boxes import sheet_of
from presswork.problems import Problem, ProblemKind, Problems
from presswork.settings import POINTS, millimetres, points

from .drawn_lines import drawn_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box, PageBox

    from presswork.looks import Look

SHARES: Final = ((2, 1), (3, 2), (4, 3), (1, 1))
"""How many lines of text may stand beside how many rules."""

SMALLER, LARGER = 0.87, 1.25
"""What the size of the text on A4 is multiplied by on smaller and larger paper."""

LOOSEST, TIGHTEST = 1.5, 1.3
"""The leading as a multiple of the size of the text."""

BASELINE: Final = 0.35
"""How far the baseline of Source Serif is below the middle of its line, in em."""

CLOSEST, FARTHEST = 3.0, 40.0
"""The distances of rules, in millimetres, between which anybody writes."""

TOP, BOTTOM = 15.0, 17.0
"""What is free above and below the rules at least, in millimetres."""

TEXT_SHARE: Final = 0.655
"""The share of the width that the text has."""

MAIN: Final = "main"
HEADINGS: Final = frozenset({"h2", "h3", "h4", "section"})
"""What stands on a rule; the lists at the end are sections that begin with a heading."""

TOLERANCE: Final = 0.4
"""How many pixels something may stand beside its line."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A page of text with lines beside it; lengths in millimetres if not said otherwise.

    Args:
        distance: of two rules.
        rules: how many the page has.
        lines: how many lines of text stand beside `beside` rules.
        size: of the text, in points.
        outer: the margin beside the text.
        text: how wide the text is.
        gap: between the text and the lines.
        width: of the lines.
        inner: the margin beside the lines.
        bottom: the margin at the foot; that at the head is `TOP`.
        gutter: what is added where sheets are bound.
        drawing: the lines, as the address of an SVG; empty for none.
    """

    distance: float
    rules: int
    lines: int
    beside: int
    size: float
    outer: float
    text: float
    gap: float
    width: float
    inner: float
    bottom: float
    gutter: float
    drawing: str

    top = TOP

    @property
    def leading(self) -> float:
        """Return the distance of two lines of text, in points."""
        return self.distance * self.beside / self.lines * POINTS["mm"]

    @property
    def step(self) -> float:
        """Return what all spaces between blocks are multiples of, in points."""
        return self.distance / self.lines * POINTS["mm"]


def ruled(look: Look) -> Ruled:
    """Return the page that a look's settings ask for.

    Raises:
        Problems: the distance of the rules is none that one can write on.
    """
    paper, distance = look.paper, _distance(look.settings["ruling-distance"])
    lines, beside, size = _text(distance, _wanted(look))
    rules = int((paper.height - TOP - BOTTOM) / distance)
    outer, gap, inner = (min(most, paper.width * most / 210) for most in (16, 8, 12))
    gutter = millimetres(look.settings["gutter"])
    usable = paper.width - outer - gap - inner - gutter
    text = round(usable * TEXT_SHARE, 2)
    first = (distance * beside / lines) / 2 + BASELINE * size / POINTS["mm"]
    return Ruled(
        distance=distance,
        rules=rules,
        lines=lines,
        beside=beside,
        size=size,
        outer=round(outer, 2),
        text=text,
        gap=round(gap, 2),
        width=round(usable - text, 2),
        inner=round(inner, 2),
        bottom=round(paper.height - TOP - rules * distance, 3),
        gutter=round(gutter, 2),
        drawing=_drawing(look, distance, first, round(usable - text, 2), rules),
    )


def _distance(length: str) -> float:
    """Return the distance of two rules, in millimetres."""
    found = millimetres(length)
    if not CLOSEST <= found <= FARTHEST:
        what = f"'{length}' is no distance of lines to write on"
        hint = f"give one from {CLOSEST:.0f}mm to {FARTHEST:.0f}mm: --set ruling-distance=8mm"
        raise Problems([Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)])
    return found


def _wanted(look: Look) -> float:
    """Return how large the text is to be, in points."""
    share = math.sqrt(min(look.paper.width, look.paper.height) / 210)
    return (points(look.settings["usual-text"]) or 0) * min(max(share, SMALLER), LARGER)


def _text(distance: float, wanted: float) -> tuple[int, int, float]:
    """Return how many lines of text stand beside how many rules, and the size of the text."""

    def size(share: tuple[int, int]) -> float:
        lines, beside = share
        leading = distance * beside / lines * POINTS["mm"]
        return min(max(wanted, leading / LOOSEST), leading / TIGHTEST)

    lines, beside = min(SHARES, key=lambda share: abs(size(share) - wanted))
    return lines, beside, round(size((lines, beside)), 2)


def _drawing(look: Look, distance: float, first: float, width: float, rules: int) -> str:
    """Return the lines as the address of an SVG, whose unit is a millimetre.

    Args:
        look: its settings say what is drawn.
        distance: of two rules.
        first: how far the first one is from the top of the page's text.
        width: of the lines.
        rules: how many there are.
    """
    kind = look.settings["ruling"]
    if kind == "none":
        return ""
    height = rules * distance
    close = distance if kind == "rules" else distance / 2
    ink = look.settings["rule" if kind in {"rules", "grid"} else "soft-ink"]
    rows = [first + step * close for step in range(-1, 2 * rules) if first + step * close > 0]
    paths = [f"M0 {row:.3f}H{width:.3f}" for row in rows if row <= height + TOLERANCE]
    if kind == "grid":
        lines = takewhile(lambda place: place <= width, (at * close for at in count()))
        paths += [f"M{place:.3f} 0V{height:.3f}" for place in lines]
    dotted = f' stroke-dasharray="0 {close}" stroke-linecap="round"' if kind == "dots" else ""
    thick = {"rules": 0.14, "grid": 0.1, "dots": 0.32}[kind]
    stroke = f'stroke="{ink}" stroke-width="{thick}"{dotted}'
    return drawn_lines("".join(paths), str(width), f"{height:.3f}", stroke)


def spaces(
    pages: Iterable[weasyprint.Page], page: Ruled, before: Mapping[int, float]
) -> dict[int, float]:
    """Return the space before each block, by its place, that brings the text back to the rules.

    Args:
        pages: laid out.
        page: what lines it has.
        before: the spaces that these pages were laid out with; all in pixels.
    """
    rule, step = (
        each / POINTS["px"] for each in (page.leading * page.lines / page.beside, page.step)
    )
    found: dict[int, float] = {}
    for each in pages:
        sheet = sheet_of(each)
        top, moved = sheet.content_box_y(), 0.0
        for place, box in _blocks(sheet):
            if place in found:  # it goes on from the page before
                continue
            at = box.border_box_y() - top
            if at < TOLERANCE:
                found[place] = 0.0
                continue
            bare = at + moved - before.get(place, 0.0)
            unit = rule if box.element_tag in HEADINGS else step
            found[place] = math.ceil((bare - TOLERANCE) / unit) * unit - bare
            found[place] = max(0.0, found[place])
            moved += found[place] - before.get(place, 0.0)
    return found


def _blocks(sheet: PageBox) -> Iterator[tuple[int, Box]]:
    """Yield the blocks of the text that stand on a page, with their places in the document."""
    boxes = [box for box in sheet.descendants() if box.element_tag == MAIN]
    for main in boxes[:1]:
        places = {child: place for place, child in enumerate(main.element)}
        for box in main.children:
            if box.element in places:
                yield places[box.element], box


def in_step(one: Mapping[int, float], other: Mapping[int, float]) -> bool:
    """Tell whether two layouts have the same spaces before their blocks."""
    return all(
        abs(one.get(place, 0.0) - other.get(place, 0.0)) < TOLERANCE for place in {*one, *other}
    )
