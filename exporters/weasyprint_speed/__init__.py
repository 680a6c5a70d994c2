"""WeasyPrint made faster, with the same pages.

WeasyPrint finds out again, for every box and every piece of text, what depends on nothing but its
style, and looks through lists that grow with the document. Here that is found out once. The number
beside each improvement is the share of the time of a book of a hundred pages that it saved.

Nothing here changes what is printed: `tests/exporters/test_weasyprint_speed.py` compares pages with
and without it, byte by byte. It is for one version of WeasyPrint: with any other, and where
something is not as it was, WeasyPrint goes its own way.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from exporters.weasyprint_speed import (
    hyphens,
    layout,
    matching,
    numbers,
    painting,
    parsing,
    styles,
    stylesheets,
    texts,
)
from exporters.weasyprint_speed.loading import VERSION, importing, with_room, without_modules
from exporters.weasyprint_speed.replacing import put_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = (
    "IMPROVEMENTS",
    "VERSION",
    "importing",
    "install",
    "with_room",
    "without",
    "without_modules",
)


@cache
def install() -> None:
    """Put the improvements in place, once."""
    _improve()


def _improve() -> None:
    import weasyprint  # noqa: PLC0415 - loading it takes Pango

    if weasyprint.VERSION != VERSION:
        return
    for improve in IMPROVEMENTS:
        with suppress(AttributeError, ImportError):
            improve()


@contextmanager
def without() -> Iterator[None]:
    """Let WeasyPrint go its own way for a while, to compare."""
    put_back()
    try:
        yield
    finally:
        _improve()


IMPROVEMENTS: Final[tuple[Callable[[], None], ...]] = (
    hyphens.read_patterns_late,
    stylesheets.read_sheets_once,
    styles.resolve_lengths_once,
    styles.resolve_radii_once,
    styles.pass_by_backgrounds,
    texts.set_up_text_once,
    texts.shape_drawn_characters_once,
    texts.measure_struts_once,
    styles.share_styles,
    styles.cascade_once,
    layout.find_notes_at_once,
    numbers.find_lookups_at_once,
    painting.write_glyphs_at_once,
    layout.pass_by_floats,
    layout.ask_styles_less,
    texts.break_texts_once,
    texts.hand_over_texts,
    texts.justify_later,
    texts.set_lines_once,
    parsing.know_ends,
    matching.find_next_at_once,
    texts.measure_in_one_place,
    painting.count_pages_once,
    painting.pack_streams_once,
    numbers.look_back_at_once,
)
