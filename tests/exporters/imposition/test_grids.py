from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters.imposition import Marks, NUp, impose, n_up, suffix
from presswork.papers import Paper
from tests.exporters.imposition.papers import A4, A5, numbered, numbers

if TYPE_CHECKING:
    from pathlib import Path

SLIDE = (720.0, 405.0)


@pytest.mark.parametrize("count", [1, 5, 9, 33])
@pytest.mark.parametrize("on_side", [2, 4, 6, 9])
def test_pages_are_read_line_by_line(on_side: int, count: int, tmp_path: Path) -> None:
    form = n_up(on_side)
    impose(numbered(tmp_path / "pages.pdf", count, A4), form, tmp_path / "sheets.pdf")
    found = [
        page for side in numbers(tmp_path / "sheets.pdf", form.across, form.down) for page in side
    ]
    assert found == [
        *[str(number) for number in range(1, count + 1)],
        *[""] * (-count % on_side),
    ]


def test_pages_of_hebrew_are_read_from_the_right(tmp_path: Path) -> None:
    impose(numbered(tmp_path / "pages.pdf", 4, A4, "he"), n_up(4), tmp_path / "sheets.pdf")
    assert numbers(tmp_path / "sheets.pdf", 2, 2) == [["2", "1", "4", "3"]]


def size(path: Path) -> tuple[int, int]:
    with pikepdf.open(path) as pdf:
        box = pdf.pages[0].mediabox
        return round(float(box[2])), round(float(box[3]))


@pytest.mark.parametrize(
    ("on_side", "page", "sheet"),
    [(2, A4, (842, 595)), (4, A4, A4), (9, A4, A4), (2, SLIDE, (405, 720)), (4, SLIDE, SLIDE)],
)
def test_a_sheet_lies_as_pages_become_largest(
    on_side: int, page: tuple[float, float], sheet: tuple[float, float], tmp_path: Path
) -> None:
    impose(numbered(tmp_path / "pages.pdf", 2, page), n_up(on_side), tmp_path / "sheets.pdf")
    assert size(tmp_path / "sheets.pdf") == sheet


def test_pages_stand_in_their_size_on_a_paper_twice_as_large(tmp_path: Path) -> None:
    source = numbered(tmp_path / "pages.pdf", 2, A5)
    form = NUp(2, 1, margin=0)
    impose(source, form, tmp_path / "sheets.pdf", Paper("a4", 210, 297))
    with pikepdf.open(tmp_path / "sheets.pdf") as pdf:
        assert b" 1.000 0 0 1.000 " in pdf.pages[0].obj.Contents.read_bytes()


def drawn(path: Path, marks: Marks | None) -> list[str]:
    impose(numbered(path / "pages.pdf", 4, A4), n_up(4), path / "sheets.pdf", marks=marks)
    with pikepdf.open(path / "sheets.pdf") as pdf:
        lines = pdf.pages[0].obj.Contents.read_bytes().decode().split("\n")
    return [line for line in lines if " Do " not in line]


def test_nothing_is_drawn_beside_pages(tmp_path: Path) -> None:
    assert drawn(tmp_path, None) == []


def test_lines_to_cut_along_part_pages(tmp_path: Path) -> None:
    assert drawn(tmp_path, Marks(cut=True)) == [
        "q 0.25 w 0.45 G [5.669 5.669] 0 d",
        "297.500 0 m 297.500 842.000 l S",
        "0 421.000 m 595.000 421.000 l S",
        "Q",
    ]


def test_frames_are_around_pages(tmp_path: Path) -> None:
    frames = drawn(tmp_path, Marks(frames=True))
    assert len(frames) == 4
    assert all(frame.endswith(" re S Q") for frame in frames)


def test_files_are_named_by_the_pages_on_a_side() -> None:
    assert suffix(n_up(6)) == "6-up"
