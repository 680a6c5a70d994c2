"""BibTeX and BibLaTeX files as references.

`bibtex_syntax` finds the entries, `bibtex_names` takes names apart, `latex_text` reads the LaTeX in
the fields, `bibtex_tables` says what types and fields are in CSL. Here parents give to their
children, and what no table can say is decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.identifiers import bare_doi
from presswork.inlines import Text
from presswork.readers.references import (
    bibtex_names,
    bibtex_syntax,
    dates,
    languages,
    latex_text,
)
from presswork.readers.references import bibtex_tables as tables
from presswork.references import ITEM_TYPES, Date, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from presswork.inlines import Inlines
    from presswork.problems import Ledger, Location
    from presswork.references import Name

LONGEST_CHAIN: Final = 20
LONGEST_PHRASE: Final = 30
"""The length, in characters, from which on a value is no key of BibLaTeX."""

BUDGET: Final = 10
SMALLEST_BUDGET: Final = 1_000_000
DATE_HINT: Final = "write it as EDTF has it: 2023-04-01, 2023-04/2023-06"
URL: Final = re.compile(r"\\(?:url|href)\s*\{|https?://", re.IGNORECASE)
BETWEEN_MONTHS: Final = re.compile(r"\s*(?:--?|/|\N{EN DASH}|\band\b|,)\s*")
ARXIV: Final = re.compile(r"(?:arxiv:)?\s*(.+)", re.IGNORECASE)
ORDINALS: Final = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry with what it has of its parents."""

    key: str
    type: str
    fields: Mapping[str, str]
    location: Location

    def get(self, *names: str) -> str:
        """Return the first of some fields that is given; all that are, are not empty."""
        for name in names:
            if name in self.fields:
                return self.fields[name]
        return ""


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the entries of a BibTeX text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    entries = [
        _Entry(entry.key, entry.type, _known(entry.fields), entry.location)
        for entry in bibtex_syntax.parse(source, path, ledger)
    ]
    for nameless in (entry for entry in entries if not entry.key):
        ledger.warn(
            "this entry has no key and is left out",
            nameless.location,
            "write one: @article{key, …}",
        )
    heritage = _Heritage(entries, max(SMALLEST_BUDGET, BUDGET * len(source)), ledger)
    works = (entry for entry in entries if entry.key and entry.type not in tables.NO_WORKS)
    return tuple(_reference(heritage.of(entry), ledger) for entry in works)


def _known(fields: Mapping[str, str]) -> dict[str, str]:
    return {
        name: _written_out(name, stripped)
        for name, value in fields.items()
        if name in tables.KNOWN and (stripped := value.strip())
    }


def _written_out(name: str, value: str) -> str:
    r"""Write out what ADS exports: journals as `\aap`, and titles with `<SUB>2</SUB>`."""
    if name == "journal" and value.startswith("\\"):
        return tables.JOURNALS.get(value[1:].strip(), value)
    if name == "title" and "<" in value:
        return _SUPERSCRIPT.sub(
            r"\\textsuperscript{\1}", _SUBSCRIPT.sub(r"\\textsubscript{\1}", value)
        )
    return value


_SUBSCRIPT: Final = re.compile(r"<sub>([^<>{}]*)</sub>", re.IGNORECASE)
_SUPERSCRIPT: Final = re.compile(r"<sup>([^<>{}]*)</sup>", re.IGNORECASE)


class _Heritage:
    """What entries take from those that they name in `crossref`, `xdata` and `related`.

    Args:
        entries: all of the file.
        budget: how many characters may be inherited in all; a file that gives more is a trap.
        ledger: takes what is wrong.
    """

    def __init__(self, entries: list[_Entry], budget: int, ledger: Ledger) -> None:
        self._by_key: dict[str, _Entry] = {}
        for entry in entries:
            self._by_key.setdefault(entry.key.lower(), entry)
        self._budget = budget
        self._ledger = ledger

    def of(self, entry: _Entry) -> _Entry:
        """Return the entry with all that it inherits."""
        whole = self._with_parents(entry, (entry.key.lower(),))
        if entry.get("relatedtype").lower() in tables.RELATED_TO_ORIGINALS:
            original = self._by_key.get(entry.get("related").lower())
            if original is not None and original is not entry:
                return replace(whole, fields={**_as_original(original), **whole.fields})
        return whole

    def _with_parents(self, entry: _Entry, chain: tuple[str, ...]) -> _Entry:
        named = [*entry.get("xdata").split(","), entry.get("crossref")]
        keys = [key.strip() for key in named if key.strip()]
        if not keys or len(chain) > LONGEST_CHAIN:
            return entry
        fields = dict(entry.fields)
        for key in keys:
            parent = self._by_key.get(key.lower())
            if parent is None:
                self._ledger.warn(
                    f"'{entry.key}' refers to '{key}', which is not there", entry.location
                )
            elif key.lower() not in chain:
                self._give(fields, entry, self._with_parents(parent, (*chain, key.lower())))
        return replace(entry, fields=fields)

    def _give(self, fields: dict[str, str], child: _Entry, parent: _Entry) -> None:
        for name, value in parent.fields.items():
            to = _inherited_name(name, child, parent)
            if to is None or to in fields:
                continue
            self._budget -= len(value)
            if self._budget < 0:
                self._ledger.error(
                    "entries inherit more text than the file can mean",
                    child.location,
                    "write out what is meant",
                )
                return
            fields[to] = value


