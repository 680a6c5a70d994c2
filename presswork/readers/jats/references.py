"""The list of references → typed references, whichever generation of tags it has.

`element-citation` and `nlm-citation` are data; `mixed-citation` and `citation` are a text with
tags in it. Of a text what is tagged is taken, and the words left over are kept as a note; a text
without tags is kept whole, as the title of an entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.identifiers import bare_doi, is_doi
from presswork.inlines import Emphasis, NoCase, Text, plain_text
from presswork.readers.jats.addresses import link_of, web_address
from presswork.readers.jats.citation_types import type_of
from presswork.readers.jats.elements import (
    attribute,
    child,
    children,
    descendants,
    href,
    language_of,
    name_set,
    nodes,
    text_of,
)
from presswork.readers.jats.inlines import read_inlines
from presswork.readers.jats.names import Names, read_names
from presswork.readers.jats.people import shown_name
from presswork.readers.jats.reference_dates import ACCESSED, accessed_in, day_in, issued_of
from presswork.readers.jats.source import local_name
from presswork.readers.printed import entries
from presswork.readers.printed.works import make_works
from presswork.references import Reference

if TYPE_CHECKING:
    from lxml import etree

    from presswork.inlines import Inline, Inlines
    from presswork.readers.jats.reading import Reading
    from presswork.references import Date, Name

_CITATIONS: Final = (
    "element-citation",
    "mixed-citation",
    "nlm-citation",
    "citation",
    "note",
    "p",
)
_TITLES: Final = ("article-title", "chapter-title", "data-title", "part-title", "trans-title")
_PLAIN: Final = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "issn": "ISSN",
    "isbn": "ISBN",
    "version": "version",
    "patent": "number",
    "std": "number",
    "conf-name": "event-title",
    "conf-loc": "event-place",
    "series": "collection-title",
    "volume-series": "collection-number",
    "size": "number-of-pages",
    "institution": "publisher",
}
"""Elements whose words are the value of a variable of CSL."""

_SPARE_WORDS: Final = name_set(
    """a accessed al an and at available by chapter cited compiler compilers consulted date dir doi
    ed editor editors eds edition edn epub et from http https httpdx dx org in issn isbn issue last
    no note nr number of on online page pages part pii pmc pmcid pmid pp pubmed p retrieved s
    series the translator trans ver version via viewed vol volume volumes www and hrsg
    und amp"""
)
"""Words of a text between its tags that say what a tag says already."""

_DOI: Final = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]+", re.IGNORECASE)
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_LABEL: Final = re.compile(r"[\[(]?\s*(\S+?)\s*[\])]?\.?")
_EDITION: Final = re.compile(r"\s*\b(?:edn|edition|ed|éd|aufl|auflage)\b\.?", re.IGNORECASE)
_IN_PRESS: Final = re.compile(
    r"\b(in press|forthcoming|submitted|unpublished|accepted)\b", re.IGNORECASE
)
_SHORT_TITLE: Final = 40


@dataclass(slots=True)
class _Fields:
    """What is known of one work so far."""

    texts: dict[str, Inlines] = field(default_factory=dict)
    names: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)

    def put(self, variable: str, value: Inlines) -> None:
        """Set a variable that has no value yet."""
        if plain_text(value).strip():
            self.texts.setdefault(variable, value)

    def put_text(self, variable: str, value: str) -> None:
        """Set a variable that has no value yet to plain words."""
        self.put(variable, (Text(value),) if value else ())

    def add_note(self, words: str) -> None:
        """Add words that fit in no other variable."""
        words = words.strip(" .,;:")
        if not words:
            return
        before = plain_text(self.texts.get("note", ()))
        self.texts["note"] = (Text(f"{before}. {words}" if before else words),)


def read_references(article: etree._Element, reading: Reading) -> tuple[Reference, ...]:
    """Return the works of all lists of an article, and note in it how they are cited."""
    references: list[Reference] = []
    keys: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for at, ref in enumerate(_refs(article), 1):
        found = _read_ref(ref, at, taken, reading)
        references += [reference for reference, _ in found]
        all_keys = tuple(reference.key for reference, _ in found)
        if id_ := attribute(ref, "id"):
            keys.setdefault(id_, all_keys)
        label = _label_of(ref) or str(at)
        labels.setdefault(label, all_keys)
        for reference, citation in found:
            if id_ := attribute(citation, "id"):
                keys.setdefault(id_, (reference.key,))
    reading.works = make_works(references, keys, labels)
    return tuple(references)


def _refs(article: etree._Element) -> list[etree._Element]:
    """Return the entries of all lists, in their order."""
    return [
        ref for ref_list in descendants(article, "ref-list") for ref in children(ref_list, "ref")
    ]


def _label_of(ref: etree._Element) -> str:
    label = child(ref, "label")
    if label is None:
        label = next(iter(descendants(ref, "label")), None)
    match = _LABEL.fullmatch(text_of(label))
    return match[1] if match else ""


def _read_ref(
    ref: etree._Element, at: int, taken: set[str], reading: Reading
) -> list[tuple[Reference, etree._Element]]:
    """Return the works of one entry, which may hold several."""
    citations = [
        chosen
        for each in children(ref, *_CITATIONS, "citation-alternatives", "product")
        if (chosen := _chosen(each)) is not None and text_of(chosen)
    ]
    if not citations and text_of(ref):
        citations = [ref]
    wanted = attribute(ref, "id") or f"ref-{at}"
    found: list[tuple[Reference, etree._Element]] = []
    for number, citation in enumerate(citations, 1):
        key = wanted if number == 1 else f"{wanted}-{number}"
        while key in taken:
            key += "-"
        taken.add(key)
        found.append((_read_citation(citation, key, reading), citation))
    return found


def _chosen(element: etree._Element) -> etree._Element | None:
    """Return of several forms of one citation the one with the most data."""
    if local_name(element) != "citation-alternatives":
        return element
    for name in ("element-citation", "mixed-citation", "nlm-citation", "citation"):
        if (found := child(element, name)) is not None:
            return found
    return None


def _read_citation(citation: etree._Element, key: str, reading: Reading) -> Reference:
    titled = any(child(citation, name) is not None for name in (*_TITLES, "source", "series"))
    if not titled and (local_name(citation) in {"note", "p"} or not _is_data(citation)):
        return _untagged(citation, key, reading)
    fields = _Fields()
    names = read_names(citation)
    for role, people in names.by_role.items():
        if people:
            fields.names[role] = tuple(people)
    kind = type_of(citation)
    _read_titles(citation, kind, fields, reading)
    _read_numbers(citation, kind, fields, reading)
    _read_ids(citation, fields)
    _read_comments(citation, fields)
    issued = issued_of(citation)
    if issued:
        fields.dates["issued"] = issued
    if accessed := accessed_in(citation):
        fields.dates["accessed"] = accessed
    _keep_left_over(citation, names, fields)
    kind = _sort_note(kind, fields)
    if language := language_of(citation):
        fields.put_text("language", language)
    return Reference(key, kind, fields.texts, fields.names, fields.dates, reading.at(citation))


def _is_data(citation: etree._Element) -> bool:
    """Tell whether what a citation without a title has tagged says what work it is."""
    named = any(
        child(citation, name) is not None
        for name in ("person-group", "name", "string-name", "collab", "name-alternatives")
    )
    said = any(
        child(citation, name) is not None for name in ("comment", "publisher-name", "patent")
    )
    return named and said and local_name(citation) in {"element-citation", "nlm-citation"}


def _untagged(citation: etree._Element, key: str, reading: Reading) -> Reference:
    """Return a citation that is plain text as an entry that shows it as it is."""
    fields = _Fields()
    words = _whole(citation, reading)
    text = plain_text(words)
    if not text.strip():
        return Reference(key, "document", {}, {}, {}, reading.at(citation))
    printed = entries.read(key, words, reading.at(citation))
    if printed.type != "document":
        return printed
    reading.uncertain.add(f"'{key}'", citation)
    fields.put("title", (NoCase(words),))
    short = re.split(r"[.(:;]|\b(?:19|20)\d\d", text, maxsplit=1)[0].strip(" ,")
    if short and len(short) < len(text):
        cut = short if len(short) <= _SHORT_TITLE else short[:_SHORT_TITLE].rpartition(" ")[0]
        fields.put_text("title-short", cut.strip(" ,"))
    if issued := issued_of(citation):
        fields.dates["issued"] = issued
    return Reference(key, "document", fields.texts, {}, fields.dates, reading.at(citation))


def _whole(citation: etree._Element, reading: Reading) -> Inlines:
    name = local_name(citation)
    untied = len(citation) > 1 and not any(isinstance(node, str) for node in nodes(citation))
    if name in {"element-citation", "nlm-citation", "ref"} or (
        untied and name in {"citation", "mixed-citation"}
    ):
        parts = [_shown(each) for each in citation if local_name(each) != "label"]
        return (Text(". ".join(part for part in parts if part)),)
    for label in children(citation, "label"):
        tail = label.tail or ""
        label.clear()
        label.tail = tail
    return read_inlines(citation, reading)


def _shown(part: etree._Element) -> str:
    """Return a part of a citation without a text around it, the names in it readable."""
    if local_name(part) in {"name", "string-name"}:
        return shown_name(part)
    people = children(part, "name", "string-name", "collab")
    return ", ".join(map(shown_name, people)) if people else text_of(part)


def _read_titles(citation: etree._Element, kind: str, fields: _Fields, reading: Reading) -> None:
    """Read what the work is called, and what it is part of."""
    titles = [
        (local_name(each), words)
        for each in citation
        if local_name(each) in _TITLES and (words := _rich(each, reading))
    ]
    source = [words for each in children(citation, "source") if (words := _source(each, reading))]
    main = [words for name, words in titles if name != "trans-title"]
    translated = [words for name, words in titles if name == "trans-title"]
    if main or translated:
        fields.put("title", (main or translated)[0])
        for words in main[1:]:
            fields.add_note(plain_text(words))
        if main and translated:
            fields.add_note(f"[{plain_text(translated[0])}]")
        if source:
            fields.put("container-title" if kind not in _PUBLISHED_BY else "publisher", source[0])
            for words in source[1:]:
                fields.put("collection-title", words)
    elif source:
        fields.put("title", source[0])
        for words in source[1:]:
            fields.put("collection-title", words)
    for each in children(citation, "series"):
        fields.put(
            "title" if not fields.texts.get("title") else "collection-title", _rich(each, reading)
        )
    for each in children(citation, "trans-source"):
        fields.add_note(f"[{text_of(each)}]")
    for each in children(citation, "issue-title", "supplement"):
        fields.add_note(text_of(each))


_PUBLISHED_BY: Final = frozenset({"dataset", "software", "thesis", "report"})
"""Types whose source is who keeps or published them, where they have a title of their own."""


def _rich(element: etree._Element, reading: Reading) -> Inlines:
    """Return a title: formats that hold for the whole of it are the source style's, and dropped."""
    words = read_inlines(element, reading)
    match words:
        case (Emphasis(children=inner),):
            words = inner
        case _:
            pass
    return _without_stop(words)


