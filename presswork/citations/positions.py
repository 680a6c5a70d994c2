"""Positions: whether a cite is the first of its work, and how near the one before is.

CSL 1.0.2, "position".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations.scene import Position

if TYPE_CHECKING:
    from presswork.inlines import CitationItem


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in the document.

    Args:
        items: its works.
        note: the number of the note that it stands in; 0 where it stands in the text.
    """

    items: tuple[CitationItem, ...]
    note: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where one cite stands.

    Args:
        position: to earlier cites of its work.
        near_note: whether one of them is in a note near by.
        first_note: the number of the note that has the first of them.
    """

    position: Position
    near_note: bool = False
    first_note: int | None = None


def find(mentions: list[Mention], near_distance: int) -> list[list[Place]]:
    """Return the place of each item of each citation."""
    last_notes: dict[str, int] = {}
    first_notes: dict[str, int] = {}
    places: list[list[Place]] = []
    before: Mention | None = None
    for mention in mentions:
        found: list[Place] = []
        for at, item in enumerate(mention.items):
            if item.key not in last_notes:
                found.append(Place(Position.FIRST))
            else:
                previous = _previous(mention, at, before)
                near = mention.note - last_notes[item.key] <= near_distance
                first_note = first_notes[item.key] or None
                found.append(Place(_position(item, previous), near, first_note))
            last_notes[item.key] = mention.note
            first_notes.setdefault(item.key, mention.note)
        places.append(found)
        before = mention
    return places


def _previous(mention: Mention, at: int, before: Mention | None) -> CitationItem | None:
    """Return the cite that an `ibid` would stand for."""
    if at > 0:
        return mention.items[at - 1]
    if before is not None and len(before.items) == 1:
        return before.items[0]
    return None


def _position(item: CitationItem, previous: CitationItem | None) -> Position:
    if previous is None or previous.key != item.key:
        return Position.SUBSEQUENT
    if previous.locator == item.locator:
        return Position.IBID
    return Position.SUBSEQUENT if item.locator is None else Position.IBID_WITH_LOCATOR
