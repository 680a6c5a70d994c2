"""Where the lists in two columns begin their second one.

WeasyPrint (70) finds that by laying a list out again and again, forty times where notes are long.
One layout tells how high the entries are, and so where the columns are the most even: the next
layout is told where to part them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from exporters import markup
from exporters.boxes import sheet_of
from presswork import document as doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import weasyprint

    from exporters.pdf import LaidOut
    from presswork.document import Blocks

Lists: TypeAlias = tuple[tuple[str, ...], ...]
"""The ids of the entries of each list, in the order of the lists."""

Seconds: TypeAlias = tuple[str, ...]
"""The ids of the entries that begin a second column."""


def lists_of(notes: Iterable[doc.Note], blocks: Blocks) -> Lists:
    """Return the lists at the end: the notes, then the lists of references among blocks."""
    works = (
        tuple(markup.reference_id(entry.key) for entry in block.entries if not entry.again)
        for block in blocks
        if isinstance(block, doc.Bibliography)
    )
    return (tuple(markup.note_id(note.id) for note in notes), *works)


def second_entries(lists: Lists, pages: Sequence[weasyprint.Page]) -> Seconds:
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
            found.append(last[_parting([holding[-1].anchors[id_] for id_ in last])[0] - 1])
    return tuple(found)


def laid_out_evenly(lay_out: Callable[[Seconds], LaidOut], lists: Lists) -> LaidOut:
    """Return a layout in which lists before the last one have even columns.

    A list whose columns are filled one after the other takes all that is left of its page, and the
    next one would have to begin on another. The last list takes no room from anything.

    Args:
        lay_out: lays the lists out, with what begins their second columns.
        lists: the ids of the entries of each list.
    """
    laid_out = lay_out(())
    before_the_last = [ids for ids in lists if ids][:-1]
    if not any(len(ids) > 1 for ids in before_the_last):
        return laid_out
    seconds = second_entries(lists, laid_out.printed.pages)
    return lay_out(seconds) if seconds else laid_out


def uneven(lists: Lists, pages: Sequence[weasyprint.Page]) -> float:
    """Return the share of the last page by which its lists become less high with even columns.

    Args:
        lists: the ids of the entries of each list.
        pages: the lists laid out, their columns filled one after the other.
    """
    anchors = pages[-1].anchors
    saved = 0.0
    for places in ([anchors[id_] for id_ in ids if id_ in anchors] for ids in lists):
        if len(places) > 1:
            whole = max(bottom for *_, bottom in places) - min(top for _, top, *_ in places)
            saved += max(whole - _parting(places)[1], 0)
    return saved / float(sheet_of(pages[-1]).height)


def _parting(places: Sequence[tuple[float, float, float, float]]) -> tuple[int, float]:
    """Return which entry begins the second column, and how high the columns then are.

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
    return evenest, best
