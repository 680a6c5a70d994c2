r"""Formulas read: LaTeX and MathML → `Formula` and `Equation`.

`inline` reads what stands between dollar signs in a line, `equation` what stands on lines of its
own, be it one formula or an environment such as `align` whose lines have labels and numbers;
`from_mathml` takes the elements of a document that has MathML already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import math_core
from lxml import etree

from presswork.document import Equation, EquationTag
from presswork.mathml import Formula, MathElement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.mathml import MathNode
    from presswork.problems import Location


class FormulaError(Exception):
    """A formula that is not understood.

    Args:
        what: the fact, as a `Problem` tells it.
        hint: what to do about it.
    """

    def __init__(self, what: str, hint: str) -> None:
        """Keep both for the problem that the caller makes of them."""
        super().__init__(what)
        self.what = what
        self.hint = hint


def inline(latex: str, macros: Mapping[str, str] | None = None) -> Formula:
    r"""Read a formula within a line.

    Args:
        latex: without the dollar signs.
        macros: commands of the document's own, as `\newcommand` defines them: the name with its
            backslash → its LaTeX, in which `#1` stands for an argument.

    Raises:
        FormulaError: it is not understood.
    """
    return _read(latex, macros or {}, display=False)


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
    return Equation(
        _read(latex, macros or {}, display=True), (EquationTag(numbered=False),), location
    )


def from_mathml(element: etree._Element, latex: str = "") -> Formula:
    """Take a formula from a document that has it as MathML.

    Args:
        element: a `math` element, whatever prefix its namespace has.
        latex: the same formula in LaTeX, where the document has that too.
    """
    root = _tree(element)
    return Formula(root, latex)


def _read(latex: str, macros: Mapping[str, str], *, display: bool) -> Formula:
    converter = math_core.LatexToMathML(macros={name[1:]: text for name, text in macros.items()})
    try:
        written = converter.convert_with_local_state(latex, displaystyle=display)
    except math_core.LatexError as error:
        raise FormulaError(f"the formula '{latex}' is not understood", "mend it") from error
    return Formula(_tree(etree.fromstring(written)), latex)


def _tree(element: etree._Element) -> MathElement:
    children: list[MathNode] = [element.text] if element.text else []
    children += [_tree(child) for child in element.iterchildren(etree.Element)]
    attributes = tuple((str(name), str(value)) for name, value in element.attrib.items())
    return MathElement(etree.QName(element).localname, attributes, tuple(children))
