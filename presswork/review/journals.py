"""Journals that are named in more ways than one.

A short form is told by what ISO 4 makes of a title: each word is cut at its end, or letters within
it are left out, articles and prepositions are dropped, and the order stays.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.review.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.references import Reference
    from presswork.review.manuscript import Manuscript

_Words: TypeAlias = tuple[str, ...]

_DROPPED: Final = frozenset(
    """a an and at by d da das de del della delle den der des di die do du e ed een el en et für
    för for from i il in into l la las le les lo los of og on or ou och para pour sur the to
    und van voor von y zur über""".split()  # noqa: SIM905 - words
)
"""Articles, prepositions and conjunctions, which a short form leaves out."""

_TYPES: Final = frozenset({"article-journal", "article-magazine"})
_OTHER_ENDS: Final = re.compile(r"olog|iatr|therap|ograph|metr|scienc")
"""Ends that ISO 4 keeps apart: `Phys.` is no `Physiology`, `Geogr.` no `Geology`."""

_PLACES: Final = ({"usa"}, {"u", "s", "a"}, {"united", "states", "america"}, {"us"})
_ACRONYM: Final = re.compile(r"[A-Z]{3,}")
_SHORTEST: Final = 3
_MOST: Final = 0.75
"""Letters that a contraction (`Natl.`) has at most, as a share of the word's."""


def in_two_ways(manuscript: Manuscript) -> Iterator[Finding]:
    """Find listed works whose journal goes by another name elsewhere in the list."""
    works = [work for work in manuscript.listed if work.type in _TYPES and _journal(work)]
    counts = Counter(_journal(work) for work in works)
    first: dict[str, Reference] = {}
    for work in works:
        first.setdefault(_journal(work), work)
    for name, usual in _variants(counts, _known_short_names(works)):
        yield Finding(
            f"'{first[name].key}' names the journal '{name}', which is '{usual}' in "
            f"'{first[usual].key}'",
            first[name].location,
            "name it in one way; its short form has a field of its own (container-title-short, "
            "shortjournal)",
            quote=name,
            rule="journal-name-variants",
        )


def _journal(work: Reference) -> str:
    return work.text("container-title")


def _known_short_names(works: list[Reference]) -> dict[str, str]:
    """Return the short names that the works themselves give, each with the full name."""
    short = ((work.text("container-title-short"), _journal(work)) for work in works)
    return {" ".join(_words(name)): full for name, full in short if name and name != full}


def _variants(counts: Counter[str], known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name that is another's variant, with the one that most works use."""
    buckets: dict[_Words, list[str]] = {}
    by_use = sorted(counts, key=lambda name: (-counts[name], -len(name)))
    for name in by_use:
        words = _words(name)
        if not words:
            continue
        bucket = buckets.setdefault(tuple(word[0] for word in words), [])
        usual = next((other for other in bucket if _are_one(words, _words(other))), None)
        full = known.get(" ".join(words))
        if usual is None and full in counts and full != name:
            usual = full
        if usual is None:
            bucket.append(name)
        else:
            yield name, usual


def _words(name: str) -> _Words:
    """Return the words of a name that count, in lower case."""
    if _ACRONYM.fullmatch(name):
        return tuple(name.casefold())
    found = re.findall(r"[^\W_]+", name.casefold())
    kept = [word for word in found[:-1] if word not in _DROPPED] + found[-1:]  # 'Phys. Rev. A'
    for place in _PLACES:
        if len(kept) > len(place) and set(kept[-len(place) :]) == place:
            kept = kept[: -len(place)]
    return tuple(kept)


def _are_one(one: _Words, other: _Words) -> bool:
    """Tell whether each word is the other's short form; both have as many, with one beginning."""
    if len(one) == 1 and one != other:
        return False  # 'Nature' and 'Nat.' would do, but 'Science' and 'Sci.' are too short to tell
    pairs = (sorted(pair, key=len) for pair in zip(one, other, strict=True))
    return all(_is_short_for(short, word) for short, word in pairs)


def _is_short_for(short: str, word: str) -> bool:
    """Tell whether a word may be written short so: its beginning, or letters of it in order."""
    if word.startswith(short):
        return len(short) == 1 or not _OTHER_ENDS.search(word[len(short) :])
    if not _SHORTEST <= len(short) <= _MOST * len(word):
        return False
    rest = iter(word)
    return all(letter in rest for letter in short) and short[-1] == word[-1]
