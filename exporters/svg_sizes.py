"""How large an SVG wants to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

DEFAULT_SIZE: Final = (300.0, 150.0)
"""The size of an SVG that tells none, in CSS pixels (CSS 2.2, 10.3.2)."""

PIXELS_PER: Final = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}


def size(root: etree._Element) -> tuple[float, float]:
    """Return the size that the root element tells, in CSS pixels (SVG 2, 8.2)."""
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = (root.get("viewBox") or "").replace(",", " ").split()
    try:
        _, _, box_width, box_height = (float(number) for number in box)
    except ValueError:
        box_width, box_height = DEFAULT_SIZE
    if box_width <= 0 or box_height <= 0:
        box_width, box_height = DEFAULT_SIZE
    if width and height:
        return width, height
    if width:
        return width, width * box_height / box_width
    if height:
        return height * box_width / box_height, height
    return box_width, box_height


def _pixels(length: str | None) -> float | None:
    """Return a length in pixels; None for none, and for a share of something else."""
    written = (length or "").strip()
    number = written.rstrip("abcdefghijklmnopqrstuvwxyz%")
    unit = PIXELS_PER.get(written[len(number) :])
    try:
        value = float(number)
    except ValueError:
        return None
    return value * unit if unit and value > 0 else None
