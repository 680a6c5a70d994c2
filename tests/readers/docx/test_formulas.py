"""Formulas of Word files, as Presswork writes them and as Word does."""

from __future__ import annotations

import pytest
from lxml import etree

from exporters.docx import math
from presswork import formulas
from presswork.formulas.omml import from_omml
from presswork.mathml import Formula
from tests.readers.docx.word import NAMESPACES

X = "<m:r><m:t>x</m:t></m:r>"
SIN = "<m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>sin</m:t></m:r>"
LEFT = "<m:begChr m:val='['/>"


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{a}{b}+\sqrt{x}",
        r"\sum_{i=1}^{n} x_i^2",
        r"\int_0^1 f(x)\,dx",
        r"\sqrt[3]{x}",
        r"\hat{x}+\vec{v}",
        r"\left(\frac{a}{b}\right)",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{cases} a & b \\ c & d \end{cases}",
        r"\lim_{x\to 0} \sin x",
        r"\mathbf{A}\mathrm{min}\mathbb{R}\mathcal{L}",
        r"x_{i}^{2}",
        r"\text{if } x > 0",
        r"a \leq 3.14",
        r"\binom{n}{k}",
        r"|x|",
    ],
)
def test_formula_of_presswork(latex: str) -> None:
    written = formulas.inline(latex)
    assert from_omml(math.formula(written.root)).words == Formula(written.root).words


@pytest.mark.parametrize(
    ("omml", "words"),
    [
        ("<m:r><m:t>E=m</m:t></m:r><m:sSup><m:e>c</m:e></m:sSup>", "E = m"),
        ("<m:r><m:t>12.5x</m:t></m:r>", "12.5x"),
        (f"<m:d><m:dPr>{LEFT}<m:endChr m:val=''/></m:dPr><m:e>{X}</m:e></m:d>", "[x"),
        (f"<m:func><m:fName>{SIN}</m:fName><m:e>{X}</m:e></m:func>", "sin x"),
        ("<m:unknown><m:r><m:t>x</m:t></m:r></m:unknown>", "x"),
        ("", ""),
    ],
)
def test_formula_of_word(omml: str, words: str) -> None:
    element = etree.fromstring(f"<m:oMath {NAMESPACES}>{omml}</m:oMath>")
    assert from_omml(element).words.strip() == words
