"""Numbers that stand for entries of a numbered list of references, and are no links.

A page writes them `[1, 3-5]`, raised, or `(1)`. Which way it is, is found for the whole page, by
which of them covers most of the list: elsewhere raised numbers are exponents and `(1)` is an
equation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork.inlines import NESTING, Cite, Link, Superscript, Text, plain_text
from presswork.inlines import walk as walk_inlines
from presswork.readers.printed import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location

_LIST: Final = (
    r"\d{1,4}(?:\s*[,;\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}]\s*\d{1,4})*"
)
_NUMBER: Final = re.compile(r"\d+")


class Way(Enum):
    """How a page writes the numbers; the value finds them in a text."""

    SQUARE = re.compile(rf"\[\s*{_LIST}\s*\]")
    RAISED = re.compile(rf"\s*[\[(]?\s*{_LIST}\s*[\])]?\s*,?\s*")
    ROUND = re.compile(rf"\(\s*{_LIST}\s*\)")


_UNITS: Final = (
    "cm mm km nm µm μm dm ft ms min kg mg ml mol pa hz ghz pc au px chi sin cos tan log exp"
)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\s*$")
_ENOUGH: Final = 0.5
"""What share of a list numbers in round brackets have to cover: they mean other things too."""


def way_of(runs: Iterable[Inlines], count: int) -> Way | None:
    """Find how a document writes the numbers of its list; None where it does not.

    Args:
        runs: all its runs of text, without the list.
        count: how many entries the list has.
    """
    found: dict[Way, set[int]] = {way: set() for way in Way}
    for run in runs:
        if any(isinstance(inline, Cite) for inline in walk_inlines(run)):
            return None
        for way, numbers in _numbers(run):
            if all(1 <= number <= count for number in numbers):
                found[way].update(numbers)
    best = max(Way, key=lambda way: len(found[way]))
    covered = len(found[best])
    if not covered or (best is not Way.SQUARE and covered < _ENOUGH * count):
        return None
    return best


def _numbers(run: Inlines, before: str = "") -> Iterator[tuple[Way, list[int]]]:
    for inline in run:
        match inline:
            case Text(text):
                for way in (Way.SQUARE, Way.ROUND):
                    for each in way.value.finditer(text):
                        yield way, list(map(int, _NUMBER.findall(each[0])))
                before = text
            case Superscript():
                words = plain_text(inline.children)
                if Way.RAISED.value.fullmatch(words) and _may_be_raised(before):
                    yield Way.RAISED, list(map(int, _NUMBER.findall(words)))
                before = ""
            case _ if isinstance(inline, NESTING):
                yield from _numbers(inline.children, before)
                before = plain_text(inline.children)
            case _:
                before = ""


def _may_be_raised(before: str) -> bool:
    """Tell whether a raised number after a text may be a citation, and no exponent."""
    if not before or before[-1:].isdigit() or before[-1:] in "×·^=+−-(":
        return False
    word = _LAST_WORD.search(before)
    return word is None or (len(word[1]) > 1 and word[1].casefold() not in _UNITS.split())


def marked(run: Inlines, way: Way, keys: Sequence[str], location: Location | None) -> Inlines:
    """Return a run with marks in the place of numbers.

    Args:
        run: the run.
        way: how the document writes them.
        keys: the keys of the list, in its order.
        location: where the run is.
    """
    result: list[Inline] = []
    before = ""
    for inline in run:
        match inline:
            case Text(text) if way is not Way.RAISED:
                result += _in_text(text, way, keys, location)
            case Link():
                result.append(inline)
            case Superscript(children=children) if way is Way.RAISED:
                words = plain_text(children)
                whole = Way.RAISED.value.fullmatch(words) and _may_be_raised(before)
                marks = _in_text(words, way, keys, location) if whole else [*children]
                result.append(Superscript(tuple(marks)))
            case _ if isinstance(inline, NESTING):
                result.append(
                    replace(inline, children=marked(inline.children, way, keys, location))
                )
            case _:
                result.append(inline)
        before = plain_text((inline,))
    return tuple(result)


def _in_text(text: str, way: Way, keys: Sequence[str], location: Location | None) -> list[Inline]:
    result: list[Inline] = []
    done = 0
    for group in way.value.finditer(text):
        numbers = list(_NUMBER.finditer(text, group.start(), group.end()))
        if not all(1 <= int(number[0]) <= len(keys) for number in numbers):
            continue
        for number in numbers:
            result.append(Text(text[done : number.start()]))
            result.append(citations.mark(keys[int(number[0]) - 1], number[0], location))
            done = number.end()
    result.append(Text(text[done:]))
    return [inline for inline in result if inline != Text("")]
