"""A list of recipients: which columns it has, who is in it, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from presswork.problems import Location, Problem, Problems, nearest
from presswork.recipients import csv_rows, xlsx_rows
from presswork.recipients.rows import LONGEST_VALUE, MOST_COLUMNS, Row
from presswork.recipients.telling import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

NAME: Final = "name"
STYLE: Final = "style"
REGION: Final = "region"
NUMBER: Final = "number"
COUNT: Final = "count"

USUAL: Final = (NAME, "institution", STYLE, REGION, NUMBER, COUNT)
"""The columns that templates may ask for even where a list does not have them."""

MOST_RECIPIENTS: Final = 1_000_000

MOST_GROUPS: Final = 1_000
"""How many pairs of a style and a region a list has at most."""

_OLD: Final = b"\xd0\xcf\x11\xe0"
"""What a workbook of Excel 97 begins with."""

_UNSEEN: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Characters that would turn around text which is not theirs, and a byte order mark."""

_UNPRINTABLE: Final = frozenset({"Cc", "Co", "Cs", "Cn"})
"""The categories of what no font can show: control characters, and those without a meaning."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a copy is for.

    Args:
        number: of the row among those of people, counted from 1.
        line: where the row is in its file.
        values: what the list says, by the names of its columns; also of those in `USUAL`, where
            `number` and `count` are that of the row and of all.
    """

    number: int
    line: int
    values: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the name, which is never empty."""
        return self.values[NAME]

    @property
    def group(self) -> Group:
        """Return with whom a copy can be laid out."""
        return Group(self.values[STYLE], self.values[REGION])


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Those who get the same but for their names: what they ask for, empty for what is usual."""

    style: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """A list that was read once and is in order; going through it reads it again.

    Args:
        path: its file.
        columns: the names of its columns as they are told, in order; empty where one is ignored.
        count: how many people are in it.
        groups: in which line each style and region is asked for first.
        characters: all that occur, by the names of the columns.
        warnings: what the reader of the command should know.
    """

    path: Path
    columns: tuple[str, ...]
    count: int
    groups: Mapping[Group, int]
    characters: Mapping[str, frozenset[str]]
    warnings: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Recipient]:
        """Yield everybody in the order of the file.

        Raises:
            Problems: the file has been changed or taken away.
        """
        tally = Tally(self.path)
        found = 0
        for recipient in _people(self.path, self.columns, tally, self.count):
            found += 1
            yield recipient
        if found != self.count:
            tally.fail("the list was changed while it was being used", None, "begin again")


def survey(path: Path) -> Recipients:
    """Read a list once.

    Raises:
        Problems: all that is wrong with it, the first twenty of each kind with their lines.
    """
    tally = Tally(path)
    try:
        columns = _columns(path, tally)
        counted = _Survey(tally, columns)
        for recipient in _people(path, columns, tally):
            counted.count_in(recipient)
    except OSError as error:
        what = f"the list of recipients cannot be read: {(error.strerror or str(error)).lower()}"
        hint = "name a CSV file or an Excel workbook with --recipients"
        raise Problems([Problem(what, Location(path), hint)]) from error
    if not counted.count and not tally.problems:
        tally.fail("the list has a header and no people", None, "add a row for each of them")
    return Recipients(
        path=path,
        columns=columns,
        count=counted.count,
        groups=counted.groups,
        characters={name: frozenset(found) for name, found in counted.characters.items()},
        warnings=tally.settle(),
    )


class _Survey:
    """What a list holds, as far as it has been read."""

    def __init__(self, tally: Tally, columns: Sequence[str]) -> None:
        self._tally = tally
        self.count = 0
        self.groups: dict[Group, int] = {}
        self.characters = {name: set[str]() for name in (*USUAL, *columns) if name}
        self.characters[COUNT].update("0123456789")

    def count_in(self, recipient: Recipient) -> None:
        self.count += 1
        self.groups.setdefault(recipient.group, recipient.line)
        if len(self.groups) > MOST_GROUPS:
            what = f"the list asks for more than {MOST_GROUPS:,} pairs of styles and regions"
            self._tally.fail(what, recipient.line, "are these columns what their names say?")
        for name, value in recipient.values.items():
            self.characters[name].update(value)


def _rows(path: Path, tally: Tally) -> Iterator[Row]:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLD):
        what = "the file is a workbook of Excel 97, which is not read"
        tally.fail(what, None, xlsx_rows.AS_WORKBOOK)
    if start.startswith(xlsx_rows.BEGINNING):
        return xlsx_rows.rows_of(path, tally)
    return csv_rows.rows_of(path, tally)


