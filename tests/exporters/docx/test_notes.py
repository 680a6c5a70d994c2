"""Notes at the foot of pages and at the end of the text, with what a template has of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.parser import parse_xml

from exporters.docx.notes import ENDNOTES, FOOTNOTES, NoteKind, notes_part
from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.settings import Assignment

from .test_tables import cell
from .test_text import TITLE, paragraph
from .tree import NAMESPACES, W, body_tree, footnote_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOTES = (doc.Note("a", (paragraph("So."),)), doc.Note("b", (paragraph("And so."),)))
MARKS = (inl.NoteReference("a"), inl.NoteReference("b"), inl.NoteReference("a"))


@pytest.fixture(scope="module")
def at_end() -> looks.Look:
    return looks.load("article", looks.A4, "en-US", (Assignment("notes", "end"),))


def test_notes_at_the_end_are_endnotes(write: Callable[..., Path], at_end: looks.Look) -> None:
    path = write(paragraph(*MARKS), notes=NOTES, look=at_end)
    assert body_tree(path) == TITLE + (
        "FirstParagraph: (#note_a [endnote 1])(#note_b [endnote 2])"
        "«NOTEREF note_a \\f \\h = {EndnoteReference: 1}»"
    )
    assert footnote_tree(path, "endnote") == (
        "endnote 1\n  EndnoteText: [mark]~So.\nendnote 2\n  EndnoteText: [mark]~And so."
    )


def test_notes_at_the_end_are_counted_as_the_document_does(
    write: Callable[..., Path], at_end: looks.Look
) -> None:
    """Unless it is said, Word counts them with Roman numerals."""
    path = write(paragraph(*MARKS), notes=NOTES, look=at_end)
    for name, place in (
        ("word/document.xml", ".//w:sectPr/w:endnotePr"),
        ("word/settings.xml", "w:endnotePr"),
    ):
        properties = part(path, name).find(place, NAMESPACES)
        assert properties is not None
        assert properties[0].get(f"{W}val") == "decimal"


def test_separators_are_named_in_the_settings(
    write: Callable[..., Path], at_end: looks.Look
) -> None:
    settings = part(write(paragraph(*MARKS), notes=NOTES, look=at_end), "word/settings.xml")
    for kind in ("footnote", "endnote"):
        named = settings.iterfind(f"w:{kind}Pr/w:{kind}", NAMESPACES)
        assert [each.get(f"{W}id") for each in named] == ["-1", "0"]


@pytest.mark.parametrize("kind", [FOOTNOTES, ENDNOTES], ids=lambda kind: kind.name)
def test_notes_of_the_template_keep_their_ids(
    write: Callable[..., Path], look: looks.Look, at_end: looks.Look, tmp_path: Path, kind: NoteKind
) -> None:
    """Word itself gives the notice that a note goes on the id 1."""
    template = docx.Document(str(look.folder / "article.docx"))
    root = notes_part(template.part, kind).element
    notice = parse_xml(
        f'<w:{kind.name} xmlns:w="{NAMESPACES["w"]}" w:type="continuationNotice" w:id="1"><w:p/>'
        f"</w:{kind.name}>"
    )
    root.append(notice)
    template.save(str(tmp_path / "house.docx"))
    chosen = at_end if kind is ENDNOTES else look
    house = replace(chosen, folders=(tmp_path,))
    path = write(paragraph(*MARKS), notes=NOTES, look=house)
    ids = [note.get(f"{W}id") for note in part(path, f"word/{kind.name}s.xml")]
    assert ids == ["-1", "0", "1", "2", "3"]


def test_a_note_that_ends_in_a_table_ends_in_a_paragraph(write: Callable[..., Path]) -> None:
    table = doc.Table((doc.Column(),), (), (doc.Row((cell("x"),)),))
    path = write(paragraph(MARKS[0]), notes=(doc.Note("a", (paragraph("As:"), table)),))
    assert footnote_tree(path).splitlines()[-1] == "  FootnoteText:"


def test_notes_stand_in_headings_captions_and_cells(write: Callable[..., Path]) -> None:
    mark, other = MARKS[:2]
    table = doc.Table((doc.Column(),), (), (doc.Row((doc.Cell((paragraph(other),)),)),), (mark,))
    lines = body_tree(write(doc.Heading(1, (mark,), "sec"), table, notes=NOTES)).splitlines()
    assert lines[2] == "Heading1: (#sec (#note_a [note 1]))"
    assert lines[3] == "TableCaption: «NOTEREF note_a \\f \\h = {FootnoteReference: 1}»"
    assert lines[-1] == "      TableText: (#note_b [note 2])"
