"""What the tags of RIS mean, which EndNote's XML and refer have under other names.

After the specification of Reference Manager, EndNote's table of types and fields, and what Zotero
writes and reads: tags mean one thing in a book and another in an article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.identifiers import bare_doi
from presswork.inlines import plain_text
from presswork.readers.references import dates, languages, ris_types
from presswork.readers.references.drafts import Draft, keywords, name_of
from presswork.readers.references.word_lists import words
from presswork.references import Date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presswork.inlines import Inlines
    from presswork.problems import Ledger, Location

KNOWN: Final = words(
    """A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP
    ER ET H1 H2 ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI
    RN RP SE SN SP ST SV T1 T2 T3 TA TI TT TY U1 U2 U3 U4 U5 UR VL VO WP WT WV Y1 Y2"""
)
JOURNALS: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical"}
)
PARTS: Final = frozenset(
    {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
)
WHOLE: Final = frozenset({"book", "classic", "thesis", "report", "pamphlet", "manuscript"})
"""Works whose pages are counted, not named."""

NUMBERED: Final = frozenset(
    {"bill", "legislation", "patent", "report", "standard", "regulation", "hearing", "legal_case"}
)
GENRE_TYPES: Final = words(
    """article document figure graphic manuscript map motion_picture personal_communication report
    song speech thesis webpage post-weblog"""
)
ISSN: Final = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
ISBN: Final = re.compile(r"\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")
PAGES: Final = re.compile(r"[\divxlcIVXLC]+\s*(?:p\.?|pp\.?|pages)?")
BETWEEN_PAGES: Final = re.compile(r"\s*[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]\s*|\s*--+\s*")
BETWEEN_URLS: Final = re.compile(r"\s*;\s*(?=https?:|ftp:|www\.)|\s+(?=https?:)")
DOI: Final = re.compile(r"10\.\d{3,9}/\S+")
DATE: Final = re.compile(r"\s*(-?\d{3,6})\s*(?:/([^/]*))?(?:/([^/]*))?(?:/(.*))?")


class _Fields:
    """The fields of a record by their tags.

    Args:
        fields: each with its values in their order.
    """

    def __init__(self, fields: Mapping[str, Sequence[Inlines]]) -> None:
        self._fields = fields

    def first(self, *tags: str) -> Inlines:
        """Return the first value of some tags that is not empty."""
        for tag in tags:
            for value in self._fields.get(tag, ()):
                if value:
                    return value
        return ()

    def plain(self, *tags: str) -> str:
        """Return the first value of some tags, without formats."""
        value = self.first(*tags)
        return plain_text(value).strip() if value else ""

    def all(self, *tags: str) -> list[str]:
        """Return all values of some tags, without formats."""
        return [
            words
            for tag in tags
            if tag in self._fields
            for value in self._fields[tag]
            if (words := plain_text(value).strip())
        ]


def draft(
    type_: str, values: Mapping[str, Sequence[Inlines]], location: Location, ledger: Ledger
) -> Draft:
    """Return what a record says.

    Args:
        type_: RIS's code of its type, or EndNote's name for it.
        values: of its tags, each with its values in their order.
        location: where it stands.
        ledger: takes what is doubtful.
    """
    code = ris_types.code(type_)
    if code is None:
        ledger.warn(
            f"'{type_}' is no type of RIS" if type_ else "a record has no type",
            location,
            "it is taken for GEN, a document of any kind",
        )
        code = "GEN"
    fields = _Fields(values)
    work = Draft(ris_types.CODES[code], location, key=fields.plain("ID", "LB"))
    _add_titles(work, fields, code)
    _add_names(work, fields, code)
    _add_dates(work, fields, ledger)
    _add_numbers(work, fields)
    _add_identifiers(work, fields)
    _add_rest(work, fields)
    return work


def _add_titles(work: Draft, fields: _Fields, code: str) -> None:
    work.text("title", fields.first("TI", "T1", "CT"))
    if work.type in JOURNALS:
        full = fields.first("JF", "T2", "JO", "BT", "JA", "J2", "J1")
        work.text("container-title", full)
        work.text("container-title-short", fields.first("JA", "J2", "J1"))
        if fields.plain("JO") != plain_text(full):
            work.text("container-title-short", fields.first("JO"))
        work.text("collection-title", fields.first("T3"))
    elif work.type == "paper-conference":
        if fields.first("C3") or code == "CPAPER":
            work.text("event-title", fields.first("T2"))
        work.text("container-title", fields.first("C3", "BT", "T2", "JF", "JO", "JA"))
        work.text("collection-title", fields.first("T3"))
    elif work.type in PARTS:
        work.text("container-title", fields.first("BT", "T2", "JF", "JO", "J2", "JA"))
        work.text("collection-title", fields.first("T3"))
    elif work.type in ("book", "report", "map", "software"):
        work.text("title", fields.first("BT"))
        work.text("collection-title", fields.first("T2", "T3", "JF", "JO"))
    else:
        work.text("title", fields.first("BT"))
        work.text("container-title", fields.first("T2", "JF", "JO", "J2", "JA"))
        work.text("collection-title", fields.first("T3"))
    if "title" in work.texts:
        work.text("title-short", fields.first("ST"))
    work.text("title", fields.first("ST"))


def _add_names(work: Draft, fields: _Fields, code: str) -> None:
    second = "editor"
    if code == "INTV":
        second = "interviewer"
    elif work.type == "personal_communication":
        second = "recipient"
    elif work.type == "report" or (work.type == "book" and fields.first("A3")):
        second = "collection-editor"
    third = "editor" if second == "collection-editor" else "collection-editor"
    first = "editor" if code == "EDBOOK" else "author"
    fourth = "contributor" if work.type in ("paper-conference", "motion_picture") else "translator"
    for tags, variable in (
        (("AU", "A1"), first),
        (("A2",), second),
        (("ED",), "editor"),
        (("A3",), third),
        (("A4", "TA"), fourth),
    ):
        for given in fields.all(*tags):
            work.name(variable, name_of(given))


def _add_dates(work: Draft, fields: _Fields, ledger: Ledger) -> None:
    found = [
        date
        for tag in ("PY", "Y1", "DA")
        if (given := fields.plain(tag)) and (date := _date(given)) is not None
    ]
    given = fields.plain("PY", "Y1", "DA")
    if found:
        work.date("issued", _with_month(_most_exact(found), fields.plain("DA")))
    if given and "issued" not in work.dates:
        if given.lower().replace(" ", "") not in dates.NO_DATE:
            work.date("issued", Date(literal=given))
        if any(sign.isdecimal() for sign in given):
            ledger.warn(
                f"'{given}' is no date and is shown as it stands",
                work.location,
                "write it as RIS has it: 2023/04/01/",
            )
    if (given := fields.plain("Y2")) and (date := _date(given)) is not None:
        work.date("accessed", date)


def _most_exact(found: list[Date]) -> Date:
    """Return the first date, or one of the same year that says the month or the day, too."""
    best = found[0]
    for date in found[1:]:
        if date.start is None or best.start is None or date.start.year != best.start.year:
            continue
        known = (date.start.month is not None) + (date.start.day is not None)
        if known > (best.start.month is not None) + (best.start.day is not None):
            best = date
    return best


def _with_month(date: Date, given: str) -> Date:
    """Return a year's date with the month and day that EndNote gives apart: "Apr 12"."""
    if date.start is None or date.start.month or date.end or not given or date.circa:
        return date
    year = date.start.year
    return date if str(year) in given else dates.of_year_and_months(year, given)


