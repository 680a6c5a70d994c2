"""Dates as words of reference data: ISO 8601, EDTF (ISO 8601-2), and what people write."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.references import Date, Day

if TYPE_CHECKING:
    from collections.abc import Sequence

SIMPLE: Final = re.compile(r"Y?(-?\d{1,6})(?:-(\d{1,2}|XX)(?:-(\d{1,2}|XX))?)?(?:T.*)?")
UNSPECIFIED_YEARS: Final = re.compile(r"(\d{1,3})([XxUu]{1,3})")
ABOUT: Final = re.compile(r"\s*(?:circa|ca?\.?|about)\s+(?=\d)|\s*\[\s*(?=\d)", re.IGNORECASE)
WORD: Final = re.compile(r"(\d+)(?:st|nd|rd|th)?|([^\W\d_]+)")
SEASONS: Final = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen",
            "feb fév fev",
            "mar mär mrz maa",
            "apr avr abr",
            "may mai mei mag",
            "jun juin giu",
            "jul juil lug",
            "aug aoû aou ago",
            "sep set",
            "oct okt out ott",
            "nov",
            "dec dez déc dic",
        ),
        1,
    )
    for name in names.split()
}
"""The first letters of months, in English and the languages that are told apart by them."""

NO_DATE: Final = frozenset({"nd", "n.d.", "n.d", "undated", "nodate", "s.a.", "s.d."})
"""Words that say that there is no date; styles have words of their own for it."""

FIRST_SEASON, LAST_SEASON = 13, 16
FIRST_EDTF_SEASON, LAST_EDTF_SEASON = 21, 24
LAST_MONTH = 12
LAST_DAY = 31
LEAP_YEAR: Final = 2000
DIGITS_OF_YEAR: Final = 4
UNSPECIFIED: Final = "XX"
OPEN_ENDS: Final = frozenset({"", ".."})
UNCERTAIN: Final = str.maketrans("", "", "~?%")
LONGEST: Final = 100
"""The length, in characters, from which on words are no date."""


def parse(words: str) -> Date:
    """Return the date that the words stand for, or the words themselves as a literal.

    A range of years without an end becomes a literal with a dash ("2017–").
    """
    words = words.strip()
    if len(words) > LONGEST:
        return Date(literal=words)
    certain = ABOUT.sub("", words).rstrip("]") if ABOUT.match(words) else words
    certain = certain.translate(UNCERTAIN)
    circa = certain != words
    start, slash, end = certain.partition("/")
    if not slash and (decade := UNSPECIFIED_YEARS.fullmatch(certain.strip())) is not None:
        return _unspecified(decade, words, circa=circa)
    first, last = _simple(start), _simple(end)
    if first is None:
        if last is not None and start.strip() in OPEN_ENDS and slash:
            return Date(literal=f"\N{EN DASH}{end.strip()}", circa=circa)
        return Date(literal=words)
    if not slash:
        return Date(first, circa=circa)
    if last is None and end.strip() not in OPEN_ENDS:
        return Date(literal=words)
    if last is None and first.month is None and first.year > 0:
        return Date(literal=f"{first.year}\N{EN DASH}", circa=circa)
    return Date(first, last, circa)


def _unspecified(match: re.Match[str], words: str, *, circa: bool) -> Date:
    """Return the years that `199X` leaves open."""
    known, open_digits = match.groups()
    if len(known) + len(open_digits) != DIGITS_OF_YEAR:
        return Date(literal=words)
    scale = 10 ** len(open_digits)
    first = int(known) * scale
    return Date(Day(first), Day(first + scale - 1), circa)


def in_words(words: str) -> Date | None:
    """Return the date in words such as "14 May 2012", "May 14, 2012" or "Aug 2013"; or None."""
    if len(words) > LONGEST:
        return None
    numbers: list[int] = []
    year = month = None
    for digits, word in WORD.findall(words):
        if len(digits) == DIGITS_OF_YEAR and year is None:
            year = int(digits)
        elif digits:
            numbers.append(int(digits[:6]))
        elif (found := _month_of(word)) is not None:
            if month is not None:
                return None
            month = found
        elif word.lower() not in ("of", "the", "de", "accessed", "on"):
            return None
    if year is None or month is None or len(numbers) > 1:
        return None
    start = day(year, month, *numbers)
    return Date(start) if start else None


def month_and_day(words: str) -> tuple[int | None, int | None]:
    """Return the month, and the day if it is given, of "8", "aug", "14 May" or "July 30th"."""
    if len(words) > LONGEST:
        return None, None
    month = day_of_month = None
    for digits, word in WORD.findall(words):
        if word and month is None:
            month = _month_of(word)
        elif digits and day_of_month is None:
            day_of_month = int(digits[:4])
    if month is None and day_of_month is not None:
        return (day_of_month, None) if 1 <= day_of_month <= LAST_MONTH else (None, None)
    return month, day_of_month


def of_year_and_months(year: int, words: str) -> Date:
    """Return the date of a year and "Apr 5", "JUN 8", "Jan-Feb", "Winter" or nothing."""
    ends = [
        nearest([year, month, *([number] if number else [])])
        for month, number in map(month_and_day, words.split("-", 1))
        if month
    ]
    return Date(ends[0] if ends else Day(year), ends[1] if len(ends) > 1 else None)


def _month_of(word: str) -> int | None:
    lowered = word.lower()
    return MONTHS.get(lowered[:4]) or MONTHS.get(lowered[:3]) or SEASONS.get(lowered)


def doubt(words: str, date: Date) -> str | None:
    """Return what a date that was read leaves unsaid of its words; None where nothing.

    Words without figures ("in press") are taken as they are meant.
    """
    if date.literal:
        meant = date.literal != words or not any(sign.isdecimal() for sign in words)
        return None if meant else f"'{words}' is no date and is shown as it stands"
    if "/" in words and date.end is None:
        return f"the range '{words}' has no end, and only its beginning is shown"
    return None


def _simple(words: str) -> Day | None:
    """Return a day of ISO 8601, in which the year 0000 is the first before the common era."""
    match = SIMPLE.fullmatch(words.strip())
    if match is None:
        return None
    parts = [part for part in match.groups() if part not in (None, UNSPECIFIED)]
    year = int(parts[0])
    if year <= 0 and len(parts[0].lstrip("-")) >= DIGITS_OF_YEAR:
        year -= 1
    month = int(parts[1]) if len(parts) > 1 else None
    if month is not None and LAST_MONTH < month <= LAST_SEASON:
        return None
    return day(year, month, *map(int, parts[2:]))


def day(year: int, month: int | None = None, day_of_month: int | None = None) -> Day | None:
    """Return a day as far as it is given, or None where the calendar has no such day."""
    if month is None:
        return Day(year)
    if FIRST_EDTF_SEASON <= month <= LAST_EDTF_SEASON:
        month += FIRST_SEASON - FIRST_EDTF_SEASON
    if not 1 <= month <= LAST_SEASON:
        return None
    if day_of_month is None or month > LAST_MONTH:
        return Day(year, month)
    _, last = calendar.monthrange(LEAP_YEAR, month)
    return Day(year, month, day_of_month) if 1 <= day_of_month <= last else None


def nearest(parts: Sequence[int]) -> Day | None:
    """Return as much of year, month and day as the calendar has."""
    for count in range(len(parts), 0, -1):
        if found := day(*parts[:count]):
            return found
    return None


def with_season(date: Date, season: str) -> Date:
    """Return a date whose year has a season, given as 1 to 4 or as its word."""
    month = season_month(season)
    if month is None or date.start is None or date.start.month is not None:
        return date
    return replace(date, start=Day(date.start.year, month))


def season_month(season: str) -> int | None:
    """Return the number from 13 on that stands for a season, given as 1 to 4 or as its word."""
    if season in ("1", "2", "3", "4"):
        return FIRST_SEASON - 1 + int(season)
    if season in ("13", "14", "15", "16"):
        return int(season)
    return SEASONS.get(season.strip().lower())
