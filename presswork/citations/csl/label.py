"""Citation labels such as `Doe65b`, for items that bring none (CSL 1.0.2, "citation-label")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presswork.citations.csl.item import Item

LETTERS: Final = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}
"""How many letters each name gives, by the number of names."""

ROLES: Final = ("author", "editor", "translator", "recipient", "interviewer", "composer")


def of(item: Item) -> str:
    """Return the first letters of the names, and the last two digits of the year."""
    names = next((found for role in ROLES if (found := item.names(role))), ())[:4]
    letters = LETTERS.get(len(names), ())
    stem = "".join(
        (name.family or name.literal).replace(" ", "")[:count]
        for name, count in zip(names, letters, strict=True)
    )
    date = item.date("issued")
    year = f"{abs(date.start.year) % 100:02}" if date and date.start else ""
    return (stem or item.plain("title")[:4]) + year
