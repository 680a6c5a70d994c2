r"""Displayed formulas: which lines have numbers, by the rules of amsmath."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.formulas import equation
from tests.formulas.notation import notation

if TYPE_CHECKING:
    from presswork.document import EquationTag


def tags(latex: str) -> str:
    """Return the tags of an equation: `#` for a number, `-` for none, the id after a colon."""
    return " ".join(map(shown, equation(latex).tags))


def shown(tag: EquationTag) -> str:
    number = (tag.number or "#") if tag.numbered else "-"
    return f"{number}:{tag.id}" if tag.id else number


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x", "-"),
        (r"x \label{eq:a}", "#:eq:a"),
        (r"x \tag{A}", "A"),
        (r"x \tag*{A$'$} \label{b}", "A':b"),
        (r"\begin{equation} x \end{equation}", "#"),
        (r"\begin{equation*} x \end{equation*}", "-"),
        (r"\begin{equation}\label{e}\begin{split} a&=b\\c&=d \end{split}\end{equation}", "#:e"),
        (
            r"\begin{equation}\begin{aligned} a&=b\\c&=d \label{f} \end{aligned}\end{equation}",
            "#:f",
        ),
        (r"\begin{align} a&=b \label{l1}\\ c&=d \label{l2} \end{align}", "#:l1 #:l2"),
        (r"\begin{align} a&=b \\ c&=d \\ \end{align}", "# #"),
        (r"\begin{align} a&=b \notag \\[2pt] c&=d \nonumber\\ e \end{align}", "- - #"),
        (r"\begin{align} a&=b \notag \\ c&=d \notag \end{align}", "-"),
        (r"\begin{align*} a&=b \\ c&=d \end{align*}", "-"),
        (r"\begin{align*} a&=b \tag{1} \\ c&=d \end{align*}", "1 -"),
        (r"\begin{alignat}{2} a&=b & c&=d \\ e \end{alignat}", "# #"),
        (r"\begin{flalign} a \\ b \end{flalign}", "# #"),
        (r"\begin{gather} a \\ b \end{gather}", "# #"),
        (r"\begin{multline} a \\ b \\ c \end{multline}", "#"),
        (r"\begin{multline*} a \\ b \end{multline*}", "-"),
        (r"\begin{eqnarray} a &=& b \\ c &=& d \nonumber \end{eqnarray}", "# -"),
        (r"\begin{subequations}\begin{align} a \\ b \end{align}\end{subequations}", "# #"),
        (r"\begin{align} a &= b \\ \intertext{and so} c &= d \end{align}", "# - #"),
        (r"\begin{align} \begin{pmatrix} a \\ b \end{pmatrix} &= c \\ d \end{align}", "# #"),
        (r"\begin{align} \text{a \\ b} \\ \substack{c \\ d} \end{align}", "# #"),
        (r"\begin{cases} a \\ b \end{cases}", "-"),
        (r"\begin{displaymath} x \end{displaymath}", "-"),
    ],
)
def test_lines_have_numbers(latex: str, expected: str) -> None:
    assert tags(latex) == expected


ALIGNED = "table[displaystyle=true,columnalign=right left,columnspacing=0em]"
CENTRED = "table[displaystyle=true]"
FIRST, LAST = "tr(td[columnalign=left](a))", "tr(td[columnalign=right](c))"
BETWEEN = 'tr(td[columnspan=2,columnalign=left]("and so"))'


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (
            r"\begin{align} a &= b \\ c &= d \end{align}",
            f"{ALIGNED}(tr(td(a) td(= b)) tr(td(c) td(= d)))",
        ),
        (
            r"\begin{eqnarray} a &=& b \\ &<& d \end{eqnarray}",
            f"{ALIGNED}(tr(td(a) td(= b)) tr(td() td(< d)))",
        ),
        (r"\begin{gather} a \\ b \end{gather}", f"{CENTRED}(tr(td(a)) tr(td(b)))"),
        (
            r"\begin{multline} a \\ b \\ c \end{multline}",
            f"{CENTRED}({FIRST} tr(td(b)) {LAST})",
        ),
        (r"a \\ b", f"{CENTRED}(tr(td(a)) tr(td(b)))"),
        (r"\begin{equation} a \end{equation}", "a"),
        (
            r"\begin{pmatrix} a \\ b \\ \end{pmatrix}",
            "row(( table[displaystyle=false](tr(td(a)) tr(td(b))) ))",
        ),
        (
            r"\begin{align} a &= b \\ \intertext{and so} c &= d \end{align}",
            f"{ALIGNED}(tr(td(a) td(= b)) {BETWEEN} tr(td(c) td(= d)))",
        ),
    ],
)
def test_lines_are_rows_of_one_table(latex: str, expected: str) -> None:
    (made,) = equation(latex).formula.root.elements
    assert notation(made) == expected


def test_one_line_is_no_table() -> None:
    made = equation(r"\begin{align} a &= b & c &= d \end{align}").formula.root
    assert notation(made) == "ath[display=block](a = b space[width=2em]() c = d)"
