"""Sorting (CSL 1.0.2, "Sorting"): keys of variables and macros; what has no key comes last."""

from __future__ import annotations

import unicodedata
from functools import cmp_to_key
from typing import TYPE_CHECKING, Final

from presswork.citations import names, rendering, rendering_dates
from presswork.citations.output import text_of
from presswork.citations.style import EtAl, NameOptions
from presswork.references import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from presswork.citations.scene import Scene
    from presswork.citations.style import SortKey

    Thing = TypeVar("Thing")


def ordered(
    things: Sequence[Thing], keys: Sequence[SortKey], scene_of: Callable[[Thing], Scene]
) -> list[Thing]:
    """Return the things sorted by a layout's keys; those that are alike keep their order.

    Args:
        things: what is to be sorted.
        keys: of `cs:sort`.
        scene_of: gives a fresh scene, meant for sorting, to render a thing's key in.
    """
    if not keys:
        return list(things)
    rows = [([_value(key, scene_of(thing)) for key in keys], thing) for thing in things]

    def compare(
        left: tuple[list[tuple[str, str]], Thing], right: tuple[list[tuple[str, str]], Thing]
    ) -> int:
        for key, mine, theirs in zip(keys, left[0], right[0], strict=True):
            if mine == theirs:
                continue
            if not mine[1] or not theirs[1]:
                return 1 if not mine[1] else -1
            smaller = mine < theirs
            return -1 if smaller is not key.descending else 1
        return 0

    return [thing for _, thing in sorted(rows, key=cmp_to_key(compare))]


def _value(key: SortKey, scene: Scene) -> tuple[str, str]:
    """Return what a key compares: first without accents and signs, then with them."""
    text = _text(key, scene)
    return collated(text), text


def _text(key: SortKey, scene: Scene) -> str:
    variable = key.variable
    if not variable:
        return text_of(rendering.render(key.children, scene))
    if variable == "citation-number":
        return f"{scene.number:09}"
    if variable in NAME_VARIABLES:
        people = scene.work.names(variable)
        options = NameOptions(name_as_sort_order="all")
        return text_of(names.render(people, options, EtAl(), scene, first=False)) if people else ""
    if variable in DATE_VARIABLES:
        date = scene.work.date(variable)
        return "" if date is None else rendering_dates.sort_key(date)
    text = scene.work.text(variable)
    if variable in NUMBER_VARIABLES:
        digits = "".join(letter for letter in text if letter.isdigit())
        return f"{int(digits[:20]):020}" if digits else text
    return text


LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
    }
)
"""Letters that Unicode does not take apart, and what they sort as."""


def collated(text: str) -> str:
    """Return a text that sorts as readers expect: without case, accents and most signs."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    letters = "".join(_letter(letter) for letter in folded if not unicodedata.combining(letter))
    return " ".join(letters.split())


def _letter(letter: str) -> str:
    if letter.isalnum():
        return letter
    return " " if letter == "-" or letter.isspace() else ""
