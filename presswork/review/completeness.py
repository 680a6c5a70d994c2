"""Whether reference data have what a work of their type wants.

What is wanted of a type is what citation styles print for it. Only works that are listed are
looked at: of the others nothing is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.review.findings import Finding
from presswork.review.publications import (
    has_doi_in_address,
    has_no_dois,
    is_ahead_of_print,
    is_not_yet_published,
    is_part_of_own_book,
    is_preprint,
)
from presswork.rules import RULES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping

    from presswork.references import Reference
    from presswork.review.manuscript import Manuscript

DOIS_BEGIN: Final = 2000
"""The year of the first DOIs; older articles got theirs later, and not all."""

PUBLISHERS_BEGIN: Final = 1900
"""Of older books, a publisher may be left out (Chicago 17, 14.128)."""

_MAKERS: Final = (
    "author",
    "editor",
    "translator",
    "container-author",
    "editorial-director",
    "collection-editor",
    "compiler",
    "director",
)


@dataclass(frozen=True, slots=True)
class _Want:
    """A thing that works of some types want.

    Args:
        rule: what a work without it offends against.
        of: the types that want it, each with the word for it.
        met: whether a work has it, or need not have it.
    """

    rule: str
    of: Mapping[str, str]
    met: Callable[[Reference, datetime.date], bool] = field(compare=False)


def incomplete(manuscript: Manuscript) -> Iterator[Finding]:
    """Find what listed works lack."""
    for work in manuscript.listed:
        for want in _WANTS:
            word = want.of.get(work.type)
            if word is None or want.met(work, manuscript.today):
                continue
            yield Finding(
                f"'{work.key}' has no {word}",
                work.location,
                _lower_first(RULES[want.rule].remedy),
                rule=want.rule,
            )


def _lower_first(sentence: str) -> str:
    """Return a sentence as hints are written, in lower case and without a full stop."""
    return sentence[0].lower() + sentence[1:].rstrip(".")


def _has_title(work: Reference, _today: datetime.date) -> bool:
    return bool(work.text("title"))


def _has_author(work: Reference, _today: datetime.date) -> bool:
    is_reference_work = work.type == "book" and bool(work.text("edition"))
    return any(work.names.get(maker) for maker in _MAKERS) or is_reference_work


def _has_year(work: Reference, _today: datetime.date) -> bool:
    return bool(work.dates.get("issued")) or is_not_yet_published(work)


def _has_container(work: Reference, _today: datetime.date) -> bool:
    names = ["container-title", "container-title-short"]
    if work.type == "paper-conference":
        names += ["event-title", "event", "collection-title"]
    return (
        any(work.text(name) for name in names)
        or is_not_yet_published(work)
        or is_preprint(work)
        or is_part_of_own_book(work)
    )


def _is_placed(work: Reference, today: datetime.date) -> bool:
    """Tell whether an article need not say where in its journal it stands."""
    return is_not_yet_published(work) or is_preprint(work) or is_ahead_of_print(work, today)


def _has_volume(work: Reference, today: datetime.date) -> bool:
    return any(work.text(name) for name in ("volume", "issue")) or _is_placed(work, today)


def _has_pages(work: Reference, today: datetime.date) -> bool:
    numbers = ["page", "page-first", "chapter-number"]
    if work.type == "article-journal":
        numbers += ["number"]
    return any(work.text(name) for name in numbers) or _is_placed(work, today)


def _has_doi(work: Reference, _today: datetime.date) -> bool:
    return (
        bool(work.text("DOI"))
        or bool(work.text("PMID"))  # PubMed knows the DOIs of all that have one
        or has_doi_in_address(work)
        or work.year is None
        or work.year < DOIS_BEGIN
        or is_not_yet_published(work)
        or is_preprint(work)
        or has_no_dois(work)
    )


def _has_publisher(work: Reference, _today: datetime.date) -> bool:
    names = ("publisher", "publisher-place", "original-publisher", "authority")
    is_old = work.year is not None and work.year < PUBLISHERS_BEGIN
    is_web_page = bool(work.text("URL")) and not work.text("ISBN")
    is_by_institution = work.type == "report" and any(
        name.literal for name in work.names.get("author", ())
    )
    return (
        any(work.text(name) for name in names)
        or is_old
        or is_web_page
        or is_by_institution
        or is_not_yet_published(work)
    )


def _has_editor(work: Reference, _today: datetime.date) -> bool:
    editing = ("editor", "container-author", "collection-editor", "editor-translator")
    return any(work.names.get(name) for name in editing) or is_part_of_own_book(work)


def _has_address(work: Reference, _today: datetime.date) -> bool:
    return any(work.text(name) for name in ("URL", "DOI", "archive", "archive_location"))


def _has_day_of_visit(work: Reference, _today: datetime.date) -> bool:
    return bool(work.dates.get("accessed") or work.dates.get("issued") or work.text("DOI"))


_ARTICLES: Final = {
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
}
_DATED: Final = dict.fromkeys(
    [*_ARTICLES, "book", "chapter", "paper-conference", "report", "thesis"], "year"
)
_WANTS: Final = (
    _Want(
        rule="missing-title",
        of=dict.fromkeys([*_DATED, "webpage", "software", "dataset", "document"], "title"),
        met=_has_title,
    ),
    _Want(
        rule="missing-author",
        of=dict.fromkeys(
            ["article-journal", "book", "chapter", "paper-conference", "thesis"], "author"
        ),
        met=_has_author,
    ),
    _Want(rule="missing-year", of=_DATED, met=_has_year),
    _Want(
        rule="missing-container",
        of={**_ARTICLES, "chapter": "title of its book", "paper-conference": "proceedings"},
        met=_has_container,
    ),
    _Want(rule="missing-volume", of={"article-journal": "volume"}, met=_has_volume),
    _Want(
        rule="missing-pages",
        of={"article-journal": "pages and no article number", "chapter": "pages"},
        met=_has_pages,
    ),
    _Want(rule="missing-doi", of={"article-journal": "DOI"}, met=_has_doi),
    _Want(
        rule="missing-publisher",
        of={
            "book": "publisher",
            "chapter": "publisher",
            "report": "institution",
            "thesis": "university",
        },
        met=_has_publisher,
    ),
    _Want(rule="missing-editor", of={"chapter": "editor"}, met=_has_editor),
    _Want(
        rule="missing-url",
        of=dict.fromkeys(
            ["webpage", "software", "dataset", "post", "post-weblog"], "address and no DOI"
        ),
        met=_has_address,
    ),
    _Want(
        rule="missing-accessed",
        of={"webpage": "date and no day on which it was looked at"},
        met=_has_day_of_visit,
    ),
)
