"""The list of what is in a pack, for people and programs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from presswork.pipeline.orders import Variant

MANIFEST: Final = "manifest.json"

FORMAT: Final = "presswork-pack-1"
"""What the list says of itself: a folder that has it is a pack of ours."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """A file of a pack.

    Args:
        path: from the folder of the pack, with slashes.
        bytes: its size.
        sha256: of its content, in hexadecimal digits.
        pages: None for a format without pages.
        revision: of its document's source; empty where that is not known.
        variant: what it is.
        thumbnail: the path of a picture of its first page; empty where it has none.
    """

    path: str
    bytes: int
    sha256: str
    pages: int | None
    revision: str
    variant: Variant
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of a pack: all files of an area.

    Args:
        area: the name of the area in the list of regions; empty for files for all the world.
        files: how many are in it.
    """

    path: str
    bytes: int
    sha256: str
    area: str
    files: int


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def write(path: Path, title: str, files: Iterable[Packaged], archives: Iterable[Archive]) -> None:
    """Write the list; it tells no time, so that what is the same stays the same."""
    said = {
        "format": FORMAT,
        "title": title,
        "files": [_file(file) for file in files],
        "archives": [
            {
                "path": archive.path,
                "bytes": archive.bytes,
                "sha256": archive.sha256,
                "area": archive.area or None,
                "files": archive.files,
            }
            for archive in archives
        ],
    }
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def is_pack(folder: Path) -> bool:
    """Tell whether a folder is a pack of ours, and so may be replaced by another."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("format") == FORMAT


def _file(file: Packaged) -> dict[str, str | int | None]:
    variant = file.variant
    region = variant.region
    return {
        "path": file.path,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "pages": file.pages,
        "document": variant.document,
        "title": variant.title,
        "format": variant.form,
        "sheets": variant.imposition or None,
        "style": variant.style,
        "language": variant.language,
        "text-language": variant.text_language,
        "region": region.code if region else None,
        "area": region.area if region else None,
        "revision": file.revision or None,
        "thumbnail": file.thumbnail or None,
    }
