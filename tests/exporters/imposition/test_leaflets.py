from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters.imposition import Trifold, impose
from presswork.papers import Paper
from presswork.problems import Problems
from tests.exporters.imposition.papers import A4, PANEL, numbered, numbers

if TYPE_CHECKING:
    from pathlib import Path

SHEET = Paper("a4", 210, 297)


def made(path: Path, count: int, language: str = "en") -> list[list[str]]:
    source = numbered(path / "pages.pdf", count, PANEL, language)
    impose(source, Trifold(), path / "sheets.pdf")
    return numbers(path / "sheets.pdf", 3)


def test_the_cover_is_at_the_right_and_the_back_beside_it(tmp_path: Path) -> None:
    assert made(tmp_path, 6) == [["5", "6", "1"], ["2", "3", "4"]]


def test_a_leaflet_of_arabic_is_opened_from_the_right(tmp_path: Path) -> None:
    assert made(tmp_path, 6, "ar") == [["1", "6", "5"], ["4", "3", "2"]]


def test_panels_without_a_page_are_blank(tmp_path: Path) -> None:
    assert made(tmp_path, 3) == [["", "", "1"], ["2", "3", ""]]


def test_more_than_six_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="6 panels, and the document has 7 pages"):
        made(tmp_path, 7)


def test_the_panel_that_is_folded_in_is_narrower(tmp_path: Path) -> None:
    source = numbered(tmp_path / "pages.pdf", 6, PANEL)
    impose(source, Trifold(narrower=1.5), tmp_path / "sheets.pdf", SHEET)
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        widths = [
            round(float(line.split()[3]) / 72 * 25.4, 1)
            for page in pdf.pages
            for line in page.obj.Contents.read_bytes().decode().split("\n")
            if " Do " in line
        ]
        scales = {
            line.split(" W n ")[1].split()[0]
            for page in pdf.pages
            for line in page.obj.Contents.read_bytes().decode().split("\n")
            if " Do " in line
        }
    assert widths == [98, 99.5, 99.5, 99.5, 99.5, 98]
    assert scales == {"1.000"}


def test_marks_to_fold_are_on_the_inner_side_alone(tmp_path: Path) -> None:
    made(tmp_path, 6)
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        outer, inner = (page.obj.Contents.read_bytes().decode() for page in pdf.pages)
    assert " l S" not in outer
    assert inner.count(" l S") == 4


@pytest.mark.parametrize("count", [1, 6])
def test_whole_pages_on_panels_are_told_to_be_small(tmp_path: Path, count: int) -> None:
    source = numbered(tmp_path / "pages.pdf", count, A4)
    told = impose(source, Trifold(), tmp_path / "sheets.pdf").warnings
    assert [problem.what for problem in told] == [
        "the pages are set in 47% of their size, to fit on the panels of a leaflet"
    ]
