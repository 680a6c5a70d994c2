from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exporters import pdf
from presswork import looks
from presswork.document import Note, Paragraph
from presswork.inlines import NoteReference, Text
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph

if TYPE_CHECKING:
    from pathlib import Path

NOTES = 14
WORDS = 200


def note(number: int) -> Note:
    words = " ".join(f"word{number * WORDS + place}x" for place in range(WORDS))
    return Note(f"n{number}", (paragraph(words),))


@pytest.mark.slow
@pytest.mark.parametrize("look", ["article", "journal"])
def test_notes_that_find_no_room_at_the_foot_are_read_at_the_end(tmp_path: Path, look: str) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is missing: apt-get install poppler-utils")
    notes = tuple(map(note, range(NOTES)))
    mentions = [
        part for each in notes for part in (Text("more words"), NoteReference(each.id), Text(" "))
    ]
    document = replace(article(tmp_path, Paragraph(tuple(mentions))), notes=notes)
    made = tmp_path / "out.pdf"
    exported = pdf.export(document, looks.load(look), made, Resources((tmp_path,)))
    assert exported.warnings == ()
    command = [program, str(made), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - Poppler, on a file made above
    printed = set(re.findall(r"word(\d+)x", text.replace("-\n", "")))
    assert printed == {str(number) for number in range(NOTES * WORDS)}
