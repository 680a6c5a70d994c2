"""Blocks and inlines as HTML, for every exporter that goes through a page: web, PDF, handout.

Everything that came from a document is escaped here, once. What a page is made for (where notes
stand, how pictures are embedded, what can be linked to) is said by a `Setting`.
"""

from .block import blocks, table_as_list
from .endnotes import notes, notes_apart
from .front_matter import (
    Byline,
    ContentsEntry,
    Front,
    MarkedAffiliation,
    contents,
    floats,
    front,
    short_caption,
)
from .inline import inlines, without_links
from .references import reference_list
from .setting import (
    BREAK_ON_PAPER,
    CITING_IN_FRONT,
    WEB,
    WORD_JOINER,
    BackLinks,
    DrawnFormula,
    NotePlace,
    PageNumbers,
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
    "CITING_IN_FRONT",
    "WEB",
    "WORD_JOINER",
    "BackLinks",
    "Byline",
    "ContentsEntry",
    "DrawnFormula",
    "Front",
    "MarkedAffiliation",
    "NotePlace",
    "PageNumbers",
    "Setting",
    "Shown",
    "blocks",
    "contents",
    "floats",
    "front",
    "inlines",
    "note_id",
    "notes",
    "notes_apart",
    "numbered",
    "reference_id",
    "reference_list",
    "setting_of",
    "short_caption",
    "table_as_list",
    "target_ids",
    "without_links",
]
