"""What stands before the text: title, people, dates, abstract, rights → `Metadata`."""

from __future__ import annotations

import copy
import datetime
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.document import Metadata
from presswork.identifiers import bare_doi
from presswork.inlines import Emphasis, InLanguage, Link, Text, plain_text
from presswork.readers.jats.addresses import link_of, web_address
from presswork.readers.jats.captions import joined
from presswork.readers.jats.elements import (
    attribute,
    child,
    children,
    descendants,
    href,
    language_of,
    nodes,
    one_line,
    text_of,
)
from presswork.readers.jats.inlines import read_inlines
from presswork.readers.jats.people import shown_name
from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.readers.jats.people import People
    from presswork.readers.jats.reading import Reading

_CREATIVE_COMMONS: Final = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|(publicdomain)/(zero|mark)/(\d\.\d))",
    re.IGNORECASE,
)
_OLD_BY: Final = re.compile(
    r"Creative Commons Attribution(?:\s+\(CC[- ]BY\))?\s+(?:\d\.\d\s+)?Licen[sc]e"
)
_DATE_KINDS: Final = (
    "epub",
    "pub",
    "publication",
    "epub-ppub",
    "original-publication",
    "ppub",
    "preprint",
    "collection",
    "",
)
_RELATED: Final = {
    "corrected-article": "Correction to",
    "retracted-article": "Retraction of",
    "object-of-concern": "Expression of concern about",
    "commentary-article": "Commentary on",
    "commentary": "See also the commentary",
    "companion": "Companion article",
    "addended-article": "Addendum to",
    "updated-article": "Update of",
    "letter": "Letter about",
    "preprint": "Preprint",
}
_KEEP: Final = frozenset({"en", "eng"})


def read_metadata(
    article: etree._Element, people: People, abstract: Blocks, reading: Reading
) -> Metadata:
    """Return what is said of the article.

    Args:
        article: the root.
        people: who wrote it.
        abstract: its main abstract.
        reading: the article.
    """
    meta = meta_of(article)
    titles = child(meta, "title-group")
    title = _title(titles if titles is not None else meta, reading)
    notices = [*people.notices, *_rights(meta, reading), *_history(meta)]
    notices += [*_reviewed(meta), *_related(meta, reading)]
    subtitle, more = _subtitle(titles, reading) if titles is not None else ((), [])
    return Metadata(
        title=title or (Text(reading.path.stem),),
        subtitle=subtitle,
        authors=tuple(people.authors),
        affiliations=tuple(people.affiliations),
        date=_date(meta),
        language=language_tag(article),
        abstract=abstract,
        keywords=_keywords(meta, language_tag(article)),
        license=_license(meta),
        doi=doi_of(meta) or None,
        origin=_origin(article, meta),
        notices=tuple(each for each in [*more, *notices] if plain_text(each).strip()),
    )


def meta_of(article: etree._Element) -> etree._Element:
    """Return the `article-meta` of an article; the article itself where it has none."""
    front = child(article, "front", "front-stub")
    meta = child(front, "article-meta") if front is not None else None
    return meta if meta is not None else front if front is not None else article


def doi_of(meta: etree._Element) -> str:
    """Return the article's DOI; empty where it has none."""
    for id_ in children(meta, "article-id"):
        if attribute(id_, "pub-id-type") == "doi":
            return bare_doi(text_of(id_))
    return ""


def pmcid_of(meta: etree._Element) -> str:
    """Return the article's id in PubMed Central, `PMC` and a number; empty where it has none."""
    for id_ in children(meta, "article-id"):
        if attribute(id_, "pub-id-type") in {"pmc", "pmcid"} and (text := text_of(id_)):
            return text if text.startswith("PMC") else f"PMC{text}"
    return ""


def language_tag(article: etree._Element) -> str:
    """Return the language of the text as BCP 47 writes it."""
    language = language_of(article).replace("_", "-")
    if not language or language.lower() in _KEEP:
        return "en-US"
    base, *rest = language.split("-")
    return "-".join([base.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])  # noqa: PLR2004 - regions have two letters


