"""The syntax of BibTeX files: entries, strings, values. What they mean is `bibtex`'s business.

Written for files of any size and shape: the braces of the whole text are matched once, so that each
character is looked at a few times only, however broken the text is. An entry that is broken is
told, and reading goes on at the next line that begins one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.problems import Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from presswork.problems import Ledger

BLOCK: Final = re.compile(r"@\s*([^\W\d][\w*+:.-]*)\s*([{(])")
LINE_OF_BLOCK: Final = re.compile(r"^[ \t]*@[ \t]*[^\W\d][\w*+:.-]*\s*[{(]", re.MULTILINE)
KEY: Final = re.compile(r"\s*([^\s,{}=]*)\s*")
FIELD: Final = re.compile(r"[\s,]*([^\s=,{}()\"#]+)\s*=")
SPACE: Final = re.compile(r"\s*")
SEPARATORS: Final = re.compile(r"[\s,]*")
BARE: Final = re.compile(r"[^\s,{}()\"#=]+")
BRACE: Final = re.compile(r"[{}]")
IN_QUOTES: Final = re.compile(r'["{}]')
CLOSING: Final = {"{": "}", "(": ")"}
BUDGET: Final = 10
"""How many times the size of its file all that stands for strings and parents may take."""

SMALLEST_BUDGET: Final = 1_000_000
MISSING: Final = "look for a brace, a quote or a comma that is missing"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is written.

    Args:
        type: in lower case.
        key: what citations call it by; empty where there is none.
        fields: lower-case names and values, without the outer braces or quotes.
        location: where it begins.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    location: Location


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a value: the characters from one place to another, or the name of a string."""

    start: int
    end: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    pieces: tuple[_Piece, ...]


class _BrokenError(Exception):
    """An entry that cannot be read further.

    Args:
        what: the fact.
        at: where in the text.
    """

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what = what
        self.at = at


