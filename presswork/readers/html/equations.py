"""Formulas of a page that stand on lines of their own, with their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork.document import CodeBlock, Equation, EquationTag
from presswork.inlines import Code
from presswork.mathml import Formula, MathElement
from presswork.readers.html import elements, formulas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from presswork.document import Blocks
    from presswork.readers.html.reading import Page

_WORDS: Final = frozenset(
    {"equation", "equationgroup", "formula", "eqn", "displaymath", "eq", "math", "katex", "mathjax"}
)
_NUMBER: Final = re.compile(r"\(?\s*((?:[A-Z]{1,2}\.?)?\d+(?:[.\-]\d+)*[a-z]?)\s*\)?[.,;]?")


def read(element: etree._Element, page: Page) -> Blocks | None:
    """Return the equations of an element; None where it holds more than formulas and a number."""
    if formulas.is_formula(element):
        return _equation(element, page, None) if formulas.is_display(element) else None
    if elements.classes(element) & {"ltx_equation", "ltx_equationgroup"}:
        return _of_latexml(element, page)
    if not elements.words(element) & _WORDS and elements.name(element) not in {"p", "td"}:
        return None
    found = list(_outermost(element))
    if len(found) != 1 or (elements.name(element) == "p" and not formulas.is_display(found[0])):
        return None
    around = _around(element, found[0])
    if not around:
        return _equation(found[0], page, _tag(element, None, page))
    number = _NUMBER.fullmatch(around)
    return _equation(found[0], page, _tag(element, number[1], page)) if number else None


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the formulas in an element, none of which stands in another."""
    for child in element:
        if formulas.is_formula(child):
            yield child
        else:
            yield from _outermost(child)


def _around(element: etree._Element, formula: etree._Element) -> str:
    """Return the words of an element beside its formula."""
    parts: list[str] = []

    def collect(inner: etree._Element) -> None:
        parts.append(inner.text or "")
        for child in inner:
            if child is not formula:
                collect(child)
            parts.append(child.tail or "")

    collect(element)
    return " ".join("".join(parts).split())


def _tag(element: etree._Element, number: str | None, page: Page) -> EquationTag | None:
    identifier = next(elements.ids(element), None)
    if number is None and identifier is None:
        return None
    own = page.block_id(element, identifier)
    return EquationTag(own, numbered=number is not None, number=number)


def _equation(element: etree._Element, page: Page, tag: EquationTag | None) -> Blocks:
    found = formulas.equation(element, page, tag)
    if isinstance(found, Code):
        return (CodeBlock(found.text, "latex", page.at(element)),)
    return (found,)


def _of_latexml(element: etree._Element, page: Page) -> Blocks | None:
    """Read an equation or a group of them, whose cells LaTeXML sets in a table."""
    rows: list[tuple[list[etree._Element], str | None, etree._Element]] = []
    for row in elements.elements(element, "tr"):
        found = [each for each in _outermost(row) if formulas.is_formula(each)]
        label = next(
            (each for each in row.iter() if "ltx_tag_equation" in elements.classes(each)), None
        )
        shown = _NUMBER.fullmatch(elements.text(label)) if label is not None else None
        if found:
            rows.append((found, shown[1] if shown else None, row))
    if not rows:
        return None
    if len(rows) == 1 and len(rows[0][0]) == 1:
        return _equation(rows[0][0][0], page, _tag(element, rows[0][1], page))
    lines: list[MathElement] = []
    tags: list[EquationTag] = []
    latex: list[str] = []
    for found, number, row in rows:
        cells: list[MathElement] = []
        for each in found:
            read = formulas.inline(each, page)
            if isinstance(read, Code):
                return None
            latex.append(formulas.latex_of(read))
            cells.append(MathElement("mtd", (), formulas.root_of(read).children))
        lines.append(MathElement("mtr", (), tuple(cells)))
        holder = next(
            (each for each in row.iterancestors() if each is element or each.get("id")), element
        )
        identifier = next(elements.ids(row), None) or holder.get("id")
        own = page.block_id(row, identifier) if number else None
        tags.append(EquationTag(own, numbered=number is not None, number=number))
    table = MathElement("mtable", (("displaystyle", "true"),), tuple(lines))
    root = MathElement("math", (("display", "block"),), (table,))
    return (Equation(Formula(root, " ".join(latex)), tuple(tags), page.at(element)),)
