"""The pages that we reckon with for the bookmarks of a finished Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from exporters.docx.page_estimate import Estimate, Formatting, estimate, theme_fonts

if TYPE_CHECKING:
    from pathlib import Path


def estimated(path: Path) -> Estimate:
    """Return the estimate of all bookmarks."""
    word = docx.Document(str(path))
    parts = {
        each.reltype: each.target_part for each in word.part.rels.values() if not each.is_external
    }
    notes = parts.get(RELATIONSHIP_TYPE.FOOTNOTES)
    formatting = Formatting(
        word.styles.element,
        word.part.numbering_part.element,
        word.settings.element,
        theme_fonts(parse_xml(parts[RELATIONSHIP_TYPE.THEME].blob)),
    )
    body = word.element.body
    names = frozenset(body.xpath("//w:bookmarkStart/@w:name"))
    root = parse_xml(notes.blob) if notes is not None else None
    return estimate(body, root, formatting, names, frozenset())
