"""Names of the preceding entry replaced (CSL 1.0.2, "Reference Grouping")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presswork.citations.csl.output import Output, Role, Run, Tagged, find, first, mapped, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an entry's first names are, before anything is replaced."""

    whole: str
    names: tuple[str, ...]


def substituted(
    entries: Iterable[Output | None], substitute: str, rule: str
) -> Iterator[Output | None]:
    """Yield the entries, names that occur in the preceding one replaced.

    Args:
        entries: in order.
        substitute: what stands for the names, for example `———`.
        rule: `complete-all`, `complete-each`, `partial-each` or `partial-first`.
    """
    before: _Entry | None = None
    for entry in entries:
        names = first(entry, Role.NAMES)
        if entry is None or names is None:
            before = None
            yield entry
            continue
        here = _entry(names)
        count = _count(here, before, rule)
        yield entry if not count else _replaced(entry, names, substitute, count)
        before = here


def _entry(names: Tagged) -> _Entry:
    lists = list(find(names, Role.NAME_LIST))
    people = tuple(text_of(name) for part in lists for name in find(part, Role.NAME))
    return _Entry("\n".join(text_of(part) for part in lists), people)


def _count(here: _Entry, before: _Entry | None, rule: str) -> int:
    """Return how many names are replaced: -1 for the list as a whole."""
    if before is None or not here.whole:
        return 0
    complete = here == before
    match rule:
        case "complete-each":
            return (len(here.names) or -1) if complete else 0
        case "partial-each":
            return -1 if complete and not here.names else _matching(here, before)
        case "partial-first":
            return -1 if complete and not here.names else min(1, _matching(here, before))
        case _:
            return -1 if complete else 0


def _matching(here: _Entry, before: _Entry) -> int:
    count = 0
    for one, other in zip(here.names, before.names, strict=False):
        if one != other:
            break
        count += 1
    return count


def _replaced(entry: Output, names: Tagged, substitute: str, count: int) -> Output:
    if count < 0:
        changed = mapped(names, _list_replacer(substitute))
    else:
        changed = mapped(names, _name_replacer(substitute, count))
    return mapped(entry, lambda part: changed if part is names else None)


def _list_replacer(substitute: str) -> Callable[[Output], Output | None]:
    """Return what replaces the first list of names, and drops further ones."""
    done = False

    def change(part: Output) -> Output | None:
        nonlocal done
        if not (isinstance(part, Tagged) and part.role is Role.NAME_LIST):
            return None
        text, done = ("" if done else substitute), True
        return replace(part, children=(Run(text),))

    return change


def _name_replacer(substitute: str, count: int) -> Callable[[Output], Output | None]:
    """Return what replaces as many names as match."""
    left = count

    def change(part: Output) -> Output | None:
        nonlocal left
        if not (isinstance(part, Tagged) and part.role is Role.NAME):
            return None
        if left <= 0:
            return part
        left -= 1
        return replace(part, children=(Run(substitute),))

    return change
