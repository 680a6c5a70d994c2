"""Which figures are too wide for a column, and have the width of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters import panels
from presswork.inlines import Image, Length

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.document import Figure

LANDSCAPE: Final = 1.5
"""From how much wider than high on a picture gains by room to its sides."""

BANNER: Final = 2.4
"""From how much wider than high on it needs that room, unless the document asks for less."""

WIDE: Final = 80
"""The share of the text's width, in per cent, from which on a picture is larger than a column."""

SEVERAL: Final = 2
"""How many pictures side by side are too many for a column."""


def is_wide(figure: Figure, ratio: Callable[[Image], float]) -> bool:
    """Tell whether a figure has the width of the page where the text has columns.

    Two pictures that are one below the other have room in a column.

    Args:
        figure: the figure.
        ratio: tells how much wider than high a picture is.
    """
    if len(figure.panels) > 1:
        return max(map(len, panels.rows(figure))) >= SEVERAL
    match figure.panels[0].image:
        case None:
            return False
        case Image(width=Length(share, "%")) as image:
            return share > WIDE and ratio(image) >= LANDSCAPE
        case image:
            return ratio(image) >= BANNER