def parse(source: str, path: Path, ledger: Ledger) -> list[Entry]:
    """Return the entries of a BibTeX text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    return _Parser(source, path, ledger).entries()


class _TooMuchError(Exception):
    """Strings that stand for more than a file can mean."""


class _Parser:
    def __init__(self, source: str, path: Path, ledger: Ledger) -> None:
        self._source = source
        self._path = path
        self._ledger = ledger
        self._closing = _matching_braces(source)
        self._lines = [match.start() for match in re.finditer("\n", source)]
        self._strings: dict[str, str] = {}
        self._budget = max(SMALLEST_BUDGET, BUDGET * len(source))

    def entries(self) -> list[Entry]:
        found: list[Entry] = []
        position = 0
        while (match := BLOCK.search(self._source, position)) is not None:
            type_ = match[1].lower()
            try:
                if type_ == "comment":
                    position = self._end_of_comment(match)
                elif type_ in ("string", "preamble"):
                    position = self._definition(match, type_)
                else:
                    entry, position = self._entry(match, type_)
                    found.append(entry)
            except _BrokenError as broken:
                self._tell(match, broken)
                following = LINE_OF_BLOCK.search(self._source, match.end())
                position = following.start() if following else len(self._source)
            except _TooMuchError:
                self._ledger.error(
                    "strings stand for more text than the file can mean",
                    self._at(match.start()),
                    "write out what is meant",
                )
                break
        return found

    def _at(self, position: int) -> Location:
        return Location(self._path, bisect_right(self._lines, position - 1) + 1)

    def _tell(self, block: re.Match[str], broken: _BrokenError) -> None:
        begins = self._source[block.start() : block.start() + 60].split("\n", 1)[0].strip()
        line = self._at(broken.at).line
        self._ledger.warn(
            f"this entry is broken and is left out: {begins}",
            self._at(block.start()),
            f"in line {line}, {broken.what}: {MISSING}",
        )

    def _end_of_comment(self, match: re.Match[str]) -> int:
        """Return where a comment ends: BibTeX passes over the word, others over its braces."""
        if match[2] == "{":
            return self._closing.get(match.end() - 1, match.end())
        return match.end()

    def _definition(self, match: re.Match[str], type_: str) -> int:
        position = match.end()
        if type_ == "preamble":
            _, position = self._value(position)
        else:
            fields, position = self._fields(match, position)
            for field in fields:
                self._strings.setdefault(field.name, self._text(field))
        return position

    def _entry(self, match: re.Match[str], type_: str) -> tuple[Entry, int]:
        position = match.end()
        key = KEY.match(self._source, position)
        name = key[1] if key else ""
        position = key.end() if key else position
        if self._source[position : position + 1] == "=":  # no key, but fields at once
            name, position = "", match.end()
        fields, position = self._fields(match, position)
        values: dict[str, str] = {}
        twice: list[str] = []
        for field in fields:
            text = self._text(field)
            if values.setdefault(field.name, text) != text:
                twice.append(field.name)
        location = self._at(match.start())
        if twice:
            names = ", ".join(f"'{each}'" for each in dict.fromkeys(twice))
            self._ledger.warn(
                f"'{name}' gives {names} twice", location, "the first is used; delete the other"
            )
        return Entry(type_, name, values, location), position

    def _fields(self, block: re.Match[str], position: int) -> tuple[list[_Field], int]:
        """Return the fields up to the end of a block, and where that is."""
        fields: list[_Field] = []
        while True:
            match = FIELD.match(self._source, position)
            if match is None:
                return fields, self._end(block, position, has_fields=bool(fields))
            pieces, position = self._value(match.end())
            fields.append(_Field(match[1].lower(), pieces))

    def _end(self, block: re.Match[str], position: int, *, has_fields: bool) -> int:
        """Return where a block ends that has no more fields."""
        separators = SEPARATORS.match(self._source, position)
        position = separators.end() if separators else position
        sign = self._source[position : position + 1]
        if sign == CLOSING[block[2]]:
            return position + 1
        location = self._at(block.start())
        begins = block[0].strip()
        if sign in ("}", ")"):
            self._ledger.warn(
                f"an entry begins with '{block[2]}' and ends with '{sign}'",
                location,
                f"end it with '{CLOSING[block[2]]}'",
            )
            return position + 1
        if not has_fields:
            raise _BrokenError("there is no field", position)
        if sign == "" or BLOCK.match(self._source, position):
            line = self._at(position).line
            self._ledger.warn(
                f"an entry is not closed: {begins}…",
                location,
                f"end it with '{CLOSING[block[2]]}' before line {line}",
            )
            return position
        found = self._source[position : position + 20].split("\n", 1)[0]
        raise _BrokenError(f"'{found}' is no field", position)

    def _value(self, position: int) -> tuple[tuple[_Piece, ...], int]:
        """Return the pieces of a value such as `"a" # name # {b}`, and where it ends."""
        pieces: list[_Piece] = []
        while True:
            piece, position = self._piece(self._past_space(position))
            pieces.append(piece)
            position = self._past_space(position)
            if self._source[position : position + 1] != "#":
                return tuple(pieces), position
            position += 1

    def _past_space(self, position: int) -> int:
        match = SPACE.match(self._source, position)
        return match.end() if match else position

    def _piece(self, position: int) -> tuple[_Piece, int]:
        sign = self._source[position : position + 1]
        if sign == "{":
            end = self._closing.get(position)
            if end is None:
                raise _BrokenError("a brace is not closed", position)
            return _Piece(position + 1, end, is_name=False), end + 1
        if sign == '"':
            end = self._end_of_quotes(position)
            return _Piece(position + 1, end, is_name=False), end + 1
        match = BARE.match(self._source, position)
        if match is None:
            return _Piece(position, position, is_name=False), position  # a field without a value
        return _Piece(position, match.end(), is_name=True), match.end()

    def _end_of_quotes(self, start: int) -> int:
        position = start + 1
        while (match := IN_QUOTES.search(self._source, position)) is not None:
            if match[0] == '"':
                return match.start()
            end = self._closing.get(match.start())
            if end is None:
                break
            position = end + 1
        raise _BrokenError("a quote is not closed", start)

    def _text(self, field: _Field) -> str:
        return "".join([self._part(piece) for piece in field.pieces])

    def _part(self, piece: _Piece) -> str:
        text = self._source[piece.start : piece.end]
        if not piece.is_name:
            return text
        meant = self._strings.get(text.lower(), text)
        self._budget -= len(meant)
        if self._budget < 0:
            raise _TooMuchError
        return meant


def _matching_braces(source: str) -> dict[int, int]:
    """Return where each opening brace that is closed is closed."""
    closing: dict[int, int] = {}
    waiting: list[int] = []
    for match in BRACE.finditer(source):
        if match[0] == "{":
            waiting.append(match.start())
        elif waiting:
            closing[waiting.pop()] = match.start()
    return closing
