"""The notes in a section of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .block import content_of, numeral_attribute
from .setting import fragment, mention_id, note_id

if TYPE_CHECKING:
    from presswork import document as doc

    from .setting import Setting


def notes(setting: Setting) -> Markup:
    """Return the list of notes that stands at the end, each with a link back to its mention."""
    return Markup('<ol class="notes"{}>{}</ol>').format(
        numeral_attribute(setting.note_numeral),
        Markup().join(_end_note(each.note, setting) for each in setting.notes.values()),
    )


def _end_note(note: doc.Note, setting: Setting) -> Markup:
    back = Markup('<a class="back" role="doc-backlink" href="{}" aria-label="{}">↩</a>').format(
        fragment(mention_id(note.id)), setting.words["back-to-text"]
    )
    return Markup('<li id="{}">{} {}</li>').format(
        note_id(note.id), content_of(note.blocks, setting), back
    )
