"""The list of copies that were made: whose is which file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _csv import Writer
    from collections.abc import Iterable
    from typing import TextIO

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def neutral(value: str) -> str:
    """Return a value that no spreadsheet evaluates, as OWASP recommends ("CSV Injection")."""
    return f"'{value}" if value.startswith(_FORMULA) else value


@dataclass(frozen=True, slots=True)
class CopyList:
    """A CSV file that says who got which copy."""

    _writer: Writer

    @classmethod
    def begin(cls, file: TextIO, more: Iterable[str] = ()) -> CopyList:
        """Begin a list in a file that is open for writing, with `newline=""`.

        Args:
            file: where to write it.
            more: the names of further columns.
        """
        made = cls(csv.writer(file))
        made._writer.writerow(("number", "name", "file", "pages", *more))
        return made

    def add(self, number: int, name: str, file: str, pages: int, *more: str) -> None:
        """Add a copy, with what is in further columns."""
        self._writer.writerow((number, neutral(name), neutral(file), pages, *map(neutral, more)))
