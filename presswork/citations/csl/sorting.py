"""Sorting of cites and of the bibliography (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

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
    result = list(things)
    language = renderer.style.locale.language

    for key in reversed(keys):

        def value(thing: T, key: SortKey = key) -> tuple[bool, str]:
            text = renderer.sort_text(key, item_of(thing), in_bibliography=in_bibliography)
            folded = collation.key(text, language)
            return (bool(folded) if key.descending else not folded, folded)

        result.sort(key=value, reverse=key.descending)
    return result
