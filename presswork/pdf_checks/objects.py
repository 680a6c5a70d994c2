"""Objects of a PDF file, looked at so that no odd file is an error.

Whatever stands where something else should, these functions answer with nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

Value: TypeAlias = "pikepdf.Object | int | float | bool | Decimal | None"
"""What pikepdf gives for an entry: an object of its own, or a Python value."""

_PAGE_TREE: Final = 100
"""How deep a page may hang."""

Key: TypeAlias = tuple[int, int]
"""Number and generation of an indirect object."""


def is_dictionary(value: Value) -> bool:
    """Return whether a value has entries: a dictionary or a stream."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def is_stream(value: Value) -> bool:
    """Return whether a value is a stream."""
    return isinstance(value, pikepdf.Stream)


def entry(value: Value, key: str | pikepdf.Name) -> Value:
    """Return an entry of a dictionary or a stream, or None."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        found: Value = value.get(key)
        return found
    return None


def entries(value: Value) -> Iterator[tuple[str, Value]]:
    """Return the entries of a dictionary or a stream."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        try:
            keys = list(value.keys())
        except UnicodeDecodeError:  # a name that is not UTF-8
            return
        for key in keys:
            yield key, value.get(key)


def elements(value: Value) -> list[Value]:
    """Return the elements of an array, or nothing."""
    return list(value) if isinstance(value, pikepdf.Array) else []


def one_or_more(value: Value) -> list[Value]:
    """Return the elements of an array, or a single value as the only one."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(value: Value) -> str:
    """Return a name without its slash, or an empty text."""
    return written(value)[1:] if isinstance(value, pikepdf.Name) else ""


def written(value: pikepdf.Object) -> str:
    """Return a name or a command as a text; its bytes as Latin-1 where they are not UTF-8."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")


def text(value: Value) -> str | None:
    """Return a string of text, or None."""
    return str(value) if isinstance(value, pikepdf.String) else None


def number(value: Value) -> float | None:
    """Return a number, or None."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return float(value)
    return None


def integer(value: Value, default: int = 0) -> int:
    """Return a whole number, or what stands for it."""
    found = number(value)
    return int(found) if found is not None and abs(found) < 2**53 else default


def numbers(value: Value) -> list[float]:
    """Return the numbers of an array."""
    return [found for found in map(number, elements(value)) if found is not None]


def key(value: Value) -> Key | None:
    """Return the number of an indirect object, or None for a direct one."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return value.objgen
    return None


def attribute(node: Value, owner: str, key: str) -> Value:
    """Return an attribute of a tag (ISO 32000-1, 14.7.5).

    Args:
        node: the tag.
        owner: what the attribute is for, for example `Table`.
        key: its name.
    """
    for each in one_or_more(entry(node, "/A")):
        if name(entry(each, "/O")) == owner:
            found = entry(each, key)
            if found is not None:
                return found
    return None


def inherited(page: Value, key: str) -> Value:
    """Return an entry of a page, or of the nodes of the page tree that it hangs on."""
    for _ in range(_PAGE_TREE):
        found = entry(page, key)
        if found is not None or page is None:
            return found
        page = entry(page, "/Parent")
    return None


def content(value: Value) -> bytes:
    """Return what a stream holds; nothing where it cannot be unpacked."""
    if not isinstance(value, pikepdf.Stream):
        return b""
    try:
        return value.read_bytes()
    except pikepdf.PdfError:
        return b""


def number_tree(root: Value) -> dict[int, Value]:
    """Return the values of a number tree (ISO 32000-1, 7.9.7) by their keys."""
    return {
        integer(pairs[at], -1): pairs[at + 1]
        for pairs in _leaves(root, "/Nums")
        for at in range(0, len(pairs) - 1, 2)
    }


def name_tree(root: Value) -> list[Value]:
    """Return the values of a name tree (ISO 32000-1, 7.9.6)."""
    return [value for pairs in _leaves(root, "/Names") for value in pairs[1::2]]


def _leaves(root: Value, of_pairs: str) -> Iterator[list[Value]]:
    """Return the rows of keys and values of a tree, whose nodes can lead back to themselves."""
    seen: set[Key] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        known = key(node)
        if known is not None:
            if known in seen:
                continue
            seen.add(known)
        yield elements(entry(node, of_pairs))
        waiting += elements(entry(node, "/Kids"))
