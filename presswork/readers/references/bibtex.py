"""BibTeX and BibLaTeX files.

bibtexparser finds the entries and takes names apart; latex_text reads what LaTeX stands in the
fields; here entry types and fields get the names that CSL has for them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)

from presswork.inlines import Inlines, Text
from presswork.problems import Ledger, Location
from presswork.readers.references import dates, latex_text
from presswork.references import Date, Name, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False

TYPES: Final = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bookinbook": "chapter",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
GENRES: Final = {
    "mastersthesis": "Master\N{RIGHT SINGLE QUOTATION MARK}s thesis",
    "phdthesis": "PhD thesis",
    "mathesis": "Master\N{RIGHT SINGLE QUOTATION MARK}s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "candthesis": "Candidate\N{RIGHT SINGLE QUOTATION MARK}s thesis",
}
"""What an entry's type, or its field `type` as a key of BibLaTeX, says of the work."""

TEXTS: Final = {
    "abstract": "abstract",
    "annotation": "annote",
    "annote": "annote",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "edition": "edition",
    "eventtitle": "event-title",
    "institution": "publisher",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "maintitle": "container-title",
    "note": "note",
    "number": "number",
    "organization": "publisher",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "pagetotal": "number-of-pages",
    "part": "part-number",
    "publisher": "publisher",
    "pubstate": "status",
    "school": "publisher",
    "series": "collection-title",
    "shortjournal": "container-title-short",
    "shorttitle": "title-short",
    "title": "title",
    "type": "genre",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
"""Fields whose text is LaTeX; of several that mean one variable, the first in the entry holds."""

VERBATIM: Final = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmcid": "PMCID",
    "pmid": "PMID",
    "url": "URL",
}
NAMES: Final = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
    "director": "director",
    "holder": "author",
}
DATES: Final = {"eventdate": "event-date", "origdate": "original-date", "urldate": "accessed"}
PLACES: Final = {"address": "publisher-place", "location": "publisher-place"}
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES: Final = {
    "american": "en-US",
    "austrian": "de-AT",
    "british": "en-GB",
    "danish": "da-DK",
    "dutch": "nl-NL",
    "english": "en-US",
    "finnish": "fi-FI",
    "french": "fr-FR",
    "german": "de-DE",
    "greek": "el-GR",
    "italian": "it-IT",
    "ngerman": "de-DE",
    "norsk": "nb-NO",
    "polish": "pl-PL",
    "portuguese": "pt-PT",
    "russian": "ru-RU",
    "spanish": "es-ES",
    "swedish": "sv-SE",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
}
CONTAINED: Final = frozenset(
    {"bookinbook", "inbook", "incollection", "inproceedings", "conference", "suppbook"}
)
"""Entries whose parent, by `crossref`, is the book they stand in: its title is their container."""

NOT_INHERITED: Final = frozenset({"crossref", "xdata", "ids", "label", "shorthand", "xref"})
LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class _Source:
    """An entry as it is written: lower-case field names and their values."""

    key: str
    type: str
    fields: Mapping[str, str]
    location: Location


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the entries of a BibTeX text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    library = parse_string(source, parse_stack=[])
    strings: dict[str, str] = {}
    for string in library.strings:
        strings[string.key.lower()] = _value(str(string.value), strings)
    entries: list[_Source] = []
    for block in library.blocks:
        match block:
            case Entry():
                entries.append(_source(block, path, strings))
            case DuplicateBlockKeyBlock(ignore_error_block=Entry() as entry):
                entries.append(_source(entry, path, strings))
            case DuplicateFieldKeyBlock(ignore_error_block=Entry() as entry):
                given_twice = ", ".join(sorted(f"'{key}'" for key in block.duplicate_keys))
                located = _source(entry, path, strings)
                ledger.warn(f"'{entry.key}' gives {given_twice} twice", located.location)
                entries.append(located)
            case ParsingFailedBlock():
                _tell_broken(block, path, ledger)
            case _:
                pass
    for nameless in (entry for entry in entries if not entry.key):
        ledger.error("this entry has no key", nameless.location, "write one: @article{key, …}")
    by_key = {entry.key.lower(): entry for entry in entries}
    return tuple(
        _reference(_inherit(entry, by_key, ledger), ledger)
        for entry in entries
        if entry.key and entry.type not in ("xdata", "set")
    )


