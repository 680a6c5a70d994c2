"""Plates: pages of their own for figures, between those of the text.

A plate follows the page that the text has reached where it belongs; the text goes on behind it, so
that no page stays half empty. CSS cannot say that, and neither can WeasyPrint (70), which is told
here what to lay out on which page.

A plate is an element of the class `plate` which stands in one of the class `call`. The latter stays
in the text, empty; the former may name a page, and so be turned.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from exporters.boxes import classes, own_element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weasyprint.formatting_structure.boxes import Box, PageBox
    from weasyprint.layout import LayoutContext

CALL: Final = "call"
PLATE: Final = "plate"

TEXT_OVER: Final = {-1: None}
"""Where a page begins when the text has ended and plates are still to come."""

_Place: TypeAlias = "dict[int, _Place | None] | None"
"""Where a page begins, as WeasyPrint says it; None for the very beginning, or when all is over."""


@contextmanager
def between_the_text() -> Iterator[None]:
    """Let WeasyPrint (70) make pages for plates behind those that call for them."""
    from weasyprint.layout import page  # noqa: PLC0415 - loading it takes Pango

    original = page.remake_page
    plates: _Plates | None = None

    def remake_page(
        index: int, context: LayoutContext, root_box: Box, html: object
    ) -> tuple[PageBox, object]:
        nonlocal plates
        if plates is None:
            plates = _Plates.taken_from(root_box)
        due = plates.due.get(index, ())
        if not due:
            made: tuple[PageBox, object] = original(index, context, root_box, html)
            return plates.after_text(index, context, made)
        maker = _Maker.of(context, index)
        made = original(index, context, maker.set_to(due[0]), html)
        return plates.after_plate(maker, made)

    page.remake_page = remake_page
    try:
        yield
    finally:
        page.remake_page = original


@dataclass(frozen=True, slots=True)
class _Plate:
    """What is due on the next page.

    Args:
        root: a box for the whole document that holds nothing but the plate.
        page: the name of its page.
        begins: where in it the page begins; a plate that is too long goes on on another page.
    """

    root: Box
    page: str | None
    begins: _Place = None


@dataclass(slots=True)
class _Plates:
    """The plates of a document.

    Args:
        by_call: the plates by the elements that call for them.
        due: those that wait when a page begins, by its number from 0.
    """

    by_call: dict[object, _Plate]
    due: dict[int, tuple[_Plate, ...]] = field(default_factory=dict)

    @classmethod
    def taken_from(cls, root: Box) -> _Plates:
        """Take the plates out of the text."""
        found: dict[object, _Plate] = {}
        for path in tuple(_paths(root, ())):
            *_, call, plate = path
            alone = plate
            for box in reversed(path[:-1]):
                alone = box.copy_with_children([alone])
            found[call.element] = _Plate(alone, plate.style["page"])
            call.children = []
        return cls(found)

    def after_text(
        self, index: int, context: LayoutContext, made: tuple[PageBox, object]
    ) -> tuple[PageBox, object]:
        """Note what a page of text calls for."""
        page, following = made
        calls = (box.element for box in page.descendants() if _is(box, CALL))
        called = tuple(self.by_call[call] for call in dict.fromkeys(calls) if call in self.by_call)
        self.due[index + 1] = called
        if not called or following is not None:
            return made
        _, *others = context.page_maker[index + 1]
        context.page_maker[index + 1] = (TEXT_OVER, *others)
        return page, TEXT_OVER

    def after_plate(self, maker: _Maker, made: tuple[PageBox, object]) -> tuple[PageBox, object]:
        """Go on with the text, or with the plates that still wait."""
        page, rest = made
        plate, *waiting = self.due[maker.index]
        if rest is not None:
            waiting.insert(0, _Plate(plate.root, plate.page, rest))  # type: ignore[arg-type] # WeasyPrint carries no types
        self.due[maker.index + 1] = tuple(waiting)
        return page, maker.go_on(over=not waiting)


@dataclass(frozen=True, slots=True)
class _Maker:
    """What WeasyPrint knows of a page that is to be made, and of the one after it.

    Args:
        index: its number, from 0.
        known: of the page: where it begins, what kind it is, its side, its counters.
        after: of the next one, if that was made before.
        broken: what the page before has left of boxes out of the flow: it is the text's.
    """

    context: LayoutContext
    index: int
    known: tuple[object, ...]
    after: tuple[object, ...] | None
    broken: object

    @classmethod
    def of(cls, context: LayoutContext, index: int) -> _Maker:
        """Keep what is known before a page is made."""
        maker = context.page_maker
        after = maker[index + 1] if index + 1 < len(maker) else None
        broken = context.broken_out_of_flow
        return cls(context, index, maker[index], after, broken)

    def set_to(self, plate: _Plate) -> Box:
        """Have the page made of a plate."""
        _, _, *others = self.known
        kind = {"break": "any", "page": plate.page}
        self.context.page_maker[self.index] = (plate.begins, kind, *others)
        self.context.broken_out_of_flow = {}
        return plate.root

    def go_on(self, *, over: bool) -> object:
        """Begin the next page where this one would have begun, and return that place."""
        begins, kind, *_ = self.known
        if begins == TEXT_OVER and over:
            begins = None
        self.context.page_maker[self.index] = self.known
        _, _, side, state, remade = self.context.page_maker[self.index + 1]
        after = (begins, kind, side, state)
        if self.after and self.after[:-1] == after:
            self.context.page_maker[self.index + 1] = self.after
        else:
            remade["content_changed"] = begins is not None
            self.context.page_maker[self.index + 1] = (*after, remade)
        self.context.broken_out_of_flow = self.broken
        return begins


def _paths(box: Box, above: Sequence[Box]) -> Iterator[tuple[Box, ...]]:
    """Yield the ways from the root to each plate, the box that calls for it included."""
    path = (*above, box)
    if _is(box, CALL):
        yield from ((*path, plate) for plate in box.children if _is(plate, PLATE))
        return
    for child in getattr(box, "children", ()):
        if hasattr(child, "children"):
            yield from _paths(child, path)


def _is(box: Box, name: str) -> bool:
    return own_element(box) is not None and name in classes(box)
