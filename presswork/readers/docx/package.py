"""The package of a Word file (ISO/IEC 29500-2): its parts and what they refer to."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from presswork.office_files import (
    MOST_PARTS,
    PART_LIMIT,
    TOTAL_LIMIT,
    leading,
    name,
    parse,
    relationships_of,
)
from presswork.problems import Location

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.office_files import Relationship
    from presswork.problems import Ledger


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
        try:
            return parse(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None)
            self.ledger.warn(
                f"the part '{part}' is broken{f' in its line {line}' if line else ''}",
                Location(self.path),
                "open the file in Word and save it again",
            )
            return None

    def targets_of(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part by their ids."""
        root = self.tree_of(relationships_of(part))
        return {} if root is None else {each.id: each for each in leading(root, part)}


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


def texts_of(root: etree._Element | None, wanted: str) -> list[str]:
    """Return the texts of all elements of a name."""
    if root is None:
        return []
    return [(each.text or "").strip() for each in root.iter(etree.Element) if name(each) == wanted]
