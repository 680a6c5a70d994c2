"""Which blocks of a text float to the head or foot of a column or sheet, and how wide they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from exporters import grids, svg_sizes
from exporters.widths import is_wide
from presswork import document as doc

from .planning import Width

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.pdf import Press
    from presswork.document import Block
    from presswork.inlines import Image

COLUMN_EMS: Final = 31
"""How many ems of a table's text a column is wide; words that need more would be parted there."""


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
        case doc.Figure():
            return Width.SHEET if is_wide(block, ratio) else Width.COLUMN
        case _:
            return Width.COLUMN


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
