"""A leaflet of one sheet that is folded twice.

Its outer side has the panel that is folded in, the back and the cover; behind the cover is the
second panel, so that whoever opens it reads the second to the fourth from left to right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .sheets import MILLIMETRE, Area, Cell, MadeUp, Side, Size, fold_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .kinds import Trifold

OUTER: Final = (4, 5, 0)
"""The pages on the outer side, from the panel that is folded in."""

INNER: Final = (1, 2, 3)
"""The pages on the inner side; the last is on the panel that is folded in."""

HINT: Final = (
    "print leaflets on both sides (flip on short edge), in actual size; then fold the narrower "
    "panel in and the cover over it"
)


def as_leaflet(pages: int, sheet: Size, trifold: Trifold, *, backward: bool) -> MadeUp:
    """Put pages on a sheet.

    Args:
        pages: how many, six at most.
        sheet: the paper, lying on its side.
        trifold: how it is folded.
        backward: whether it is opened from the right, as where text is read from the right.
    """
    less = trifold.narrower * MILLIMETRE
    whole = (sheet.width + less) / 3
    narrow = whole - less
    outer = _areas((narrow, whole, whole), sheet, backward=backward)
    inner = _areas((whole, whole, narrow), sheet, backward=backward)
    folds = [area.left for area in inner if area.left]
    ticks = tuple(line for fold in folds for line in fold_marks(fold, sheet.height))
    return MadeUp(
        (
            Side(sheet, tuple(_cells(OUTER, outer, pages, less))),
            Side(sheet, tuple(_cells(INNER, inner, pages, less)), ticks=ticks),
        ),
        HINT,
    )


def _areas(widths: tuple[float, ...], sheet: Size, *, backward: bool) -> list[Area]:
    """Return panels in the order of their widths, which begins at the right where all does."""
    areas = []
    left = 0.0
    for width in reversed(widths) if backward else widths:
        areas.append(Area(left, 0, Size(width, sheet.height)))
        left += width
    return areas[::-1] if backward else areas


def _cells(panels: tuple[int, ...], areas: list[Area], pages: int, less: float) -> Iterator[Cell]:
    for page, area in zip(panels, areas, strict=True):
        if page < pages:
            yield Cell(page, area, leeway=less + MILLIMETRE)
