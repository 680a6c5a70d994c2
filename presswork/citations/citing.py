"""A document and a style become a document whose citations can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.citations import csl, lists
from presswork.citations.csl import locale
from presswork.citations.in_notes import InNotes, with_capital
from presswork.citations.marks import Marks, is_raised
from presswork.citations.walking import Replacement, Walk, Where, citations_of
from presswork.document import CitationStyle
from presswork.inlines import CiteForm, Strong, Superscript, Text
from presswork.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document
    from presswork.inlines import Cite, Inlines


def cite(document: Document, style: Path, language: str | None = None) -> Document:
    """Return the document with its citations rendered and its bibliography filled.

    In a note style, a citation in the text becomes the mark of a new note, which holds it. A
    citation of an unknown work shows its key, marked.

    Args:
        document: read and numbered.
        style: an independent .csl file.
        language: a BCP 47 tag; None for the style's own language, else the document's.

    Raises:
        Problems: the style is broken.
    """
    compiled = csl.load_style(style, language, document.metadata.language)
    found = citations_of(document, makes_notes=compiled.is_note)
    references = {reference.key: reference for reference in document.references}
    asked = [
        _asked(mention, note, in_full=compiled.is_note and where is Where.NOTE)
        for mention, where, note in found
    ]
    uncited = [work.key for work in document.uncited]
    processed = csl.process(compiled, references, asked, uncited)
    cited = _replace(document, compiled, processed)
    # The author's notes must not be taken for citations where those are raised numbers.
    raised = not compiled.is_note and any(map(is_raised, processed.citations))
    filled = lists.fill(
        document,
        cited.blocks,
        processed.bibliography,
        hanging=processed.spacing.hanging_indent,
    )
    return replace(
        cited,
        blocks=filled.blocks,
        warnings=(
            *cited.warnings,
            *_about_language(document, compiled, language),
            *filled.unlisted,
        ),
        note_numeral="lower-alpha" if raised else "decimal",
        cited_in=CitationStyle(
            compiled.id,
            compiled.title,
            locale.fallbacks(compiled.locale.language)[0],
            "note" if compiled.is_note else compiled.format,
            has_list=compiled.bibliography is not None,
        ),
    )


def _about_language(
    document: Document, style: csl.Style, language: str | None
) -> tuple[Problem, ...]:
    """Return a warning where the language that was asked for has no locale of its own."""
    tag = style.locale.language
    used = locale.fallbacks(tag)[0]
    of_style = language is None and tag != locale.normalise(document.metadata.language)
    if of_style or used.split("-")[0] == tag.split("-")[0]:
        return ()
    return (
        Problem(
            f"citations have no words in the language '{tag}'; those of '{used}' are used",
            Location(document.path),
            "ask for another with --language, or see that the style brings them in cs:locale",
            Severity.WARNING,
        ),
    )


def _asked(cite: Cite, note: int, *, in_full: bool) -> csl.Citation:
    """Return a citation as the processor takes it.

    Args:
        cite: the citation.
        note: the number of its note; 0 in the text.
        in_full: whether it names its author itself wherever it stands, as in the notes of a note
            style.
    """
    in_text = cite.form is CiteForm.IN_TEXT and not in_full
    items = tuple(
        csl.CitationItem(
            item.key,
            item.prefix,
            item.suffix,
            item.locator.value if item.locator else "",
            item.locator.label if item.locator else "page",
            csl.Names.SUPPRESSED if item.suppress_author or (in_text and not at) else csl.Names.ALL,
        )
        for at, item in enumerate(cite.items)
    )
    return csl.Citation(items, note, named=cite.items[0].key if in_text else "")


def _replace(document: Document, style: csl.Style, processed: csl.Processed) -> Document:
    authors_notes = frozenset(note.id for note in document.notes)
    inside_quotes = style.locale.punctuation_in_quote
    marks = Marks(authors_notes, inside_quotes)
    in_notes = InNotes(inside_quotes, style.locale.term("ibid").rstrip("."))
    rendered = iter(zip(processed.citations, processed.authors, strict=True))
    unknown = frozenset(processed.unknown)

    def visit(cite: Cite, where: Where, _note: int) -> Replacement:
        citation, author = next(rendered)
        citation = _with_placeholders(citation, cite, unknown)
        if style.is_note and where is Where.TEXT:
            return Replacement(author, with_capital(citation))
        marked = replace(cite, rendered=citation)
        if not author:
            return Replacement((marked,))
        space = () if is_raised(citation) or not citation else (Text(" "),)
        return Replacement((*author, *space, marked))

    def settle(inlines: Inlines, where: Where) -> Inlines:
        if style.is_note and where is Where.NOTE:
            inlines = in_notes.fitted(inlines)
        return marks.settle(inlines)

    return Walk(document, visit, settle, makes_notes=style.is_note).run()


def _with_placeholders(citation: Inlines, cite: Cite, unknown: frozenset[str]) -> Inlines:
    """Return a citation with the keys of works that nobody knows, marked."""
    missing: Inlines = tuple(
        Strong((Text(f"[?{item.key}]"),)) for item in cite.items if item.key in unknown
    )
    match citation:
        case (Superscript(children),) if missing:
            return (Superscript(children + missing),)
        case _:
            return citation + missing
