"""Which blocks of a text float to the head or foot of a column or sheet, and how wide they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters import grids, panels, svg_sizes
from presswork import document as doc
from presswork.inlines import Image, Length

from .planning import Width

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.pdf import Press
    from presswork.document import Block

LANDSCAPE: Final = 1.5
"""From how much wider than high on a picture gains by room to its sides."""

BANNER: Final = 2.4
"""From how much wider than high on it needs that room, unless the document asks for less."""

WIDE: Final = 80
"""The share of the text's width, in per cent, from which on a picture is larger than a column."""

COLUMN_EMS: Final = 31
"""How many ems of a table's text a column is wide; words that need more would be parted there."""

SEVERAL: Final = 2
"""How many pictures side by side are too many for a column."""


def floats(block: Block) -> bool:
    """Tell whether a block stands at the head or foot of a column or sheet."""
    return isinstance(block, doc.Figure | doc.Table)


def series(block: Block) -> str:
    """Return what a float is numbered with."""
    return type(block).__name__


def width_of(block: Block, ratio: Callable[[Image], float]) -> Width:
    """Return how wide a float is.

    Args:
        block: a figure or table.
        ratio: tells how much wider than high a picture is.
    """
    match block:
        case doc.Table():
            words = sum(need.word for need in grids.needs(block))
            return Width.SHEET if words > COLUMN_EMS else Width.COLUMN
        case doc.Figure(panels=(doc.Panel(image=image),)):
            return _of_picture(image, ratio)
        case doc.Figure():
            return _of_pictures(block)
        case _:
            return Width.COLUMN


def _of_picture(image: Image | None, ratio: Callable[[Image], float]) -> Width:
    match image:
        case None:
            return Width.COLUMN
        case Image(width=Length(share, "%")):
            wide = share > WIDE and ratio(image) >= LANDSCAPE
        case _:
            wide = ratio(image) >= BANNER
    return Width.SHEET if wide else Width.COLUMN


def _of_pictures(figure: doc.Figure) -> Width:
    """Two pictures that are one below the other have room in a column."""
    rows = panels.rows(figure)
    return Width.SHEET if max(map(len, rows)) >= SEVERAL else Width.COLUMN


def pictures_ratio(press: Press) -> Callable[[Image], float]:
    """Return what tells how much wider than high a picture is; 1 for one that cannot be shown."""

    def ratio(image: Image) -> float:
        address = press.picture(image).address
        if address in press.printed:
            source = press.printed[address].source
            return source.width / source.height
        if address in press.held:
            width, height = svg_sizes.size(etree.fromstring(press.held[address]))
            return width / height
        return 1.0

    return ratio