def _source(entry: Entry, path: Path, strings: Mapping[str, str]) -> _Source:
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.key.strip().lower(), _value(str(field.value), strings))
    line = entry.start_line
    return _Source(
        entry.key.strip(),
        entry.entry_type.lower(),
        fields,
        Location(path, line + 1 if line is not None else None),
    )


def _value(value: str, strings: Mapping[str, str]) -> str:
    """Return what a value such as `"a" # name # {b}` stands for."""
    pieces: list[str] = []
    depth, quoted, start = 0, False, 0
    for at, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        quoted ^= sign == '"' and depth == 0
        if sign == "#" and depth == 0 and not quoted:
            pieces.append(value[start:at])
            start = at + 1
    pieces.append(value[start:])
    return "".join(_piece(piece.strip(), strings) for piece in pieces)


def _piece(piece: str, strings: Mapping[str, str]) -> str:
    if piece[:1] in ('"', "{") and len(piece) > 1:
        return piece[1:-1]
    return strings.get(piece.lower(), piece)


def _tell_broken(block: ParsingFailedBlock, path: Path, ledger: Ledger) -> None:
    line = (block.start_line or 0) + 1
    lines = (block.raw or "").strip().splitlines()
    begins = lines[0][:60] if lines else ""
    ledger.error(
        f"this entry is broken: {begins}" if begins else "broken BibTeX",
        Location(path, line),
        "look for a brace, a quote or a comma that is missing",
    )


def _inherit(entry: _Source, by_key: Mapping[str, _Source], ledger: Ledger) -> _Source:
    """Return the entry with what it takes from its `crossref` and `xdata` entries."""
    fields = dict(entry.fields)
    seen = {entry.key.lower()}
    waiting = _parents(entry)
    while waiting and len(seen) < LONGEST_CHAIN:
        key = waiting.pop(0)
        if key.lower() in seen:
            continue
        seen.add(key.lower())
        parent = by_key.get(key.lower())
        if parent is None:
            ledger.warn(f"'{entry.key}' refers to '{key}', which is not there", entry.location)
            continue
        for name, value in parent.fields.items():
            if name not in NOT_INHERITED:
                fields.setdefault(_inherited_name(name, entry, parent), value)
        waiting += _parents(parent)
    return _Source(entry.key, entry.type, fields, entry.location)


def _parents(entry: _Source) -> list[str]:
    named = [entry.fields.get("crossref", ""), *entry.fields.get("xdata", "").split(",")]
    return [key.strip() for key in named if key.strip()]


def _inherited_name(name: str, entry: _Source, parent: _Source) -> str:
    """Return what a parent's field is to its child (BibLaTeX manual, appendix B)."""
    if parent.type == "xdata":
        return name
    if entry.type in CONTAINED:
        return {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}.get(
            name, name
        )
    if parent.type == "periodical":
        return {"title": "journaltitle", "subtitle": "journalsubtitle"}.get(name, name)
    return name


def _reference(entry: _Source, ledger: Ledger) -> Reference:
    type_ = TYPES.get(entry.type)
    if type_ is None:
        ledger.warn(
            f"'{entry.key}': @{entry.type} is no type that is known",
            entry.location,
            "it is taken for @misc",
        )
    return Reference(
        entry.key,
        _refined_type(type_ or "document", entry),
        _texts(entry),
        _all_names(entry, ledger),
        _dates(entry, ledger),
        entry.location,
    )


def _refined_type(type_: str, entry: _Source) -> str:
    """Return the type that CSL distinguishes and BibTeX does not."""
    subtype = entry.fields.get("entrysubtype", "").lower()
    if type_ == "article-journal" and subtype in ("newspaper", "magazine"):
        return f"article-{subtype}"
    if type_ == "document":
        if "eprint" in entry.fields or "arxiv" in entry.fields.get("publisher", "").lower():
            return "article"
        if "url" in entry.fields or "\\url" in entry.fields.get("howpublished", ""):
            return "webpage"
    return type_


