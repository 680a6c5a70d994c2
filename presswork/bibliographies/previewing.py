"""What references look like in styles: in the text, and in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporters.comparison import Cell, Column, Comparison, write_html, write_pdf
from presswork import looks
from presswork.bibliographies.listing import compiled
from presswork.bibliographies.replacing import replacing
from presswork.citations import csl
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from presswork.document import BibliographyEntry
    from presswork.inlines import Inlines
    from presswork.problems import Problem
    from presswork.references import Reference
    from presswork.styles import Style


@dataclass(frozen=True, slots=True)
class Preview:
    """A style shown by some references.

    Args:
        citations: what to write in a document, and what the style makes of it.
        entries: the list of references; empty where the style has none.
    """

    citations: tuple[tuple[str, Inlines], ...]
    entries: tuple[BibliographyEntry, ...]


def preview(
    style: Style,
    references: Mapping[str, Reference],
    language: str | None = None,
    fallback: str | None = None,
) -> Preview:
    """Return how a style cites references, one by one, together and with a page.

    Args:
        style: the style.
        references: by their keys; at least one.
        language: a BCP 47 tag; None for the style's own.
        fallback: the language where the style has none.

    Raises:
        Problems: the style is broken.
    """
    rules = compiled(style, language, fallback)
    keys = list(references)
    first = keys[0]
    asked = {
        f"[@{first}]": csl.Citation((csl.CitationItem(first),)),
        f"[{'; '.join('@' + key for key in keys[1:4])}]": csl.Citation(
            tuple(csl.CitationItem(key) for key in keys[1:4])
        ),
        f"[@{first}, p. 7]": csl.Citation((csl.CitationItem(first, locator="7"),)),
    }
    shown = {text: citation for text, citation in asked.items() if citation.items}
    processed = csl.process(rules, references, _in_notes(rules, list(shown.values())), references)
    return Preview(
        tuple(zip(shown, processed.citations, strict=True)),
        processed.bibliography,
    )


def column(
    style: Style,
    references: Mapping[str, Reference],
    language: str | None = None,
    fallback: str | None = None,
) -> Column:
    """Return how a style shows each of the references, cited in their order.

    Args:
        style: the style.
        references: by their keys.
        language: a BCP 47 tag; None for the style's own.
        fallback: the language where the style has none.

    Raises:
        Problems: the style is broken.
    """
    rules = compiled(style, language, fallback)
    citations = [csl.Citation((csl.CitationItem(key),)) for key in references]
    processed = csl.process(rules, references, _in_notes(rules, citations), references)
    entries = {entry.key: entry for entry in processed.bibliography}
    cells = {}
    for key, citation in zip(references, processed.citations, strict=True):
        entry = entries.get(key)
        cells[key] = Cell(citation, entry.label if entry else (), entry.content if entry else ())
    return Column(style.short_name, style.title, cells, is_note=rules.is_note)


def _in_notes(rules: csl.Style, citations: Sequence[csl.Citation]) -> list[csl.Citation]:
    """Return the citations, each in a note of its own if the style makes notes."""
    return [
        csl.Citation(citation.items, number if rules.is_note else 0)
        for number, citation in enumerate(citations, 1)
    ]


@dataclass(frozen=True, slots=True)
class Page:
    """What a comparison is printed on.

    Args:
        language: a BCP 47 tag, that of its fixed words.
        paper: the name of a size of paper; it is laid across.
        subject: whose references they are; may be empty.
    """

    language: str
    paper: str
    subject: str = ""


def compare(
    styles: Sequence[Style],
    references: Mapping[str, Reference],
    page: Page,
    output: Path,
    language: str | None = None,
) -> tuple[Problem, ...]:
    """Write references in several styles side by side, and return what is doubtful about it.

    Args:
        styles: at least one.
        references: by their keys.
        page: what it is printed on.
        output: the file, which is replaced; a web page unless it ends in `.pdf`.
        language: a BCP 47 tag for all styles; None for each one's own.

    Raises:
        Problems: a style is broken, or the file cannot be written.
    """
    columns = tuple(column(style, references, language, page.language) for style in styles)
    held = Comparison(tuple(references), columns, page.subject)
    look = looks.load("article", looks.PAPERS[page.paper], page.language)
    write = write_pdf if output.suffix == ".pdf" else write_html
    with replacing(output) as aside:
        return write(held, look, aside, Resources(look.folders)).warnings
