"""Positions of cites (CSL 1.0.2, "Choose", `position`; "Note Distance")."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presswork.citations.csl.context import Cite, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presswork.citations.csl.citation import Citation, CitationItem


@dataclass(slots=True)
class _Seen:
    """What was cited so far."""

    first_notes: dict[str, int] = field(default_factory=dict)
    last_notes: dict[str, int] = field(default_factory=dict)


def placed(
    citations: Sequence[Citation], numbers: dict[str, int], near_note_distance: int
) -> Iterator[tuple[Cite, ...]]:
    """Yield, for each citation, what each of its cites needs to know of its place.

    Args:
        citations: in the order of the document, their items in the order they are shown.
        numbers: the number of each item in the bibliography.
        near_note_distance: how many notes away a note is near.
    """
    seen = _Seen()
    before: tuple[CitationItem, ...] = ()
    note = 0
    for citation in citations:
        cites = []
        for index, item in enumerate(citation.items):
            cite = _cite(item, index, citation, before, seen, numbers, near_note_distance)
            if item.position is not None:
                cite = replace(cite, position=item.position)
            cites.append(cite)
            seen.first_notes.setdefault(item.key, citation.note)
            seen.last_notes[item.key] = citation.note
        yield tuple(cites)
        same_note = citation.note and citation.note == note
        before = (*before, *citation.items) if same_note else citation.items
        note = citation.note


def _cite(
    item: CitationItem,
    index: int,
    citation: Citation,
    before: tuple[CitationItem, ...],
    seen: _Seen,
    numbers: dict[str, int],
    near_note_distance: int,
) -> Cite:
    number = numbers.get(item.key, 0)
    if item.key not in seen.first_notes:
        return Cite(item.locator, item.label, number=number)
    previous = _previous(item, index, citation, before)
    position = Position.SUBSEQUENT if previous is None else _ibid(item, previous)
    distance = citation.note - seen.last_notes[item.key]
    return Cite(
        item.locator,
        item.label,
        position,
        bool(citation.note) and distance <= near_note_distance,
        seen.first_notes[item.key],
        number,
    )


def _previous(
    item: CitationItem, index: int, citation: Citation, before: tuple[CitationItem, ...]
) -> CitationItem | None:
    """Return the cite that "ibid" would refer to, if it is of the same item.

    `before` is what the preceding citation cites, with all else that its note does.
    """
    if index:
        previous = citation.items[index - 1]
    elif before and len({one.key for one in before}) == 1:
        previous = before[-1]
    else:
        return None
    return previous if previous.key == item.key else None


def _ibid(item: CitationItem, previous: CitationItem) -> Position:
    """Return the position of a cite that follows one of the same item."""
    here = (item.label, item.locator) if item.locator else None
    there = (previous.label, previous.locator) if previous.locator else None
    if here == there:
        return Position.IBID
    return Position.IBID_WITH_LOCATOR if here else Position.SUBSEQUENT
