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
