"""The sample article as Presswork writes it, to be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork import looks
from presswork.citations.citing import cite
from presswork.document import Heading, Table, inline_runs, walk
from presswork.inlines import Cite, plain_text
from presswork.inlines import walk as walk_inlines
from presswork.numbering import number
from presswork.readers import read
from presswork.resources import Resources
from presswork.styles import find
from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presswork.document import Document

CONTENT = ROOT / "content" / "stem-cell-immunotherapy" / "article.md"


def article() -> Document:
    """Return the sample article, numbered."""
    return number(read(CONTENT, Resources((CONTENT.parent,))))


def read_back(
    export: Callable[..., object], folder: Path, suffix: str, style: str = "ama"
) -> Document:
    """Write the sample article in a style, and return what is read from the file."""
    path = folder / f"article{suffix}"
    document = cite(article(), find(style).path, "en-US")
    export(document, looks.load("article"), path, Resources((CONTENT.parent,)))
    return number(read(path, Resources((folder,), downloads=folder / "kept")))


def headings(document: Document) -> list[tuple[int, str, bool]]:
    return [
        (block.level, plain_text(block.children), block.numbered)
        for block in walk(document.blocks)
        if isinstance(block, Heading)
    ]


def citations(document: Document) -> list[tuple[str, ...]]:
    """Return the keys of each citation, in reading order."""
    return [
        tuple(item.key for item in inline.items)
        for run in inline_runs(document.blocks)
        for inline in walk_inlines(run)
        if isinstance(inline, Cite)
    ]


def kinds(document: Document) -> list[str]:
    """Return what each block is, in reading order."""
    return [type(block).__name__ for block in walk(document.blocks)]


def cells(document: Document) -> list[list[str]]:
    """Return the words of each row of each table."""
    return [
        [" ".join(map(plain_text, inline_runs(cell.blocks))) for cell in row.cells]
        for block in walk(document.blocks)
        if isinstance(block, Table)
        for row in (*block.head, *block.body)
    ]


def words(document: Document) -> list[str]:
    """Return the words of each run of text, without spaces at the ends."""
    return [" ".join(plain_text(run).split()) for run in inline_runs(document.blocks)]
