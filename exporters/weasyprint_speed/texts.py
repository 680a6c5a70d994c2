"""Texts set up and measured once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed.replacing import replace

if TYPE_CHECKING:
    from weasyprint.css import Style
    from weasyprint.text.ffi import Types
    from weasyprint.text.line_break import Layout


def set_up_text_once() -> None:
    """Copy a Pango layout that has been set up for a style (6%)."""
    from weasyprint.text import line_break  # noqa: PLC0415 - as above
    from weasyprint.text.ffi import ffi, gobject, pango  # noqa: PLC0415 - as above

    original = line_break.Layout.setup
    ffi.cdef("PangoLayout *pango_layout_copy (PangoLayout *layout);", override=True)
    copy, release = pango.pango_layout_copy, gobject.g_object_unref
    own = {"style", "layout", "justification_spacing", "max_width", "text"}

    def setup(self: Layout, style: Style) -> None:
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


def know_arrays() -> None:
    """Make the type of an array of its element's: cffi parses C anew for each length (3 ms)."""
    from weasyprint.text.ffi import ffi  # noqa: PLC0415 - as above

    types = type(ffi)
    original = types._typeof_locked  # noqa: SLF001 - as the module says

    def _typeof_locked(self: Types, cdecl: str) -> tuple[object, bool]:
        array = ARRAY.fullmatch(cdecl) if isinstance(cdecl, str) else None
        if array is None or cdecl in self._parsed_types:
            found: tuple[object, bool] = original(self, cdecl)
            return found
        pointer, _ = self._typeof_locked(f"{array[1]} *")
        made = self._backend.new_array_type(pointer, int(array[2])), False
        self._parsed_types[cdecl] = made
        return made

    replace(types, "_typeof_locked", _typeof_locked)


ARRAY: Final = re.compile(r"(\w+)\[(\d+)\]")
"""An array in C: the type of its elements, and their number."""
