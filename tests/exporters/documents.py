"""Small documents for the tests of what goes through a page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from presswork.document import (
    Affiliation,
    Author,
    Bibliography,
    BibliographyEntry,
    Block,
    Document,
    Figure,
    Heading,
    Metadata,
    Note,
    Panel,
    Paragraph,
)
from presswork.inlines import (
    CitationItem,
    Cite,
    Cited,
    Image,
    Inline,
    Inlines,
    Link,
    NoteReference,
    Superscript,
    Text,
)

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>'


def text(*parts: str | Inline) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(text(*parts))


def article(folder: Path, *blocks: Block, title: str = "On paper") -> Document:
    """Return a document with one of most things, or with the blocks given."""
    return Document(
        path=folder / "article.md",
        name="on-paper",
        metadata=Metadata(
            title=text(title),
            subtitle=text("A subtitle"),
            authors=(
                Author(
                    "Ada Author",
                    ("a",),
                    "0000-0002-1825-0097",
                    "ada@example.org",
                    corresponding=True,
                ),
                Author("Ben Author", ("a", "b")),
            ),
            affiliations=(Affiliation("a", "First House"), Affiliation("b", "Second House")),
            date=datetime.date(2026, 3, 1),
            abstract=(paragraph("What it says."),),
            keywords=("paper", "ink"),
        ),
        blocks=blocks or whole(folder),
        notes=(Note("n", (paragraph("The note itself."),)),),
    )


def whole(folder: Path) -> tuple[Block, ...]:
    cite = Cite((CitationItem("k"),), rendered=(Superscript((Cited("k", text("1")),)),))
    doi = Link("https://doi.org/10.1000/182", text("10.1000/182"))
    return (
        Heading(1, text("First section"), "first"),
        paragraph("Some words.", cite, NoteReference("n"), " More words."),
        svg_figure(folder, ""),
        Heading(1, text("Second section"), "second"),
        paragraph("The end."),
        Bibliography((BibliographyEntry("k", text("1."), text("Somebody. doi:", doi)),)),
    )


def svg_figure(folder: Path, content: str) -> Figure:
    source = folder / "picture.svg"
    source.write_text(SVG.format(content), encoding="utf-8")
    return Figure((Panel(Image(source, "What it shows")),), text("The caption"), "fig:one", "1")
