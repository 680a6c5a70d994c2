"""Dates as words of reference data: ISO 8601 and EDTF (ISO 8601-2, levels 0 and 1)."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.references import Date, Day

if TYPE_CHECKING:
    from collections.abc import Sequence

SIMPLE: Final = re.compile(r"Y?(-?\d{1,6})(?:-(\d{1,2}|XX)(?:-(\d{1,2}|XX))?)?(?:T.*)?")
SEASONS: Final = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
FIRST_SEASON, LAST_SEASON = 13, 16
FIRST_EDTF_SEASON, LAST_EDTF_SEASON = 21, 24
LAST_MONTH = 12
LEAP_YEAR: Final = 2000
DIGITS_OF_YEAR: Final = 4
UNSPECIFIED: Final = "XX"
OPEN_ENDS: Final = frozenset({"", ".."})
UNCERTAIN: Final = str.maketrans("", "", "~?%")


def parse(words: str) -> Date:
    """Return the date that the words stand for, or the words themselves as a literal.

    A range of years without an end becomes a literal with a dash ("2017–").
    """
    words = words.strip()
    certain = words.translate(UNCERTAIN)
    start, slash, end = certain.partition("/")
    first = _simple(start)
    if first is None:
        return Date(literal=words)
    circa = certain != words
    if not slash:
        return Date(first, circa=circa)
    last = _simple(end)
    if last is None and end.strip() not in OPEN_ENDS:
        return Date(literal=words)
    if last is None and first.month is None and first.year > 0:
        return Date(literal=f"{first.year}\N{EN DASH}", circa=circa)
    return Date(first, last, circa)


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
