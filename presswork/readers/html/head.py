"""What a page says of its article: Highwire's `citation_*`, Dublin Core, schema.org, Open Graph.

The first source that says a thing is believed; the order is that of how much care publishers take
over them (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing names the first two).
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.document import Affiliation, Author
from presswork.identifiers import bare_doi, is_doi
from presswork.readers.html import elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from lxml import etree

    Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

_ARTICLES: Final = frozenset(
    """article scholarlyarticle newsarticle blogposting medicalscholarlyarticle report techarticle
    webpage medicalwebpage advertisercontentarticle analysisnewsarticle reviewnewsarticle""".split()  # noqa: SIM905
)
_DATE: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_ORCID: Final = re.compile(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BETWEEN_SITE: Final = re.compile(r"\s+[|\N{EN DASH}\N{EM DASH}\N{MIDDLE DOT}»:-]+\s+")
_LICENSES: Final = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z\-]+)/(\d\.\d)")


@dataclass(slots=True)
class Said:
    """What a page says of its article.

    Args:
        title: may be empty.
        journal: and the volume, issue and pages as it names them.
        references: what it says of the works it cites (`citation_reference`), in their order.
    """

    title: str = ""
    authors: list[Author] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    date: datetime.date | None = None
    doi: str | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: str = ""
    language: str | None = None
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    license: str | None = None
    address: str = ""
    references: list[str] = field(default_factory=list)


def read(root: etree._Element) -> Said:
    """Read what the head of a page says, and its JSON-LD."""
    metas = _metas(root)
    things = list(_things(root))
    said = Said()
    said.title = _title(root, metas, things)
    _read_authors(said, root, metas, things)
    said.date = _date(metas, things, root)
    said.doi = _doi(metas, things)
    _read_origin(said, metas, things)
    said.language = _language(root, metas)
    said.abstract = _one(metas, "citation_abstract", "dcterms.abstract", "dc.description.abstract")
    said.keywords = _keywords(metas, things)
    said.license = _license(root, metas, things)
    said.address = _address(root, metas)
    said.references = metas.get("citation_reference", [])
    return said


# ---- where it is said


def _metas(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in elements.elements(root, "meta"):
        name = elements.value(meta, "name") or elements.value(meta, "property")
        content = " ".join(elements.value(meta, "content").split())
        if name and content:
            found.setdefault(name.lower().replace("dcterms:", "dcterms."), []).append(content)
    return found


def _one(metas: dict[str, list[str]], *names: str) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _things(root: etree._Element) -> Iterator[dict[str, Json]]:
    """Yield the articles that the page's JSON-LD tells of."""
    for script in elements.elements(root, "script"):
        if elements.value(script, "type").lower() == "application/ld+json" and script.text:
            try:
                data: Json = json.loads(script.text)
            except (ValueError, RecursionError):
                continue
            yield from _articles(data, 0)


