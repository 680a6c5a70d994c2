"""How well pages are filled: looked at as they are laid out, and mended where it pays.

A figure or table that does not fit leaves a gap before it; it lets the text that follows go first,
headings too, up to the page after. Only the page with the gap is made again, so the cost grows with
the gaps and not with their product with the pages. A last page of a few lines is saved by setting
everything a little tighter; that takes a layout more, so only a short document is worth it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from exporters.boxes import classes, own_element, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from weasyprint.css import Style
    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout import LayoutContext

    from exporters.pdf import LaidOut

    _Following = tuple[object, dict[str, object], bool, object, dict[str, object]]

GAP: Final = 0.15
"""The share of a page that may stay empty before a figure."""

SHORT_PAGE: Final = 0.15
"""The share of a page that a last page is to hold at least."""

TIGHTEST: Final = 0.03
"""The share of the leading that is given up at most."""

SHORT_DOCUMENT: Final = 16
"""How many pages a document may have for which another layout is worth a page less."""

FAR: Final = 12
"""How many blocks a figure lets go first at most."""

NEAR: Final = 3 * FAR
"""How many blocks around a figure that has moved are looked at."""

PAGE_OF_TEXT: Final = 3300
"""About how many characters fill a page: a longer block would take a figure too far."""

FLOWING: Final = frozenset({"blockquote", "div", "dl", "ol", "p", "pre", "ul"})
"""The elements that may go before a figure which stands above them."""

OWN: Final = frozenset({"dir", "id", "lang", "style"})
"""The attributes that give an element a style of its own."""

HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})


def fill(lay_out: Callable[[float], LaidOut]) -> LaidOut:
    """Return the layout whose pages are filled best, of two at most.

    Args:
        lay_out: lays a document out, with the share of the leading that is given up.
    """
    with gaps_filled():
        best = lay_out(0)
        pages = best.printed.pages
        tightness = _tightness_for(len(pages), share_used(sheet_of(pages[-1])))
        if tightness:
            tight = lay_out(tightness)
            if len(tight.printed.pages) < len(best.printed.pages):
                return tight
    return best


def _tightness_for(pages: int, held: float) -> float:
    """Return by reckoning what may save the last page; 0 for nothing.

    Args:
        pages: how many there are.
        held: the share of the last one that is used.
    """
    others = pages - 1
    if not others or others > SHORT_DOCUMENT:
        return 0
    wanted = held / others
    return 0 if held > SHORT_PAGE or wanted > TIGHTEST else min(3 * wanted, TIGHTEST)


def share_used(page: PageBox) -> float:
    """Return the share of a page's height that holds text, pictures or notes."""
    top, height = page.content_box_y(), page.height
    text, *areas = page.children
    notes = sum(box.margin_height() for box in areas if type(box).__name__ == "FootnoteAreaBox")
    leaves = (box for box in text.descendants() if not getattr(box, "children", ()))
    lowest = max((box.position_y + box.height for box in leaves), default=top)
    return float((lowest - top + notes) / height) if height > 0 else 1.0


@contextmanager
def gaps_filled() -> Iterator[None]:
    """Let WeasyPrint (70) make a page again where a figure leaves a gap at its end."""
    from weasyprint.layout import page  # noqa: PLC0415 - loading it takes Pango

    original = page.remake_page
    left: dict[int, _Left] = {}
    last = -1

    def remake_page(
        index: int, context: LayoutContext, root_box: Box, html: object
    ) -> tuple[PageBox, object]:
        nonlocal last
        if index in left and last != index - 1:
            left[index].take_up(context)
        made = filled(index, context, root_box, html)
        left[index + 1] = _Left.by_page(context)
        last = index
        return made

    def filled(
        index: int, context: LayoutContext, root_box: Box, html: object
    ) -> tuple[PageBox, object]:
        make = partial(original, index, context, root_box, html)
        state = _State.of(context, index)
        made: tuple[PageBox, object] = make()
        waiting = _Waiting.at_end(made[0], context.page_maker[index + 1], root_box)
        if waiting is None:
            return made
        waiting.let_pass()
        state.restore(context)
        again: tuple[PageBox, object] = make()
        if not waiting.settle(again[0], context.page_maker[index + 1], root_box):
            state.restore(context)
            again = make()
        return again

    page.remake_page = remake_page
    try:
        yield
    finally:
        page.remake_page = original


@dataclass(frozen=True, slots=True)
class _Left:
    """What a page leaves to the next, which WeasyPrint (70) forgets where it makes that one alone.

    Args:
        reported: the notes.
        broken: the boxes out of the flow.
    """

    reported: list[Box]
    broken: dict[Box, object]

    @classmethod
    def by_page(cls, context: LayoutContext) -> _Left:
        """Return what the page leaves that was just made."""
        return cls(context.reported_footnotes.copy(), context.broken_out_of_flow.copy())

    def take_up(self, context: LayoutContext) -> None:
        """Begin a page with it."""
        context.reported_footnotes = self.reported.copy()
        context.broken_out_of_flow = self.broken.copy()


@dataclass(frozen=True, slots=True)
class _State:
    """What WeasyPrint changes as it makes a page, as it was before.

    Args:
        index: which page.
        notes: those that no page has yet.
        reported: those that the page before left.
        broken: the boxes out of the flow that the page before left.
        later: what is known of the pages after it.
    """

    index: int
    notes: list[Box]
    reported: list[Box]
    broken: dict[Box, object]
    later: list[object]

    @classmethod
    def of(cls, context: LayoutContext, index: int) -> _State:
        """Return the state before a page is made."""
        return cls(
            index,
            context.footnotes.copy(),
            context.reported_footnotes.copy(),
            context.broken_out_of_flow.copy(),
            context.page_maker[index + 1 :],
        )

    def restore(self, context: LayoutContext) -> None:
        """Make the page as if it had not been made."""
        context.footnotes = self.notes.copy()
        context.reported_footnotes = self.reported.copy()
        context.broken_out_of_flow = self.broken.copy()
        context.page_maker[self.index + 1 :] = self.later
        remake = context.page_maker[self.index][-1]
        remake.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])


