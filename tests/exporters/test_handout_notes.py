"""The handout to write on: lines beside the text on every page, and headings that stand on them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from exporters.handout import notes
from exporters.handout.ruling import ruled
from presswork import document as doc
from presswork import looks
from presswork.document import Handout
from presswork.papers import PAPERS
from presswork.problems import Problems
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, svg_figure, text
from tests.exporters.printing import look_with
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Document

WORDS: Final = "The sea rises and falls twice a day, and nobody can hold it back for long. "
RULE: Final = 8 / 25.4 * 72
"""The distance of two rules, in points."""


def look_of(paper: str = "a4", **settings: str) -> looks.Look:
    return look_with("handout-notes", PAPERS[paper], **settings)


def press(document: Document, look: looks.Look) -> Exported:
    folder = document.path.parent
    resources = Resources((folder, *look.folders))
    return notes.export(document, look, folder / "handout.pdf", resources)


def printed(document: Document, *options: str) -> str:
    pdf = document.path.parent / "handout.pdf"
    return run(program("pdftotext", "poppler-utils"), *options, pdf, "-")


@pytest.mark.slow
def test_headings_stand_on_the_lines_of_every_page(tmp_path: Path) -> None:
    blocks: list[doc.Block] = []
    for number in range(1, 9):
        blocks.append(doc.Heading(1, text(f"Heading{number}"), f"h{number}"))
        blocks += [paragraph(WORDS * number), svg_figure(tmp_path, ""), paragraph(WORDS * 3)]
    figures = [replace(b, id=None) if isinstance(b, doc.Figure) else b for b in blocks]
    document = article(tmp_path, *figures)
    exported = press(document, look_of())
    assert (exported.pages, exported.warnings) == (3, ())
    found = printed(document, "-bbox")
    tops = [float(top) for top in re.findall(r'yMin="([\d.]+)"[^>]*>Heading\d<', found)]
    assert len(tops) == 8
    off = [(top - tops[0] + RULE / 2) % RULE - RULE / 2 for top in tops]
    assert max(map(abs, off)) < 0.7
    rights = [
        float(right)
        for right in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(?:sea|rises|twice)<', found)
    ]
    assert max(rights) < ruled(look_of()).outer / 25.4 * 72 + 114 / 25.4 * 72 + 1
    assert "Your notes" in printed(document)


def test_key_points_stand_alone_beside_the_lines(tmp_path: Path) -> None:
    handout = Handout(key_points=(text("Go to the sea."), text("Look at it.")))
    document = replace(article(tmp_path), handout=handout)
    exported = press(document, look_of("a5", shows="key-points", ruling="dots"))
    assert (exported.pages, exported.warnings) == (1, ())
    shown = printed(document)
    for words in ("Key points", "Go to the sea.", "Look at it.", "The caption"):
        assert words in shown
    assert "Some words." not in shown


@pytest.mark.parametrize("distance", ["5mm", "6mm", "7mm", "8mm", "0.375in", "12mm"])
@pytest.mark.parametrize("paper", ["a5", "a4", "letter", "a3"])
def test_text_is_legible_and_its_leading_a_share_of_the_lines(paper: str, distance: str) -> None:
    page = ruled(look_of(paper, ruling_distance=distance))
    sheet = PAPERS[paper]
    assert 8.5 <= page.size <= 13.3
    assert 1.29 <= page.leading / page.size <= 1.51
    assert page.leading * page.lines == pytest.approx(page.distance * page.beside / 25.4 * 72)
    across = page.outer + page.text + page.gap + page.width + page.inner
    assert across == pytest.approx(sheet.width, abs=0.05)
    assert 0.6 < page.text / (page.text + page.gap + page.width) < 0.7
    assert page.top + page.rules * page.distance + page.bottom == pytest.approx(sheet.height)


@pytest.mark.parametrize(
    ("ruling", "strokes"), [("rules", "M0 "), ("grid", "V"), ("dots", "dasharray"), ("none", "")]
)
def test_what_there_is_to_write_on_is_a_setting(ruling: str, strokes: str) -> None:
    drawing = ruled(look_of(ruling=ruling)).drawing.replace("%20", " ")
    assert bool(drawing) == (ruling != "none")
    assert strokes in drawing


def test_a_distance_that_nobody_can_write_in_is_told() -> None:
    with pytest.raises(Problems, match="'1mm' is no distance of lines to write on"):
        ruled(look_of(ruling_distance="1mm"))
