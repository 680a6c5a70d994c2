"""ZIP archives whose bytes depend on what is in them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of day of every file: the first that a ZIP can tell (APPNOTE 4.4.6)."""

ORDINARY: Final = 0o100644 << 16
"""A file that its owner may write and everybody read, as Unix says it (APPNOTE 4.4.15)."""

PACKED: Final = frozenset({".pdf", ".docx", ".zip", ".webp"})
"""Files that have no room left to save."""


def write(archive: Path, files: Mapping[str, Path]) -> None:
    """Write an archive.

    Args:
        archive: the file to write.
        files: by their names in the archive.
    """
    with ZipFile(archive, "w") as zipped:
        for name, path in sorted(files.items()):
            entry = ZipInfo(name, EARLIEST)
            entry.external_attr = ORDINARY
            entry.create_system = 3  # Unix, wherever it is made
            entry.compress_type = ZIP_STORED if path.suffix in PACKED else ZIP_DEFLATED
            entry.file_size = path.stat().st_size
            with path.open("rb") as content, zipped.open(entry, "w") as target:
                while block := content.read(1 << 20):
                    target.write(block)
