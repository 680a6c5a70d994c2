"""Formulas: the parser's tokens, as `Math` and `Equation`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork import formulas
from presswork.document import CodeBlock
from presswork.formulas import FormulaError
from presswork.inlines import Code, Math
from presswork.readers.markdown import attributes

if TYPE_CHECKING:
    from markdown_it.token import Token

    from presswork.document import Block, Equation
    from presswork.inlines import Inline
    from presswork.readers.markdown.reading import Reading


def read_inline(token: Token, line: int, reading: Reading) -> Inline:
    """Make a formula of a token; code, and a warning, where it is not understood."""
    latex = token.content.strip()
    if token.type == "math_display":
        latex = rf"\displaystyle {latex}"
    try:
        return Math(formulas.inline(latex, reading.macros))
    except FormulaError as error:
        reading.ledger.warn(error.what, reading.at(line), error.hint)
        return Code(" ".join((token.markup or f"${token.content}$").split()))


def read_display(token: Token, line: int, reading: Reading) -> Block:
    """Make a formula on lines of its own; code, and a warning, where it is not understood."""
    location = reading.at(line)
    latex = token.content.strip()
    try:
        equation = formulas.equation(latex, reading.macros, location)
    except FormulaError as error:
        reading.ledger.warn(error.what, location, error.hint)
        return CodeBlock(latex, "latex", location)
    return _labelled(equation, token, reading)


def _labelled(equation: Equation, token: Token, reading: Reading) -> Equation:
    """Give a formula the id that stands behind it."""
    found = attributes.of(token)
    wanted = found.id or found.values.get("label", "")
    if not wanted:
        return equation
    first, *others = equation.tags
    if first.id:
        reading.aliases[wanted] = first.id
        return equation
    return replace(equation, tags=(replace(first, id=wanted, numbered=True), *others))
