"""Lists: bullets, numbers in all their forms, and terms with definitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    Definition,
    DefinitionList,
    OrderedList,
    Paragraph,
)
from presswork.inlines import Strong, Text, plain_text
from presswork.numerals import written
from presswork.readers.jats.elements import attribute, child, children, text_of
from presswork.readers.jats.inlines import read_inlines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.numerals import Numeral
    from presswork.readers.jats.reading import Reading

_NUMERALS: Final[Mapping[str, Numeral]] = {
    "order": "decimal",
    "ordered": "decimal",
    "number": "decimal",
    "arabic": "decimal",
    "alpha-lower": "lower-alpha",
    "alpha-upper": "upper-alpha",
    "roman-lower": "lower-roman",
    "roman-upper": "upper-roman",
}
_ALL: Final[tuple[Numeral, ...]] = (
    "decimal",
    "lower-alpha",
    "upper-alpha",
    "lower-roman",
    "upper-roman",
)
_MARKS: Final = frozenset("•●◦○▪■□–—-−*·»>‣∙➢✓\N{HYPHEN BULLET}")
_LABEL: Final = re.compile(r"[(\[]?\s*([0-9]+|[A-Za-z]+)\s*[)\].:]*")
_ASIDE: Final = frozenset({"label"})
_FURTHEST_START: Final = 400
_DIGITS: Final = 6


def read_list(element: etree._Element, reading: Reading) -> Blocks:
    """Return a list, with its title before it.

    Its labels tell what kind it is where it has them; labels that are no numbers stay as they are.
    """
    items = children(element, "list-item")
    labels = [text_of(child(item, "label")) for item in items]
    location = reading.at(element)
    contents = tuple(reading.flow(item, reading, skip=_ASIDE) for item in items)
    tight = all(sum(isinstance(block, Paragraph) for block in item) < 2 for item in contents)  # noqa: PLR2004 - more than one
    kind = attribute(element, "list-type").lower()
    made: Block
    if any(labels) and not all(label in _MARKS for label in labels):
        counted = _counted(labels)
        if counted is None:
            made = _by_labels(items, contents, reading, element)
        else:
            numeral, start = counted
            made = OrderedList(contents, start, numeral, tight, location)
    elif kind in _NUMERALS and not any(labels):
        made = OrderedList(contents, 1, _NUMERALS[kind], tight, location)
    else:
        made = BulletList(contents, tight, location)
    return (*read_title(element, reading), *((made,) if items else ()))


def read_title(element: etree._Element, reading: Reading) -> Blocks:
    """Return the title of a list as a paragraph of its own."""
    return tuple(
        Paragraph((Strong(words),), reading.at(title))
        for title in children(element, "title")
        if (words := read_inlines(title, reading))
    )


def _counted(labels: list[str]) -> tuple[Numeral, int] | None:
    """Return how labels are counted and where they start; None where they are no numbers."""
    found = [_LABEL.fullmatch(label) for label in labels]
    bare = [match[1] for match in found if match]
    if len(bare) < len(labels):
        return None
    if bare[0].isdecimal():
        start = int(bare[0][:_DIGITS])
        expected = [str(number) for number in range(start, start + len(bare))]
        return ("decimal", start) if expected == bare else None
    for numeral in _ALL[1:]:
        for start in range(1, _FURTHEST_START):
            if written(start, numeral) == bare[0]:
                expected = [written(start + at, numeral) for at in range(len(bare))]
                if expected == bare:
                    return numeral, start
                break
    return None


def _by_labels(
    items: list[etree._Element],
    contents: tuple[Blocks, ...],
    reading: Reading,
    element: etree._Element,
) -> DefinitionList:
    """Return a list whose items are called by words or signs of their own."""
    definitions: list[Definition] = []
    for item, content in zip(items, contents, strict=True):
        label = child(item, "label")
        term = read_inlines(label, reading) if label is not None else ()
        definitions.append(Definition(term, (content,)))
    return DefinitionList(tuple(definitions), reading.at(element))


def read_definitions(element: etree._Element, reading: Reading) -> Blocks:
    """Return a list of terms, with its title and heads before it."""
    before = list(read_title(element, reading))
    heads = [
        words
        for head in children(element, "term-head", "def-head")
        if plain_text(words := read_inlines(head, reading))
    ]
    if heads:
        runs = tuple(part for head in heads for part in (Strong(head), Text(": ")))[:-1]
        before.append(Paragraph(runs, reading.at(element)))
    definitions: list[Definition] = []
    inner: list[Block] = []
    for item in children(element, "def-item"):
        terms = [read_inlines(term, reading) for term in children(item, "term")]
        meanings = tuple(reading.flow(each, reading) for each in children(item, "def"))
        definitions += [Definition(term, ()) for term in terms[:-1]]
        definitions.append(Definition(terms[-1] if terms else (), meanings))
    for nested in children(element, "def-list"):
        inner += read_definitions(nested, reading)
    made = (DefinitionList(tuple(definitions), reading.at(element)),) if definitions else ()
    return (*before, *made, *inner)
