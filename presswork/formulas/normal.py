"""MathML in the form that exporters rely on, whatever converter or publisher made it.

Tables say their columns in the attributes of MathML 3 (`columnalign`, `columnspacing`, `rowlines`,
`columnlines`), colours are `mathcolor`, styles of text `mathvariant`, negative spaces widths;
there are no `style` and no `class`, and no elements that only browsers need.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork.formulas.errors import FormulaError
from presswork.mathml import MathElement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presswork.mathml import MathNode

TOKENS: Final = frozenset({"mi", "mn", "mo", "mtext", "ms"})

INVISIBLE: Final = "\N{INVISIBLE SEPARATOR}"
"""What math-core writes for a fence that is not there (`\\left.`)."""

VARIANTS: Final[Mapping[str, str]] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "code": "monospace",
    "math-core-sans-serif-font": "sans-serif",
}

_SELECTORS: Final = re.compile("[\ufe00-\ufe0f]")
_DECLARATION: Final = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")


PARTS: Final[Mapping[str, int]] = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}
"""How many elements must stand in an element."""


def normal(element: MathElement) -> MathElement:
    """Return an element in the normal form.

    Raises:
        FormulaError: an element has more or fewer parts than it must have.
    """
    if element.name in TOKENS:
        return _token(element)
    needed = PARTS.get(element.name)
    if needed is not None and len(element.elements) != needed:
        raise FormulaError(
            f"a formula's element '{element.name}' has {len(element.elements)} parts, not {needed}",
            "give each of its parts an element, an empty mrow where there is none",
        )
    children = _joined_dots(
        tuple(normal(child) for child in element.elements if not _is_aid(child))
    )
    made = MathElement(element.name, element.attributes, children)
    style = dict(_DECLARATION.findall(element.attribute("style") or ""))
    match element.name:
        case "mtable":
            return _table(made, element)
        case "mrow" | "mstyle" | "mpadded" if style:
            return _styled(made, style)
        case "mspace" if "margin-left" in style:
            return replace(made, attributes=(("width", _with_zero(style["margin-left"])),))
        case "mspace":
            attributes = tuple(
                (name, value.replace("rem", "em")) for name, value in made.attributes
            )
            return replace(made, attributes=_kept(attributes))
        case "mfenced":
            return _fenced(made)
        case "mrow" | "semantics" if len(children) == 1 and not _kept(made.attributes):
            return _only(children)
        case "mover" | "munder" | "munderover":
            return _over_or_under(made)
    return replace(made, attributes=_kept(made.attributes))


def _fenced(element: MathElement) -> MathElement:
    """Return what MathML 3 says that an `mfenced` stands for, which MathML Core has not."""
    opening, closing = (element.attribute(name) for name in ("open", "close"))
    signs = [sign for sign in _or(element.attribute("separators"), ",") if not sign.isspace()]
    inside: list[MathElement] = []
    for at, child in enumerate(element.elements):
        if at and signs:
            inside.append(MathElement("mo", (), (signs[min(at - 1, len(signs) - 1)],)))
        inside.append(child)
    before = MathElement("mo", (("form", "prefix"),), (_or(opening, "("),))
    after = MathElement("mo", (("form", "postfix"),), (_or(closing, ")"),))
    fences = (before, *inside, after)
    return MathElement("mrow", (), tuple(part for part in fences if part.children != ("",)))


def _or(value: str | None, default: str) -> str:
    return default if value is None else value


def _only(children: Sequence[MathNode]) -> MathElement:
    (child,) = children
    assert isinstance(child, MathElement)  # noqa: S101 - normal() makes elements only
    return child


def _kept(attributes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in attributes if name not in {"style", "class"})


def _is_aid(element: MathElement) -> bool:
    """Tell whether an element is there for browsers only, or is a fence that is not shown."""
    match element:
        case MathElement("mspace", ()):
            return True
        case MathElement("mo", _, (text,)):
            return text == INVISIBLE
        case MathElement("mrow", (("class", name),), ()):
            return name.startswith("menclose")
        case MathElement("annotation" | "annotation-xml"):
            return True
    return False


def _token(element: MathElement) -> MathElement:
    variant = element.attribute("mathvariant")
    for child in element.elements:
        variant = VARIANTS.get(child.attribute("class") or child.name, variant)
    text = _SELECTORS.sub("", element.text).replace("\N{NO-BREAK SPACE}", " ")
    attributes = tuple(
        (name, value) for name, value in _kept(element.attributes) if name != "mathvariant"
    )
    if variant and variant in ALPHABETS and element.name in {"mi", "mn"}:
        text = "".join(_lettered(sign, ALPHABETS[variant]) for sign in text)
        variant = None
    if (variant and variant != "normal") or (variant == "normal" and element.name == "mi"):
        attributes += (("mathvariant", str(variant)),)
    if element.name == "mo" and text == "\N{COMBINING LOW LINE}":
        text = "\N{MACRON}"
    return MathElement(element.name, attributes, (text,) if text else ())


ALPHABETS: Final[Mapping[str, str]] = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "sans-serif-bold-italic": "SANS-SERIF BOLD ITALIC",
    "monospace": "MONOSPACE",
}
"""The styles of MathML 3, and what Unicode calls its letters in them: those of MathML Core."""


@cache
def _lettered(sign: str, alphabet: str) -> str:
    """Return a letter or digit of an alphabet for formulas; itself where that has none."""
    name = unicodedata.name(sign, "")
    for before in ("LATIN ", "GREEK "):
        name = name.replace(before, "").replace(" LETTER ", " ")
    older = alphabet.replace("FRAKTUR", "BLACK-LETTER")
    others = OTHER_NAMES.get((alphabet, name))
    for styled in (f"MATHEMATICAL {alphabet} {name}", f"{older} {name}", others):
        try:
            found = unicodedata.lookup(styled or "")
        except KeyError:
            continue
        if unicodedata.decomposition(found).startswith("<font>"):
            return found
    return sign


OTHER_NAMES: Final = {("ITALIC", "SMALL H"): "PLANCK CONSTANT"}


def _joined_dots(children: tuple[MathElement, ...]) -> tuple[MathElement, ...]:
    """Make one sign of three stops."""
    made: list[MathElement] = []
    for child in children:
        made.append(child)
        if [one.children for one in made[-3:] if one.name == "mo"] == [(".",)] * 3:
            made[-3:] = [MathElement("mo", (), ("\N{HORIZONTAL ELLIPSIS}",))]
    return tuple(made)


def _styled(element: MathElement, style: Mapping[str, str]) -> MathElement:
    """Make a colour an attribute, and the padding that math-core sets spaces."""
    if "color" in style:
        attributes = (*_kept(element.attributes), ("mathcolor", style["color"]))
        return MathElement("mstyle", attributes, element.children)
    spaces = [
        MathElement("mspace", (("width", value),))
        if (value := style.get(side, "0").strip()) not in {"0", ""}
        else None
        for side in ("padding-left", "padding-right")
    ]
    before, after = spaces
    children = (before, *element.children, after)
    kept = tuple(child for child in children if child is not None)
    return MathElement("mrow", (), kept)


def _with_zero(length: str) -> str:
    """Write `-.5em` as MathML has it, `-0.5em`."""
    return re.sub(r"(?<![0-9])\.", "0.", length.strip())


def _over_or_under(element: MathElement) -> MathElement:
    """Take away what gives arrows a least width, and tell an underline from an overline."""
    base, *scripts = element.elements
    if len(scripts) == 1 and scripts[0].name == "mspace":
        return base
    if element.name == "munder" and scripts[0].children == ("\N{MACRON}",):
        scripts[0] = replace(scripts[0], children=("\N{LOW LINE}",))
    return MathElement(element.name, _kept(element.attributes), (base, *scripts))


def _table(element: MathElement, written: MathElement) -> MathElement:
    """Gather what math-core says cell by cell into attributes of the whole table."""
    styles = [
        [dict(_DECLARATION.findall(cell.attribute("style") or "")) for cell in row.elements]
        for row in written.elements
    ]
    attributes = dict(_kept(element.attributes))
    widest = max(styles, key=len, default=[])
    if any(any(row) for row in styles):
        alignments = [style.get("text-align", "center") for style in widest]
        if set(alignments) - {"center"}:
            attributes["columnalign"] = " ".join(alignments)
        gaps = [_gap(left, right) for left, right in pairwise(widest)]
        if attributes.get("displaystyle") == "true" and gaps[:1] == ["0em"]:
            # Columns of equations side by side, which amsmath sets far from each other.
            gaps = [gap if gap == "0em" else "2em" for gap in gaps]
        if gaps and set(gaps) - {"0.8em"}:
            attributes["columnspacing"] = " ".join(gaps)
        lines = ["solid" if "border-right" in style else "none" for style in widest[:-1]]
        if "solid" in lines:
            attributes["columnlines"] = " ".join(lines)
        rules = [
            "solid" if any("border-top" in one for one in row) else "none" for row in styles[1:]
        ]
        if "solid" in rules:
            attributes["rowlines"] = " ".join(rules)
        if any("padding-top" in style for style in widest):
            attributes["rowspacing"] = "0em"
    rows = tuple(_bare(row) for row in element.elements)
    if len(rows) > 1 and not any(cell.children for cell in rows[-1].elements):
        rows = rows[:-1]  # TeX takes no line for what a last `\\` begins
    return MathElement("mtable", tuple(attributes.items()), rows)


def _gap(left: Mapping[str, str], right: Mapping[str, str]) -> str:
    """Return the space between two columns: MathML Core sets 0.4em on either side of a cell."""
    sides = (left.get("padding-right", "0.4em"), right.get("padding-left", "0.4em"))
    total = sum(float(side.strip().removesuffix("em") or 0) for side in sides)
    return f"{total:g}em"


def _bare(row: MathElement) -> MathElement:
    cells = tuple(replace(cell, attributes=_kept(cell.attributes)) for cell in row.elements)
    return replace(row, attributes=_kept(row.attributes), children=cells)
