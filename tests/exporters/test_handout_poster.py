"""The poster: one full sheet on any paper, and what had no room on it is told."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
import pytest

from exporters.handout import poster
from exporters.handout.poster.pieces import Piece, pieces_of
from exporters.handout.poster.planning import SOURCES, Measured, planned
from exporters.handout.poster.searching import Room, Search
from exporters.handout.poster.sentences import first_sentence, without_citations
from exporters.handout.poster.sheets import sheet_of
from exporters.handout.sheet import choose
from presswork import document as doc
from presswork import looks
from presswork.inlines import (
    CitationItem,
    Cite,
    Cited,
    CiteForm,
    Image,
    Inlines,
    NoteReference,
    Superscript,
    plain_text,
)
from presswork.papers import PAPERS
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article, paragraph, text
from tests.exporters.printing import look_with
from tests.scanned import scanned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Document
    from presswork.looks import Look

WORDS: Final = "The sea rises and falls twice a day, and nobody can hold it back for long. "
A0: Final = PAPERS["a0"]


def look_of(paper: str, **settings: str) -> Look:
    return look_with("handout-poster", PAPERS[paper], **settings)


def press(article: Document, paper: str = "a3", **settings: str) -> Exported:
    look = look_of(paper, **settings)
    folder = article.path.parent
    resources = Resources((folder, *look.folders))
    return poster.export(article, look, folder / "poster.pdf", resources)


def cite(key: str, form: CiteForm = CiteForm.PARENTHETICAL) -> Cite:
    return Cite((CitationItem(key),), form, (Superscript((Cited(key, text("1")),)),))


@pytest.fixture
def long(tmp_path: Path) -> Document:
    """An article with more than a poster shows."""
    blocks: list[doc.Block] = []
    for number, (width, height) in enumerate(((400, 200), (300, 300), (900, 300))):
        source = tmp_path / f"{number}.svg"
        source.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
        )
        panel = doc.Panel(Image(source, "A picture."))
        blocks += [
            doc.Heading(1, text(f"Section {number}"), f"s{number}"),
            paragraph(
                f"Sentence {number} is told in so many words here.", cite("k"), " ", WORDS * 4
            ),
            doc.BulletList(((paragraph(WORDS),),) * 3),
            paragraph(WORDS * 3),
            doc.Figure((panel,), text(f"Caption {number}."), f"f{number}", str(number + 1)),
        ]
    entry = doc.BibliographyEntry("k", text("1."), text("Somebody wrote it."))
    made = article(tmp_path, *blocks, doc.Bibliography((entry,)), title="Tides and people")
    contact = doc.Contact("Ada", "ada@example.org", "+1 202", "https://example.org")
    handout = doc.Handout(
        (text("Tides turn.", cite("k")), text("People stay.")),
        text("Look at the sea."),
        contact,
        "https://example.org/tides",
    )
    return replace(made, handout=handout)


def page_text(article: Document) -> str:
    with pypdfium2.PdfDocument(article.path.parent / "poster.pdf") as pdf:
        (page,) = pdf
        return " ".join(page.get_textpage().get_text_bounded().split())


def test_a_sheet_is_full_and_says_what_matters(long: Document, tmp_path: Path) -> None:
    exported = press(long)
    assert (exported.pages, exported.warnings) == (1, ())
    shown = page_text(long)
    for words in (
        "Tides and people", "A subtitle", "Ada Author", "First House", "Tides turn.1",
        "People stay.", "What it says.", "Section 0", "Sentence 0 is told in so many words here.",
        "Caption 0.", "Section 2", "Caption 2.", "Somebody wrote it.", "Look at the sea.",
        "ada@example.org", "example.org/tides",
    ):  # fmt: skip
        assert words in shown
    left, right = column_ends(tmp_path / "poster.pdf")
    assert abs(left - right) < 0.02, "the columns end together"
    assert scanned(tmp_path / "poster.pdf", tmp_path, 72) == [["https://example.org/tides"]]


def column_ends(pdf: Path) -> Iterator[float]:
    """Yield how high both columns end above the band, as shares of the page's height."""
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0]
        letters = page.get_textpage()
        width, height = page.get_size()
        places = [letters.get_charbox(at)[:2] for at in range(letters.count_chars())]
        at, _ = letters.search("ada@example.org").get_next()
        band = letters.get_charbox(at)[1] + 0.05 * height
        for right in (False, True):
            yield min(y for x, y in places if (x > width / 2) == right and y > band) / height


