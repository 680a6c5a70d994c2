"""What a printer needs around a page: its bleed, and marks that show where to cut.

A sheet is larger than its page (ISO 32000-1, 14.11.2): the page is the trim box, what touches its
edge goes on into the bleed box, and around that stand the marks. WeasyPrint (70) draws its marks
into the bleed, so that they stand on what is cut; ours stand beyond it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH: Final = 14.0
"""How long a mark for cutting is, in points: about 5 mm."""

CLEAR: Final = 0.5
"""How far a mark keeps away from the bleed, in points, so that nothing of it is printed there."""

NEAREST: Final = 6.0
"""How near to the page a mark stands at most, in points: about 2 mm."""

RADIUS: Final = 4.0
"""Of the circle of a cross, in points."""

HAIRLINE: Final = 0.25
"""How thick marks are, in points."""

CIRCLE: Final = 0.5523
"""Where the handles of a quarter of a circle stand."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is around a page.

    Args:
        bleed: how far what touches the edge goes on beyond it, in points.
        crop: whether marks show where to cut.
        cross: whether crosses show whether the inks lie upon each other.
        ink: the operator that sets the colour of lines for marks, with its operands.
    """

    bleed: float = 0
    crop: bool = False
    cross: bool = False
    ink: str = "0 G"

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing around the page."""
        return not (self.bleed or self.crop or self.cross)

    @property
    def gap(self) -> float:
        """How far marks are from the page, in points."""
        return max(self.bleed, NEAREST)

    @property
    def margin(self) -> float:
        """How far the sheet reaches beyond the page, in points."""
        return self.gap + LENGTH if self.crop or self.cross else self.bleed


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def larger(self, by: float) -> Box:
        """Return a rectangle that reaches further on all sides."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def array(self) -> pydyf.Array:
        """Return it as it stands in a PDF."""
        return pydyf.Array([self.left, self.bottom, self.right, self.top])


def bleed_rule(sheet: Sheet) -> str:
    """Return the CSS that lets what touches the edge of a page go on beyond it."""
    return f"@page {{ bleed: {sheet.bleed:g}pt }}" if sheet.bleed else ""


def lay_on_sheets(pdf: pydyf.PDF, sheet: Sheet) -> None:
    """Give the pages of a PDF their boxes and marks."""
    if sheet.is_plain:
        return
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        trim = Box(*(float(number) for number in page["TrimBox"]))
        page["MediaBox"] = trim.larger(sheet.margin).array
        page["BleedBox"] = trim.larger(sheet.bleed).array
        if sheet.crop or sheet.cross:
            drawing = pdf.objects[int(page["Contents"].split()[0])].stream
            drawing.insert(0, _clip(trim.larger(sheet.bleed)))
            drawing.append("Q")
            drawing.extend(marks_around(trim, sheet))


def _clip(box: Box) -> str:
    """Return what keeps a page from being drawn over its marks."""
    return f"q {box.left:g} {box.bottom:g} {box.right - box.left:g} {box.top - box.bottom:g} re W n"


def marks_around(trim: Box, sheet: Sheet) -> Iterator[str]:
    """Yield what draws the marks around a page, which are no part of it (14.8.2.2.2)."""
    yield f"/Artifact <</Type /Page>> BDC q {HAIRLINE} w {sheet.ink}"
    if sheet.crop:
        yield from _crop_marks(trim, sheet.gap)
    if sheet.cross:
        yield from _crosses(trim, sheet.gap + LENGTH / 2)
    yield "Q EMC"


def _crop_marks(trim: Box, gap: float) -> Iterator[str]:
    clear = gap + CLEAR
    for y in (trim.bottom, trim.top):
        yield _line(trim.left - gap - LENGTH, y, trim.left - clear, y)
        yield _line(trim.right + clear, y, trim.right + gap + LENGTH, y)
    for x in (trim.left, trim.right):
        yield _line(x, trim.bottom - gap - LENGTH, x, trim.bottom - clear)
        yield _line(x, trim.top + clear, x, trim.top + gap + LENGTH)


def _crosses(trim: Box, distance: float) -> Iterator[str]:
    across, up = (trim.left + trim.right) / 2, (trim.bottom + trim.top) / 2
    reach = LENGTH / 2 - CLEAR
    for x, y in (
        (across, trim.bottom - distance),
        (across, trim.top + distance),
        (trim.left - distance, up),
        (trim.right + distance, up),
    ):
        yield _line(x - reach, y, x + reach, y)
        yield _line(x, y - reach, x, y + reach)
        yield _circle(x, y)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S"


def _circle(x: float, y: float) -> str:
    handle = RADIUS * CIRCLE
    quarters = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    parts = [f"{x + RADIUS:.2f} {y:.2f} m"]
    for a, b, c, d in quarters:
        points = (
            (a * RADIUS + c * handle, b * RADIUS + d * handle),
            (c * RADIUS + a * handle, d * RADIUS + b * handle),
            (c * RADIUS, d * RADIUS),
        )
        parts.append(" ".join(f"{x + dx:.2f} {y + dy:.2f}" for dx, dy in points) + " c")
    return " ".join([*parts, "S"])
