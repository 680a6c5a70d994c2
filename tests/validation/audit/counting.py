"""What a source says and what a file shows of it, counted kind by kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from tests.validation.texts import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Kind(Enum):
    """What is counted."""

    AUTHORS = "authors"
    AFFILIATIONS = "affiliations"
    NOTICES = "notices"
    REFERENCES = "references"
    FIGURES = "figures"
    PICTURES = "pictures"
    TABLES = "tables"
    EQUATIONS = "equations"
    FORMULAS = "formulas"
    FOOTNOTES = "footnotes"
    CROSS_REFERENCES = "cross-references"
    PASSAGES = "passages"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a source has, and that an output must show.

    Args:
        name: what a message calls it.
        runs: its words; those of one run stand together.
        numbers: its own, one or more, as they are written: `2`, `A3`.
    """

    name: str
    runs: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says.

    Args:
        things: of each kind.
        begin: the first words of the text, which end the title block.
        verbatim: code, and signs that stand for themselves: what looks like markup in it is none.
        cites: how many places outside notes cite works; each is a note in a note style.
        unknown: kinds of which the source does not say how many an output is to have.
        language: of the fixed words, without its region.
    """

    things: dict[Kind, tuple[Thing, ...]]
    begin: str
    verbatim: str
    cites: int = 0
    unknown: frozenset[Kind] = frozenset()
    language: str = "en"


def contains(run: str, text: str) -> bool:
    """Tell whether a run of words stands in a text whose lines end where they should."""
    return squash(run) in squashed(text)


_squashed: dict[str, str] = {}


def squashed(text: str) -> str:
    """Return the letters and digits of a long text, which is asked for often."""
    if text not in _squashed:
        _squashed.clear()
        _squashed[text] = squash(text)
    return _squashed[text]


@dataclass(frozen=True, slots=True)
class Shown:
    """What an output shows.

    Args:
        text: its words, as a reader of the format finds them.
        counts: how many there are, of the kinds that the format knows.
        has: whether a run of words stands in a text, as far as the format tells.
        parted: kinds of which the structure has more where the end of a page or line parts one.
    """

    text: str
    counts: dict[Kind, int]
    has: Callable[[str, str], bool] = contains
    parted: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind the source has and an output shows.

    Args:
        shown: by structure and by words, whichever are fewer; more than the source's if the
            structure has more.
        missing: what is not found.
    """

    kind: Kind
    source: int
    shown: int
    missing: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Return whether nothing is lost and nothing doubled."""
        return self.source == self.shown and not self.missing


BEGINNING: Final = 24
"""How many letters tell the beginning of a text from a title."""

WORDS: Final = {Kind.FIGURES: "figure", Kind.TABLES: "table"}
"""The words before the numbers, by their names in `templates/words.yaml`."""

Vocabulary: TypeAlias = dict[str, str]


def compare(told: Told, shown: Shown, words: Vocabulary) -> tuple[Count, ...]:
    """Count each kind in the source and in an output."""
    return tuple(_compare(kind, told, shown, words) for kind in Kind if kind not in told.unknown)


def _compare(kind: Kind, told: Told, shown: Shown, words: Vocabulary) -> Count:
    things = told.things.get(kind, ())
    text = _title_block(told, shown) if kind in (Kind.AUTHORS, Kind.AFFILIATIONS) else shown.text
    missing: list[str] = []
    for thing in things:
        lost = [run for run in thing.runs if not shown.has(run, text)]
        lost += [
            f"its number {number}"
            for number in thing.numbers
            if not _has_number(kind, number, shown.text, words)
        ]
        if lost:
            missing.append(" | ".join(dict.fromkeys((thing.name, *lost))))
    found = len(things) - len(missing)
    counted = shown.counts.get(kind, len(things))
    if kind in shown.parted:
        counted = min(counted, len(things))
    number = counted if counted > len(things) else min(found, counted)
    return Count(kind, len(things), number, tuple(missing))


def _title_block(told: Told, shown: Shown) -> str:
    """Return what stands before the text: names stand in references too."""
    begin = squash(told.begin)[:BEGINNING]
    head, found, _ = squashed(shown.text).partition(begin) if begin else ("", "", "")
    return head if found else shown.text


def _has_number(kind: Kind, number: str, text: str, words: Vocabulary) -> bool:
    """Tell whether a figure, a table or an equation has its number beside it."""
    if kind is Kind.EQUATIONS:
        return f"({number})" in text
    label = rf"{re.escape(words[WORDS[kind]])}\s{{1,3}}{re.escape(number)}\b"
    return re.search(label, text) is not None


RESIDUE: Final = re.compile(
    r"\?\?|\[\?\]|\$"
    r"|\\[a-zA-Z]+\s*\{|\\(?:label|ref|autoref|eqref|cite|begin|end)\b"
    r"|@(?:fig|tbl|tab|eq|sec|lst)[:-]\w+"
    r"|\{[#.][a-zA-Z][^{}]*\}|:::"
    r"|\]\([^)\s]+\)"
)
"""What is left of markup that was not understood."""


def residue(told: Told, shown: Shown) -> tuple[str, ...]:
    """Return what looks like markup in an output and is none of the source's own words."""
    left = list(RESIDUE.findall(shown.text))
    for own in RESIDUE.findall(told.verbatim):
        # Poppler leaves the hyphen out that a line ends with.
        shown_as = next((form for form in (own, own.replace("-", "")) if form in left), None)
        if shown_as is not None:
            left.remove(shown_as)
    return tuple(left)


def things(names: Iterable[str]) -> tuple[Thing, ...]:
    """Return things whose names are their words."""
    return tuple(Thing(name, (name,)) for name in names)
