"""Pictures made of pixels, opened so that a hostile file does no harm."""

from __future__ import annotations

import struct
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageFile

from presswork.pictures import PIXELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "DIB", "AVIF")
"""The decoders that are used; Pillow has more, and some of them start programs."""

BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    ZeroDivisionError,
    struct.error,
    Image.DecompressionBombError,
)
"""What Pillow raises about files that are broken; it has no class of its own."""


class BrokenRasterError(Exception):
    """A picture cannot be decoded.

    Args:
        why: the fact, to follow a colon.
        hint: what to do about it.
    """

    def __init__(self, why: str, hint: str = "save the picture again") -> None:
        """Keep both."""
        super().__init__(why)
        self.hint = hint


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture, and decode it as far as the block asks for.

    What goes wrong within the block is taken for the file's fault.

    Raises:
        BrokenRasterError: it cannot be decoded, or has too many pixels.
        MemoryError: there is not enough memory for it.
    """
    truncated, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    most, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as image:
                _measure(image)
                yield image
    except BrokenRasterError:
        raise
    except BROKEN as error:
        raise BrokenRasterError(_reason(error)) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = truncated
        Image.MAX_IMAGE_PIXELS = most


def _measure(image: Image.Image) -> None:
    width, height = image.size
    if width * height > PIXELS:
        raise BrokenRasterError(
            f"it has {width} by {height} pixels, more than the {PIXELS // 10**6} million allowed",
            "make it smaller: 4000 pixels are enough for the width of a page",
        )
    if not width or not height:
        raise BrokenRasterError("it has no pixels")


def _reason(error: Exception) -> str:
    """Say in simple words what Pillow says of a file."""
    said = str(error).partition("\n")[0].lower()
    if "truncated" in said or isinstance(error, EOFError):
        return "it breaks off before its end"
    return "it is broken"
