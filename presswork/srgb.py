"""Colours of a screen (sRGB, IEC 61966-2-1): how bright they are, and how they stand out."""

from __future__ import annotations

from typing import Final, TypeAlias

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
"""What red, green and blue add to luminance."""


def from_hex(colour: str) -> Rgb:
    """Return a colour that is written `#rrggbb`."""
    red, green, blue = (value / 255 for value in bytes.fromhex(colour.removeprefix("#")))
    return (red, green, blue)


def linear(channel: float) -> float:
    """Return how much light a channel stands for, from 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own


def encoded(light: float) -> float:
    """Return the channel that stands for some light, from 0 to 1."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004 - sRGB's own


def luminance(colour: Rgb) -> float:
    """Return how bright a colour is, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    return sum(weight * linear(channel) for weight, channel in zip(WEIGHTS, colour, strict=True))


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour: Rgb) -> float:
    """Return how light a colour looks, from 0 to 100 (CIE 1976 L*)."""
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 216 / 24389 else light * 24389 / 27


def hue_distance(one: Rgb, other: Rgb) -> float:
    """Return how far two colours are from each other but for their lightness.

    It is the distance in the plane of a and b of Oklab (CSS Color 4, section 9.3), where colours of
    a screen are up to 0.3 from grey.
    """
    (a, b), (to_a, to_b) = _oklab(one), _oklab(other)
    return float(((a - to_a) ** 2 + (b - to_b) ** 2) ** 0.5)


def _oklab(colour: Rgb) -> tuple[float, float]:
    red, green, blue = map(linear, colour)
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, middle, short = (cone ** (1 / 3) for cone in cones)
    return (
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
