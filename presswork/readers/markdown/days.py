"""The day in the front matter: `2022-06-29`, `29 June 2022`, `29. Juni 2022`."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

_PARTS: Final = 3
_YEAR_DIGITS: Final = 4
_LAST_MONTH: Final = 12
_COMMON: Final = ("de", "fr", "es", "pt", "it", "nl")
"""Languages whose months are understood in every document: papers keep the date of their author."""
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_FILLERS: Final = frozenset({"de", "of", "den", "le", "del", "the"})
_SHORTEST_NAME: Final = 3


@cache
def _months(language: str) -> dict[str, int]:
    """Return the names of months in a language, with their numbers; none for an unknown one."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        str(name).casefold().rstrip("."): int(number)
        for widths in locale.months.values()
        for width in ("wide", "abbreviated")
        for number, name in widths.get(width, {}).items()
    }


def _month(word: str, language: str) -> int | None:
    """Return the number of a month by its name, or by the beginning of it as in "Sept".

    One language after the other is looked into, for each takes its time to be read.
    """
    if word.isdecimal():
        return _months(language).get(word)
    languages = (language, "en", *_COMMON)
    for tag in languages:
        if word in _months(tag):
            return _months(tag)[word]
    if len(word) < _SHORTEST_NAME:
        return None
    names = {name: number for tag in reversed(languages) for name, number in _months(tag).items()}
    numbers = {number for name, number in names.items() if name.startswith(word)}
    return numbers.pop() if len(numbers) == 1 else None


def parse(written: str, language: str) -> datetime.date | None:
    """Read a day; None for what is none.

    Args:
        written: numbers from the year down, or a day, the name of a month and a year in any order.
        language: a BCP 47 tag, whose names of months are understood beside the English ones.
    """
    for divider in "-/.":
        parts = written.split(divider)
        if len(parts) == _PARTS and all(part.strip().isdecimal() for part in parts):
            return _day_of_numbers([part.strip() for part in parts])
    words = [word.rstrip(".") for word in written.replace(",", " ").casefold().split()]
    words = [_ORDINAL.sub(r"\1", word) for word in words if word not in _FILLERS]
    months = [month for word in words if (month := _month(word, language)) is not None]
    numbers = [word for word in words if word.isdecimal()]
    if len(words) != _PARTS or len(months) != 1 or len(numbers) != 2:  # noqa: PLR2004 - day and year
        return _day_of_moment(written)
    day, year = sorted(numbers, key=len)
    if len(year) != _YEAR_DIGITS:
        return None
    return _date(int(year), months[0], int(day))


def _day_of_moment(written: str) -> datetime.date | None:
    """Read `2020-03-01T10:00:00Z`."""
    try:
        return datetime.datetime.fromisoformat(written.strip()).date()
    except ValueError:
        return None


def _day_of_numbers(parts: list[str]) -> datetime.date | None:
    """Read the year first, or last as in 29.6.2022; 6/29/2022 can only have its month first."""
    if len(parts[0]) == _YEAR_DIGITS:
        year, month, day = map(int, parts)
    elif len(parts[2]) == _YEAR_DIGITS:
        day, month, year = map(int, parts)
        if month > _LAST_MONTH:
            day, month = month, day
    else:
        return None
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
