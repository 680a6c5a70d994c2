"""Gaps before what spans both columns: as much of the text after it as they hold goes first.

`exporters.pagination` does so while pages are laid out, with text in one column. Text in two is in
elements of its own before and after what spans, so it takes another layout.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from exporters.boxes import own_element, sheet_of
from exporters.pagination import GAP, share_used
from presswork import document as doc
from presswork import inlines as inl

from .footnotes import inlines
from .spanning import stands_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from presswork.document import Block, Blocks

ORDER: Final = "data-order"
"""The attribute that says which block of the text an element begins, counted from 0."""

RESERVE: Final = 0.02
"""The share of a page that the ends of columns may take, which are seldom even."""

MOVABLE: Final = (doc.Heading, doc.Paragraph, doc.BulletList, doc.OrderedList, doc.Quote)
"""What may go before something that spans: each is one element."""


class Gap(NamedTuple):
    """A gap that text can fill.

    Args:
        page: which one ends in it, counted from 0.
        used: the share of the page above it.
        text: the text, with what fills the gap in it.
    """

    page: int
    used: float
    text: Blocks


def first_gap(text: Blocks, spanning: Blocks, pages: Sequence[weasyprint.Page]) -> Gap | None:
    """Return the first gap before something that spans, and the text in the order that fills it.

    Args:
        text: as it was laid out.
        spanning: which of its blocks span both columns.
        pages: the layout.
    """
    placed = [_shares(page) for page in pages]
    whole: defaultdict[int, float] = defaultdict(float)
    for page in placed:
        for at, share in page.items():
            whole[at] += share
    for number, (here, there) in enumerate(pairwise(placed)):
        start = next(iter(there), None)
        if start is None or start in here or not _waits(text[start], spanning):
            continue
        used = share_used(sheet_of(pages[number]))
        if 1 - used <= GAP:
            continue
        end = start + 1
        while end < len(text) and isinstance(text[end], doc.Figure | doc.Table):
            end += 1
        passing = _passing(text, end, whole, 1 - used - RESERVE)
        if passing > end and not _noted(text[start:end]):
            moved = (*text[:start], *text[end:passing], *text[start:end], *text[passing:])
            return Gap(number, used, moved)
    return None


def is_filled(
    gap: Gap, before: Sequence[weasyprint.Page], after: Sequence[weasyprint.Page]
) -> bool:
    """Tell whether a page became fuller, and the text no page longer."""
    used = share_used(sheet_of(after[gap.page])) if gap.page < len(after) else 0
    return len(after) <= len(before) and used > gap.used + GAP / 2


def marked(made: Markup, position: int) -> Markup:
    """Return the HTML of a block with a mark of its place in the text."""
    place = made.find(">")
    closed = place - 1 if made[place - 1 : place] == "/" else place
    if not made.startswith("<"):
        return made
    return made[:closed] + Markup(' {}="{}"').format(ORDER, position) + made[closed:]


def _waits(block: Block, spanning: Blocks) -> bool:
    return isinstance(block, doc.Figure | doc.Table) and stands_among(block, spanning)


def _noted(blocks: Blocks) -> bool:
    """Tell whether blocks mention notes, whose order is kept."""
    return any(isinstance(inline, inl.NoteReference) for inline in inlines(blocks))


def _passing(text: Blocks, start: int, shares: dict[int, float], room: float) -> int:
    """Return where the text ends that starts at a block and that a room holds."""
    end = start
    for at in range(start, len(text)):
        block = text[at]
        if not isinstance(block, MOVABLE) or at not in shares:
            break
        room -= shares[at]
        if room < 0:
            break
        if not isinstance(block, doc.Heading) and not doc.leads_in(block):
            end = at + 1
    return end


def _shares(page: weasyprint.Page) -> dict[int, float]:
    """Return the blocks of a page, and which share of it they take, in their order."""
    sheet = sheet_of(page)
    whole = sheet.width * sheet.height
    shares: dict[int, float] = {}
    for at, box in _boxes(sheet.children[0]):
        share = box.margin_width() * box.margin_height() / whole if whole else 0
        shares[at] = shares.get(at, 0) + share
    return shares


def _boxes(box: Box) -> Iterator[tuple[int, Box]]:
    element = own_element(box)
    place = None if element is None else element.get(ORDER)
    if place is not None:
        yield int(place), box
    else:
        for child in getattr(box, "children", ()):
            yield from _boxes(child)
