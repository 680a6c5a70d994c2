"""An entry of a list of references, as it is printed → `Reference`.

What can be told for certain becomes variables: identifiers and addresses always; authors, title,
journal, volume and pages where the entry has the form of one of the widespread styles. An entry
that has not keeps all its words, as the title of a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.identifiers import bare_doi, is_doi
from presswork.inlines import NESTING, Emphasis, Link, Text, plain_text, rewrite
from presswork.readers.printed import names, texts
from presswork.references import Date, Day, Reference

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location
    from presswork.references import Name

_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:?\s*(?:https?://(?:dx\.)?doi\.org/)?)?"
    r"(10\.\d{4,9}/[^\s\"<>\[\]{}]+)",
    re.IGNORECASE,
)
_PMID: Final = re.compile(r"\[?\bPMID:?\s*(\d{4,9})\]?;?")
_PMCID: Final = re.compile(r"\[?\b(?:PMCID:?\s*)?(PMC\d{4,9})\]?;?")
_ARXIV: Final = re.compile(r"\barXiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z\-]+/\d{7})", re.IGNORECASE)
_URL: Final = re.compile(
    r"(?:Available (?:from|at|online):?\s*|Retrieved from:?\s*|URL:?\s*)?(https?://[^\s<>\"]+)"
)
_ADDRESSES: Final = (
    (re.compile(r"(?:dx\.)?doi\.org/(10\..+)$"), "DOI"),
    (re.compile(r"[?&]doi=(10\.[^&]+)"), "DOI"),
    (re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})"), "PMID"),
    (re.compile(r"/articles/(PMC\d+)"), "PMCID"),
)
_SERVICES: Final = re.compile(
    r"""[\[(|\s·•,;]*\b(?:view[ ]article|view[ ]in[ ]article|view|article|full[ ]text|crossref|
    cross[ ]ref|pubmed(?:/ncbi)?|pubmed[ ]central|pmc(?:[ ]free[ ]article)?|free[ ]pmc[ ]article|
    google[ ]scholar|scholar|cas|ads|mathscinet|math|scopus|web[ ]of[ ]science|isi|medline|
    open[ ]url|download[ ]references?|search[ ]ads|doi|pdf|html|green[ ]version|europe[ ]pmc|
    semantic[ ]scholar|links?|abstract|export|zbmath|inspire|publisher[ ]full[ ]text)\b
    [\])|\s·•,;]*""",
    re.IGNORECASE | re.VERBOSE,
)
_REMAINS: Final = re.compile(
    r"(?:\s*(?:[.;,]\s*)?[\[(|]\s*[\])|]?|\s+[.;,]|[;,]|[\s.;,]+(?:https?://)?(?:dx\.)?"
    r"(?:doi(?:\.org/)?|PMC?ID|Available (?:online|from|at)|Retrieved from|URL):?)\s*$",
    re.IGNORECASE,
)
"""What is left at the end of an entry when its identifiers are taken out."""

_EMPTY: Final = re.compile(
    r"\s*[\[(]\s*(?:(?:PMC free article|PubMed|Google Scholar|CrossRef|DOI|Full Text)\s*)?[\])]",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}\.?(?=\s)|\d{1,4}\.(?=\D))\s*")
_BACK: Final = re.compile(r"\s*[\N{UPWARDS ARROW}\N{LEFTWARDS ARROW WITH HOOK}^]\s*(?:[a-z]\b\s*)*")

_PAGE: Final = (
    r"(?P<page>[A-Za-z]{0,2}\d[\w.]*(?:\s?[-\N{EN DASH}\N{EM DASH}]\s?[A-Za-z]{0,2}\d\w*)?"
    r"|[ivxl]+[-\N{EN DASH}][ivxl]+)"
)
_VOLUME: Final = r"(?P<volume>[A-Z]?\d+(?:[-\N{EN DASH}/]\d+)?[A-Z]?)"
_ISSUE: Final = r"(?:\s?\((?P<issue>[^()]{1,24})\))?"
_MONTH: Final = r"(?:[ ,]+[A-Z][a-z]{2,8}\.?(?:[ -][A-Z]?[a-z]*\d{0,2})?)?"
_YEAR: Final = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
_TAILS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[.,]?\s*{_YEAR}{_MONTH}\s*[;,]\s*{_VOLUME}?{_ISSUE}(?:\s*[:,]\s*(?:pp?\.\s*)?{_PAGE})?\.?",
        rf",?\s*{_VOLUME}{_ISSUE}\s*[,:]\s*(?:pp?\.?\s*)?{_PAGE}\s*\({_YEAR}\)\.?",
        rf",?\s*{_VOLUME}{_ISSUE}\s*[,:]\s*(?:pp?\.?\s*)?{_PAGE},\s*{_YEAR}\.?",
        (
            rf",?\s*vol\.\s*(?P<volume>\w+)(?:,\s*no\.\s*(?P<issue>[\w\-\N{{EN DASH}}]+))?"
            rf"(?:,\s*(?:pp?\.|[Aa]rt\.(?:\s*no\.)?)\s*{_PAGE})?"
            rf",\s*(?:[A-Z][a-z./]+\s+)?{_YEAR}\.?"
        ),
        rf",?\s*{_VOLUME}{_ISSUE}(?:\s*[,:]\s*(?:pp?\.?\s*|Article\s)?{_PAGE})?\.?",
    )
)
_TAIL_STARTS: Final = re.compile(r"[.,]?\s(?=\(?\d|vol\.)")
_YEAR_FIRST: Final = re.compile(
    r"\(((?:1[5-9]|20)\d\d)[a-z]?(?:,\s[^)]{1,20})?\)[.,:]?\s+|((?:1[5-9]|20)\d\d)[a-z]?[.,:]\s+"
)
_ANY_YEAR: Final = re.compile(r"(?<![\d/.:\-])((?:1[5-9]|20)\d\d)(?![\d/\-]|\.\d)")
_BOOK_VANCOUVER: Final = re.compile(
    r"(?P<title>[^.]+?)\.\s+(?:(?P<edition>\d+)\w* ed(?:ition|n)?\.?\s+)?"
    rf"(?P<place>[^.:;]+):\s*(?P<publisher>[^;:]+?)[;,]\s*{_YEAR}\.?"
)
_BOOK_APA: Final = re.compile(
    r"(?:\s*\((?P<edition>\d+)\w* ed\.\))?\.\s+(?P<publisher>[^.,:;\d]{3,60})\.?"
)
_ABBREVIATION: Final = re.compile(r"(?:^|[\s.])(?:[A-Z]|[A-Z][a-z]{1,5})$")
_QUOTED: Final = re.compile(r"[“\"](.+?)[,.]?[”\"],?\s*")
_VOLUME_AT_END: Final = re.compile(r",\s*(\d+)\s*$")
_PAGE_DASH: Final = re.compile(r"\s?[\N{EN DASH}\N{EM DASH}]\s?")
_MONTHS: Final = {
    month: at // 3 + 1
    for at in range(0, 36, 3)
    if (month := "janfebmaraprmayjunjulaugsepoctnovdec"[at : at + 3])
}
_PLACE: Final = {"place": "publisher-place"}
_SHORTEST_TITLE: Final = 8
_LONGEST_JOURNAL: Final = 120
_LONGEST: Final = 4000
"""The longest entry, in characters, whose parts are looked for."""


@dataclass(slots=True)
class _Found:
    """What was found in an entry so far.

    Args:
        texts: the variables that are text.
        names: the authors.
        date: when the work appeared.
        type: what it is.
    """

    texts: dict[str, Inlines] = field(default_factory=dict)
    names: tuple[Name, ...] = ()
    date: Date | None = None
    type: str = "document"

    def put(self, variable: str, text: str | None) -> None:
        if text and text.strip():
            self.texts.setdefault(variable, (Text(text.strip()),))


def read(key: str, content: Inlines, location: Location | None = None) -> Reference:
    """Read an entry.

    Args:
        key: what the reference is to be called.
        content: the entry as it is printed, with or without its number.
        location: where it is.
    """
    found = _Found()
    rest = texts.collapsed(_without_services(content, found))
    rest = _without_ordinal(rest)
    rest = _without_identifiers(rest, found)
    if len(plain_text(rest)) > _LONGEST or not _take_apart(rest, found):
        found.texts["title"] = texts.trimmed(rest) or (Text(key),)
        if not found.names and len(words := plain_text(rest).split()) > 8:  # noqa: PLR2004
            found.put("title-short", " ".join(words[:6]) + "\N{HORIZONTAL ELLIPSIS}")
    people = {"author": found.names} if found.names else {}
    dates = {"issued": found.date} if found.date else {}
    return Reference(key, found.type, found.texts, people, dates, location)


# ---- links and identifiers


def _without_services(content: Inlines, found: _Found) -> Inlines:
    """Take identifiers from the addresses of links, and drop links to services."""

    def change(inline: Inline) -> Inlines | None:
        if not isinstance(inline, Link):
            return None
        words = plain_text(inline.children).strip()
        for address, variable in _ADDRESSES:
            if match := address.search(inline.target):
                value = next(group for group in match.groups() if group)
                found.put(variable, _clean_doi(value) if variable == "DOI" else value)
        if _SERVICES.fullmatch(words) or inline.target.startswith("#") or not words:
            return ()
        if found.texts.get("DOI") and words.startswith(("http:", "https:", "10.", "doi")):
            return ()
        if words.startswith(("http:", "https:", "10.", "doi")) or not inline.target.startswith(
            "http"
        ):
            return inline.children
        if not any(address.search(inline.target) for address, _ in _ADDRESSES):
            found.put("URL", inline.target)
        return inline.children

    rest = rewrite(content, change)
    return texts.joined(rest)


def _without_ordinal(rest: Inlines) -> Inlines:
    beginning = plain_text(rest)[:60]
    end = 0
    for pattern in (_ORDINAL, _BACK):
        if match := pattern.match(beginning, end):
            end = match.end()
    return texts.trimmed(texts.without_start(rest, end)) if end else rest


def _clean_doi(text: str) -> str:
    doi = bare_doi(text.split("?", 1)[0]).replace("%2F", "/").rstrip(".,;:'\"")
    while doi and not is_doi(doi) and doi[-1] in ")]}.,;:":
        doi = doi[:-1]
    return doi


def _without_identifiers(rest: Inlines, found: _Found) -> Inlines:
    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Text(text):
                return (Text(_cut(text, found)),)
            case _:
                return None

    rest = rewrite(rest, change)
    rest = texts.collapsed(rest)
    rest = rewrite(rest, _without_empty_brackets)
    while rest and isinstance(last := rest[-1], Text):
        ending = last.text
        shorter = _REMAINS.sub("", ending)
        parts = list(_SERVICES.finditer(shorter))
        if parts and parts[-1].end() == len(shorter) and len(shorter) > parts[-1].start() > 0:
            before = shorter[: parts[-1].start()]
            if parts[-1][0][:1] in "[(|·•" or (before.endswith(".") and "Scholar" in parts[-1][0]):
                shorter = before
        if shorter == ending:
            break
        rest = texts.trimmed((*rest[:-1], Text(shorter)))
    return rest


def _without_empty_brackets(inline: Inline) -> Inlines | None:
    """Drop the brackets that stood around links to services."""
    return (Text(_EMPTY.sub("", inline.text)),) if isinstance(inline, Text) else None


def _cut(text: str, found: _Found) -> str:
    for pattern, variable in ((_DOI, "DOI"), (_PMCID, "PMCID"), (_PMID, "PMID")):
        for match in pattern.finditer(text):
            value = _clean_doi(match[1]) if variable == "DOI" else match[1]
            if variable != "DOI" or is_doi(value):
                tail = match[1][len(value) :] if variable == "DOI" else ""
                text = text.replace(match[0], tail if tail not in {".", ","} else "", 1)
                found.put(variable, value)
    for address_of in _URL.finditer(text):
        address = address_of[1].rstrip(".,;)]")
        if "URL" not in found.texts:
            found.put("URL", address)
            text = text.replace(address_of[0], address_of[1][len(address) :].replace(".", ""), 1)
    if (paper := _ARXIV.search(text)) and "URL" not in found.texts:
        found.put("URL", f"https://arxiv.org/abs/{paper[1]}")
    return text


# ---- the parts of an entry


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of the text that stands out, italic or bold."""

    start: int
    end: int


