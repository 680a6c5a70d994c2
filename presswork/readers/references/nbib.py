"""PubMed's nbib files, which are MEDLINE's tagged format.

After the National Library of Medicine's "MEDLINE/PubMed Data Element Descriptions". A record is
lines such as `FAU - Brinjikji, Waleed` from `PMID` on; a line that begins with spaces goes on with
the one before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.problems import Location
from presswork.readers.references import dates, drafts, languages
from presswork.readers.references.drafts import Draft, name_of, rich
from presswork.readers.references.tagged import Record
from presswork.references import Date

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger
    from presswork.references import Reference

LINE: Final = re.compile(r"([A-Z]{2,4}) *- ?(.*)")
ISSN: Final = re.compile(r"\d{4}-\d{3}[\dXx]")
YEAR: Final = re.compile(r"\d{4}")
BOOKS: Final = frozenset({"book", "books", "book chapter", "section"})
TEXTS: Final = {
    "VI": "volume",
    "IP": "issue",
    "AB": "abstract",
    "PMID": "PMID",
    "PMC": "PMCID",
    "PB": "publisher",
    "EN": "edition",
    "CTI": "collection-title",
    "VTI": "volume-title",
}
TITLES: Final = {"TI": "title", "BTI": "container-title", "TT": "original-title"}
AHEAD_OF_PRINT: Final = "aheadofprint"


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the records of an nbib text, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    return drafts.finished(
        _draft(record, Location(path, record.line), ledger) for record in _records(source)
    )


def _records(source: str) -> list[Record]:
    records: list[Record] = []
    current: Record | None = None
    ended = True
    for number, line in enumerate(source.split("\n"), 1):
        match = LINE.match(line)
        if match is None:
            ended = ended or not line.strip()
            if current is not None:
                current.go_on(line)
            continue
        tag, value = match.groups()
        if current is None or tag == "PMID" or (ended and tag == "OWN"):
            if current is not None:
                current.end()
            current = Record(number)
            records.append(current)
        ended = False
        current.begin(tag, value)
    if current is not None:
        current.end()
    return records


def _draft(record: Record, location: Location, ledger: Ledger) -> Draft:
    work = Draft(_type(record), location)
    for tag, variable in TITLES.items():
        work.text(variable, rich(_title(record.first(tag))))
    for tag, variable in TEXTS.items():
        work.text(variable, rich(record.first(tag)))
    if work.type == "article-journal":
        work.text("container-title", rich(record.first("JT", "TA")))
        if record.first("TA") != record.first("JT"):
            work.text("container-title-short", rich(record.first("TA")))
    else:
        work.text("publisher-place", rich(record.first("PL")))
    _add_names(work, record)
    _add_dates(work, record, ledger)
    _add_identifiers(work, record)
    if words := record.first("LA"):
        work.text("language", languages.tag(words))
    work.text("page", record.first("PG").split(";")[0].strip())
    work.text("keyword", ", ".join(dict.fromkeys(record.all("OT", "MH"))))
    if record.first("PST").lower() == AHEAD_OF_PRINT:
        work.text("status", "ahead of print")
    return work


def _type(record: Record) -> str:
    kinds = {kind.lower() for kind in record.all("PT")}
    if kinds & BOOKS or record.first("BTI"):
        return "chapter" if record.first("TI") and record.first("BTI") else "book"
    if "preprint" in kinds and not record.first("VI"):
        return "article"
    return "article-journal"


def _title(words: str) -> str:
    """Return a title without the stop at its end, and the brackets of a translated one."""
    bare = words.removesuffix(".")
    if bare.startswith("[") and bare.endswith("]"):
        return bare[1:-1].removesuffix(".")
    return bare


def _add_names(work: Draft, record: Record) -> None:
    for full, short, variable in (("FAU", "AU", "author"), ("FED", "ED", "editor")):
        names = record.all(full)
        if len(names) < len(record.all(short)):
            names = record.all(short)
        for words in names:
            work.name(variable, name_of(words, bare_initials=True))
    for words in record.all("CN"):
        work.name("author", name_of(words.replace(",", " ")))


def _add_dates(work: Draft, record: Record, ledger: Ledger) -> None:
    """Add the dates: `DP` is `2018 Apr 5`, `2018 Jan-Feb` or `2018 Winter`."""
    if words := record.first("DP"):
        year, _, rest = words.partition(" ")
        if not YEAR.fullmatch(year):
            found = YEAR.search(words)
            year, rest = (found[0], "") if found else ("", "")
        if year:
            work.date("issued", dates.of_year_and_months(int(year), rest))
        else:
            ledger.warn(f"'{words}' is no date and is shown as it stands", work.location)
            work.date("issued", Date(literal=words))
    day_online = record.first("DEP")
    if len(day_online) == 8 and day_online.isdecimal():  # noqa: PLR2004 - 20170728
        numbers = [int(day_online[:4]), int(day_online[4:6]), int(day_online[6:])]
        work.date("available-date", Date(dates.nearest(numbers)))


def _add_identifiers(work: Draft, record: Record) -> None:
    for words in record.all("LID", "AID"):
        value, _, kind = words.removesuffix("]").rpartition("[")
        value = value.strip()
        if kind == "doi":
            work.text("DOI", value)
        elif kind == "pii" and "page" not in work.texts and not record.first("PG"):
            work.text("page", value if value[:1].lower() == "e" else "")
    for kind in ("Print", "Linking", "Electronic", ""):
        for words in record.all("IS"):
            if kind in words and (issn := ISSN.search(words)):
                work.text("ISSN", issn[0])
    work.text("ISBN", record.first("ISBN").split(" ")[0])
