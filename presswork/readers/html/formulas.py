r"""Formulas of a page: MathML, and TeX that MathJax or KaTeX would set.

The words around are theirs: MathJax keeps TeX in `script type="math/tex"` or between `\\\\(` and
`\\\\)`, KaTeX and LaTeXML in an `annotation`, Pandoc in `span class="math inline"`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork import formulas
from presswork.document import Equation, EquationTag
from presswork.inlines import Code, Math, Text
from presswork.mathml import MathElement
from presswork.readers.html import elements

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines
    from presswork.mathml import Formula
    from presswork.readers.html.reading import Page

_HOLDERS: Final = frozenset(
    """katex katex-display mathjax mathjax_display mathjax_chtml mjx-chtml mwe-math-element
    ltx_math math mathjax-tex tex2jax_process ltx_equation mjx-container""".split()  # noqa: SIM905
)
_DISPLAY_HOLDERS: Final = frozenset(
    {"katex-display", "mathjax_display", "display", "mwe-math-element-block"}
)
_DELIMITED: Final = re.compile(
    r"\\\(((?:(?!\\\().)+?)\\\)|\\\[((?:(?!\\\[).)+?)\\\]|\$\$(.+?)\$\$", re.DOTALL
)
"""No sign that opens a formula stands in one: what is never closed is looked through once."""

_WRAPPED: Final = re.compile(
    r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$(.*)\$)\s*", re.DOTALL
)
_DISPLAY_STYLE: Final = re.compile(r"^\{?\\displaystyle\s*(.*?)\}?$", re.DOTALL)


NAMES: Final = frozenset({"math", "mjx-container", "d-math", "script", "span", "div", "tex-math"})
"""The names of elements that may be formulas."""


def is_formula(element: etree._Element) -> bool:
    """Tell whether an element is a formula, or nothing but what sets one."""
    name = elements.name(element)
    if name not in NAMES:
        return False
    if name in {"math", "mjx-container", "d-math"}:
        return True
    if name == "script":
        return elements.value(element, "type").startswith("math/")
    if not elements.classes(element) & _HOLDERS:
        return name == "tex-math"
    return _math_in(element) is not None or _tex_of(element) is not None


def is_display(element: etree._Element) -> bool:
    """Tell whether a formula stands on lines of its own."""
    if "mode=display" in elements.value(element, "type").replace(" ", ""):
        return True
    if elements.value(element, "display") in {"block", "true"} or element.get("block") is not None:
        return True
    if elements.classes(element) & _DISPLAY_HOLDERS:
        return True
    math = _math_in(element)
    if math is not None and math is not element:
        return is_display(math)
    if math is None:
        found = _WRAPPED.fullmatch("".join(map(str, element.itertext())))
        return bool(found and (found[2] or found[3]))
    return False


def _math_in(element: etree._Element) -> etree._Element | None:
    return element if elements.name(element) == "math" else elements.first(element, "math")


def _tex_of(element: etree._Element) -> str | None:
    """Return the TeX that an element holds as text; None where it is no TeX."""
    name = elements.name(element)
    words = "".join(map(str, element.itertext())).strip()
    if name in {"script", "tex-math", "d-math"}:
        return words
    found = _WRAPPED.fullmatch(words)
    return next((group for group in found.groups() if group is not None), None) if found else None


def inline(element: etree._Element, page: Page) -> Inline:
    """Return the formula of an element, as part of a line."""
    found = _formula(element, page)
    return found if isinstance(found, Code) else Math(found)


def equation(
    element: etree._Element, page: Page, tag: EquationTag | None = None
) -> Equation | Code:
    """Return the formula of an element, on lines of its own.

    Args:
        element: what `is_formula`.
        page: the page.
        tag: its number; None where it has none.
    """
    if _math_in(element) is None and (latex := _tex_of(element)) is not None:
        try:
            read = formulas.equation(latex, None, page.at(element))
        except formulas.FormulaError as error:
            page.ledger.warn(error.what, page.at(element), error.hint)
            return Code(latex)
        return Equation(read.formula, (tag,), page.at(element)) if tag else read
    found = _formula(element, page)
    if isinstance(found, Code):
        return found
    return Equation(found, (tag or EquationTag(numbered=False),), page.at(element))


def _formula(element: etree._Element, page: Page) -> Formula | Code:
    math = _math_in(element)
    if math is None:
        latex = (_tex_of(element) or "").strip()
        return _of_tex(latex, element, page)
    latex = _latex_of(math)
    clean = _without_annotations(math)
    if not len(clean) and not (clean.text or "").strip() and latex:
        return _of_tex(latex, element, page)
    return formulas.from_mathml(clean, latex)


def _of_tex(latex: str, element: etree._Element, page: Page) -> Formula | Code:
    try:
        return formulas.inline(latex)
    except formulas.FormulaError as error:
        page.ledger.warn(error.what, page.at(element), error.hint)
        return Code(latex)


def _latex_of(math: etree._Element) -> str:
    for annotation in elements.elements(math, "annotation"):
        if "tex" in elements.value(annotation, "encoding").lower() and annotation.text:
            return _bare(annotation.text)
    return _bare(elements.value(math, "alttext"))


def _bare(latex: str) -> str:
    found = _DISPLAY_STYLE.match(latex.strip())
    return (found[1] if found else latex).strip()


def _without_annotations(math: etree._Element) -> etree._Element:
    """Return a copy of a formula with plain names, and without what only annotates it."""
    copy = etree.Element("math")
    for attribute in ("display", "dir"):
        if given := math.get(attribute):
            copy.set(attribute, given)
    _copy_into(copy, math)
    while len(copy) == 1 and copy[0].tag == "semantics":
        inner = copy[0]
        for child in list(inner):
            copy.append(child)
        copy.remove(inner)
    return copy


_ANNOTATIONS: Final = frozenset(
    {"annotation", "annotation-xml", "script", "template", "maction-hint"}
)
_OF_PAGES: Final = frozenset({"id", "class", "style", "href", "xref", "xmlns"})


def _copy_into(target: etree._Element, source: etree._Element) -> None:
    target.text = (source.text or "").strip()
    for child in source:
        name = elements.name(child)
        if not name or name in _ANNOTATIONS:
            continue
        if not re.fullmatch(r"[a-z]+", name):
            continue
        made = etree.SubElement(target, name)
        for key, value in child.attrib.items():
            bare = str(key)
            if bare not in _OF_PAGES and re.fullmatch(r"[a-z]+", bare):
                made.set(bare, str(value))
        _copy_into(made, child)


def root_of(inline: Inline) -> MathElement:
    """Return the tree of a formula within a line."""
    return inline.formula.root if isinstance(inline, Math) else MathElement("math")


def latex_of(inline: Inline) -> str:
    """Return the LaTeX of a formula within a line; empty where it is not known."""
    return inline.formula.latex if isinstance(inline, Math) else ""


def in_text(text: str, element: etree._Element, page: Page) -> Inlines:
    r"""Find formulas in running text: `\(x\)`, and `\[x\]` and `$$x$$` too.

    What is not understood stays as it is written.
    """
    if "\\(" not in text and "\\[" not in text and "$$" not in text:
        return (Text(text),)
    result: list[Inline] = []
    done = 0
    for found in _DELIMITED.finditer(text):
        latex = next(group for group in found.groups() if group)
        result.append(Text(text[done : found.start()]))
        read = _of_tex(latex.strip(), element, page)
        result.append(read if isinstance(read, Code) else Math(read))
        done = found.end()
    result.append(Text(text[done:]))
    return tuple(result)