@pytest.mark.parametrize(
    ("paper", "settings", "width", "columns", "panel"),
    [
        ("a0", {}, 841, 2, 0),
        ("a3", {"orientation": "landscape"}, 420, 3, 0),
        ("a1", {"orientation": "landscape", "layout": "billboard"}, 841, 2, 319.58),
        ("a1", {"layout": "billboard", "column-count": "3"}, 594, 3, 0),
    ],
)
def test_how_it_hangs(
    paper: str, settings: Mapping[str, str], width: float, columns: int, panel: float
) -> None:
    assignments = [Assignment(name, value) for name, value in settings.items()]
    sheet = sheet_of(looks.load("handout-poster", PAPERS[paper], assignments=assignments))
    assert (sheet.width, sheet.columns, sheet.panel) == (width, columns, panel)
    taken = sheet.columns * sheet.column + (sheet.columns - 1) * sheet.gutter
    taken += sheet.panel and sheet.panel + sheet.gutter
    assert taken < sheet.width - 2 * sheet.margin < taken + 0.3


@pytest.mark.slow
def test_a_billboard_says_its_finding_large_on_one_page(long: Document, tmp_path: Path) -> None:
    settings = {"orientation": "landscape", "layout": "billboard", "finding": "Tides turn twice."}
    exported = press(long, "a3", pages="2", **settings)
    assert exported.pages == 1
    assert "a poster has one page, not 2" in str(exported.warnings[-1])
    with pikepdf.open(tmp_path / "poster.pdf") as pdf:
        across, down = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert across > down
    assert "Tides turn twice." in page_text(long)


def test_a_billboard_without_key_points_does_not_say_the_title_twice(tmp_path: Path) -> None:
    said = "The sea has risen and fallen twice a day ever since."
    document = article(tmp_path, paragraph(said, " ", WORDS), title="Tides and people")
    bare = replace(document, metadata=replace(document.metadata, abstract=()))
    (told,) = press(bare, "a3", layout="billboard").warnings
    assert told.what == "the document has no key points: the billboard shows how it begins"
    shown = page_text(bare)
    assert (shown.count("Tides and people"), shown.count(said)) == (1, 2)


def test_what_has_no_room_is_told(long: Document) -> None:
    exported = press(long, "a3", smallest_text="60pt", usual_text="60pt", largest_text="60pt")
    told = "\n".join(map(str, exported.warnings))
    assert "the poster has no room for" in told
    assert "'Section 2'" in told
    assert "People stay." in page_text(long)


def test_columns_are_even_and_longer_pieces_fill_them() -> None:
    pieces = (
        Piece("key-points", ((),)),
        Piece("section", ((), (), ())),
        Piece("figure", ((),)),
        Piece("section", ((), ())),
        Piece("table", ((),)),
    )
    heights = ((300.0,), (50.0, 100.0, 260.0), (200.0,), (60.0, 400.0), (150.0,))
    measured = Measured(heights, lambda amounts: 90.0 if amounts else 0.0, 520.0, 10.0)
    plan = planned(pieces, measured, 2)
    assert plan.fits
    assert plan.columns[0][0] == 0
    assert plan.columns[-1][-1] == SOURCES
    assert sorted(piece for column in plan.columns for piece in column) == [-1, 0, 1, 2, 3, 4]
    assert plan.amounts[1] > 0, "there was room for more"
    small = planned(pieces, replace(measured, column=400.0), 2, ("section",))
    assert 3 not in small.amounts or 1 not in small.amounts


def test_what_was_to_be_left_out_is_shown_where_it_has_room() -> None:
    pieces = (Piece("key-points", ((),)), Piece("section", ((),)), Piece("section", ((),)))
    measured = Measured(((100.0,), (80.0,), (300.0,)), lambda _: 0.0, 200.0, 10.0)
    assert planned(pieces, measured, 1, ("section",)).columns == ((0, 1),)


