"""The folder that files are written to, and what keeps them from being written."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from presswork.problems import Location, Problem, ProblemKind, Problems


@dataclass(slots=True)
class OutputFolder:
    """The output folder, while an order is carried out; if nothing came of it, it goes again."""

    path: Path
    made: list[Path] = field(default_factory=list)

    def __enter__(self) -> None:
        """Make the folder.

        Raises:
            Problems: it cannot be made or written to.
        """
        missing = [folder for folder in (self.path, *self.path.parents) if not folder.exists()]
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Problems([unwritable(self.path, error)]) from error
        self.made = missing
        if not os.access(self.path, os.W_OK | os.X_OK):
            denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            raise Problems([unwritable(self.path, denied)])

    def __exit__(self, *_: object) -> None:
        """Remove what was made and is empty."""
        with suppress(OSError):
            for folder in self.made:
                folder.rmdir()


def is_about_output(error: OSError, aside: Path) -> bool:
    """Return whether an exporter's error is about what it writes, and not a mistake of ours."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
    return full or (
        isinstance(error.filename, str | Path) and Path(error.filename).is_relative_to(aside)
    )


def put_in_place(made: Path, destination: Path) -> int:
    """Move a file to where it belongs, or all files of a folder; return how many bytes they have.

    Other files that a folder already holds stay.

    Raises:
        OSError: something cannot be written there.
    """
    if not made.is_dir():
        size = made.stat().st_size
        made.replace(destination)
        return size
    destination.mkdir(exist_ok=True)
    size = 0
    with os.scandir(made) as entries:
        for entry in entries:
            size += entry.stat().st_size
            os.replace(entry.path, destination / entry.name)  # noqa: PTH105 - there are thousands
    return size


def discard(aside: Path) -> None:
    """Remove what was written aside, if it is still there."""
    if aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)
    with suppress(OSError):
        aside.unlink()


def unwritable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file or folder that cannot be written, with what to do about it."""
    match error:
        case PermissionError() if path.is_file():
            hint = "is it open in another program? close it there and build again"
        case PermissionError():
            hint = "choose a folder that you may write to with --output"
        case FileExistsError() | NotADirectoryError() | IsADirectoryError():
            hint = "move away what has that name, or choose another folder with --output"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            hint = "the disk is full: free some space, or choose another folder with --output"
        case _:
            hint = "choose another folder with --output"
    what = f"cannot be written: {(error.strerror or str(error)).lower()}"
    return Problem(what, Location(path), hint, kind=ProblemKind.OUTPUT)
