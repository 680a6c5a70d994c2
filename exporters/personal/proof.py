"""What pages show, so that those of two layouts can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes

from exporters.boxes import sheet_of

from .flows import TOLERANCE, shown_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages show, and where.

    Args:
        shared: each text and picture, page by page; of a recipient's own lines how high they are.
        own: the texts of these.
    """

    shared: tuple[tuple[object, ...], ...]
    own: tuple[tuple[str, int, int], ...]


def shown_on(printed: weasyprint.Document, own: Container[Box]) -> Shown:
    """Return what pages show.

    Args:
        printed: the pages.
        own: the lines that hold what is a recipient's own.
    """
    sheets = [sheet_of(page) for page in printed.pages]
    lines = (line for sheet in sheets for line in sheet.descendants(placeholders=True))
    return Shown(
        tuple(tuple(_shown(sheet, own)) for sheet in sheets),
        tuple(part for line in lines if line in own for part in shown_in([line])),
    )


def _shown(box: Box, own: Container[Box]) -> Iterator[tuple[object, ...]]:
    for child in box.all_children():
        inner = getattr(child, "_box", child)  # what is placed absolutely is behind another box
        if inner.bookmark_label:
            yield (inner.bookmark_label,)
        if inner in own:
            yield _rounded(inner.position_y), _rounded(inner.height)
        elif isinstance(inner, boxes.TextBox):
            yield inner.text, _rounded(inner.position_x), _rounded(inner.position_y)
        elif isinstance(inner, boxes.ReplacedBox):
            yield _rounded(inner.position_x), _rounded(inner.position_y), _rounded(inner.width)
        else:
            yield from _shown(inner, own)


def _rounded(length: float) -> int:
    return round(length / TOLERANCE)
