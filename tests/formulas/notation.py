"""MathML in a notation that can be read: `frac(a b)` for an `mfrac` of two identifiers.

Tokens are their characters, those of `mtext` in quotes; other elements have their names without
the `m`, their attributes in brackets, and what is in them in parentheses. The spaces around
operators are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presswork.mathml import MathElement

SPACING: Final = frozenset({"lspace", "rspace", "scriptlevel"})


def notation(element: MathElement) -> str:
    attributes = ",".join(
        f"{name}={value}" for name, value in element.attributes if name not in SPACING
    )
    shown = f"[{attributes}]" if attributes else ""
    match element.name:
        case "mi" | "mn" | "mo":
            return f"{element.text}{shown}"
        case "mtext" | "ms":
            return f'"{element.text}"{shown}'
        case name:
            inner = " ".join(map(notation, element.elements))
            return f"{name.removeprefix('m')}{shown}({inner})"