def _without_marks(title: etree._Element) -> etree._Element:
    """Return a title without marks of notes, which are told below the authors."""
    plain = copy.deepcopy(title)
    for mark in [*descendants(plain, "xref", "fn")]:
        around = mark.getparent()
        etree.strip_elements(plain, mark.tag, with_tail=False)
        if around is not None and local_name(around) == "sup" and not text_of(around):
            around.tag = "target"
    return plain


def _title(titles: etree._Element, reading: Reading) -> Inlines:
    found = child(titles, "article-title")
    return read_inlines(_without_marks(found), reading) if found is not None else ()


def _subtitle(titles: etree._Element, reading: Reading) -> tuple[Inlines, list[Inlines]]:
    """Return the subtitle, and titles in other languages."""
    subtitle = joined(
        read_inlines(_without_marks(each), reading) for each in children(titles, "subtitle")
    )
    translated: list[Inlines] = []
    holders = [*children(titles, "trans-title-group"), titles]
    for holder in holders:
        for each in children(holder, "trans-title", "trans-subtitle"):
            words = read_inlines(each, reading)
            language = language_of(each) or language_of(holder)
            translated.append((InLanguage(language, words),) if language else words)
    return subtitle, translated


def _date(meta: etree._Element) -> datetime.date | None:
    """Return the day on which the article came out; None where only the year is known."""
    dates = children(meta, "pub-date")
    history = child(meta, "pub-history")
    if history is not None:
        dates += descendants(history, "pub-date", "date")
    ranked = sorted(dates, key=_rank)
    return next((day for each in ranked if (day := _day(each))), None)


def _rank(date: etree._Element) -> int:
    kind = attribute(date, "pub-type") or attribute(date, "date-type")
    return _DATE_KINDS.index(kind) if kind in _DATE_KINDS else len(_DATE_KINDS)


def _day(element: etree._Element) -> datetime.date | None:
    iso = attribute(element, "iso-8601-date")
    try:
        if iso:
            return datetime.date.fromisoformat(iso[:10])
        parts = [int(text_of(child(element, name)) or "0") for name in ("year", "month", "day")]
        return datetime.date(*parts)
    except ValueError:
        return None


def _year(meta: etree._Element) -> str:
    for date in sorted(children(meta, "pub-date"), key=_rank):
        if year := text_of(child(date, "year")):
            return year
    return ""


def _origin(article: etree._Element, meta: etree._Element) -> Inlines:
    """Return where the article was published first, its kind before that."""
    front = child(article, "front")
    journal = next(iter(descendants(front, "journal-title")), None) if front is not None else None
    volume, issue = text_of(child(meta, "volume")), text_of(child(meta, "issue"))
    first, last = text_of(child(meta, "fpage")), text_of(child(meta, "lpage"))
    pages = f"{first}\N{EN DASH}{last}" if last and last != first else first
    pages = pages or text_of(child(meta, "elocation-id"))
    place = volume + (f"({issue})" if issue else "")
    place = f"{place}: {pages}" if place and pages else place or pages
    year = "" if _date(meta) else _year(meta)
    kind = _kind(meta)
    parts: list[Inlines] = []
    if kind:
        parts.append((Text(f"{kind} \N{MIDDLE DOT}"),))
    if journal is not None and text_of(journal):
        parts.append((Emphasis((Text(text_of(journal)),)),))
    elif parts:
        parts = [(Text(kind),)]
    if tail := ", ".join(filter(None, [place, year])):
        parts.append((Text(tail),))
    return joined(parts)


def _kind(meta: etree._Element) -> str:
    """Return what kind of article it is, as the journal calls it."""
    for categories in children(meta, "article-categories"):
        for group in children(categories, "subj-group"):
            if attribute(group, "subj-group-type") in {
                "heading",
                "display-channel",
                "article-type",
                "",
            }:
                return text_of(child(group, "subject"))
    return ""


def _keywords(meta: etree._Element, language: str) -> tuple[str, ...]:
    found: list[str] = []
    for group in children(meta, "kwd-group"):
        own = language_of(group)
        foreign = bool(own and language and own[:2].lower() != language[:2].lower())
        if foreign or attribute(group, "kwd-group-type").lower() in {
            "abbreviations",
            "abbreviation",
        }:
            continue
        for each in descendants(group, "kwd", "compound-kwd"):
            if local_name(each) == "compound-kwd":
                text = ": ".join(filter(None, map(text_of, children(each, "compound-kwd-part"))))
            else:
                text = text_of(each)
            if text:
                found.append(text.strip(" ,;"))
    return tuple(dict.fromkeys(found))


