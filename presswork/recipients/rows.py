"""The rows of a list of recipients, whatever file they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_COLUMNS: Final = 200
"""How many columns a list has at most."""

LONGEST_VALUE: Final = 10_000
"""How many characters a value has at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file.

    Args:
        line: the line where it begins, or its number in a workbook, counted from 1.
        values: its cells as text.
    """

    line: int
    values: tuple[str, ...]
