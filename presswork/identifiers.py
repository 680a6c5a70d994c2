"""Identifiers of works and people: their one written form, and whether they can be right.

What has a check digit is checked by it; nothing is looked up.
"""

from __future__ import annotations

import re
from typing import Final

DOI_PREFIXES: Final = (
    "https://doi.org/",
    "http://doi.org/",
    "https://www.doi.org/",
    "http://www.doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "doi.org/",
    "dx.doi.org/",
    "doi:",
)
"""What is written before a DOI that is no part of it, in lower case."""

_DOI: Final = re.compile(r"10\.[0-9]{3,9}(?:\.[0-9]+)*/[!-~\u00a1-\uffff]+")
"""The DOI Handbook, 2.2: a prefix of `10.` and a registrant's code, a slash, and any signs."""

_HYPHENS: Final = re.compile(r"[-\u2010-\u2015\u2212\u00ad]")
_ISBN: Final = re.compile(r"97[89][0-9]{10}|[0-9]{9}[0-9X]")
_ISSN: Final = re.compile(r"[0-9]{7}[0-9X]")
_ORCID: Final = re.compile(r"[0-9]{15}[0-9X]")
_PMID: Final = re.compile(r"[1-9][0-9]{0,8}")
_PMCID: Final = re.compile(r"PMC[1-9][0-9]{0,9}(?:\.[0-9]+)?")
_SHORT: Final = 10
"""The digits of an ISBN before 2007."""


def bare_doi(text: str) -> str:
    """Return a DOI without the address or the word before it."""
    bare = text.strip()
    folded = bare.lower()
    for prefix in DOI_PREFIXES:
        if folded.startswith(prefix):
            return bare[len(prefix) :].strip()
    return bare


def is_doi(text: str) -> bool:
    """Tell whether a bare DOI has the form of one, and no sign at its end that belongs to a text.

    Brackets may be part of it, but come in pairs.
    """
    if not _DOI.fullmatch(text) or text.endswith((".", ",", ";", ":", '"', "'", "\\")):
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in ("()", "[]"))


def is_isbn(text: str) -> bool:
    """Tell whether an ISBN of 10 or 13 digits has the right check digit (ISO 2108)."""
    digits = _compact(text)
    if not _ISBN.fullmatch(digits):
        return False
    if len(digits) == _SHORT:
        return _weighted(digits, range(_SHORT, 0, -1)) % 11 == 0
    return _weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0


def is_issn(text: str) -> bool:
    """Tell whether an ISSN has the right check digit (ISO 3297)."""
    digits = _compact(text)
    return bool(_ISSN.fullmatch(digits)) and _weighted(digits, range(8, 0, -1)) % 11 == 0


def is_pmid(text: str) -> bool:
    """Tell whether a text is the number of a PubMed record."""
    return bool(_PMID.fullmatch(text))


def is_pmcid(text: str) -> bool:
    """Tell whether a text is an id of PubMed Central, `PMC` and a number."""
    return bool(_PMCID.fullmatch(text))


def orcid(text: str) -> str | None:
    """Return an ORCID iD as `0000-0002-1825-0097`; None where the text is none.

    Its last character is a check digit (ISO/IEC 7064, MOD 11-2). Its address may stand before it.
    """
    digits = _compact(text.strip().rstrip("/").rpartition("/")[2])
    if not _ORCID.fullmatch(digits):
        return None
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    if _value(digits[15]) != (12 - total % 11) % 11:
        return None
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def _compact(text: str) -> str:
    return "".join(_HYPHENS.sub("", text).split()).upper()


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _weighted(digits: str, weights: range | tuple[int, ...]) -> int:
    return sum(_value(digit) * weight for digit, weight in zip(digits, weights, strict=True))
