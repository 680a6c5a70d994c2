"""The boxes that WeasyPrint (70) made of a page: where everything stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box, PageBox

MILLIMETRES_A_PIXEL: Final = 25.4 / 96
"""How large a pixel is, the unit of boxes."""


def sheet_of(page: weasyprint.Page) -> PageBox:
    """Return the box of a whole page, with its margins."""
    return page._page_box  # noqa: SLF001 - WeasyPrint has no public way to its boxes


def own_element(box: Box) -> Element | None:
    """Return the element that a box is of; None for pseudo-elements and for boxes of no element."""
    element: Element | None = box.element
    return element if element is not None and box.element_tag == element.tag else None


def classes(box: Box) -> frozenset[str]:
    """Return the classes of the element that a box comes from."""
    return frozenset() if box.element is None else frozenset(box.element.get("class", "").split())


def texts(box: Box) -> Iterator[str]:
    """Yield the pieces of text in a box, in their order; what is placed absolutely counts too."""
    return (inner.text for inner in box.descendants(placeholders=True) if hasattr(inner, "text"))
