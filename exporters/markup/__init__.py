"""Blocks and inlines as HTML, for every exporter that goes through a page: web, PDF, handout.

Everything that came from a document is escaped here, once. What a page is made for (where notes
stand, how pictures are embedded, what can be linked to) is said by a `Setting`.
"""

from .block import blocks
from .endnotes import notes
from .front_matter import Byline, ContentsEntry, Front, MarkedAffiliation, contents, front
from .inline import inlines
from .references import reference_list
from .setting import (
    BREAK_ON_PAPER,
    WEB,
    DrawnFormula,
    NotePlace,
    Setting,
    Shown,
    note_id,
    numbered,
    reference_id,
    setting_of,
    target_ids,
)

__all__ = [
    "BREAK_ON_PAPER",
    "WEB",
    "Byline",
    "ContentsEntry",
    "DrawnFormula",
    "Front",
    "MarkedAffiliation",
    "NotePlace",
    "Setting",
    "Shown",
    "blocks",
    "contents",
    "front",
    "inlines",
    "note_id",
    "notes",
    "numbered",
    "reference_id",
    "reference_list",
    "setting_of",
    "target_ids",
]
