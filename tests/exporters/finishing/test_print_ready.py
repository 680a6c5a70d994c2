from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters import pdf
from exporters.finishing.print_ready import print_ready
from exporters.finishing.printers_marks import Sheet
from exporters.inks import BLACK
from presswork import looks
from presswork.problems import Problems
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article

if TYPE_CHECKING:
    from pathlib import Path


def look_with(**values: str) -> looks.Look:
    assignments = tuple(Assignment(name, value) for name, value in values.items())
    return looks.load("article", assignments=assignments)


def refusal(**values: str) -> str:
    with pytest.raises(Problems) as raised:
        print_ready(look_with(**values).settings)
    return str(raised.value)


def test_a_pdf_is_for_screens_unless_it_is_asked_for_another() -> None:
    ready = print_ready(look_with().settings)
    assert ready.sheet.is_plain
    assert ready.inks is None


@pytest.mark.parametrize(
    ("length", "points"), [("3mm", 8.504), ("0.125in", 9), ("9pt", 9), ("12px", 9), ("0", 0)]
)
def test_the_width_of_a_bleed(length: str, points: float) -> None:
    assert print_ready(look_with(bleed=length).settings).sheet.bleed == points


@pytest.mark.parametrize("length", ["-3mm", "2em", "5%", "4in"])
def test_a_width_that_is_none_is_told(length: str) -> None:
    assert refusal(bleed=length) == (
        f"error: '{length}' is no width of a bleed\n"
        "  hint: give a length from 0 to 1in, for example --set bleed=3mm"
    )


def test_marks_and_greys() -> None:
    ready = print_ready(look_with(marks="crop cross", colours="grey").settings)
    assert ready.sheet == Sheet(crop=True, cross=True)
    assert ready.inks == BLACK


def test_four_inks_need_a_profile() -> None:
    assert refusal(colours="cmyk") == (
        "error: colours=cmyk needs the ICC profile of the press, which describes its inks\n"
        "  hint: ask the printer for it and add --set profile=FILE; many take the PDF without "
        "colours=cmyk and mix the inks themselves"
    )


def test_a_profile_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "press.icc"
    path.write_bytes(b"no profile")
    assert refusal(colours="cmyk", profile=str(path)) == (
        "error: the profile press.icc cannot be used: it is no ICC profile\n"
        "  hint: give the ICC profile of a press of four inks, as printers publish them"
    )


COLOURS = frozenset({"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"})


def operators(path: Path) -> set[str]:
    """Return the operators of colour that a PDF draws with."""
    with pikepdf.open(path) as file:
        drawings: list[pikepdf.Object] = [page.obj for page in file.pages]
        drawings += [entry for entry in file.objects if entry.get("/Subtype") == "/Form"]
        found = {
            str(instruction.operator)
            for drawing in drawings
            for instruction in pikepdf.parse_content_stream(drawing)
        }
    return found & COLOURS


def test_a_grey_pdf_has_no_other_colours(tmp_path: Path) -> None:
    pdf.export(
        article(tmp_path),
        look_with(colours="grey", marks="crop", bleed="3mm"),
        tmp_path / "out.pdf",
        Resources((tmp_path,)),
    )
    assert operators(tmp_path / "out.pdf") == {"g", "G"}
    with pikepdf.open(tmp_path / "out.pdf") as file:
        page = file.pages[0]
        assert [round(float(number)) for number in page.TrimBox] == [0, 0, 595, 842]
        assert [round(float(number)) for number in page.BleedBox] == [-9, -9, 604, 850]
        assert [round(float(number)) for number in page.MediaBox] == [-23, -23, 618, 864]
