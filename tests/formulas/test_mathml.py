"""MathML of publishers brought into our form."""

from __future__ import annotations

import pytest
from lxml import etree

from presswork.formulas import FormulaError, from_mathml
from presswork.mathml import NAMESPACE
from tests.formulas.notation import notation


def read(content: str) -> str:
    written = f'<mml:math xmlns:mml="{NAMESPACE}">{content}</mml:math>'
    return " ".join(map(notation, from_mathml(etree.fromstring(written)).root.elements))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<mml:mrow>\n <mml:mi>a</mml:mi>\n <mml:mo>=</mml:mo>\n</mml:mrow>", "row(a =)"),
        ("<mml:mrow><mml:mi>a</mml:mi></mml:mrow>", "a"),
        ('<mml:mi mathvariant="bold">x</mml:mi>', "\N{MATHEMATICAL BOLD SMALL X}"),
        ('<mml:mi mathvariant="italic">h</mml:mi>', "\N{PLANCK CONSTANT}"),
        ('<mml:mi mathvariant="script">L</mml:mi>', "\N{SCRIPT CAPITAL L}"),
        ('<mml:mi mathvariant="double-struck">R</mml:mi>', "\N{DOUBLE-STRUCK CAPITAL R}"),
        ('<mml:mi mathvariant="bold">β</mml:mi>', "\N{MATHEMATICAL BOLD SMALL BETA}"),
        ('<mml:mn mathvariant="bold">1</mml:mn>', "\N{MATHEMATICAL BOLD DIGIT ONE}"),
        ('<mml:mi mathvariant="normal">d</mml:mi>', "d[mathvariant=normal]"),
        (
            '<mml:mstyle displaystyle="true"><mml:mi>a</mml:mi></mml:mstyle>',
            "style[displaystyle=true](a)",
        ),
        (
            '<mml:mtable align="top" class="x"><mml:mtr><mml:mtd/></mml:mtr></mml:mtable>',
            "table[align=top](tr(td()))",
        ),
        (
            '<mml:mfenced open="[" close=")"><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced>',
            "row([[form=prefix] a , b )[form=postfix])",
        ),
        (
            "<mml:semantics><mml:mi>a</mml:mi><mml:annotation>a</mml:annotation></mml:semantics>",
            "a",
        ),
    ],
)
def test_mathml_is_brought_into_one_form(content: str, expected: str) -> None:
    assert read(content) == expected


def test_an_element_with_too_few_parts_is_refused() -> None:
    with pytest.raises(FormulaError, match="'mfrac' has 1 parts, not 2"):
        read("<mml:mfrac><mml:mi>a</mml:mi></mml:mfrac>")


def test_mathml_that_is_too_deep_is_refused() -> None:
    with pytest.raises(FormulaError, match="too deep"):
        read("<mml:mrow>" * 220 + "</mml:mrow>" * 220)
