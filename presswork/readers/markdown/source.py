"""The file's bytes as text, and its front matter apart from its body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.problems import Location, Problems

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger

_SIZE_LIMIT: Final = 20 * 1024 * 1024
_GENERIC: Final = frozenset({"article", "paper", "index", "main", "document", "readme"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source file.

    Args:
        front: the YAML of the front matter; empty where there is none.
        front_line: the line of its beginning, counted from 1.
        body: the rest; empty lines stand in the place of the front matter, so that lines count.
    """

    front: str
    front_line: int
    body: str


def is_generic(path: Path) -> bool:
    """Tell whether a file's name says nothing of what is inside."""
    return path.stem.lower() in _GENERIC


def read_source(path: Path, ledger: Ledger) -> Source:
    """Read a file.

    Raises:
        Problems: it cannot be read, or is no text.
    """
    return split(_text_of(path, ledger), path, ledger)


def _text_of(path: Path, ledger: Ledger) -> str:
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
        return Source("", 1, text)
    closing = next(
        (at for at in range(start + 1, len(lines)) if lines[at].rstrip() in {"---", "..."}), None
    )
    if closing is None:
        ledger.error(
            "the front matter is never closed",
            Location(path, start + 1),
            "end it with a line --- of its own",
        )
        return Source("", 1, "")
    front = "\n".join(lines[start + 1 : closing])
    body = "\n" * (closing + 1) + "\n".join(lines[closing + 1 :])
    return Source(front, start + 2, body)