def _articles(data: Json, depth: int) -> Iterator[dict[str, Json]]:
    if depth > 6:  # noqa: PLR2004 - what is wanted stands near the top
        return
    if isinstance(data, list):
        for each in data:
            yield from _articles(each, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(str(name).lower() in _ARTICLES for name in names):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(data.get(key), depth + 1)


def _string(things: Iterable[dict[str, Json]], *names: str) -> str:
    for thing in things:
        for name in names:
            if isinstance(value := thing.get(name), str) and value.strip():
                return " ".join(value.split())
    return ""


def _named(value: Json) -> str:
    match value:
        case str():
            return value
        case {"name": str(name)}:
            return name
        case [first, *_]:
            return _named(first)
        case _:
            return ""


# ---- what is said


def _title(root: etree._Element, metas: dict[str, list[str]], things: list[dict[str, Json]]) -> str:
    said = _one(metas, "citation_title", "bepress_citation_title", "dc.title", "dcterms.title")
    said = said or _string(things, "headline", "name")
    return said or _one(metas, "og:title", "twitter:title") or _of_window(root, metas)


def _of_window(root: etree._Element, metas: dict[str, list[str]]) -> str:
    """Return the title of the window, without the name of the site after it."""
    window = elements.first(root, "title")
    words = elements.text(window) if window is not None else ""
    parts = _BETWEEN_SITE.split(words)
    site = _one(metas, "og:site_name", "application-name")
    if len(parts) > 1 and (parts[-1] == site or len(parts[0]) > 2 * len(parts[-1])):
        return words[: words.rfind(parts[-1])].rstrip(" |–—·»:-")
    return words


def _read_authors(
    said: Said, root: etree._Element, metas: dict[str, list[str]], things: list[dict[str, Json]]
) -> None:
    for meta in elements.elements(root, "meta"):
        name, content = (
            elements.value(meta, "name").lower(),
            elements.value(meta, "content").strip(),
        )
        if name in {"citation_author", "bepress_citation_author"} and content:
            said.authors += [Author(_natural(each)) for each in people(content)]
        elif name.startswith("citation_author_") and said.authors:
            said.authors[-1] = _with(
                said, said.authors[-1], name.removeprefix("citation_author_"), content
            )
    if said.authors:
        return
    for thing in things:
        given = thing.get("author") or thing.get("creator")
        for person in given if isinstance(given, list) else [given]:
            if (author := _author(said, person)) is not None:
                said.authors.append(author)
        if said.authors:
            return
    names = [
        each
        for name in (
            "dc.creator",
            "dcterms.creator",
            "author",
            "article:author",
            "byl",
            "parsely-author",
        )
        for content in metas.get(name, ())
        for each in people(content)
        if not each.startswith("http")
    ]
    said.authors = [Author(_natural(name)) for name in dict.fromkeys(names)]


def people(content: str) -> list[str]:
    """Cut a list of people that one `meta` gives."""
    content = re.sub(r"^[Bb]y\s+", "", content.strip())
    if ";" in content:
        parts = content.split(";")
    elif content.count(",") > 1 or " and " in content:
        parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", content)
    else:
        parts = [content]
    return [part.strip() for part in parts if part.strip()]


def _natural(name: str) -> str:
    """Return `Family, Given` in the order in which it is spoken."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name.strip()


def _with(said: Said, author: Author, what: str, content: str) -> Author:
    match what:
        case "institution" | "affiliation" if content:
            return _at(said, author, content)
        case "orcid" if found := _ORCID.search(content):
            return Author(
                author.name, author.affiliations, found[1], author.email, author.corresponding
            )
        case "email" if content:
            return Author(
                author.name, author.affiliations, author.orcid, content, corresponding=True
            )
        case _:
            return author


def _at(said: Said, author: Author, institution: str) -> Author:
    known = next((each for each in said.affiliations if each.name == institution), None)
    if known is None:
        known = Affiliation(f"aff{len(said.affiliations) + 1}", institution)
        said.affiliations.append(known)
    places = tuple(dict.fromkeys((*author.affiliations, known.id)))
    return Author(author.name, places, author.orcid, author.email, author.corresponding)


def _author(said: Said, person: Json) -> Author | None:
    if isinstance(person, str) and person.strip() and not person.startswith("http"):
        return Author(person.strip())
    if not isinstance(person, dict):
        return None
    name = _named(person.get("name"))
    if not name:
        name = " ".join(str(person.get(part) or "") for part in ("givenName", "familyName")).strip()
    if not name:
        return None
    email = person.get("email")
    orcid = _ORCID.search(
        " ".join(str(person.get(key) or "") for key in ("@id", "sameAs", "identifier", "url"))
    )
    author = Author(
        name,
        orcid=orcid[1] if orcid else None,
        email=email.removeprefix("mailto:") if isinstance(email, str) else None,
    )
    given = person.get("affiliation") or person.get("worksFor")
    for place in given if isinstance(given, list) else [given]:
        if institution := _named(place):
            author = _at(said, author, institution)
    return author


def _date(
    metas: dict[str, list[str]], things: list[dict[str, Json]], root: etree._Element
) -> datetime.date | None:
    texts = [
        _one(metas, name)
        for name in (
            "citation_publication_date",
            "citation_online_date",
            "citation_date",
            "prism.publicationdate",
            "dc.date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dcterms.date",
            "article:published_time",
            "date",
        )
    ]
    texts.append(_string(things, "datePublished", "dateCreated"))
    texts += [elements.value(each, "datetime") for each in elements.elements(root, "time")][:1]
    return next(filter(None, map(_day, texts)), None)


def _day(text: str) -> datetime.date | None:
    found = _DATE.match(text)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _doi(metas: dict[str, list[str]], things: list[dict[str, Json]]) -> str | None:
    names = (
        "citation_doi",
        "prism.doi",
        "dc.identifier.doi",
        "bepress_citation_doi",
        "doi",
        "dc.identifier",
    )
    texts = [content for name in names for content in metas.get(name, ())]
    texts += [_string(things, name) for name in ("@id", "sameAs", "doi", "identifier")]
    bare = (bare_doi(text) for text in texts)
    return next((doi for doi in bare if is_doi(doi)), None)


def _read_origin(said: Said, metas: dict[str, list[str]], things: list[dict[str, Json]]) -> None:
    said.journal = _one(
        metas,
        "citation_journal_title",
        "prism.publicationname",
        "dc.source",
        "citation_conference_title",
    )
    if not said.journal:
        said.journal = next(filter(None, (_named(thing.get("isPartOf")) for thing in things)), "")
    said.volume = _one(metas, "citation_volume", "prism.volume")
    said.issue = _one(metas, "citation_issue", "prism.number")
    first, last = (
        _one(metas, "citation_firstpage", "prism.startingpage"),
        _one(metas, "citation_lastpage", "prism.endingpage"),
    )
    said.pages = f"{first}\N{EN DASH}{last}" if first and last and first != last else first
    year = re.search(
        r"\d{4}",
        _one(
            metas,
            "citation_publication_date",
            "citation_date",
            "citation_year",
            "prism.publicationdate",
        ),
    )
    said.year = year[0] if year else ""


def _language(root: etree._Element, metas: dict[str, list[str]]) -> str | None:
    texts = [
        elements.value(root, "lang"),
        elements.value(root, "xml:lang"),
        _one(metas, "citation_language", "dc.language", "dcterms.language", "og:locale"),
    ]
    tags = (text.replace("_", "-") for text in texts if _LANGUAGE.fullmatch(text))
    return next(tags, None)


def _keywords(metas: dict[str, list[str]], things: list[dict[str, Json]]) -> tuple[str, ...]:
    contents = (
        metas.get("citation_keywords") or metas.get("dc.subject") or metas.get("keywords") or []
    )
    if not contents:
        for thing in things:
            given = thing.get("keywords")
            contents = (
                [str(each) for each in given] if isinstance(given, list) else [str(given or "")]
            )
            if any(contents):
                break
    words = [
        word.strip()
        for content in contents
        for word in re.split(r"[;|]" if ";" in content else r",", content)
    ]
    return tuple(dict.fromkeys(filter(None, words)))


def _license(
    root: etree._Element, metas: dict[str, list[str]], things: list[dict[str, Json]]
) -> str | None:
    texts = [
        elements.value(each, "href")
        for each in elements.elements(root, "a", "link")
        if "license" in elements.value(each, "rel").lower()
    ]
    texts += [
        _one(metas, "citation_license", "dc.rights", "dcterms.license", "dcterms.rights"),
        _string(things, "license"),
    ]
    for text in filter(None, texts):
        if found := _LICENSES.search(text):
            name = found[2].upper()
            return f"CC0-{found[3]}" if name == "ZERO" else f"CC-{name}-{found[3]}"
    return next((text for text in texts if text and not text.startswith("http")), None)


def _address(root: etree._Element, metas: dict[str, list[str]]) -> str:
    base = elements.first(root, "base")
    if base is not None and elements.value(base, "href").startswith("http"):
        return elements.value(base, "href")
    for link in elements.elements(root, "link"):
        if "canonical" in elements.value(link, "rel").lower():
            return elements.value(link, "href")
    return _one(metas, "og:url", "citation_fulltext_html_url", "citation_public_url")
