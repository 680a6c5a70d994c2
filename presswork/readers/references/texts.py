"""The text of a file, in whichever encoding it is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.problems import Location

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger

SIZE_LIMIT: Final = 50 * 1024 * 1024
"""The largest file of references, in bytes, that is read."""

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
XML_ENCODING: Final = re.compile(rb"\A\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
OF_ONE_BYTE: Final = frozenset({"iso8859-1", "iso8859-15", "cp1252", "ascii"})


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file.

    Args:
        text: its lines end in line feeds.
        guessed: what is to be said of its encoding, where that had to be guessed.
        location: the first place where it had to.
    """

    text: str
    guessed: str | None = None
    location: Location | None = None


def text_of(path: Path, ledger: Ledger) -> Source:
    """Return a file's text.

    Raises:
        Problems: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            ledger.error(
                f"the file is larger than {SIZE_LIMIT // 2**20} MiB",
                Location(path),
                "keep only the references that are cited",
            )
            ledger.settle()
        data = path.read_bytes()
    except OSError as error:
        ledger.error(
            f"the references cannot be read: {error.strerror}",
            Location(path),
            "check the name and the file's permissions",
        )
        ledger.settle()
    return decoded(data, path)


def decoded(data: bytes, path: Path) -> Source:
    """Return a file's text: UTF-8, or what a mark at its beginning or an XML declaration says.

    Anything else is taken for Windows-1252, which is what older programs write.

    Args:
        data: the file's content.
        path: the file.
    """
    encoding = _marked(data)
    try:
        return Source(_lines(data.decode(encoding)))
    except UnicodeDecodeError as error:
        at = error.start
    line = data.count(b"\n", 0, at) + 1
    guess = "cp1252"
    try:
        text = data.decode(guess)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    what = f"byte 0x{data[at]:02x} is not UTF-8; the file is read as Windows-1252"
    return Source(_lines(text), what, Location(path, line))


def _marked(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if data[:1] and data[1:2] == b"\0":
        return "utf-16-le"
    if data[:1] == b"\0" and data[1:2] != b"\0":
        return "utf-16-be"
    declared = XML_ENCODING.match(data[:200])
    if declared is not None:
        try:
            name = codecs.lookup(declared[1].decode()).name
        except LookupError:
            return "utf-8"
        return name if name in OF_ONE_BYTE else "utf-8"
    return "utf-8"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
