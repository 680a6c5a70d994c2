"""The lines that hold what is a recipient's own, laid out again with what another one has.

WeasyPrint (70) lays out the lines of a block from boxes that it leaves as they are
(`iter_line_boxes`). So whoever keeps what it was asked can ask it again with other texts: breaks,
alignment, fonts and scripts are those of a layout of the whole document.
"""

from __future__ import annotations

import copy
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, block

from .fields import FIELD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

TOLERANCE: Final = 0.01
"""How many pixels apart two things are at most that are in one place."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines of a block that hold fields, and how WeasyPrint was asked for them.

    Args:
        context: of the layout.
        source: the box of all the text, which lines are made of.
        around: the block, as large as it was.
        top: where the first line begins.
        shapes: the floats that may stand beside it.
        first_letter: the style of the first letter, if it has one of its own.
        first_line: the same of the first line.
    """

    context: LayoutContext
    source: Box
    around: Box
    top: float
    shapes: tuple[Box, ...]
    first_letter: object
    first_line: object

    def laid_out(self, values: Mapping[str, str]) -> tuple[Box, ...]:
        """Return the lines with the values of a recipient."""
        around = copy.copy(self.around)
        source = _filled(self.source, values)
        with self._floats_as_they_were():
            found = block.iter_line_boxes(
                self.context,
                source,
                self.top,
                -inf,
                None,
                around,
                [],
                [],
                copy.copy(self.first_letter),
                copy.copy(self.first_line),
            )
            lines = []
            for line, resume_at in found:
                line.resume_at = resume_at
                lines.append(line)
        return tuple(lines)

    @contextmanager
    def _floats_as_they_were(self) -> Iterator[None]:
        """Let the context say which floats stand beside the block, though layout has ended."""
        context = self.context
        kept = context._excluded_shapes_root_boxes, context._excluded_shapes  # noqa: SLF001 - WeasyPrint has no public way
        context._excluded_shapes_root_boxes = [None]  # noqa: SLF001 - as above
        context._excluded_shapes = {None: list(self.shapes)}  # noqa: SLF001 - as above
        try:
            yield
        finally:
            context._excluded_shapes_root_boxes, context._excluded_shapes = kept  # noqa: SLF001 - as above


@dataclass(slots=True)
class Flows:
    """The flows of the pages that are laid out.

    Args:
        holders: the elements around fields.
        by_line: the flow that each line is of.
    """

    holders: set[Element] = field(default_factory=set)
    by_line: dict[Box, Flow] = field(default_factory=dict)

    def look_out_for(self, root: Element) -> None:
        """Note which elements hold fields, in a page that is going to be laid out."""
        above = {child: parent for parent in root.iter() for child in parent}
        for element in root.iter("span"):
            if element.get(FIELD) is not None:
                inner: Element | None = element
                while inner is not None:
                    self.holders.add(inner)
                    inner = above.get(inner)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Keep how WeasyPrint is asked for lines while it lays pages out."""
        original = block.iter_line_boxes

        def iter_line_boxes(  # noqa: PLR0913, PLR0917 - WeasyPrint's own
            context: LayoutContext,
            box: Box,
            position_y: float,
            bottom_space: float,
            skip_stack: object,
            containing_block: Box,
            absolute_boxes: list[Box],
            fixed_boxes: list[Box],
            first_letter_style: object,
            first_line_style: object,
        ) -> Iterator[tuple[Box, object]]:
            flow = None
            if (
                box.element in self.holders
                and skip_stack is None
                and any(map(_is_field, _texts(box)))
            ):
                flow = Flow(
                    context,
                    box,
                    copy.copy(containing_block),
                    position_y,
                    tuple(context.excluded_shapes),
                    copy.copy(first_letter_style),
                    copy.copy(first_line_style),
                )
            for line, resume_at in original(
                context,
                box,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                absolute_boxes,
                fixed_boxes,
                first_letter_style,
                first_line_style,
            ):
                if flow:
                    self.by_line[line] = flow
                yield line, resume_at

        block.iter_line_boxes = iter_line_boxes
        try:
            yield
        finally:
            block.iter_line_boxes = original


def _texts(box: Box) -> Iterator[Box]:
    return (inner for inner in box.descendants() if isinstance(inner, boxes.TextBox))


def _is_field(box: Box) -> bool:
    return box.element is not None and box.element.get(FIELD) is not None


def holds_field(line: Box) -> bool:
    """Tell whether a line shows anything of a recipient's own."""
    return any(map(_is_field, _texts(line)))


def _filled(box: Box, values: Mapping[str, str]) -> Box:
    """Return a copy of a box that is not laid out, with the values of a recipient."""
    if isinstance(box, boxes.TextBox):
        if not _is_field(box):
            return box.copy()
        filled = box.copy_with_text(values[box.element.get(FIELD)])
        filled.process_text_transform()
        return filled
    if isinstance(box, boxes.ParentBox):
        return box.copy_with_children([_filled(child, values) for child in box.children])
    return box


def is_plain(line: Box) -> bool:
    """Tell whether a line is drawn in one go: of texts alone, none of which is moved or faded."""
    return all(
        isinstance(box, boxes.LineBox | boxes.InlineBox | boxes.TextBox)
        and box.is_in_normal_flow()
        and box.style["position"] == "static"
        and box.style["opacity"] == 1
        and not box.style["transform"]
        and not box.link
        for box in line.descendants()
    )


def texts_of(lines: Sequence[Box]) -> list[Box]:
    """Return the boxes of text in lines."""
    return [text for line in lines for text in _texts(line)]


def is_same(lines: Sequence[Box], others: Sequence[Box]) -> bool:
    """Tell whether lines show the same in the same place, seen from where they begin."""
    return _shown(lines) == _shown(others)


def takes_same_room(lines: Sequence[Box], others: Sequence[Box]) -> bool:
    """Tell whether lines are as many and as high as others."""
    return len(lines) == len(others) and all(
        abs(line.height - other.height) < TOLERANCE
        for line, other in zip(lines, others, strict=True)
    )


def shown_in(lines: Sequence[Box]) -> list[tuple[str, int, int]]:
    """Return the texts of lines, and where they are on the page."""
    return [
        (text.text, round(text.position_x / TOLERANCE), round(text.position_y / TOLERANCE))
        for text in texts_of(lines)
    ]


def _shown(lines: Sequence[Box]) -> list[tuple[str, int, int, int]]:
    left, top = (lines[0].position_x, lines[0].position_y) if lines else (0, 0)
    return [
        (
            text.text,
            round((text.position_x - left) / TOLERANCE),
            round((text.position_y - top) / TOLERANCE),
            round(text.width / TOLERANCE),
        )
        for text in texts_of(lines)
    ]


def move(lines: Sequence[Box], right: float, down: float) -> None:
    """Move lines."""
    for line in lines:
        line.translate(right, down)


def has_background(lines: Sequence[Box]) -> bool:
    """Tell whether something is painted behind a part of the lines."""
    return any(box.background for line in lines for box in (line, *line.descendants()))


def lay_out_backgrounds(page: Box, lines: Sequence[Box], context: LayoutContext) -> None:
    """Find out what is painted behind the parts of lines."""
    for line in lines:
        background.layout_box_backgrounds(page, line, context.get_image_from_uri)


def leave_out_backgrounds(lines: Sequence[Box]) -> None:
    """Have nothing painted behind any part of lines."""
    for line in lines:
        for box in (line, *line.descendants()):
            box.background = None
