"""Sorting of cites and of the bibliography (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from presswork.citations.csl import collation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.citations.csl.item import Item
    from presswork.citations.csl.rendering import Renderer
    from presswork.citations.csl.style import SortKey

T = TypeVar("T")


def ordered(
    things: Iterable[T],
    item_of: Callable[[T], Item],
    keys: tuple[SortKey, ...],
    renderer: Renderer,
    *,
    in_bibliography: bool,
) -> list[T]:
    """Return things in the order of sort keys; those without a key come last.

    Args:
        things: in the order that stays where keys are equal.
        item_of: gives the item of a thing.
        keys: the keys, the weightiest first.
        renderer: renders them.
        in_bibliography: which layout they belong to.
    """
    language = renderer.style.locale.language

    def value(thing: T, key: SortKey) -> tuple[bool, str]:
        text = renderer.sort_text(key, item_of(thing), in_bibliography=in_bibliography)
        folded = collation.key(text, language)
        return (bool(folded) if key.descending else not folded, folded)

    return _by_keys(list(things), keys, value)


def _by_keys(
    things: list[T],
    keys: tuple[SortKey, ...],
    value: Callable[[T, SortKey], tuple[bool, str]],
) -> list[T]:
    """Return things in order; a key is worked out only where those before it are equal."""
    if not keys or len(things) < 2:  # noqa: PLR2004 - one is in order
        return things
    key, *others = keys
    valued = [(value(thing, key), thing) for thing in things]
    valued.sort(key=itemgetter(0), reverse=key.descending)
    return [
        thing
        for _, equal in groupby(valued, key=itemgetter(0))
        for thing in _by_keys([thing for _, thing in equal], tuple(others), value)
    ]
