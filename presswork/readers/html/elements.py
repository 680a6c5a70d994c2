"""What modules ask of an element of a page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_WORDS: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def name(element: etree._Element) -> str:
    """Return an element's name; empty for what is no element."""
    tag = element.tag
    return tag if isinstance(tag, str) else ""


def value(element: etree._Element, attribute: str) -> str:
    """Return the value of an attribute; empty where it is not given."""
    return str(element.get(attribute) or "")


def classes(element: etree._Element) -> frozenset[str]:
    """Return the classes of an element, in lower case."""
    return _split(value(element, "class"))


@lru_cache(maxsize=4096)
def _split(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(text))


def words(element: etree._Element) -> frozenset[str]:
    """Return the words that an element's id and classes are made of: `nav-bar` has `nav`."""
    return _words_of(f"{value(element, 'id')} {value(element, 'class')}")


def text(element: etree._Element) -> str:
    """Return the characters in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def length(element: etree._Element) -> int:
    """Return how many characters an element holds, without spaces."""
    return sum(len(str(part).strip()) for part in element.itertext())


def elements(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements within that have one of the names, in their order."""
    yield from element.iterdescendants(*names)


def first(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first element within that has one of the names."""
    return next(elements(element, *names), None)


def ids(element: etree._Element) -> Iterator[str]:
    """Yield the ids of an element and of all within it, and the names of anchors."""
    for each in element.iter():
        if identifier := value(each, "id"):
            yield identifier
        if name(each) == "a" and (anchor := value(each, "name")):
            yield anchor