def _source(element: etree._Element, reading: Reading) -> Inlines:
    """Return what a work is part of; an abbreviated name keeps its last stop."""
    text = text_of(element)
    words = _rich(element, reading)
    abbreviated = text.endswith(".") and ". " in text
    return (*words, Text(".")) if words and abbreviated else words


def _without_stop(words: Inlines) -> Inlines:
    """Return a title without the full stop or comma that the source style set after it."""
    match words:
        case (*before, Text(text)) if text.rstrip().endswith((".", ",", ";")):
            trimmed = text.rstrip().rstrip(".,;")
            kept: list[Inline] = [*before, Text(trimmed)] if trimmed else list(before)
            return tuple(kept) if not text.rstrip().endswith("...") else words
        case _:
            return words


def _read_numbers(citation: etree._Element, kind: str, fields: _Fields, reading: Reading) -> None:
    for each in citation:
        variable = _PLAIN.get(local_name(each))
        if variable is None:
            continue
        value = _bare(text_of(each)) if variable != "publisher" else text_of(each)
        if variable in {"ISSN", "ISBN"}:
            value = value.removeprefix("ISBN").removeprefix("ISSN").strip(" :")
        if variable == "edition":
            value = _EDITION.sub("", value).strip(" .,")
        if variable == "event-title" and kind == "paper-conference":
            place = "event-title" if "container-title" in fields.texts else "container-title"
            fields.put(place, read_inlines(each, reading))
        elif variable in fields.texts and plain_text(fields.texts[variable]) != value:
            fields.add_note(value)
        else:
            fields.put_text(variable, value)
    _split_volume(fields)
    if said := _IN_PRESS.fullmatch(text_of(child(citation, "fpage")).strip(" .,;:()")):
        fields.put_text("status", said[1].lower())
    pages = _pages(citation)
    if pages:
        fields.put_text("page", pages)
    if number := text_of(child(citation, "elocation-id")).strip(" .,;"):
        fields.put_text("number" if pages and pages != number else "page", number)
    for supplement in children(citation, "supplement"):
        fields.put_text("issue", text_of(supplement))


