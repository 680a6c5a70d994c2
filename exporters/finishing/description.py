"""What a file says of the document in it, in fields of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporters.dates import made
from presswork.document import inline_runs
from presswork.inlines import plain_text

from .licences import address_of

if TYPE_CHECKING:
    import datetime

    from presswork.document import Author, Document, Metadata

_COPYRIGHT: Final = re.compile(r"©|\bcopyright\b|\(c\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """What a file says of the document in it.

    Args:
        title: never empty.
        language: a BCP 47 tag.
        summary: the abstract, without markup.
        doi: without the address before it; empty where it has none.
        rights: whose the text is and what others may do with it, in words; may be empty.
        licence: where the licence can be read; empty where that is not known.
        made: when the document was made; None where nobody says so.
    """

    title: str
    language: str = "en-US"
    authors: tuple[Author, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    doi: str = ""
    rights: str = ""
    licence: str = ""
    made: datetime.date | datetime.datetime | None = None


def described(document: Document) -> Description:
    """Return what a file says of a document.

    Raises:
        Problems: the environment gives a date that is none.
    """
    metadata = document.metadata
    return Description(
        title=_line(plain_text(metadata.title)) or document.name,
        language=metadata.language,
        authors=metadata.authors,
        summary=" ".join(_line(plain_text(run)) for run in inline_runs(metadata.abstract)),
        keywords=metadata.keywords,
        doi=metadata.doi or "",
        rights=_rights(metadata),
        licence=address_of(metadata.license or ""),
        made=made(metadata.date),
    )


def _rights(metadata: Metadata) -> str:
    """Return the copyright notices and the licence."""
    notices = (_line(plain_text(notice)) for notice in metadata.notices)
    owned = [notice for notice in notices if _COPYRIGHT.search(notice)]
    return "; ".join(filter(None, [*owned, _line(metadata.license or "")]))


def _line(text: str) -> str:
    return " ".join(text.split())
