"""Images: their parts, stored once each, and the drawings that show them in the line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from exporters.pictures import Source, UnusableError, examine
from presswork.pictures import Kind, kind_of

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

DRAWN_DPI: Final = 200
"""How finely the PNG of an SVG is drawn, for readers that do not show SVG."""

DPI: Final = 300
"""How finely other pictures are stored, at the largest size that they are shown in."""

MM_PER_PIXEL: Final = 25.4 / 96
"""A pixel as CSS has it, so that an image is as large as in the PDF."""

MM_PER: Final = {
    "mm": 1.0,
    "cm": 10.0,
    "in": 25.4,
    "pt": 25.4 / 72,
    "px": MM_PER_PIXEL,
    "em": 10.5 * 25.4 / 72,
}

SUFFIXES: Final = {Kind.PNG: "png", Kind.JPEG: "jpeg"}


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


class WaitingPart(Part):
    """The part of an image whose bytes are made once it is known how large it is shown."""

    def __init__(self, name: PackURI, kind: Kind, package: Package) -> None:
        """Begin without bytes."""
        super().__init__(name, f"image/{SUFFIXES[kind]}", b"", package)

    def fill(self, content: bytes) -> None:
        """Give it its bytes."""
        self._blob = content


@dataclass(slots=True)
class Raster:
    """An image of pixels, and how wide it is shown so far.

    Args:
        image: where it is mentioned first.
        source: its file.
        part: its part.
        width: in millimetres.
    """

    image: Image
    source: Source
    part: WaitingPart
    width: float = 0


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
        self._drawn: dict[tuple[Path, int], Picture] = {}
        self._svgs: dict[Path, Svg | None] = {}
        self._rasters: dict[Path, Raster | None] = {}
        self._by_content: dict[bytes, Raster] = {}
        self._parts: dict[bytes, Part] = {}
        self._vectors: dict[bytes, Part] = {}
        self._drawings = 0

    def next_id(self) -> int:
        """Return an id for a drawing that no other has."""
        self._drawings += 1
        return self._drawings

    def picture(self, image: Image, place: Place) -> tuple[Picture, Size] | None:
        """Return the picture of a file and its size at a place, or None and note the problem."""
        try:
            if kind_of(image.source) is Kind.SVG:
                return self._vector(image, place)
            return self._placed(image, place)
        except OSError as error:
            self._broken(image, str(error.strerror or error))
            return None

    def ratio(self, image: Image) -> float:
        """Return how much wider than high an image is; 1 for one that cannot be shown."""
        try:
            if kind_of(image.source) is Kind.SVG:
                svg = self._svg(image)
                return svg.width / svg.height if svg and svg.height else 1.0
            raster = self._raster(image)
            return raster.source.width / raster.source.height if raster else 1.0
        except OSError:
            return 1.0

    def finish(self) -> None:
        """Make the bytes of the images, now that it is known how large they are shown."""
        for raster in self._by_content.values():
            from exporters.pictures.sizing import encoded  # noqa: PLC0415 - Pillow is slow to import

            try:
                raster.part.fill(encoded(raster.source, raster.width / 25.4 * DPI).content)
            except UnusableError as error:
                self._ledger.error(error.what, raster.image.location, error.hint)

    def _placed(self, image: Image, place: Place) -> tuple[Picture, Size] | None:
        raster = self._raster(image)
        if raster is None:
            return None
        source = raster.source
        natural = Size(source.width * MM_PER_PIXEL, source.height * MM_PER_PIXEL)
        size = placed_size(image, natural, place)
        raster.width = max(raster.width, size.width)
        return Picture(raster.part, natural), size

    def _raster(self, image: Image) -> Raster | None:
        if image.source not in self._rasters:
            try:
                self._rasters[image.source] = self._examined(image)
            except UnusableError as error:
                self._rasters[image.source] = None
                self._ledger.error(error.what, image.location, error.hint)
        return self._rasters[image.source]

    def _examined(self, image: Image) -> Raster:
        """Return the image of a file; files with the same bytes have one part."""
        from exporters.pictures.sizing import kind_on_paper  # noqa: PLC0415 - Pillow is slow to import

        source = examine(image.source)
        digest = hashlib.sha256(image.source.read_bytes()).digest()
        if digest not in self._by_content:
            kind = kind_on_paper(source)
            part = WaitingPart(self._name(SUFFIXES[kind]), kind, self._package)
            self._by_content[digest] = Raster(image, source, part)
        return self._by_content[digest]

    def _name(self, suffix: str) -> PackURI:
        number = len(self._by_content) + len(self._parts) + 1
        return PackURI(f"/word/media/picture{number}.{suffix}")

    def _vector(self, image: Image, place: Place) -> tuple[Picture, Size] | None:
        svg = self._svg(image)
        if svg is None:
            return None
        natural = Size(svg.width * MM_PER_PIXEL, svg.height * MM_PER_PIXEL)
        size = placed_size(image, natural, place)
        pixels = max(1, round(size.width / 25.4 * DRAWN_DPI))
        key = (image.source, pixels)
        if key not in self._drawn:
            try:
                png = svg.png(pixels, self._faces)
            except BrokenSvgError as error:
                self._broken(image, str(error))
                return None
            part = self._part(png)
            self._drawn[key] = Picture(part, natural, self._svg_part(svg))
        return self._drawn[key], size

    def _svg(self, image: Image) -> Svg | None:
        if image.source not in self._svgs:
            try:
                self._svgs[image.source] = read_svg(image.source, self._resources)
            except BrokenSvgError as error:
                self._svgs[image.source] = None
                self._broken(image, str(error))
        return self._svgs[image.source]

    def _part(self, png: bytes) -> Part:
        """Return the part of a drawing's PNG; those with the same bytes have one part."""
        digest = hashlib.sha256(png).digest()
        if digest not in self._parts:
            name = self._name(SUFFIXES[Kind.PNG])
            self._parts[digest] = Part(name, "image/png", png, self._package)
        return self._parts[digest]

    def _svg_part(self, svg: Svg) -> Part:
        """Return the part of an SVG; files with the same bytes have one part."""
        digest = hashlib.sha256(svg.xml).digest()
        if digest not in self._vectors:
            name = PackURI(f"/word/media/vector{len(self._vectors) + 1}.svg")
            self._vectors[digest] = Part(name, "image/svg+xml", svg.xml, self._package)
        return self._vectors[digest]

    def _broken(self, image: Image, why: str) -> None:
        self._ledger.error(
            f"the image '{image.source.name}' cannot be used in a Word file: {why}",
            image.location,
            "save it as PNG, JPEG or SVG",
        )


def placed_size(image: Image, natural: Size, place: Place) -> Size:
    """Return the size of an image on the page.

    What the content asks for holds, but for the room there is.
    """
    room = Size(place.width / TWIPS_PER_MM, place.height / TWIPS_PER_MM)
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
    relationship = story.show(picture.part)
    vector = story.show(picture.svg) if picture.svg else None
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
