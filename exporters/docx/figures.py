"""Figures: their pictures in a row, or in a table without lines where each has words of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Final

from exporters import panels
from presswork.inlines import Image, Length, LineBreak, Link, TargetKind, Text, plain_text

from .captions import LABEL, caption
from .paragraphs import Layout, paragraph
from .runs import run, runs
from .styles import LETTER, Role
from .xml import w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from presswork.document import Figure, Panel
    from presswork.inlines import Inlines

    from .story import Place, Story

MARGIN: Final = 60
"""The room at either side of a cell with a picture, in twips."""

UNASKED: Final = 0.4
"""How much of the height that a picture may have one takes whose size is left to us, so that two
find room on a page; `print.css` says the same of the paper."""

LEAST: Final = 0.25
"""How much of that height is left to a picture at least, however many words and rows there are."""


@dataclass(frozen=True, slots=True)
class _Room:
    """The room that the pictures of a figure have.

    Args:
        place: where they stand.
        own: how high one may be whose size is left to us, in twips.
    """

    place: Place
    own: int

    def of(self, image: Image) -> Place:
        """Return the place of an image."""
        if image.width or image.height:
            return self.place
        return replace(self.place, height=min(self.place.height, self.own))

    def in_cell(self, width: int) -> _Room:
        """Return the room in a cell."""
        return replace(self, place=replace(self.place, width=width, indent=0))


def figure(block: Figure, story: Story, place: Place) -> list[Element]:
    """Return the paragraphs and tables of a figure, its caption last."""
    captioned = bool(block.caption or block.number)
    room = _beside_words(block, story, place)
    layout = Layout(indent=place.indent)
    made: list[Element] = []
    if panels.is_lettered(block):
        made += _lettered(block, story, room, captioned=captioned)
    else:
        made += _in_a_row(block, story, room, captioned=captioned)
    if captioned:
        words = (block.id, block.number, block.caption)
        made.append(caption(TargetKind.FIGURE, words, story, place, layout))
    return made


def _beside_words(block: Figure, story: Story, place: Place) -> _Room:
    """Return the room of the pictures of a figure: what its words leave of a page.

    They stay on one page with them, and so do all rows of pictures.
    """
    rows = panels.rows(block) if panels.is_lettered(block) else ((),)
    words = _height(block.caption, Role.CAPTION, story, place.width)
    for row in rows:
        width = round(place.width / max(1, len(row)))
        below = (_height(panel.caption, Role.TABLE_TEXT, story, width) for panel in row)
        words += max(below, default=0)
    each = max(LEAST * place.height, (place.height - words) / len(rows))
    return _Room(replace(place, height=round(each)), round(UNASKED * place.height))


def _height(words: Inlines, role: Role, story: Story, width: int) -> int:
    """Return about how high words are in lines of a width, with a line of room, in twips."""
    styles = story.book.styles
    letter = LETTER * styles.em(role)
    lines = ceil(letter * len(plain_text(words)) / width)
    return (lines + 1) * styles.line_height(role)


def _in_a_row(block: Figure, story: Story, room: _Room, *, captioned: bool) -> list[Element]:
    place, made = room.place, []
    if block.images:
        content = _side_by_side(block.images, story, room)
        if not captioned:
            content = story.book.bookmarks.around(block.id, content)
        layout = Layout(indent=place.indent)
        made.append(paragraph(Role.FIGURE, story.book.styles, content, layout))
    made += [_missing(panel, story, place) for panel in block.panels if not panel.image]
    return made


def _side_by_side(images: tuple[Image, ...], story: Story, room: _Room) -> list[Element]:
    """Return the images of a figure with spaces between, as wide as fits where none is asked."""
    share = Length(94 / len(images), "%")
    row: list[Element] = []
    for image in images:
        shares = len(images) > 1 and not (image.width or image.height)
        sized = replace(image, width=share) if shares else image
        row += [run(" ", story)] if row else []
        row += runs((sized,), story, room.of(image))
    return row


def _missing(panel: Panel, story: Story, place: Place) -> Element:
    """Return the box that stands for a picture that is not at hand."""
    words: Inlines = (Text(story.book.words["picture-missing"]),)
    if panel.address:
        words = (*words, LineBreak(), Link(panel.address, (Text(panel.address),)))
    content = runs(words, story, place.within(Role.CAPTION))
    layout = Layout(indent=place.indent, boxed=True)
    return paragraph(Role.FIGURE, story.book.styles, content, layout)


def _lettered(block: Figure, story: Story, room: _Room, *, captioned: bool) -> list[Element]:
    """Return a table for each row of pictures, kept together with what stands below."""
    rows = panels.rows(block)
    longest = max(map(len, rows))
    made: list[Element] = []
    for row in rows:
        if made:
            made.append(_separator(story, keep_next=True))
        made.append(_row(row, panels.shares(row, longest), block, story, room))
    return made if captioned else [*made, _separator(story, keep_next=False)]


def _separator(story: Story, *, keep_next: bool) -> Element:
    """Return what keeps two tables apart, which Word would join."""
    layout = Layout(keep_next=keep_next)
    return paragraph(Role.TABLE_SEPARATOR, story.book.styles, (), layout)


def _row(
    row: Sequence[Panel], shares: Sequence[float], block: Figure, story: Story, room: _Room
) -> Element:
    gap = round(panels.GAP * room.place.width / 2)
    widths = [round(share * room.place.width) + gap for share in shares]
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa")),
            *_panel(panel, block, story, room.in_cell(width - 2 * MARGIN)),
        )
        for panel, width in zip(row, widths, strict=True)
    ]
    margins = [w(side, w=MARGIN, type="dxa") for side in ("left", "right")]
    return w(
        "tbl",
        w(
            "tblPr",
            w("bidiVisual") if story.book.backward else None,
            w("tblW", w=sum(widths), type="dxa"),
            w("jc", val="center"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *margins),
            w("tblLook", val="0000", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        w("tr", w("trPr", w("cantSplit")), *cells),
    )


def _panel(panel: Panel, block: Figure, story: Story, room: _Room) -> list[Element]:
    """Return what stands in a cell: the picture, and its letter and words below."""
    styles, place = story.book.styles, room.place
    if panel.image:
        shared = panel.image.width and panel.image.width.unit == "%"
        image = replace(panel.image, width=Length(100, "%")) if shared else panel.image
        picture = paragraph(Role.FIGURE, styles, runs((image,), story, room.of(image)))
    else:
        picture = _missing(panel, story, place)
    letter = panels.letter(panel, block)
    words = runs(panel.caption, story, place.within(Role.CAPTION))
    label = [run(f"{letter} ", story, LABEL)] if letter else []
    content = story.book.bookmarks.around(panel.id, label or words)
    below = [*content, *words] if label else content
    layout = Layout(keep_next=True, alignment="center")
    return [picture, paragraph(Role.TABLE_TEXT, styles, below, layout)]
