"""A picture's pixels: decoded no larger than they are needed, in sRGB, the right way up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image

from .colours import eight_bits, in_srgb
from .examining import ORIENTATION

if TYPE_CHECKING:
    from .examining import Source

STRIP: Final = 8_000_000
"""How many pixels of a large picture are shrunk at a time, so that it is held in memory once."""


def pixels_of(image: Image.Image, source: Source, width: int) -> Image.Image:
    """Return an opened picture as it is shown: its first frame, and no wider than wanted.

    Args:
        image: just opened.
        source: what is known of it.
        width: how many pixels it may be wide, the right way up.
    """
    profile = image.info.get("icc_profile")
    turn = image.getexif().get(ORIENTATION, 1)
    share = min(1.0, width / source.across)
    size = tuple(max(1, round(side * share)) for side in image.size)
    if share < 1:
        image.draft(None, (size[0], size[1]))
    image.load()
    shown = in_srgb(_scaled(image, (size[0], size[1])), profile)
    shown = shown.transpose(_TURNS[turn]) if turn in _TURNS else shown
    shown.info = {}  # Pillow would write the old profile again
    return shown


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture in a smaller size, of eight bits where that is not its own."""
    if image.size == size:
        return image
    shrink = min(image.width // size[0], image.height // size[1]) // 2
    if shrink > 1 and image.width * image.height > STRIP:
        image = _reduced(image, shrink)
    return eight_bits(image).resize(size, Image.Resampling.LANCZOS)


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return a picture with each square of pixels taken together, strip by strip."""
    rows = max(factor, STRIP // image.width // factor * factor)
    strips = [
        eight_bits(image.crop((0, top, image.width, min(top + rows, image.height)))).reduce(factor)
        for top in range(0, image.height, rows)
    ]
    joined = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        joined.paste(strip, (0, top))
        top += strip.height
    return joined


_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What puts each orientation of Exif (CIPA DC-008, 4.6.5) upright."""
