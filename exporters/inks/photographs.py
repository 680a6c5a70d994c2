"""What is made of pixels: image XObjects (ISO 32000-1, 8.9)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf

from .functions import UnfitError, numbers
from .spaces import Grey, space_of

if TYPE_CHECKING:
    from PIL import Image

    from .mixing import Inks

QUALITY: Final = 92
"""Of a photograph that is packed anew."""

BROKEN: Final = (pikepdf.PdfError, NotImplementedError, OSError, SyntaxError, ValueError)
"""What comes of pixels that cannot be read."""


def redevelop(image: pikepdf.Stream, inks: Inks) -> None:
    """Print a picture in inks.

    Raises:
        UnfitError: its pixels cannot be read.
    """
    if image.get("/ImageMask", False) or "/ColorSpace" not in image:
        return
    space = space_of(image.ColorSpace)
    is_done = inks.channels == 4 and str(image.ColorSpace) == inks.space  # noqa: PLR2004 - of a press
    if is_done or isinstance(space, Grey):
        return
    if isinstance(image.get("/Mask"), pikepdf.Array):
        raise UnfitError("a picture has a colour that is not shown")
    try:
        pixels = pikepdf.PdfImage(image).as_pil_image(apply_mask=False)
        pixels.load()
    except BROKEN as error:
        raise UnfitError("a picture cannot be read") from error
    if pixels.mode not in {"RGB", "L", "CMYK"}:
        pixels = pixels.convert("RGB")
    lossy = image.get("/Filter") == pikepdf.Name.DCTDecode
    _write(image, inks.pixels(pixels), lossy=lossy and inks.channels == 1)
    if "/Decode" in image:
        del image["/Decode"]
    if "/Matte" in image.get("/SMask", ()):
        backing = space.colour(numbers(image.SMask.Matte))
        image.SMask.Matte = pikepdf.Array(list(inks.mixed(backing)))
    image.ColorSpace = pikepdf.Name(inks.space)
    image.BitsPerComponent = 8


def _write(image: pikepdf.Object, pixels: Image.Image, *, lossy: bool) -> None:
    if not lossy:
        image.write(pixels.tobytes())
        return
    packed = BytesIO()
    pixels.save(packed, "JPEG", quality=QUALITY, optimize=True)
    image.write(packed.getvalue(), filter=pikepdf.Name.DCTDecode)
