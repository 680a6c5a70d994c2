"""What is odd in reference data: titles in capitals, pages that run backwards, dates ahead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.review.findings import Finding

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from presswork.references import Date
    from presswork.review.manuscript import Manuscript

_TITLES: Final = ("title", "container-title", "collection-title")
_LONG: Final = 5
"""Letters of a word that is more than an acronym."""

_RANGE: Final = re.compile(
    r"([A-Za-z]*)([0-9]{1,9}) ?[-\u2010-\u2015\u2212]+ ?([A-Za-z]*)([0-9]{1,9})"
)


def capitals(manuscript: Manuscript) -> Iterator[Finding]:
    """Find titles that are written in capitals alone, the document's own among them."""
    title = " ".join(passage.words for passage in manuscript.passages[:1] if not passage.block)
    if _is_all_caps(title):
        yield Finding(
            "the document's title is written in capital letters",
            manuscript.front,
            "write it as a sentence; a look that wants capitals makes them",
            quote=title,
            rule="all-caps-title",
        )
    for work in manuscript.document.references:
        for variable in _TITLES:
            written = work.text(variable)
            if _is_all_caps(written):
                what = "title" if variable == "title" else variable.replace("-", " ")
                yield Finding(
                    f"'{work.key}': the {what} is written in capital letters",
                    work.location,
                    "write it as a sentence; styles that want capitals make them",
                    quote=written,
                    rule="all-caps-title",
                )


def _is_all_caps(text: str) -> bool:
    """Tell whether a text is all in capitals and more than a row of acronyms.

    Scripts that have no small letters have no capitals either.
    """
    words = re.findall(r"[^\W\d_]+", text)
    long = [word for word in words if len(word) >= _LONG and word.isupper()]
    return len(long) > 1 and not any(character.islower() for character in text)


def backward_pages(manuscript: Manuscript) -> Iterator[Finding]:
    """Find ranges of pages that end before they begin."""
    for work in manuscript.document.references:
        pages = work.text("page")
        for part in re.split(r"[,;]", pages):
            found = _RANGE.fullmatch(part.strip())
            if found and _is_backward(*found.groups()):
                yield Finding(
                    f"'{work.key}': the pages '{part.strip()}' run backwards",
                    work.location,
                    "look them up",
                    quote=found[2],
                    rule="backward-pages",
                )


def _is_backward(prefix: str, first: str, last_prefix: str, last: str) -> bool:
    """Tell whether a range ends before it begins; `1234-56` ends with page 1256."""
    if last_prefix and last_prefix != prefix:
        return False
    if len(last) < len(first) and not last.startswith("0"):
        last = first[: -len(last)] + last
    return int(last) < int(first) and not last.startswith("0")


def future_dates(manuscript: Manuscript) -> Iterator[Finding]:
    """Find works of a year to come, and visits on a day to come.

    Journals date their last issues of a year with the next one, so that one is no mistake.
    """
    today = manuscript.today
    for work in manuscript.document.references:
        if work.year is not None and work.year > today.year + 1:
            yield Finding(
                f"'{work.key}' is of the year {work.year}, which lies ahead",
                work.location,
                "look the year up",
                quote=str(work.year),
                rule="future-date",
            )
        accessed = work.dates.get("accessed")
        if accessed and _is_after(accessed, today):
            yield Finding(
                f"'{work.key}' was looked at on a day that lies ahead",
                work.location,
                "correct the day (accessed, or urldate in BibLaTeX)",
                rule="future-date",
            )


def _is_after(date: Date, today: datetime.date) -> bool:
    start = date.start
    if start is None:
        return False
    days = (start.year, start.month or 1, start.day or 1)
    return days > (today.year, today.month, today.day + 1)  # it may be tomorrow already elsewhere
