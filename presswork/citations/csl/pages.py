"""Page ranges (CSL 1.0.2, "Appendix V - Page Range Formats")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork.citations.csl import richtext
from presswork.citations.csl.output import Output, Run
from presswork.inlines import Text

if TYPE_CHECKING:
    from presswork.citations.csl.locale import Locale

_RANGE: Final = re.compile(
    r"(?P<head>\d*[^\W\d_]+)?(?P<start>\d+)(?P<mark>[^\W\d_]{0,2})"
    r"\s*[-–—]\s*(?P<again>\d*[^\W\d_]+)?(?P<end>\d+)(?P<tail>[^\W\d_]{0,2})"
)
_ROMAN_RANGE: Final = re.compile(r"([ivxlcdm]+)\s*[-–—]\s*([ivxlcdm]+)", re.IGNORECASE)
_HYPHEN: Final = re.compile(r"\s*\\?-\s*")
_SEPARATOR: Final = re.compile(r"(\s*[,;&]\s*)")
HUNDRED: Final = 100


def output(text: str, style: str, locale: Locale) -> Output:
    """Return pages, or another place in a work, with the ranges in it in a format.

    Args:
        text: for example `321-328, 340`.
        style: a value of `page-range-format`, or empty.
        locale: for the term `page-range-delimiter`, an en dash mostly, and for `&`.
    """
    delimiter = locale.term("page-range-delimiter") or "–"
    words = write(text, style, delimiter, locale.symbol("and") or "&")
    return richtext.output_of((Text(words),)) or Run(words)


@lru_cache(maxsize=8192)
def write(text: str, style: str, delimiter: str, ampersand: str = "&") -> str:
    """Return pages with their ranges in a format; see `output`."""
    pieces = []
    for part in _SEPARATOR.split(text):
        match part.strip():
            case "&":
                pieces.append(f" {ampersand} ")
            case "," | ";" as mark:
                pieces.append(f"{mark} ")
            case _:
                pieces.append(_part(part, style, delimiter))
    return "".join(pieces).strip()


def is_range(text: str) -> bool:
    """Tell whether a text is a range of pages, or begins with one."""
    text = _SEPARATOR.split(text)[0]
    match = _RANGE.fullmatch(text.strip())
    if match is not None:
        return match["again"] is None or match["again"] == match["head"]
    return _ROMAN_RANGE.fullmatch(text.strip()) is not None


def _part(part: str, style: str, delimiter: str) -> str:
    match = _RANGE.fullmatch(part.strip())
    if match is None:
        roman = _ROMAN_RANGE.fullmatch(part.strip())
        return f"{roman[1]}{delimiter}{roman[2]}" if roman else _HYPHEN.sub("-", part)
    head, again = match["head"] or "", match["again"] or ""
    start, end = match["start"], match["end"]
    if match["mark"] or match["tail"]:
        return f"{head}{start}{match['mark']}{delimiter}{again}{end}{match['tail']}"
    if head != again:
        return _HYPHEN.sub("-", part)
    full = _expanded(start, end)
    if not style or int(full) < int(start):
        return f"{head}{start}{delimiter}{again}{end}"
    repeated = head if style == "expanded" else ""
    return f"{head}{start}{delimiter}{repeated}{_second(start, full, style)}"


def _expanded(start: str, end: str) -> str:
    """Return the end of a range with all its digits: 321-8 ends at 328."""
    return start[: len(start) - len(end)] + end if len(end) < len(start) else end


def _second(start: str, end: str, style: str) -> str:
    match style:
        case "minimal":
            return _minimal(start, end, 1)
        case "minimal-two":
            return _minimal(start, end, 2)
        case "chicago" | "chicago-15":
            return _chicago(start, end, all_of_four=True)
        case "chicago-16":
            return _chicago(start, end, all_of_four=False)
        case _:
            return end


def _minimal(start: str, end: str, least: int) -> str:
    if len(start) != len(end):
        return end
    same = 0
    while same < len(end) - least and start[same] == end[same]:
        same += 1
    return end[same:]


def _chicago(start: str, end: str, *, all_of_four: bool) -> str:
    """Return the end as the Chicago Manual of Style abbreviates it, 15th or 16th edition."""
    number = int(start)
    if number < HUNDRED or number % HUNDRED == 0 or len(start) != len(end):
        return end
    if number % HUNDRED < 10:  # noqa: PLR2004 - 101-8, 1103-4
        return _minimal(start, end, 1)
    short = _minimal(start, end, 2)
    if all_of_four and len(start) == 4 and len(short) == 3:  # noqa: PLR2004 - 1496-1504
        return end
    return short
