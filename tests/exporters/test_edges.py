"""The edges of a handout's pages, on any paper and bound at any edge; how much ink they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import ImageStat

from exporters.handout import full
from presswork import looks
from presswork.papers import PAPERS
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article, paragraph
from tests.exporters.printing import look_with

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The sea rises and falls twice a day, and nobody can hold it back for long. " * 5


def pressed(folder: Path, length: int, **settings: str) -> Path:
    """Write an article of some paragraphs as a handout."""
    look = look_with("handout-full", **settings)
    long = article(folder, *[paragraph(WORDS)] * length)
    resources = Resources((folder, *look.folders))
    full.export(long, look, folder / "handout.pdf", resources)
    return folder / "handout.pdf"


def edges(path: Path) -> list[tuple[int, int]]:
    """Return the margins of the first two pages at the left and at the right, in millimetres."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in list(pdf)[:2]:
            boxes = [each.get_bounds() for each in page.get_objects([1])]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            margins = (left, page.get_width() - right)
            found.append((round(margins[0] / 72 * 25.4), round(margins[1] / 72 * 25.4)))
        return found
    finally:
        pdf.close()


def test_a_gutter_is_inside_on_both_sides(tmp_path: Path) -> None:
    path = pressed(tmp_path, 18, sides="two", gutter="9mm")
    assert edges(path) == [(25, 16), (16, 25)]


def test_a_gutter_is_at_the_left_of_one_side() -> None:
    settings = [Assignment("gutter", "9mm")]
    style = looks.load("handout", assignments=settings).render("handout.css")
    assert "margin-left: calc(16.0mm + 9mm);" in style
    assert ":left" not in style


def test_a_gutter_is_where_lines_begin() -> None:
    settings = [Assignment("gutter", "9mm")]
    style = looks.load("handout", language="he", assignments=settings).render("handout.css")
    assert "margin-right: calc(16.0mm + 9mm);" in style


def test_a_plate_is_bound_where_lines_begin() -> None:
    for language, side in (("he", "right"), ("en", "left")):
        style = looks.load("handout-large-print", language=language).render("large-print.css")
        assert f"@page upright {{ margin-{side}: calc(" in style


@pytest.mark.parametrize(
    "template",
    [
        "handout/handout.html",
        "handout-full/full.html",
        "handout-notes/notes.html",
        "handout-large-print/large-print.html",
        "handout-cards/cards.html",
        "handout-poster/poster.html",
        "handout-quiz/quiz.html",
    ],
)
def test_handouts_are_read_in_the_direction_of_their_language(template: str) -> None:
    look, _, name = template.partition("/")
    path = looks.load(look).file(name)
    assert path is not None
    assert "{{ front.direction }}" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("paper", "side"), [("a5", "11.28"), ("letter", "16.45"), ("a3", "22.63")])
def test_margins_follow_the_paper(paper: str, side: str) -> None:
    style = looks.load("handout", PAPERS[paper]).render("handout.css")
    assert f"mm {side}mm " in style


def dark(path: Path) -> float:
    """Return how much of the first page is covered with ink."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        image = pdf[0].render(scale=1, grayscale=True).to_pil()
        return 1 - ImageStat.Stat(image).mean[0] / 255
    finally:
        pdf.close()


def test_saving_ink_saves_ink(tmp_path: Path) -> None:
    normal = dark(pressed(tmp_path, 4))
    assert dark(pressed(tmp_path, 4, ink_use="saving")) < 0.9 * normal
