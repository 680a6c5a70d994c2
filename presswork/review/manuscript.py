"""The document as the rules look at it: gone through once, for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.document import handout_runs, own_runs, walk
from presswork.inlines import (
    Cite,
    Code,
    CrossReference,
    Image,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Text,
)
from presswork.inlines import walk as walk_inlines
from presswork.problems import Location

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Inlines
    from presswork.references import Reference

THING: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for what is no text: a citation, a formula, code."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text, and the block that it stands in; None for the front matter."""

    inlines: Inlines
    location: Location | None
    block: Block | None = None

    @property
    def words(self) -> str:
        """Its characters with single spaces, and a sign for each thing that is no text."""
        parts: list[str] = []
        for inline in walk_inlines(self.inlines):
            match inline:
                case Text(text):
                    parts.append(text)
                case LineBreak():
                    parts.append(" ")
                case Cite() | Code() | CrossReference() | Image() | Math() | NoteReference():
                    parts.append(THING)
                case _:
                    pass
        return " ".join("".join(parts).split())


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document, read and numbered, and what its parts say of each other.

    Args:
        document: the document.
        today: the day of the review.
        passages: all of its text, in reading order: the front matter's, the body's, the notes'.
        cited: the keys that are cited.
        mentioned: the ids that cross-references and links lead to.
        front: the place of what stands before the body: its first line, where lines are known.
    """

    document: Document
    today: datetime.date
    passages: tuple[Passage, ...]
    cited: frozenset[str]
    mentioned: frozenset[str]
    front: Location

    @property
    def listed(self) -> tuple[Reference, ...]:
        """The works that the lists of references show, cited or not."""
        asked = self.cited | {work.key for work in self.document.uncited}
        return tuple(work for work in self.document.references if work.key in asked)

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block of the body and the notes, in reading order."""
        yield from walk(self.document.blocks)
        for note in self.document.notes:
            yield from walk(note.blocks)


def manuscript(document: Document, today: datetime.date) -> Manuscript:
    """Go through a document."""
    lines = (block.location.line for block in document.blocks if block.location)
    front = Location(document.path, next((1 for line in lines if line is not None), None))
    passages = tuple(_passages(document, front))
    cited: set[str] = set()
    mentioned: set[str] = set()
    for passage in passages:
        for inline in walk_inlines(passage.inlines):
            match inline:
                case Cite(items=items):
                    cited.update(item.key for item in items)
                case CrossReference(target=target):
                    mentioned.add(target)
                case Link(target=target) if target.startswith("#"):
                    mentioned.add(target[1:])
                case _:
                    pass
    return Manuscript(document, today, passages, frozenset(cited), frozenset(mentioned), front)


def _passages(document: Document, front: Location) -> Iterator[Passage]:
    metadata = document.metadata
    for run in (metadata.title, metadata.subtitle, *metadata.notices):
        if run:
            yield Passage(run, front)
    yield from _of_blocks(metadata.abstract)
    yield from _of_blocks(document.blocks)
    for note in document.notes:
        yield from _of_blocks(note.blocks)
    if document.handout:
        for run in handout_runs(document.handout):
            yield Passage(run, front)


def _of_blocks(blocks: Blocks) -> Iterator[Passage]:
    for block in walk(blocks):
        for run in own_runs(block):
            if run:
                yield Passage(run, block.location, block)
