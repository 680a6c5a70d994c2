r"""Formulas read: LaTeX and MathML → `Formula` and `Equation`.

`inline` reads what stands between dollar signs in a line, `equation` what stands on lines of its
own, be it one formula or an environment such as `align` whose lines have labels and numbers;
`from_mathml` takes the elements of a document that has MathML already.

LaTeX is cut into `tokens`, macros are expanded and foreign commands rewritten (`expansion`,
`chemistry`, `units`), labels and numbers taken out (`lines`); math-core makes MathML of the rest
(`conversion`), which is brought into one form (`normal`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Equation
from presswork.formulas.conversion import converted, tree
from presswork.formulas.errors import FormulaError
from presswork.formulas.expansion import expanded, inner
from presswork.formulas.lines import display_of, without_labels
from presswork.formulas.normal import normal
from presswork.formulas.tokens import written
from presswork.mathml import Formula, MathElement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from presswork.formulas.lines import Display
    from presswork.problems import Location

__all__ = ["FormulaError", "equation", "from_mathml", "inline"]

_LABEL: Final = re.compile(r"\s*\\(?:label\s*\{[^{}]*\}|nonumber\b|notag\b)")
_SPECIAL_SPACE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def inline(latex: str, macros: Mapping[str, str] | None = None) -> Formula:
    r"""Read a formula within a line.

    Args:
        latex: without the dollar signs.
        macros: commands of the document's own, as `\newcommand` defines them: the name with its
            backslash → its LaTeX, in which `#1` stands for an argument.

    Raises:
        FormulaError: it is not understood.
    """
    clean = _SPECIAL_SPACE.sub("", latex)
    tokens = inner(without_labels(expanded(clean, macros or {})))
    return Formula(_converted(written(tokens), clean, display=False), _shown(clean))


def equation(
    latex: str, macros: Mapping[str, str] | None = None, location: Location | None = None
) -> Equation:
    r"""Read a formula on lines of its own, with its labels and tags.

    Args:
        latex: without the dollar signs; or an environment such as `\begin{align}` as a whole.
            Environments with a star have no numbers, and a formula without an environment has
            one if it has a `\label`.
        macros: as for `inline`.
        location: where it stands.

    Raises:
        FormulaError: it is not understood.
    """
    clean = _SPECIAL_SPACE.sub("", latex)
    display = display_of(expanded(clean, macros or {}))
    root = _arranged(_converted(display.latex, clean, display=True), display)
    tags = tuple(line.tag for line in display.lines)
    return Equation(Formula(root, _shown(clean)), tags, location)


def _converted(latex: str, source: str, *, display: bool) -> MathElement:
    if not source.strip():
        raise FormulaError("a formula is empty", "take it out, or write it")
    return converted(latex, display=display)


def _shown(latex: str) -> str:
    """Return LaTeX as it was written, without what only names it."""
    return _LABEL.sub("", latex).strip()


def _arranged(root: MathElement, display: Display) -> MathElement:
    """Set the lines of `multline` apart, and let text between lines cover all columns."""
    if display.ends_apart:
        return _ends_apart(root)
    if display.frame and len(display.lines) == 1:
        return _in_one_line(root)
    if not any(line.is_text for line in display.lines):
        return root
    (table,) = root.elements
    count = max(len(row.elements) for row in table.elements)
    rows = tuple(
        replace(row, children=(_wide(row.elements[0], count),)) if line.is_text else row
        for row, line in zip(table.elements, display.lines, strict=True)
    )
    return replace(root, children=(replace(table, children=rows),))


def _in_one_line(root: MathElement) -> MathElement:
    """Return a formula of one line without the table that would align it with others."""
    match root.elements:
        case (MathElement("mtable", _, (MathElement("mtr") as row,)),):
            parts: list[MathElement] = []
            for at, cell in enumerate(row.elements):
                parts += [_BETWEEN] if at and at % 2 == 0 else []
                parts += cell.elements
            return replace(root, children=tuple(parts))
        case _:
            return root


_BETWEEN: Final = MathElement("mspace", (("width", "2em"),))
"""What stands between two equations side by side."""


def _wide(cell: MathElement, columns: int) -> MathElement:
    return replace(cell, attributes=(("columnspan", str(columns)), ("columnalign", "left")))


def _ends_apart(root: MathElement) -> MathElement:
    match root.elements:
        case (MathElement("mtable") as table,) if len(table.elements) > 1:
            first, *middle, last = table.elements
            rows = (_aligned(first, "left"), *middle, _aligned(last, "right"))
            return replace(root, children=(replace(table, children=rows),))
        case _:
            return root


def _aligned(row: MathElement, side: str) -> MathElement:
    cells = tuple(replace(cell, attributes=(("columnalign", side),)) for cell in row.elements)
    return replace(row, children=cells)


def from_mathml(element: etree._Element, latex: str = "") -> Formula:
    """Take a formula from a document that has it as MathML.

    Args:
        element: a `math` element, whatever prefix its namespace has.
        latex: the same formula in LaTeX, where the document has that too.

    Raises:
        FormulaError: it is nested deeper than any formula needs.
    """
    return Formula(normal(tree(element)), latex)
