"""Which styles a name that nobody has was meant for: word by word, each as it may be misspelt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CLOSE: Final = 0.75
"""How like two words are at least if one is to be the other, misspelt."""

LONGER: Final = 2
"""How many letters longer or shorter it may be."""

BEGINNING: Final = 4
"""The first letters of a word that stand for it; of a number any do: `17` for `17th`."""

BEGUN: Final = 0.85
"""How like a word is to its beginning."""

SWAPPED: Final = 0.95
"""How like a word is to itself with two neighbouring letters swapped."""

PASSED_OVER: Final = frozenset(
    {"of", "the", "and", "for", "style", "edition", "manual", "journal", "citation"}
)
"""Words that tell little: they count a fifth of others."""


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple("".join(c if c.isalnum() else " " for c in letters).split())


@dataclass(frozen=True, slots=True)
class Known:
    """A name that somebody has.

    Args:
        owner: who has it; each may have several.
        name: the name.
        shown: what to call the owner if this name is the likeliest.
    """

    owner: str
    name: str
    shown: str


def nearest(wanted: str, names: Iterable[Known], count: int) -> tuple[str, ...]:
    """Return what the owners of the likeliest names are called, best first, each once.

    Args:
        wanted: what was asked for.
        names: the names; the first of two that are as like goes before.
        count: how many are wanted.
    """
    asked = words_of(wanted)
    rows = [(known, words_of(known.name)) for known in names]
    vocabulary = {word for _, words in rows for word in words}
    likes = [_like(word, vocabulary) for word in asked]
    best: dict[str, tuple[float, str]] = {}
    for known, words in rows:
        score = _score(words, asked, likes)
        if score > best.get(known.owner, (0.0, ""))[0]:
            best[known.owner] = (score, known.shown)
    ranked = sorted(best.values(), key=lambda scored: -scored[0])
    return tuple(shown for _, shown in ranked[:count])


def _like(asked: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Return the words that one may have been meant for, with how like they are, up to 1."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    found = {}
    for word in vocabulary:
        if word == asked:
            found[word] = 1.0
        elif word.startswith(asked) and (len(asked) >= BEGINNING or asked.isdigit()):
            found[word] = BEGUN
        elif _is_swapped(word, asked):
            found[word] = SWAPPED
        elif abs(len(word) - len(asked)) <= LONGER and asked.isalpha():
            matcher.set_seq1(word)
            if matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE:
                ratio = matcher.ratio()
                if ratio >= CLOSE:
                    found[word] = ratio
    return found


def _is_swapped(word: str, other: str) -> bool:
    if len(word) != len(other):
        return False
    apart = [at for at, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
    match apart:
        case (first, second) if second == first + 1:
            return word[first] == other[second] and word[second] == other[first]
        case _:
            return False


def _score(
    words: tuple[str, ...], asked: tuple[str, ...], likes: Sequence[Mapping[str, float]]
) -> float:
    """Return the share of both names that the other has, as in Dice's coefficient."""
    found = 0.0
    for word, like in zip(asked, likes, strict=True):
        found += _weight(word) * max((like.get(other, 0.0) ** 2 for other in words), default=0.0)
    whole = sum(map(_weight, asked)) + sum(map(_weight, words))
    return 2 * found / whole if whole else 0.0


def _weight(word: str) -> float:
    return 0.2 if word in PASSED_OVER else 1.0
