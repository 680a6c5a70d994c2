from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters.imposition import Booklet, impose
from exporters.imposition.booklets import parts_of
from presswork.papers import Paper
from tests.exporters.imposition.papers import A4, A5, folded, numbered, numbers

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, count: int, booklet: Booklet, language: str = "en") -> list[str]:
    """Return what one reads in a booklet of some pages, from cover to cover."""
    source = numbered(path / "pages.pdf", count, language=language)
    impose(source, booklet, path / "sheets.pdf")
    return folded(numbers(path / "sheets.pdf", 2), backward=language == "ar")


def counted(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("count", range(1, 34))
def test_a_folded_booklet_is_read_in_order(count: int, tmp_path: Path) -> None:
    assert read(tmp_path, count, Booklet()) == [*counted(count), *[""] * (-count % 4)]


@pytest.mark.parametrize("count", [1, 4, 7])
def test_a_booklet_of_arabic_is_bound_at_the_right(count: int, tmp_path: Path) -> None:
    assert read(tmp_path, count, Booklet(), "ar") == [*counted(count), *[""] * (-count % 4)]


def test_a_cover_is_blank_on_both_sides(tmp_path: Path) -> None:
    found = read(tmp_path, 6, Booklet(cover=True))
    assert found == ["", "", *counted(6), "", "", "", ""]


def test_a_back_cover_stands_last(tmp_path: Path) -> None:
    assert read(tmp_path, 6, Booklet(back_cover=True)) == [*counted(5), "", "", "6"]


@pytest.mark.parametrize("count", [8, 9, 30, 33])
def test_parts_are_read_one_after_the_other(count: int, tmp_path: Path) -> None:
    booklet = Booklet(signature=8)
    source = numbered(tmp_path / "pages.pdf", count)
    impose(source, booklet, tmp_path / "sheets.pdf")
    sides = iter(numbers(tmp_path / "sheets.pdf", 2))
    found: list[str] = []
    for part in parts_of(count, booklet):
        assert len(part) <= 8
        found += folded([next(sides) for _ in range(len(part) // 2)])
    assert found == [*counted(count), *[""] * (-count % 4)]


def test_parts_have_about_as_many_pages_each() -> None:
    assert [len(part) for part in parts_of(100, Booklet(signature=32))] == [24, 24, 24, 28]
    assert [len(part) for part in parts_of(9, Booklet(signature=8, cover=True))] == [4, 4, 8]


def lefts(path: Path) -> list[float]:
    """Return where the pages of each side begin, from left to right."""
    with pikepdf.open(path) as pdf:
        found = []
        for page in pdf.pages:
            drawn = page.obj.Contents.read_bytes().decode().split("\n")
            found += [float(line.split(" W n ")[1].split()[4]) for line in drawn if " Do " in line]
        return found


def test_pages_of_inner_sheets_stand_nearer_to_the_fold(tmp_path: Path) -> None:
    source = numbered(tmp_path / "pages.pdf", 12, (420, 500))
    impose(source, Booklet(paper_thickness=25.4 / 72), tmp_path / "sheets.pdf")
    assert lefts(tmp_path / "sheets.pdf") == [0, 420, 0, 420, 1, 419, 1, 419, 2, 418, 2, 418]


def sizes(path: Path) -> set[tuple[int, int]]:
    with pikepdf.open(path) as pdf:
        boxes = [page.mediabox for page in pdf.pages]
        return {(round(float(box[2])), round(float(box[3]))) for box in boxes}


@pytest.mark.parametrize(
    ("page", "sheet"), [((400, 500), (800, 500)), (A5, (842, 595)), (A4, (1191, 842))]
)
def test_a_sheet_is_two_pages_wide_or_the_paper_that_is_sold(
    page: tuple[float, float], sheet: tuple[int, int], tmp_path: Path
) -> None:
    impose(numbered(tmp_path / "pages.pdf", 4, page), Booklet(), tmp_path / "sheets.pdf")
    assert sizes(tmp_path / "sheets.pdf") == {sheet}


def test_pages_become_as_large_as_half_of_a_paper(tmp_path: Path) -> None:
    source = numbered(tmp_path / "pages.pdf", 4, A4)
    impose(source, Booklet(), tmp_path / "sheets.pdf", Paper("a4", 210, 297))
    assert sizes(tmp_path / "sheets.pdf") == {(842, 595)}


def test_a_booklet_that_is_too_thick_is_told(tmp_path: Path) -> None:
    source = numbered(tmp_path / "pages.pdf", 81)
    thick = impose(source, Booklet(), tmp_path / "sheets.pdf")
    (told,) = thick.warnings
    assert told.what == (
        "the booklet has 21 sheets in one fold, 4.2 mm thick when it is folded; "
        "more than 80 pages spring open"
    )
    assert not impose(source, Booklet(signature=32), tmp_path / "sheets.pdf").warnings


def test_sheets_are_counted(tmp_path: Path) -> None:
    made = impose(numbered(tmp_path / "pages.pdf", 5), Booklet(), tmp_path / "sheets.pdf")
    assert (made.sheets, made.sides) == (2, 4)
