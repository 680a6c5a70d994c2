"""What colours of a screen become in inks.

In black alone a colour becomes the grey of the same luminance, so that all contrasts stay what they
are (WCAG 2.2, "relative luminance"). The four inks are mixed as a profile of the press says, but
greys are printed in black alone: letters of four inks have coloured edges where one sheet is off.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import Image, ImageCms

from presswork.srgb import Rgb, encoded, luminance

if TYPE_CHECKING:
    from pathlib import Path

Tints: TypeAlias = tuple[float, ...]
"""One number an ink: for black alone how light it is, for four inks how much of each."""

NEUTRAL: Final = 0.04
"""How far the channels of a grey are from each other at most."""

NEARLY_BLACK: Final = 0.12
"""The lightest grey that is printed as black: letters of 90% black are printed as dots."""


class ProfileError(ValueError):
    """A file is no profile of a press; the text says what it is."""


def grey_of(colour: Rgb) -> float:
    """Return the grey of the luminance of a colour, from 0 for black to 1."""
    first = colour[0]
    grey = first if colour == (first, first, first) else encoded(luminance(colour))
    return round(min(max(grey, 0), 1), 4)


def _is_grey(colour: Rgb) -> bool:
    return max(colour) - min(colour) <= NEUTRAL


@dataclass(frozen=True, slots=True)
class Black:
    """Black ink alone."""

    space: str = "/DeviceGray"
    channels: int = 1

    def mixed(self, colour: Rgb) -> Tints:
        """Return what a colour becomes."""
        return (grey_of(colour),)

    def solid(self, colour: Rgb) -> Tints:
        """Return what an even colour becomes."""
        grey = grey_of(colour)
        return (0.0 if grey <= NEARLY_BLACK and _is_grey(colour) else grey,)

    def pixels(self, image: Image.Image) -> Image.Image:
        """Return a picture in black ink; it is one of `RGB`, `L` or `CMYK`."""
        return image if image.mode == "L" else _greys(image.convert("RGB"))


BLACK: Final = Black()

_LAB: Final = ImageCms.createProfile("LAB")
_SRGB: Final = ImageCms.createProfile("sRGB")


def _greys(image: Image.Image) -> Image.Image:
    """Return the greys of the luminance of a picture's colours."""
    transform = ImageCms.buildTransform(_SRGB, _LAB, "RGB", "LAB")
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:
        raise ProfileError("the picture cannot be made grey")
    return converted.getchannel("L").point(_GREY_OF_LIGHTNESS)


def _grey_of_lightness(lightness: float) -> float:
    """Return the grey of a lightness from 0 to 100 (CIE 1976 L*)."""
    step = (lightness + 16) / 116
    light = step**3 if lightness > 8 else lightness / 903.3  # noqa: PLR2004 - the CIE's own
    return encoded(light)


_GREY_OF_LIGHTNESS: Final = [
    round(255 * min(max(_grey_of_lightness(step / 2.55), 0), 1)) for step in range(256)
]


@dataclass(frozen=True)
class FourInks:
    """Cyan, magenta, yellow and black, as a press prints them.

    Args:
        profile: the ICC profile of the press.
        name: what the profile calls itself.
    """

    profile: bytes
    name: str
    space: str = "/DeviceCMYK"
    channels: int = 4

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            _SRGB,
            ImageCms.ImageCmsProfile(BytesIO(self.profile)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )

    def mixed(self, colour: Rgb) -> Tints:
        """Return what a colour becomes."""
        if _is_grey(colour):
            return (0.0, 0.0, 0.0, round(1 - grey_of(colour), 4))
        channels = tuple(round(255 * min(max(channel, 0), 1)) for channel in colour)
        made = self.pixels(Image.new("RGB", (1, 1), channels)).getpixel((0, 0))
        if not isinstance(made, tuple):
            raise ProfileError("the profile is none of four inks")
        return tuple(round(tint / 255, 4) for tint in made)

    def solid(self, colour: Rgb) -> Tints:
        """Return what an even colour becomes."""
        (grey,) = BLACK.solid(colour)
        return (0.0, 0.0, 0.0, 1.0) if grey == 0 else self.mixed(colour)

    def pixels(self, image: Image.Image) -> Image.Image:
        """Return a picture in four inks; it is one of `RGB`, `L` or `CMYK`."""
        match image.mode:
            case "CMYK":
                return image
            case "L":
                none = Image.new("L", image.size, 0)
                return Image.merge("CMYK", (none, none, none, image.point(lambda grey: 255 - grey)))
            case _:
                made = ImageCms.applyTransform(image.convert("RGB"), self._transform)
                if made is None:
                    raise ProfileError("the picture cannot be printed in four inks")
                return made


Inks: TypeAlias = Black | FourInks


def four_inks(path: Path) -> FourInks:
    """Return the inks of a press, as a file describes them.

    Raises:
        OSError: the file cannot be read.
        ProfileError: it describes no press of four inks.
    """
    content = path.read_bytes()
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(content)).profile
    except OSError as error:
        raise ProfileError("it is no ICC profile") from error
    if profile.xcolor_space.strip() != "CMYK" or profile.device_class != "prtr":
        what = f"it is a profile of {profile.xcolor_space.strip()}, not of a press of four inks"
        raise ProfileError(what)
    inks = FourInks(content, (profile.profile_description or path.stem).strip())
    try:
        inks.mixed((1.0, 0.0, 0.0))
    except (ImageCms.PyCMSError, ValueError) as error:
        raise ProfileError("it does not say what its inks look like") from error
    return inks
