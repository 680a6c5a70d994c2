"""LaTeX read: what becomes of it stands in `latex.txt`, in the notation of `notation`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presswork.formulas import FormulaError, equation, inline
from tests.formulas.notation import notation
from tests.tools import shared

GOLDEN = Path(__file__).with_name("latex.txt")
DEFINITION = re.compile(r"\\newcommand\{.*\}$", re.MULTILINE)
LINE_END = "⏎"


def cases() -> list[tuple[str, str]]:
    blocks = (block.partition("\n") for block in GOLDEN.read_text("utf-8").split("\n\n"))
    return [(source, rest.strip("\n")) for source, _, rest in blocks if rest.strip()]


def read(latex: str) -> str:
    try:
        root = inline(latex.replace(LINE_END, "\n")).root
    except FormulaError as error:
        return f"    ! {error.what}\n    ! {error.hint}"
    return "    " + " ".join(map(notation, root.elements))


@pytest.mark.parametrize(("latex", "expected"), cases(), ids=[source for source, _ in cases()])
def test_latex_becomes_mathml(latex: str, expected: str) -> None:
    assert read(latex) == expected


def test_the_macros_of_a_document_are_known() -> None:
    macros = {r"\RR": r"\mathbb{R}", r"\pair": "(#1,#2)"}
    assert inline(r"\pair{\RR}{x}", macros).root.text == "(\N{DOUBLE-STRUCK CAPITAL R},x)"


def test_the_latex_is_kept_without_its_labels() -> None:
    assert equation("\\label{eq:a} x = 1 \\nonumber ").formula.latex == "x = 1"


def test_a_formula_that_is_too_long_is_refused() -> None:
    with pytest.raises(FormulaError, match=r"40,000 characters"):
        inline("x+" * 20_000)


@pytest.mark.parametrize(
    "latex",
    ["{" * 5000 + "}" * 5000, r"\hat" * 3000 + " x", r"\frac1" * 3000, r"\left(" * 900, "x^{" * 99],
)
def test_a_formula_that_is_too_deep_is_refused(latex: str) -> None:
    with pytest.raises(FormulaError):
        inline(latex)


def test_all_formulas_of_the_papers_are_understood() -> None:
    refused = []
    for paper in sorted(shared("papers").rglob("paper.md")):
        text = paper.read_text("utf-8")
        for latex in formulas_of(text):
            try:
                equation("\n".join((*DEFINITION.findall(text), latex)))
            except FormulaError as error:
                refused.append(f"{paper.parent.name}: {latex}: {error.what}")
    assert refused == []


def formulas_of(markdown: str) -> list[str]:
    """Find what stands between dollar signs, as far as a test needs it."""
    text = re.sub(r"```.*?```|`[^`]*`", "", markdown, flags=re.DOTALL)
    parts = text.replace("\\$", "").split("$$")
    displayed = parts[1::2]
    inner = [part for between in parts[::2] for part in between.split("$")[1::2]]
    return [part for part in displayed + inner if part.strip()]
