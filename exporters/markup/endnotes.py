"""The notes in a section of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .block import content_of, numeral_attribute
from .setting import fragment, mention_id, note_id

if TYPE_CHECKING:
    from .setting import NumberedNote, Setting


def notes(setting: Setting) -> Markup:
    """Return the list of notes that stands at the end, each with a link back to its mention.

    Nothing is returned for none.
    """
    if not setting.notes:
        return Markup()
    return Markup('<ol class="notes"{}>{}</ol>').format(
        numeral_attribute(setting.note_numeral),
        Markup().join(_end_note(each, setting) for each in setting.notes.values()),
    )


def notes_apart(setting: Setting) -> Markup:
    """Return the section of the notes that find no room at the foot of a page; nothing for none.

    Args:
        setting: of a page whose other notes stand at the foot.
    """
    apart = [each for each in setting.notes.values() if each.note.id in setting.apart]
    if not apart:
        return Markup()
    return Markup(
        '<section class="endnotes"><h2>{}</h2><ol class="notes"{}>{}</ol></section>'
    ).format(
        setting.words["notes"],
        numeral_attribute(setting.note_numeral),
        Markup().join(_end_note(each, setting, numbered=True) for each in apart),
    )


def _end_note(each: NumberedNote, setting: Setting, *, numbered: bool = False) -> Markup:
    note = each.note
    back = Markup('<a class="back" role="doc-backlink" href="{}" aria-label="{}">↩</a>').format(
        fragment(mention_id(note.id)), str(setting.words["back-to-text"])
    )
    value = Markup(' value="{}"').format(each.number) if numbered else Markup()
    return Markup('<li id="{}"{}>{} {}</li>').format(
        note_id(note.id), value, content_of(note.blocks, setting), back
    )
