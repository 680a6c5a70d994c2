"""What one asks of an element of XML: its parts, its attributes, its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def nodes(element: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the characters and the elements that an element holds, in their order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def elements(element: etree._Element) -> list[etree._Element]:
    """Return the elements that stand directly in an element."""
    return list(element)


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the elements of some names that stand directly in an element."""
    return [child for child in elements(element) if local_name(child) in names]


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first element of one of some names directly in an element."""
    return next(iter(children(element, *names)), None)


def descendants(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the elements of some names anywhere in an element, in reading order."""
    return [
        found for found in element.iter() if local_name(found) in names and found is not element
    ]


def text_of(element: etree._Element | None) -> str:
    """Return the words of an element on one line; none where there is no element."""
    if element is None:
        return ""
    return one_line("".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    for node in nodes(element):
        if isinstance(node, str):
            yield node
        else:
            yield " " if local_name(node) == "break" else "".join(_texts(node))


def raw_text(element: etree._Element) -> str:
    """Return the characters of an element as they stand, with their line ends."""
    return "".join(_texts(element))


def one_line(text: str) -> str:
    """Return a text with single spaces; those that do not break lines stay."""
    return _SPACE.sub(" ", text).strip(" ")


def collapse(text: str) -> str:
    """Return a text in which each run of white space is one space."""
    return _SPACE.sub(" ", text)


def has_words(element: etree._Element) -> bool:
    """Tell whether any characters but spaces stand in an element itself, beside its elements."""
    return any(isinstance(node, str) and node.strip() for node in nodes(element))


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute's value without spaces around it; empty where it is not given."""
    value = element.get(name)
    return str(value).strip() if value else ""


def href(element: etree._Element) -> str:
    """Return what an element links to; empty where it links to nothing."""
    value = element.get(_HREF) or element.get("href") or ""
    return str(value).strip()


def language_of(element: etree._Element) -> str:
    """Return the language that an element gives itself; empty where it gives none."""
    value = element.get(_LANGUAGE)
    return str(value).strip() if value else ""


def name_set(names: str) -> frozenset[str]:
    """Return the names in a text, for tables of elements."""
    return frozenset(names.split())
