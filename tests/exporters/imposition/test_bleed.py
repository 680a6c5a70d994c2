"""What touches the edge of a page goes on beyond it on sheets, too, but not into its neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
import pytest

from exporters.finishing.printers_marks import Sheet
from exporters.imposition import Booklet, Imposition, Marks, Trifold, as_set, impose, n_up
from tests.exporters.imposition.papers import A5, PANEL, numbered
from tests.exporters.printing import look_with

if TYPE_CHECKING:
    from pathlib import Path

BLEED: Final = 10.0
INKS: Final = ("1 0 0 rg", "0 1 0 rg", "0 0 1 rg", "1 1 0 rg")
COLOURS: Final = {(255, 0, 0): "1", (0, 255, 0): "2", (0, 0, 255): "3", (255, 255, 0): "4"}


def bleeding(path: Path, count: int, size: tuple[float, float] = A5) -> Path:
    """Write pages that are wholly of a colour each, far beyond their edges."""
    numbered(path, count, size)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page, ink in zip(pdf.pages, INKS, strict=False):
            trim = pikepdf.Array([0, 0, *size])
            around = [-BLEED, -BLEED, size[0] + BLEED, size[1] + BLEED]
            page.obj.MediaBox = page.obj.CropBox = pikepdf.Array([-50, -50, 700, 700])
            page.obj.TrimBox, page.obj.BleedBox = trim, pikepdf.Array(around)
            page.obj.Contents = pdf.make_stream(f"{ink} -50 -50 750 750 re f".encode())
        pdf.save(path)
    return path


def boxes(path: Path) -> list[tuple[list[int], ...]]:
    with pikepdf.open(path) as pdf:
        names = ("mediabox", "bleedbox", "trimbox")
        return [
            tuple([round(float(edge)) for edge in getattr(page, name)] for name in names)
            for page in pdf.pages
        ]


def seen(path: Path, side: int, points: list[tuple[float, float]]) -> str:
    """Return which page is at some points of a side, from its left lower corner."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        page = pdf[side]
        left, _, _, top = page.get_mediabox()
        picture = page.render(scale=1).to_pil().convert("RGB")
        return "".join(
            COLOURS.get(picture.getpixel((int(x - left), int(top - y - 1))), "-") for x, y in points
        )
    finally:
        pdf.close()


def laid(tmp_path: Path, imposition: Imposition, around: Sheet, count: int = 4) -> Path:
    size = PANEL if isinstance(imposition, Trifold) else A5
    source, sheets = bleeding(tmp_path / "pages.pdf", count, size), tmp_path / "sheets.pdf"
    impose(source, imposition, sheets, None, Marks(around=around))
    return sheets


@pytest.mark.parametrize(
    ("around", "media", "bleed"), [(Sheet(BLEED), 10, 10), (Sheet(BLEED, crop=True), 24, 10)]
)
def test_the_sheets_of_a_booklet_are_larger_than_what_they_are_cut_to(
    tmp_path: Path, around: Sheet, media: int, bleed: int
) -> None:
    sheets = laid(tmp_path, Booklet(), around)
    larger = [[-by, -by, 842 + by, 595 + by] for by in (media, bleed, 0)]
    assert boxes(sheets) == [tuple(larger)] * 2


def test_a_booklet_bleeds_at_its_edges_and_not_over_the_fold(tmp_path: Path) -> None:
    sheets = laid(tmp_path, Booklet(paper_thickness=0), Sheet(BLEED, crop=True))
    across = [(-12.0, 300.0), (-8, 300), (415, 300), (427, 300), (849, 300), (854, 300)]
    assert seen(sheets, 0, across) == "-4411-"
    up = [(200.0, -12.0), (200, -8), (600, -8), (200, 602), (600, 602), (600, 607)]
    assert seen(sheets, 0, up) == "-4141-"


def test_a_leaflet_bleeds_at_its_edges_and_not_over_its_folds(tmp_path: Path) -> None:
    sheets = laid(tmp_path, Trifold(narrower=0), Sheet(BLEED))
    across = [(-8.0, 300.0), (275, 300), (287, 300), (555, 300), (568, 300), (850, 300)]
    assert seen(sheets, 1, across) == "223344"


def test_several_on_a_side_bleed_into_the_room_between_them(tmp_path: Path) -> None:
    settings = look_with("handout", bleed=f"{BLEED}pt", marks="crop").settings
    imposition, marks = as_set(n_up(2), settings)
    assert marks.around == Sheet(BLEED, crop=True)
    sheets = tmp_path / "sheets.pdf"
    made = impose(bleeding(tmp_path / "pages.pdf", 2), imposition, sheets, None, marks)
    assert made.hint == "print sheets in actual size; the marks show where to cut"
    assert boxes(sheets) == [([0, 0, 595, 420],) * 3]
    assert seen(sheets, 0, [(140, 210), (297, 210), (450, 210), (1, 210), (594, 210)]) == "1-2--"
    with pikepdf.open(sheets) as pdf:
        (page,) = pdf.pages
        drawn = page.obj.Contents.read_bytes().decode()
        (form, _) = page.obj.Resources.XObject.values()
    assert drawn.count("/Artifact") == 2
    assert [float(edge) for edge in form.BBox] == [-BLEED, -BLEED, 430, 605]


def test_the_marks_to_fold_stand_beyond_what_is_cut_off(tmp_path: Path) -> None:
    sheets = laid(tmp_path, Booklet(), Sheet(BLEED, crop=True))
    with pikepdf.open(sheets) as pdf:
        drawn = pdf.pages[1].obj.Contents.read_bytes().decode()
    assert "420.945 -21.339 m 420.945 -10.000 l S" in drawn


def test_without_bleed_and_marks_a_sheet_is_its_own_paper(tmp_path: Path) -> None:
    sheets = laid(tmp_path, Booklet(), Sheet())
    assert boxes(sheets) == [([0, 0, 842, 595],) * 3] * 2
