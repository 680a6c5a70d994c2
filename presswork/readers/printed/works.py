"""The list of references as citations see it: keys by ids and labels, in their order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.references import OTHERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presswork.references import Reference

_WORDS: Final = re.compile(r"[^\W\d_]+")
_PARTICLES: Final = 2
"""Words of a name up to this length are particles and initials, which no one is known by."""


@dataclass(frozen=True, slots=True)
class Works:
    """The works that can be cited.

    Args:
        keys: the keys that an id stands for; a reference may hold several works.
        order: the place of each key in the list.
        labels: the keys that the list's numbers stand for.
        families: the words of the family names of each work's authors, folded.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    families: Mapping[str, frozenset[str]] = field(default_factory=dict)
    listed: tuple[str, ...] = ()

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """Return the keys from one to another of the list, both with it."""
        start, end = self.order.get(first, 0), self.order.get(last, -1)
        return self.listed[start : end + 1] if start <= end else (first, last)


def folded(text: str) -> str:
    """Return a text without accents and capitals, to compare names."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORDS.findall(folded(text))


def families_of(reference: Reference) -> frozenset[str]:
    """Return the words of the family names by which a work is cited."""
    names = reference.names.get("author") or reference.names.get("editor") or ()
    words = [
        word
        for name in names
        if name != OTHERS
        for word in words_of(f"{name.non_dropping_particle} {name.family} {name.literal}")
    ]
    known = [word for word in words if len(word) > _PARTICLES]
    return frozenset(known or words)


def make_works(
    references: Sequence[Reference],
    keys: Mapping[str, tuple[str, ...]],
    labels: Mapping[str, tuple[str, ...]],
) -> Works:
    """Return the works of a list.

    Args:
        references: in the order of the list.
        keys: the keys that an id stands for.
        labels: the keys that a label stands for.
    """
    listed = tuple(reference.key for reference in references)
    return Works(
        keys=keys,
        order={key: at for at, key in enumerate(listed)},
        labels=labels,
        families={reference.key: families_of(reference) for reference in references},
        listed=listed,
    )
