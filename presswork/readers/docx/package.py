"""The package of a Word file (ISO/IEC 29500-2): its parts and what they refer to."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from lxml import etree

from presswork.problems import Location
from presswork.readers.docx.xml import NAMESPACES, name

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger

PART_LIMIT: Final = 200 * 1024 * 1024
"""The largest part, in bytes when unpacked, that is read."""

TOTAL_LIMIT: Final = 1024 * 1024 * 1024
"""How large all parts together may be; a package that unpacks to more is taken for an attack."""

MOST_PARTS: Final = 20_000
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
class Target:
    """What a relationship leads to.

    Args:
        kind: the last part of its type, for example `image`.
        address: the name of a part, or an address outside.
        outside: which of them.
    """

    kind: str
    address: str
    outside: bool


@dataclass(slots=True)
class Package:
    """A Word file.

    Args:
        path: the file.
        archive: its parts.
        ledger: takes what is wrong.
        names: the names of its parts, by those names in lower case.
    """

    path: Path
    archive: zipfile.ZipFile
    ledger: Ledger
    names: dict[str, str] = field(default_factory=dict)

    def bytes_of(self, part: str) -> bytes | None:
        """Return what a part holds; None where it is missing or cannot be read."""
        known = self.names.get(part.lower())
        if known is None:
            return None
        try:
            if self.archive.getinfo(known).file_size > PART_LIMIT:
                self.ledger.warn(
                    f"the part '{part}' is larger than {PART_LIMIT // 2**20} MiB and is left out",
                    Location(self.path),
                )
                return None
            return self.archive.read(known)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            ValueError,
            NotImplementedError,
            EOFError,
            RuntimeError,
        ):
            self.ledger.warn(f"the part '{part}' is damaged and is left out", Location(self.path))
            return None

    def tree_of(self, part: str) -> etree._Element | None:
        """Return the root of a part of XML; None where it is missing or broken."""
        data = self.bytes_of(part)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            load_dtd=False,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            self.ledger.warn(
                f"the part '{part}' is broken{f' in its line {line}' if line else ''}",
                Location(self.path),
                "open the file in Word and save it again",
            )
            return None
        if _STRICT in str(root.tag):
            _to_transitional(root)
        return root

    def targets_of(self, part: str) -> dict[str, Target]:
        """Return the relationships of a part by their ids."""
        place = PurePosixPath(part)
        root = self.tree_of(str(place.parent / "_rels" / f"{place.name}.rels"))
        found: dict[str, Target] = {}
        for each in root.iter(_RELATIONSHIP) if root is not None else ():
            address = str(each.get("Target") or "")
            outside = each.get("TargetMode") == "External"
            if not outside:
                base = "" if address.startswith("/") else str(place.parent)
                address = normpath(f"{base}/{unquote(address)}").lstrip("/")
            kind = str(each.get("Type") or "").rpartition("/")[2]
            found[str(each.get("Id") or "")] = Target(kind, address, outside)
        return found


def load(path: Path, ledger: Ledger) -> Package:
    """Open a Word file.

    Args:
        path: the file.
        ledger: takes what is wrong; it is settled where there is nothing to go on with.
    """
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        ledger.error(
            f"the Word file cannot be read: {error.strerror}",
            Location(path),
            "check the name and the file's permissions",
        )
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        ledger.error(
            "the file is no Word file (.docx)",
            Location(path),
            "open it in Word and save it as 'Word Document (*.docx)', without a password",
        )
    ledger.settle()
    infos = archive.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > TOTAL_LIMIT:
        archive.close()
        ledger.error(
            f"the Word file unpacks to more than {TOTAL_LIMIT // 2**20} MiB",
            Location(path),
            "make the pictures in it smaller",
        )
        ledger.settle()
    return Package(path, archive, ledger, {info.filename.lower(): info.filename for info in infos})


def main_part(package: Package) -> str:
    """Return the name of the part that is the document."""
    for target in package.targets_of("").values():
        if target.kind == "officeDocument" and not target.outside:
            return target.address
    return "word/document.xml"


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


def texts_of(root: etree._Element | None, wanted: str) -> list[str]:
    """Return the texts of all elements of a name."""
    if root is None:
        return []
    return [(each.text or "").strip() for each in root.iter(etree.Element) if name(each) == wanted]