@dataclass(frozen=True, slots=True)
class _Break:
    """Where a page ends.

    Args:
        parent: the box within which it ends.
        at: the first of its children that is not yet whole.
        inside: whether some of that child is on the page.
    """

    parent: Box
    at: int
    inside: bool

    @classmethod
    def of(cls, resume_at: object, box: Box, wanted: Box | None = None) -> _Break | None:
        """Find the end of a page: at its deepest, or within a certain box; None at a forced end."""
        while isinstance(resume_at, dict) and len(resume_at) == 1:
            ((at, resume_at),) = resume_at.items()
            children = getattr(box, "children", ())
            if at >= len(children):
                return None
            if box is wanted or resume_at is None:
                return cls(box, at, resume_at is not None)
            box = children[at]
        return None


@dataclass(slots=True)
class _Waiting:
    """Figures that a page had no room for, and the text after them that has.

    Args:
        parent: the box that holds both.
        start: where the figures stand in it.
        before: its children as they were.
        figures: the figures.
        text: the boxes that may go first.
        used: the share of the page that was used.
        models: the styles of paragraphs, by their class and whether they follow another.
    """

    parent: Box
    start: int
    before: list[Box]
    figures: list[Box]
    text: list[Box]
    used: float
    models: dict[tuple[str | None, bool], Style]

    @classmethod
    def at_end(cls, page: PageBox, following: _Following, root_box: Box) -> _Waiting | None:
        """Return what waits for the next page though this one has room; None for nothing."""
        resume_at, next_page, *_ = following
        end = _Break.of(resume_at, root_box) if next_page["break"] == "any" else None
        if end is None or not _is_float(end.parent.children[end.at]):
            return None
        used = share_used(page)
        if 1 - used <= GAP:
            return None
        children = list(end.parent.children)
        if end.at and _leads_in(children[end.at - 1]):
            return None
        figures = list(takewhile(_is_float, children[end.at :]))
        after = children[end.at + len(figures) :]
        text = list(_passing(figures, after[:FAR]))
        models = _models(children[max(0, end.at - NEAR) : end.at + NEAR])
        return cls(end.parent, end.at, children, figures, text, used, models) if text else None

    def _arrange(self, passed: int) -> None:
        """Put some of the text before the figures."""
        changed = (*self.text[:passed], *self.figures, *self.text[passed:])
        children = self.before.copy()
        end = self.start + len(changed)
        children[self.start : end] = changed
        self.parent.children = children
        _indent(children[max(0, self.start - 1) : end + 1], self.models)

    def let_pass(self) -> None:
        """Put all of the text before the figures."""
        self._arrange(len(self.text))

    def settle(self, page: PageBox, following: _Following, root_box: Box) -> bool:
        """Put the figures where the page ends now; back, where it is not fuller than before."""
        end = _Break.of(following[0], root_box, self.parent)
        if end is None or share_used(page) < self.used + GAP / 2:
            self._arrange(0)
            return False
        passed = end.at - self.start + end.inside
        while 0 < passed < len(self.text) and _leads_in(self.text[passed - 1]):
            passed += 1
        self._arrange(passed)
        return True


def _passing(figures: Sequence[Box], after: Sequence[Box]) -> Iterator[Box]:
    """Yield what may go before figures.

    The order of notes is kept, and what leads in to a block stays with it, as a heading does.
    """
    noted = any(map(_has_note, figures))
    held: list[Box] = []
    for box in after:
        if (
            box.element_tag not in FLOWING | HEADINGS
            or _is_float(box)
            or (noted and _has_note(box))
            or box.style["break_before"] not in {"auto", "avoid"}
            or _length(box) > PAGE_OF_TEXT
        ):
            return
        held.append(box)
        if not _leads_in(box):
            yield from held
            held.clear()


def _length(box: Box) -> int:
    """Return how many characters a box holds."""
    return sum(len(getattr(inner, "text", "")) for inner in box.descendants())


def _has_note(box: Box) -> bool:
    return any(inner.footnote for inner in box.descendants())


def _is_float(box: Box) -> bool:
    if own_element(box) is None:
        return False
    names = classes(box)
    return (box.element_tag == "figure" and "listing" not in names) or "table" in names


def _leads_in(box: Box) -> bool:
    return box.element_tag in HEADINGS or "lead-in" in classes(box)


def _models(boxes: Sequence[Box]) -> dict[tuple[str | None, bool], Style]:
    """Return the styles of paragraphs, by their class and whether they follow another.

    Style sheets indent a paragraph by what stands before it, and know only the order that was.
    """
    return {
        (paragraph.element.get("class"), _is_plain(previous)): paragraph.style
        for previous, paragraph in pairwise(boxes)
        if _is_plain(paragraph)
    }


def _indent(boxes: Sequence[Box], models: Mapping[tuple[str | None, bool], Style]) -> None:
    """Give each paragraph the style of those that follow what it follows now."""
    for previous, paragraph in pairwise(boxes):
        if not _is_plain(paragraph):
            continue
        style = models.get((paragraph.element.get("class"), _is_plain(previous)))
        if style is not None:
            paragraph.style = style
            for line in paragraph.children:
                line.style = style.anonymous_style


def _is_plain(box: Box) -> bool:
    """Tell whether a box is a paragraph whose style is not its own."""
    return box.element_tag == "p" and OWN.isdisjoint(box.element.keys())
