"""Numbers: what counts as one, and how it is written (CSL 1.0.2, "Number" and "Choose")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork import numerals

if TYPE_CHECKING:
    from presswork.citations.csl.locale import Locale

_PART: Final = re.compile(r"\s*((?<!\\)[-–—]|[,&])\s*")
_NUMBER: Final = r"[^\W\d_]*\d+(?:\\-\d+)?[^\W\d_]*"
_NUMERIC: Final = re.compile(rf"\s*{_NUMBER}(?:\s*[-–—,&]\s*{_NUMBER})*\s*")
LARGEST_ROMAN: Final = 5999
LAST_LONG_ORDINAL: Final = 10


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a variable.

    Args:
        parts: numbers and, between them, `-`, `,` or `&`.
    """

    parts: tuple[str, ...]

    @property
    def plural(self) -> bool:
        """Tell whether it is more than one number."""
        return len(self.parts) > 1


@lru_cache(maxsize=4096)
def parse(text: str) -> Numbers | None:
    """Return the numbers of a text that holds nothing else, or None.

    What is numeric, is defined with the condition `is-numeric` (CSL 1.0.2, "Choose").
    """
    if not _NUMERIC.fullmatch(text):
        return None
    return Numbers(tuple(_PART.split(text.strip())))


def is_numeric(text: str) -> bool:
    """Tell whether a text holds numbers alone, with affixes at most."""
    return parse(text) is not None


def write(numbers: Numbers, form: str, locale: Locale, gender: str = "") -> str:
    """Return numbers in a form (CSL 1.0.2, "Number").

    Args:
        numbers: what to write.
        form: `numeric`, `ordinal`, `long-ordinal` or `roman`.
        locale: for the ordinal terms.
        gender: that of the noun which is counted.
    """
    pieces = []
    for part in numbers.parts:
        match part:
            case "-" | "–":
                pieces.append(locale.term("page-range-delimiter") or "–")
            case "—":
                pieces.append("—")
            case ",":
                pieces.append(", ")
            case "&":
                pieces.append(f" {locale.symbol('and') or '&'} ")
            case _:
                pieces.append(_one(part, form, locale, gender).replace("\\-", "-"))
    return "".join(pieces)


def _one(part: str, form: str, locale: Locale, gender: str) -> str:
    if not part.isdecimal():
        return part
    number = int(part)
    match form:
        case "ordinal":
            return ordinal(number, locale, gender)
        case "long-ordinal":
            return long_ordinal(number, locale, gender)
        case "roman":
            return roman(number)
        case _:
            return part


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return `2nd` (CSL 1.0.2, "Ordinal Suffixes")."""
    return f"{number}{locale.ordinal_suffix(number, gender)}"


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return `second`; from eleven on, `11th` (CSL 1.0.2, "Long Ordinals")."""
    if 1 <= number <= LAST_LONG_ORDINAL:
        name = f"long-ordinal-{number:02}"
        word = (gender and locale.term(f"{name}/{gender}")) or locale.term(name)
        if word:
            return word
    return ordinal(number, locale, gender)


def roman(number: int) -> str:
    """Return a number in lower-case Roman numerals, as far as they go."""
    if not 1 <= number <= LARGEST_ROMAN:
        return str(number)
    return numerals.written(number, "lower-roman")


_LIST: Final = re.compile(r"\d[^\W\d_]*\s*(?:,\s+|&\s*)+[^\W\d_]*\d")


def is_list(text: str, and_term: str) -> bool:
    """Tell whether a text that is not numeric names several places: `12, 14 and 16`."""
    if and_term and f" {and_term} " in text:
        text = text.replace(f" {and_term} ", " & ")
    return _LIST.search(text) is not None
