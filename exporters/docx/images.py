"""Images: their parts, stored once each, and the drawings that show them in the line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image as ReadImage
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from .svg import BrokenSvgError, Svg, read_svg
from .xml import EMU_PER_MM, NAMESPACES, TWIPS_PER_MM, element

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.package import Package
    from lxml.etree import _Element as Element

    from presswork.fonts import Face
    from presswork.inlines import Image, Length
    from presswork.problems import Ledger
    from presswork.resources import Resources

    from .story import Place, Story

PRINT_DPI: Final = 200
"""How finely the PNG of an SVG is drawn, for readers that do not show SVG."""

MM_PER_PIXEL: Final = 25.4 / 96
"""A pixel as CSS has it, so that an image is as large as in the PDF."""

CAPTION_SHARE: Final = 0.85
"""How much of a page's height an image may take, so that its caption fits below it."""

MM_PER: Final = {
    "mm": 1.0,
    "cm": 10.0,
    "in": 25.4,
    "pt": 25.4 / 72,
    "px": MM_PER_PIXEL,
    "em": 10.5 * 25.4 / 72,
}

READABLE: Final = (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError)
"""What python-docx raises about a file that it cannot read as an image."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is ready to be placed.

    Args:
        part: the image part; a PNG for an SVG.
        natural: its own size.
        svg: the part of the SVG, None for other images.
    """

    part: Part
    natural: Size
    svg: Part | None = None


class Pictures:
    """The image parts of a file."""

    def __init__(
        self, package: Package, resources: Resources, faces: Sequence[Face], ledger: Ledger
    ) -> None:
        """Start without any.

        Args:
            package: where the parts are kept.
            resources: what an SVG may read.
            faces: the fonts that an SVG may name.
            ledger: where unreadable files are noted.
        """
        self._package = package
        self._resources = resources
        self._faces = faces
        self._ledger = ledger
        self._pictures: dict[tuple[Path, int], Picture] = {}
        self._svgs: dict[Path, Svg | None] = {}
        self._parts: dict[bytes, Part] = {}
        self._vectors = 0
        self._drawings = 0

    def next_id(self) -> int:
        """Return an id for a drawing that no other has."""
        self._drawings += 1
        return self._drawings

    def picture(self, image: Image, place: Place) -> tuple[Picture, Size] | None:
        """Return the picture of a file and its size at a place, or None and note the problem."""
        if image.source.suffix.lower() == ".svg":
            return self._vector(image, place)
        key = (image.source, 0)
        if key not in self._pictures:
            pixels = self._raster(image)
            if pixels is None:
                return None
            part = self._part(pixels)
            natural = Size(pixels.px_width * MM_PER_PIXEL, pixels.px_height * MM_PER_PIXEL)
            self._pictures[key] = Picture(part, natural)
        picture = self._pictures[key]
        return picture, placed_size(image, picture.natural, place)

    def _vector(self, image: Image, place: Place) -> tuple[Picture, Size] | None:
        svg = self._svg(image)
        if svg is None:
            return None
        natural = Size(svg.width * MM_PER_PIXEL, svg.height * MM_PER_PIXEL)
        size = placed_size(image, natural, place)
        pixels = max(1, round(size.width / 25.4 * PRINT_DPI))
        key = (image.source, pixels)
        if key not in self._pictures:
            try:
                png = svg.png(pixels, self._faces)
            except BrokenSvgError as error:
                self._broken(image, str(error))
                return None
            part = self._part(ReadImage.from_blob(png))
            self._pictures[key] = Picture(part, natural, self._svg_part(image.source, svg))
        return self._pictures[key], size

    def _svg(self, image: Image) -> Svg | None:
        if image.source not in self._svgs:
            try:
                self._svgs[image.source] = read_svg(image.source, self._resources)
            except BrokenSvgError as error:
                self._svgs[image.source] = None
                self._broken(image, str(error))
        return self._svgs[image.source]

    def _part(self, image: ReadImage) -> Part:
        """Return the part of an image; images with the same bytes have one part."""
        digest = hashlib.sha256(image.blob).digest()
        if digest not in self._parts:
            name = PackURI(f"/word/media/picture{len(self._parts) + 1}.{image.ext}")
            self._parts[digest] = Part(name, image.content_type, image.blob, self._package)
        return self._parts[digest]

    def _svg_part(self, source: Path, svg: Svg) -> Part:
        for (path, _), picture in self._pictures.items():
            if path == source and picture.svg is not None:
                return picture.svg
        self._vectors += 1
        name = PackURI(f"/word/media/vector{self._vectors}.svg")
        return Part(name, "image/svg+xml", svg.xml, self._package)

    def _raster(self, image: Image) -> ReadImage | None:
        try:
            read: ReadImage = ReadImage.from_file(str(image.source))
        except READABLE:
            converted = _converted(image.source)
        except OSError as error:
            self._broken(image, str(error.strerror or error))
            return None
        else:
            return read
        if converted is None:
            self._broken(image, "it is no image that Word can show")
            return None
        return ReadImage.from_blob(converted)

    def _broken(self, image: Image, why: str) -> None:
        self._ledger.error(
            f"the image '{image.source.name}' cannot be used in a Word file: {why}",
            image.location,
            "save it as PNG, JPEG or SVG",
        )


