"""Formulas in Word files: as Office Math, with numbers that are fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pytest

from exporters.docx import math
from presswork import numbering
from presswork.document import Document, Heading, Metadata, Paragraph
from presswork.formulas import equation, inline
from presswork.inlines import CrossReference, Math, ReferenceForm, Text
from tests.exporters.docx.office_math import notation
from tests.exporters.docx.tree import part, readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presswork.document import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x+1=2", "x+1=2"),
        (
            r"\beta \mathbf{n} \mathbb{R}",
            "β '\N{MATHEMATICAL BOLD SMALL N}\N{DOUBLE-STRUCK CAPITAL R}'",
        ),
        (r"\mathrm{d}x", "'d' x"),
        (r"\text{if } x", '"if " x'),
        ("x^2", "sSup(e(x) sup(2))"),
        ("x_i^2", "sSubSup(e(x) sub(i) sup(2))"),
        (r"\frac{a}{b}", "f(num(a) den(b))"),
        (r"\binom{n}{k}", "d[begChr=(,endChr=)](e(f[type=noBar](num(n) den(k))))"),
        (r"\sqrt{x}", "rad[degHide=1](deg() e(x))"),
        (r"\sqrt[3]{x}", "rad(deg(3) e(x))"),
        (r"\hat x \vec v", "acc[chr=\u0302](e(x)) acc[chr=\u20d7](e(v))"),
        (r"\overline{ab} \underline{x}", "bar[pos=top](e(ab)) bar[pos=bot](e(x))"),
        (
            r"\underbrace{ab}_{n}",
            "limLow(e(groupChr[chr=⏟,pos=bot,vertJc=top](e(ab))) lim(n))",
        ),
        (r"\overset{a}{b} \underset{a}{b}", "limUpp(e(b) lim(a)) limLow(e(b) lim(a))"),
        (
            r"\int_0^1 f(x) dx = 1",
            "nary[chr=∫,limLoc=subSup](sub(0) sup(1) e(f(x)dx)) =1",
        ),
        (
            r"\sum_i x_i + y",
            "nary[chr=∑,limLoc=subSup,supHide=1](sub(i) sup() e(sSub(e(x) sub(i)))) +y",
        ),
        (r"\sin x", "func(fName('sin') e(x))"),
        (r"\log(x+1) y", "func(fName('log') e((x+1))) y"),
        (r"\left( \frac{a}{b} \right)", "d[begChr=(,endChr=)](e(f(num(a) den(b))))"),
        (r"\left. x \right|_0", "sSub(e(d[begChr=,endChr=|](e(x))) sub(0))"),
        (r"\left\{ x \middle| y \right\}", "d[begChr={,sepChr=|,endChr=}](e(x) e(y))"),
        ("(a+b)^2", "sSup(e(d[begChr=(,endChr=),grow=0](e(a+b))) sup(2))"),
        ("|x|", "d[begChr=|,endChr=|,grow=0](e(x))"),
        ("= x", '"◌" =x'),
        (r"a \quad b", 'a "␣" b'),
        (r"{}^{14}\mathrm{C}", "sPre(sub(◌) sup(14) e('C'))"),
        (r"\phantom{x} \boxed{x}", "phant[show=0](e(x)) borderBox(e(x))"),
        (
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            "d[begChr=(,endChr=)](e(m[mcs=None](mr(e(a) e(b)) mr(e(c) e(d)))))",
        ),
        (r"\begin{gathered} a \\ b \end{gathered}", "eqArr(e(a) e(b))"),
    ],
)
def test_latex_becomes_office_math(latex: str, expected: str) -> None:
    made = notation(math.formula(inline(latex).root))
    assert made == f"oMath({expected})"


def test_limits_of_a_displayed_sum_stand_below_and_above() -> None:
    made = notation(math.displayed(equation(r"\sum_{i=1}^n x").formula.root))
    assert "nary[chr=∑,limLoc=undOvr]" in made


def numbered(*blocks: Block) -> tuple[Block, ...]:
    document = Document(path=__file__, name="x", metadata=Metadata(()), blocks=blocks)  # type: ignore[arg-type] # no file is read
    return numbering.number(document).blocks


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a file, with tabs, fields, bookmarks and formulas as they stand."""
    body = part(path, "word/document.xml").find(f"{W}body")
    assert body is not None
    return ["".join(map(_shown, paragraph.iter())).strip() for paragraph in body.iter(f"{W}p")]


