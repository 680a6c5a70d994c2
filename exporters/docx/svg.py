"""SVG: its size, what it reads, and its picture in pixels (resvg draws it, without Pango)."""

from __future__ import annotations

import base64
import mimetypes
import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import tinycss2
from lxml import etree

from exporters.svg_colours import settled
from exporters.svg_sizes import size
from presswork.fonts import cut
from presswork.resources import RefusedError

from .cut_fonts import OFTEN, cut_once, enough

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tinycss2.ast import Node

    from presswork.fonts import Face
    from presswork.resources import Resources

SVG: Final = "{http://www.w3.org/2000/svg}"
HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
CSS_DPI: Final = 96
"""How many CSS pixels an inch has; resvg needs it for sizes in points and millimetres."""

COMMON: Final = frozenset((*range(0x20, 0x530), *range(0x2010, 0x2027)))
"""Latin, Greek and Cyrillic letters, dashes and quotation marks: every text font has them."""

MAY_READ: Final = re.compile(r"url|[@\\]", re.IGNORECASE)
"""What CSS has that reads something: an address, `@import`, or letters that are written in code."""


class BrokenSvgError(Exception):
    """An SVG cannot be read, cannot be drawn, or reads what it may not."""


@dataclass(frozen=True, slots=True)
class Svg:
    """A vector image that reads nothing beside itself.

    Args:
        xml: the file, with the images that it names inside it.
        width: in CSS pixels.
        height: in CSS pixels.
        characters: all the text in it.
    """

    xml: bytes
    width: float
    height: float
    characters: str

    def png(self, width: int, faces: Sequence[Face]) -> bytes:
        """Return the image as PNG.

        Args:
            width: in pixels of the PNG.
            faces: the fonts to draw text with; those of the system are used only for characters
                that these may lack, so that a figure looks the same on every machine.

        Raises:
            BrokenSvgError: it cannot be drawn.
        """
        import resvg_py  # noqa: PLC0415 - only who has an SVG needs it

        wanted = _wanted(faces, self.xml) if self.characters else ()
        known = COMMON.issuperset(map(ord, self.characters)) and bool(wanted)
        with tempfile.TemporaryDirectory() as folder:
            try:
                return bytes(
                    resvg_py.svg_to_bytes(
                        svg_string=self.xml.decode("utf-8"),
                        width=width,
                        dpi=CSS_DPI,
                        font_files=_font_files(wanted, self.characters, Path(folder)),
                        skip_system_fonts=known or not self.characters,
                        font_family=_plainest(faces),
                        sans_serif_family=_plainest(faces),
                    )
                )
            except ValueError as error:
                raise BrokenSvgError(f"it cannot be drawn: {error}") from error


def read_svg(path: Path, resources: Resources) -> Svg:
    """Read an SVG file.

    Raises:
        BrokenSvgError: it is no SVG, or names a file or address that may not be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise BrokenSvgError(str(error)) from error
    if root.tag != f"{SVG}svg":
        raise BrokenSvgError("it is no SVG")
    styles = dict.fromkeys(
        style for node in root.iter(etree.Element) for style in _take_in(node, path, resources)
    )
    for address in (found for style in styles for found in _addresses(style)):
        if not address.startswith(("#", "data:")):
            raise BrokenSvgError(f"its style sheet reads '{address}'; put it into the file itself")
    width, height = size(root)
    characters = "".join(str(part) for node in root.iter(f"{SVG}text") for part in node.itertext())
    return Svg(etree.tostring(root, encoding="utf-8"), width, height, characters)


def _take_in(node: etree._Element, path: Path, resources: Resources) -> Iterator[str]:
    """Put the image that an element names inside it; yield the CSS that may read something else."""
    for attribute in HREFS:
        target = node.get(attribute)
        if target is None or target.startswith(("#", "data:")) or node.tag == f"{SVG}a":
            continue
        node.set(attribute, _data_address(target, path, resources))
    for name, value in ((name, str(value)) for name, value in node.attrib.items()):
        if "(" in value:
            new = settled(value)
            if new != value:
                node.set(name, new)
            if MAY_READ.search(new):
                yield new
    if node.tag == f"{SVG}style":
        node.text = settled(node.text or "")
        yield node.text


def _data_address(target: str, path: Path, resources: Resources) -> str:
    try:
        file = resources.locate(target, path.parent)
    except RefusedError as error:
        raise BrokenSvgError(f"{error.what} ({error.hint})") from error
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if not kind.startswith("image/") or kind == "image/svg+xml":
        raise BrokenSvgError(f"it reads '{target}', which is no PNG or JPEG")
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


def _addresses(style: str) -> Iterator[str]:
    """Yield what a style sheet names by `url()` or `@import`."""
    if style:
        yield from _addresses_in(tinycss2.parse_component_value_list(style))


def _addresses_in(nodes: Iterable[Node]) -> Iterator[str]:
    importing = False
    for node in nodes:
        match node.type:
            case "url":
                yield node.value
            case "string" if importing:
                yield node.value
            case "function":
                if node.lower_name == "url":
                    yield from (part.value for part in node.arguments if part.type == "string")
                yield from _addresses_in(node.arguments)
            case "() block" | "[] block" | "{} block":
                yield from _addresses_in(node.content)
            case _:
                pass
        if node.type != "whitespace":
            importing = node.type == "at-keyword" and node.lower_value == "import"


def _wanted(faces: Sequence[Face], xml: bytes) -> tuple[Face, ...]:
    """Return the faces of the families that an SVG names, or those of the plainest family.

    Where nothing in it slants letters, upright ones are all that it needs.
    """
    named = tuple(face for face in faces if face.family.encode() in xml)
    found = named or tuple(face for face in faces if face.family == _plainest(faces))
    upright = tuple(face for face in found if face.style == "normal")
    return found if b"italic" in xml or b"oblique" in xml else upright or found


def _plainest(faces: Sequence[Face]) -> str | None:
    """Return the family that stands in for one that is not there: sans serif, as figures use."""
    families = [face.family for face in faces]
    return next((family for family in families if "Sans" in family), next(iter(families), None))


def _font_files(faces: Iterable[Face], characters: str, folder: Path) -> list[str]:
    """Write the faces as static fonts: resvg passes over the axes of variable ones."""
    files = []
    for face in faces:
        file = folder / f"{face.postscript_name}.ttf"
        file.write_bytes(_static(face, enough(characters)))
        files.append(str(file))
    return files


@lru_cache(maxsize=64)
def _static(face: Face, characters: frozenset[int]) -> bytes:
    """Return a static font; it is kept where other figures need the same one."""
    if not characters <= OFTEN:
        return cut(face, characters)
    use = ("figures", face.family, face.style)
    return cut_once(face, characters, use, lambda: cut(face, characters))
