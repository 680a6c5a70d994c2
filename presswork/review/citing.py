"""Which works are cited, and whether each is cited under one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.problems import Location
from presswork.review.findings import Finding
from presswork.same_work import same_works

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.references import Reference
    from presswork.review.manuscript import Manuscript

_LIBRARY: Final = 20
"""A file with more uncited works than this, and fewer cited ones, is a library for many texts."""

_NAMED: Final = 3


def uncited(manuscript: Manuscript) -> Iterator[Finding]:
    """Find works that are neither cited nor listed; of a library, tell only how many they are.

    Those that the reader gave another key, for theirs was taken, were told by it.
    """
    listed = {work.key for work in manuscript.listed}
    renamed = {
        problem.location
        for problem in manuscript.document.warnings
        if problem.rule == "duplicate-key"
    }
    by_file: dict[Path, list[Reference]] = {}
    shown: dict[Path, int] = {}
    for work in manuscript.document.references:
        path = work.location.path if work.location else manuscript.document.path
        if work.key in listed:
            shown[path] = shown.get(path, 0) + 1
        elif work.location is None or work.location not in renamed:
            by_file.setdefault(path, []).append(work)
    for path, works in by_file.items():
        if len(works) > max(_LIBRARY, shown.get(path, 0)):
            yield _library(path, works)
            continue
        for work in works:
            yield Finding(
                f"'{work.key}' is cited nowhere",
                work.location,
                "cite it, list it with nocite, or delete it",
                rule="uncited-reference",
            )


def _library(path: Path, works: list[Reference]) -> Finding:
    names = ", ".join(f"'{work.key}'" for work in works[:_NAMED])
    return Finding(
        f"{len(works)} works are cited nowhere: {names} and others",
        Location(path),
        "is it a library for several texts? then turn the rule uncited-reference off",
        rule="uncited-reference",
    )


def under_two_keys(manuscript: Manuscript) -> Iterator[Finding]:
    """Find works that are listed twice, under two keys."""
    for group in same_works(manuscript.listed):
        first = group[0]
        for other in group[1:]:
            yield Finding(
                f"'{other.key}' is the same work as '{first.key}', and both are listed",
                other.location,
                f"cite '{first.key}' in both places, and delete the other entry",
                rule="duplicate-work",
            )
