"""Which type of CSL a citation is: as it says, or as its parts tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.readers.jats.elements import attribute, child, descendants, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_TYPES: Final[Mapping[str, str]] = {
    "journal": "article-journal",
    "article": "article-journal",
    "article-journal": "article-journal",
    "journal-article": "article-journal",
    "review": "article-journal",
    "letter": "article-journal",
    "editorial": "article-journal",
    "commentary": "article-journal",
    "magazine": "article-magazine",
    "article-magazine": "article-magazine",
    "periodical": "article-magazine",
    "newspaper": "article-newspaper",
    "news": "article-newspaper",
    "article-newspaper": "article-newspaper",
    "book": "book",
    "monograph": "book",
    "book-series": "book",
    "edited-book": "book",
    "book-chapter": "chapter",
    "bookchapter": "chapter",
    "chapter": "chapter",
    "book-part": "chapter",
    "encyclopedia": "entry-encyclopedia",
    "entry-encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "confproc": "paper-conference",
    "conf-proc": "paper-conference",
    "conf-paper": "paper-conference",
    "conference": "paper-conference",
    "conference-paper": "paper-conference",
    "conference-proceeding": "paper-conference",
    "conference-proceedings": "paper-conference",
    "paper-conference": "paper-conference",
    "proceedings": "paper-conference",
    "poster": "paper-conference",
    "thesis": "thesis",
    "dissertation": "thesis",
    "report": "report",
    "gov": "report",
    "government": "report",
    "govpubs": "report",
    "working-paper": "report",
    "workingpaper": "report",
    "discussion-paper": "report",
    "guideline": "report",
    "web": "webpage",
    "website": "webpage",
    "webpage": "webpage",
    "web-page": "webpage",
    "webcite": "webpage",
    "web-document": "webpage",
    "online": "webpage",
    "internet": "webpage",
    "wiki": "webpage",
    "blog": "post-weblog",
    "weblog": "post-weblog",
    "software": "software",
    "computer-program": "software",
    "data": "dataset",
    "dataset": "dataset",
    "database": "dataset",
    "clinicaltrial": "dataset",
    "preprint": "article",
    "eprint": "article",
    "patent": "patent",
    "standard": "standard",
    "std": "standard",
    "video": "motion_picture",
    "film": "motion_picture",
    "audiovisual": "motion_picture",
    "podcast": "broadcast",
    "map": "map",
    "legal": "legal_case",
    "case": "legal_case",
    "law": "legislation",
    "legislation": "legislation",
    "bill": "bill",
    "speech": "speech",
    "interview": "interview",
    "manuscript": "manuscript",
    "unpublished": "manuscript",
    "commun": "personal_communication",
    "personal-communication": "personal_communication",
}
"""`publication-type` and `citation-type`, as publishers write them, as types of CSL."""

_PREPRINT_SERVERS: Final = ("arxiv", "biorxiv", "medrxiv", "chemrxiv", "psyarxiv", "preprints")


def type_of(citation: etree._Element) -> str:
    """Return the type of the work that a citation describes."""
    said = attribute(citation, "publication-type") or attribute(citation, "citation-type")
    kind = _TYPES.get(said.lower().strip().replace("_", "-").replace(" ", "-"), "")
    titled = _has(citation, "article-title", "chapter-title", "part-title")
    source = text_of(child(citation, "source")).lower()
    if kind == "book" and (_has(citation, "chapter-title", "part-title") or (titled and source)):
        return "chapter"
    if kind == "article-journal" and source.startswith(_PREPRINT_SERVERS):
        return "article"
    if (
        kind == "article-journal"
        and not titled
        and _has(citation, "publisher-name")
        and not _has(citation, "volume")
    ):
        return "book"
    return kind or _guessed(citation, titled=titled, source=source)


def _guessed(citation: etree._Element, *, titled: bool, source: str) -> str:
    if _has(citation, "patent"):
        return "patent"
    if _has(citation, "conf-name"):
        return "paper-conference"
    if _has(citation, "data-title"):
        return "dataset"
    if (
        source
        and _has(citation, "volume", "issue", "fpage", "elocation-id")
        and not _has(citation, "publisher-name")
    ):
        return "article-journal"
    if _has(citation, "publisher-name", "publisher-loc", "edition", "isbn"):
        return "chapter" if source and titled else "book"
    if titled and source:
        return "article-journal"
    if descendants(citation, "ext-link", "uri"):
        return "webpage"
    return "document"


def _has(citation: etree._Element, *names: str) -> bool:
    return child(citation, *names) is not None
