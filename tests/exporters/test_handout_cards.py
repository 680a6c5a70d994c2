"""Cards to cut: how they lie on sheets, that front and back meet, and that texts have room."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from exporters.handout import cards
from exporters.handout.card_sheets import EDGE, OFF, card_sheet
from presswork import document as doc
from presswork import looks
from presswork.document import Handout
from presswork.inlines import (
    CitationItem,
    Cite,
    Cited,
    CrossReference,
    Superscript,
    TargetKind,
)
from presswork.papers import PAPERS, Paper
from presswork.problems import Problems
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text
from tests.exporters.printing import look_with, texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from exporters.handout.card_sheets import CardSheet
    from presswork.document import Document
    from presswork.inlines import Inlines

CITE: Final = Cite((CitationItem("k"),), rendered=(Superscript((Cited("k", text("1")),)),))
WORDS: Final = "The sea rises and falls twice a day, and nobody can hold it back for long. "


def look_of(paper: str = "a4", **settings: str) -> looks.Look:
    return look_with("handout-cards", PAPERS[paper], **settings)


def saying(folder: Path, *points: Inlines) -> Document:
    handout = Handout(key_points=points, address="https://example.org/sea")
    return replace(article(folder), handout=handout)


def press(document: Document, look: looks.Look) -> Exported:
    folder = document.path.parent
    resources = Resources((folder, *look.folders))
    return cards.export(document, look, folder / "cards.pdf", resources)


def page_texts(document: Document, *options: str) -> list[str]:
    return texts_of(document.path.parent / "cards.pdf", *options)


def places(sheet: CardSheet, *, back: bool = False) -> list[tuple[float, float]]:
    return [sheet.place(position, back=back) for position in range(sheet.holds)]


@pytest.mark.parametrize(
    ("card", "paper", "holds"),
    [
        ("eighth", "a4", 8),
        ("eighth", "letter", 8),
        ("eighth", "a3", 8),
        ("tenth", "a4", 10),
        ("tenth", "letter", 10),
        ("business", "a4", 10),
        ("business", "letter", 10),
        ("a7", "a4", 4),
        ("a7", "a5", 2),
        ("a6", "a3", 4),
        ("a6", "a4", 2),
        ("index", "letter", 4),
        ("index", "a5", 2),
    ],
)
def test_a_sheet_holds_as_many_cards_as_printers_can_print(
    card: str, paper: str, holds: int
) -> None:
    sheet = card_sheet(look_of(paper, card=card))
    assert sheet.holds == holds
    for left, top in places(sheet):
        assert min(left, top) >= EDGE - 0.01
        assert left + sheet.width <= sheet.paper.width - EDGE + 0.01
        assert top + sheet.height <= sheet.paper.height - EDGE + 0.01


@pytest.mark.parametrize("card", ["eighth", "business", "a7"])
def test_the_back_of_a_card_meets_its_front(card: str) -> None:
    sheet = card_sheet(look_of(card=card))
    fronts, backs = places(sheet), places(sheet, back=True)
    for (left, top), (back_left, back_top) in zip(fronts, backs, strict=True):
        turned_over = sheet.paper.width - back_left - sheet.width
        assert turned_over == pytest.approx(left, abs=0.002)
        assert back_top == top


@pytest.mark.parametrize("gap", ["0mm", "2mm", "3mm", "10mm"])
def test_marks_stay_off_all_cards_and_on_the_paper(gap: str) -> None:
    sheet = card_sheet(look_of(card_gap=gap))
    drawn = sheet.marks(places(sheet))
    strokes = re.findall(r"M([\d.]+) ([\d.]+)([hv])(-?[\d.]+)", drawn)
    assert len(strokes) == 8 * sheet.holds
    for x, y, way, length in strokes:
        start = float(x if way == "h" else y)
        ends = sorted((start, start + float(length)))
        across = float(y if way == "h" else x)
        if float(length) == 0:
            continue
        assert ends[0] >= 0
        for left, top in places(sheet):
            near, far = (left, left + sheet.width) if way == "h" else (top, top + sheet.height)
            other, end = (top, top + sheet.height) if way == "h" else (left, left + sheet.width)
            if other - 0.01 <= across <= end + 0.01:
                assert ends[1] <= near - OFF + 0.02 or ends[0] >= far + OFF - 0.02


def test_a_card_that_the_paper_does_not_hold_is_told() -> None:
    small = replace(look_of(card="a6"), paper=Paper("slip", 100, 140))
    with pytest.raises(Problems, match="paper of 100 × 140 mm holds no card 'a6'"):
        card_sheet(small)


def test_points_stand_in_front_and_their_works_on_the_back(tmp_path: Path) -> None:
    document = saying(tmp_path, text("The sea rises.", CITE), text("It falls."), text("So.", CITE))
    exported = press(document, look_of())
    assert (exported.pages, exported.warnings) == (2, ())
    front, back = page_texts(document, "-raw")
    for words in ("On paper", "A subtitle", "The sea rises.1", "It falls.", "Print on both sides"):
        assert words in front
    assert "Somebody." not in front
    assert back.count("Somebody. doi:10.1000/182") == 2
    assert back.count("example.org/sea") == 4


def test_no_word_of_a_title_is_parted(tmp_path: Path) -> None:
    document = article(tmp_path, paragraph(WORDS), title="Stem cell immunotherapeutics")
    press(document, look_of(card="index"))
    assert "immunotherapeutics" in page_texts(document, "-raw")[0]


def test_many_points_take_several_sheets_and_one_side_shows_its_works(tmp_path: Path) -> None:
    points = [text(f"Point {number}.", CITE) for number in range(1, 12)]
    document = saying(tmp_path, *points)
    look = look_of("letter", card="tenth", sides="one", title_card="no", pages="3")
    exported = press(document, look)
    assert exported.pages == 2
    assert [problem.what for problem in exported.warnings] == [
        "the cards take 2 pages, not 3: their number hangs on that of key points"
    ]
    first, second = page_texts(document)
    assert first.count("Somebody.") == 10
    assert "Point 11." in second
    assert "Cut along the marks" in second


def test_a_long_text_becomes_smaller_and_is_told_where_it_cannot_be(tmp_path: Path) -> None:
    document = saying(tmp_path, text(WORDS * 5), text(WORDS * 30), text("Short."))
    told = press(document, look_of(title_card="no")).warnings
    assert [problem.what for problem in told] == [
        "the text of card 2 is 53 mm too high, even at 7pt"
    ]


def test_cards_show_sentences_that_say_something_by_themselves(tmp_path: Path) -> None:
    figure = CrossReference("fig:a", TargetKind.FIGURE, "3")
    document = article(
        tmp_path,
        doc.Heading(1, text("Kinds, see ", figure), "kinds"),
        paragraph("There are two of them:"),
        doc.BulletList(((paragraph("High tides"),), (paragraph("Low tides"),))),
        paragraph("How high they are at every harbour is shown in ", figure, "."),
        paragraph("Both come twice a day, and nobody can hold them back."),
        doc.Heading(1, text("Heights"), "heights"),
        paragraph("All of the heights that were taken are those in ", figure, "."),
        doc.Heading(1, text("Leads to nothing"), "nothing"),
        paragraph("These are the names:"),
    )
    press(document, look_of())
    front = " ".join(" ".join(page_texts(document, "-raw")).split())
    for words in (
        "Kinds, see Figure 3 Both come twice a day",
        "Heights All of the heights that were taken are those in Figure 3.",
    ):
        assert words in front
    assert "names" not in front


def test_without_key_points_cards_show_how_sections_begin(tmp_path: Path) -> None:
    document = article(
        tmp_path,
        doc.Heading(1, text("Tides"), "tides"),
        paragraph("The sea rises, as ", CITE, " says. It falls, too."),
        doc.Heading(1, text("Waves"), "waves"),
        doc.Heading(2, text("High ones"), "high"),
        paragraph("They break."),
    )
    (told,) = press(document, look_of()).warnings
    assert told.what == "the document has no key points: the cards show how its sections begin"
    (front,) = page_texts(document, "-raw")
    for words in ("Tides\nThe sea rises, as says. It falls, too.", "Waves\nThey break."):
        assert words in front
    assert "Print on both sides" not in front
    bare = replace(document.metadata, abstract=())
    empty = replace(article(tmp_path, doc.ThematicBreak()), metadata=bare)
    with pytest.raises(Problems, match="there is nothing to put on cards"):
        press(empty, look_of())
