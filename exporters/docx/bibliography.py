"""The list of references: hanging, numbered, or plain, each entry with its bookmark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import Text, plain_text

from .bookmarks import ENTRY
from .paragraphs import PLAIN, Layout, paragraph
from .runs import run, runs
from .styles import Role
from .xml import w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from presswork.document import Bibliography, BibliographyEntry

    from .story import Place, Story

USUAL_LABEL: Final = 3
"""How many characters of a label the style has room for: `38.`."""

CHARACTER: Final = 105
"""The mean width of a character of a label, in twips."""

GAP: Final = 120
"""The space after the longest label, in twips."""


def bibliography(source: Bibliography, story: Story, place: Place) -> list[Element]:
    """Return the paragraphs of the entries, without a heading."""
    longest = max((len(plain_text(entry.label)) for entry in source.entries), default=0)
    role, layout = Role.BIBLIOGRAPHY, PLAIN
    if longest:
        role, layout = Role.BIBLIOGRAPHY_NUMBERED, _room(longest)
    elif source.hanging:
        role = Role.BIBLIOGRAPHY_HANGING
    if story.book.styles.numbering_of(role):
        layout = replace(layout, numbering=(0, 0))  # the citation style says what has numbers
    return [
        paragraph(role, story.book.styles, _entry(entry, story, place), layout)
        for entry in source.entries
    ]


def _room(longest: int) -> Layout:
    """Return the room for labels that are longer than the style provides for."""
    if longest <= USUAL_LABEL:
        return PLAIN
    room = longest * CHARACTER + GAP
    return Layout(indent=room, hanging=room, tab=room)


def _entry(entry: BibliographyEntry, story: Story, place: Place) -> list[Element]:
    content = runs(entry.content, story, place) or [run(entry.key, story)]
    if entry.label:
        content = [*runs(entry.label, story, place), w("r", w("tab")), *content]
    return story.book.bookmarks.around(ENTRY + entry.key, content)


def heading_words(story: Story) -> tuple[Text, ...]:
    """Return the words of the heading that a list of references without one gets."""
    return (Text(story.book.words["references"]),)
