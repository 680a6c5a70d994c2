"""What a text says, as far as every program can read it: letters and digits, in their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

BULLET: Final = "•"

Row: TypeAlias = "tuple[Cell, ...]"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell of a table: its text, how much it covers, and whether it is in a row of the head."""

    words: str
    columns: int = 1
    rows: int = 1
    heads: bool = False


@dataclass(slots=True)
class Told:
    """What a text says.

    Args:
        headings: their levels and words.
        paragraphs: all of them, those of lists and quotations as well; none of tables or notes.
        items: of lists: their numbers, or a bullet, and the words that they begin with.
        tables: rows of cells.
        notes: in the order of their marks.
        captions: with their words and numbers.
        links: addresses outside of the file.
        pictures: their alternative texts.
        codes: listings.
        verbatim: code within lines.
        formulas: the signs of each.
    """

    headings: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)
    tables: list[list[Row]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    verbatim: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


ITEM: Final = 30
"""How many signs of an item are compared: programs part long items differently."""


def missing(told: Sequence[str], read: Sequence[str]) -> list[str]:
    """Return what is told and was not read, each as often as it is missing."""
    return sorted((Counter(told) - Counter(read)).elements())


def out_of_order(told: Sequence[str], read: Sequence[str]) -> list[str]:
    """Return what was read at another place among the others than it was told at."""
    known = Counter(told)
    kept = [each for each in read if each in known]
    return [f"{a} / {b}" for a, b in zip(told, kept, strict=False) if a != b][:1]
