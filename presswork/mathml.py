"""Formulas: MathML as a tree of our own, with the LaTeX that it was written in.

Readers make formulas; exporters write the tree as MathML, as SVG or as Office Math. The elements
are those of MathML Core (https://www.w3.org/TR/mathml-core/) and the few of MathML 3 that
publishers use.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"


@dataclass(frozen=True, slots=True)
class MathElement:
    """An element of MathML.

    Args:
        name: without a namespace, for example `mfrac`.
        attributes: names with values, in the order in which they are written.
        children: elements, and in token elements (`mi`, `mo`, `mn`, `mtext`, `ms`) characters.
    """

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[MathNode, ...] = ()

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute; None where it is not given."""
        return next((value for key, value in self.attributes if key == name), None)

    @property
    def elements(self) -> tuple[MathElement, ...]:
        """The children that are elements."""
        return tuple(child for child in self.children if isinstance(child, MathElement))

    @property
    def text(self) -> str:
        """All characters in it, one after the other."""
        return "".join(_characters(self))


MathNode: TypeAlias = "MathElement | str"


def _characters(element: MathElement) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _characters(child)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula.

    Args:
        root: its `math` element.
        latex: how it was written, without what marks it as a formula; empty where it was not
            written in LaTeX.
    """

    root: MathElement
    latex: str = ""

    @property
    def words(self) -> str:
        """What stands for it in plain text: its signs in one line, for example `α² + β`."""
        return " ".join(_linear(self.root).split())

    @property
    def displayed(self) -> Formula:
        """The same in the style of formulas that stand on lines of their own."""
        others = tuple(pair for pair in self.root.attributes if pair[0] != "display")
        return replace(self, root=replace(self.root, attributes=(("display", "block"), *others)))

    @property
    def alternative(self) -> str:
        """What is read to who does not see it: its LaTeX, or else its signs."""
        return " ".join(self.latex.split()) or self.words


RAISED: Final = dict(zip("0123456789+-−=()ni\u2032″°∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ\u2032″°°", strict=True))
LOWERED: Final = dict(zip("0123456789+-−=()aeijnmpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₙₘₚₛₜ", strict=True))
"""The characters that Unicode has above and below the line."""

COMBINING: Final = {
    "\u02c6": "\u0302", "^": "\u0302", "¯": "\u0304", "‾": "\u0305", "\u02dc": "\u0303",
    "~": "\u0303", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a",
    "→": "\u20d7", "⃗": "\u20d7", "_": "\u0332", "\u0302": "\u0302", "\u0303": "\u0303",
}  # fmt: skip
"""The accents of formulas, and what sets them over a letter."""

TIGHT: Final = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉!″/.:∇∑∏∫∮…⋯\u2032\u2044\u2223\u2202")
"""The operators without spaces around them."""

_INVISIBLE: Final = frozenset("\u2061\u2062\u2063\u2064\ufe00\ufe01")
WIDE_SPACE: Final = 0.5
"""The width, in em, from which a space parts words."""


def _linear(element: MathElement) -> str:
    """Return the signs of an element in one line (after Unicode Technical Note 28)."""
    match element.name, element.elements:
        case "mi" | "mn" | "mtext" | "ms", _:
            return _plain(element.text)
        case "mo", _:
            return _plain(element.text)
        case "mspace", _:
            return " " if _is_wide(element) else ""
        case "mfrac", (over, under):
            is_binomial = element.attribute("linethickness") in {"0", "0pt", "0em"}
            sign = " over " if is_binomial else "/"
            return f"{_part(over)}{sign}{_part(under)}"
        case "msqrt", parts:
            return f"√{_grouped(_row(parts).strip())}"
        case "mroot", (base, index):
            return f"{_raised(_linear(index))}√{_part(base)}"
        case "msup", (base, over):
            return _linear(base) + _raised(_linear(over))
        case "msub", (base, under):
            return _linear(base) + _lowered(_linear(under))
        case "msubsup" | "munderover", (base, under, over):
            return _linear(base) + _lowered(_linear(under)) + _raised(_linear(over))
        case "mover" | "munder", (base, script):
            return _accented(element, base, script)
        case "mphantom" | "mprescripts" | "none", _:
            return ""
        case "mtable", rows:
            return "; ".join(" ".join(_linear(cell) for cell in row.elements) for row in rows)
        case _, parts:
            return _row(parts)


def _plain(text: str) -> str:
    """Return characters without the styles that Unicode has for formulas."""
    return "".join(
        unicodedata.normalize("NFKC", sign) if "\U0001d400" <= sign <= "\U0001d7ff" else sign
        for sign in text
        if sign not in _INVISIBLE
    )


def _is_wide(space: MathElement) -> bool:
    width = space.attribute("width") or ""
    try:
        return float(width.removesuffix("em")) >= WIDE_SPACE
    except ValueError:
        return False


def _row(parts: tuple[MathElement, ...]) -> str:
    made = ""
    for at, part in enumerate(parts):
        text = _linear(part)
        if part.name != "mo" or not text or text in TIGHT:
            made += f" {text} " if _is_word(part) else text
        elif text in {",", ";"}:
            made += f"{text} "
        elif at == 0 or (parts[at - 1].name == "mo" and made[-1:] not in ")]|}\N{PRIME}"):
            made += text
        else:
            made += f" {text} "
    return made


def _is_word(element: MathElement) -> bool:
    """Tell whether an element is the name of a function, maybe with limits."""
    if element.name == "mi":
        return len(element.text) > 1
    scripts = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
    return element.name in scripts and any(map(_is_word, element.elements[:1]))


def _grouped(text: str) -> str:
    simple = len(text) == 1 or text.isalnum() or text.replace(".", "").isdecimal()
    return text if simple else f"({text})"


def _part(element: MathElement) -> str:
    return _grouped(_linear(element).strip())


def _raised(text: str) -> str:
    text = text.strip()
    if all(sign in RAISED for sign in text.replace(" ", "")):
        return "".join(RAISED[sign] for sign in text.replace(" ", ""))
    return f"^{text}" if len(text) == 1 or text.isdecimal() else f"^({text})"


def _lowered(text: str) -> str:
    text = text.strip()
    if all(sign in LOWERED for sign in text.replace(" ", "")):
        return "".join(LOWERED[sign] for sign in text.replace(" ", ""))
    return f"_{text}" if text.isalnum() else f"_({text})"


def _accented(element: MathElement, base: MathElement, script: MathElement) -> str:
    accent = COMBINING.get(script.text)
    under = element.name == "munder"
    text = _linear(base)
    if accent and len(text) == 1:
        return unicodedata.normalize("NFC", text + accent)
    if script.text in COMBINING or script.text in {"⏞", "⏟"}:
        return text
    return text + (_lowered(_linear(script)) if under else _raised(_linear(script)))
