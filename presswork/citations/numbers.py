"""Numbers: whether something is one, ranges of pages, ordinals and Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presswork.citations.locales import Gender, Locale

NUMERIC: Final = re.compile(
    r"[^\W\d_]{0,8}\d+[^\W\d_]{0,8}(?:\s*[-\N{EN DASH},&]\s*[^\W\d_]{0,8}\d+[^\W\d_]{0,8})*"
)
"""CSL 1.0.2, "is-numeric": numbers with prefixes and suffixes, separated by , & or a hyphen."""

RANGE: Final = re.compile(
    r"([^\W\d_]*)(\d+)([^\W\d_]*)\s*[-\N{EN DASH}]\s*([^\W\d_]*)(\d+)([^\W\d_]*)"
)
SEPARATOR: Final = re.compile(r"[-\N{EN DASH}&;]|,\s|\band\b")
LIST: Final = re.compile(r"\s*([,;&])\s*")
ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LARGEST_ROMAN: Final = 3999
LARGEST_LONG_ORDINAL: Final = 10


def is_numeric(text: str) -> bool:
    """Tell whether a value counts as a number."""
    return len(text) < 100 and NUMERIC.fullmatch(text.strip()) is not None  # noqa: PLR2004


def is_plural(text: str) -> bool:
    """Tell whether a value holds several numbers (CSL 1.0.2, "Label", contextual plural)."""
    parts = [part for part in SEPARATOR.split(text) if part.strip()]
    return len(parts) > 1 and any(character.isdigit() for character in parts[0] + parts[1])


def pages(text: str, page_range_format: str, delimiter: str) -> str:
    """Return page numbers with their ranges in the style's format.

    Args:
        text: for example `307-309, 312`.
        page_range_format: the style's option; empty to leave the numbers as they are.
        delimiter: what stands between the ends of a range.
    """
    pieces = LIST.split(text.strip())
    result = [_page_range(pieces[0], page_range_format, delimiter)]
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=False):
        result.append(" & " if separator == "&" else f"{separator} ")
        result.append(_page_range(piece, page_range_format, delimiter))
    return "".join(result)


def _page_range(text: str, page_range_format: str, delimiter: str) -> str:
    match = RANGE.fullmatch(text)
    if match is None:
        return text
    prefix, first, suffix, last_prefix, last, last_suffix = match.groups()
    if last_prefix not in ("", prefix) or (prefix and not last_prefix) or suffix or last_suffix:
        if prefix and not last_prefix:
            return text
        return f"{prefix}{first}{suffix}{delimiter}{last_prefix}{last}{last_suffix}"
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if int(full) < int(first):
        return f"{prefix}{first}{delimiter}{last_prefix}{last}"
    short = _shortened(first, full, page_range_format) if page_range_format else last
    shown_prefix = "" if prefix and page_range_format not in ("", "expanded") else last_prefix
    return f"{prefix}{first}{delimiter}{shown_prefix}{short}"


def _shortened(first: str, last: str, page_range_format: str) -> str:
    """Return the end of a range, as CSL 1.0.2, appendix V, "Page Range Formats" shortens it."""
    if len(first) != len(last):
        return last
    match page_range_format:
        case "minimal":
            return _differing(first, last, 1)
        case "minimal-two":
            return _differing(first, last, 2)
        case "chicago" | "chicago-15" | "chicago-16":
            return _chicago(first, last, page_range_format)
        case _:
            return last


def _chicago(first: str, last: str, page_range_format: str) -> str:
    """Return the end of a range by the Chicago Manual of Style, 9.61."""
    number = int(first)
    if number < 100 or number % 100 == 0:  # noqa: PLR2004 - the manual's numbers
        return last
    if number % 100 < 10:  # noqa: PLR2004
        return _differing(first, last, 1)
    short = _differing(first, last, 2)
    if page_range_format != "chicago-16" and len(first) == 4 and len(short) == 3:  # noqa: PLR2004
        return last
    return short


def _differing(first: str, last: str, least: int) -> str:
    """Return the digits from the first that differs on, but at least so many."""
    at = next((at for at, digit in enumerate(last) if digit != first[at]), len(last) - 1)
    return last[min(at, max(len(last) - least, 0)) :]


def formatted(text: str, form: str, locale: Locale, gender: Gender) -> str:
    """Return a value with each of its numbers in a form (CSL 1.0.2, "Number")."""
    return re.sub(r"\d+", lambda match: _one(match.group(), form, locale, gender), text)


def _one(digits: str, form: str, locale: Locale, gender: Gender) -> str:
    number = int(digits) if len(digits) < 10 else 0  # noqa: PLR2004 - no ordinal is longer
    match form:
        case "ordinal":
            return ordinal(number, locale, gender) if number else digits
        case "long-ordinal":
            if 1 <= number <= LARGEST_LONG_ORDINAL:
                name = f"long-ordinal-{number:02}"
                for form_gender in (gender, ""):
                    term = locale.terms.get((name, "long", form_gender))
                    if term is not None:
                        return term.single
            return ordinal(number, locale, gender) if number else digits
        case "roman" if 1 <= number <= LARGEST_ROMAN:
            return roman(number)
        case _:
            return digits


def ordinal(number: int, locale: Locale, gender: Gender) -> str:
    """Return a number with its ordinal suffix (CSL 1.0.2, "Ordinal Suffixes")."""
    for form_gender in dict.fromkeys((gender, "")):
        hundred, ten = number % 100, number % 10
        for name, least in (
            (f"ordinal-{hundred:02}", ("last-two-digits", "whole-number")),
            (f"ordinal-{ten:02}", ("last-digit",)),
        ):
            term = locale.terms.get((name, "long", form_gender))
            if term is None:
                continue
            digits = name.removeprefix("ordinal-")
            match = term.match or ("last-digit" if int(digits) < 10 else "last-two-digits")  # noqa: PLR2004
            if match == "whole-number" and number != int(digits):
                continue
            if match in least or (match == "last-digit" and hundred < 10):  # noqa: PLR2004
                return f"{number}{term.single}"
        term = locale.terms.get(("ordinal", "long", form_gender))
        if term is not None:
            return f"{number}{term.single}"
    return str(number)


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    result = []
    for value, numeral in ROMAN:
        count, number = divmod(number, value)
        result.append(numeral * count)
    return "".join(result)
