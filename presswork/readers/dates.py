"""Dates as words of reference data: ISO 8601 and the simple forms of EDTF (ISO 8601-2, level 1)."""

from __future__ import annotations

import re
from typing import Final

from presswork.references import Date, Day

SIMPLE: Final = re.compile(r"(-?\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
SEASONS: Final = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
FIRST_SEASON, LAST_SEASON = 13, 16
FIRST_EDTF_SEASON, LAST_EDTF_SEASON = 21, 24
LAST_MONTH, LAST_DAY = 12, 31
OPEN_ENDS: Final = frozenset({"", ".."})
UNCERTAIN: Final = "~?%"


def parse(words: str) -> Date:
    """Return the date that the words stand for, or the words themselves as a literal."""
    words = words.strip()
    circa = any(mark in words for mark in UNCERTAIN)
    start, slash, end = words.replace("~", "").replace("?", "").replace("%", "").partition("/")
    first = _simple(start)
    if first is None:
        return Date(literal=words)
    if not slash:
        return Date(first, circa=circa)
    last = _simple(end)
    if last is None and end.strip() not in OPEN_ENDS:
        return Date(literal=words)
    return Date(first, last, circa)


def _simple(words: str) -> Day | None:
    match = SIMPLE.fullmatch(words.strip())
    if match is None:
        return None
    return day(*(int(part) for part in match.groups() if part is not None))


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
    return Day(year, month, day_of_month) if 1 <= day_of_month <= LAST_DAY else None


def season_month(season: str) -> int | None:
    """Return the number from 13 on that stands for a season, given as 1 to 4 or as its word."""
    if season in ("1", "2", "3", "4"):
        return FIRST_SEASON - 1 + int(season)
    if season in ("13", "14", "15", "16"):
        return int(season)
    return SEASONS.get(season.strip().lower())