def _texts(entry: _Source) -> dict[str, Inlines]:
    texts: dict[str, Inlines] = {}
    for field, value in entry.fields.items():
        if field in TEXTS and value.strip():
            texts.setdefault(_variable(field, entry), latex_text.parse(value))
        elif field in VERBATIM and value.strip():
            texts[VERBATIM[field]] = (Text(latex_text.verbatim(value)),)
        elif field in PLACES:
            texts[PLACES[field]] = latex_text.parse(value)
    _complete_titles(entry, texts)
    _complete_pages(entry, texts)
    _complete_addresses(entry, texts)
    _complete_genre(entry, texts)
    language = entry.fields.get("langid") or entry.fields.get("language", "")
    if language:
        texts["language"] = (Text(LANGUAGES.get(language.strip().lower(), language.strip())),)
    return {variable: text for variable, text in texts.items() if text}


def _variable(field: str, entry: _Source) -> str:
    """Return the variable of a field; a journal's `number` is its issue, a book's its series'."""
    if field == "number":
        if entry.type in ("article", "periodical", "suppperiodical"):
            return "issue"
        if "series" in entry.fields:
            return "collection-number"
    if field == "maintitle" and entry.type not in CONTAINED:
        return "collection-title"
    if field == "issue" and entry.type in ("article", "periodical") and "number" in entry.fields:
        return "supplement-number"
    return TEXTS[field]


def _complete_titles(entry: _Source, texts: dict[str, Inlines]) -> None:
    for title, subtitle, variable in (
        ("title", "subtitle", "title"),
        ("booktitle", "booksubtitle", "container-title"),
        ("journaltitle", "journalsubtitle", "container-title"),
    ):
        if title in entry.fields and entry.fields.get(subtitle):
            texts.setdefault(f"{variable}-short", texts.get(variable, ()))
            texts[variable] = latex_text.parse(
                f"{entry.fields[title].strip()}: {entry.fields[subtitle].strip()}"
            )


def _complete_pages(entry: _Source, texts: dict[str, Inlines]) -> None:
    pages = entry.fields.get("pages") or entry.fields.get("eid") or entry.fields.get("articleno")
    if pages:
        text = latex_text.plain(pages).replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-")
        texts["page"] = (Text(text),)


def _complete_addresses(entry: _Source, texts: dict[str, Inlines]) -> None:
    if doi := entry.fields.get("doi"):
        bare = latex_text.verbatim(doi)
        for prefix in (
            "https://doi.org/",
            "http://doi.org/",
            "https://dx.doi.org/",
            "http://dx.doi.org/",
            "doi:",
        ):
            if bare.lower().startswith(prefix):
                bare = bare[len(prefix) :]
        texts["DOI"] = (Text(bare.strip()),)
    how = entry.fields.get("howpublished", "")
    if "\\url" in how or "\\href" in how or how.strip().lower().startswith(("http:", "https:")):
        texts.setdefault("URL", (Text(latex_text.verbatim(how)),))
    elif how:
        texts.setdefault("medium", latex_text.parse(how))
    archive = (entry.fields.get("eprinttype") or entry.fields.get("archiveprefix") or "").lower()
    if (eprint := entry.fields.get("eprint")) and archive in ("arxiv", ""):
        number = latex_text.verbatim(eprint).removeprefix("arXiv:")
        if archive == "arxiv" or (number[:1].isdigit() and "journal" not in entry.fields):
            texts.setdefault("URL", (Text(f"https://arxiv.org/abs/{number}"),))
            if "container-title" not in texts:
                texts.setdefault("publisher", (Text("arXiv"),))
                texts.setdefault("number", (Text(f"arXiv:{number}"),))


def _complete_genre(entry: _Source, texts: dict[str, Inlines]) -> None:
    kind = entry.fields.get("type", "").strip().lower()
    if kind in GENRES:
        texts["genre"] = (Text(GENRES[kind]),)
    elif not kind and entry.type in GENRES:
        texts["genre"] = (Text(GENRES[entry.type]),)


