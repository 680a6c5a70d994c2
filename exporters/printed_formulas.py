"""Drawings of formulas in a PDF: operators of PDF, written once however often a formula is shown.

WeasyPrint (70) draws an SVG anew, element by element, wherever it is shown: a page with thirty
formulas took three times as long as one without. The drawings of `drawn_formulas` need no more than
filled paths and bars, so they are turned into a form XObject here. Their ink is that of the text
around them when they are drawn; what has another colour says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol
from xml.etree import ElementTree as ET

import pydyf
from tinycss2.color5 import parse_color

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tinycss2.color5 import Color

SVG: Final = "{http://www.w3.org/2000/svg}"

Box = tuple[float, float, float, float]
"""The left, the upper edge, the width and the height of a part of a drawing."""


class Stream(Protocol):
    """What a page of WeasyPrint's is drawn into."""

    def add_image(self, image: PrintedFormula, interpolate: bool, ratio: float) -> str:  # noqa: FBT001 - WeasyPrint's own
        """Note that a page shows a picture, and return the name of its XObject."""

    def set_color(self, color: Color) -> None:
        """Fill what follows with a colour."""

    def transform(self, *matrix: float) -> None:
        """Change the system of coordinates."""

    def draw_x_object(self, reference: str) -> None:
        """Draw an XObject."""


@dataclass(frozen=True, slots=True)
class PrintedFormula:
    """A drawing of a formula, as WeasyPrint asks for it.

    Args:
        operators: what draws it, in units of its own, downwards.
        box: where it lies in those units.
        ink: its colour.
    """

    operators: bytes
    box: Box
    ink: Color

    @property
    def id(self) -> str:
        """Return what tells it from other pictures, in the name of its XObject."""
        return sha256(self.operators).hexdigest()[:16]

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[None, None, float]:
        """Return that it has no size of its own, and the ratio of its width to its height."""
        return None, None, self.box[2] / self.box[3]

    def draw(self, stream: Stream, width: float, height: float, _style: object) -> None:
        """Draw it on a page."""
        name = stream.add_image(self, False, 1)  # noqa: FBT003 - WeasyPrint's own
        left, top, own_width, own_height = self.box
        across, down = width / own_width, height / own_height
        stream.set_color(self.ink)
        stream.transform(across, 0, 0, down, -left * across, -top * down)
        stream.draw_x_object(name)

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:  # noqa: FBT001 - WeasyPrint's own
        """Return its form XObject (ISO 32000-1, 8.10)."""
        left, top, width, height = self.box
        described = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array((left, top, left + width, top + height)),
        }
        return pydyf.Stream([self.operators], pydyf.Dictionary(described), compress=True)


def printed(svg: bytes, ink: str) -> PrintedFormula | None:
    """Return a drawing of `drawn_formulas` for print; None where it holds more than paths and bars.

    Args:
        svg: the drawing.
        ink: the colour of all that has no other, as CSS writes it.
    """
    root = ET.fromstring(svg)  # noqa: S314 - our own
    box = _numbers(root.get("viewBox", ""))
    colour = parse_color(ink)
    symbols = {symbol.get("id", ""): symbol for symbol in root.iter(f"{SVG}symbol")}
    try:
        operators = b"\n".join(
            _element(element, symbols, ink) for element in root if element.tag != f"{SVG}symbol"
        )
    except (KeyError, ValueError):
        return None
    if colour is None or len(box) != 4 or not all(box[2:]):  # noqa: PLR2004 - the parts of a box
        return None
    return PrintedFormula(operators, (box[0], box[1], box[2], box[3]), colour)


def _element(element: ET.Element, symbols: Mapping[str, ET.Element], ink: str) -> bytes:
    """Return what draws an element.

    Raises:
        KeyError: it lacks an attribute.
        ValueError: it is of another kind, or has a line around it.
    """
    if "stroke" in element.attrib:
        raise ValueError("a stroke")
    match element.tag.removeprefix(SVG):
        case "rect":
            x, y, width, height = _box(element)
            drawn = f"{x:g} {y:g} {width:g} {height:g} re f".encode("ascii")
        case "use":
            drawn = _use(element, symbols[element.attrib["href"].removeprefix("#")])
        case other:
            raise ValueError(other)
    fill = element.get("fill", ink)
    return drawn if fill == ink else b"q %b %b Q" % (_colour(fill), drawn)


def _use(element: ET.Element, symbol: ET.Element) -> bytes:
    """Return what draws a glyph, fitted into the middle of its box (SVG 2, 8.2)."""
    x, y, width, height = _box(element)
    left, top, own_width, own_height = _numbers(symbol.attrib["viewBox"])
    path = symbol.find(f"{SVG}path")
    if path is None or not own_width or not own_height:
        return b""
    scale = min(width / own_width, height / own_height)
    across = x + (width - own_width * scale) / 2 - left * scale
    down = y + (height - own_height * scale) / 2 - top * scale
    matrix = f"q {scale:.5f} 0 0 {scale:.5f} {across:.3f} {down:.3f} cm ".encode("ascii")
    return matrix + _path(path.attrib["d"]) + b" f Q"


def _box(element: ET.Element) -> Box:
    x, y, width, height = (float(element.attrib[key]) for key in ("x", "y", "width", "height"))
    return x, y, width, height


@cache
def _colour(name: str) -> bytes:
    colour = parse_color(name)
    if colour is None:
        raise ValueError(name)
    channels = colour.to("srgb").coordinates[:3]
    return " ".join(f"{channel:g}" for channel in channels).encode("ascii") + b" rg"


@lru_cache(maxsize=4096)
def _path(written: str) -> bytes:
    """Return a path of SVG, with commands M, L, Q, C and Z alone, as operators of PDF."""
    return " ".join(_operators(written)).encode("ascii")


_SEGMENT: Final = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def _operators(written: str) -> Iterator[str]:
    x = y = 0.0
    for command, arguments in _SEGMENT.findall(written):
        match command, _numbers(arguments):
            case "Z", ():
                yield "h"
            case "M" | "L", (x, y):
                yield f"{x:g} {y:g} {command.lower()}"
            case "C", (x1, y1, x2, y2, x3, y3):
                x, y = x3, y3
                yield f"{x1:g} {y1:g} {x2:g} {y2:g} {x3:g} {y3:g} c"
            case "Q", (x1, y1, x2, y2):
                # A curve of the second degree as one of the third.
                first = f"{x + (x1 - x) / 1.5:.3f} {y + (y1 - y) / 1.5:.3f}"
                second = f"{x2 + (x1 - x2) / 1.5:.3f} {y2 + (y1 - y2) / 1.5:.3f}"
                x, y = x2, y2
                yield f"{first} {second} {x2:g} {y2:g} c"
            case _:
                raise ValueError(command)


def _numbers(written: str) -> tuple[float, ...]:
    return tuple(map(float, written.split()))
