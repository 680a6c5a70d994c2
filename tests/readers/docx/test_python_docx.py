"""A Word file as python-docx writes it, with what its template gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
from docx.shared import Mm
from PIL import Image as Pixels

from presswork.inlines import Length
from presswork.readers import read
from presswork.resources import Resources
from tests.outline import outline

if TYPE_CHECKING:
    from pathlib import Path


def test_document(tmp_path: Path) -> None:
    Pixels.new("RGB", (9, 9)).save(tmp_path / "cell.png")
    written = docx.Document()
    written.core_properties.author = "Jane Example; Max Mustermann"
    written.core_properties.keywords = "cells; patience"
    written.add_heading("Cells that wait", 0)
    written.add_heading("How", 1)
    written.add_paragraph("One", style="List Bullet")
    written.add_paragraph("Deeper", style="List Bullet 2")
    written.add_paragraph("First", style="List Number")
    written.add_picture(str(tmp_path / "cell.png"), width=Mm(50))
    written.add_paragraph("Figure 1. A cell", style="Caption")
    table = written.add_table(2, 2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = words
    written.add_paragraph("Wait.", style="Intense Quote")
    written.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx", Resources((tmp_path,), downloads=tmp_path / "kept"))
    assert [author.name for author in document.metadata.authors] == [
        "Jane Example",
        "Max Mustermann",
    ]
    assert document.metadata.keywords == ("cells", "patience")
    told = outline(document.blocks)
    name = next(iter((tmp_path / "kept").iterdir())).name
    assert told == (
        'Heading 1 #how "How"\n'
        'BulletList\n  item\n    Paragraph "One"\n'
        '  item\n    Paragraph "Deeper"\n'
        'OrderedList\n  item\n    Paragraph "First"\n'
        f'Figure\n  Image {name} width=50mm ""\n  caption "A cell"\n'
        'Table (start, start)\n  row\n    cell "a"\n    cell "b"\n'
        '  row\n    cell "c"\n    cell "d"\n'
        'Quote\n  Paragraph "Wait."'
    )
    (figure,) = [block for block in document.blocks if type(block).__name__ == "Figure"]
    assert figure.images[0].width == Length(50, "mm")  # type: ignore[union-attr] # a Figure
