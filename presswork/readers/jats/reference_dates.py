"""The dates of a citation: when a work came out, and when it was looked at."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from presswork.readers.jats.elements import attribute, child, children, descendants, text_of
from presswork.references import Date, Day

if TYPE_CHECKING:
    from lxml import etree

_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_RANGE: Final = re.compile(r"(1[4-9]\d\d|20\d\d)\s*[-\u2013/]\s*(1[4-9]\d\d|20\d\d|\d\d)")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_SEASONS: Final = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
_DAY_IN_WORDS: Final = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+)?([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?"
    r"((?:19|20)\d\d)"
)
_MONTH_NAME: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR_FIRST: Final = re.compile(
    rf"((?:19|20)\d\d)(?:[-/ ]([A-Za-z]{{3,9}}|\d{{1,2}})\.?[-/ ](\d{{1,2}})(?!\d)"
    rf"| ({_MONTH_NAME}))",
    re.IGNORECASE,
)
ACCESSED: Final = re.compile(
    r"(?:last )?(?:accessed|cited|retrieved|viewed|consulted|visited|access date)\W*(?:on|at)?\W*"
    r"(?:[\w.,/-]+\s+){0,3}?[\w.,-]*?(?:19|20)\d\d[-/.\w]*"
    rf"(?:\s+{_MONTH_NAME}(?:\s+\d{{1,2}}(?!\d))?)?",
    re.IGNORECASE,
)
"""When a work was looked at, in the words of a citation."""
_CENTURY: Final = 100


def issued_of(citation: etree._Element) -> Date | None:
    """Return when a work came out; None where nothing says it."""
    for holder in [*children(citation, "date"), citation]:
        year = child(holder, "year")
        if year is not None:
            return _date(year, holder)
    for words in children(citation, "string-date", "date"):
        if found := _YEAR.search(text_of(words)):
            return day_in(text_of(words)) or Date(Day(int(found[1])))
    tagged = next(iter(descendants(citation, "year")), None)
    if tagged is not None:
        return _date(tagged, citation)
    if any(True for _ in children(citation, "article-title", "source", "person-group")):
        return None
    years = _YEAR.findall(text_of(citation))
    return Date(Day(int(years[0]))) if len(set(years)) == 1 else None


def _date(year: etree._Element, holder: etree._Element) -> Date:
    words = text_of(year).strip(" .,;()")
    iso = attribute(year, "iso-8601-date")
    if span := _RANGE.fullmatch(words):
        start = int(span[1])
        end = int(span[2])
        end += start // _CENTURY * _CENTURY if end < _CENTURY else 0
        return Date(Day(start), Day(end)) if end > start else Date(Day(start))
    found = _YEAR.search(words) or _YEAR.search(iso)
    if not found:
        return Date(literal=words)
    month = _month(text_of(child(holder, "month")) or text_of(child(holder, "season")))
    day = text_of(child(holder, "day")).strip(" .,;")
    return Date(_day(int(found[1]), month, int(day) if day.isdecimal() else None))


def _day(year: int, month: int | None, day: int | None) -> Day:
    """Return as much of a date as the calendar has."""
    if month is None or day is None or month > len(_MONTHS):
        return Day(year, month)
    try:
        datetime.date(year, month, day)
    except ValueError:
        return Day(year, month)
    return Day(year, month, day)


def _month(words: str) -> int | None:
    words = words.strip(" .,;").lower()
    if words.isdecimal():
        return int(words) if 1 <= int(words) <= len(_MONTHS) else None
    if words in _SEASONS:
        return _SEASONS[words]
    start = words[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else None


def day_in(text: str) -> Date | None:
    """Return the date that stands in words; None where none does.

    For example `12 May 2013`, `2013 May 12` and `2013-05-12`.
    """
    if found := _YEAR_FIRST.search(text):
        last = int(found[3]) if found[3] else None
        return Date(_day(int(found[1]), _month(found[2] or found[4]), last))
    for found in _DAY_IN_WORDS.finditer(text):
        month = _month(found[2])
        if month is not None:
            day = found[1] or found[3]
            return Date(_day(int(found[4]), month, int(day) if day else None))
    return None


def accessed_in(citation: etree._Element) -> Date | None:
    """Return when a work was looked at; None where nothing says it."""
    for each in children(citation, "date-in-citation", "access-date", "time-stamp"):
        kind = attribute(each, "content-type").lower()
        if kind and "access" not in kind and kind != "date-in-citation":
            continue
        year = child(each, "year")
        iso = attribute(each, "iso-8601-date")
        found = day_in(iso) or day_in(text_of(each))
        if found is None and year is not None:
            found = _date(year, each)
        if found:
            return found
    for each in [*children(citation, "comment"), citation]:
        if (said := ACCESSED.search(text_of(each))) and (found := day_in(said[0])):
            return found
    return None
