"""What pages that were laid out tell of the room that everything takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Final

from exporters.boxes import own_element, sheet_of
from presswork.problems import Problem, ProblemKind, Problems

from .planning import Geometry, Strip, Unit, Width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box, PageBox

PLACE: Final = "data-place"
"""The attribute of the empty element that stands in the text where a float was: its number."""

FLOAT: Final = "data-float"
"""The attribute of a float: its number, counted from 0."""

HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})

FLOATING: Final = "float-"
"""What the name of the page of a float begins with; its number follows."""

WIDTHS: Final = frozenset(width.value for width in Width)
"""The names of the pages of floats before it is known where they stand."""

SET: Final = "data-set"
"""The attribute of what does not take whole lines: its number, counted from 0."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The pages that were laid out, by what they hold.

    Args:
        titles: with the title block.
        texts: with a column of text each.
        floats: with the pieces of each float.
        furniture: with what stands around the text of a sheet.
    """

    titles: tuple[PageBox, ...]
    texts: tuple[PageBox, ...]
    floats: tuple[tuple[PageBox, ...], ...]
    furniture: tuple[PageBox, ...]


def measured(printed: weasyprint.Document) -> Measured:
    """Part pages by what they hold: their names tell, which the look gives them."""
    by_name: defaultdict[str, list[PageBox]] = defaultdict(list)
    floats: list[list[PageBox]] = []
    for page in printed.pages:
        sheet = sheet_of(page)
        name = sheet.page_type.name
        if name.startswith(FLOATING) or name in WIDTHS:
            number = int(float_box(sheet).element.get(FLOAT))
            floats += [[] for _ in range(number + 1 - len(floats))]
            floats[number].append(sheet)
        else:
            by_name[name].append(sheet)
    return Measured(
        tuple(by_name["front"]),
        tuple(by_name["text"]),
        tuple(map(tuple, floats)),
        tuple(by_name["sheet"]),
    )


def geometry(pages: Measured, columns: int) -> Geometry:
    """Return the room on a sheet, of which the first column of text is a part.

    Raises:
        Problems: the look does not make the pages that it takes.
    """
    if not pages.furniture or not pages.texts:
        what = "the look has columns, but its print.html makes no pages for text and sheets"
        hint = "let it extend journal, or name pages as templates/journal/print.css does"
        raise Problems([Problem(what, hint=hint, kind=ProblemKind.TEMPLATE)])
    sheet, text = pages.furniture[0], pages.texts[0]
    main = next(box for box in text.descendants() if box.element_tag == "main")
    from weasyprint.text.line_break import strut  # noqa: PLC0415 - loading it takes Pango

    line, _ = strut(main.style)
    return Geometry(
        sheet.content_box_x(),
        sheet.content_box_y(),
        sheet.width,
        sheet.height,
        columns,
        text.width,
        line,
    )


def title_heights(pages: Measured, top: float) -> tuple[float, ...]:
    """Return how far the title block reaches below the top of the text, on each of its pages."""
    return tuple(
        box.position_y + box.margin_height() - top
        for page in pages.titles
        for box in page.descendants()
        if box.element_tag == "header"
    )


def float_height(page: PageBox) -> float:
    """Return how high a float is."""
    _, *areas = page.children
    return float(float_box(page).border_height()) + _notes(areas)


def float_box(page: PageBox) -> Box:
    """Return the box of the float that a page holds."""
    return next(_marked(page, FLOAT))


def strip(
    pages: Measured, line: float, stretches: Mapping[str, int]
) -> tuple[Strip, Mapping[int, int], tuple[int, ...]]:
    """Return the text as a strip of units, where in it floats belong, and where columns ended.

    Args:
        pages: the text laid out.
        line: from line to line.
        stretches: how many lines were added before some units.
    """
    notes, gap = _note_heights(pages)
    reading = _Reading()
    ends: list[int] = []
    for page in pages.texts:
        bottom: float | None = None
        begun = len(reading.pieces)
        reading.read(page.children[0], ())
        ends.append(len(reading.pieces))
        for piece in reading.pieces[begun:]:
            piece.before = piece.margin if bottom is None else piece.top - bottom
            piece.note = sum(notes.get(call, 0.0) for call in dict.fromkeys(_calls(piece.box)))
            bottom = piece.top + piece.height
    reading.bind()
    units = tuple(_units(reading.pieces, line, stretches))
    return Strip(units, gap), reading.places, tuple(ends)


@dataclass(slots=True)
class _Piece:
    """A box that is not parted.

    Args:
        box: a line, or something else.
        block: the element of the block that a line stands in; None where it is no line.
        margin: the space that was given up if it begins a page.
        kept: whether what follows is to stand with it.
        stretch: see `Unit`.
        before: see `Unit`.
        note: see `Unit`.
    """

    box: Box
    block: object | None
    margin: float
    kept: bool = False
    stretch: str | None = None
    before: float = 0.0
    note: float = 0.0

    @property
    def top(self) -> float:
        """Return where it begins, below its margin; what is moved from its place is told there."""
        if self.block is not None:
            top: float = self.box.position_y
            return top
        moved = self.box.style["top"]
        relative = self.box.style["position"] == "relative" and hasattr(moved, "value")
        return float(self.box.border_box_y() - (moved.value if relative else 0.0))

    @property
    def height(self) -> float:
        """Return its height, without the space around it."""
        return float(self.box.height if self.block is not None else self.box.border_height())


AVOIDED: Final = frozenset({"avoid", "avoid-page", "avoid-column"})


@dataclass(slots=True)
class _Reading:
    """The pieces of a text, which is read page by page.

    Args:
        pieces: in the order of reading.
        places: of floats, by their numbers: how many pieces stand before them.
        first: the first piece of each element that has to stand with what is before it.
        last: the last piece of each element that has to stand with what follows.
    """

    pieces: list[_Piece] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def read(self, box: Box, above: tuple[Box, ...]) -> None:
        """Read a box; those above it begin with it."""
        element = box.element
        if not box.is_in_normal_flow():
            return
        if element is not None and element.get(PLACE):
            self.places.setdefault(int(element.get(PLACE)), len(self.pieces))
            return
        begun = len(self.pieces)
        if type(box).__name__ == "LineBox":
            block = above[-1].element if above else None
            self.pieces.append(_Piece(box, block, _margin(above)))
            return
        children = getattr(box, "children", ())
        if not children or _is_whole(box):
            if box.border_height():
                self.pieces.append(_Piece(box, None, _margin((*above, box))))
        else:
            for child in children:
                self.read(child, (*above, box) if len(self.pieces) == begun else (box,))
        if len(self.pieces) > begun:
            self._note(box, begun)

    def _note(self, box: Box, begun: int) -> None:
        if box.style["break_before"] in AVOIDED:
            self.first.setdefault(id(box.element), begun)
        if box.style["break_after"] in AVOIDED:
            self.last[id(box.element)] = len(self.pieces) - 1
        if len(self.pieces) == begun + 1:
            first = self.pieces[begun]
            first.stretch = _stretch(box) or first.stretch
            if box.element is not None and box.element.get(SET):
                first.box, first.block = box, None

    def bind(self) -> None:
        """Let stand together what has to."""
        for at in self.last.values():
            self.pieces[at].kept = True
        for at in self.first.values():
            if at:
                self.pieces[at - 1].kept = True


def _is_whole(box: Box) -> bool:
    return box.style["break_inside"] in AVOIDED or type(box).__name__ == "TableRowBox"


def _stretch(box: Box) -> str | None:
    element = own_element(box)
    if element is None:
        return None
    if element.get(SET):
        return str(element.get(SET))
    if element.tag in HEADINGS:
        return f"#{element.get('id')}"
    return None


def _margin(boxes: Iterable[Box]) -> float:
    """Return the space above boxes of which each begins with the next."""
    margins = (box.style["margin_top"] for box in boxes)
    return max((margin.value for margin in margins if hasattr(margin, "value")), default=0.0)


def _units(pieces: Sequence[_Piece], line: float, stretches: Mapping[str, int]) -> Iterator[Unit]:
    """Yield units; lines are kept together as their block's `orphans` and `widows` say."""
    lines = Counter(id(piece.block) for piece in pieces if piece.block is not None)
    passed: Counter[int] = Counter()
    for piece in pieces:
        kept = piece.kept
        if piece.block is not None:
            key = id(piece.block)
            passed[key] += 1
            left = lines[key] - passed[key]
            style = piece.box.style
            kept |= left > 0 and (passed[key] < style["orphans"] or left < style["widows"])
        height, before = piece.height, max(piece.before, 0.0)
        added = stretches.get(piece.stretch or "", 0) * line
        if piece.stretch and not piece.stretch.startswith("#"):
            height = ceil((height - added) / line - 0.01) * line
        else:
            before = max(before - added, 0.0)
        yield Unit(before, height, piece.note, kept, piece.stretch)