def _shown(element: object) -> str:
    tag, text = element.tag, element.text or ""  # type: ignore[attr-defined] # an element
    match str(tag).rpartition("}")[2]:
        case "t" if str(tag).startswith(W):
            return str(text)
        case "tab" if element.getparent().tag == f"{W}r":  # type: ignore[attr-defined] # as above
            return "→"
        case "oMath":
            return "∎"
        case "instrText":
            return readable(f"{{{text.strip()}}}")
        case "bookmarkStart":
            return readable(f"<{element.get(W + 'name')}>")  # type: ignore[attr-defined] # as above
        case _:
            return ""


def test_number_of_an_equation_is_a_field_that_a_reference_leads_to(
    write: Callable[..., Path],
) -> None:
    mention = Paragraph((Text("See "), CrossReference("eq:x"), Text(".")))
    number = Paragraph((CrossReference("eq:x", form=ReferenceForm.NUMBER),))
    shown = paragraphs(write(*numbered(equation(r"x \label{eq:x}"), mention, number)))
    assert r"→∎→(<eq_x>{SEQ Equation \* ARABIC}1)" in shown
    assert "See Equation\u00a0{REF eq_x \\h \\* MERGEFORMAT}1." in shown
    assert r"{REF eq_x \h \* MERGEFORMAT}1" in shown


def test_lines_are_aligned_by_tab_stops(write: Callable[..., Path]) -> None:
    latex = r"\begin{align} a &= b \label{one} \\ c &= d \notag \\ e &= f \tag{*} \end{align}"
    shown = paragraphs(write(*numbered(equation(latex))))
    assert [line for line in shown if "∎" in line] == [
        r"→∎→∎→(<one>{SEQ Equation \* ARABIC}1)",
        "→∎→∎",
        "→∎→∎→(*)",
    ]


def test_one_number_of_aligned_lines_stands_at_the_last(write: Callable[..., Path]) -> None:
    latex = r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}"
    shown = [line for line in paragraphs(write(*numbered(equation(latex)))) if "∎" in line]
    assert shown == ["→∎→∎", r"→→∎→({SEQ Equation \* ARABIC}1)"]


def test_formula_without_number_is_displayed(write: Callable[..., Path]) -> None:
    path = write(equation("x^2"))
    (made,) = part(path, "word/document.xml").iter("{*}oMathPara")
    assert notation(made) == "oMathPara[jc=center](oMath(sSup(e(x) sup(2))))"


def test_formula_stands_in_headings_and_in_the_title(write: Callable[..., Path]) -> None:
    title = (Text("On "), Math(inline(r"\alpha^2")))
    path = write(Heading(1, title, "h"), metadata=Metadata(title))
    assert len(list(part(path, "word/document.xml").iter("{*}oMath"))) == 2
    assert docx.Document(str(path)).core_properties.title == "On α²"


@pytest.mark.parametrize(
    "latex",
    [
        r"x^{2} + y_{i}",
        r"\frac{a}{b}",
        r"\sqrt{x}",
        r"\sqrt[3]{x}",
        r"\alpha\beta",
        r"\sum_{i = 1}^{n}x_{i}",
        r"\int_{0}^{1}x",
        r"\mathbb{R}",
        r"\mathbf{x}",
        r"\widehat{x}",
        r"\overline{ab}",
        r"\left( \frac{a}{b} \right)",
        r"\sin x",
        r"\binom{n}{k}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
    ],
)
def test_pandoc_reads_the_same_latex(latex: str, write: Callable[..., Path]) -> None:
    pandoc = pytest.importorskip("pypandoc", reason="pip install pypandoc_binary")
    path = write(Paragraph((Math(inline(latex)),)))
    read = pandoc.convert_file(str(path), "markdown", extra_args=["--wrap=none"])
    (found,) = re.findall(r"\$(.*?)\$", read, re.DOTALL)
    assert "".join(found.split()) == "".join(latex.split())


def test_formulas_have_the_space_of_their_styles(write: Callable[..., Path]) -> None:
    lines = r"\begin{align} a &= b \\ c &= d \\ e &= f \end{align}"
    path = write(*numbered(equation("x"), equation(lines)))
    body = part(path, "word/document.xml")
    styles = [str(each.get(f"{W}val")) for each in body.iter(f"{W}pStyle")]
    expected = ["Equation", "EquationBeginning", "EquationMiddle", "EquationEnd"]
    assert [style for style in styles if style.startswith("Equation")] == expected
    assert not list(body.iter(f"{W}spacing", f"{W}jc"))