def _date(given: str) -> Date | None:
    """Return a date of RIS, `2004/03/12/Spring` with any part but the year empty; or another."""
    match = DATE.fullmatch(given)
    if match is None:
        date = dates.parse(given)
        return date if date.start is not None else dates.in_words(given)
    year, month, day, other = ((part or "").strip() for part in match.groups())
    number, day_in_month = dates.month_and_day(month) if month else (None, None)
    days = int(day[:3]) if day.isdecimal() else day_in_month
    numbers = [int(year), *([number] if number else [])]
    date = Date(dates.nearest([*numbers, *([days] if number and days else [])]))
    return dates.with_season(date, other)


def _add_numbers(work: Draft, fields: _Fields) -> None:
    work.text("volume", fields.first("VL", "VO"))
    work.text("version" if work.type == "software" else "edition", fields.first("ET"))
    work.text("number-of-volumes", fields.first("NV"))
    number = fields.first("IS", "CP", "M1") if work.type in JOURNALS else fields.first("IS", "M1")
    if work.type in JOURNALS:
        work.text("issue", fields.first("IS", "CP"))
    elif work.type in NUMBERED:
        work.text("number", number)
    elif work.type in PARTS | {"book"}:
        has_series = "collection-title" in work.texts
        work.text("collection-number" if has_series else "number", number)
    else:
        work.text("number", number)
    if work.type == "article-newspaper" or work.type in NUMBERED:
        work.text("section", fields.first("SE"))
    elif work.type in PARTS:
        work.text("chapter-number", fields.first("SE"))
    _add_pages(work, fields)