def _spans(rest: Inlines) -> list[_Span]:
    spans: list[_Span] = []
    at = 0
    for inline in rest:
        size = len(plain_text((inline,)))
        if isinstance(inline, Emphasis):
            spans.append(_Span(at, at + size))
        at += size
    return spans


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry whose parts are looked for.

    Args:
        content: its rich text.
        text: its characters.
        start: where its title begins.
    """

    content: Inlines
    text: str
    start: int


def _take_apart(content: Inlines, found: _Found) -> bool:
    """Find the parts of an entry; False, and the text kept whole, where they are not clear."""
    text = plain_text(content)
    authors = names.leading(text)
    start = 0
    if authors:
        found.names, start = authors.names, authors.end
        if year := _YEAR_FIRST.match(text, start):
            found.date = Date(Day(int(year[1] or year[2])))
            start = year.end()
    entry = _Entry(content, text, start)
    if authors and (_journal(entry, found) or _book(entry, found)):
        return True
    if found.date is None and (years := _ANY_YEAR.findall(text)):
        found.date = Date(Day(int(years[-1])))
    if authors and start < len(text):
        found.texts["title"] = texts.trimmed(texts.without_start(content, start))
        return bool(found.texts["title"])
    found.names = ()
    return False


def _journal(entry: _Entry, found: _Found) -> bool:
    text, start = entry.text, entry.start
    quoted = _QUOTED.match(text, start)
    for span in _spans(entry.content):
        if span.start <= start + _SHORTEST_TITLE:
            continue
        tail = _tail(text, span.end, found)
        shown = text[span.start : span.end]
        volume = _VOLUME_AT_END.search(shown)
        if volume and tail is None:
            tail = _tail(text, span.start + volume.start(), found)
            shown = shown[: volume.start()]
        if tail:
            title = quoted[1] if quoted else text[start : span.start]
            return _is_article(entry, title, shown, tail, found)
    return _plain_journal(entry, quoted, found)


def _plain_journal(entry: _Entry, quoted: re.Match[str] | None, found: _Found) -> bool:
    """Read a journal that is not italic: the last sentence before volume and pages."""
    text, start = entry.text, quoted.end() if quoted else entry.start
    for begin in _TAIL_STARTS.finditer(text, start):
        tail = _tail(text, begin.start(), found)
        if tail is None:
            continue
        before = text[start : begin.start()].rstrip(" ,.")
        if quoted:
            return _is_article(entry, quoted[1], before, tail, found)
        cut = max(before.rfind(stop) for stop in (". ", "? ", "! "))
        if cut < 0 or _ABBREVIATION.search(before[:cut]) or len(before) - cut > _LONGEST_JOURNAL:
            return False
        return _is_article(entry, before[: cut + 1], before[cut + 2 :], tail, found)
    return False


def _tail(text: str, at: int, found: _Found) -> re.Match[str] | None:
    for pattern in _TAILS:
        tail = pattern.fullmatch(text, at)
        if tail is None:
            continue
        parts = tail.groupdict()
        if (found.date or parts.get("year")) and (parts.get("volume") or parts.get("page")):
            return tail
    return None


def _is_article(
    entry: _Entry, title: str, journal: str, tail: re.Match[str], found: _Found
) -> bool:
    words = title.strip(' .,"“”')
    if not words or not journal.strip(" .,"):
        return False
    found.type = "article-journal"
    found.texts["title"] = _rich(entry, title, words)
    found.put("container-title", journal.strip(" ,.") + ("." if _is_dotted(journal) else ""))
    parts = tail.groupdict()
    month = _MONTHS.get((parts.get("issue") or "")[:3].casefold())
    found.put("volume", parts.get("volume"))
    found.put("issue", None if month else parts.get("issue"))
    found.put("page", _PAGE_DASH.sub("-", parts.get("page") or "").rstrip("."))
    if parts.get("year"):
        found.date = Date(Day(int(parts["year"])))
    if month and found.date and found.date.start:
        found.date = Date(Day(found.date.start.year, month))
    return True


def _is_dotted(journal: str) -> bool:
    bare = journal.strip(" ,")
    return bare.endswith(".") and "." in bare[:-1]


def _rich(entry: _Entry, title: str, words: str) -> Inlines:
    """Return the title with its italics and raised signs, if it stands at the start."""
    lead = title.find(words)
    after = texts.without_start(entry.content, entry.start + lead) if lead >= 0 else ()
    kept: list[Inline] = []
    left = len(words)
    for inline in after:
        size = len(plain_text((inline,)))
        if left <= 0:
            break
        if size <= left:
            kept.append(inline)
        elif isinstance(inline, Text):
            kept.append(Text(inline.text[:left]))
        elif isinstance(inline, NESTING):
            return (Text(words),)
        left -= size
    rich = texts.trimmed(kept)
    return rich if plain_text(rich) == words else (Text(words),)


def _book(entry: _Entry, found: _Found) -> bool:
    if book := _BOOK_VANCOUVER.fullmatch(entry.text, entry.start):
        found.type = "book"
        for variable in ("title", "edition", "publisher", "place"):
            found.put(_PLACE.get(variable, variable), book[variable])
        found.date = Date(Day(int(book["year"])))
        return True
    for span in _spans(entry.content):
        if span.start != entry.start or found.date is None:
            continue
        if book := _BOOK_APA.fullmatch(entry.text, span.end):
            found.type = "book"
            found.put("title", entry.text[span.start : span.end])
            found.put("edition", book["edition"])
            found.put("publisher", book["publisher"])
            return True
    return False
