"""Names with years that stand for entries of a list of references, and are no links.

`(Smith et al. 2018; Doe 2019, 2020)`, `Krewinkel and Winkler (2017)`: what names the first author
of exactly one entry, with its year, becomes a mark of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import NESTING, Link, Text
from presswork.readers.printed import citations
from presswork.readers.printed.works import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presswork.inlines import Inline, Inlines
    from presswork.references import Reference

_PARTICLE: Final = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Ll]a|[Ll]e|[Tt]en)[ ])*"
_WORD: Final = r"[^\W\d_a-z][\w’'\-]*[^\W\d_]"
_NAME: Final = rf"{_PARTICLE}{_WORD}(?:[ ]{_WORD})?"
_YEAR: Final = r"(?:1[5-9]|20)\d\d[a-z]?"
_MENTION: Final = re.compile(
    rf"(?P<first>{_NAME})"
    rf"(?:,?[ ](?:et[ ]al\.?|(?:and|&|und|et|y)[ ](?:others|{_NAME}))|,[ ]{_NAME})*"
    rf"(?:,?[ ]|,?[ ]?[(\[])(?P<year>{_YEAR})[)\]]?"
)
_NEXT: Final = re.compile(rf",[ ]({_YEAR})(?![\w/])")


def of(references: Iterable[Reference]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Look up who wrote what when."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for reference in references:
        people = reference.names.get("author") or reference.names.get("editor") or ()
        date = reference.dates.get("issued")
        if not people or not date or not date.start:
            continue
        name = people[0].family or people[0].literal
        for word in set(words_of(name)):
            place = (word, str(date.start.year))
            found[place] = (*found.get(place, ()), reference.key)
    return found


def marked(run: Inlines, known: Mapping[tuple[str, str], tuple[str, ...]]) -> Inlines:
    """Return a run with marks in the place of names with years."""
    result: list[Inline] = []
    for inline in run:
        match inline:
            case Text(text):
                result += _in_text(text, known)
            case Link():
                result.append(inline)
            case _ if isinstance(inline, NESTING):
                result.append(replace(inline, children=marked(inline.children, known)))
            case _:
                result.append(inline)
    return tuple(result)


def _in_text(text: str, known: Mapping[tuple[str, str], tuple[str, ...]]) -> list[Inline]:
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    result: list[Inline] = []
    done = 0
    for found in _MENTION.finditer(plain):
        names = words_of(found["first"])
        key = _key(names, found["year"], known)
        if key is None or found.start() < done:
            continue
        result.append(Text(text[done : found.start()]))
        shown = found[0]
        opened = shown.count("(") + shown.count("[")
        closed = shown.count(")") + shown.count("]")
        end = found.end() - 1 if closed > opened else found.end()
        result.append(citations.mark(key, plain[found.start() : end]))
        done = end
        while (more := _NEXT.match(plain, done)) and (other := _key(names, more[1], known)):
            result += [Text(", "), citations.mark(other, more[1])]
            done = more.end()
    result.append(Text(text[done:]))
    return [inline for inline in result if inline != Text("")]


def _key(
    names: list[str], year: str, known: Mapping[tuple[str, str], tuple[str, ...]]
) -> str | None:
    """Return the work of an author and a year; a letter behind the year chooses among several."""
    for name in reversed(names):
        keys = known.get((name, year[:4]), ())
        letter = year[4:]
        if len(keys) == 1:
            return keys[0]
        if letter and ord(letter) - ord("a") < len(keys):
            return keys[ord(letter) - ord("a")]
    return None
