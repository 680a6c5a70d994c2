"""The XML of Word files (ISO/IEC 29500): its names, and a part read so that it can do no harm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

PART_LIMIT: Final = 200 * 1024 * 1024
"""The largest part, in bytes when unpacked, that is read."""

TOTAL_LIMIT: Final = 1024 * 1024 * 1024
"""How large all parts together may be; a package that unpacks to more is taken for an attack."""

MOST_PARTS: Final = 20_000

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "b": "http://schemas.openxmlformats.org/officeDocument/2006/bibliography",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
"""The prefixes of paths, and what they stand for; strict files are brought to them when read."""

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = {
    "wordprocessingml/main": NAMESPACES["w"],
    "officeDocument/math": NAMESPACES["m"],
    "officeDocument/relationships": NAMESPACES["r"],
    "drawingml/main": NAMESPACES["a"],
    "drawingml/wordprocessingDrawing": NAMESPACES["wp"],
    "officeDocument/bibliography": NAMESPACES["b"],
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """What leads from one part to another, or out of the file.

    Args:
        id: unique in its part.
        kind: the last part of its type, for example `image`.
        address: the name of a part, or an address outside.
        outside: which of them.
    """

    id: str
    kind: str
    address: str
    outside: bool


def parse(data: bytes) -> etree._Element:
    """Return the root of a part; a strict file's has the names of the others.

    Entities are not replaced, and nothing is loaded from elsewhere.

    Raises:
        etree.XMLSyntaxError: the part is no XML.
        ValueError: it is in an encoding that is unknown.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        load_dtd=False,
    )
    root = etree.fromstring(data, parser)
    if _STRICT in str(root.tag):
        _to_transitional(root)
    return root


def relationships_of(part: str) -> str:
    """Return the name of the file that holds the relationships of a part."""
    place = PurePosixPath(part)
    return str(place.parent / "_rels" / f"{place.name}.rels")


def leading(root: etree._Element, part: str) -> Iterator[Relationship]:
    """Yield the relationships of a part.

    Args:
        root: that of the file that holds them.
        part: the name of the part, which addresses are relative to.
    """
    folder = str(PurePosixPath(part).parent)
    for each in root.iter(_RELATIONSHIP):
        address = str(each.get("Target") or "")
        outside = each.get("TargetMode") == "External"
        if not outside:
            base = "" if address.startswith("/") else folder
            address = normpath(f"{base}/{unquote(address)}").lstrip("/")
        kind = str(each.get("Type") or "").rpartition("/")[2]
        yield Relationship(str(each.get("Id") or ""), kind, address, outside)


def name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _to_transitional(root: etree._Element) -> None:
    """Give the elements and attributes of a strict file the namespaces of the others."""
    for element in root.iter(etree.Element):
        element.tag = _plain(str(element.tag))
        for key, value in list(element.attrib.items()):
            plain = _plain(str(key))
            if plain != key:
                del element.attrib[key]
                element.set(plain, value)


def _plain(tag: str) -> str:
    if not tag.startswith("{" + _STRICT):
        return tag
    namespace, _, local = tag[1:].partition("}")
    bare = namespace.removeprefix(_STRICT)
    return f"{{{_TRANSITIONAL.get(bare, namespace)}}}{local}"
