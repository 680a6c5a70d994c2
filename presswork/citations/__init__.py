"""Citing: a document and a style become a document whose citations can be read.

`check_keys` tells citations of works that are not there; `cite` renders. What CSL is, nothing
outside this package knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork import csl_files
from presswork.citations import compiling
from presswork.citations.marks import Marks, without_inner_stops
from presswork.citations.positions import Mention
from presswork.citations.session import Session
from presswork.citations.walking import Replacement, Walk, Where
from presswork.document import Bibliography
from presswork.inlines import Cite, Text
from presswork.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.citations.style import CompiledStyle
    from presswork.document import Blocks, Document
    from presswork.inlines import Inlines

__all__ = ["check_keys", "cite"]


def check_keys(document: Document) -> tuple[Problem, ...]:
    """Return an error for each citation of a work that the references do not hold.

    Args:
        document: read, and not yet cited.
    """
    known = {reference.key for reference in document.references}
    problems = []
    for found, _, _ in _citations(document, makes_notes=False):
        for item in found.items:
            if item.key not in known:
                hint = did_you_mean(item.key, known)
                if not known:
                    hint = "the document names no references: write `references: references.json`"
                problems.append(Problem(f"unknown citation key '{item.key}'", found.location, hint))
    return tuple(problems)


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
    try:
        compiled = compiling.compile_style(style, language, document.metadata.language)
        return _cited(document, compiled)
    except RecursionError as error:
        raise csl_files.broken(
            style, None, "the style nests its elements too deep", "no style does; check the file"
        ) from error


def _cited(document: Document, compiled: CompiledStyle) -> Document:
    found = _citations(document, makes_notes=compiled.note)
    mentions = [Mention(mention.items, note) for mention, _, note in found]
    session = Session(compiled, document.references, mentions)
    cited = _replace(document, compiled, session)
    bibliography = Bibliography(
        session.bibliography(), hanging=compiled.bibliography_options.hanging_indent
    )
    return replace(cited, blocks=_with_bibliography(cited.blocks, bibliography))


def _citations(document: Document, *, makes_notes: bool) -> list[tuple[Cite, Where, int]]:
    """Return the citations in the order of reading, and where each stands."""
    found: list[tuple[Cite, Where, int]] = []

    def visit(cite: Cite, where: Where, note: int) -> Replacement:
        found.append((cite, where, note))
        return Replacement((cite,))

    Walk(document, visit, lambda inlines, _: inlines, makes_notes=makes_notes).run()
    return found


def _replace(document: Document, style: CompiledStyle, session: Session) -> Document:
    authors_notes = frozenset(note.id for note in document.notes)
    marks = Marks(authors_notes, style.locale.punctuation_in_quote)
    index = -1

    def visit(cite: Cite, where: Where, _note: int) -> Replacement:
        nonlocal index
        index += 1
        rendered = session.render(index, cite.form)
        if style.note and where is Where.TEXT:
            return Replacement(rendered.author, rendered.citation)
        marked = replace(cite, rendered=rendered.citation)
        if not rendered.author:
            return Replacement((marked,))
        space = () if rendered.is_raised or not rendered.citation else (Text(" "),)
        return Replacement((*rendered.author, *space, marked))

    def settle(inlines: Inlines, where: Where) -> Inlines:
        if style.note and where is Where.NOTE:
            inlines = without_inner_stops(inlines)
        return marks.settle(inlines)

    return Walk(document, visit, settle, makes_notes=style.note).run()


def _with_bibliography(blocks: Blocks, filled: Bibliography) -> Blocks:
    """Return the blocks with the first place for the bibliography filled, if anything is cited."""
    if not filled.entries:
        return blocks
    result = list(blocks)
    for at, block in enumerate(result):
        if isinstance(block, Bibliography):
            result[at] = replace(block, entries=filled.entries, hanging=filled.hanging)
            break
    return tuple(result)