def column_name(header: str) -> str:
    """Return what templates call a column: `job_title` for "Job title"."""
    folded = unicodedata.normalize("NFKC", header).strip().casefold()
    return re.sub(r"\W+", "_", folded).strip("_")


def _columns(path: Path, tally: Tally) -> tuple[str, ...]:
    """Return the names of the columns.

    Raises:
        Problems: the header is missing, or of no use.
    """
    header = next(_rows(path, tally), None)
    if header is None:
        hint = "the first row names the columns: name, institution, style, region, ..."
        tally.fail("the list is empty", None, hint)
    columns = _without_end(tuple(map(column_name, header.values)))
    if len(columns) > MOST_COLUMNS:
        what = f"the list has more than {MOST_COLUMNS} columns"
        tally.fail(what, header.line, "leave out those that no template asks for")
    for name, times in Counter(columns).items():
        if name and times > 1:
            places = [str(at) for at, other in enumerate(columns, 1) if other == name]
            what = f"there are {times} columns '{name}': {', '.join(places)}"
            tally.error("columns of one name", what, header.line, "rename or remove all but one")
    if NAME not in columns:
        told = ", ".join(f"'{value.strip()[:40]}'" for value in header.values[:10])
        hint = "the first row names the columns; call that of the names 'name'"
        if near := nearest(NAME, filter(None, columns)):
            hint = f"rename {' or '.join(map(repr, near))} to 'name'"
        tally.error("columns", f"there is no column 'name'; there are {told}", header.line, hint)
        tally.settle()
    return columns


def _people(
    path: Path, columns: Sequence[str], tally: Tally, count: int = 0
) -> Iterator[Recipient]:
    """Yield the people in a list, who are so many; rows that are wrong are told and passed by."""
    rows = _rows(path, tally)
    next(rows, None)
    absent = dict.fromkeys(USUAL, "") | {COUNT: str(count)}
    number = 0
    for read, row in enumerate(rows, 1):
        if read > MOST_RECIPIENTS:
            what = f"the list has more than {MOST_RECIPIENTS:,} people"
            tally.fail(what, row.line, "divide it, and build from each part")
        if not _fits(row, columns, tally):
            continue
        values = {
            name: _clean(value, name, row.line, tally)
            for name, value in zip(columns, row.values, strict=False)
            if name
        }
        if not values[NAME]:
            hint = "fill it in, or remove the row"
            tally.error("rows without a name", "the name is empty", row.line, hint)
            continue
        number += 1
        yield Recipient(
            number, row.line, MappingProxyType({**absent, NUMBER: str(number), **values})
        )


def _fits(row: Row, columns: Sequence[str], tally: Tally) -> bool:
    """Tell whether a row has a value for each column, and note it where it has not."""
    values = _without_end(row.values, len(columns))
    if len(values) > len(columns):
        what = f"the row has {len(values)} values for {len(columns)} columns"
        hint = 'put a value that holds what parts the values between quotation marks: "A, B"'
        tally.error("rows that are too long", what, row.line, hint)
        return False
    if len(values) < len(columns):
        what = f"the row has {len(values)} values for {len(columns)} columns"
        hint = "leave no value out; one that is empty has what parts the values beside it"
        tally.error("rows that are too short", what, row.line, hint)
        return False
    pairs = enumerate(zip(values, columns, strict=True), 1)
    stray = next((at for at, (value, name) in pairs if not name and value.strip()), 0)
    if stray:
        what = f"there is a value in column {stray}, which has no name"
        tally.error("values in columns without a name", what, row.line, "name it in the first row")
        return False
    if any(len(value) > LONGEST_VALUE for value in values):
        what = f"a value is longer than {LONGEST_VALUE:,} characters"
        tally.error("values that are too long", what, row.line, "shorten it")
        return False
    return True


def _without_end(values: tuple[str, ...], least: int = 0) -> tuple[str, ...]:
    """Return values without the empty ones at their end, but no fewer than so many."""
    end = len(values)
    while end > least and not values[end - 1].strip():
        end -= 1
    return values[:end]


def _clean(value: str, column: str, line: int, tally: Tally) -> str:
    """Return a value as one line of what can be printed."""
    text = " ".join(value.split())
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(
        character
        for character in text
        if character not in _UNSEEN and unicodedata.category(character) not in _UNPRINTABLE
    )
    if kept != text:
        what = f"'{column}' holds characters that cannot be printed, which are left out"
        tally.warn("values with characters that cannot be printed", what, line)
    return unicodedata.normalize("NFC", " ".join(kept.split()))
