"""What personal copies rely upon in WeasyPrint, where another version may have it otherwise."""

from __future__ import annotations

from inspect import signature

from weasyprint.draw import draw_inline_level
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import LayoutContext, background, block


def test_the_lines_of_a_block_are_asked_for_in_one_place() -> None:
    assert list(signature(block.iter_line_boxes).parameters) == [
        "context",
        "box",
        "position_y",
        "bottom_space",
        "skip_stack",
        "containing_block",
        "absolute_boxes",
        "fixed_boxes",
        "first_letter_style",
        "first_line_style",
    ]


def test_floats_are_where_they_are_put_back() -> None:
    context = LayoutContext(None, lambda: None, None, None, None)
    assert (context._excluded_shapes_root_boxes, context._excluded_shapes) == ([], {})  # noqa: SLF001 - what is relied upon


def test_boxes_are_filled_and_drawn_as_we_do_it() -> None:
    assert hasattr(TextBox, "copy_with_text")
    assert hasattr(TextBox, "process_text_transform")
    assert hasattr(LineBox, "copy_with_children")
    assert list(signature(draw_inline_level).parameters)[:3] == ["stream", "page", "box"]
    assert list(signature(background.layout_box_backgrounds).parameters)[:3] == [
        "page",
        "box",
        "get_image_from_uri",
    ]
