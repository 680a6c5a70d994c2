"""The rows of a CSV file (RFC 4180), in whichever way a spreadsheet wrote it.

Commas, semicolons or tabs part the values; the text is UTF-8, or UTF-16 with a byte order mark.
Nothing is read into memory but the row at hand, and no row may be longer than `LONGEST_LINE`.
"""

from __future__ import annotations

import codecs
import csv
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

from presswork.recipients.rows import LONGEST_VALUE, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.recipients.telling import Tally

LONGEST_LINE: Final = 1_000_000
"""How many characters a line has at most."""

MOST_LINES: Final = 10_000_000
"""How many lines a file has at most, empty ones and those within values too."""

DELIMITERS: Final = (",", ";", "\t")

AS_UTF8: Final = "save it as 'CSV UTF-8' (in Excel: File, Save As, CSV UTF-8)"

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHUNK: Final = 1 << 16


def rows_of(path: Path, tally: Tally) -> Iterator[Row]:
    """Yield the rows of a CSV file that are not empty, the header first.

    Raises:
        Problems: it cannot be read any further.
        OSError: the file cannot be read.
    """
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file, path, encoding, tally)
        first = next(lines, "")
        if first.lower().startswith("sep=") and len(first.strip("\r\n")) <= len("sep=;"):
            first = next(lines, "")  # Excel's own way to name what parts the values
        delimiter = _delimiter_of(first)
        lines.put_back(first)
        with _longest_values():
            yield from _rows(csv.reader(lines, delimiter=delimiter, strict=True), lines, tally)


class _Lines:
    """The lines of a file, which knows where it is, and reads no line that has no end."""

    def __init__(self, file: TextIO, path: Path, encoding: str, tally: Tally) -> None:
        self._file = file
        self._path = path
        self._encoding = encoding
        self._tally = tally
        self._waiting: str | None = None
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def put_back(self, line: str) -> None:
        self._waiting = line
        self.number -= bool(line)

    def __next__(self) -> str:
        line, self._waiting = self._waiting, None
        if line is None:
            line = self._read()
        if not line:
            raise StopIteration
        self.number += 1
        if self.number > MOST_LINES:
            what = f"the file has more than {MOST_LINES:,} lines"
            self._tally.fail(what, self.number, "divide it, and build from each part")
        if "\0" in line:
            what = "the line holds characters with the number 0: it is damaged, or UTF-16 unmarked"
            self._tally.fail(what, self.number, AS_UTF8)
        return line

    def _read(self) -> str:
        try:
            line = self._file.readline(LONGEST_LINE + 1)
        except UnicodeDecodeError:
            self._tell_encoding()
        if len(line) > LONGEST_LINE:
            what = f"the line is longer than {LONGEST_LINE:,} characters"
            self._tally.fail(what, self.number + 1, "is this a list, with a line for each person?")
        return line

    def _tell_encoding(self) -> NoReturn:
        if self._encoding == "utf-16":
            what = "the text is not the UTF-16 that it begins as"
            self._tally.fail(what, self.number + 1, AS_UTF8)
        line, piece = _undecodable(self._path)
        hint = AS_UTF8
        with suppress(UnicodeDecodeError):
            word = piece.decode("cp1252")
            hint = f"{AS_UTF8}; as Windows-1252 it would be '{word}'"
        self._tally.fail("the text is not UTF-8", line, hint)


def _rows(reader: Iterator[list[str]], lines: _Lines, tally: Tally) -> Iterator[Row]:
    while True:
        line = lines.number + 1
        try:
            values = next(reader, None)
        except csv.Error as error:
            _tell_quoting(str(error), line, tally)
            continue
        if values is None:
            return
        if any(value.strip() for value in values):
            yield Row(line, tuple(values))


def _tell_quoting(said: str, line: int, tally: Tally) -> None:
    """Tell what the CSV reader stumbled over; it goes on with the next line where it can."""
    if said.startswith("field larger"):
        what = (
            f"a value is longer than {LONGEST_VALUE:,} characters, or a quotation mark never ends"
        )
        tally.fail(what, line, 'close it with ", and write one within a value twice: ""')
    if said.startswith("unexpected end"):
        tally.fail('a quotation mark (") is opened here and never ends', line, "close it")
    what = 'a quotation mark (") ends before the value does'
    hint = 'write a quotation mark within a value twice: ""'
    tally.error("rows with quotation marks that do not fit", what, line, hint)


@contextmanager
def _longest_values() -> Iterator[None]:
    """Let the CSV module, which has one limit for all, stop at values that are too long."""
    before = csv.field_size_limit(LONGEST_VALUE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    return next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")


def _delimiter_of(header: str) -> str:
    """Return what parts the values: what there is most of outside of quotation marks."""
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _undecodable(path: Path) -> tuple[int, bytes]:
    """Return in which line the first byte is that is no UTF-8, and the word that it is in."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            pending = decoder.getstate()[0]
            whole = pending + chunk
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                before, after = whole[: error.start], whole[error.start :]
                begin = max(map(before.rfind, (b" ", b",", b";", b"\t", b"\n", b'"'))) + 1
                ends = [
                    at
                    for at in map(after.find, (b" ", b",", b";", b"\t", b"\r", b"\n", b'"'))
                    if at > 0
                ]
                piece = before[begin:] + after[: min(ends, default=20)]
                return line + before.count(b"\n"), piece[:40]
            line += whole.count(b"\n") - pending.count(b"\n")
    return line, b""
