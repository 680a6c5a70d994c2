"""References without the titles of works that a journal, a book or a conference holds.

Authors, year, journal, volume and pages still lead to the work, as in journals with little room.
Rendered entries do not say what of them is the title: it is what reads like the title in the
reference data. Where that is not found, the entry stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork import document as doc
from presswork import inlines as inl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.references import Reference

BEFORE: Final = re.compile(r"[.,;:)\]]\s+([^\w\s]{0,2}\s?)$")
"""What parts a title from what comes before it, and then opens it."""

AFTER: Final = re.compile(r"\s?[^\w\s(\[]+\s*")
"""What closes a title and parts it from what follows."""

WORD: Final = re.compile(r"\w+")


def without_titles(
    bibliography: doc.Bibliography, references: Iterable[Reference]
) -> doc.Bibliography:
    """Return a list of references without the titles of what stands in something larger."""
    by_key = {reference.key: reference for reference in references}
    entries = tuple(_without_title(entry, by_key) for entry in bibliography.entries)
    return replace(bibliography, entries=entries)


def all_without_titles(blocks: Blocks, references: Iterable[Reference]) -> Blocks:
    """Return blocks whose lists of references have no titles of what stands in something larger."""
    known = tuple(references)
    return tuple(
        without_titles(block, known) if isinstance(block, doc.Bibliography) else block
        for block in blocks
    )


def _without_title(
    entry: doc.BibliographyEntry, references: Mapping[str, Reference]
) -> doc.BibliographyEntry:
    reference = references.get(entry.key)
    if reference is None or not reference.text("container-title"):
        return entry
    span = _span(inl.plain_text(entry.content), reference.text("title"))
    return replace(entry, content=_cut(entry.content, *span)) if span else entry


def _span(entry: str, title: str) -> tuple[int, int] | None:
    """Return where in an entry a title stands, with what parts it from what follows.

    Styles change its capitals and punctuation, so its words are what is looked for.
    """
    words = [re.escape(word) for word in WORD.findall(title)]
    pattern = r"\b" + r"\W+".join(words) + r"\b"
    for found in re.finditer(pattern, entry, re.IGNORECASE) if words else ():
        opening = BEFORE.search(entry[: found.start()])
        closing = AFTER.match(entry, found.end())
        if opening and closing and closing.end() < len(entry):
            return opening.start(1), closing.end()
    return None


def _cut(content: Inlines, start: int, end: int) -> Inlines:
    """Return an entry without the characters of its plain text from a place to another."""
    at = 0

    def change(inline: inl.Inline) -> Inlines | None:
        nonlocal at
        length = len(inl.plain_text((inline,)))
        first, last = start - at, end - at
        if isinstance(inline, inl.NESTING) and not (first <= 0 < length <= last):
            return None
        at += length
        if last <= 0 or first >= length:
            return (inline,)
        if not isinstance(inline, inl.Text):
            return ()
        left = inline.text[: max(first, 0)] + inline.text[last:]
        return (inl.Text(left),) if left else ()

    return inl.rewrite(content, change)
