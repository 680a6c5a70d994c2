"""Where the lists in two columns begin their second one.

WeasyPrint (70) finds that by laying a list out again and again, forty times where notes are long.
One layout tells how high the entries are, and so where the columns are the most even: the next
layout is told where to part them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from exporters import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import weasyprint

    from .sheet import Sheet

Lists: TypeAlias = Mapping[str, tuple[str, ...]]
"""The ids of the entries of each list, by the class of the list."""

Seconds: TypeAlias = Mapping[str, int]
"""Which entry begins the second column, counted from 1, by the class of the list."""


def lists_of(sheet: Sheet) -> Lists:
    """Return the lists of a sheet that stand in two columns."""
    return {
        "notes": tuple(markup.note_id(note.id) for note in sheet.notes),
        "references": tuple(markup.reference_id(entry.key) for entry in sheet.bibliography.entries),
    }


def seconds(lists: Lists, pages: Iterable[weasyprint.Page]) -> Seconds:
    """Return where the columns are to be parted, by how high the entries came out on pages."""
    places = {id_: place for page in pages for id_, place in page.anchors.items()}
    return {
        name: _second([places[id_] for id_ in ids])
        for name, ids in lists.items()
        if len(set(ids)) > 1 and places.keys() >= set(ids)
    }


def second_entries(
    lists: Iterable[Sequence[str]], pages: Sequence[weasyprint.Page]
) -> tuple[str, ...]:
    """Return which entries are to begin the second column of the page that a list ends on.

    Args:
        lists: the ids of the entries of each list, which may go on over pages.
        pages: the lists laid out, their columns filled one after the other.
    """
    found: list[str] = []
    for ids in lists:
        holding = [page for page in pages if any(id_ in page.anchors for id_ in ids)]
        last = [id_ for id_ in ids if id_ in holding[-1].anchors] if holding else []
        if len(last) > 1:
            found.append(last[_second([holding[-1].anchors[id_] for id_ in last]) - 1])
    return tuple(found)


def _second(places: Sequence[tuple[float, float, float, float]]) -> int:
    """Return which entry begins the second column.

    Args:
        places: the left, top, right and bottom of each entry, in pixels.
    """
    gaps = [below[1] - above[3] for above, below in pairwise(places) if below[:1] == above[:1]]
    gap = min((gap for gap in gaps if gap >= 0), default=0.0)
    heights = [bottom - top + gap for _, top, _, bottom in places]
    whole = sum(heights)
    evenest, best, first = 2, whole, 0.0
    for number, height in enumerate(heights[:-1], start=2):
        first += height
        highest = max(first, whole - first)
        if highest <= best:
            evenest, best = number, highest
    return evenest
