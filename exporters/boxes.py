"""The boxes that WeasyPrint (70) made of a page: where everything stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box, PageBox

MILLIMETRES_A_PIXEL: Final = 25.4 / 96
"""How large a pixel is, the unit of boxes."""


def sheet_of(page: weasyprint.Page) -> PageBox:
    """Return the box of a whole page, with its margins."""
    return page._page_box  # noqa: SLF001 - WeasyPrint has no public way to its boxes


def texts(box: Box) -> Iterator[str]:
    """Yield the pieces of text in a box, in their order; what is placed absolutely counts too."""
    return (inner.text for inner in box.descendants(placeholders=True) if hasattr(inner, "text"))
