"""Mentions of figures, tables, equations and sections, once it is known what the document has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presswork.document import anchors, map_inlines
from presswork.inlines import Cite, Link, Text, plain_text, rewrite
from presswork.readers.printed import labels
from presswork.readers.printed.texts import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.document import Blocks, Document, Note
    from presswork.inlines import Inline, Inlines, TargetKind


@dataclass(frozen=True, slots=True)
class Resolving:
    """Turns links to places in the article into cross-references.

    Args:
        places: the ids that the document has.
        numbers: the kind and number of what the article numbers, by id.
    """

    places: frozenset[str]
    numbers: dict[str, tuple[TargetKind, str]]

    def inlines(self, run: Inlines) -> Inlines:
        """Return a run of text with its mentions resolved."""
        return joined(rewrite(run, self._inline))

    def blocks(self, blocks: Blocks) -> Blocks:
        """Return blocks with their mentions resolved."""
        return map_inlines(blocks, self.inlines)

    def _inline(self, inline: Inline) -> Inlines | None:
        match inline:
            case Link(target=target) if target.startswith("#"):
                return self._mention(inline)
            case Cite(items=items):
                changed = tuple(
                    replace(
                        item, prefix=self.inlines(item.prefix), suffix=self.inlines(item.suffix)
                    )
                    for item in items
                )
                return (replace(inline, items=changed),)
            case _:
                return None

    def _mention(self, link: Link) -> Inlines:
        id_ = link.target[1:]
        if id_ not in self.places:
            return self.inlines(link.children)
        if id_ in self.numbers and all(
            isinstance(each, Text) or plain_text((each,)) for each in link.children
        ):
            kind, number = self.numbers[id_]
            if found := labels.mention(plain_text(link.children), id_, kind, number):
                return found
        return (link,)


def places_of(runs: Iterable[Blocks]) -> frozenset[str]:
    """Return the ids that can be referred to."""
    return frozenset(anchor.id for blocks in runs for anchor in anchors(blocks))


def resolve(document: Document, numbers: dict[str, tuple[TargetKind, str]]) -> Document:
    """Return a document whose mentions of its own parts are cross-references."""
    runs = [document.metadata.abstract, document.blocks, *(n.blocks for n in document.notes)]
    resolving = Resolving(places_of(runs), numbers)
    metadata = replace(
        document.metadata,
        title=resolving.inlines(document.metadata.title),
        subtitle=resolving.inlines(document.metadata.subtitle),
        abstract=resolving.blocks(document.metadata.abstract),
        notices=tuple(_unlinked(run) for run in document.metadata.notices),
    )
    notes = tuple(_note(note, resolving) for note in document.notes)
    return replace(
        document, metadata=metadata, blocks=resolving.blocks(document.blocks), notes=notes
    )


def _note(note: Note, resolving: Resolving) -> Note:
    return replace(note, blocks=resolving.blocks(note.blocks))


def _unlinked(run: Inlines) -> Inlines:
    """Return a notice without links into the document, which numbering does not see."""

    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Link(target=target, children=children) if target.startswith("#"):
                return rewrite(children, change)
            case _:
                return None

    return joined(rewrite(run, change))
