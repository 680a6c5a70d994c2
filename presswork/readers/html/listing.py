"""The list of references of a page: where it is, and what its entries are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from presswork.inlines import Text
from presswork.readers import identifiers
from presswork.readers.html import elements
from presswork.readers.html.source import remove
from presswork.readers.parts import Part, of_heading
from presswork.readers.printed import entries
from presswork.readers.references import dates
from presswork.references import Date, Name, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from presswork.inlines import Inlines
    from presswork.readers.html.reading import Page

_WORDS: Final = frozenset(
    {"references", "reference", "bibliography", "reflist", "biblist", "csl", "refs"}
)
_LOOKS_LIKE_WORK: Final = re.compile(r"(?:1[5-9]|20)\d\d|doi|https?:|n\.d\.|in press")
_SHARE: Final = 0.5
_PREFIXES: Final = re.compile(r"^(?:ref[-_:.]|cite_note-|bib\.|bib[-_:])(?=[^\W\d])")
_DISTILL: Final = "d-citation-list"
_LISTS: Final = frozenset({"ol", "ul", "dl"})


def find(body: etree._Element) -> list[etree._Element]:
    """Return the elements that are the entries of the page's list of references.

    The list is what says so by its role, class or id, else what stands below a heading such as
    "References".
    """
    named = [
        found
        for element in body.iter()
        if (element.keys() or elements.name(element) == _DISTILL)
        and _is_named(element)
        and (found := entries_of(element))
        and _are_works(found)
    ]
    if named:
        return _whole(named)
    for heading in _headings(body):
        found = _below(heading)
        if _are_works(found):
            return found
    return []


def _whole(lists: list[list[etree._Element]]) -> list[etree._Element]:
    """Return the entries of all lists, each once, in their order."""
    seen: dict[etree._Element, None] = {}
    for entries_ in lists:
        for each in entries_:
            if not any(above in seen for above in each.iterancestors()):
                seen.setdefault(each)
    return list(seen)


def _is_named(element: etree._Element) -> bool:
    name = elements.name(element)
    if name in elements.HEADINGS or name in {
        "body",
        "html",
        "a",
        "span",
        "sup",
        "li",
        "button",
        "cite",
    }:
        return False
    if elements.value(element, "role").lower() == "doc-bibliography" or name == _DISTILL:
        return True
    return bool(elements.words(element) & _WORDS) or elements.classes(element) >= {"ref-list"}


def entries_of(container: etree._Element) -> list[etree._Element]:
    """Return what an element lists."""
    by_class = [
        each
        for each in container.iterdescendants()
        if elements.classes(each) & {"csl-entry", "ltx_bibitem"}
    ]
    if by_class:
        return by_class
    items = [
        each for each in elements.elements(container, "li", "dd") if not _in_item(each, container)
    ]
    if not items and elements.name(container) not in _LISTS:
        items = [
            each
            for each in container
            if elements.name(each) in {"p", "div"} and elements.length(each) > 20  # noqa: PLR2004
        ]
    return [each for each in items if elements.length(each) > 8]  # noqa: PLR2004


def _in_item(element: etree._Element, container: etree._Element) -> bool:
    for above in element.iterancestors():
        if above is container:
            return False
        if elements.name(above) in {"li", "dd"}:
            return True
    return False


def _are_works(found: list[etree._Element]) -> bool:
    works = sum(1 for each in found if _LOOKS_LIKE_WORK.search(elements.text(each)))
    return bool(found) and works >= _SHARE * len(found)


def _headings(body: etree._Element) -> list[etree._Element]:
    """Return the headings of lists of references, the last first."""
    found = [
        each
        for each in body.iter()
        if elements.name(each) in {*elements.HEADINGS, "p", "div", "strong", "b"}
        and len(words := elements.text(each) if elements.length(each) < 60 else "") > 0  # noqa: PLR2004
        and of_heading(words) is Part.REFERENCES
    ]
    return found[::-1]


def _below(heading: etree._Element) -> list[etree._Element]:
    """Return the entries that stand after a heading, up to the next heading."""
    start = heading
    while start.getnext() is None:
        parent = start.getparent()
        if parent is None or elements.name(parent) in {"body", "html"}:
            return []
        start = parent
    found: list[etree._Element] = []
    for sibling in start.itersiblings():
        name = elements.name(sibling)
        if name in elements.HEADINGS or elements.first(sibling, *elements.HEADINGS) is not None:
            break
        if name in _LISTS or (name in {"div", "section", "table"} and entries_of(sibling)):
            found += entries_of(sibling)
        elif name == "p" and elements.length(sibling) > 20:  # noqa: PLR2004
            found.append(sibling)
    return found


def read(
    found: list[etree._Element],
    said: list[str],
    page: Page,
    content_of: Callable[[etree._Element, Page], Inlines],
) -> tuple[Reference, ...]:
    """Read the entries, and note the ids that citations lead to.

    Args:
        found: the elements of the entries.
        said: what the page's head says of the works (`citation_reference`).
        page: takes the ids.
        content_of: reads the words of an entry.
    """
    references: list[Reference] = []
    exact = said if len(said) == len(found) else [""] * len(found)
    keys: set[str] = set()
    for place, (element, statement) in enumerate(zip(found, exact, strict=True), start=1):
        key = _key(element, place, keys)
        keys.add(key)
        for identifier in elements.ids(element):
            page.entries.setdefault(identifier, key)
        if elements.name(element) == "dd" and (term := element.getprevious()) is not None:
            for identifier in elements.ids(term):
                page.entries.setdefault(identifier, key)
        page.order.append(key)
        reference = _of_coins(key, element) or _of_statement(key, statement)
        _prepare(element)
        references.append(
            reference or entries.read(key, content_of(element, page), page.at(element))
        )
    return tuple(references)


_LABELS: Final = frozenset(
    {"label", "ltx_tag_bibitem", "order", "ref-label", "csl-left-margin", "reference-label"}
)


def _prepare(element: etree._Element) -> None:
    """Take the number off an entry, and part what stands in boxes."""
    for each in list(element.iterdescendants()):
        if elements.classes(each) & _LABELS and elements.length(each) < 60:  # noqa: PLR2004
            remove(each)
        elif elements.classes(each) & {"ltx_bibblock", "csl-right-inline"} or (
            elements.name(each) in {"div", "p", "li"}
        ):
            each.tail = f" {each.tail or ''}"


def _key(element: etree._Element, place: int, taken: set[str]) -> str:
    own = elements.value(element, "id") or next(elements.ids(element), "")
    key = "-".join(_PREFIXES.sub("", own).split())
    return key if key and key not in taken else identifiers.unique(f"ref{place}", taken)


# ---- entries that say what they are


def _of_coins(key: str, element: etree._Element) -> Reference | None:
    """Read the OpenURL that Wikipedia and others put beside an entry (COinS)."""
    for each in element.iter():
        if "z3988" in elements.classes(each):
            fields = parse_qs(elements.value(each, "title"))
            return _of_fields(key, fields)
    return None


def _of_fields(key: str, fields: dict[str, list[str]]) -> Reference | None:
    def one(*names: str) -> str:
        return next((fields[name][0].strip() for name in names if fields.get(name)), "")

    genre = one("rft.genre")
    journal = one("rft.jtitle")
    chapter = genre in {"bookitem", "proceeding"}
    title = one("rft.atitle") or one("rft.btitle", "rft.title")
    if not title:
        return None
    texts = {
        "title": title,
        "container-title": journal or (one("rft.btitle", "rft.title") if one("rft.atitle") else ""),
        "volume": one("rft.volume"),
        "issue": one("rft.issue"),
        "page": one("rft.pages") or one("rft.spage"),
        "publisher": one("rft.pub"),
        "publisher-place": one("rft.place"),
        "ISBN": one("rft.isbn"),
        "ISSN": one("rft.issn"),
        "edition": one("rft.edition"),
    }
    for identifier in fields.get("rft_id", []):
        if identifier.startswith("info:doi/"):
            texts["DOI"] = identifier.removeprefix("info:doi/")
        elif identifier.startswith("info:pmid/"):
            texts["PMID"] = identifier.removeprefix("info:pmid/")
        elif identifier.startswith("http"):
            texts.setdefault("URL", identifier)
    kind = (
        "chapter"
        if chapter and not journal
        else "article-journal"
        if journal and one("rft.atitle")
        else "book"
    )
    if genre == "unknown" and not journal:
        kind = "webpage"
    return _reference(key, kind, texts, [*map(_person, fields.get("rft.au", []))], one("rft.date"))


def _person(name: str) -> Name:
    family, comma, given = name.partition(",")
    if not comma:
        return Name(literal=name.strip())
    return Name(family=family.strip(), given=given.strip())


def _reference(
    key: str, kind: str, texts: dict[str, str], people: list[Name], date: str
) -> Reference:
    issued = dates.parse(date) if date else Date()
    return Reference(
        key,
        kind,
        {
            variable: (Text(text.replace("\N{EN DASH}", "-") if variable == "page" else text),)
            for variable, text in texts.items()
            if text
        },
        {"author": tuple(people)} if people else {},
        {"issued": issued} if issued != Date() else {},
    )


_STATEMENT: Final = re.compile(r"(?:^|;)\s*citation_([a-z_]+)=")
_VARIABLES: Final = {
    "title": "title",
    "journal_title": "container-title",
    "journal_abbrev": "container-title-short",
    "conference_title": "container-title",
    "inbook_title": "container-title",
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "doi": "DOI",
    "pmid": "PMID",
    "isbn": "ISBN",
    "issn": "ISSN",
}


def _of_statement(key: str, statement: str) -> Reference | None:
    """Read one `citation_reference` of the page's head (Highwire)."""
    parts = _STATEMENT.split(statement)
    fields: dict[str, list[str]] = {}
    for name, content in zip(parts[1::2], parts[2::2], strict=True):
        if content.strip(" ;"):
            fields.setdefault(name, []).append(content.strip(" ;"))
    if (
        "title" not in fields
        or not {"journal_title", "publisher", "inbook_title", "doi"} & fields.keys()
    ):
        return None
    texts = {variable: fields[name][0] for name, variable in _VARIABLES.items() if name in fields}
    first, last = fields.get("firstpage", [""])[0], fields.get("lastpage", [""])[0]
    texts["page"] = fields.get("pages", [f"{first}-{last}" if last else first])[0]
    kind = "article-journal" if "journal_title" in fields else "book"
    date = next(
        (fields[name][0] for name in ("publication_date", "date", "year") if name in fields), ""
    )
    people = [
        _person_of(name) for content in fields.get("author", []) for name in content.split(";")
    ]
    return _reference(key, kind, texts, people, date.replace("/", "-"))


def _person_of(name: str) -> Name:
    name = name.strip()
    if "," in name:
        return _person(name)
    *given, family = name.split() or [""]
    return Name(family=family, given=" ".join(given)) if given else Name(literal=name)