def _add_pages(work: Draft, fields: _Fields) -> None:
    start = BETWEEN_PAGES.sub("-", fields.plain("SP"))
    end = BETWEEN_PAGES.sub("-", fields.plain("EP"))
    if start and end and "-" not in start and end != start:
        work.text("page", end if end.startswith(f"{start}-") else f"{start}-{end}")
    elif work.type in WHOLE and PAGES.fullmatch(start) and not end:
        work.text("number-of-pages", start)
    else:
        work.text("page", start or end or fields.plain("C7"))


def _add_identifiers(work: Draft, fields: _Fields) -> None:
    for given in fields.all("DO", "DI", "M3", "L3"):
        if (doi := _doi_in(given)) is not None:
            work.text("DOI", doi)
    urls = [url for given in fields.all("UR") for url in BETWEEN_URLS.split(given)]
    for url in urls:
        doi = bare_doi(url)
        if doi != url and doi.startswith("10."):
            work.text("DOI", doi)
    for url in [*urls, *fields.all("LK", "L2", "L1")]:
        if url.lower().startswith(("http:", "https:", "ftp:", "www.")):
            work.text("URL", url)
    for given in fields.all("SN"):
        if (issn := ISSN.search(given)) and not ISBN.search(given):
            work.text("ISSN", issn[0])
        elif isbn := ISBN.search(given):
            work.text("ISBN", isbn[0])
        elif work.type in JOURNALS:
            work.text("ISSN", given)
        else:
            work.text("number" if work.type in NUMBERED else "ISBN", given)
    if fields.plain("C2").upper().startswith("PMC") and work.type in JOURNALS:
        work.text("PMCID", fields.plain("C2"))
    accession, database = fields.plain("AN"), fields.plain("DB", "DP")
    if accession.isdecimal() and database.lower() in ("pubmed", "medline", "nlm"):
        work.text("PMID", accession)
        return
    if accession:
        work.text("archive_location", accession)
    work.text("source", database)


def _doi_in(words: str) -> str | None:
    match = DOI.search(words)
    return match[0].rstrip(".,;)]") if match else None


def _add_rest(work: Draft, fields: _Fields) -> None:
    work.text("abstract", fields.first("AB", "N2"))
    work.text("annote", fields.first("N1", "RN"))
    work.text("call-number", fields.first("CN"))
    work.text("publisher", fields.first("PB"))
    if work.type == "paper-conference" and fields.first("C1"):
        work.text("event-place", fields.first("CY"))
        work.text("publisher-place", fields.first("C1"))
    work.text("publisher-place", fields.first("CY", "PP"))
    work.text("reviewed-title", fields.first("RI"))
    if work.type in GENRE_TYPES and not _doi_in(fields.plain("M3")):
        work.text("genre", fields.first("M3"))
    if given := fields.plain("LA"):
        work.text("language", languages.tag(given))
    work.text("keyword", keywords(fields.all("KW")))
