"""Word files with live citations as files: whole, and the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from presswork import inlines as inl
from presswork.document import Heading, Note
from presswork.word_checks import check

from .live import cite, document, paragraph, write_live

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

PROGRAMS: Final = ("zotero", "zotero-bookmarks", "mendeley", "word")


def article(folder: Path) -> Document:
    """A document that cites in a heading, in the text, in a link and in a note."""
    return document(
        folder,
        Heading(1, (inl.Text("On "), cite("who2020")), "on"),
        paragraph("Text ", cite("lee2021"), inl.NoteReference("n"), "."),
        paragraph(inl.Link("https://example.org", (inl.Text("so "), cite("doe2019")))),
        notes=(Note("n", (paragraph("See ", cite("doe2019"), "."),)),),
    )


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_bytes_are_the_same_each_time(program: str, tmp_path: Path) -> None:
    first = write_live(program, article(tmp_path)).path.read_bytes()
    assert write_live(program, article(tmp_path)).path.read_bytes() == first


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("style", ["apa", "chicago-notes"])
def test_what_is_shown_is_what_static_text_shows(program: str, style: str, tmp_path: Path) -> None:
    static = write_live("none", article(tmp_path), style).shown
    assert write_live(program, article(tmp_path), style).shown == static


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("style", ["apa", "chicago-notes"])
def test_the_file_is_whole(program: str, style: str, tmp_path: Path) -> None:
    found = check([write_live(program, article(tmp_path), style).path])
    assert [problem.what for problem in found] == []
