"""Positions of cites (CSL 1.0.2, "Choose", `position`; "Note Distance")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.citations.csl.context import Cite, Position

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.citations.csl.citation import Citation, CitationItem


@dataclass(slots=True)
class Reading:
    """What a reader has seen of a document so far.

    Args:
        numbers: the number of each item in the bibliography.
        near_note_distance: how many notes away a note is near.
    """

    numbers: Mapping[str, int]
    near_note_distance: int
    first_notes: dict[str, int] = field(default_factory=dict)
    last_notes: dict[str, int] = field(default_factory=dict)
    before: tuple[CitationItem, ...] = ()
    """What the preceding citation cites, with all else that its note does."""
    note: int = 0

    def read(self, citation: Citation) -> tuple[Cite, ...]:
        """Return what each cite of the next citation needs to know of its place.

        Args:
            citation: with its items in the order in which they are shown.
        """
        cites = []
        for index, item in enumerate(citation.items):
            previous = citation.items[index - 1] if index else self._alone_before()
            cites.append(self._cite(item, previous, citation.note))
            self.first_notes.setdefault(item.key, citation.note)
            self.last_notes[item.key] = citation.note
        same_note = citation.note and citation.note == self.note
        self.before = (*self.before, *citation.items) if same_note else citation.items
        self.note = citation.note
        return tuple(cites)

    def _alone_before(self) -> CitationItem | None:
        """Return the cite before the citation, if it cites nothing but its item."""
        alone = len({item.key for item in self.before}) == 1
        return self.before[-1] if alone else None

    def _cite(self, item: CitationItem, previous: CitationItem | None, note: int) -> Cite:
        number = self.numbers.get(item.key, 0)
        if item.key not in self.first_notes:
            position = item.position or Position.FIRST
            return Cite(item.locator, item.label, position, number=number)
        follows = previous is not None and previous.key == item.key
        position = _ibid(item, previous) if previous and follows else Position.SUBSEQUENT
        near = bool(note) and note - self.last_notes[item.key] <= self.near_note_distance
        return Cite(
            item.locator,
            item.label,
            item.position or position,
            near,
            self.first_notes[item.key],
            number,
        )


def _ibid(item: CitationItem, previous: CitationItem) -> Position:
    """Return the position of a cite that follows one of the same item."""
    here = (item.label, item.locator) if item.locator else None
    there = (previous.label, previous.locator) if previous.locator else None
    if here == there:
        return Position.IBID
    return Position.IBID_WITH_LOCATOR if here else Position.SUBSEQUENT