def _inherited_name(name: str, child: _Entry, parent: _Entry) -> str | None:
    """Return what a parent's field is to its child; None for what is not inherited."""
    if parent.type == "xdata":
        return name
    if name in tables.NEVER_INHERITED:
        return None
    for parents, children, prefix in tables.PARENTS:
        if parent.type in parents and child.type in children:
            if name in tables.TITLES:
                return prefix + name
            if name == "shorttitle":
                return None
            if name == "author" and parent.type in ("book", "mvbook"):
                return "author" if "author" not in child.fields else "bookauthor"
    return name


def _as_original(entry: _Entry) -> dict[str, str]:
    """Return what a work says of the translation or reprint of it."""
    given = {
        "origtitle": entry.get("title"),
        "origdate": entry.get("date", "year"),
        "origpublisher": entry.get(*tables.PUBLISHERS),
        "origlocation": entry.get(*tables.PLACES),
        "origauthor": entry.get("author"),
    }
    return {name: value for name, value in given.items() if value}


def _reference(entry: _Entry, ledger: Ledger) -> Reference:
    type_ = tables.TYPES.get(entry.type)
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
        _names(entry, ledger),
        _dates(entry, ledger),
        entry.location,
    )


def _refined_type(type_: str, entry: _Entry) -> str:
    """Return the type that CSL distinguishes and BibTeX does not."""
    subtype = entry.get("entrysubtype").lower()
    if refined := tables.SUBTYPES.get((type_, subtype)):
        return refined
    if subtype in ITEM_TYPES:
        return subtype
    if type_ == "document":
        if "eprint" in entry.fields or "arxiv" in entry.get("publisher").lower():
            return "article"
        if "url" in entry.fields or URL.search(entry.get("howpublished")):
            return "webpage"
    if type_ == "manuscript" and entry.get("eventtitle"):
        return "speech"
    return type_


def _texts(entry: _Entry) -> dict[str, Inlines]:
    texts: dict[str, Inlines] = {}
    for field, value in entry.fields.items():
        if field in tables.TEXTS:
            phrase = tables.PHRASES.get(value.lower()) if len(value) < LONGEST_PHRASE else None
            text = (Text(phrase),) if phrase else latex_text.parse(value)
            texts.setdefault(_variable(field, entry), text)
        elif field in tables.VERBATIM:
            texts[tables.VERBATIM[field]] = (Text(latex_text.verbatim(value)),)
    _complete_titles(entry, texts)
    _complete_numbers(entry, texts)
    _complete_publisher(entry, texts)
    _complete_addresses(entry, texts)
    _complete_kind(entry, texts)
    if (language := _language(entry)) is not None:
        texts["language"] = (Text(language),)
    return {variable: text for variable, text in texts.items() if text}


def _variable(field: str, entry: _Entry) -> str:
    """Return the variable of a field; a journal's `number` is its issue, a book's its series'."""
    match field:
        case "number" if entry.type in tables.IN_JOURNALS:
            return "issue"
        case "number" if "series" in entry.fields:
            return "collection-number"
        case "booktitle" if entry.type in tables.CONTAINED and entry.get("maintitle"):
            return "volume-title"
        case "booktitle" if entry.get("booktitle") == entry.get("title"):
            return "title"  # of a book that is a parent, for those who inherit as BibTeX does
        case "issue" if entry.type in tables.IN_JOURNALS and "number" in entry.fields:
            return "supplement-number"
        case "chapter" if entry.type not in tables.CONTAINED and "section" in entry.fields:
            return "section"
        case _:
            return tables.TEXTS[field]


