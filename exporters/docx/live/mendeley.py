"""Mendeley: the fields of Mendeley Desktop, which Mendeley Cite takes over.

They are documented beside the schema of CSL citations ("CSL Embedded Citation Object Format"), and
Zotero and Pandoc read them too. The names of the properties are those of Mendeley's own plugin
(`Mendeley/openoffice-plugin`). The content controls of Mendeley Cite itself are documented nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork import csl_text
from presswork.inlines import plain_text

from .clusters import SCHEMA, items
from .works import as_json

if TYPE_CHECKING:
    from presswork.document import CitationStyle

    from .clusters import Cluster
    from .works import Work, Works

BIBLIOGRAPHY: Final = "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY"
"""The code of the field of the list of references."""


def citation(cluster: Cluster, works: Works) -> str:
    """Return the code of the field of a citation."""
    shown = cluster.cite.rendered
    formatted = csl_text.write(shown)
    said = {
        "citationID": cluster.id,
        "citationItems": items(cluster, works, _uris),
        "mendeley": {
            "formattedCitation": formatted,
            "plainTextFormattedCitation": plain_text(shown),
            "previouslyFormattedCitation": formatted,
        },
        "properties": {"noteIndex": cluster.note},
        "schema": SCHEMA,
    }
    return f"ADDIN CSL_CITATION {as_json(said)}"


def _uris(work: Work) -> list[str]:
    return [f"http://www.mendeley.com/documents/?uuid={work.uuid}"]


def properties(style: CitationStyle) -> dict[str, str]:
    """Return the properties of a document: that it has such fields, and their style."""
    return {
        "Mendeley Document_1": "True",
        "Mendeley Citation Style_1": style.id,
        "Mendeley Recent Style Id 0_1": style.id,
        "Mendeley Recent Style Name 0_1": style.title,
    }