def _all_names(entry: _Source, ledger: Ledger) -> dict[str, tuple[Name, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    for field, variable in NAMES.items():
        written = entry.fields.get(field, "")
        if people := _people(written):
            names.setdefault(variable, people)
        if written.strip() and any(map(_is_doubtful, split_multiple_persons_names(written))):
            ledger.warn(
                f"'{entry.key}': a name in {field} is empty or has too many commas",
                entry.location,
                "write Last, First and Last, First; an institution in braces: {World Bank}",
            )
    return names


def _is_doubtful(person: str) -> bool:
    """Tell whether a name has more commas than `von Last, Jr, First`, or has no words."""
    depth = commas = 0
    for character in person:
        depth += (character == "{") - (character == "}")
        commas += character == "," and depth == 0
    too_many = commas > 2 and _labelled_name(person) is None  # noqa: PLR2004 - BibTeX's longest form
    starts_wrong = person.split()[:1] == ["and"] or not person.strip(" ,{}")
    return too_many or starts_wrong


def _people(value: str) -> tuple[Name, ...]:
    """Return the names of a list with `and`; `and others` becomes a last name "et al."."""
    people = [_name(" ".join(person.split())) for person in split_multiple_persons_names(value)]
    return tuple(name for name in people if name != Name())


def _name(person: str) -> Name:
    if person.lower() == "others":
        return Name(literal="others")
    if _is_one_group(person):
        return Name(literal=latex_text.plain(person[1:-1]))
    if (labelled := _labelled_name(person)) is not None:
        return labelled
    parts = parse_single_name_into_parts(person, strict=False)
    given, particle, family, suffix = (
        latex_text.plain(" ".join(words)).strip()
        for words in (parts.first, parts.von, parts.last, parts.jr)
    )
    if not family:
        return Name(family=" ".join(filter(None, (particle, given))))
    return Name(
        family, given, non_dropping_particle=particle, suffix=suffix, comma_suffix=bool(suffix)
    )


def _labelled_name(person: str) -> Name | None:
    """Return a name in BibLaTeX's extended form, `given=Hans, family=Castorp`."""
    parts: dict[str, str] = {}
    for part in person.split(","):
        label, equals, value = part.partition("=")
        if not equals or label.strip().lower() not in (
            "given",
            "family",
            "prefix",
            "suffix",
            "useprefix",
        ):
            return None
        parts[label.strip().lower()] = latex_text.plain(value.strip().strip('"'))
    dropping = parts.get("useprefix", "").lower() == "false"
    particle = parts.get("prefix", "")
    return Name(
        parts.get("family", ""),
        parts.get("given", ""),
        dropping_particle=particle if dropping else "",
        non_dropping_particle="" if dropping else particle,
        suffix=parts.get("suffix", ""),
    )


def _is_one_group(text: str) -> bool:
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _dates(entry: _Source, ledger: Ledger) -> dict[str, Date]:
    found = {
        variable: _date_of_words(field, entry, ledger)
        for field, variable in DATES.items()
        if entry.fields.get(field, "").strip()
    }
    issued = _issued(entry, ledger)
    if issued is not None:
        found["issued"] = issued
    return found


def _date_of_words(field: str, entry: _Source, ledger: Ledger) -> Date:
    words = latex_text.verbatim(entry.fields[field]).strip().replace("--", "/")
    date = dates.parse(words)
    if (what := dates.doubt(words, date)) is not None:
        ledger.warn(
            f"'{entry.key}': {field}: {what}",
            entry.location,
            "write it as EDTF has it: 2023-04-01, 2023-04/2023-06",
        )
    return date


def _issued(entry: _Source, ledger: Ledger) -> Date | None:
    if entry.fields.get("date", "").strip():
        return _date_of_words("date", entry, ledger)
    if not latex_text.plain(entry.fields.get("year", "")).strip():
        return None
    date = _date_of_words("year", entry, ledger)
    if date.start is None or date.start.month is not None or date.end is not None:
        return date
    month, day = _month(entry.fields.get("month", "")), entry.fields.get("day", "").strip()
    numbers = [date.start.year, *([month] if month else [])]
    if month and day.isdecimal():
        numbers.append(int(day))
    wrong_month = entry.fields.get("month", "").strip() and month is None
    if wrong_month or dates.day(*numbers) is None:
        ledger.warn(
            f"'{entry.key}': the month or the day is in no calendar and is left out",
            entry.location,
            "write month = aug or month = 8, day = 31",
        )
    return Date(dates.nearest(numbers), circa=date.circa)


def _month(value: str) -> int | None:
    word = latex_text.plain(value).strip().lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= dates.LAST_MONTH else None
    if word[:3] in MONTHS:
        return MONTHS.index(word[:3]) + 1
    return dates.season_month(word)
