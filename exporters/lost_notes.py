"""Which notes find no room at the foot of pages.

WeasyPrint (70) keeps the notes of a line for later pages, drops what is left of them at the end of
the text, and lets those of many lines grow beyond the head of a page. What was laid out tells: a
note that is not there, or has fewer characters than it has, or stands too high.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from exporters.boxes import sheet_of, texts
from exporters.markup import note_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from exporters.markup import Setting

UNSEEN: Final = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
"""Characters that a line may be without, beside white space."""


FOOT: Final = 0.5
"""The share of a page that notes may take where they were too high for it."""


def lost_notes(pages: Iterable[weasyprint.Page], setting: Setting) -> frozenset[str]:
    """Return the ids of the notes that cannot all be read at the foot of pages.

    Args:
        pages: laid out.
        setting: what they were made for; it knows the notes that are mentioned on them.
    """
    at_foot = {note_id(id_): id_ for id_ in setting.mentioned & setting.notes.keys()}
    for id_ in setting.apart:
        at_foot.pop(note_id(id_), None)
    if not at_foot:
        return frozenset()
    notes: dict[str, Element] = {}
    shown: Counter[str] = Counter()
    too_high: set[str] = set()
    for page in pages:
        sheet = sheet_of(page)
        for area in _areas(sheet):
            if area.position_y < sheet.content_box_y():
                too_high.update(_beyond(area, FOOT * sheet.height))
            for note in _notes(area):
                name = note.element.get("id")
                notes[name] = note.element
                shown[name] += sum(_length(text) for text in texts(note))
    return frozenset(
        id_
        for name, id_ in at_foot.items()
        if name not in notes
        or name in too_high
        or shown[name] < sum(map(_length, notes[name].itertext()))
    )


def _areas(page: Box) -> Iterator[Box]:
    """Yield the room for notes at the foot of a page or of its columns."""
    return (box for box in page.descendants() if type(box).__name__ == "FootnoteAreaBox")


def _notes(area: Box) -> Iterator[Box]:
    return (note for note in area.children if note.element is not None)


def _beyond(area: Box, room: float) -> Iterator[str]:
    """Yield the ids of those notes of an area that do not fit into some height."""
    for note in _notes(area):
        room -= note.margin_height()
        if room < 0:
            yield note.element.get("id")


def _length(text: str) -> int:
    return sum(not character.isspace() and character not in UNSEEN for character in text)
