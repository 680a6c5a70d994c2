"""Office Math (ISO/IEC 29500-1, 22.1) → MathML.

The other way is `exporters/docx/math.py`. What has no equivalent gives its content alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.mathml import Formula, MathElement

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree


_ACCENTS: Final = {
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING ACUTE ACCENT}": "\N{ACUTE ACCENT}",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING MACRON}": "\N{MACRON}",
    "\N{COMBINING OVERLINE}": "\N{OVERLINE}",
    "\N{COMBINING BREVE}": "\N{BREVE}",
    "\N{COMBINING DOT ABOVE}": "\N{DOT ABOVE}",
    "\N{COMBINING DIAERESIS}": "\N{DIAERESIS}",
    "\N{COMBINING CARON}": "\N{CARON}",
    "\N{COMBINING RIGHT ARROW ABOVE}": "\N{RIGHTWARDS ARROW}",
    "\N{COMBINING LEFT ARROW ABOVE}": "\N{LEFTWARDS ARROW}",
}
_VARIANTS: Final = {
    ("roman", "p"): "normal",
    ("roman", "b"): "bold",
    ("double-struck", ""): "double-struck",
    ("script", ""): "script",
    ("fraktur", ""): "fraktur",
    ("sans-serif", ""): "sans-serif",
    ("monospace", ""): "monospace",
}


def from_omml(element: etree._Element) -> Formula:
    """Take a formula from a Word file.

    Args:
        element: an `m:oMath` or `m:oMathPara`.
    """
    display = _name(element) == "oMathPara"
    lines = [each for each in element if _name(each) == "oMath"] if display else [element]
    rows = [_children(line) for line in lines]
    attributes = (("display", "block"),) if display else ()
    if len(rows) == 1:
        return Formula(MathElement("math", attributes, rows[0]))
    table = MathElement("mtable", (), tuple(_row_of(row) for row in rows))
    return Formula(MathElement("math", attributes, (table,)))


def _row_of(cells: tuple[MathElement, ...]) -> MathElement:
    return MathElement("mtr", (), (MathElement("mtd", (), cells),))


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if _name(child) == name), None)


def _value(element: etree._Element, *path: str) -> str | None:
    """Return the `m:val` of an element below; None where there is none, empty where it is bare."""
    at: etree._Element | None = element
    for name in path:
        at = _child(at, name) if at is not None else None
    if at is None:
        return None
    return next((str(value) for key, value in at.attrib.items() if str(key).endswith("}val")), "")


def _is_on(value: str | None) -> bool:
    return value is not None and value not in {"0", "off", "false"}


def _children(element: etree._Element | None) -> tuple[MathElement, ...]:
    if element is None:
        return ()
    found: list[MathElement] = []
    for child in element:
        name = _name(child)
        if name == "r":
            found += _run(child)
        elif name in _CONVERTERS:
            found.append(_CONVERTERS[name](child))
        elif not name.endswith("Pr") and name not in {"del", "moveFrom"}:
            found += _children(child)
    return tuple(found)


def _one(element: etree._Element | None) -> MathElement:
    """Return what an element contains as one element."""
    children = _children(element)
    return children[0] if len(children) == 1 else MathElement("mrow", (), children)


def _token(name: str, text: str, *attributes: tuple[str, str]) -> MathElement:
    return MathElement(name, attributes, (text,))


# ---- runs


def _run(element: etree._Element) -> list[MathElement]:
    text = "".join(child.text or "" for child in element if _name(child) == "t")
    if not text:
        return []
    if _is_on(_value(element, "rPr", "nor")):
        return [_token("mi" if text.isalpha() and len(text) > 1 else "mtext", text)]
    script, style = _value(element, "rPr", "scr") or "roman", _value(element, "rPr", "sty") or ""
    variant = _VARIANTS.get((script, style)) or _VARIANTS.get((script, ""))
    found: list[MathElement] = []
    for word, kind in _tokens(text, whole=variant == "normal"):
        attributes = (("mathvariant", variant),) if variant and kind == "mi" else ()
        if kind == "mi" and variant == "normal" and len(word) > 1:
            attributes = ()
        found.append(MathElement(kind, attributes, (word,)))
    return found


def _tokens(text: str, *, whole: bool) -> list[tuple[str, str]]:
    """Cut the characters of a run into numbers, names and operators."""
    found: list[tuple[str, str]] = []
    for sign in text:
        if sign.isspace():
            continue
        last, kind = found[-1] if found else ("", "")
        if sign.isdecimal() or (sign in ".," and kind == "mn" and last[-1:].isdecimal()):
            if kind == "mn":
                found[-1] = (last + sign, "mn")
            elif kind == "mi" and whole:
                found[-1] = (last + sign, "mi")
            else:
                found.append((sign, "mn"))
        elif sign.isalpha() or sign == "∞":
            if kind == "mi" and whole and not _is_styled(sign) and not _is_styled(last[-1:]):
                found[-1] = (last + sign, "mi")
            else:
                found.append((sign, "mi"))
        else:
            found.append((sign, "mo"))
    return [
        part
        for word, kind in found
        for part in (
            ((word[:-1], kind), (word[-1], "mo"))
            if kind == "mn" and word[-1] in ".," and len(word) > 1
            else ((word, kind),)
        )
    ]


def _is_styled(sign: str) -> bool:
    """Tell whether a letter has its style in its code: it stands for itself (Unicode, 22.2)."""
    return "\u2100" <= sign <= "\u214f" or "\U0001d400" <= sign <= "\U0001d7ff"


# ---- structures


def _fraction(element: etree._Element) -> MathElement:
    parts = (_one(_child(element, "num")), _one(_child(element, "den")))
    kind = _value(element, "fPr", "type")
    if kind == "lin":
        return MathElement("mrow", (), (parts[0], _token("mo", "/"), parts[1]))
    attributes = {"noBar": (("linethickness", "0"),), "skw": (("bevelled", "true"),)}
    return MathElement("mfrac", attributes.get(kind or "", ()), parts)


def _scripts(name: str, *parts: str) -> Callable[[etree._Element], MathElement]:
    def convert(element: etree._Element) -> MathElement:
        return MathElement(name, (), tuple(_one(_child(element, part)) for part in parts))

    return convert


def _prescripts(element: etree._Element) -> MathElement:
    base, sub, sup = (_one(_child(element, part)) for part in ("e", "sub", "sup"))
    return MathElement("mmultiscripts", (), (base, MathElement("mprescripts"), sub, sup))


def _root(element: etree._Element) -> MathElement:
    degree = _children(_child(element, "deg"))
    if _is_on(_value(element, "radPr", "degHide")) or not degree:
        return MathElement("msqrt", (), _children(_child(element, "e")))
    parts = (_one(_child(element, "e")), _one(_child(element, "deg")))
    return MathElement("mroot", (), parts)


def _nary(element: etree._Element) -> MathElement:
    sign = _token("mo", _value(element, "naryPr", "chr") or "∫")
    sub = not _is_on(_value(element, "naryPr", "subHide")) and _children(_child(element, "sub"))
    sup = not _is_on(_value(element, "naryPr", "supHide")) and _children(_child(element, "sup"))
    below = _value(element, "naryPr", "limLoc") == "undOvr"
    names = ("munder", "mover", "munderover") if below else ("msub", "msup", "msubsup")
    parts = [_one(_child(element, part)) for part, there in (("sub", sub), ("sup", sup)) if there]
    with_limits = sign
    if sub and sup:
        with_limits = MathElement(names[2], (), (sign, *parts))
    elif sub or sup:
        with_limits = MathElement(names[0] if sub else names[1], (), (sign, *parts))
    return MathElement("mrow", (), (with_limits, *_children(_child(element, "e"))))


def _fenced(element: etree._Element) -> MathElement:
    begin = _value(element, "dPr", "begChr")
    end = _value(element, "dPr", "endChr")
    between = _value(element, "dPr", "sepChr")
    inside: list[MathElement] = []
    for part in element:
        if _name(part) == "e":
            if inside:
                inside.append(_token("mo", between or "|", ("separator", "true")))
            inside += _children(part)
    opening = "(" if begin is None else begin
    closing = ")" if end is None else end
    fence = ("stretchy", "true")
    before = (_token("mo", opening, fence, ("form", "prefix")),) if opening else ()
    after = (_token("mo", closing, fence, ("form", "postfix")),) if closing else ()
    return MathElement("mrow", (), (*before, *inside, *after))


def _accent(element: etree._Element) -> MathElement:
    sign = _value(element, "accPr", "chr") or "\N{COMBINING CIRCUMFLEX ACCENT}"
    over = _token("mo", _ACCENTS.get(sign, sign))
    return MathElement("mover", (("accent", "true"),), (_one(_child(element, "e")), over))


def _bar(element: etree._Element) -> MathElement:
    above = _value(element, "barPr", "pos") == "top"
    sign = _token("mo", "\N{OVERLINE}" if above else "_", ("stretchy", "true"))
    return MathElement("mover" if above else "munder", (), (_one(_child(element, "e")), sign))


def _group(element: etree._Element) -> MathElement:
    above = _value(element, "groupChrPr", "pos") == "top"
    sign = _token("mo", _value(element, "groupChrPr", "chr") or "⏟", ("stretchy", "true"))
    return MathElement("mover" if above else "munder", (), (_one(_child(element, "e")), sign))


def _function(element: etree._Element) -> MathElement:
    name = _one(_child(element, "fName"))
    if name.name == "mrow" and name.children and all(part.name == "mi" for part in name.elements):
        name = _token("mi", name.text)
    apply = _token("mo", "\N{FUNCTION APPLICATION}")
    return MathElement("mrow", (), (name, apply, *_children(_child(element, "e"))))


def _matrix(element: etree._Element) -> MathElement:
    rows = tuple(
        MathElement(
            "mtr",
            (),
            tuple(MathElement("mtd", (), _children(cell)) for cell in row if _name(cell) == "e"),
        )
        for row in element
        if _name(row) == "mr"
    )
    return MathElement("mtable", (), rows)


def _array(element: etree._Element) -> MathElement:
    rows = tuple(_row_of(_children(row)) for row in element if _name(row) == "e")
    return MathElement("mtable", (("columnalign", "left"),), rows)


def _phantom(element: etree._Element) -> MathElement:
    content = _children(_child(element, "e"))
    shown = _value(element, "phantPr", "show")
    return MathElement("mrow" if shown is None or _is_on(shown) else "mphantom", (), content)


def _boxed(element: etree._Element) -> MathElement:
    return MathElement("menclose", (("notation", "box"),), _children(_child(element, "e")))


def _plain(element: etree._Element) -> MathElement:
    return _one(_child(element, "e"))


_CONVERTERS: Final[dict[str, Callable[[etree._Element], MathElement]]] = {
    "f": _fraction,
    "sSub": _scripts("msub", "e", "sub"),
    "sSup": _scripts("msup", "e", "sup"),
    "sSubSup": _scripts("msubsup", "e", "sub", "sup"),
    "sPre": _prescripts,
    "rad": _root,
    "nary": _nary,
    "d": _fenced,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _group,
    "func": _function,
    "limLow": _scripts("munder", "e", "lim"),
    "limUpp": _scripts("mover", "e", "lim"),
    "m": _matrix,
    "eqArr": _array,
    "phant": _phantom,
    "borderBox": _boxed,
    "box": _plain,
}
