"""Small things that a typesetter does: what hangs, what aligns, what does not stand alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exporters.markup import NotePlace, Shown, blocks, setting_of
from exporters.markup.decimals import shifts
from presswork import document as doc
from presswork import looks
from presswork.fonts import positioned
from presswork.inlines import Emphasis, Inline, Subscript, Superscript
from presswork.settings import Assignment
from tests.exporters.documents import article, paragraph, text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Block

NO_BREAK = "\N{NO-BREAK SPACE}"


def html(folder: Path, block: Block) -> str:
    look = looks.load("article")
    plain = setting_of(article(folder), look.words, lambda _: Shown(""), NotePlace.FOOT)
    setting = replace(plain, raised=look.drawn("sups"), lowered=look.drawn("subs"))
    return str(blocks((block,), setting))


def table(*rows: tuple[str, ...], alignment: doc.Alignment = doc.Alignment.END) -> doc.Table:
    body = tuple(doc.Row(tuple(doc.Cell((paragraph(cell),)) for cell in row)) for row in rows)
    return doc.Table(tuple(doc.Column(alignment) for _ in rows[0]), (), body)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("which it has to.", f"which it has{NO_BREAK}to."),
        ("what is done by somebody", "what is done by somebody"),
        ("what it is", "what it is"),
    ],
)
def test_short_last_word_does_not_stand_alone(written: str, shown: str, tmp_path: Path) -> None:
    before = "A paragraph that goes on for more than one line, "
    assert html(tmp_path, paragraph(before + written)) == f"<p>{before}{shown}</p>"


def test_paragraph_of_one_line_has_no_last_line(tmp_path: Path) -> None:
    assert html(tmp_path, paragraph("Which it has to.")) == "<p>Which it has to.</p>"


def test_mark_at_the_beginning_of_a_quotation_hangs(tmp_path: Path) -> None:
    assert '<p class="hung">“So' in html(tmp_path, doc.Quote((paragraph("“So it is,” he said"),)))
    assert "hung" not in html(tmp_path, doc.Quote((paragraph("So it is"),)))


def test_numbers_of_a_column_align_by_their_points() -> None:
    block = table(("1.5",), ("12.25",), ("100",), ("−7.125",))
    moved = shifts(block)
    by_text = [moved.get(id(row.cells[0]), 0.0) for row in block.body]
    assert by_text == [2.0, 1.0, 3.45, 0.0]


def test_columns_of_words_and_of_whole_numbers_stay() -> None:
    assert shifts(table(("one",), ("two.five",))) == {}
    assert shifts(table(("1",), ("200",))) == {}
    assert shifts(table(("1.5",), ("12.25",), alignment=doc.Alignment.START)) == {}


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (Superscript(text("1,2")), '<sup class="drawn">1,2</sup>'),
        (Subscript(text("12")), '<sub class="drawn">12</sub>'),
        (Superscript(text("−5")), "<sup>−5</sup>"),
        (Superscript(text(Emphasis(text("n")))), "<sup><em>n</em></sup>"),
    ],
)
def test_small_signs_that_the_fonts_have(inline: Inline, shown: str, tmp_path: Path) -> None:
    assert shown in html(tmp_path, paragraph("x", inline))


def test_font_without_small_signs_has_none() -> None:
    faces = looks.load("article").faces
    signs = [face for face in faces if face.signs]
    assert positioned(signs, "subs") == frozenset()


def test_long_box_may_be_parted_between_pages(tmp_path: Path) -> None:
    assert 'class="callout callout-note"' in html(tmp_path, doc.Callout("note", (paragraph("a"),)))
    long = doc.Callout("note", (paragraph("words " * 300),))
    assert 'class="callout callout-note long"' in html(tmp_path, long)


def test_no_line_begins_with_a_dash(tmp_path: Path) -> None:
    joiner = "\N{WORD JOINER}"
    assert html(tmp_path, paragraph("a word—another, 1–2…")) == (
        f"<p>a word{joiner}—another, 1{joiner}–2{joiner}…</p>"
    )


@pytest.mark.parametrize(("figures", "has"), [("lining", False), ("old-style", True)])
def test_figures_of_the_text(figures: str, has: bool) -> None:  # noqa: FBT001 - a table
    look = looks.load("article", assignments=[Assignment("figures", figures)])
    assert ("oldstyle-nums" in look.render("print.css")) is has
