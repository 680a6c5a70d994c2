"""Comments of a draft: those of its authors, and on citations of unknown works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx

from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.settings import Assignment

from .test_text import paragraph, words
from .tree import NAMESPACES, W, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADA = doc.Metadata(words("Tides"), authors=(doc.Author("Ada Moon"),))


def told(path: Path) -> list[tuple[str, str, str]]:
    """Return of each comment, as python-docx reads it: author, initials, words."""
    comments = docx.Document(str(path)).comments
    return [(comment.author, comment.initials or "", comment.text) for comment in comments]


def test_a_comment_has_its_place_its_author_and_no_time_of_day(write: Callable[..., Path]) -> None:
    path = write(paragraph("One ", inl.Comment("why?\nhow?"), "two."), metadata=ADA)
    assert told(path) == [("Ada Moon", "AM", "why?\nhow?")]
    body = part(path, "word/document.xml").findall(".//w:p", NAMESPACES)[-1]
    assert [each.tag.removeprefix(W) for each in body] == [
        "pPr",
        "r",
        "commentRangeStart",
        "commentRangeEnd",
        "r",
        "r",
    ]
    (comment,) = part(path, "word/comments.xml")
    assert comment.get(f"{W}date") is None


def test_the_date_of_comments_is_that_of_the_document(write: Callable[..., Path]) -> None:
    (comment,) = part(write(paragraph(inl.Comment("why?"))), "word/comments.xml")
    assert comment.get(f"{W}date") == "2024-05-06T00:00:00Z"
    assert comment.get(f"{W}author") == "Presswork"


def test_a_citation_of_an_unknown_work_has_a_comment(write: Callable[..., Path]) -> None:
    cite = inl.Cite((inl.CitationItem("moon2020"),), rendered=words("(moon2020?)"))
    path = write(paragraph(cite))
    assert told(path) == [("Presswork", "P", "unknown citation key 'moon2020'")]


def test_comments_stand_in_cells_and_at_the_marks_of_notes(write: Callable[..., Path]) -> None:
    """Word has none in notes themselves."""
    cite = inl.Cite((inl.CitationItem("moon2020"),), rendered=words("(moon2020?)"))
    note = doc.Note("a", (paragraph("So.", inl.Comment("sure?"), cite),))
    table = doc.Table((doc.Column(),), (), (doc.Row((doc.Cell((paragraph(inl.Comment("x")),)),)),))
    path = write(paragraph(inl.NoteReference("a")), table, notes=(note,))
    said = [words for _, _, words in told(path)]
    assert said == ["sure?", "unknown citation key 'moon2020'", "x"]
    assert part(path, "word/footnotes.xml").find(".//w:commentReference", NAMESPACES) is None


def test_contents_do_not_say_a_comment_again(write: Callable[..., Path]) -> None:
    look = looks.load("article", looks.A4, "en-US", (Assignment("contents", "yes"),))
    heading = doc.Heading(1, (inl.Text("Sea"), inl.Comment("rename?")), "sec:sea")
    path = write(heading, paragraph("So."), look=look)
    assert [words for _, _, words in told(path)] == ["rename?"]


def test_comments_of_the_template_stay(
    write: Callable[..., Path], look: looks.Look, tmp_path: Path
) -> None:
    template = docx.Document(str(look.folder / "article.docx"))
    template.add_comment(template.paragraphs[0].runs[0], "Fill this in.", "House", "H")
    template.save(str(tmp_path / "house.docx"))
    house = replace(look, folders=(tmp_path,))
    path = write(paragraph(inl.Comment("why?")), look=house, metadata=ADA)
    assert told(path) == [("House", "H", "Fill this in."), ("Ada Moon", "AM", "why?")]
    ids = [comment.get(f"{W}id") for comment in part(path, "word/comments.xml")]
    assert ids == ["0", "1"]


def test_a_file_without_comments_has_no_part_for_them(write: Callable[..., Path]) -> None:
    kinds = docx.Document(str(write(paragraph("One.")))).part.rels.values()
    assert not [each for each in kinds if each.reltype.endswith("/comments")]
