"""What the tests of Word files share: a document around some blocks, written as a file."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from exporters.docx import export, ids
from presswork import looks
from presswork.document import Document, Metadata
from presswork.inlines import Text
from presswork.resources import Resources

from .tree import remember

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presswork.document import Block, Note
    from presswork.numerals import Numeral


@pytest.fixture(scope="session")
def look() -> looks.Look:
    return looks.load("article", looks.A4, "en-US")


@pytest.fixture
def write(tmp_path: Path, look: looks.Look) -> Callable[..., Path]:
    """Write blocks as a Word file and return its path."""

    def write(
        *blocks: Block,
        look: looks.Look = look,
        notes: tuple[Note, ...] = (),
        metadata: Metadata | None = None,
        note_numeral: Numeral = "decimal",
    ) -> Path:
        usual = Metadata((Text("Tides"),), date=datetime.date(2024, 5, 6))
        document = Document(
            tmp_path / "article.md",
            "tides",
            metadata or usual,
            blocks,
            notes=notes,
            note_numeral=note_numeral,
        )
        destination = tmp_path / "tides.docx"
        remember(ids(document))
        export(document, look, destination, Resources((tmp_path,)))
        return destination

    return write
