"""The notes of a handout: short in the article, where a work was given before, but in full here.

A sheet is read alone, so a short note would leave its reader without the work. Where a note style
gives a work in full, at its first mention, the sheet takes that over.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork import document as doc
from presswork import inlines as inl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presswork.document import Blocks
    from presswork.inlines import Inlines


def inlines(blocks: Blocks) -> Iterator[inl.Inline]:
    """Yield every inline of the blocks in reading order."""
    for run in doc.inline_runs(blocks):
        yield from inl.walk(run)


def cites(blocks: Blocks) -> Iterator[inl.Cite]:
    """Yield the citations of the blocks in reading order."""
    return (inline for inline in inlines(blocks) if isinstance(inline, inl.Cite))


def whole_works(cite: inl.Cite) -> set[str]:
    """Return the works that are cited as a whole, without words around them, authors included."""
    if cite.form is inl.CiteForm.IN_TEXT:
        return set()
    return {item.key for item in cite.items if item == inl.CitationItem(item.key)}


def full_forms(notes: Iterable[doc.Note]) -> dict[str, inl.Cited]:
    """Return how works are cited at their first mention, where that gives them in full.

    Args:
        notes: all of the document, in reading order.
    """
    forms: dict[str, inl.Cited | None] = {}
    for note in notes:
        for cite in cites(note.blocks) if note.of_citation else ():
            whole = whole_works(cite)
            for part in inl.walk(cite.rendered):
                if isinstance(part, inl.Cited):
                    forms.setdefault(part.key, part if part.key in whole else None)
    return {key: form for key, form in forms.items() if form}


def in_full(note: doc.Note, forms: Mapping[str, inl.Cited]) -> doc.Note:
    """Return a note that gives its works in full, as far as there are such forms of them."""

    def change(inline: inl.Inline) -> Inlines | None:
        return (_cite_in_full(inline, forms),) if isinstance(inline, inl.Cite) else None

    if not note.of_citation:
        return note
    return replace(note, blocks=doc.map_inlines(note.blocks, lambda run: inl.rewrite(run, change)))


def _cite_in_full(cite: inl.Cite, forms: Mapping[str, inl.Cited]) -> inl.Cite:
    whole = whole_works(cite)

    def change(inline: inl.Inline) -> Inlines | None:
        if isinstance(inline, inl.Cited) and inline.key in whole and inline.key in forms:
            return (forms[inline.key],)
        return None

    rendered = inl.rewrite(cite.rendered, change)
    # A short form may end with a title in quotation marks, which took the full stop inside.
    if _has_stop(cite.rendered) and not _has_stop(rendered):
        rendered = (*rendered, inl.Text("."))
    return replace(cite, rendered=rendered)


def _has_stop(text: Inlines) -> bool:
    return inl.plain_text(text).rstrip("\"'\N{RIGHT DOUBLE QUOTATION MARK}").endswith(".")