def _bare(text: str) -> str:
    """Return a value without the punctuation that the source style set around it."""
    text = text.strip(" .,;:")
    pair = text.startswith("(") and text.endswith(")")
    return (
        text[1:-1].strip()
        if pair
        else text.strip("()")
        if text.count("(") != text.count(")")
        else text
    )


def _split_volume(fields: _Fields) -> None:
    """Part a volume such as `9(1)`, in which the issue stands too."""
    match = re.fullmatch(r"(\S+?)\s*\(([^()]+)\)", plain_text(fields.texts.get("volume", ())))
    if match and "issue" not in fields.texts:
        fields.texts["volume"] = (Text(match[1]),)
        fields.texts["issue"] = (Text(match[2]),)


def _pages(citation: etree._Element) -> str:
    if whole := text_of(child(citation, "page-range")).strip(" .,;"):
        return whole
    first = _first_page(citation)
    last = text_of(child(citation, "lpage")).strip(" .,;:")
    return f"{first}-{last}" if first and last and first != last else first or last


def _first_page(citation: etree._Element) -> str:
    """Return the first page, where it is one: `in press` stands there too."""
    page = text_of(child(citation, "fpage")).strip(" .,;:")
    return "" if _IN_PRESS.fullmatch(page) else page


def _read_ids(citation: etree._Element, fields: _Fields) -> None:
    for each in children(citation, "pub-id", "object-id", "article-id"):
        value = text_of(each).strip(" .,;")
        if is_doi(bare_doi(value)):
            fields.put_text("DOI", bare_doi(value))
            continue
        match attribute(each, "pub-id-type").lower():
            case "doi":
                fields.put_text("DOI", bare_doi(value))
            case "pmid" | "medline":
                fields.put_text("PMID", value.removeprefix("PMID:").strip())
            case "pmcid" | "pmc":
                fields.put_text("PMCID", value if value.startswith("PMC") else f"PMC{value}")
            case "isbn":
                fields.put_text("ISBN", value)
            case "issn":
                fields.put_text("ISSN", value)
            case "arxiv":
                fields.put_text(
                    "number", value if value.lower().startswith("arxiv") else f"arXiv:{value}"
                )
                fields.put_text("URL", f"https://arxiv.org/abs/{value.removeprefix('arXiv:')}")
            case (
                "accession"
                | "archive"
                | "assigning-authority"
                | "other"
                | "publisher-id"
                | "std-designation"
            ):
                fields.put_text("number", value)
                if address := web_address(href(each)):
                    fields.put_text("URL", address)
            case _:
                fields.add_note(value)
    for link in descendants(citation, "ext-link", "uri", "self-uri"):
        _read_link(link, fields)
    if address := web_address(href(citation)):
        _put_address(address, fields)


