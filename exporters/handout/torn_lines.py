"""Lines of narrow columns that end early rather than be torn apart.

A line of few words is stretched by wide gaps where a long word that cannot be parted, such as code,
begins the next one.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.layout import LayoutContext

TORN: Final = 0.8
"""By how many ems each space of a line may be widened."""


@contextmanager
def torn_lines_spared() -> Iterator[None]:
    """Let WeasyPrint (70) leave lines as they are that it would tear apart to justify them."""
    from weasyprint.layout import inline  # noqa: PLC0415 - loading it takes Pango

    original = inline.justify_line

    def justify_line(context: LayoutContext, line: LineBox, extra_width: float) -> None:
        most = TORN * line.style["font_size"] * inline.count_expandable_spaces(line)
        # Lines that are read from the right would stand at the left.
        if extra_width <= most or line.style["direction"] == "rtl":
            original(context, line, extra_width)

    inline.justify_line = justify_line
    try:
        yield
    finally:
        inline.justify_line = original
