"""Walking a document's citations in the order of reading, and putting others in their place.

The abstract comes first, then the text, with each of the author's notes where its mark stands; the
key points of a handout come last, so that the text decides the numbering.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from presswork.document import Note, Paragraph, map_handout, map_inlines
from presswork.inlines import Cite, NoteReference, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.document import Blocks, Document, Handout
    from presswork.inlines import Inline, Inlines


class Where(Enum):
    """Which kind of text a citation stands in."""

    TEXT = "text"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place of a citation.

    Args:
        text: in its sentence.
        note: the content of a new note, whose mark follows the text; empty for none.
    """

    text: Inlines
    note: Inlines = ()


class Walk:
    """One walk through a document."""

    def __init__(
        self,
        document: Document,
        visit: Callable[[Cite, Where, int], Replacement],
        settle: Callable[[Inlines, Where], Inlines],
        *,
        makes_notes: bool,
    ) -> None:
        """Prepare the walk.

        Args:
            document: where to walk.
            visit: is given each citation, what it stands in, and the number of its note (0 for
                none); answers what takes its place.
            settle: is given each changed run of text, to move marks to where they belong.
            makes_notes: whether citations in the text stand in notes of their own.
        """
        self._document = document
        self._visit = visit
        self._settle = settle
        self._makes_notes = makes_notes
        self._waiting = {note.id: note for note in document.notes}
        self._taken = set(self._waiting)
        self._notes: list[Note] = []
        self._count = 0

    def run(self) -> Document:
        """Return the document with its citations replaced, and its notes in their order."""
        document = self._document
        abstract = self._blocks(document.metadata.abstract, Where.TEXT)
        blocks = self._blocks(document.blocks, Where.TEXT)
        handout = self._handout(document.handout) if document.handout else None
        for note in list(self._waiting.values()):
            self._author_note(note)
        return replace(
            document,
            metadata=replace(document.metadata, abstract=abstract),
            blocks=blocks,
            notes=tuple(self._notes),
            handout=handout,
        )

    def _handout(self, handout: Handout) -> Handout:
        """Walk through what is said beside the text; its notes are kept apart from the text's."""
        before, self._notes = self._notes, []
        walked = map_handout(handout, lambda run: self._inlines(run, Where.TEXT))
        notes, self._notes = tuple(self._notes), before
        return replace(walked, notes=notes)

    def _blocks(self, blocks: Blocks, where: Where, note: int = 0) -> Blocks:
        return map_inlines(blocks, lambda inlines: self._inlines(inlines, where, note))

    def _inlines(self, inlines: Inlines, where: Where, note: int = 0) -> Inlines:
        def change(inline: Inline) -> Inlines | None:
            match inline:
                case NoteReference(id=id_) if id_ in self._waiting:
                    self._author_note(self._waiting[id_])
                case Cite():
                    return self._cite(inline, where, note)
                case _:
                    pass
            return None

        changed = rewrite(inlines, change)
        return inlines if changed == inlines else self._settle(changed, where)

    def _author_note(self, note: Note) -> None:
        """Walk through a note of the author's."""
        del self._waiting[note.id]
        self._count += 1
        number = self._count
        place = len(self._notes)
        self._notes.append(note)
        self._notes[place] = replace(note, blocks=self._blocks(note.blocks, Where.NOTE, number))

    def _cite(self, cite: Cite, where: Where, note: int) -> Inlines:
        apart = self._makes_notes and where is Where.TEXT
        if apart:
            self._count += 1
            note = self._count
        replacement = self._visit(cite, where, note)
        if not apart or not replacement.note:
            return replacement.text
        id_ = self._fresh_id(note)
        content = replace(cite, rendered=replacement.note)
        self._notes.append(Note(id_, (Paragraph((content,), cite.location),), of_citation=True))
        return (*replacement.text, NoteReference(id_))

    def _fresh_id(self, number: int) -> str:
        id_ = f"cite-{number}"
        while id_ in self._taken:
            id_ += "x"
        self._taken.add(id_)
        return id_


def citations_of(document: Document, *, makes_notes: bool) -> list[tuple[Cite, Where, int]]:
    """Return the citations in the order of reading, and where each stands."""
    found: list[tuple[Cite, Where, int]] = []

    def visit(cite: Cite, where: Where, note: int) -> Replacement:
        found.append((cite, where, note))
        return Replacement((cite,))

    Walk(document, visit, lambda inlines, _: inlines, makes_notes=makes_notes).run()
    return found