def _complete_titles(entry: _Entry, texts: dict[str, Inlines]) -> None:
    """Add sub-titles, and what stands after them (BibLaTeX: `titleaddon`)."""
    if entry.fields.keys().isdisjoint(tables.PARTS_OF_TITLES):
        return
    for prefix, variable in (
        ("", "title"),
        ("book", "container-title"),
        ("main", "container-title"),
        ("journal", "container-title"),
        ("issue", "volume-title"),
    ):
        title = entry.get(prefix + "title")
        subtitle, addon = entry.get(prefix + "subtitle"), entry.get(prefix + "titleaddon")
        is_own = prefix == "book" and title == entry.get("title")
        if not title or is_own or not (subtitle or addon):
            continue
        if prefix == "book" and entry.type in tables.CONTAINED and entry.get("maintitle"):
            variable = "volume-title"  # noqa: PLW2901 - as `_variable`
        if subtitle and variable == "title":
            texts.setdefault("title-short", latex_text.parse(title))
        before_addon = " " if addon[:1].islower() else _joint(subtitle or title, ". ")
        parts = (
            *latex_text.parse(title),
            *_after(_joint(title, ": "), subtitle),
            *_after(before_addon, addon),
        )
        texts[variable] = latex_text.joined(parts)


def _joint(before: str, usual: str) -> str:
    """Return what joins two parts of a title, after one that ends in a mark of its own."""
    return " " if before.rstrip("}")[-1:] in "?!.:" else usual


def _after(joint: str, part: str) -> Inlines:
    return (Text(joint), *latex_text.parse(part)) if part else ()


def _complete_numbers(entry: _Entry, texts: dict[str, Inlines]) -> None:
    pages = entry.get("pages", "eid", "articleno")
    unit = entry.get("pagination", "bookpagination").lower()
    if pages:
        text = latex_text.plain(pages)
        for dash in "\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}":
            text = text.replace(dash, "-")
        texts["section" if unit == "section" else "page"] = (Text(text),)
    series = entry.get("series")
    if entry.type in tables.IN_JOURNALS and series.isdecimal():
        texts["collection-title"] = (Text(f"{_ordinal(int(series[:9]))} series"),)


def _ordinal(number: int) -> str:
    is_teen = 10 <= number % 100 < 20  # noqa: PLR2004 - 11th, 12th, 13th
    return f"{number}{'th' if is_teen else ORDINALS.get(number % 10, 'th')}"


def _complete_publisher(entry: _Entry, texts: dict[str, Inlines]) -> None:
    for field in tables.PUBLISHERS:
        value = entry.get(field)
        if value and not (field == "howpublished" and URL.search(value)):
            texts.setdefault("publisher", latex_text.parse(value))
            if field == "howpublished" and entry.get(*tables.PUBLISHERS[:-1]):
                texts.setdefault("medium", latex_text.parse(value))
    _complete_places(entry, texts)


def _complete_places(entry: _Entry, texts: dict[str, Inlines]) -> None:
    """Add the places; BibLaTeX's `location` is a list with `and`, BibTeX's `address` is not."""
    address = entry.get("address")
    words = [word.strip() for word in entry.get("location").split(" and ") if word.strip()]
    places = "; ".join(tables.PHRASES.get(word.lower(), word) for word in words)
    if entry.type == "patent":
        texts["jurisdiction"] = latex_text.parse(places or address)
    elif address:
        texts["publisher-place"] = latex_text.parse(address)
        if places != address and entry.type in ("inproceedings", "conference", "proceedings"):
            # As the ACM exports it: where the publisher is, and where the conference was.
            texts.setdefault("event-place", latex_text.parse(places))
    else:
        texts["publisher-place"] = latex_text.parse(places)


def _complete_addresses(entry: _Entry, texts: dict[str, Inlines]) -> None:
    if doi := entry.get("doi"):
        texts["DOI"] = (Text(bare_doi(latex_text.verbatim(doi))),)
    how = entry.get("howpublished")
    if URL.search(how):
        texts.setdefault("URL", (Text(latex_text.verbatim(how)),))
    eprint = latex_text.verbatim(entry.get("eprint"))
    archive = entry.get("eprinttype", "archiveprefix").lower()
    if not archive and eprint[:1].isdigit() and entry.type not in tables.IN_JOURNALS:
        archive = "arxiv"
    if not eprint or not archive:
        return
    match archive:
        case "arxiv":
            _add_arxiv(ARXIV.sub(r"\1", eprint), texts)
        case "pubmed" | "pmid":
            texts.setdefault("PMID", (Text(eprint),))
        case "pmc" | "pmcid":
            texts.setdefault("PMCID", (Text(eprint),))
        case _ if archive in tables.ARCHIVES:
            texts.setdefault("URL", (Text(tables.ARCHIVES[archive].format(eprint)),))
        case _:
            texts.setdefault("archive", latex_text.parse(entry.get("eprinttype", "archiveprefix")))
            texts.setdefault("archive_location", (Text(eprint),))


def _add_arxiv(number: str, texts: dict[str, Inlines]) -> None:
    texts.setdefault("URL", (Text(tables.ARCHIVES["arxiv"].format(number)),))
    if "container-title" not in texts:
        texts.setdefault("publisher", (Text("arXiv"),))
        texts.setdefault("number", (Text(f"arXiv:{number}"),))


