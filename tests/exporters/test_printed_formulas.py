"""Formulas as operators of PDF, beside WeasyPrint's own drawing of the same SVG."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import weasyprint
from PIL import ImageChops

from exporters.drawn_formulas import drawn
from exporters.printed_formulas import PrintedFormula, printed
from presswork.formulas import inline

INK = "#123456"

WAVE = r"\frac{\partial^2 u}{\partial t^2} = c^2 \sqrt{\sum_{k=1}^n {\color{red} x_k} + \hat{y}}"


def svg(latex: str) -> bytes:
    drawing = drawn(inline(latex).root, INK)
    assert drawing is not None
    return drawing.svg


def page(picture: object) -> bytes:
    html = '<style>@page{size:400px 200px}</style><img src="drawn:formula" style="width:300px">'
    document = weasyprint.HTML(string=html).render(cache={"drawn:formula": picture})
    return bytes(document.write_pdf())


def own_picture(drawing: bytes) -> object:
    """Return WeasyPrint's own picture of a drawing."""
    return weasyprint.images.SVGImage(ET.fromstring(drawing), None, None, None)  # noqa: S314 - our own


def test_a_formula_looks_as_weasyprint_draws_it() -> None:
    drawing = svg(WAVE)
    images = [
        pypdfium2.PdfDocument(page(picture))[0].render(scale=2).to_pil().convert("L")
        for picture in (printed(drawing, INK), own_picture(drawing))
    ]
    difference = ImageChops.difference(*images)
    assert sum(difference.histogram()[32:]) == 0
    assert sum(images[0].histogram()[:128]) > 500  # there is something to see


def test_ink_is_left_to_the_page_and_other_colours_are_said() -> None:
    formula = printed(svg(WAVE), INK)
    assert isinstance(formula, PrintedFormula)
    assert formula.operators.count(b" rg") == 2  # x and its k
    assert b"q 1 0 0 rg" in formula.operators


def test_a_formula_that_is_shown_twice_is_written_once() -> None:
    formula = printed(svg("x"), INK)
    html = '<img src="drawn:formula" style="width:30px">' * 2
    document = weasyprint.HTML(string=html).render(cache={"drawn:formula": formula})
    written = bytes(document.write_pdf(uncompressed_pdf=True))
    assert written.count(b"/Subtype /Form") == 1
    assert written.count(b" Do") == 2


@pytest.mark.parametrize(
    "content",
    [
        '<rect x="0" y="0" width="1" height="1" stroke="red"/>',
        '<text x="1" y="1">a</text>',
        '<use href="#none" x="0" y="0" width="1" height="1"/>',
        (
            '<symbol id="a" viewBox="0 0 1 1"><path d="M 0 0 A 1 1 0 0 0 2 2"/></symbol>'
            '<use href="#a" x="0" y="0" width="1" height="1"/>'
        ),
    ],
)
def test_a_drawing_with_more_than_paths_and_bars_is_left_to_weasyprint(content: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{content}</svg>'
    assert printed(svg.encode(), INK) is None