def _note_heights(pages: Measured) -> tuple[Mapping[object, float], float]:
    """Return how high each note is, by its element, and the space above the notes of a column."""
    heights: defaultdict[object, float] = defaultdict(float)
    gap = 0.0
    for page in pages.texts:
        for area in page.children[1:]:
            if type(area).__name__ != "FootnoteAreaBox" or not area.children:
                continue
            notes = [note.margin_height() for note in area.children]
            gap = max(gap, area.margin_height() - sum(notes))
            for note, height in zip(area.children, notes, strict=True):
                heights[note.element] += height
    return heights, gap


def _calls(box: Box) -> Iterator[object]:
    """Yield the elements of the notes that are mentioned within a box."""
    if not hasattr(box, "descendants"):
        return
    for inner in box.descendants():
        if (inner.element_tag or "").endswith("::footnote-call") and hasattr(inner, "children"):
            yield inner.element


def fillings(pages: Measured, line: float) -> dict[int, float]:
    """Return what the elements that do not take whole lines lack to them, by their numbers."""
    found: dict[int, float] = {}
    for page in pages.texts:
        for box in _marked(page, SET):
            height = box.margin_height()
            found[int(box.element.get(SET))] = -height % line
    return found


def _notes(areas: Iterable[Box]) -> float:
    return float(
        sum(box.margin_height() for box in areas if type(box).__name__ == "FootnoteAreaBox")
    )


def _marked(page: PageBox, attribute: str) -> Iterator[Box]:
    """Yield the boxes of the elements that have an attribute."""
    for box in page.descendants():
        element = own_element(box)
        if element is not None and element.get(attribute):
            yield box
