"""Pixels as files that every page shows: JPEG for photographs, PNG for all else."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Iterator

QUALITY: Final = 90
"""The quality of JPEG, at which its loss is not seen in print."""

PALETTE: Final = 256
"""How many colours a palette has at most."""

PAPER: Final = 245
"""How light the ground of a drawing is at least."""

GROUND: Final = 0.4
"""The share of a picture that its ground takes at least where it is a drawing."""

APP0: Final = 0xE0
APP2: Final = 0xE2
APP14: Final = 0xEE
APP15: Final = 0xEF
COMMENT: Final = 0xFE
SCAN: Final = 0xDA
"""Segments of JPEG (ITU-T T.81, table B.1)."""


def jpeg(image: Image.Image) -> bytes:
    """Return a picture without transparency as JPEG.

    Drawings keep the colours of each pixel: their thin coloured lines would blur. Photographs take
    one colour for four pixels.
    """
    written = BytesIO()
    sampling = "4:4:4" if image.mode == "L" or _is_drawing(image) else "4:2:0"
    image.save(
        written, "JPEG", quality=QUALITY, subsampling=sampling, optimize=True, progressive=False
    )
    return written.getvalue()


def _is_drawing(image: Image.Image) -> bool:
    """Tell whether a picture has a light ground, as diagrams and pictures of text have."""
    histogram = image.convert("L").histogram()
    return sum(histogram[PAPER:]) >= GROUND * sum(histogram)


def png(image: Image.Image) -> bytes:
    """Return a picture as PNG, in the least that holds it without loss.

    Transparency that nothing uses is dropped, equal channels become one grey, and few colours a
    palette.
    """
    written = BytesIO()
    _least(image).save(written, "PNG")
    return written.getvalue()


def _least(image: Image.Image) -> Image.Image:
    if image.mode in {"LA", "RGBA"} and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert(image.mode[:-1])
    if image.mode in {"RGB", "RGBA"} and _is_grey(image):
        image = image.convert("LA" if image.mode == "RGBA" else "L")
    if image.mode == "RGB" and image.getcolors(PALETTE):
        # This method alone keeps all of so few colours, and takes no time.
        return image.quantize(PALETTE, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    return image


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()[:3]
    return all(ImageChops.difference(red, other).getextrema() == (0, 0) for other in (green, blue))


def without_metadata(content: bytes) -> bytes:
    """Return a JPEG without what is said about it: where and by whom it was taken, its thumbnail.

    The pixels are the same. Profiles and Adobe's segment, which say what the numbers mean, stay.
    """
    kept = [content[:2]]
    at = 2
    for start, end, marker in _segments(content):
        if not _tells_about(marker, content[start + 4 : start + 16]):
            kept.append(content[start:end])
        at = end
    kept.append(content[at:])
    return b"".join(kept)


def _tells_about(marker: int, start: bytes) -> bool:
    if marker == APP2:
        return not start.startswith(b"ICC_PROFILE\0")
    return marker == COMMENT or (APP0 < marker <= APP15 and marker != APP14)


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where each segment before the pixels starts and ends, and its marker."""
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        marker = content[at + 1]
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == SCAN or end > len(content):
            return
        yield at, end, marker
        at = end
