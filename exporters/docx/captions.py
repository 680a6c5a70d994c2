"""Captions of figures and tables: their word, their number as a field, their bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.inlines import Inlines, TargetKind

from .bookmarks import NUMBER
from .outline import Entry
from .paragraphs import PLAIN, Layout, paragraph
from .runs import Face, called, run, runs
from .styles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from .story import Place, Story

SEQUENCES: Final[Mapping[TargetKind, str]] = {
    TargetKind.FIGURE: "Figure",
    TargetKind.TABLE: "Table",
    TargetKind.EQUATION: "Equation",
    TargetKind.LISTING: "Listing",
}
"""The counters, by the names that Word's own captions have in English."""

LABEL: Final = Face(role=Role.CAPTION_LABEL)


def caption(
    kind: TargetKind,
    block: tuple[str | None, str | None, Inlines],
    story: Story,
    place: Place,
    layout: Layout = PLAIN,
) -> Element:
    """Return the paragraph of a caption.

    Args:
        kind: what it belongs to.
        block: the id, the number and the words of the figure or table.
        story: the story it stands in.
        place: where it stands.
        layout: what it has beside its style.
    """
    id_, number, words = block
    content = []
    if number:
        shown = [run(number, story, LABEL)]
        counted = story.book.sequences.number(SEQUENCES[kind], number, shown)
        marked = story.book.bookmarks.around(id_ and id_ + NUMBER, counted)
        label = called(kind, marked, story, LABEL)
        content = story.book.bookmarks.around(id_, label)
        content.append(run(". ", story, LABEL))
        content += runs(words, story, place.within(Role.CAPTION))
        if counted != shown:
            content = _listed(kind, (id_, number, words), content, story)
    else:
        content = story.book.bookmarks.around(id_, runs(words, story, place.within(Role.CAPTION)))
    role = Role.CAPTION if kind is TargetKind.FIGURE else Role.TABLE_CAPTION
    return paragraph(role, story.book.styles, content, layout)


def _listed(
    kind: TargetKind,
    block: tuple[str | None, str, Inlines],
    content: list[Element],
    story: Story,
) -> list[Element]:
    """Return a caption with the bookmark that a list leads to, where there is one of its kind."""
    outline, bookmarks = story.book.outline, story.book.bookmarks
    if kind not in outline.kinds or story.is_footnotes:
        return content
    id_, number, words = block
    place = bookmarks.listed(id_ or f"{kind.value} {len(outline.floats.get(kind, ()))}")
    outline.add_float(kind, Entry(1, bookmarks.name(place) or "", number, words))
    return bookmarks.around(place, content)