def _read_link(link: etree._Element, fields: _Fields) -> None:
    text = text_of(link)
    address = link_of(link) or web_address(text, "uri")
    if attribute(link, "ext-link-type") == "doi" and is_doi(bare_doi(href(link) or text)):
        fields.put_text("DOI", bare_doi(href(link) or text))
    elif address:
        _put_address(address, fields)


def _put_address(address: str, fields: _Fields) -> None:
    doi = bare_doi(address)
    if doi != address and is_doi(doi):
        fields.put_text("DOI", doi)
    else:
        fields.put_text("URL", address)


def _read_comments(citation: etree._Element, fields: _Fields) -> None:
    """Read what is said of a work in words: its DOI, its address, that it is in press."""
    for comment in children(citation, "comment", "annotation"):
        text = text_of(comment)
        for found in _DOI.findall(text):
            fields.put_text("DOI", found.rstrip(".,;)"))
        rest = _DOI.sub("", text)
        for found in _URL.findall(rest):
            fields.put_text("URL", web_address(found.rstrip(".,;)"), "uri") or found)
        rest = _URL.sub("", rest)
        if said := _IN_PRESS.search(rest):
            fields.put_text("status", said[1].lower())
        if day_in(rest):
            rest = ACCESSED.sub("", rest)
        if _content_words(rest):
            fields.add_note(rest)


