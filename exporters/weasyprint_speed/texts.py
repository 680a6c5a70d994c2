"""Texts set up and measured once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from exporters.weasyprint_speed.declarations import declare_ours
from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from weasyprint.css import Style
    from weasyprint.formatting_structure.boxes import Box
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

    def leave_out_hyphens(layout: object) -> None:
        attributes = pango.pango_layout_get_attributes(layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        pango.pango_attr_list_change(attributes, pango.pango_attr_insert_hyphens_new(False))  # noqa: FBT003 - Pango's own
        pango.pango_layout_set_attributes(layout, attributes)

    def setup(self: Layout, style: Style) -> None:
        style = first_equal(style)
        known = vars(style)
        if (model := known.get("presswork_text")) is None:
            original(self, style)
            if style["overflow_wrap"] in BREAKING:
                leave_out_hyphens(self.layout)
            known["presswork_plain"] = not _is_spaced(style)
            shared = {name: value for name, value in vars(self).items() if name not in own}
            known["presswork_text"] = ffi.gc(copy(self.layout), release), shared
            return
        layout, shared = model
        vars(self).update(shared)
        self.style = style
        self.layout = ffi.gc(copy(layout), release)

    replace(line_break.Layout, "setup", setup)


BREAKING: Final = frozenset({"anywhere", "break-word"})
"""The values of `overflow-wrap` for which Pango is to break words without hyphens."""


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
            found = vars(style)["presswork_lines"] = {}, {}, not _is_spaced(style)
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


def hand_over_texts() -> None:
    """Give Pango a text that has no spacing of its own in one go, and none that is too long (4%).

    WeasyPrint looks whether a line has room for the next word though Pango has put it into the
    second line; where that line shows that it would stand out, Pango need not be asked.
    """
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import ffi, pango  # noqa: PLC0415 - as above

    set_any_text = line_break.Layout.set_text
    hand_over, get_line = pango.pango_layout_set_text, pango.pango_layout_get_line_readonly
    nothing = ffi.NULL
    stands_out = _long_words()

    def set_text(
        self: Layout,
        text: str,
        justify: bool = False,  # noqa: FBT001, FBT002 - WeasyPrint's own
    ) -> None:
        known = vars(self)
        lines = known.pop("presswork_lines", None)
        if (justify and self.justification_spacing) or not _is_plain(self.style):
            set_any_text(self, text, justify)
            return
        encoded = text.encode()
        if b"\n" in encoded or b"\t" in encoded or b"\0" in encoded:
            set_any_text(self, text, justify)
        elif lines and stands_out(self, text, encoded, lines):
            known["presswork_kept"] = lines
        else:
            self.text = text
            hand_over(self.layout, encoded, len(encoded))

    def get_first_line(self: Layout) -> tuple[object, int | None]:
        known = vars(self)
        if "presswork_kept" in known:
            first, _, start = known.pop("presswork_kept")
            return first, start
        first, second = get_line(self.layout, 0), get_line(self.layout, 1)
        self.first_line_direction = first.resolved_dir
        if second == nothing:
            return first, None
        start = second.start_index
        known["presswork_lines"] = first, second, start
        return first, start

    replace(line_break.Layout, "set_text", set_text)
    replace(line_break.Layout, "get_first_line", get_first_line)


LATIN: Final = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e]*")
"""A text whose words are as wide alone as beside others, but for what kerning does to a pair."""

KERNING: Final = 0.3
"""By how much of its size a word may stand out more or less than by itself."""


def _long_words() -> Callable[[Layout, str, bytes, tuple[object, object, int]], bool]:
    """Return what tells that a line with the next word would be too long, by the line after it."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango  # noqa: PLC0415 - as above

    declare_ours(ffi)
    to_x, found = pango.pango_layout_line_index_to_x, ffi.new("int *")

    def stands_out(
        layout: Layout, text: str, encoded: bytes, lines: tuple[object, object, int]
    ) -> bool:
        first, second, start = lines
        style, room = layout.style, layout.max_width
        if (
            room is None
            or not 0 < start < len(encoded)
            or not layout.text.startswith(f"{text} ")  # so ends the next word, and nothing else
            or style["direction"] != "ltr"
            or not LATIN.fullmatch(text)
        ):
            return False
        to_x(second, len(encoded), 0, found)
        width, _ = line_break.line_size(first, style)
        return bool(width + found[0] * FROM_UNITS > room + KERNING * style["font_size"] >= width)

    return stands_out


def _is_spaced(style: Style) -> bool:
    """Tell whether the texts of a style have more or less space than their font gives them."""
    return style["letter_spacing"] not in {"normal", 0} or bool(style["word_spacing"])


def _is_plain(style: Style) -> bool:
    """Tell whether no text of a style needs attributes of its own; `setup` has found it out."""
    plain: bool = vars(style).get("presswork_plain", False)
    return plain


def justify_later() -> None:
    """Do not set up a text that is justified before it is drawn (1%)."""
    from weasyprint.formatting_structure.boxes import TextBox  # noqa: PLC0415 - as above
    from weasyprint.layout import inline  # noqa: PLC0415 - as above
    from weasyprint.text import line_break  # noqa: PLC0415 - as above

    original = inline.add_word_spacing

    def add_word_spacing(
        context: LayoutContext, box: Box, justification_spacing: float, x_advance: float
    ) -> float:
        made = vars(box).get("pango_layout") if type(box) is TextBox else None
        spaces = made and inline.count_expandable_spaces(box)
        if not spaces or "\n" in box.text or not _is_plain(box.style):
            advance: float = original(context, box, justification_spacing, x_advance)
            return advance
        layout = object.__new__(line_break.Layout)
        vars(layout).update(
            vars(made),
            text=box.text,
            justification_spacing=justification_spacing,
            max_width=None,
            first_line_direction=0,
        )
        extra: float = justification_spacing * spaces
        box.justification_spacing = justification_spacing
        box.position_x += x_advance
        box.width += extra
        box.pango_layout = layout
        return x_advance + extra

    replace(inline, "add_word_spacing", add_word_spacing)


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
