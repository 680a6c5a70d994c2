"""LaTeX → MathML, by math-core, and by latex2mathml where math-core does not know a command."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import math_core
from lxml import etree

from presswork.formulas.errors import FormulaError
from presswork.formulas.normal import normal
from presswork.mathml import MathElement

if TYPE_CHECKING:
    from presswork.mathml import MathNode

_CONVERTER: Final = math_core.LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)

_MESSAGE: Final = re.compile(r"(?P<place>\d+): (?P<said>.*)", re.DOTALL)
_ENTITY: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\w+);)(\w+;)")

ROOM_BEFORE, ROOM_AFTER = 12, 20
"""How many characters of a formula are shown before and after a place where it is wrong."""

DEEPEST: Final = 200
"""How deep elements may stand in each other, so that every exporter can hold them."""


@lru_cache(maxsize=4096)
def converted(latex: str, *, display: bool) -> MathElement:
    """Return a formula as a `math` element in the normal form.

    Args:
        latex: in commands of math-core, without numbers.
        display: whether it stands on lines of its own.

    Raises:
        FormulaError: it is not understood.
    """
    try:
        written = _CONVERTER.convert_with_local_state(latex, displaystyle=display)
    except math_core.LatexError as error:
        refusal = _refusal(str(error), latex)
        found = _second_opinion(latex, display=display) if "Unknown command" in str(error) else None
        if found is None:
            raise refusal from None
        return found
    return normal(_parsed(written))


def _parsed(written: str) -> MathElement:
    known = _ENTITY.sub(lambda found: html.unescape(found[0]), written)
    try:
        root = etree.fromstring(known.encode())
    except etree.XMLSyntaxError as error:
        raise FormulaError(
            "a formula is nested too deep or has characters that no document can hold",
            "write it in a flatter way",
        ) from error
    return tree(root)


def tree(element: etree._Element, depth: int = 0) -> MathElement:
    """Return an element of lxml as one of ours; white space between elements is left out.

    Raises:
        FormulaError: elements are nested deeper than any formula needs.
    """
    if depth > DEEPEST:
        raise FormulaError("a formula is nested too deep", "write it in a flatter way")
    children: list[MathNode] = []
    inner = [child for child in element if isinstance(child.tag, str)]
    if element.text and (not inner or element.text.strip()):
        children.append(element.text)
    for child in inner:
        children.append(tree(child, depth + 1))
        if child.tail and child.tail.strip():
            children.append(child.tail)
    attributes = tuple(
        (str(name), str(value)) for name, value in element.attrib.items() if str(name)[0] != "{"
    )
    return MathElement(etree.QName(element).localname, attributes, tuple(children))


def _second_opinion(latex: str, *, display: bool) -> MathElement | None:
    """Ask latex2mathml, which shows what it does not know as it is written: that is refused."""
    from latex2mathml.converter import convert  # noqa: PLC0415 - few formulas need it

    try:
        written = convert(latex, display="block" if display else "inline")
        found = normal(tree(etree.fromstring(written.encode())))
    except Exception:  # noqa: BLE001 - it raises whatever its own code meets
        return None
    return None if "\\" in found.text or not found.elements else found


def _refusal(message: str, latex: str) -> FormulaError:
    found = _MESSAGE.match(message)
    place, said = (int(found["place"]), found["said"]) if found else (0, message)
    near = _near(latex, place)
    for pattern, what, hint in _REFUSALS:
        if matched := pattern.search(said):
            return FormulaError(what.format(*matched.groups(), near=near), hint)
    said = said.rstrip(".")
    return FormulaError(
        f"a formula is not understood: {said[:1].lower()}{said[1:]}{near}",
        "correct the formula, or write it in other commands of LaTeX",
    )


def _near(latex: str, place: int) -> str:
    start, end = max(place - ROOM_BEFORE, 0), place + ROOM_AFTER
    shown = " ".join(latex[start:end].split())
    before = "…" if start else ""
    after = "…" if end < len(latex) else ""
    return f" at '{before}{shown}{after}'" if shown else ""


_REFUSALS: Final = tuple(
    (re.compile(pattern), what, hint)
    for pattern, what, hint in (
        (
            r'Unknown command "(.+)"',
            "the command {0} is not known in formulas",
            "write it with commands of LaTeX and amsmath, or define it as a macro",
        ),
        (
            r'Unknown environment "(.+)"',
            "the environment '{0}' is not known in formulas",
            "use one of amsmath, for example aligned, gathered, cases or pmatrix",
        ),
        (r'Expected closing token "}"', "a '{{' in a formula has no '}}'", "close it"),
        (
            r'Expected closing token "(.+)"',
            "a formula ends before '{0}'",
            "close what was opened",
        ),
        (
            r'Unmatched closing token: "(.+)"',
            "'{0}' in a formula closes nothing{near}",
            "take it out, or open what it closes",
        ),
        (
            r"Expected argument",
            "a command of a formula lacks its argument{near}",
            "write it in braces after the command",
        ),
        (
            r"Duplicate subscript or superscript",
            "two subscripts or superscripts stand at one sign of a formula{near}",
            "put braces around what the first belongs to: {x_a}_b",
        ),
        (
            r'Found "&"',
            "a '&' stands outside of columns in a formula{near}",
            "write it in an environment such as aligned, or write \\& for the sign",
        ),
        (
            r'Unexpected "\$"',
            "a '$' stands within a formula{near}",
            "write \\$ for the sign, or \\text{...} around words",
        ),
    )
)
