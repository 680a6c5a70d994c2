"""Colours: profiles, and the many ways to hold a pixel, brought to sRGB in eight bits."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms

SIXTEEN_BITS: Final = frozenset({"I;16", "I;16L", "I;16B", "I;16N"})


def is_plain(mode: str, profile: bytes | None) -> bool:
    """Tell whether pixels are shown right by what knows nothing of profiles."""
    return mode in {"1", "L", "LA", "P", "RGB", "RGBA"} and not _differs(profile)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in sRGB: of the mode `L`, `LA`, `RGB` or `RGBA`.

    What was grey stays grey, and what was translucent stays so.

    Args:
        image: in any mode.
        profile: what its numbers mean (ISO 15076-1); a broken one is passed over.
    """
    image = eight_bits(image)
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _converted(image, lab) or image.convert("RGB")
    if profile and _differs(profile):
        shown = _converted(image, ImageCms.ImageCmsProfile(BytesIO(profile)))
        if shown is not None:
            return shown
    if image.mode == "CMYK":
        return _inked(image)
    return image if image.mode in {"L", "LA", "RGB", "RGBA"} else image.convert("RGB")


def _inked(image: Image.Image) -> Image.Image:
    """Return what printing inks look like on paper, as a PDF viewer shows them.

    Pillow's reckoning gives a cyan and a red that no printer has; PDFium has a table of those of
    offset printing.
    """
    import pypdfium2  # noqa: PLC0415 - few pictures are of inks

    jpeg = BytesIO()
    image.save(jpeg, "JPEG", quality=98, subsampling="4:4:4")
    pdf = pypdfium2.PdfDocument.new()
    try:
        shown = pypdfium2.PdfImage.new(pdf)
        shown.load_jpeg(jpeg, inline=True)
        shown.set_matrix(pypdfium2.PdfMatrix().scale(*image.size))
        page = pdf.new_page(*image.size)
        page.insert_obj(shown)
        page.gen_content()
        drawn: Image.Image = page.render(scale=1).to_pil()
        return drawn.convert("RGB")
    except pypdfium2.PdfiumError:
        return image.convert("RGB")
    finally:
        pdf.close()


def eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of eight bits a channel, without a palette; the colours stay as they are."""
    mode = image.mode
    if mode in SIXTEEN_BITS:
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if mode in {"I", "F"}:
        return _spread(image)
    if mode in {"P", "PA"}:
        return image.convert("RGBA" if _is_translucent(image) else "RGB")
    if "transparency" in image.info and mode in {"1", "L", "RGB"}:
        return image.convert("RGBA" if mode == "RGB" else "LA")
    if mode == "1":
        return image.convert("L")
    other = {"La": "LA", "RGBa": "RGBA", "RGBX": "RGB"}.get(mode)
    return image.convert(other) if other else image


def _is_translucent(image: Image.Image) -> bool:
    return image.mode == "PA" or "transparency" in image.info


def _spread(image: Image.Image) -> Image.Image:
    """Return numbers without a set range as greys: the least is black and the largest white.

    Sixteen bits, which PNG and TIFF may give as `I`, have a range.
    """
    match image.getextrema():
        case (int(low), int(high)) if 0 <= low <= high < 65_536:  # noqa: PLR2004 - as said above
            low, high = 0, 65_535
        case (int() | float() as low, int() | float() as high):
            pass
        case _:
            return image.convert("L")
    scale = 255 / (high - low) if high > low else 0.0
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")


@lru_cache(maxsize=32)
def _differs(profile: bytes | None) -> bool:
    """Tell whether a profile can be read, and is not that of sRGB."""
    if not profile:
        return False
    try:
        described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return "srgb" not in described.lower()


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image | None:
    """Return what a profile makes of a picture; None where the profile is of other colours."""
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    flat = image.convert(image.mode[:-1]) if alpha else image
    grey = flat.mode == "L"
    try:
        shown = ImageCms.profileToProfile(
            flat,
            profile,
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    if shown is None:
        return None
    if grey:
        shown = shown.getchannel("R")
    if alpha:
        shown.putalpha(alpha)
    return shown
