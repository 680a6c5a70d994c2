"""The tagged format of the Web of Science, as its "plain text" exports have it.

A record is lines such as `AU Loach, PA` from `PT` to `ER`; a line that begins with spaces goes on
with the one before: another author, or more of a title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.problems import Location
from presswork.readers.references import dates, drafts, languages
from presswork.readers.references.drafts import Draft, name_of, rich
from presswork.readers.references.tagged import Record, with_fields

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger
    from presswork.references import Reference

LINE: Final = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)")
LISTS: Final = frozenset({"AU", "AF", "BA", "BE", "BF", "CA", "CR", "ED", "GP"})
"""Tags of which each line is a value of its own."""

TYPES: Final = {"B": "book", "J": "article-journal", "P": "patent", "S": "book"}
TEXTS: Final = {
    "TI": "title",
    "SE": "collection-title",
    "BS": "collection-number",
    "VL": "volume",
    "IS": "issue",
    "PU": "publisher",
    "PI": "publisher-place",
    "PG": "number-of-pages",
    "AB": "abstract",
    "CT": "event-title",
    "CL": "event-place",
    "DI": "DOI",
    "SN": "ISSN",
    "EI": "ISSN",
    "BN": "ISBN",
    "PM": "PMID",
    "PN": "number",
}


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the records of an export of the Web of Science, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    return drafts.finished(
        _draft(record, Location(path, record.line), ledger)
        for record in with_fields(_records(source), path, ledger)
    )


def _records(source: str) -> list[Record]:
    records: list[Record] = []
    current: Record | None = None
    tag = ""
    for number, line in enumerate(source.split("\n"), 1):
        match = LINE.match(line)
        if match is None:
            if current is not None and tag in LISTS and line.strip():
                current.begin(tag, line)
            elif current is not None:
                current.go_on(line)
            continue
        tag = match[1]
        if tag == "PT":
            current = Record(number)
            records.append(current)
        if tag in ("ER", "EF"):
            if current is not None:
                current.end()
            current = None
        elif current is not None:
            current.begin(tag, match[2] or "")
    if current is not None:
        current.end()
    return records


def _draft(record: Record, location: Location, ledger: Ledger) -> Draft:
    work = Draft(_type(record), location)
    for tag, variable in TEXTS.items():
        work.text(variable, rich(record.first(tag)))
    if work.type in ("chapter", "paper-conference", "article-journal"):
        work.text("container-title", rich(record.first("SO")))
        short = record.first("JI", "J9")
        if short != record.first("SO"):
            work.text("container-title-short", rich(short))
    else:
        work.text("title", rich(record.first("SO")))
    for tags, variable in (
        (("AF", "AU"), "author"),
        (("BF", "BA", "BE", "ED"), "editor"),
    ):
        for words in _fullest(record, tags):
            work.name(variable, name_of(words, bare_initials=True))
    for words in record.all("CA", "GP"):
        name = name_of(words)
        work.name("author", name)
    _add_date(work, record, ledger)
    _add_pages(work, record)
    if words := record.first("LA"):
        work.text("language", languages.tag(words))
    keywords = [
        word.strip()
        for words in record.all("DE", "ID")
        for word in words.split(";")
        if word.strip()
    ]
    work.text("keyword", ", ".join(dict.fromkeys(keywords)))
    work.text("archive_location", record.first("UT"))
    return work


def _type(record: Record) -> str:
    kinds = record.first("DT").lower()
    if record.first("PT")[:1].upper() == "P":
        return "patent"
    if "proceedings paper" in kinds and record.first("BN", "CT") and not record.first("VL"):
        return "paper-conference"
    if "book chapter" in kinds and record.first("PT")[:1].upper() != "J":
        return "chapter"
    return TYPES.get(record.first("PT")[:1].upper(), "article-journal")


def _fullest(record: Record, tags: tuple[str, ...]) -> list[str]:
    """Return the names of the first tag that has as many as any."""
    lists = [record.all(tag) for tag in tags]
    longest = max(map(len, lists), default=0)
    return next((names for names in lists if len(names) == longest), [])


def _add_date(work: Draft, record: Record, ledger: Ledger) -> None:
    year, day = record.first("PY"), record.first("PD")
    if not year:
        return
    date = dates.parse(year)
    if date.start is None:
        ledger.warn(f"'{year}' is no year and is shown as it stands", work.location)
    elif day:
        date = dates.of_year_and_months(date.start.year, day)
    work.date("issued", date)


def _add_pages(work: Draft, record: Record) -> None:
    start, end = record.first("BP"), record.first("EP")
    if start and end and start != end:
        work.text("page", f"{start}-{end}")
    else:
        work.text("page", start or end or record.first("AR"))
