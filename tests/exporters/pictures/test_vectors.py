"""Pages of PDF files as figures of a PDF: drawn as they are, or else in pixels."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pydyf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from exporters.pictures import UnusableError, examine
from exporters.pictures.sizing import encoded
from exporters.pictures.vectors import vector
from presswork.pictures import Kind
from tests.tools import program

from .files import TEXT, figure_pdf, pdf_bytes

if TYPE_CHECKING:
    from pathlib import Path


def taken_over(path: Path) -> pikepdf.Pdf | None:
    """Return a PDF that shows the page of another in a square of 100 points, where it can."""
    found = vector(examine(path))
    if found is None:
        return None
    pdf, stream = pydyf.PDF(), pydyf.Stream()
    pdf.add_object(stream)
    found.put_into(stream, pdf)
    page = pydyf.Stream(["100 0 0 100 0 0 cm /X Do"])
    pdf.add_object(page)
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "Contents": page.reference,
                "MediaBox": pydyf.Array([0, 0, 100, 100]),
                "Resources": pydyf.Dictionary(
                    {"XObject": pydyf.Dictionary({"X": stream.reference})}
                ),
            }
        )
    )
    written = BytesIO()
    pdf.write(written)
    return pikepdf.open(written)


def drawn(pdf: bytes) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[0]
    image: Image.Image = page.render(scale=2).to_pil()
    return image.convert("RGB").resize((100, 100))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True], ids=["whole", "cropped"])
def test_a_page_is_shown_as_it_is_turned_and_cropped(
    rotate: int,
    crop: bool,  # noqa: FBT001 - a case of the test
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(figure_pdf(rotate=rotate, crop=crop, font="drawn")))
    made = taken_over(path)
    assert made is not None
    difference = ImageChops.difference(drawn(path.read_bytes()), drawn(pdf_bytes(made)))
    assert sum(difference.convert("L").histogram()[64:]) < 200


def test_the_size_is_that_of_the_page_as_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(figure_pdf(rotate=90, crop=True)))
    source = examine(path)
    assert (source.width, source.height) == pytest.approx((200 / 0.75, 100 / 0.75))


def test_tags_of_another_document_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(figure_pdf(font="drawn")))
    made = taken_over(path)
    assert made is not None
    content = made.pages[0].Resources.XObject.X.read_bytes()
    assert b"BT" in content
    assert not any(mark in content for mark in (b"BDC", b"BMC", b"EMC"))


def test_letters_that_are_drawn_tell_what_they_stand_for(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(figure_pdf(font="drawn")))
    made = taken_over(path)
    assert made is not None
    assert pypdfium2.PdfDocument(pdf_bytes(made))[0].get_textpage().get_text_range() == "Words"


def test_a_font_that_is_not_in_the_file_makes_pixels_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(figure_pdf(font="foreign")))
    assert vector(examine(path)) is None
    made = encoded(examine(path), 300)
    assert (made.kind, made.width, made.height) == (Kind.PNG, 300, 300)


def test_hidden_layers_make_pixels_of_the_page(tmp_path: Path) -> None:
    pdf = figure_pdf()
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(pdf))
    assert vector(examine(path)) is None


def test_broken_drawing_makes_pixels_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(figure_pdf(content=TEXT + b" EMC << /A", font="drawn")))
    examine(path)
    vector(examine(path))
    assert encoded(examine(path), 100).kind is Kind.PNG


EPS = """%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 10 10 210 110
1 0 0 setrgbcolor 10 60 100 50 rectfill
0 setgray /Helvetica findfont 18 scalefont setfont 30 30 moveto (Words) show
showpage
"""


def test_an_eps_file_becomes_vectors_in_the_size_of_its_box(tmp_path: Path) -> None:
    program("gs", "ghostscript")
    path = tmp_path / "a.eps"
    path.write_text(EPS)
    source = examine(path)
    assert (source.width, source.height) == pytest.approx((200 / 0.75, 100 / 0.75))
    assert vector(source) is not None
    assert encoded(source, 100).width == 100


def test_an_eps_file_reads_no_other(tmp_path: Path) -> None:
    program("gs", "ghostscript")
    path = tmp_path / "a.eps"
    path.write_text(EPS + "(/etc/passwd) (r) file 100 string readstring pop ==\n")
    with pytest.raises(UnusableError, match="Ghostscript cannot read"):
        examine(path)
