"""How the pictures of a figure stand: which of them side by side, and how wide each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presswork.document import Figure, Panel

GAP: Final = 0.03
"""The share of the width that lies between two pictures."""

AT_MOST: Final = 3
"""How many pictures stand side by side where nothing says how many."""


def is_lettered(figure: Figure) -> bool:
    """Tell whether each picture of a figure has a letter and a place for words of its own.

    Several pictures of which nobody speaks apart from the others are one picture to the reader.
    """
    several = len(figure.panels) > 1
    return any(panel.caption or (several and panel.id) for panel in figure.panels)


def letter(panel: Panel, figure: Figure) -> str:
    """Return what stands before the words of a picture: `(a)`; nothing where it is alone."""
    if not panel.number:
        return ""
    return f"({panel.number.removeprefix(figure.number or '')})"


def rows(figure: Figure) -> tuple[tuple[Panel, ...], ...]:
    """Return the pictures of a figure, row by row."""
    panels = figure.panels
    if figure.columns is None and all(_share(panel) for panel in panels):
        return tuple(_filled(panels))
    count = figure.columns or _sensible(len(panels))
    return tuple(panels[at : at + count] for at in range(0, len(panels), count))


def shares(row: Sequence[Panel], columns: int) -> tuple[float, ...]:
    """Return how wide each picture of a row is, as a share of the room, gaps apart.

    Args:
        row: the pictures.
        columns: how many the longest row of the figure has.
    """
    even = (1 - GAP * (columns - 1)) / columns
    asked = [_share(panel) or even for panel in row]
    most = 1 - GAP * (len(row) - 1)
    shrink = min(1.0, most / sum(asked))
    return tuple(share * shrink for share in asked)


def _sensible(count: int) -> int:
    """Return how many of so many pictures stand side by side; four make a square."""
    return 2 if count == 4 else min(count, AT_MOST)  # noqa: PLR2004 - as said


def _share(panel: Panel) -> float | None:
    """Return the share of the text's width that the document gives a picture."""
    width = panel.image.width if panel.image else None
    return width.value / 100 if width and width.unit == "%" else None


def _filled(panels: Sequence[Panel]) -> Iterator[tuple[Panel, ...]]:
    """Yield rows that hold as many pictures as their widths allow."""
    row: list[Panel] = []
    taken = 0.0
    for panel in panels:
        share = _share(panel) or 1.0
        if row and taken + share > 1:
            yield tuple(row)
            row, taken = [], 0.0
        row.append(panel)
        taken += share
    if row:
        yield tuple(row)
