"""How well pages are filled: looked at once they are laid out, and mended where it pays.

A figure or table that does not fit leaves a gap before it; it lets the text of its section go
first. A last page of a few lines is saved by setting everything a little tighter. Each remedy costs
a layout, so it is tried only where it is needed, and kept only where it helps.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    DefinitionList,
    Figure,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    inline_runs,
    leads_in,
    walk,
)
from presswork.inlines import NoteReference, plain_text
from presswork.inlines import walk as walk_inlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from exporters.pdf import LaidOut
    from presswork.document import Block, Blocks

GAP: Final = 0.15
"""The share of a page that may stay empty before a figure."""

SHORT_PAGE: Final = 0.15
"""The share of a page that a last page is to hold at least."""

TIGHTEST: Final = 0.03
"""The share of the leading that is given up at most."""

PAGE_OF_TEXT: Final = 3300
"""About how many characters fill a page."""

FLOWING: Final = (Paragraph, BulletList, OrderedList, DefinitionList, Quote)
"""The blocks that may go before a figure which stands above them."""


def fill(blocks: Blocks, lay_out: Callable[[Blocks, float], LaidOut]) -> LaidOut:
    """Return the layout whose pages are filled best, of four at most.

    Args:
        blocks: the text.
        lay_out: lays blocks out, with the share of the leading that is given up.
    """
    best = lay_out(blocks, 0)
    moved = _with_gaps_filled(blocks, best.printed.pages)
    if moved != blocks:
        other = lay_out(moved, 0)
        if _emptiness(other.printed.pages) < _emptiness(best.printed.pages):
            blocks, best = moved, other
    for tightness in _tightnesses(best.printed.pages):
        tight = lay_out(blocks, tightness)
        if len(tight.printed.pages) < len(best.printed.pages):
            return tight
    return best


def _tightnesses(pages: Sequence[weasyprint.Page]) -> tuple[float, ...]:
    """Return what may save the last page: what it takes by reckoning, and all that is allowed."""
    *others, last = map(_filling, pages)
    if not others or last.used > SHORT_PAGE:
        return ()
    reckoned = 1.5 * last.used / len(others)
    return (reckoned, TIGHTEST) if reckoned < TIGHTEST else (TIGHTEST,)


@dataclass(frozen=True, slots=True)
class _Filling:
    """How a page is filled.

    Args:
        used: the share of its height that holds text, pictures or notes.
        floats: the elements of its figures and tables, in reading order.
        opens: the one that the page begins with, if it does.
    """

    used: float
    floats: tuple[object, ...]
    opens: object | None


def _filling(page: weasyprint.Page) -> _Filling:
    """Look at a page; WeasyPrint has no public way to tell where its boxes are."""
    sheet = page._page_box  # noqa: SLF001 - as said above
    top, height = sheet.content_box_y(), sheet.height
    text, *areas = sheet.children
    notes = sum(box.margin_height() for box in areas if type(box).__name__ == "FootnoteAreaBox")
    leaves = tuple(_leaves(text))
    lowest = max((box.position_y + box.height for box in leaves), default=top)
    floats = tuple(box for box in text.descendants() if _is_float(box))
    first = min((box.position_y for box in leaves), default=top)
    opening = (
        box.element for box in floats if any(leaf.position_y <= first for leaf in _leaves(box))
    )
    return _Filling(
        used=(lowest - top + notes) / height,
        floats=tuple(dict.fromkeys(box.element for box in floats)),
        opens=next(opening, None),
    )


def _leaves(box: Box) -> Iterator[Box]:
    return (leaf for leaf in box.descendants() if not getattr(leaf, "children", ()))


def _is_float(box: Box) -> bool:
    element = box.element
    if element is None or box.element_tag != element.tag:
        return False
    classes = (element.get("class") or "").split()
    return (element.tag == "figure" and "listing" not in classes) or "table" in classes


def _gaps(pages: Sequence[weasyprint.Page]) -> Iterator[tuple[int, float]]:
    """Yield which figures and tables leave a gap before them, by their order, and how large."""
    order: dict[object, int] = {}
    for page, following in pairwise(map(_filling, pages)):
        for element in page.floats:
            order.setdefault(element, len(order))
        gap = 1 - page.used
        if following.opens is not None and following.opens not in order and gap > GAP:
            yield len(order), gap


def _emptiness(pages: Sequence[weasyprint.Page]) -> float:
    """Return how empty pages are, the last apart; one large gap is worse than two small ones."""
    return sum((1 - _filling(page).used) ** 2 for page in pages[:-1])


def _with_gaps_filled(blocks: Blocks, pages: Sequence[weasyprint.Page]) -> Blocks:
    """Return the blocks with figures moved after text that fills the gaps before them."""
    floats = [block for block in walk(blocks) if isinstance(block, Figure | Table)]
    result = list(blocks)
    for order, gap in _gaps(pages):
        if order >= len(floats):
            break
        at = next((i for i, block in enumerate(result) if block is floats[order]), None)
        if at is not None and not (at and leads_in(result[at - 1])):
            count = blocks_for(gap, result[at], result[at + 1 :])
            result[at : at + count + 1] = [*result[at + 1 : at + count + 1], result[at]]
    return tuple(result)


def blocks_for(gap: float, moved: Block, following: Sequence[Block]) -> int:
    """Return how many of the blocks that follow fill a gap.

    The order of notes is kept, and what leads in to a block stays with it.
    """
    wanted = gap * PAGE_OF_TEXT
    count = 0
    for block in following:
        if wanted <= 0 or not isinstance(block, FLOWING) or _has_notes(moved, block):
            break
        wanted -= sum(len(plain_text(run)) for run in inline_runs((block,)))
        count += 1
    while count and leads_in(following[count - 1]):
        count -= 1
    return count


def _has_notes(*blocks: Block) -> bool:
    """Tell whether each of the blocks mentions a note."""
    return all(
        any(
            isinstance(inline, NoteReference)
            for run in inline_runs((block,))
            for inline in walk_inlines(run)
        )
        for block in blocks
    )
