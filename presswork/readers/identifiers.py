"""Ids that are made of the words of headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

_KEPT: Final = frozenset("_-.")


def slug(words: str) -> str:
    """Make an id of the words of a heading, as Pandoc does."""
    kept = "".join(
        character
        for character in words.lower()
        if character.isalnum() or character.isspace() or character in _KEPT
    )
    joined = "-".join(kept.split())
    start = next((place for place, character in enumerate(joined) if character.isalpha()), None)
    return joined[start:] if start is not None else "section"


def unique(wanted: str, taken: Container[str], counts: dict[str, int] | None = None) -> str:
    """Return an id that is not taken: the one wanted, or it with a number.

    Args:
        wanted: the id.
        taken: ids that there are.
        counts: how far was counted for each id before, so that many of one name take no longer.
    """
    if wanted not in taken:
        return wanted
    known = {} if counts is None else counts
    count = known.get(wanted, 0) + 1
    while f"{wanted}-{count}" in taken:
        count += 1
    known[wanted] = count
    return f"{wanted}-{count}"
