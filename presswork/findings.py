"""What is found wrong with a file of pages, and how all findings of a kind become one problem.

The files are PDF and Word files, ours or any other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.problems import Location, Problem, ProblemKind, Severity
from presswork.rules import BREAKING, RULES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_PAGES_NAMED: Final = 3
_PARTS_NAMED: Final = 2
_FACTS: Final = 12
"""How many facts of one rule are told: a broken file can have thousands."""

_QUOTED: Final = 60
"""How many characters of a text are quoted."""

_FOLLOWS_FROM: Final = {
    "pdf-untagged": (
        *("pdf-untagged-content", "pdf-lost-content", "pdf-link-without-tag", "pdf-tab-order"),
        *("pdf-annotation-without-tag", "pdf-field-without-tag"),
    ),
    "pdf-no-metadata": (
        *("pdf-not-declared-accessible", "pdf-not-declared-archivable", "pdf-no-title"),
    ),
    "pdf-metadata-syntax": (
        *("pdf-not-declared-accessible", "pdf-not-declared-archivable", "pdf-no-title"),
    ),
    "word-damaged-part": ("word-unused-relationship", "word-lost-part"),
}
"""What cannot be otherwise where a rule is broken, and so is not told beside it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or several of a kind at one place.

    Args:
        rule: its id in `presswork.rules`.
        page: counted from 1; None where it is about the whole file.
        quote: the text that it is about, or next to it.
        what: the fact; None for that of the rule.
        hint: what to do about it; None for what the rule says.
        count: how many times it is there.
        part: the part of the file that it is in, where files have parts and it is not the text.
    """

    page: int | None = None
    quote: str = ""
    what: str | None = None
    hint: str | None = None
    count: int = 1
    rule: str = ""
    part: str = ""


@dataclass(slots=True)
class _Kind:
    """All findings that are told as one.

    Args:
        first: the first of them.
        count: how many there are.
        pages: where, each once.
        parts: where, each once.
        quote: the first one.
    """

    first: Finding
    count: int = 0
    pages: set[int] = field(default_factory=set)
    parts: dict[str, None] = field(default_factory=dict)
    quote: str = ""


def problems(findings: Iterable[Finding], path: Path) -> tuple[Problem, ...]:
    """Return findings as problems, each kind of them once, what breaks standards first."""
    kinds: dict[tuple[str, str | None], _Kind] = {}
    facts: Counter[str] = Counter()
    for each in findings:
        finding = each
        if (finding.rule, finding.what) not in kinds:
            facts[finding.rule] += 1
            if facts[finding.rule] > _FACTS:
                what = f"{_as_clause(RULES[finding.rule].says)}, in more ways than are told here"
                finding = replace(finding, what=what)
        key = (finding.rule, finding.what)
        kind = kinds.get(key)
        if kind is None:
            kind = kinds[key] = _Kind(finding)
        kind.count += finding.count
        if finding.page is not None:
            kind.pages.add(finding.page)
        if finding.part:
            kind.parts[finding.part] = None
        if not kind.quote and finding.quote:
            kind.quote = finding.quote
            kind.first = replace(kind.first, page=finding.page)
    found = {rule for rule, _ in kinds}
    needless = {less for rule in found for less in _FOLLOWS_FROM.get(rule, ())}
    told = [kind for kind in kinds.values() if kind.first.rule not in needless]
    order = {rule: at for at, rule in enumerate(RULES)}
    told.sort(key=lambda kind: order[kind.first.rule])
    return tuple(_problem(kind, path) for kind in told)


def _problem(kind: _Kind, path: Path) -> Problem:
    rule = RULES[kind.first.rule]
    what = kind.first.what or _as_clause(rule.says)
    return Problem(
        what + _where(kind),
        Location(path),
        kind.first.hint or _as_clause(rule.remedy),
        Severity.ERROR if rule.topic in BREAKING else Severity.WARNING,
        ProblemKind.OUTPUT,
        rule.id,
        tuple(sorted(kind.pages)),
    )


def _as_clause(sentence: str) -> str:
    """Return a sentence in lower case and without its full stop, as problems are written."""
    return sentence[0].lower() + sentence[1:].removesuffix(".")


def _where(kind: _Kind) -> str:
    """Return how often and where, for example ` (5 times, on pages 3, 4, 7 and 2 more)`."""
    quote = f"'{shortened(kind.quote)}'" if kind.quote else ""
    pages = sorted(kind.pages)
    places = _named(pages) or _listed(list(kind.parts))
    if kind.count == 1:
        parts = [part for part in (places, quote) if part]
        return f" ({': '.join(parts)})" if parts else ""
    at = "on" if pages else "in"
    told = f"{kind.count} times" + (f", {at} {places}" if places else "")
    if quote:
        page = f" on page {kind.first.page}" if kind.first.page and len(pages) > 1 else ""
        told += f"; for example{page}: {quote}"
    return f" ({told})"


def _named(pages: list[int]) -> str:
    """Return pages as people name them: `page 3`, `pages 3, 4, 7 and 12 more`."""
    if len(pages) <= 1:
        return f"page {pages[0]}" if pages else ""
    more = len(pages) - _PAGES_NAMED
    if more > 1:
        return f"pages {', '.join(map(str, pages[:_PAGES_NAMED]))} and {more} more"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"


def _listed(parts: list[str]) -> str:
    """Return parts of a file: `word/header1.xml and 2 more`."""
    if len(parts) <= _PARTS_NAMED:
        return " and ".join(parts)
    return f"{parts[0]} and {len(parts) - 1} more"


def shortened(text: str) -> str:
    """Return the beginning of a text, in one line."""
    line = " ".join(text[: 4 * _QUOTED].split())
    if len(line) <= _QUOTED:
        return line
    return line[:_QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