def _licenses(meta: etree._Element) -> list[etree._Element]:
    holders = [*children(meta, "permissions"), meta]
    return [each for holder in holders for each in children(holder, "license")]


def _license(meta: etree._Element) -> str | None:
    """Return the short name of the licence; None where it has none."""
    for license_ in _licenses(meta):
        places = [href(license_), *(text_of(each) for each in children(license_, "license_ref"))]
        places += [
            href(link) or text_of(link)
            for link in descendants(license_, "ext-link", "uri", "license_ref")
        ]
        for place in [*places, text_of(license_)]:
            if found := _CREATIVE_COMMONS.search(place):
                if found[3]:
                    return "CC0 1.0" if found[4].lower() == "zero" else "Public domain"
                return f"CC {found[1].upper()} {found[2]}"
    holders = [*_licenses(meta), *descendants(meta, "copyright-statement")]
    return "CC BY" if any(_OLD_BY.search(text_of(each)) for each in holders) else None


def _rights(meta: etree._Element, reading: Reading) -> list[Inlines]:
    """Return the copyright, and what the licence says."""
    notices: list[Inlines] = []
    for holder in [*children(meta, "permissions"), meta]:
        statements = children(holder, "copyright-statement")
        notices += [read_inlines(each, reading) for each in statements]
        year = text_of(child(holder, "copyright-year"))
        owner = text_of(child(holder, "copyright-holder"))
        if not statements and (year or owner):
            notices.append((Text(" ".join(filter(None, ["©", year, owner]))),))
    for license_ in _licenses(meta):
        paragraphs = children(license_, "license-p", "p") or (
            [license_] if text_of(license_) else []
        )
        for paragraph in paragraphs:
            words = read_inlines(paragraph, reading)
            if words and words not in notices:
                notices.append(words)
        address = web_address(href(license_))
        if not paragraphs and address:
            notices.append((Link(address, (Text(address),)),))
    return notices


def _history(meta: etree._Element) -> list[Inlines]:
    """Return when the article was received and accepted."""
    found: list[str] = []
    for history in children(meta, "history"):
        for date in descendants(history, "date"):
            kind = attribute(date, "date-type").replace("-", " ").replace("_", " ").strip()
            day = _day(date)
            words = day.isoformat() if day else text_of(child(date, "year")) or text_of(date)
            known = {"rev recd": "revised", "rev request": "revision requested"}
            if kind and words:
                found.append(f"{known.get(kind, kind)} {words}")
    said = "; ".join(found)
    return [(Text(said[:1].upper() + said[1:]),)] if said else []


def _reviewed(meta: etree._Element) -> list[Inlines]:
    """Return what a review is about: books and other products."""
    notices: list[Inlines] = []
    for product in children(meta, "product"):
        parts = [_of_product(node) for node in nodes(product)]
        punctuated = any(isinstance(node, str) for node in nodes(product))
        words = one_line(("" if punctuated else ", ").join(filter(None, parts)))
        if words:
            notices.append((Text(f"Reviewed: {words}"),))
    return notices


def _of_product(node: str | etree._Element) -> str:
    if isinstance(node, str):
        return node
    names = [shown_name(each) for each in descendants(node, "name", "string-name")]
    own = local_name(node) in {"name", "string-name", "collab"}
    return shown_name(node) if own else ", ".join(names) or text_of(node)


def _related(meta: etree._Element, reading: Reading) -> list[Inlines]:
    """Return the articles that this one belongs to: what it corrects, retracts or comments on."""
    notices: list[Inlines] = []
    for each in children(meta, "related-article"):
        kind = _RELATED.get(attribute(each, "related-article-type"), "Related article")
        address = link_of(each)
        title = child(each, "article-title")
        words = read_inlines(title if title is not None else each, reading)
        words = words or ((Text(address),) if address else ())
        if words:
            linked: Inlines = (Link(address, words),) if address else words
            notices.append(joined([(Text(f"{kind}:"),), linked]))
    return notices