def _complete_kind(entry: _Entry, texts: dict[str, Inlines]) -> None:
    """Give theses and reports the words that their entry's type is."""
    if entry.get("type"):
        return
    if entry.type in ("mastersthesis", "phdthesis", "techreport"):
        texts["genre"] = (Text(tables.PHRASES[entry.type]),)


def _language(entry: _Entry) -> str | None:
    """Return the language of a work; `langidopts` may name a variant."""
    words = entry.get("langid", "language")
    if not words:
        return None
    variant = re.search(r"variant\s*=\s*\{?(\w+)", entry.get("langidopts"))
    if variant and variant[1].lower() in languages.NAMES:
        return languages.tag(variant[1])
    first = latex_text.plain(words.split(" and ")[0])
    return languages.tag(first.removeprefix("lang") if first.startswith("lang") else first)


def _names(entry: _Entry, ledger: Ledger) -> dict[str, tuple[Name, ...]]:
    names: dict[str, tuple[Name, ...]] = {}
    dropping = re.search(r"useprefix\s*=\s*false", entry.get("options")) is not None
    for field, variable in _name_fields(entry):
        people = bibtex_names.parse(entry.get(field), dropping=dropping)
        if people.names:
            names.setdefault(variable, people.names)
        if people.doubtful:
            ledger.warn(
                f"'{entry.key}': a name in {field} is empty or has too many commas",
                entry.location,
                "write Last, First and Last, First; an institution in braces: {World Bank}",
            )
    return names


def _name_fields(entry: _Entry) -> list[tuple[str, str]]:
    if entry.fields.keys().isdisjoint(tables.NAME_FIELDS):
        return []
    fields = {**tables.NAMES}
    for field in tables.EDITORS:
        kind = entry.get(f"{field}type").lower()
        if field == "editor" or kind in tables.EDITOR_TYPES:
            fields[field] = tables.EDITOR_TYPES.get(kind, "editor")
    return [(field, variable) for field, variable in fields.items() if entry.get(field)]


def _dates(entry: _Entry, ledger: Ledger) -> dict[str, Date]:
    found = {
        variable: _date_of_words(field, entry, ledger)
        for field, variable in tables.DATES.items()
        if entry.get(field)
    }
    if "accessed" not in found:
        for field in ("lastchecked", "lastaccessed"):
            date = dates.in_words(latex_text.plain(entry.get(field)))
            if date is not None:
                found["accessed"] = date
    if "original-date" not in found and entry.get("origyear"):
        found["original-date"] = _date_of_words("origyear", entry, ledger)
    issued = _issued(entry, ledger)
    if issued is not None:
        found["issued"] = issued
    return found


def _date_of_words(field: str, entry: _Entry, ledger: Ledger) -> Date:
    words = latex_text.verbatim(entry.fields[field]).strip().replace("--", "/")
    date = dates.parse(words)
    if date.literal and (other := dates.in_words(latex_text.plain(entry.fields[field]))):
        return other
    if (what := dates.doubt(words, date)) is not None:
        ledger.warn(f"'{entry.key}': {field}: {what}", entry.location, DATE_HINT)
    return date


def _issued(entry: _Entry, ledger: Ledger) -> Date | None:
    if entry.get("date"):
        return _date_of_words("date", entry, ledger)
    year = latex_text.plain(entry.get("year")).strip()
    if not year or year.lower().replace(" ", "") in dates.NO_DATE:
        return None
    date = _date_of_words("year", entry, ledger)
    month = latex_text.plain(entry.get("month")).strip()
    if date.start is None or date.start.month is not None or date.end is not None or not month:
        return date
    day = entry.get("day")
    whole = _with_months(date, BETWEEN_MONTHS.split(month), day if day.isdecimal() else "")
    if whole is None:
        ledger.warn(
            f"'{entry.key}': the month or the day is in no calendar and is left out",
            entry.location,
            "write month = aug or month = 8, day = 31",
        )
        return date
    return whole


def _with_months(date: Date, months: list[str], day: str) -> Date | None:
    """Return a year's date with its month, or two; None where the calendar has no such day."""
    if date.start is None:
        return None
    ends = []
    for words in months[:2]:
        month, day_in_it = dates.month_and_day(words)
        numbers = [date.start.year, *([month] if month else [])]
        last = day_in_it or (int(day[:2]) if day and len(months) == 1 else None)
        end = dates.day(*numbers, *([last] if last and month else []))
        if month is None or end is None:
            return None
        ends.append(end)
    return replace(date, start=ends[0], end=ends[1] if len(ends) > 1 else None)
