"""The day in the front matter: `2022-06-29`, `29 June 2022`, `29. Juni 2022`."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

_PARTS: Final = 3
_YEAR_DIGITS: Final = 4


@cache
def _months(language: str) -> dict[str, int]:
    """Return the names of months in a language and in English, with their numbers."""
    found: dict[str, int] = {}
    for tag in ("en", language):
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        for widths in locale.months.values():
            for width in ("wide", "abbreviated"):
                for number, name in widths.get(width, {}).items():
                    found[str(name).casefold().rstrip(".")] = int(number)
    return found


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
    words = [word for word in words if word not in {"de", "of", "den", "le", "del"}]
    months = [word for word in words if word in _months(language)]
    numbers = [word for word in words if word.isdecimal()]
    if len(words) != _PARTS or len(months) != 1 or len(numbers) != 2:  # noqa: PLR2004 - day and year
        return None
    day, year = sorted(numbers, key=len)
    if len(year) != _YEAR_DIGITS:
        return None
    return _date(int(year), _months(language)[months[0]], int(day))


def _day_of_numbers(parts: list[str]) -> datetime.date | None:
    """Read the year first, or last as in 29.6.2022."""
    if len(parts[0]) == _YEAR_DIGITS:
        year, month, day = map(int, parts)
    elif len(parts[2]) == _YEAR_DIGITS:
        day, month, year = map(int, parts)
    else:
        return None
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
