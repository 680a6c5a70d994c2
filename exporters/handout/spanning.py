"""What is too wide for one of two columns, found once it has been laid out in one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from exporters import grids
from exporters.boxes import own_element, sheet_of
from exporters.sheets.floating import COLUMN_EMS
from exporters.widths import BANNER, LANDSCAPE, WIDE
from presswork import document as doc
from presswork.inlines import Image, Length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from presswork.document import Block, Blocks

BLOCK: Final = "data-block"
"""The attribute that says which block of the text an element holds, counted from 0."""

HIGH: Final = 0.45
"""The share of a page from which on a table in a column is too high; across both it is half so."""

CODE_LINE: Final = 60
"""How many characters of computer text a line of a column holds."""

TOLERANCE: Final = 1.0
"""How many pixels may stick out."""


def too_wide(blocks: Blocks, pages: Sequence[weasyprint.Page]) -> Blocks:
    """Return the blocks that are to span both columns.

    Args:
        blocks: the text.
        pages: the same, laid out with every block in a column.
    """
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for page in pages:
        for box in sheet_of(page).descendants():
            element = own_element(box)
            if element is not None and (position := element.get(BLOCK)) is not None:
                boxes[int(position)].append(box)
    height = sheet_of(pages[0]).height if pages else 0
    return tuple(
        blocks[position]
        for position in sorted(boxes)
        if _spans(blocks[position], boxes[position], height)
    )


def stands_among(block: Block, blocks: Blocks) -> bool:
    """Tell whether a block is one of some, not merely like one of them."""
    return any(block is other for other in blocks)


def _spans(block: Block, boxes: Sequence[Box], page_height: float) -> bool:
    match block:
        case doc.Figure(panels=(_, _, *_)):
            return True
        case doc.Figure(panels=(doc.Panel(image=Image(width=Length(share, "%"))),)):
            return share > WIDE and _is_wider(boxes, LANDSCAPE)
        case doc.Figure():
            return _is_wider(boxes, BANNER)
        case doc.CodeBlock(text):
            return any(len(line) > CODE_LINE for line in text.splitlines())
        case doc.Table():
            too_high = sum(box.height for box in boxes) > HIGH * page_height
            words = sum(need.word for need in grids.needs(block))
            return too_high or words > COLUMN_EMS or any(map(_sticks_out, boxes))
        case _:
            return any(map(_sticks_out, boxes))


def _is_wider(boxes: Iterable[Box], ratio: float) -> bool:
    """Tell whether one of the pictures in boxes is so much wider than high."""
    return any(
        inner.width > ratio * inner.height
        for box in boxes
        for inner in box.descendants()
        if inner.element_tag == "img" and inner.height
    )


def _sticks_out(box: Box) -> bool:
    end: float = box.content_box_x() + box.width + TOLERANCE
    return any(right > end for right in _right_edges(box.descendants()))


def _right_edges(boxes: Iterable[Box]) -> Iterable[float]:
    for box in boxes:
        if isinstance(box.width, int | float):
            yield box.position_x + box.width
