"""A file's bytes as text, and its front matter apart from its body."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.problems import Location, Problems

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger

_SIZE_LIMIT: Final = 20 * 1024 * 1024
_GENERIC: Final = frozenset({"article", "paper", "index", "main", "document", "readme"})


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines of a text are from, which several files may have been put together for.

    Args:
        starts: the line of the text where each piece begins, counted from 1, in their order.
        pieces: what line of which file that is.
    """

    starts: tuple[int, ...]
    pieces: tuple[Location, ...]

    def at(self, line: int) -> Location:
        """Return the place of a line of the text."""
        at = max(0, bisect_right(self.starts, line) - 1)
        piece = self.pieces[at]
        return Location(piece.path, (piece.line or 1) + line - self.starts[at])

    @staticmethod
    def of_file(path: Path) -> Places:
        """Return the places of a text that is one file."""
        return Places((1,), (Location(path, 1),))


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, with what it includes.

    Args:
        front: the YAML of the front matter; empty where there is none.
        front_line: the line of its beginning, counted from 1.
        body: the rest; empty lines stand in the place of the front matter, so that lines count.
        places: where the lines are from.
    """

    front: str
    front_line: int
    body: str
    places: Places


def is_generic(path: Path) -> bool:
    """Tell whether a file's name says nothing of what is inside."""
    return path.stem.lower() in _GENERIC


def read_source(path: Path, ledger: Ledger) -> Source:
    """Read a file.

    Raises:
        Problems: it cannot be read, or is no text.
    """
    return split(read_text(path, ledger), path, ledger)


def read_text(path: Path, ledger: Ledger) -> str:
    """Read a file whose lines end as they do on Unix.

    Raises:
        Problems: it cannot be read, or is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        ledger.error(
            f"cannot be read: {error.strerror or error}", Location(path), "check the file's name"
        )
        raise Problems(ledger.problems) from error
    if len(content) > _SIZE_LIMIT:
        ledger.error(
            f"the file is larger than {_SIZE_LIMIT // 2**20} MiB",
            Location(path),
            "split it into several documents",
        )
        raise Problems(ledger.problems)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        ledger.error(
            f"the file is no UTF-8 text (byte {content[error.start]:#04x})",
            Location(path, line),
            "save it with the encoding UTF-8",
        )
        raise Problems(ledger.problems) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, path: Path, ledger: Ledger) -> Source:
    """Take the front matter off a text.

    Args:
        text: the whole file.
        path: the file, for problems.
        ledger: told of front matter that is never closed.
    """
    lines = text.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    opens = lines[start].rstrip() == "---" and len(lines) > start + 1 and lines[start + 1].strip()
    if not opens:
        return Source("", 1, text, Places.of_file(path))
    closing = next(
        (at for at in range(start + 1, len(lines)) if lines[at].rstrip() in {"---", "..."}), None
    )
    if closing is None:
        ledger.error(
            "the front matter is never closed",
            Location(path, start + 1),
            "end it with a line --- of its own",
        )
        return Source("", 1, "", Places.of_file(path))
    front = "\n".join(lines[start + 1 : closing])
    body = "\n" * (closing + 1) + "\n".join(lines[closing + 1 :])
    return Source(front, start + 2, body, Places.of_file(path))
