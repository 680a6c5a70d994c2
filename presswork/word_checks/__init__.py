"""Word files, ours or any other, held against what belongs together in them.

The Open XML SDK of Microsoft holds each part against its schema; what it misses is found here, and
what readers and editors miss. Sections in brackets, as in (17.4.65), are of ISO/IEC 29500-1.

- `package`: a file opened so that it can do no harm; its parts and what leads to them.
- `reading`: a file read once: its texts, styles and lists.
- `ids`, `fields`, `tables`, `naming`, `structure`, `properties`, `readability`: the rules, those of
  `presswork.rules.word`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.findings import Finding, problems
from presswork.word_checks import (
    fields,
    ids,
    naming,
    package,
    properties,
    readability,
    structure,
    tables,
)
from presswork.word_checks.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from presswork.problems import Problem

__all__ = ["check"]

_REVIEWERS: Final[tuple[Callable[[Reading], Iterator[Finding]], ...]] = (
    ids.unique,
    ids.pairs,
    ids.notes,
    fields.balance,
    fields.targets,
    fields.update,
    naming.relationships,
    naming.addresses,
    naming.styles,
    naming.lists,
    tables.review,
    structure.sections,
    structure.nesting,
    properties.file_properties,
    properties.told,
    readability.empty_paragraphs,
    readability.alternatives,
    readability.headings,
    readability.repeated_pictures,
)


def check(
    paths: Sequence[Path], watch: Callable[[int, int, tuple[str, ...]], None] = lambda *_: None
) -> tuple[Problem, ...]:
    """Check Word files.

    Args:
        paths: of the files, each once.
        watch: is told how many files are done, how many there are, and what is being done.

    Returns:
        what is wrong, in the order of the files.
    """
    found: list[Problem] = []
    for at, path in enumerate(paths):
        watch(at, len(paths), (str(path),))
        found += _checked(path)
    return tuple(found)


def _checked(path: Path) -> tuple[Problem, ...]:
    opened = package.open_package(path)
    if not isinstance(opened, package.Package):
        return (opened,)
    with opened.archive:
        findings = list(package.review(opened))
        reading = read(opened)
        if reading is not None:
            findings += (finding for reviewer in _REVIEWERS for finding in reviewer(reading))
        return problems((*opened.findings, *findings), path)
