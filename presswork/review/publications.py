"""What kind of publication a work is, as far as its fields tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.identifiers import bare_doi, is_doi
from presswork.same_work import folded

if TYPE_CHECKING:
    import datetime

    from presswork.references import Reference

_NOT_YET: Final = re.compile(
    r"\b(?:in[ -]?press|forthcoming|to appear|accepted|submitted|under review|in review"
    r"|in preparation|in prep|ahead of print|online first|early access|preprint|im druck"
    r"|im erscheinen|sous presse|à paraître|en prensa|in corso di stampa|no prelo)\b",
    re.IGNORECASE,
)
_PREPRINTS: Final = re.compile(
    r"arxiv|biorxiv|medrxiv|chemrxiv|ssrn|preprint|^corr$|computing research repository"
    r"|research square|authorea|openreview|\bhal\b|figshare|zenodo|dryad",
    re.IGNORECASE,
)
_PREPRINT_DOIS: Final = ("10.48550/", "10.1101/", "10.26434/", "10.2139/ssrn", "10.31234/")
_WITHOUT_DOIS: Final = frozenset(
    folded(name)
    for name in (
        "Journal of Machine Learning Research",
        "The Journal of Machine Learning Research",
        "J. Mach. Learn. Res.",
        "JMLR",
        "Journal of Integer Sequences",
        "The New York Journal of Mathematics",
        "New York Journal of Mathematics",
        "Theory and Applications of Categories",
        "The Code4Lib Journal",
        "Code4Lib Journal",
        "Ariadne",
        "Linux Journal",
        "R News",
        "TUGboat",
    )
)
"""Journals that give, or for long gave, no DOIs to their articles."""

_FACULTIES: Final = re.compile(r"universit|school of|department|facult|institut", re.IGNORECASE)
_SERIALS: Final = re.compile(
    r"journal|annal|bulletin|letters|proceedings|review|transactions|acta|archiv|zeitschrift|revista"
    r"|revue|rivista|zhurnal|studies|reports|notices|mathemati",
    re.IGNORECASE,
)


def is_not_yet_published(work: Reference) -> bool:
    """Tell whether a work says that it is in press, submitted or the like."""
    issued = work.dates.get("issued")
    words = [issued.literal] if issued else []
    words += [work.text(name) for name in ("status", "note", "volume", "page", "medium")]
    return any(_NOT_YET.search(text) for text in words)


def is_preprint(work: Reference) -> bool:
    """Tell whether a work is on a server for preprints or data, without volume and pages."""
    if work.text("DOI").lower().startswith(_PREPRINT_DOIS):
        return True
    names = ["container-title", "publisher", "number", "archive", "genre", "volume"]
    if not work.text("volume"):
        names.append("URL")  # that of an article may lead to its preprint
    return any(_PREPRINTS.search(work.text(name)) for name in names)


def is_ahead_of_print(work: Reference, today: datetime.date) -> bool:
    """Tell whether a recent article is online alone, and in no issue yet."""
    placed = any(work.text(name) for name in ("volume", "issue", "page", "number"))
    recent = work.year is not None and work.year >= today.year - 1
    return not placed and recent and bool(work.text("DOI"))


def is_part_of_own_book(work: Reference) -> bool:
    """Tell whether a chapter is one of its author's book (BibTeX `inbook`), named by its number."""
    return bool(work.text("chapter-number")) and not work.text("container-title")


def has_doi_in_address(work: Reference) -> bool:
    """Tell whether the address of a work is that of its DOI."""
    address = work.text("URL")
    bare = bare_doi(address)
    return bare != address and is_doi(bare)


def has_no_dois(work: Reference) -> bool:
    """Tell whether a journal is known to give no DOIs, or is none but a faculty's own paper."""
    name = work.text("container-title")
    return folded(name) in _WITHOUT_DOIS or (
        bool(_FACULTIES.search(name)) and not _SERIALS.search(name)
    )
