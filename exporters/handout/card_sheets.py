"""Sheets of cards to cut: how many of a size a sheet holds, where they lie, and where to cut.

Front and back are printed on both sides of a sheet that is turned over its long edge, so the back
has its columns in the opposite order. Cards lie in the middle of the sheet, so that they meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.problems import Problem, ProblemKind, Problems
from presswork.settings import millimetres

from .drawn_lines import drawn_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.looks import Look, Paper

A7, A6 = (105.0, 74.0), (148.0, 105.0)
"""ISO 216; all cards are as wide as they are longer, where a sheet does not hold more upright."""

INDEX: Final = (127.0, 76.2)
"""The index card of 5 by 3 inches."""

BUSINESS, BUSINESS_IN_INCHES = (85.0, 55.0), (88.9, 50.8)
"""The card of Europe, near that of ISO/IEC 7810, and that of North America: 3.5 by 2 inches."""

IN_INCHES: Final = frozenset({"letter", "legal", "tabloid"})
"""The papers of North America."""

PARTS: Final = {"eighth": (2, 4), "tenth": (2, 5)}
"""Cards that are as large as a sheet has room for so many, in columns and rows."""

EDGE: Final = 5.0
"""What ordinary printers leave white at each edge of the paper, in millimetres."""

MARGIN: Final = 8.5
"""The margin around cards that are parts of a sheet: the marks have room in it."""

MARK: Final = 3.0
"""How long a mark is, in millimetres."""

OFF: Final = 0.8
"""How far it stays off the card: the cutter may err by half a millimetre."""

ROUNDING: Final = 1e-6

SHORTEST: Final = 0.4
"""How long a mark between two cards is at least."""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """How cards lie on a sheet; lengths in millimetres.

    Args:
        columns: how many lie side by side.
        rows: how many lie below each other.
        width: of a card.
        height: of a card.
        gap: between two cards.
        paper: the sheet.
    """

    columns: int
    rows: int
    width: float
    height: float
    gap: float
    paper: Paper

    @property
    def holds(self) -> int:
        """Return how many cards a sheet holds."""
        return self.columns * self.rows

    @property
    def padding(self) -> float:
        """Return how far text stays off the edges of a card."""
        return round(max(3.6, min(self.width, self.height) * 0.078), 2)

    @property
    def left(self) -> float:
        """Return the margin at the left and right."""
        return (self.paper.width - self.columns * (self.width + self.gap) + self.gap) / 2

    @property
    def top(self) -> float:
        """Return the margin above and below."""
        return (self.paper.height - self.rows * (self.height + self.gap) + self.gap) / 2

    def place(self, position: int, *, back: bool) -> tuple[float, float]:
        """Return how far a card is from the left and the top of its sheet.

        Args:
            position: of the card among those of its sheet, counted from 0.
            back: whether its back is meant, which meets its front.
        """
        row, column = divmod(position, self.columns)
        if back:
            column = self.columns - 1 - column
        left = self.left + column * (self.width + self.gap)
        return round(left, 3), round(self.top + row * (self.height + self.gap), 3)

    def marks(self, places: Iterable[tuple[float, float]]) -> str:
        """Return the marks for the cutter, as the address of an SVG of the whole sheet."""
        drawn = "".join(self._marks_of(left, top) for left, top in places)
        stroke = 'stroke="#000" stroke-width="0.09"'
        return drawn_lines(drawn, str(self.paper.width), str(self.paper.height), stroke)

    def _marks_of(self, left: float, top: float) -> str:
        """Return the eight marks at the corners of a card; none goes into it or its neighbours."""
        right, bottom = left + self.width, top + self.height
        last_left = self.left + (self.columns - 1) * (self.width + self.gap)
        last_top = self.top + (self.rows - 1) * (self.height + self.gap)
        before = self._length(left - self.left < OFF)
        after = self._length(last_left - left < OFF)
        above = self._length(top - self.top < OFF)
        below = self._length(last_top - top < OFF)
        across = [
            f"M{left - OFF:.2f} {y:.2f}h{-before:.2f}M{right + OFF:.2f} {y:.2f}h{after:.2f}"
            for y in (top, bottom)
        ]
        down = [
            f"M{x:.2f} {top - OFF:.2f}v{-above:.2f}M{x:.2f} {bottom + OFF:.2f}v{below:.2f}"
            for x in (left, right)
        ]
        return "".join((*across, *down))

    def _length(self, outermost: bool) -> float:  # noqa: FBT001 - says what it is
        """Return how long a mark is: where a card follows, to the middle between them."""
        if outermost:
            return MARK
        length = min(MARK, self.gap / 2 - OFF)
        return length if length >= SHORTEST else 0.0


def card_sheet(look: Look) -> CardSheet:
    """Return how the cards that a look's settings ask for lie on its paper.

    Raises:
        Problems: the paper holds none.
    """
    paper, name = look.paper, look.settings["card"]
    gap = max(0.0, millimetres(look.settings["card-gap"]))
    if name in PARTS:
        columns, rows = PARTS[name]
        width = (paper.width - 2 * MARGIN - (columns - 1) * gap) / columns
        height = (paper.height - 2 * MARGIN - (rows - 1) * gap) / rows
        return CardSheet(columns, rows, round(width, 2), round(height, 2), gap, paper)
    small = BUSINESS_IN_INCHES if paper.name in IN_INCHES else BUSINESS
    long, short = {"a7": A7, "a6": A6, "index": INDEX, "business": small}[name]
    found = max((_of(size, gap, paper) for size in ((long, short), (short, long))), key=_holds)
    if not found.holds:
        what = f"paper of {paper.width:g} × {paper.height:g} mm holds no card '{name}'"
        hint = "take smaller cards, for example --set card=business, or larger paper"
        raise Problems([Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)])
    return found


def _holds(sheet: CardSheet) -> int:
    return sheet.holds


def _of(size: tuple[float, float], gap: float, paper: Paper) -> CardSheet:
    width, height = size
    columns = int((paper.width - 2 * EDGE + gap) / (width + gap) + ROUNDING)
    rows = int((paper.height - 2 * EDGE + gap) / (height + gap) + ROUNDING)
    return CardSheet(columns, rows, width, height, gap, paper)
