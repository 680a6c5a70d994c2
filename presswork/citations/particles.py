"""Particles that stand within names: "van der" in the family name, "de" after the given names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.citations.fields import with_apostrophes

if TYPE_CHECKING:
    from presswork.references import Name


def split(name: Name) -> Name:
    """Return the name with its particles apart, where reference data left them in its parts.

    Small words before a family name are non-dropping particles, small words after given names are
    dropping ones; that is how reference managers write them.
    """
    name = replace(name, family=with_apostrophes(name.family), given=with_apostrophes(name.given))
    if name.literal or name.non_dropping_particle or name.dropping_particle:
        return name
    particle, family = _leading(name.family)
    given, dropping = _trailing(name.given)
    return replace(
        name,
        family=family,
        non_dropping_particle=particle,
        given=given,
        dropping_particle=dropping,
    )


def _leading(family: str) -> tuple[str, str]:
    """Cut the small words off the front of a family name."""
    if not family[:1].islower() or " " not in family:
        return "", family
    words = family.split()
    count = next((at for at, word in enumerate(words) if not word[:1].islower()), 0)
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing(given: str) -> tuple[str, str]:
    """Cut the small words off the end of given names."""
    words = given.split()
    if len(words) < 2 or not words[-1][:1].islower():  # noqa: PLR2004 - one word is no particle
        return given, ""
    count = len(words)
    while count > 1 and words[count - 1][:1].islower():
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
