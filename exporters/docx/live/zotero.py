"""Zotero: the codes of its fields, and what it keeps of a document.

After Zotero's own source, `chrome/content/zotero/xpcom/integration.js`: `Citation.toJSON`,
`BibliographyField`, `DocumentData.serializeXML`. What Zotero does not find in its library by an
address, it takes from the citation: two citations of one address are one work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.inlines import plain_text

from .clusters import SCHEMA, items
from .rich_text import as_rtf
from .works import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.document import CitationStyle

    from .clusters import Cluster
    from .works import Work, Works

ITEMS: Final = ("http://zotero.org/users/", "http://zotero.org/groups/")
"""How the addresses of items begin in Zotero's libraries; its CSL-JSON has them for ids."""

PIECE: Final = 255
"""How many characters Word keeps of a property."""

VERSION: Final = "7.0.0"
"""The version of Zotero whose documents are written."""


def citation(cluster: Cluster, works: Works) -> str:
    """Return the code of the field of a citation."""
    shown = cluster.cite.rendered
    said = {
        "citationID": cluster.id,
        "properties": {
            "formattedCitation": as_rtf(shown),
            "plainCitation": plain_text(shown),
            "noteIndex": cluster.note,
        },
        "citationItems": items(cluster, works, _uris),
        "schema": SCHEMA,
    }
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {as_json(said)}"


def bibliography(uncited: Sequence[Work]) -> str:
    """Return the code of the field of the list of references.

    Args:
        uncited: works that it shows without their being cited; Zotero finds them by their addresses
            in its libraries and nowhere else.
    """
    found = [_uris(work) for work in uncited if in_library(work)]
    said = {"uncited": found, "omitted": [], "custom": []}
    return f"ADDIN ZOTERO_BIBL {as_json(said)} CSL_BIBLIOGRAPHY"


def in_library(work: Work) -> bool:
    """Tell whether a work is called by its address in a library of Zotero's."""
    return work.reference.key.startswith(ITEMS)


def _uris(work: Work) -> list[str]:
    own = f"urn:uuid:{work.uuid}"
    return [work.reference.key, own] if in_library(work) else [own]


def properties(style: CitationStyle, session: str, *, at_the_end: bool) -> dict[str, str]:
    """Return the properties of a document: the style and how fields are kept, in pieces.

    Args:
        style: what the document is cited in.
        session: what Zotero calls the document.
        at_the_end: whether notes are endnotes.
    """
    data = etree.Element("data", {"data-version": "3", "zotero-version": VERSION})
    etree.SubElement(data, "session", {"id": session})
    etree.SubElement(
        data,
        "style",
        {
            "id": style.id,
            "locale": style.language,
            "hasBibliography": "1" if style.has_list else "0",
            "bibliographyStyleHasBeenSet": "1",
        },
    )
    preferences = etree.SubElement(data, "prefs")
    etree.SubElement(preferences, "pref", {"name": "fieldType", "value": "Field"})
    if style.is_note:
        etree.SubElement(
            preferences, "pref", {"name": "noteType", "value": "2" if at_the_end else "1"}
        )
    text = etree.tostring(data, encoding="unicode")
    pieces = (text[at : at + PIECE] for at in range(0, len(text), PIECE))
    return {f"ZOTERO_PREF_{number}": piece for number, piece in enumerate(pieces, start=1)}
