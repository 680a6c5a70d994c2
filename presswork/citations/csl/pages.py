"""Page ranges (CSL 1.0.2, "Appendix V - Page Range Formats")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_RANGE: Final = re.compile(
    r"(?P<head>[^\W\d_]*)(?P<start>\d+)(?P<mark>[^\W\d_]{0,2})"
    r"\s*[-–—]\s*(?P<again>[^\W\d_]*)(?P<end>\d+)(?P<tail>[^\W\d_]{0,2})"
)
_SEPARATOR: Final = re.compile(r"(\s*[,;&]\s*|\s+and\s+)")
_DASH: Final = re.compile(r"(?<=[^\s\\])\s*[-–]+\s*(?=\S)")
HUNDRED: Final = 100
THOUSAND: Final = 1000


@lru_cache(maxsize=8192)
def write(text: str, style: str, delimiter: str) -> str:
    """Return pages with their ranges in a format.

    Args:
        text: for example `321-328, 340`.
        style: a value of `page-range-format`, or empty: then only the dash is made right.
        delimiter: the term `page-range-delimiter`, an en dash mostly.
    """
    pieces = []
    for part in _SEPARATOR.split(text):
        if _SEPARATOR.fullmatch(part):
            pieces.append(_separator(part))
        else:
            pieces.append(_part(part, style, delimiter))
    return "".join(pieces)


def _separator(part: str) -> str:
    match part.strip():
        case "&":
            return " & "
        case "and":
            return part
        case mark:
            return f"{mark} "


def _part(part: str, style: str, delimiter: str) -> str:
    match = _RANGE.fullmatch(part.strip())
    if match is None or match["mark"] or match["tail"]:
        return _DASH.sub(delimiter, part.strip()).replace("\\-", "-")
    head, start, end = match["head"], match["start"], match["end"]
    if match["again"] not in ("", head):
        return f"{head}{start}{delimiter}{match['again']}{end}"
    if not style:
        return f"{head}{start}{delimiter}{match['again']}{end}"
    full = _expanded(start, end)
    if len(full) != len(start) and int(full) < int(start):
        return f"{head}{start}{delimiter}{match['again']}{end}"
    short = _second(start, full, style)
    repeat = head if style == "expanded" else ""
    return f"{head}{start}{delimiter}{repeat}{short}"


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
