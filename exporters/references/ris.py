"""References as RIS, with the tags that Zotero and EndNote write for each type."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exporters.references import Written
from presswork import csl_text
from presswork.inlines import NoCase, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.inlines import Inline, Inlines
    from presswork.references import Date, Day, Name, Reference

TYPES: Final = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "POD",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "BOOK",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "event": "GEN",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "INTV",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "performance": "GEN",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
TEXTS: Final = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "container-title-short": "J2",
    "collection-title": "T3",
    "volume": "VL",
    "number-of-volumes": "NV",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "DOI": "DO",
    "URL": "UR",
    "ISSN": "SN",
    "ISBN": "SN",
    "abstract": "AB",
    "annote": "N1",
    "call-number": "CN",
    "language": "LA",
    "archive_location": "AN",
    "source": "DB",
    "reviewed-title": "RI",
}
"""The tags of variables; what `_special` says of a type comes before."""

NAMES: Final = {
    "author": "AU",
    "editor": "A2",
    "collection-editor": "A3",
    "translator": "A4",
}
JOURNALS: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "review"}
)
PARTS: Final = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
WITH_SERIES: Final = frozenset({"book", "report", "map", "software"})
"""Types whose second title is that of their series."""

NUMBERED: Final = frozenset(
    {"bill", "legislation", "patent", "report", "standard", "regulation", "hearing", "legal_case"}
)
GENRE_TYPES: Final = frozenset(
    {"article", "document", "figure", "graphic", "manuscript", "map", "motion_picture"}
) | {"personal_communication", "report", "song", "speech", "thesis", "webpage", "post-weblog"}
COUNTED: Final = frozenset({"book", "classic", "thesis", "report", "pamphlet", "manuscript"})
PAGES: Final = re.compile(r"([^\s,;-]+)-([^\s,;-]+)")
ENTITY: Final = re.compile(r"&(?=#?\w+;)")
SEASONS: Final = {13: "Spring", 14: "Summer", 15: "Autumn", 16: "Winter"}
LAST_MONTH: Final = 12


@dataclass(slots=True)
class _Record:
    """One record while it is written.

    Args:
        lines: so far.
        left_out: variables that no tag holds.
    """

    lines: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(self, tag: str, value: str) -> None:
        self.lines.append(f"{tag}  - {' '.join(value.split())}")


def write(references: Iterable[Reference]) -> Written:
    """Return the records."""
    left_out: dict[str, list[Reference]] = {}
    records: list[str] = []
    for reference in references:
        record = _record(reference)
        records.append("\n".join(record.lines))
        for variable in record.left_out:
            left_out.setdefault(variable, []).append(reference)
    text = "\n\n".join(records)
    return Written(text + "\n" if text else "", {k: tuple(v) for k, v in left_out.items()})


def _record(reference: Reference) -> _Record:
    record = _Record()
    record.add("TY", TYPES.get(reference.type, "GEN"))
    record.add("ID", reference.key)
    for variable, people in reference.names.items():
        tag = _tag_of_names(variable, reference)
        if tag is None:
            record.left_out.append(variable)
            continue
        for name in people:
            record.add(tag, _name(name))
    for variable, date in reference.dates.items():
        _add_date(record, variable, date)
    for variable, text in reference.texts.items():
        _add_text(record, variable, text, reference)
    record.lines.append("ER  - ")
    return record


def _tag_of_names(variable: str, reference: Reference) -> str | None:
    match variable, reference.type:
        case "interviewer", "interview":
            return "A2"
        case "recipient", "personal_communication":
            return "A2"
        case "editor", "report":
            return "ED"
        case "editor", "book" if "collection-editor" in reference.names:
            return "A3"
        case "collection-editor", "book" | "report":
            return "A2"
        case "contributor", "paper-conference" | "motion_picture":
            return "A4"
        case "translator", "paper-conference" | "motion_picture":
            return None
        case _:
            return NAMES.get(variable)


def _name(name: Name) -> str:
    if name.literal:
        return "et al." if name.literal == "others" else name.literal
    particles = (name.dropping_particle, name.non_dropping_particle, name.family)
    family = " ".join(part for part in particles if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _add_date(record: _Record, variable: str, date: Date) -> None:
    match variable:
        case "issued":
            year = str(date.start.year) if date.start else date.literal
            record.add("PY", year)
            if date.start and date.start.month is not None:
                record.add("DA", _day(date.start))
        case "accessed":
            record.add("Y2", _day(date.start) if date.start else date.literal)
        case _:
            record.left_out.append(variable)


def _day(day: Day) -> str:
    if day.month is not None and day.month > LAST_MONTH:
        return f"{day.year}///{SEASONS.get(day.month, '')}"
    month = f"{day.month:02}" if day.month is not None else ""
    number = f"{day.day:02}" if day.day is not None else ""
    return f"{day.year:04}/{month}/{number}/"


def _add_text(record: _Record, variable: str, text: Inlines, reference: Reference) -> None:
    value = _tagged(text)
    if variable == "citation-key" and value == reference.key:
        return
    if variable == "keyword":
        for word in value.split(","):
            record.add("KW", word.strip())
    elif variable == "PMID" and not {"archive_location", "source"} & set(reference.texts):
        record.add("AN", value)
        record.add("DB", "PubMed")
    elif variable == "page":
        _add_pages(record, value)
    elif (tag := _special(variable, reference)) is not None or (
        (tag := TEXTS.get(variable)) is not None and not _is_taken(variable, reference)
    ):
        record.add(tag, value)
    else:
        record.left_out.append(variable)


def _special(variable: str, reference: Reference) -> str | None:
    """Return the tag that a variable has in works of one type."""
    match variable:
        case "issue" if reference.type in JOURNALS:
            return "IS"
        case "number" if reference.type not in JOURNALS | PARTS and not (
            reference.type == "book" and "collection-title" in reference.texts
        ):
            return "IS"
        case "collection-number" if reference.type in PARTS | {"book", "paper-conference"}:
            return "IS" if "collection-title" in reference.texts else None
        case "collection-title" if reference.type in WITH_SERIES:
            return "T2"
        case "container-title" if "event-title" in reference.texts and _is_paper(reference):
            return "C3"
        case "event-title" if _is_paper(reference) and "container-title" in reference.texts:
            return "T2"
        case "publisher-place" if "event-place" in reference.texts and _is_paper(reference):
            return "C1"
        case "event-place" if _is_paper(reference) and "publisher-place" in reference.texts:
            return "CY"
        case "number-of-pages" if reference.type in COUNTED and "page" not in reference.texts:
            return "SP"
        case "section" if reference.type in NUMBERED | {"article-newspaper"}:
            return "SE"
        case "chapter-number" if reference.type in PARTS:
            return "SE"
        case "genre" if reference.type in GENRE_TYPES:
            return "M3"
        case "version" if reference.type == "software":
            return "ET"
        case "PMCID" if reference.type in JOURNALS:
            return "C2"
        case _:
            return None


def _is_paper(reference: Reference) -> bool:
    return reference.type == "paper-conference"


def _is_taken(variable: str, reference: Reference) -> bool:
    """Tell whether a variable's usual tag means something else in works of this type."""
    if variable in ("container-title", "container-title-short"):
        return reference.type in WITH_SERIES
    return variable == "edition" and reference.type == "software"


def _add_pages(record: _Record, value: str) -> None:
    match = PAGES.fullmatch(value)
    if match is None:
        record.add("SP", value)
    else:
        record.add("SP", match[1])
        record.add("EP", match[2])


def _tagged(text: Inlines) -> str:
    """Return a text with the tags that reference managers know in RIS, too."""

    def without_nocase(inline: Inline) -> Inlines | None:
        return rewrite(inline.children, without_nocase) if isinstance(inline, NoCase) else None

    return ENTITY.sub("&amp;", csl_text.write(rewrite(text, without_nocase)))
