"""How far the making of copies is, told to the process that shows it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

NOTE: Final = "progress.txt"
"""The file in the folder of what is made that says how far it is."""


@dataclass(slots=True)
class Progress:
    """Tells how far something is, no more than a hundred times.

    Args:
        path: the file that says so; None where nobody looks.
        whole: how many there are to do.
        said: what was said last.
    """

    path: Path | None = None
    whole: int = 1
    said: str = ""

    def say(self, doing: str, done: int) -> None:
        """Say what is being done, and of how many it is done."""
        said = f"{doing}, {100 * done // max(1, self.whole)}%"
        if self.path is not None and said != self.said:
            self.said = said
            with suppress(OSError):
                self.path.write_text(said, encoding="utf-8")


def said_in(folder: Path) -> str:
    """Return what was said last of what is made in a folder; nothing where that is unknown."""
    try:
        return (folder / NOTE).read_text(encoding="utf-8")
    except OSError:
        return ""
