r"""Formulas: MathML where an article has it, else its LaTeX, else a picture or plain words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork import formulas
from presswork.document import CodeBlock, Equation, EquationTag
from presswork.inlines import Code, Math, TargetKind
from presswork.readers.jats.elements import child, descendants, raw_text, text_of
from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from lxml import etree

    from presswork.inlines import Inline
    from presswork.mathml import Formula
    from presswork.readers.jats.reading import Reading

_DOCUMENT: Final = re.compile(r"\\begin\s*\{document\}(.*?)\\end\s*\{document\}", re.DOTALL)
_MARKS: Final = (("$$", "$$"), (r"\[", r"\]"), (r"\(", r"\)"), ("$", "$"))


def bare_latex(text: str) -> str:
    r"""Return a formula without what marks it as one, and without the document around it.

    Publishers give each formula as a whole document with `\documentclass` and `\usepackage`.
    """
    if found := _DOCUMENT.search(text):
        text = found[1]
    text = text.strip()
    for opening, closing in _MARKS:
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) * 2 - 1:
            text = text[len(opening) : -len(closing)].strip()
            break
    return text


def math_of(element: etree._Element) -> etree._Element | None:
    """Return the MathML of a formula; None where it has none."""
    if local_name(element) == "math":
        return element
    return next(iter(descendants(element, "math")), None)


def latex_of(element: etree._Element) -> str:
    """Return the LaTeX of a formula, bare; empty where it has none."""
    if local_name(element) == "tex-math":
        return bare_latex(raw_text(element))
    found = next(iter(descendants(element, "tex-math")), None)
    return bare_latex(raw_text(found)) if found is not None else ""


def pictures_of(element: etree._Element) -> list[etree._Element]:
    """Return the pictures that stand for a formula."""
    return descendants(element, "graphic", "inline-graphic")[:1]


def read_inline(element: etree._Element, reading: Reading) -> Inline | None:
    """Return a formula within a line; None where it has neither MathML nor LaTeX."""
    formula = _formula(element)
    if formula:
        return Math(formula)
    latex = latex_of(element)
    if not latex:
        return None
    try:
        return Math(formulas.inline(latex))
    except formulas.FormulaError:
        reading.unread.add(_shortened(latex), element)
        return Code(" ".join(latex.split()))


def read_display(element: etree._Element, reading: Reading) -> Equation | CodeBlock | None:
    """Return a formula on lines of its own; None where it has neither MathML nor LaTeX."""
    location = reading.at(element)
    formula = _formula(element)
    if formula:
        return Equation(formula, (_tag(element, reading),), location)
    latex = latex_of(element)
    if not latex:
        return None
    try:
        read = formulas.equation(latex, location=location)
    except formulas.FormulaError:
        reading.unread.add(_shortened(latex), element)
        return CodeBlock(latex, "latex", location)
    return replace(read, tags=(_tag(element, reading),))


def _formula(element: etree._Element) -> Formula | None:
    math = math_of(element)
    if math is None or not (text_of(math) or len(math)):
        return None
    try:
        return formulas.from_mathml(math, latex_of(element))
    except formulas.FormulaError:
        return None


def label_of(element: etree._Element) -> str:
    """Return the number of a formula, without brackets; empty where it has none."""
    label = child(element, "label")
    return text_of(label).strip("()[]. ")


def _tag(element: etree._Element, reading: Reading) -> EquationTag:
    id_ = reading.id_of(element)
    label = label_of(element)
    if not label:
        return EquationTag(id_, numbered=False)
    return EquationTag(id_, number=reading.number(TargetKind.EQUATION, label, (id_,)))


def _shortened(latex: str) -> str:
    line = " ".join(latex.split())
    return f"'{line[:40]}…'" if len(line) > 41 else f"'{line}'"  # noqa: PLR2004 - a line's worth
