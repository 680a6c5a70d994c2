"""Zotero: the codes of its citations, and what it keeps of a document.

After Zotero's own source, `chrome/content/zotero/xpcom/integration.js`: `Citation.toJSON`,
`BibliographyField`, `DocumentData.serializeXML`. What Zotero does not find in its library by an
address, it takes from the citation: two citations of one address are one work.

A code stands in a field behind `ADDIN`, which Zotero reads in Word alone. Or it stands in custom
properties, and what it shows within a bookmark of their name: so it reads it in LibreOffice, too
(`Bookmark.java` and `Properties.java` of `zotero/zotero-libreoffice-integration`).
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

PREFERENCES: Final = "ZOTERO_PREF"
"""The name of the properties that hold the preferences of a document."""

BOOKMARK: Final = "ZOTERO_BREF_"
"""How the names of bookmarks begin; twelve signs follow."""

PIECE: Final = 255
"""How many characters Word keeps of a property."""

VERSION: Final = "7.0.0"
"""The version of Zotero whose documents are written."""


def citation(cluster: Cluster, works: Works) -> str:
    """Return the code of a citation."""
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
    return f"ZOTERO_ITEM CSL_CITATION {as_json(said)}"


def bibliography(uncited: Sequence[Work]) -> str:
    """Return the code of the list of references.

    Args:
        uncited: works that it shows without their being cited; Zotero finds them by their addresses
            in its libraries and nowhere else.
    """
    found = [_uris(work) for work in uncited if in_library(work)]
    said = {"uncited": found, "omitted": [], "custom": []}
    return f"ZOTERO_BIBL {as_json(said)} CSL_BIBLIOGRAPHY"


def in_library(work: Work) -> bool:
    """Tell whether a work is called by its address in a library of Zotero's."""
    return work.reference.key.startswith(ITEMS)


def _uris(work: Work) -> list[str]:
    own = f"urn:uuid:{work.uuid}"
    return [work.reference.key, own] if in_library(work) else [own]


def preferences(style: CitationStyle, session: str, *, in_fields: bool, at_the_end: bool) -> str:
    """Return what Zotero keeps of a document: the style, and how citations stand in it.

    Args:
        style: what the document is cited in.
        session: what Zotero calls the document.
        in_fields: whether they are fields, not bookmarks.
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
    chosen = {"fieldType": "Field" if in_fields else "Bookmark"}
    if style.is_note:
        chosen["noteType"] = "2" if at_the_end else "1"
    listed = etree.SubElement(data, "prefs")
    for name, value in chosen.items():
        etree.SubElement(listed, "pref", {"name": name, "value": value})
    return etree.tostring(data, encoding="unicode")


def properties(name: str, text: str) -> dict[str, str]:
    """Return a text as properties of a document, in pieces that Word keeps whole."""
    pieces = (text[at : at + PIECE] for at in range(0, len(text), PIECE))
    return {f"{name}_{number}": piece for number, piece in enumerate(pieces, start=1)}
