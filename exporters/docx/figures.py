"""Figures: their pictures in a row, or in a table without lines where each has words of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters import panels
from presswork.inlines import Image, Length, LineBreak, Link, TargetKind, Text

from .captions import LABEL, caption
from .paragraphs import Layout, paragraph
from .runs import run, runs
from .styles import Role
from .xml import w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from presswork.document import Figure, Panel
    from presswork.inlines import Inlines

    from .story import Place, Story

MARGIN: Final = 60
"""The room at either side of a cell with a picture, in twips."""


def figure(block: Figure, story: Story, place: Place) -> list[Element]:
    """Return the paragraphs and tables of a figure, its caption last."""
    captioned = bool(block.caption or block.number)
    layout = Layout(indent=place.indent)
    made: list[Element] = []
    if panels.is_lettered(block):
        made += _lettered(block, story, place, captioned=captioned)
    else:
        made += _in_a_row(block, story, place, captioned=captioned)
    if captioned:
        words = (block.id, block.number, block.caption)
        made.append(caption(TargetKind.FIGURE, words, story, place, layout))
    return made


def _in_a_row(block: Figure, story: Story, place: Place, *, captioned: bool) -> list[Element]:
    made = []
    if block.images:
        content = runs(_side_by_side(block.images), story, place)
        if not captioned:
            content = story.book.bookmarks.around(block.id, content)
        layout = Layout(indent=place.indent)
        made.append(paragraph(Role.FIGURE, story.book.styles, content, layout))
    made += [_missing(panel, story, place) for panel in block.panels if not panel.image]
    return made


def _side_by_side(images: tuple[Image, ...]) -> Inlines:
    """Return the images of a figure with spaces between, as wide as fits where none is asked."""
    if len(images) == 1:
        return images
    share = Length(94 / len(images), "%")
    row: list[Image | Text] = []
    for image in images:
        sized = image if image.width or image.height else replace(image, width=share)
        row += [Text(" "), sized] if row else [sized]
    return tuple(row)


def _missing(panel: Panel, story: Story, place: Place) -> Element:
    """Return the box that stands for a picture that is not at hand."""
    words: Inlines = (Text(story.book.words["picture-missing"]),)
    if panel.address:
        words = (*words, LineBreak(), Link(panel.address, (Text(panel.address),)))
    content = runs(words, story, place.within(Role.CAPTION))
    layout = Layout(indent=place.indent, boxed=True)
    return paragraph(Role.FIGURE, story.book.styles, content, layout)


def _lettered(block: Figure, story: Story, place: Place, *, captioned: bool) -> list[Element]:
    """Return a table for each row of pictures, kept together with what stands below."""
    rows = panels.rows(block)
    longest = max(map(len, rows))
    made: list[Element] = []
    for row in rows:
        if made:
            made.append(_separator(story, keep_next=True))
        made.append(_row(row, panels.shares(row, longest), block, story, place))
    return made if captioned else [*made, _separator(story, keep_next=False)]


def _separator(story: Story, *, keep_next: bool) -> Element:
    """Return what keeps two tables apart, which Word would join."""
    layout = Layout(keep_next=keep_next)
    return paragraph(Role.TABLE_SEPARATOR, story.book.styles, (), layout)


def _row(
    row: Sequence[Panel], shares: Sequence[float], block: Figure, story: Story, place: Place
) -> Element:
    gap = round(panels.GAP * place.width / 2)
    widths = [round(share * place.width) + gap for share in shares]
    cells = [
        w(
            "tc",
            w("tcPr", w("tcW", w=width, type="dxa")),
            *_panel(panel, block, story, replace(place, width=width - 2 * MARGIN, indent=0)),
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


def _panel(panel: Panel, block: Figure, story: Story, place: Place) -> list[Element]:
    """Return what stands in a cell: the picture, and its letter and words below."""
    styles = story.book.styles
    if panel.image:
        shared = panel.image.width and panel.image.width.unit == "%"
        image = replace(panel.image, width=Length(100, "%")) if shared else panel.image
        picture = paragraph(Role.FIGURE, styles, runs((image,), story, place))
    else:
        picture = _missing(panel, story, place)
    letter = panels.letter(panel, block)
    words = runs(panel.caption, story, place.within(Role.CAPTION))
    label = [run(f"{letter} ", story, LABEL)] if letter else []
    content = story.book.bookmarks.around(panel.id, label or words)
    below = [*content, *words] if label else content
    layout = Layout(keep_next=True, alignment="center")
    return [picture, paragraph(Role.TABLE_TEXT, styles, below, layout)]
