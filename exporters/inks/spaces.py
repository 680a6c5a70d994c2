"""What the numbers of a colour mean (ISO 32000-1, 8.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

from presswork.srgb import encoded

from .functions import UnfitError, numbers, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.srgb import Rgb


@dataclass(frozen=True, slots=True)
class Grey:
    """How light it is."""

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        return (values[0], values[0], values[0])


@dataclass(frozen=True, slots=True)
class Screen:
    """Red, green and blue."""

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        red, green, blue = values
        return (red, green, blue)


@dataclass(frozen=True, slots=True)
class Press:
    """Four inks of a press that is not known."""

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        *inks, black = values
        red, green, blue = ((1 - ink) * (1 - black) for ink in inks)
        return (red, green, blue)


@dataclass(frozen=True, slots=True)
class Lab:
    """CIE 1976 L*a*b*, relative to a white."""

    white: tuple[float, ...]

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        lightness, a, b = values
        middle = (lightness + 16) / 116
        x, y, z = (
            scale * _cubed(part)
            for scale, part in zip(_D65, (middle + a / 500, middle, middle - b / 200), strict=True)
        )
        light = (
            3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
            -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
            0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
        )
        red, green, blue = (_shown(channel) for channel in light)
        return (red, green, blue)


_D65: Final = (0.95047, 1.0, 1.08883)
"""The white of sRGB, which stands for that of the space: a white is to stay white."""


def _cubed(part: float) -> float:
    return part**3 if part > 6 / 29 else (part - 16 / 116) / 7.787


def _shown(light: float) -> float:
    return encoded(min(max(light, 0), 1))


@dataclass(frozen=True, slots=True)
class Tint:
    """How much of one ink there is, and what that looks like in another space."""

    function: pikepdf.Object
    alternative: Space

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        return self.alternative.colour(value_of(self.function, values[0]))


@dataclass(frozen=True, slots=True)
class BlackTint:
    """How much black there is."""

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        light = 1 - values[0]
        return (light, light, light)


@dataclass(frozen=True, slots=True)
class Palette:
    """The number of a colour in a list."""

    colours: tuple[Rgb, ...]

    def colour(self, values: Sequence[float]) -> Rgb:
        """Return a colour of a screen."""
        return self.colours[min(int(values[0]), len(self.colours) - 1)]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is drawn with a pattern that has colours of its own."""

    def colour(self, values: Sequence[float]) -> Rgb:  # noqa: ARG002 - as of the other spaces
        """Refuse: a pattern has a name."""
        raise UnfitError("a pattern has no colour of its own")


Space: TypeAlias = Grey | Screen | Press | Lab | Tint | BlackTint | Palette | Pattern

NAMED: Final[dict[str, Space]] = {
    "/DeviceGray": Grey(),
    "/G": Grey(),
    "/CalGray": Grey(),
    "/DeviceRGB": Screen(),
    "/RGB": Screen(),
    "/CalRGB": Screen(),
    "/DeviceCMYK": Press(),
    "/CMYK": Press(),
    "/Pattern": Pattern(),
}
BY_CHANNELS: Final[dict[int, Space]] = {1: Grey(), 3: Screen(), 4: Press()}


def space_of(described: pikepdf.Object, named: pikepdf.Object | None = None) -> Space:
    """Return what the numbers of a colour mean.

    Args:
        described: a name, or the array of a colour space.
        named: the colour spaces that the resources have by names.

    Raises:
        UnfitError: it is a space that is not known.
    """
    if isinstance(described, pikepdf.Name):
        if named is not None and str(described) in named:
            return space_of(named[str(described)])
        if found := NAMED.get(str(described)):
            return found
        raise UnfitError(f"the colour space {described} is not known")
    family = str(described[0])
    match family, len(described):
        case "/ICCBased", _:
            return BY_CHANNELS[int(described[1].N)]
        case "/Lab", _:
            return Lab(numbers(described[1].WhitePoint))
        case (("/Indexed" | "/I"), _):
            return _palette(described, named)
        case "/Separation", _:
            return _tint(described, named)
        case "/Pattern", length if length > 1:
            raise UnfitError("a pattern is painted in colours that are given elsewhere")
        case _ if family in NAMED:
            return NAMED[family]
        case _:
            raise UnfitError(f"the colour space {family} is not known")


def _tint(described: pikepdf.Object, named: pikepdf.Object | None) -> Space:
    _, ink, alternative, function = described
    match str(ink):
        case "/Black" | "/All":
            return BlackTint()
        case "/None":
            raise UnfitError("something is drawn with no ink at all")
        case _:
            return Tint(function, space_of(alternative, named))


def _palette(described: pikepdf.Object, named: pikepdf.Object | None) -> Palette:
    _, base, highest, table = described
    space = space_of(base, named)
    channels = {Grey: 1, Screen: 3, Press: 4}.get(type(space))
    if channels is None:
        raise UnfitError("a palette has colours of an unusual kind")
    data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    ends = range(0, min(channels * (int(highest) + 1), len(data) - channels + 1), channels)
    return Palette(
        tuple(space.colour([channel / 255 for channel in data[at : at + channels]]) for at in ends)
    )