@pytest.mark.slow
def test_a_letter_stands_whole_in_all_columns_in_large_letters(tmp_path: Path) -> None:
    paragraphs = [paragraph(f"Paragraph {number}. ", WORDS * number) for number in (1, 4, 3, 2)]
    letter = article(tmp_path, *paragraphs)
    bare = replace(letter, metadata=replace(letter.metadata, abstract=()))
    assert press(bare).warnings == ()
    text_of = page_text(bare)
    assert all(f"Paragraph {number}." in text_of for number in (1, 4, 3, 2))
    assert "Abstract" not in text_of
    pieces = pieces_of(bare, choose(bare), ())
    assert [piece.kind for piece in pieces] == ["text"] * 4
    (told,) = press(bare, "a3", smallest_text="90pt", usual_text="90pt").warnings
    assert told.what == "the poster has no room for the rest of the text"


@pytest.mark.slow
def test_the_first_column_is_where_lines_begin(long: Document, tmp_path: Path) -> None:
    metadata = replace(long.metadata, language="he")
    for document, at_left in ((long, True), (replace(long, metadata=metadata), False)):
        press(document)
        with pypdfium2.PdfDocument(tmp_path / "poster.pdf") as pdf:
            page = pdf[0].get_textpage()
            place = page.search("People stay").get_next()
            assert place
            assert (page.get_charbox(place[0])[0] < pdf[0].get_width() / 2) is at_left


def test_text_that_has_no_room_ends_before_it_and_skips_nothing() -> None:
    pieces = (Piece("text", ((),)), *(Piece("text", ((),), continues=True) for _ in range(3)))
    measured = Measured(((100.0,), (80.0,), (300.0,), (20.0,)), lambda _: 0.0, 210.0, 10.0)
    assert planned(pieces, measured, 1, ("section",)).columns == ((0, 1),)
    assert not planned(pieces, measured, 1).fits


def test_pieces_that_are_high_take_few_layouts() -> None:
    """The least of all has room in the columns together, but the first piece in none of them."""

    def measure(size: float) -> Measured:
        tried.append(size)
        return Measured(((1400 * size**2,), (100 * size**2,)), lambda _: 0.0, 1000.0, 10.0)

    tried: list[float] = []
    search = Search(
        (Piece("abstract", ((),)), Piece("section", ((),))), measure, 2, Room(0.5, 1.4, ())
    )
    found = search.best()
    assert found.plan.fits
    assert found.text == pytest.approx(sqrt(1000 / 1400), rel=0.04)
    assert min(tried) > 0.8, "the smallest size is the last resort"


def test_paper_that_the_head_alone_fills_has_the_smallest_letters() -> None:
    measured = Measured(((100.0,), (80.0,)), lambda _: 0.0, -50.0, 10.0)
    pieces = (Piece("abstract", ((),)), Piece("text", ((),)))
    found = Search(pieces, lambda _: measured, 2, Room(0.5, 1.4, ())).best()
    assert (found.text, found.plan.fits) == (0.5, False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (text("A sentence of more than forty characters it is. Then more."), 47),
        (text("Short. But then comes a sentence that is longer. And a third."), 48),
        (text("It has to tell what belongs from what does not.", cite("k"), " And more."), 48),
        (text("What is said, e.g. here, goes on and on without an end"), 54),
    ],
)
def test_the_first_sentence(words: Inlines, sentence: int) -> None:
    assert len(plain_text(first_sentence(words))) == sentence


def test_a_sentence_ends_before_a_raised_citation_that_is_left_out() -> None:
    told = text("A sentence of more than forty characters it is.", cite("k"), " Then more.")
    assert plain_text(first_sentence(without_citations(told))).endswith("it is.")


def test_without_a_list_of_references_numbers_are_left_out() -> None:
    told = text(
        "Tides turn ", cite("k"), ", says ", cite("m", CiteForm.IN_TEXT), NoteReference("n")
    )
    assert plain_text(without_citations(told)) == "Tides turn, says 1"