def _content_words(text: str) -> list[str]:
    """Return the words of a text that no tag says already."""
    words = re.findall(r"[^\W_]+", text)
    return [word for word in words if word.casefold() not in _SPARE_WORDS and not word.isdecimal()]


def _keep_left_over(citation: etree._Element, names: Names, fields: _Fields) -> None:
    """Keep the words of a text that stand between its tags and are no punctuation."""
    said = {"label", *_TITLES, "source"}
    for node in nodes(citation):
        if isinstance(node, str):
            words = _content_words(node)
            numbers = [word for word in re.findall(r"\d+", node) if len(word) > 1]
            if words or numbers:
                fields.add_note(_url_free(node, fields))
        elif local_name(node) not in said | _READ | names.elements and text_of(node):
            fields.add_note(text_of(node))


def _sort_note(kind: str, fields: _Fields) -> str:
    """Take a thesis, or a place and a publisher, out of the words left over, which no style shows.

    Args:
        kind: the type of the work.
        fields: what is known of it; changed.

    Returns:
        The type, which the words may tell better.
    """
    words = plain_text(fields.texts.get("note", ()))
    if kind not in _LOOSE_TYPES or "publisher" in fields.texts:
        return kind
    if found := _THESIS.fullmatch(words):
        fields.put_text("genre", found[1])
        fields.put_text("publisher", found[2].strip(" .,;:"))
        del fields.texts["note"]
        return "thesis"
    if (found := _PLACE_AND_PUBLISHER.fullmatch(words)) and "publisher-place" not in fields.texts:
        fields.put_text("publisher-place", found[1])
        fields.put_text("publisher", found[2])
        del fields.texts["note"]
    return kind


_LOOSE_TYPES: Final = frozenset({"document", "book", "report", "webpage", "thesis"})
_THESIS: Final = re.compile(
    r"((?:Ph\.? ?D\.?|D\.? ?Phil\.?|M\.? ?Sc\.?|M\.? ?A\.?|doctoral|master[’']?s?|diploma|"
    r"bachelor[’']?s?) (?:thesis|dissertation))\b\W*([^:]*)",
    re.IGNORECASE,
)
_PLACE_AND_PUBLISHER: Final = re.compile(r"([^\W\d_][^:;.]{1,40}): ([^:;.]{2,80})")


def _url_free(text: str, fields: _Fields) -> str:
    """Return a text without the DOI and the address in it, which become variables."""
    for found in _DOI.findall(text):
        fields.put_text("DOI", found.rstrip(".,;)"))
    text = _DOI.sub("", text)
    for found in _URL.findall(text):
        fields.put_text("URL", web_address(found.rstrip(".,;)"), "uri") or found)
    text = _URL.sub("", text)
    if accessed := day_in(text):
        text = ACCESSED.sub("", text)
        fields.dates.setdefault("accessed", accessed)
    return " ".join(text.split()).strip(" .,;:()[]") if _content_words(text) else ""


_READ: Final = frozenset(_PLAIN) | name_set(
    """person-group name string-name collab anonymous etal institution-wrap name-alternatives
    collab-alternatives year month day season date string-date era fpage lpage page-range
    elocation-id pub-id object-id article-id ext-link uri self-uri comment annotation
    date-in-citation access-date time-stamp series trans-source issue-title supplement role
    conf-date issue-id volume-id page-count italic-space x styled-content"""
)
"""Elements of a citation that are read by name."""
