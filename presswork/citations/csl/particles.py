"""Names taken apart: particles and suffixes that reference data keeps within the names.

CSL-JSON from reference managers has "van Gogh" as the family name and "Ludwig van" as the given
one; CSL 1.0.2 ("Name-part Order") wants the particles by themselves.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presswork.references import Name

APOSTROPHES: Final = "'’ʻʼ‘"
JOINING: Final = frozenset("-" + APOSTROPHES)


@lru_cache(maxsize=16384)
def parsed(name: Name) -> Name:
    """Return a personal name with its particles and suffix apart."""
    if name.literal:
        return name
    if len(name.family) > 1 and name.family[0] == '"' == name.family[-1]:
        return replace(name, family=name.family[1:-1])
    given, suffix, comma = _suffix(name)
    family, particle, dropping = name.family, name.non_dropping_particle, name.dropping_particle
    if not particle and not dropping:
        particle, family = _leading(family)
        given, dropping = _trailing(given)
    if (family, given, suffix) == (name.family, name.given, name.suffix):
        return name  # what is shorter by nothing has no particles either
    return replace(
        name,
        family=family,
        non_dropping_particle=particle,
        given=given,
        dropping_particle=dropping,
        suffix=suffix,
        comma_suffix=comma,
    )


def _suffix(name: Name) -> tuple[str, str, bool]:
    """Take "Jr." off the given names: `John, Jr.`, or `John,! Jr.` for a comma that is shown."""
    given, comma, suffix = name.given.partition(",")
    if not comma or name.suffix or not suffix.strip("! "):
        return name.given, name.suffix, name.comma_suffix
    shown = suffix.startswith("!")
    return given.strip(), suffix.lstrip("!").strip(), shown or name.comma_suffix


def _is_particle(word: str) -> bool:
    bare = word.strip(APOSTROPHES + "-")
    return bool(bare) and bare[0].isalpha() and bare == bare.lower() and bare.upper() != bare


def _leading(family: str) -> tuple[str, str]:
    """Return the particles that a family name begins with, and the rest."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    joined = _joined(rest)
    if joined and len(rest) > len(joined):
        particle = f"{particle} {joined}".strip()
        rest = rest[len(joined) :]
    return particle, rest


def _joined(word: str) -> str:
    """Return a particle that is written together with the name: `d'`, `al-`."""
    if JOINING.isdisjoint(word[1:4]):
        return ""
    for length in range(2, 5):
        head = word[:length]
        if head[-1:] in JOINING:
            following = word[length : length + 1]
            stem = head[:-1]
            if stem and stem.islower() and stem.isalpha() and following.isupper():
                return head
            return ""
    return ""


def _trailing(given: str) -> tuple[str, str]:
    """Return the given names, and the particles at their end."""
    words = given.split(" ")
    count = len(words)
    while count > 1 and _is_particle(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
