"""Captions of figures, tables, boxes and supplements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.document import (
    BulletList,
    CodeBlock,
    DefinitionList,
    Equation,
    OrderedList,
    Paragraph,
    Quote,
)
from presswork.inlines import Code, Math, Strong, Text, plain_text
from presswork.readers.jats.elements import child, children, text_of
from presswork.readers.jats.inlines import read_inlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inline, Inlines
    from presswork.readers.jats.reading import Reading

_ENDS = (".", "?", "!", ":", ";", "\N{FULLWIDTH FULL STOP}", "\N{IDEOGRAPHIC FULL STOP}")
_SPACE = Text(" ")
_ASIDE = frozenset({"title"})


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of a figure or a table.

    Args:
        title: its first words, often bold.
        text: the rest.
        rest: what fits in no line of text.
    """

    title: Inlines = ()
    text: Inlines = ()
    rest: Blocks = ()

    @property
    def whole(self) -> Inlines:
        """Title and text in one run, the title bold."""
        return joined(
            [(Strong(ended(self.title)),) if self.title and self.text else self.title, self.text]
        )


def ended(words: Inlines) -> Inlines:
    """Return words with a full stop, where they end in no sign."""
    text = plain_text(words).rstrip()
    if not text or text.endswith(_ENDS):
        return words
    match words:
        case (*before, Text(last)):
            return (*before, Text(last.rstrip() + "."))
        case _:
            return (*words, Text("."))


def joined(runs: Iterable[Inlines]) -> Inlines:
    """Return runs of text as one, with spaces between them."""
    result: list[Inline] = []
    for run in runs:
        if run:
            result += [_SPACE, *run] if result else run
    return tuple(result)


def lead(words: Inlines) -> Inlines:
    """Return the words as they begin a paragraph."""
    return (Strong(ended(words)),) if words else ()


def led(words: Inlines, blocks: Blocks, block: Paragraph) -> Blocks:
    """Return blocks whose first paragraph begins with bold words.

    Args:
        words: may be empty.
        blocks: what they lead to.
        block: an empty paragraph in the place of the words, for where no paragraph follows.
    """
    if not words:
        return blocks
    match blocks:
        case (Paragraph(text, location), *rest):
            return (Paragraph(joined([lead(words), text]), location), *rest)
        case _:
            return (Paragraph((Strong(words),), block.location), *blocks)


def read_caption(element: etree._Element, reading: Reading) -> Caption:
    """Return what is said of a figure, a table, a box or a supplement.

    Args:
        element: what holds `caption`, and `title` and `attrib` beside it.
        reading: the article.
    """
    captions = children(element, "caption")
    titles = [title for each in captions for title in children(each, "title", "subtitle")]
    titles += children(element, "title")
    blocks = [block for each in captions for block in reading.flow(each, reading, skip=_TITLES)]
    texts: list[Inlines] = []
    rest: list[Block] = []
    for block in blocks:
        run = _line(block)
        if run is None:
            rest.append(block)
        else:
            texts.append(run)
    texts += _rights(element, reading)
    title = joined(read_inlines(each, reading) for each in titles)
    return Caption(title, joined(texts), tuple(rest))


_TITLES = frozenset({"title", "subtitle"})


def _rights(element: etree._Element, reading: Reading) -> Iterator[Inlines]:
    """Yield whose picture it is, and who may use it."""
    for attrib in children(element, "attrib"):
        yield read_inlines(attrib, reading)
    permissions = child(element, "permissions")
    if permissions is None:
        return
    for statement in children(permissions, "copyright-statement", "attrib"):
        yield ended(read_inlines(statement, reading))
    for license_ in children(permissions, "license"):
        for paragraph in children(license_, "license-p", "p"):
            if text_of(paragraph):
                yield read_inlines(paragraph, reading)


def _line(block: Block) -> Inlines | None:
    """Return a block as a run of text; None where it is none."""
    match block:
        case Paragraph(text):
            return text
        case Equation(formula):
            return (Math(formula),)
        case CodeBlock(text=text):
            return (Code(" ".join(text.split())),)
        case BulletList(items=items) | OrderedList(items=items):
            runs = [_line(each) for item in items for each in item]
        case Quote(blocks=inner):
            runs = [_line(each) for each in inner]
        case DefinitionList(items=definitions):
            runs = [
                run
                for each in definitions
                for run in (each.term, *(_line(b) for meaning in each.meanings for b in meaning))
            ]
        case _:
            return None
    known = [run for run in runs if run is not None]
    return joined(known) if len(known) == len(runs) else None
