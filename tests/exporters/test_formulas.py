"""Formulas on pages: MathML on the web, drawings in print."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from markupsafe import Markup

from exporters import html, pdf
from exporters.drawn_formulas import Drawing, drawn
from exporters.markup import DrawnFormula, Shown, blocks, inlines, setting_of
from presswork import looks, numbering
from presswork.document import Heading, Paragraph
from presswork.formulas import equation, inline
from presswork.inlines import Inlines, Math, Text
from presswork.resources import Resources
from tests.exporters.documents import article
from tests.formulas.test_latex import cases

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.markup import Setting
    from presswork.document import Block, Document
    from presswork.mathml import Formula, MathElement


def around(latex: str, before: str = "As ", after: str = ".") -> Inlines:
    return (Text(before), Math(inline(latex)), Text(after))


def document(folder: Path, *content: Block) -> Document:
    return numbering.number(article(folder, *content))


@pytest.fixture
def web(tmp_path: Path) -> Setting:
    return setting_of(document(tmp_path), looks.load("article").words, lambda _: Shown(""))


@pytest.fixture
def paper(tmp_path: Path) -> Setting:
    def draw(_: Formula, ink: str) -> DrawnFormula:
        return DrawnFormula(f"{ink}.svg", 2, 1.5, 0.5, (2 / 3,))

    words = looks.load("article").words
    return replace(setting_of(document(tmp_path), words, lambda _: Shown("")), formula_picture=draw)


def test_formula_in_a_line_is_mathml(web: Setting) -> None:
    assert inlines(around(r"\frac{a}{2}"), web) == (
        'As <math alttext="\\frac{a}{2}"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>\u2060.'
    )


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"a \text{ if } b", "<mtext>\u00a0if\u00a0</mtext>"),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
        (r"\overline{ab}", '<mrow class="barred"><mrow><mi>a</mi><mi>b</mi></mrow></mrow>'),
        (r"\cancel{x}", '<mrow class="struck-up"><mi>x</mi></mrow>'),
        (r"\textbf{ab}", '<mtext class="math-bold">ab</mtext>'),
        (
            r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}",
            '<mtd class="ruled-above ruled-after left"><mi>c</mi></mtd>',
        ),
        (r"\begin{aligned} a &= b \end{aligned}", '<mtd style="padding-left:0em" class="left">'),
    ],
)
def test_what_browsers_do_not_know_is_said_by_classes(
    latex: str, expected: str, web: Setting
) -> None:
    assert expected in inlines((Math(inline(latex)),), web)


def numbered(latex: str, folder: Path) -> Block:
    return document(folder, equation(latex)).blocks[0]


def test_number_of_an_equation_stands_beside_it(web: Setting, tmp_path: Path) -> None:
    made = blocks((numbered(r"x \label{eq:x}", tmp_path),), web)
    assert made == (
        '<div class="equation numbered" id="eq:x" role="group" tabindex="0"'
        ' aria-label="Equation\u00a01"><math display="block" alttext="x"><mi>x</mi></math>'
        '<span class="number">(1)</span></div>'
    )


def test_numbers_of_lines_stand_in_a_column(web: Setting, tmp_path: Path) -> None:
    latex = r"\begin{align} a &= b \label{one} \\ c &= d \notag \\ e &= f \tag{*} \end{align}"
    made = blocks((numbered(latex, tmp_path),), web)
    assert re.findall(r'<mtd[^>]*class="tag[^>]*>.*?</mtd>', made) == [
        '<mtd id="one" style="padding-left:0.5em" class="tag right"><mtext>(1)</mtext></mtd>',
        '<mtd style="padding-left:0.5em" class="tag right"></mtd>',
        '<mtd style="padding-left:0.5em" class="tag right"><mtext>(*)</mtext></mtd>',
    ]


def test_formula_on_paper_is_a_picture_on_the_line(paper: Setting) -> None:
    made = inlines(around("x"), paper)
    assert 'src="ink.svg"' in made
    assert 'style="width:2.000em;vertical-align:-0.500em"' in made


def test_formula_in_a_heading_has_its_colour_and_its_words(paper: Setting) -> None:
    made = blocks((Heading(1, around(r"\alpha^2"), "h"),), paper)
    assert 'src="accent.svg"' in made
    assert 'data-label="As α²."' in made


def test_number_on_paper_stands_on_the_line_of_the_formula(paper: Setting, tmp_path: Path) -> None:
    made = blocks((numbered(r"x \label{eq:x}", tmp_path),), paper)
    assert Markup('<span class="number" style="top:66.67%">(1)</span></div>') in made


@pytest.fixture
def true_paper(paper: Setting) -> Setting:
    def draw(formula: Formula, ink: str) -> DrawnFormula:
        made = drawing(formula.root)
        return DrawnFormula(f"{ink}.svg", made.width, made.height, made.depth, made.rows)

    return replace(paper, formula_picture=draw)


def test_wide_equation_is_parted_before_its_signs(true_paper: Setting, tmp_path: Path) -> None:
    long = " + ".join(["(a - b)"] * 9)
    shown = str(blocks((numbered(rf"x = {long} \label{{eq:x}}", tmp_path),), true_paper))
    assert 'class="equation numbered parted"' in shown
    said = re.findall(r'alt="([^"]*)"', shown)
    assert [words[:9] for words in said] == ["x = (a - ", *[""] * 9]
    assert re.search(r'<span class="number" style="bottom:[^"]*">\(1\)</span></div>', shown)


def test_equation_that_fits_is_one_picture(true_paper: Setting, tmp_path: Path) -> None:
    shown = str(blocks((numbered("x = a + b", tmp_path),), true_paper))
    assert shown.count("<img") == 1


def test_long_sum_within_a_line_may_end_it_after_its_signs(true_paper: Setting) -> None:
    shown = str(inlines(around("-a = -b" + " + c" * 20), true_paper))
    assert shown.count("<img") == 22


def drawing(root: MathElement) -> Drawing:
    made = drawn(root, "black")
    assert made is not None
    return made


def test_drawing_is_the_same_each_time() -> None:
    root = inline(r"\sum_{i=1}^n \frac{x_i}{2}").root
    assert drawing(root) == drawn.__wrapped__(root, "black")


@pytest.mark.parametrize("latex", [latex for latex, made in cases() if "!" not in made])
def test_every_formula_can_be_drawn(latex: str) -> None:
    assert drawing(equation(latex).formula.root).width > 0


def test_what_cannot_be_drawn_is_shown_as_it_is_written(tmp_path: Path, paper: Setting) -> None:
    setting = replace(paper, formula_picture=lambda *_: None)
    assert inlines(around("x^2"), setting) == "As <code>x^2</code>\u2060."
    made = blocks((numbered(r"x \label{eq:x}", tmp_path),), setting)
    assert "<code>x</code><span" in made
    assert ">(1)</span>" in made


@pytest.mark.parametrize(
    ("latex", "height", "depth"),
    [("x", 0.5, 0.0), ("y", 0.7, 0.2), (r"\frac{a}{b}", 1.2, 0.45), ("x^2", 0.8, 0.0)],
)
def test_drawing_stands_on_the_line(latex: str, height: float, depth: float) -> None:
    made = drawing(inline(latex).root)
    assert made.height == pytest.approx(height, abs=0.25)
    assert made.depth == pytest.approx(depth, abs=0.15)


def test_each_line_of_a_drawing_is_known() -> None:
    made = drawing(equation(r"\begin{align} a &= b \\ c &= d \\ e &= f \end{align}").formula.root)
    first, second, third = made.rows
    assert 0 < first < second < third < 1
    assert third - second == pytest.approx(second - first)


def test_limits_stand_beside_the_sign_within_a_line() -> None:
    latex = r"\sum_{i=1}^n"
    within, displayed = inline(latex).root, equation(latex).formula.root
    assert drawing(within).height < drawing(displayed).height


def exported(folder: Path, *content: Block) -> pikepdf.Pdf:
    look, resources = looks.load("article"), Resources((folder,))
    pdf.export(document(folder, *content), look, folder / "out.pdf", resources)
    return pikepdf.open(folder / "out.pdf")


def structure(element: pikepdf.Object) -> list[tuple[str, str]]:
    """Return the kinds of all elements below one, with their alternative texts."""
    found = []
    if isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.append((str(element.S), str(element.get("/Alt", ""))))
        kids = element.get("/K", pikepdf.Array())
        for kid in list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]:
            found += structure(kid)
    return found


def test_formulas_of_a_pdf_are_tagged_with_their_latex(tmp_path: Path) -> None:
    content = (Paragraph(around(r"\frac{a}{b}")), equation(r"x^2 \label{eq:x}"))
    with exported(tmp_path, *content) as made:
        tags = structure(made.Root.StructTreeRoot)
    formulas = [alternative for kind, alternative in tags if kind == "/Formula"]
    assert formulas == [r"\frac{a}{b}", "x^2"]


def test_outline_of_a_pdf_says_formulas_in_words(tmp_path: Path) -> None:
    with (
        exported(tmp_path, Heading(1, around(r"\alpha^2"), "h")) as made,
        made.open_outline() as outline,
    ):
        (entry,) = outline.root
        titles = [entry.title, *(child.title for child in entry.children)]
    assert "As α²." in titles


def test_font_of_formulas_is_in_pages_that_have_some(tmp_path: Path) -> None:
    look, resources = looks.load("article"), Resources((tmp_path,))
    for name, content in (("with", around("x")), ("without", (Text("x"),))):
        page = tmp_path / f"{name}.html"
        html.export(document(tmp_path, Paragraph(content)), look, page, resources)
        assert ('font-family: "STIX Two Math"' in page.read_text("utf-8")) == (name == "with")
