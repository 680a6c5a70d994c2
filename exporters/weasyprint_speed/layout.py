"""Boxes laid out without looking at all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext


def pass_by_floats() -> None:
    """Do not measure a line that no float stands beside, nor look twice at those above it (10%).

    A list of references has a float for each number, which all stay in the list of a page's floats.
    """
    from weasyprint.formatting_structure.boxes import LineBox  # noqa: PLC0415 - as above
    from weasyprint.layout import float as floating  # noqa: PLC0415 - as above
    from weasyprint.layout import inline, preferred  # noqa: PLC0415 - as above

    measure, avoid = preferred.inline_min_content_width, floating.avoid_collisions

    def inline_min_content_width(  # noqa: PLR0913, PLR0917 - WeasyPrint's own
        context: LayoutContext,
        box: Box,
        outer: bool = True,  # noqa: FBT001, FBT002 - as above
        skip_stack: object = None,
        first_line: bool = False,  # noqa: FBT001, FBT002 - as above
        is_line_start: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> float:
        if first_line and type(box) is LineBox and box.style["direction"] == "ltr":
            height, _ = inline.strut(box.style)
            if not _collides(context.excluded_shapes, box.position_y, height):
                return 0
        width: float = measure(context, box, outer, skip_stack, first_line, is_line_start)
        return width

    def avoid_collisions(
        context: LayoutContext,
        box: Box,
        containing_block: Box,
        outer: bool = True,  # noqa: FBT001, FBT002 - as above
    ) -> tuple[float, float, float]:
        if type(box) is LineBox and not outer and not box.margin_left and not box.margin_right:
            top, height = box.border_box_y(), box.border_height()
            if containing_block.style["direction"] == "ltr" and not _collides(
                context.excluded_shapes, top, height
            ):
                left = containing_block.content_box_x()
                width = left + containing_block.width - left  # as WeasyPrint rounds it
                return left, top - box.margin_top, width
        found: tuple[float, float, float] = avoid(context, box, containing_block, outer)
        return found

    replace(preferred, "inline_min_content_width", inline_min_content_width)
    replace(floating, "avoid_collisions", avoid_collisions)


def _collides(shapes: Iterable[Box], top: float, height: float) -> bool:
    """Tell whether a float stands beside a line, as WeasyPrint asks it."""
    bottom = top + height
    for shape in shapes:
        start = shape.position_y
        end = start + shape.margin_height()
        if start < top < end or start < bottom < end or (start >= top and end <= bottom):
            return True
    return False


def ask_styles_less() -> None:
    """Tell from two values of its style whether a box is in the flow, and list no children (4%)."""
    from weasyprint.formatting_structure.boxes import Box, ParentBox  # noqa: PLC0415 - as above

    def is_in_normal_flow(self: Box) -> bool:
        style = self.style
        return style["float"] == "none" and style["position"] in {"static", "relative"}

    def page_values(self: Box) -> tuple[str, str]:
        own = self.style["page"]
        children = self.children
        first = next(filter(_holds_page, children), None)
        if first is None:
            return own, own
        last = next(filter(_holds_page, reversed(children)))
        return first.page_values()[0] or own, last.page_values()[1] or own

    replace(Box, "is_in_normal_flow", is_in_normal_flow)
    replace(ParentBox, "page_values", page_values)


def _holds_page(box: Box) -> bool:
    return bool(box.is_in_normal_flow() or box.is_floated())


class _Waiting(list["Box"]):
    """The notes that no page has yet, in order; it tells at once whether one is among them."""

    def __init__(self, notes: Iterable[Box] = ()) -> None:
        super().__init__(notes)
        self._ids = set(map(id, self))

    def __contains__(self, note: object) -> bool:
        return id(note) in self._ids

    def append(self, note: Box) -> None:
        super().append(note)
        self._ids.add(id(note))

    def remove(self, note: Box) -> None:
        super().remove(note)
        if not super().__contains__(note):
            self._ids.discard(id(note))

    def copy(self) -> _Waiting:
        return _Waiting(self)


def find_notes_at_once() -> None:
    """Do not look for each box of each line among all notes (1%, of 400 pages more)."""
    from weasyprint.layout import LayoutContext  # noqa: PLC0415 - as above

    original = LayoutContext.__init__

    def __init__(self: LayoutContext, *arguments: object) -> None:  # noqa: N807 - WeasyPrint's own
        original(self, *arguments)
        self.footnotes = _Waiting()

    replace(LayoutContext, "__init__", __init__)
