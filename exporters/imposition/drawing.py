"""What is drawn on a side of a sheet: pages, what their cutter needs, and lines to fold along."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pikepdf

from exporters.finishing.printers_marks import Box, marks_around

from .placing import pieces_of
from .sheets import MILLIMETRE, TICK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporters.finishing.printers_marks import Sheet

    from .kinds import Marks
    from .placing import Original
    from .sheets import Cell, Line, Side

HAIRLINE: Final = 0.25
"""How thick marks are, in points."""

DASH: Final = 2 * MILLIMETRE

GREY: Final = 0.45
"""How light a frame is, from 0 for black to 1."""

ROUNDING: Final = 0.01
"""How far apart two edges are at most that are one, in points."""


@dataclass(slots=True)
class Drawing:
    """A side that is being drawn.

    Pages are drawings of their own (form XObjects). One that is parted, so that something on it
    can be exchanged, is drawn by its own streams, one after the other: what a form draws is one.

    Args:
        file: which it is a page of.
        forms: the pages that are drawings of their own, by their names.
        resources: what those that are parted draw with.
        contents: the streams so far.
        operators: what follows them.
        exchanged: which of the contents are exchanged, by the numbers of their objects.
    """

    file: pikepdf.Pdf
    forms: dict[str, pikepdf.Object] = field(default_factory=dict)
    resources: pikepdf.Object | None = None
    contents: list[pikepdf.Object] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    exchanged: dict[int, int] = field(default_factory=dict)

    def add(self, original: Original, name: str, clip: str, laid: str) -> None:
        """Draw a page.

        Args:
            original: the page.
            name: what it is called.
            clip: what limits it on the side.
            laid: what lays it there.

        Raises:
            ValueError: two parted pages draw with different things.
        """
        if not original.own:
            form = original.page.as_form_xobject(handle_transformations=False)
            if original.bleed != original.trim:
                form.BBox = pikepdf.Array(_corners(original.bleed))
            self.forms[name] = form
            self.operators.append(f"q {clip} {laid} {name} Do Q")
            return
        resources = original.page.resources
        if self.resources is not None and self.resources.objgen != resources.objgen:
            raise ValueError("pages of one file draw with different resources")
        self.resources = resources
        self.operators.append(f"q {clip} {laid} {numbers(*_rectangle(original.bleed))} re W n")
        self._break()
        for piece in pieces_of(original.page):
            if piece.objgen[0] in original.own:
                self.exchanged[piece.objgen[0]] = len(self.contents)
            self.contents.append(piece)
        self.operators.append("Q")

    def _break(self) -> None:
        self.contents.append(self.file.make_stream("\n".join(self.operators).encode()))
        self.operators.clear()

    def finish(self, shown: pikepdf.Page) -> None:
        """Let a page of the file show it."""
        self._break()
        drawn_with = dict(self.resources.items()) if self.resources is not None else {}
        drawings = dict(drawn_with["/XObject"].items()) if "/XObject" in drawn_with else {}
        drawn_with["/XObject"] = pikepdf.Dictionary(drawings | self.forms)
        shown.obj.Resources = pikepdf.Dictionary(drawn_with)
        whole = len(self.contents) == 1
        shown.obj.Contents = self.contents[0] if whole else pikepdf.Array(self.contents)


def reach(side: Side, around: Sheet) -> float:
    """Return how far the paper of a side reaches beyond what it is cut to, in points.

    Where pages stand apart, what the cutter needs has room between them.
    """
    return 0 if _is_apart(side) else around.margin


def _is_apart(side: Side) -> bool:
    return any(cell.gutter for cell in side.cells)


def clip_of(cell: Cell, side: Side, around: Sheet) -> str:
    """Return what limits a page to its place, and to the bleed where nothing stands beside it."""
    area, size = cell.area, side.size
    edges = (
        (area.left, 0),
        (area.bottom, 0),
        (area.right, size.width),
        (area.top, size.height),
    )
    left, bottom, right, top = (
        around.bleed if abs(edge - end) < ROUNDING and not cell.gutter else cell.gutter
        for edge, end in edges
    )
    shown = (
        area.left - left,
        area.bottom - bottom,
        area.size.width + left + right,
        area.size.height + bottom + top,
    )
    return f"{numbers(*shown)} re W n"


def cuts(
    trim: pikepdf.Rectangle, bleed: pikepdf.Rectangle, cell: Cell, around: Sheet
) -> Iterator[str]:
    """Yield what draws the marks around a page that stands apart from the others."""
    if cell.gutter and (around.crop or around.cross):
        box = Box(trim.llx, trim.lly, trim.urx, trim.ury)
        yield from marks_around(box, replace(around, bleed=bleed.urx - trim.urx))


def cuts_of_sheet(side: Side, around: Sheet) -> Iterator[str]:
    """Yield what draws the marks around a side whose pages touch each other."""
    if not _is_apart(side) and (around.crop or around.cross):
        yield from marks_around(Box(0, 0, side.size.width, side.size.height), around)


def lines(side: Side, marks: Marks) -> Iterator[str]:
    """Yield what draws the lines of a side to cut and to fold along."""
    yield from _drawn(side.dashes if marks.cut else (), f"[{numbers(DASH, DASH)}] 0 d")
    ticks = side.ticks if marks.folds else ()
    if reach(side, marks.around) > marks.around.bleed:  # there is room where nothing is left of it
        gap = marks.around.gap + TICK
        down = [gap if y else -gap for _, y, _, _ in ticks]
        moved = zip(ticks, down, strict=True)
        ticks = tuple((x, y + by, to_x, to_y + by) for (x, y, to_x, to_y), by in moved)
    yield from _drawn(ticks, "")


def frame(shown: pikepdf.Rectangle, cell: Cell) -> str:
    """Return what draws a line around a page, as far as it is within its place."""
    area = cell.area
    left, bottom = max(shown.llx, area.left), max(shown.lly, area.bottom)
    width, height = min(shown.urx, area.right) - left, min(shown.ury, area.top) - bottom
    return f"q {HAIRLINE} w {GREY} G {numbers(left, bottom, width, height)} re S Q"


def _drawn(drawn: Sequence[Line], dashes: str) -> Iterator[str]:
    if not drawn:
        return
    yield f"q {HAIRLINE} w {GREY} G {dashes}".rstrip()
    for x, y, to_x, to_y in drawn:
        yield f"{numbers(x, y)} m {numbers(to_x, to_y)} l S"
    yield "Q"


def numbers(*lengths: float) -> str:
    """Return numbers as they are written among operators."""
    return " ".join(
        f"{round(number, 4):g}" if abs(number) < 1 else f"{number:.3f}" for number in lengths
    )


def _rectangle(box: pikepdf.Rectangle) -> tuple[float, float, float, float]:
    return box.llx, box.lly, box.width, box.height


def _corners(box: pikepdf.Rectangle) -> tuple[float, float, float, float]:
    return box.llx, box.lly, box.urx, box.ury
