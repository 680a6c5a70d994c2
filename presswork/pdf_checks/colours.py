"""Colours of a PDF file as they are seen: what space they are in, and how bright they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork import srgb
from presswork.pdf_checks import objects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.pdf_checks.objects import Value
    from presswork.srgb import Rgb

BLACK: Final = (0.0, 0.0, 0.0)
WHITE: Final = (1.0, 1.0, 1.0)

DEVICE: Final = {
    "DeviceRGB": "RGB",
    "RGB": "RGB",
    "DeviceCMYK": "CMYK",
    "CMYK": "CMYK",
    "DeviceGray": "Gray",
    "G": "Gray",
}
"""The spaces that say nothing of how a colour looks, by their names and short names."""

_BY_COMPONENTS: Final = {1: "Gray", 3: "RGB", 4: "CMYK"}
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Args:
        family: `Gray`, `RGB`, `CMYK`, `Lab`; empty where we cannot tell how a colour looks.
        devices: which colours without a profile it is made of: `RGB`, `CMYK`, `Gray`.
        profile: the ICC profile that it has, if any.
    """

    family: str
    devices: tuple[str, ...] = ()
    profile: Value = None


def space(value: Value, resources: Value, depth: int = 0) -> Space:
    """Return what a colour space is.

    Args:
        value: its name, or its array.
        resources: of what uses it: they name spaces, and may set a profile for those of devices.
        depth: how many spaces it is the base of.
    """
    if depth > _DEEPEST:
        return Space("")
    named = objects.name(value)
    spaces = objects.entry(resources, "/ColorSpace")
    if named in DEVICE:
        family = DEVICE[named]
        if objects.entry(spaces, f"/Default{family}") is not None:
            return Space(family)
        return Space(family, (family,))
    if named:
        found = objects.entry(spaces, f"/{named}")
        return Space("") if found is None else space(found, resources, depth + 1)
    parts = objects.elements(value)
    kind = objects.name(parts[0]) if parts else ""
    second = parts[1] if len(parts) > 1 else None
    match kind:
        case "ICCBased":
            family = _BY_COMPONENTS.get(objects.integer(objects.entry(second, "/N")), "")
            return Space(family, (), second)
        case "CalRGB" | "CalGray" | "Lab":
            return Space({"CalRGB": "RGB", "CalGray": "Gray"}.get(kind, kind))
        case "Indexed" | "I" | "Pattern" if second is not None:
            base = space(second, resources, depth + 1)
            return Space("", base.devices, base.profile)
        case "Separation" | "DeviceN" if len(parts) > 2:  # noqa: PLR2004 - name, inks, stand-in
            base = space(parts[2], resources, depth + 1)
            return Space("", base.devices, base.profile)
        case _ if kind in DEVICE:
            return space(parts[0], resources, depth + 1)
        case _:
            return Space("")


def seen(family: str, values: Sequence[float]) -> Rgb | None:
    """Return how a colour looks on a screen, or None where we cannot tell."""
    match family, values:
        case "Gray", [grey]:
            return (grey, grey, grey)
        case "RGB", [red, green, blue]:
            return (red, green, blue)
        case "CMYK", [cyan, magenta, yellow, black]:
            light = 1 - black
            return ((1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light)
        case "Lab", [lightness, a, b]:
            return _from_lab(lightness, a, b)
        case _:
            return None


def _from_lab(lightness: float, a: float, b: float) -> Rgb:
    """Return a colour of CIE Lab (white point D50) in sRGB."""
    middle = (lightness + 16) / 116
    x, y, z = (
        white * (t**3 if t > 6 / 29 else 3 * (6 / 29) ** 2 * (t - 4 / 29))
        for white, t in zip(
            (0.9643, 1.0, 0.8251), (middle + a / 500, middle, middle - b / 200), strict=True
        )
    )
    return (
        _gamma(3.1339 * x - 1.6169 * y - 0.4906 * z),
        _gamma(-0.9788 * x + 1.9161 * y + 0.0335 * z),
        _gamma(0.0719 * x - 0.2290 * y + 1.4052 * z),
    )


def _gamma(light: float) -> float:
    return srgb.encoded(min(max(light, 0.0), 1.0))


def mixed(colour: Rgb, ground: Rgb, opacity: float) -> Rgb:
    """Return how a colour looks that its ground shines through."""
    red, green, blue = (
        opacity * over + (1 - opacity) * under for over, under in zip(colour, ground, strict=True)
    )
    return (red, green, blue)


@lru_cache(maxsize=4096)
def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    return srgb.contrast(_shown(one), _shown(other))


def _shown(colour: Rgb) -> Rgb:
    """Return a colour with its channels kept between 0 and 1, as they are seen."""
    red, green, blue = (min(max(part, 0.0), 1.0) for part in colour)
    return (red, green, blue)


def named(colour: Rgb) -> str:
    """Return a colour as style sheets write it."""
    return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02x}" for part in colour)
