"""Our own rules in their order, and which of them a standard asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.pdf_checks import (
    appearance,
    clauses,
    document,
    fonts,
    greys,
    interaction,
    marks,
    readability,
    tables,
    tags,
)
from presswork.pdf_checks.standards import TAGGED, UNICODE, Standard
from presswork.rules import RULES, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presswork.findings import Finding
    from presswork.pdf_checks.reading import Reading

_STANDARDS: Final[tuple[Callable[[Reading], Iterator[Finding]], ...]] = (
    document.file_format,
    document.tagging,
    document.titles,
    document.identification,
    document.languages,
    document.layers,
    document.forms,
    document.attachments,
    document.actions,
    document.presentation,
    document.streams,
    tags.names,
    tags.parents,
    tags.headings,
    tags.alternatives,
    tags.notes,
    tags.lists,
    tags.contents,
    tags.fields,
    tables.structure,
    tables.cells,
    marks.met,
    marks.forms,
    fonts.fonts,
    appearance.output_intents,
    appearance.colours,
    appearance.pictures,
    appearance.states,
    interaction.for_everyone,
    interaction.for_the_archive,
    interaction.tab_order,
)

_READERS: Final[tuple[Callable[[Reading], Iterator[Finding]], ...]] = (
    marks.both_ways,
    readability.pale_text,
    readability.alternatives,
    readability.lonely_pictures,
    readability.empty_tags,
    readability.order,
    readability.bookmarks,
    readability.coarse_pictures,
    greys.alike_in_grey,
    readability.languages,
    readability.two_titles,
)

_TAGS: Final = frozenset(
    ("pdf-untagged", "pdf-unknown-tag", "pdf-role-map", "pdf-malformed-language")
)
_CHARACTERS: Final = frozenset(("pdf-unreadable-characters",))
_PRIVATE: Final = frozenset(("pdf-private-characters",))

_ALWAYS: Final = frozenset(
    (
        "pdf-lost-content",
        *(rule.id for rule in RULES.values() if rule.topic is Topic.PDF_READING),
    )
)
"""What is asked whatever the standard, and what veraPDF does not see."""


def findings(reading: Reading, standards: tuple[Standard, ...]) -> Iterator[Finding]:
    """Return what our own rules find.

    Args:
        reading: the file.
        standards: those that are ours to check; what no standard asks is always found.
    """
    asked = _ALWAYS.union(*(rules_of(standard) for standard in standards))
    reviewers = (*_STANDARDS, *_READERS) if standards else (tables.cells, *_READERS)
    for reviewer in reviewers:
        yield from (finding for finding in reviewer(reading) if finding.rule in asked)


def rules_of(standard: Standard) -> frozenset[str]:
    """Return the rules that a standard asks for; none of one that is not ours to check."""
    asked = clauses.rules(standard)
    if standard.is_for_everyone:
        return asked
    if standard not in TAGGED:
        asked -= _TAGS | _PRIVATE
    if standard not in UNICODE:
        asked -= _CHARACTERS
    return asked
