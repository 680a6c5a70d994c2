"""The package of a Word file (ISO/IEC 29500-2): its parts, their kinds, and what leads to them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.findings import Finding
from presswork.office_files import (
    MOST_PARTS,
    PART_LIMIT,
    TOTAL_LIMIT,
    Relationship,
    leading,
    parse,
    relationships_of,
)
from presswork.problems import Location, Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TYPES: Final = "[Content_Types].xml"
"""The one file of a package that is no part."""

MIB: Final = 2**20
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How a compound file begins: an old .doc, or a .docx behind a password."""

_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError),
    *(RuntimeError, struct.error),
)
"""What the standard library says of damaged packages."""


@dataclass(slots=True)
class Package:
    """A Word file.

    Args:
        path: the file.
        archive: its parts.
        names: the names of its parts by those names in lower case.
        findings: what was found wrong while parts were read.
    """

    path: Path
    archive: zipfile.ZipFile
    names: dict[str, str]
    findings: list[Finding] = field(default_factory=list)
    _trees: dict[str, etree._Element | None] = field(default_factory=dict)
    _relationships: dict[str, tuple[Relationship, ...]] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        """Tell whether there is a part of a name, in capitals or not."""
        return part.lower() in self.names

    def data(self, part: str) -> bytes | None:
        """Return what a part holds; None where it is missing or cannot be read."""
        known = self.names.get(part.lower())
        if known is None:
            return None
        if self.archive.getinfo(known).file_size > PART_LIMIT:
            self._damaged(part, f"it unpacks to more than {PART_LIMIT // MIB} MiB")
            return None
        try:
            return self.archive.read(known)
        except _UNREADABLE:
            self._damaged(part, "it is damaged")
            return None

    def tree(self, part: str) -> etree._Element | None:
        """Return the root of a part of XML, read once; None where it is missing or broken."""
        key = part.lower()
        if key not in self._trees:
            self._trees[key] = self._parsed(part)
        return self._trees[key]

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Return what leads from a part to others; from the package itself for the empty name."""
        key = part.lower()
        if key not in self._relationships:
            file = relationships_of(part)
            root = self.tree(file) if self.has(file) else None
            self._relationships[key] = () if root is None else tuple(leading(root, part))
        return self._relationships[key]

    def main(self) -> str | None:
        """Return the name of the part that is the document."""
        for each in self.relationships(""):
            if each.kind == "officeDocument" and not each.outside and self.has(each.address):
                return each.address
        return None

    def _parsed(self, part: str) -> etree._Element | None:
        data = self.data(part)
        if data is None:
            return None
        try:
            root = parse(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            self._damaged(part, "it is no XML" + (f" in its line {line}" if line else ""))
            return None
        if root.getroottree().docinfo.internalDTD is not None:
            self._damaged(part, "it declares a document type, which no part may")
        return root

    def _damaged(self, part: str, why: str) -> None:
        what = f"the part {part} cannot be read as it should be: {why}"
        self.findings.append(Finding(what=what, rule="word-damaged-part"))


def open_package(path: Path) -> Package | Problem:
    """Return an open file, or why it cannot be read."""
    place = Location(path)

    def problem(what: str, hint: str) -> Problem:
        return Problem(what, place, hint, kind=ProblemKind.OUTPUT)

    try:
        with path.open("rb") as file:
            begin = file.read(len(_COMPOUND))
        if not begin:
            return problem("the file is empty", "make or download it again")
        archive = zipfile.ZipFile(path)
    except OSError as error:
        why = error.strerror or error
        return problem(f"the file cannot be read: {why}", "see that it may be read")
    except _UNREADABLE:
        if begin == _COMPOUND:
            hint = "open it in Word and save it as .docx, without a password"
            return problem("the file is an old .doc, or opens with a password only", hint)
        return problem("the file is no Word file, or is cut off", "make or download it again")
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > TOTAL_LIMIT:
        archive.close()
        what = f"the file unpacks to more than {TOTAL_LIMIT // MIB} MiB or {MOST_PARTS} parts"
        return problem(what, "do not open it if it came from somebody you do not know")
    package = Package(path, archive, {info.filename.lower(): info.filename for info in infos})
    if package.main() is None:
        archive.close()
        hint = "open it in Word and save it as .docx"
        return problem("the file is no Word file: no part of it is a document", hint)
    return package


def review(package: Package) -> Iterator[Finding]:
    """Return what is wrong with the package, whatever stands in its text."""
    yield from _names(package)
    yield from _types(package)
    yield from _targets(package)


def _names(package: Package) -> Iterator[Finding]:
    seen: set[str] = set()
    for info in package.archive.infolist():
        plain = info.filename.lower()
        if plain in seen:
            what = f"two parts have the name {info.filename}"
            yield Finding(what=what, rule="word-part-name")
        seen.add(plain)
        if plain.startswith("/") or "\\" in plain or ".." in plain.split("/"):
            what = f"the name of the part {info.filename} leads out of the file"
            yield Finding(what=what, rule="word-part-name")


def _types(package: Package) -> Iterator[Finding]:
    root = package.tree(TYPES)
    if root is None:
        yield Finding(what=f"the file has no {TYPES}", rule="word-content-type")
        return
    endings = {str(each.get("Extension")).lower() for each in root.iter(_TYPES + "Default")}
    parts: set[str] = set()
    for each in root.iter(_TYPES + "Override"):
        part = str(each.get("PartName") or "")
        if part.lower() in parts:
            what = f"two content types are declared of {part}"
            yield Finding(what=what, rule="word-content-type")
        parts.add(part.lower())
        if not package.has(part.removeprefix("/")):
            what = f"a content type is declared of {part}, which is not there"
            yield Finding(what=what, rule="word-content-type")
    for plain, part in package.names.items():
        ending = plain.rpartition("/")[2].rpartition(".")[2]
        if part != TYPES and f"/{plain}" not in parts and ending not in endings:
            what = f"the part {part} has no content type"
            yield Finding(what=what, rule="word-content-type")


def _targets(package: Package) -> Iterator[Finding]:
    """Follow the relationships from the package on, and tell what they do not reach."""
    reached = {TYPES.lower(), relationships_of("")}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        ids: set[str] = set()
        for each in package.relationships(part):
            if each.id in ids:
                what = f"two relationships have the id {each.id}"
                yield Finding(what=what, part=part, rule="word-duplicate-id")
            ids.add(each.id)
            if each.outside:
                continue
            target = each.address.lower()
            if target not in package.names:
                what = f"a relationship ({each.kind}) leads to {each.address}, which is not there"
                yield Finding(what=what, part=part, rule="word-broken-relationship")
            elif target not in reached:
                reached.update((target, relationships_of(target)))
                waiting.append(target)
    for plain, name in package.names.items():
        if plain not in reached:
            yield Finding(what=f"no relationship leads to the part {name}", rule="word-lost-part")
