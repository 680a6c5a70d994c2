"""Texts set up and measured once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from exporters.weasyprint_speed.declarations import declare_ours
from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from weasyprint.css import Style
    from weasyprint.layout import LayoutContext
    from weasyprint.text.line_break import Layout

    _Line = tuple[Layout, int, int | None, float, float, float]


def set_up_text_once() -> None:
    """Copy a Pango layout that has been set up for a style (6%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import ffi, gobject, pango  # noqa: PLC0415 - as above

    declare_ours(ffi)
    original = line_break.Layout.setup
    copy, release = pango.pango_layout_copy, gobject.g_object_unref
    own = {"style", "layout", "justification_spacing", "max_width", "text"}
    first_equal = _first_equal()

    def setup(self: Layout, style: Style) -> None:
        style = first_equal(style)
        known = vars(style)
        if (model := known.get("presswork_text")) is None:
            original(self, style)
            shared = {name: value for name, value in vars(self).items() if name not in own}
            known["presswork_text"] = ffi.gc(copy(self.layout), release), shared
            return
        layout, shared = model
        vars(self).update(shared)
        self.style = style
        self.layout = ffi.gc(copy(layout), release)

    replace(line_break.Layout, "setup", setup)


def _first_equal() -> Callable[[Style], Style]:
    """Return what finds for the style of a text in an SVG the first that says the same.

    Each such text has a style of its own, of five values and all the initial ones; it is split into
    its characters, which are set one by one.
    """
    from weasyprint.svg.text import Style  # noqa: PLC0415 - as above

    def first_equal(style: Style) -> Style:
        if type(style) is not Style:
            return style
        known = vars(style.font_config).setdefault("presswork_svg", {})
        values = map(style.__getitem__, ("font_style", "font_weight", "font_size", "direction"))
        return known.setdefault((*style["font_family"], *values), style)

    return first_equal


def shape_drawn_characters_once() -> None:
    """Draw the characters of texts in SVGs from one layout for each (20 ms of two diagrams)."""
    from weasyprint.svg.text import Style  # noqa: PLC0415 - as above
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    original = line_break.Layout.reactivate
    first_equal = _first_equal()

    def reactivate(self: Layout, style: Style) -> None:
        if type(style) is not Style:
            original(self, style)
            return
        style = first_equal(style)
        known = vars(style).setdefault("presswork_characters", {})
        if (shaped := known.get(self.text)) is None:
            text = self.text
            original(self, style)
            known[text] = vars(self).copy()
        else:
            vars(self).update(shaped)

    replace(line_break.Layout, "reactivate", reactivate)


def measure_struts_once() -> None:
    """Keep the height of a line with the style, not under a long key (1%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    original = line_break.strut

    def strut(style: Style) -> tuple[float, float]:
        known = vars(style)
        if "presswork_strut" not in known:
            known["presswork_strut"] = original(style)
        height_and_baseline: tuple[float, float] = known["presswork_strut"]
        return height_and_baseline

    replace(line_break, "strut", strut)


def set_lines_once() -> None:
    """Remember the texts that fit in a line, and the lines that were broken last (8%).

    Spaces, commas and numbers come again and again, and the lines of a page that is made again.
    """
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    split = line_break.split_first_line
    new = object.__new__
    first_equal = _first_equal()

    def fresh(line: _Line, max_width: float | None) -> _Line:
        layout = new(line_break.Layout)
        vars(layout).update(vars(line[0]), max_width=max_width)
        return layout, *line[1:]

    def split_first_line(  # noqa: PLR0913, PLR0917 - WeasyPrint's own
        text: str,
        style: Style,
        context: LayoutContext,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002 - as above
        minimum: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> _Line:
        style = first_equal(style)
        found = vars(style).get("presswork_lines")
        if found is None:
            plain = style["letter_spacing"] == "normal" and not style["word_spacing"]
            found = vars(style)["presswork_lines"] = {}, {}, plain
        whole, broken, plain = found
        plain = plain and not justification_spacing
        if plain and (line := whole.get(text)) and _is_room(max_width, line):
            return fresh(line, max_width)
        key = (text, max_width, justification_spacing, is_line_start, minimum)
        if line := broken.get(key):
            return fresh(line, max_width)
        made: _Line = split(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        layout, _, resume_index, *_ = made
        if resume_index is not None:
            _remember(broken, key, made)
        elif plain and layout.text == text and "\t" not in text and _is_room(max_width, made):
            _remember(whole, text, made)
        return fresh(made, max_width)

    replace(line_break, "split_first_line", split_first_line)


HAIR: Final = 1 / 64
"""How much room there is to be beside a text, in pixels, for Pango not to think of breaking it."""


def _is_room(max_width: float | None, line: _Line) -> bool:
    return max_width is None or line[3] < max_width - HAIR


REMEMBERED: Final = 1024
"""How many texts of a style are remembered."""

K = TypeVar("K")


def _remember(lines: dict[K, _Line], key: K, line: _Line) -> None:
    if len(lines) >= REMEMBERED:
        lines.clear()
    lines[key] = line


def break_texts_once() -> None:
    """Remember where a text may break (2%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    found = lru_cache(maxsize=4096)(line_break.get_next_break_point_from_text)
    replace(line_break, "get_next_break_point_from_text", found)


def measure_in_one_place() -> None:
    """Measure lines into one rectangle, not a new one for each (2%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango  # noqa: PLC0415 - as above

    rectangle, nothing = ffi.new("PangoRectangle *"), ffi.NULL
    measure = pango.pango_layout_line_get_extents

    def line_size(line: object, style: Style) -> tuple[float, float]:
        measure(line, nothing, rectangle)
        width = rectangle.width * FROM_UNITS
        if style["letter_spacing"] != "normal":
            width += style["letter_spacing"]
        return width, rectangle.height * FROM_UNITS

    replace(line_break, "line_size", line_size)