def _converted(source: Path) -> bytes | None:
    """Return an image that python-docx does not know (WebP, AVIF…) as PNG; None for no image."""
    from PIL import Image as PillowImage  # noqa: PLC0415 - slow to import, and seldom needed

    try:
        with PillowImage.open(source) as opened:
            result = BytesIO()
            opened.save(result, "PNG")
    except (OSError, ValueError, SyntaxError, PillowImage.DecompressionBombError):
        return None
    return result.getvalue()


def placed_size(image: Image, natural: Size, place: Place) -> Size:
    """Return the size of an image on the page.

    What the content asks for holds, but for the room there is: no wider than the text, and not so
    high that its caption has no room below it.
    """
    room = Size(place.width / TWIPS_PER_MM, place.height / TWIPS_PER_MM * CAPTION_SHARE)
    ratio = natural.height / natural.width if natural.width else 1.0
    width = _millimetres(image.width, room.width) if image.width else None
    height = _millimetres(image.height, room.height) if image.height else None
    if width is None:
        width = height / ratio if height is not None else natural.width
    if height is None:
        height = width * ratio
    shrink = min(1.0, room.width / width, room.height / height)
    return Size(width * shrink, height * shrink)


def _millimetres(length: Length, whole: float) -> float:
    if length.unit == "%":
        return length.value / 100 * whole
    return length.value * MM_PER[length.unit]


def drawing(image: Image, story: Story, place: Place) -> list[Element]:
    """Return the `w:drawing` of an image in the line (20.4.2.8); nothing where it is broken."""
    found = story.book.pictures.picture(image, place)
    if found is None:
        return []
    picture, size = found
    relationship = story.part.relate_to(picture.part, RELATIONSHIP_TYPE.IMAGE)
    vector = story.part.relate_to(picture.svg, RELATIONSHIP_TYPE.IMAGE) if picture.svg else None
    extent = {
        "cx": str(round(size.width * EMU_PER_MM)),
        "cy": str(round(size.height * EMU_PER_MM)),
    }
    number = story.book.pictures.next_id()
    inline = element(
        "wp:inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        element("wp:extent", extent),
        _description(image, number),
        element(
            "wp:cNvGraphicFramePr",
            None,
            element("a:graphicFrameLocks", {"noChangeAspect": "1"}),
        ),
        element(
            "a:graphic",
            None,
            element(
                "a:graphicData",
                {"uri": NAMESPACES["pic"]},
                _pic(image, number, _blip(relationship, vector), extent),
            ),
        ),
    )
    return [element("w:drawing", None, inline)]


def _description(image: Image, number: int) -> Element:
    """Return `wp:docPr`: the alternative text, or the mark that there is nothing to tell."""
    properties = {"id": str(number), "name": f"Picture {number}"}
    if image.alt:
        return element("wp:docPr", properties | {"descr": image.alt})
    return element(
        "wp:docPr",
        properties | {"descr": ""},
        element(
            "a:extLst",
            None,
            element(
                "a:ext",
                {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"},
                element("adec:decorative", {"val": "1"}),
            ),
        ),
    )


def _blip(relationship: str, vector: str | None) -> Element:
    """Return `a:blip`, with the SVG in the extension that Word 2016 and later show instead."""
    if vector is None:
        return element("a:blip", {"r:embed": relationship})
    extension = element(
        "a:extLst",
        None,
        element(
            "a:ext",
            {"uri": "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"},
            element("asvg:svgBlip", {"r:embed": vector}),
        ),
    )
    return element("a:blip", {"r:embed": relationship}, extension)


def _pic(image: Image, number: int, blip: Element, extent: dict[str, str]) -> Element:
    return element(
        "pic:pic",
        None,
        element(
            "pic:nvPicPr",
            None,
            element("pic:cNvPr", {"id": str(number), "name": image.source.name}),
            element("pic:cNvPicPr"),
        ),
        element(
            "pic:blipFill",
            None,
            blip,
            element("a:stretch", None, element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            None,
            element(
                "a:xfrm", None, element("a:off", {"x": "0", "y": "0"}), element("a:ext", extent)
            ),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
        ),
    )
