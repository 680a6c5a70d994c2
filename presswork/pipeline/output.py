"""The folder that files are written to, and what keeps them from being written."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import Location, Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from pathlib import Path


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
    """Return whether an exporter's error is about the file it writes, and not a mistake of ours."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
    return full or error.filename in (str(aside), aside)


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
