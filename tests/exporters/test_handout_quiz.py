"""The quiz: its kinds of questions, and where the answers stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from exporters.handout import quiz
from presswork import document as doc
from presswork.document import Handout
from presswork.inlines import CitationItem, Cite, Cited, NoteReference, Superscript
from presswork.papers import PAPERS
from presswork.problems import Problems
from presswork.quiz import Choice, ChoiceQuestion, OpenQuestion, Question, Statement
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text
from tests.exporters.printing import look_with, texts_of
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Document

CITE: Final = Cite((CitationItem("k"),), rendered=(Superscript((Cited("k", text("1")),)),))

QUESTIONS: Final[tuple[Question, ...]] = (
    ChoiceQuestion(
        text("How often does the sea rise?"),
        (Choice(text("Once")), Choice(text("Twice"), right=True)),
        text("As was said.", CITE),
    ),
    ChoiceQuestion(
        text("What moves it?"),
        (
            Choice(text("The moon"), right=True),
            Choice(text("The fish, which are many and large and swim")),
            Choice(text("The sun"), right=True),
        ),
    ),
    Statement(text("The sea is dry."), true=False),
    OpenQuestion(
        text("Why look at it?"), text("It is calm."), text("The note", NoteReference("q"))
    ),
)


def asking(folder: Path, *questions: Question) -> Document:
    note = doc.Note("q", (paragraph("Said in a note."),), of_citation=True)
    handout = Handout(quiz=questions, address="https://example.org/sea", notes=(note,))
    return replace(article(folder), handout=handout)


def press(document: Document, paper: str = "a4", **settings: str) -> Exported:
    folder = document.path.parent
    look = look_with("handout-quiz", PAPERS[paper], **settings)
    resources = Resources((folder, *look.folders))
    return quiz.export(document, look, folder / "quiz.pdf", resources)


def page_texts(document: Document, *options: str) -> list[str]:
    return texts_of(document.path.parent / "quiz.pdf", *options)


def test_answers_stand_upside_down_at_the_foot_of_the_page(tmp_path: Path) -> None:
    document = asking(tmp_path, *QUESTIONS)
    exported = press(document)
    assert (exported.pages, exported.warnings) == (1, ())
    page = " ".join(page_texts(document, "-raw")[0].split())
    for words in (
        "Quiz", "On paper", "Name", "Date", "Score", "/ 4", "How often does the sea rise?",
        "Several answers are right", "A The moon", "C The sun", "True", "False", "Why look at it?",
        "Somebody. doi:10.1000/182", "Said in a note.",
        "Answers 1 B As was said. 1 2 A, C 3 False 4 It is calm. The note",
    ):  # fmt: skip
        assert words in page
    with pikepdf.open(tmp_path / "quiz.pdf") as pdf:
        turned = [
            each
            for each in pikepdf.parse_content_stream(pdf.pages[0])
            if str(each.operator) == "cm" and str(each.operands[0]).startswith("-1")
        ]
    assert len(turned) == 1
    foot = [float(line.split('yMax="')[1].split('"')[0]) for line in page_bbox(document, "calm.")]
    assert max(foot) > 700


def page_bbox(document: Document, word: str) -> list[str]:
    pdf = document.path.parent / "quiz.pdf"
    found = run(program("pdftotext", "poppler-utils"), "-bbox", pdf, "-")
    return [line for line in found.splitlines() if f">{word}<" in line]


def test_answers_on_a_page_of_their_own_can_be_kept_back(tmp_path: Path) -> None:
    document = asking(tmp_path, *QUESTIONS)
    assert press(document, "a5", answers="last-page").pages == 2
    questions, answers = page_texts(document, "-raw")
    for words in ("As was said.", "Somebody.", "Said in a note.", "It is calm."):
        assert words not in questions
        assert words in answers
    assert "B Twice" in answers


def test_without_answers_only_what_is_asked_is_shown(tmp_path: Path) -> None:
    document = asking(tmp_path, *QUESTIONS)
    press(document, answers="none", name_line="no")
    (page,) = page_texts(document)
    for words in (
        "As was said.",
        "Somebody.",
        "Said in a note.",
        "It is calm.",
        "Score",
        "Answers",
    ):
        assert words not in page


def test_a_document_that_asks_nothing_is_told_how(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="the document asks no questions"):
        press(article(tmp_path))
