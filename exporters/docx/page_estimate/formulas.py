"""Office Math: about how wide and how high a formula is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters.docx.xml import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_M: Final = f"{{{NAMESPACES['m']}}}"

SIGN: Final = 0.52
"""The mean width of a character of a formula, in ems."""

SCRIPT: Final = 0.7
"""How large scripts are."""

SIGN_HEIGHT: Final = 1.5
"""How high the sign of a sum is, and how high each of its limits."""

LIMIT: Final = 0.6

ROW: Final = 1.1
"""How much of a line a row of a matrix takes."""

BAR: Final = 0.15
"""The room around the bar of a fraction."""

PARTS: Final = frozenset({"num", "den", "e", "sub", "sup", "lim"})
"""What the constructs that are built up are made of."""

BUILT: Final = frozenset({"f", "sSub", "sSup", "sSubSup", "sPre", "nary", "limLow", "limUpp"})
"""What does not stand in a row."""


def formula_size(formula: Element) -> tuple[float, float]:
    """Return the width of a formula in ems, and its height in lines of text.

    Args:
        formula: an `m:oMath`, an `m:oMathPara`, or what stands in one.
    """
    name = str(formula.tag).removeprefix(_M)
    if name == "r":
        text = "".join(node.text or "" for node in formula.iterfind("m:t", NAMESPACES))
        return SIGN * len(text), 1.0
    if name in ("m", "eqArr"):
        return _rows(formula, name)
    if name not in BUILT:
        return _in_a_row(formula)
    sizes = {
        str(child.tag).removeprefix(_M): formula_size(child)
        for child in formula
        if str(child.tag).removeprefix(_M) in PARTS
    }
    base, height = sizes.get("e", (0.0, 1.0))
    match name:
        case "f":
            (above, up), (below, down) = sizes.get("num", (0, 1)), sizes.get("den", (0, 1))
            return max(above, below), up + down + BAR
        case "sSub" | "sSup" | "sSubSup" | "sPre":
            scripts = max((sizes.get(part, (0, 0))[0] for part in ("sub", "sup")), default=0)
            return base + SCRIPT * scripts, height + 0.15
        case "nary":
            limits = [sizes[part] for part in ("sub", "sup") if part in sizes]
            wide = max((SCRIPT * limit[0] for limit in limits), default=0)
            return base + max(1.0, wide), max(height, SIGN_HEIGHT + LIMIT * len(limits))
        case _:
            return max(base, SCRIPT * sizes.get("lim", (0, 0))[0]), height + SCRIPT


def _in_a_row(formula: Element) -> tuple[float, float]:
    sizes = [formula_size(child) for child in formula if not str(child.tag).endswith("Pr")]
    width = sum(size[0] for size in sizes)
    return width, max((size[1] for size in sizes), default=1.0)


def _rows(formula: Element, name: str) -> tuple[float, float]:
    """Return the size of a matrix or of an array of equations."""
    rows = formula.iterfind("m:mr" if name == "m" else "m:e", NAMESPACES)
    sizes = [formula_size(row) for row in rows]
    width = max((size[0] for size in sizes), default=0.0)
    return width, ROW * sum(max(size[1], 1.0) for size in sizes)
