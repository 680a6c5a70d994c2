"""Formulas as Office Math, which Word edits (ISO/IEC 29500-1, 22.1).

A row of MathML is read from left to right: some of its elements take what follows them into
themselves, as an integral takes its integrand and a sine its argument.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.mathml import MathElement

from .xml import NAMESPACES, m, math_text, qualified, w

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element as Element

SUMS: Final = frozenset("∑∏∐⋀\u22c1⋂\u22c3⨀⨁⨂⨃⨄⨅⨆")
INTEGRALS: Final = frozenset("∫∬∭∮∯∰∱∲∳")
FENCES: Final = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉⟦⟧/\\\u2223\u2225")

ENDS_OPERAND: Final = frozenset("=≠<>≤≥⩽⩾≪≫≈≃≅≡∝∈∉⊂⊆⊃⊇→←↔⇒⇔↦⟶⟹⟺≔+−±∓,;\N{TILDE OPERATOR}")
"""What what a sum or an integral takes in does not go beyond."""

ACCENTS: Final[Mapping[str, str]] = {
    "^": "\u0302", "\u02c6": "\u0302", "\u0302": "\u0302", "~": "\u0303", "\u02dc": "\u0303",
    "\u0303": "\u0303", "¯": "\u0305", "˙": "\u0307", "¨": "\u0308", "⃛": "\u20db", "ˇ": "\u030c",
    "˘": "\u0306", "˚": "\u030a", "\u00b4": "\u0301", "`": "\u0300", "⃗": "\u20d7", "→": "\u20d7",
    "←": "\u20d6", "↔": "\u20e1", "⇀": "\u20d1", "↼": "\u20d0",
}  # fmt: skip
"""The accents as Word has them: combining characters."""

BRACES: Final = frozenset("⏞⏟⎴⎵⏜⏝")
BARS: Final = frozenset({"\N{MACRON}", "_", "\N{OVERLINE}", "\N{HORIZONTAL BAR}"})

SPACES: Final = (
    (0.04, ""), (0.12, "\u200a"), (0.19, "\u2009"), (0.24, "\u205f"), (0.3, "\u2005"),
    (0.42, "\u2004"), (0.75, "\u2002"), (1.5, "\u2003"),
)  # fmt: skip
"""The spaces of Unicode, each up to a width in em."""

FONT: Final = "Cambria Math"
NOTHING: Final = "\u200b"
"""Stands where Word would show a box for what is missing."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How a part of a formula is set.

    Args:
        display: whether limits stand below and above.
        enlarged: whether fractions are as large as displayed ones, though in a line.
        colour: six hexadecimal digits; None for that of the text.
    """

    display: bool
    enlarged: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class _Style:
    """What a run of a formula is set in: Word's `m:sty`, or as text in a weight."""

    style: str | None = None
    is_text: bool = False
    weight: str | None = None


def formula(root: MathElement) -> Element:
    """Return a formula within a line."""
    return m("oMath", *_row(root.elements, _Look(display=_is_displayed(root))))


def displayed(root: MathElement) -> Element:
    """Return a formula on a line of its own, for a paragraph that holds nothing else."""
    content = m("oMath", *_row(root.elements, _Look(display=True)))
    return m("oMathPara", m("oMathParaPr", m("jc", val="center")), content)


def as_displayed(elements: Sequence[MathElement]) -> Element:
    """Return a formula beside a number, where Word would set it as in a line of text."""
    return m("oMath", *_row(elements, _Look(display=True, enlarged=True)))


def _is_displayed(root: MathElement) -> bool:
    return root.attribute("display") == "block"


def _row(elements: Sequence[MathElement], look: _Look) -> list[Element]:
    """Return what stands side by side, runs of one style in one."""
    rest = _with_fences([element for element in elements if element != MathElement("mrow")])
    made: list[Element] = []
    if rest and _sign(rest[0]) in NEEDS_LEFT:
        # LibreOffice shows an error where such a sign has nothing before it.
        made.append(_run(NOTHING, _Style(is_text=True), look))
    while rest:
        made += _next(rest, look)
    return _joined(made)


def _with_fences(elements: Sequence[MathElement]) -> list[MathElement]:
    """Put what is between two fences in a row of its own where that must be one thing.

    In MathML the script of `(a+b)^2` stands at the second fence, in Office Math at all. Bars would
    not be known as fences.
    """
    made: list[MathElement] = []
    opened: list[int] = []
    for element in elements:
        sign = _sign(element)
        expected = _sign(made[opened[-1]]) if opened else ""
        is_bar = sign in {"|", "‖"} and element.attribute("form") is None
        if (sign in PAIRS and element.name == "mo") or (is_bar and expected != sign):
            opened.append(len(made))
            made.append(element)
            continue
        closes = bool(sign) and bool(opened) and (PAIRS.get(expected) == sign or is_bar)
        start = opened.pop() if closes else 0
        if closes and (element.name != "mo" or is_bar):
            fenced = MathElement("mrow", FIXED, (*made[start:], _sign_element(element)))
            del made[start:]
            made.append(_at_base(element, fenced))
        else:
            made.append(element)
    return made


PAIRS: Final[Mapping[str, str]] = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
FIXED: Final = (("grow", "false"),)
"""What marks a row between fences that do not grow with it."""

NEEDS_LEFT: Final = frozenset(
    "=≠<>≤≥⩽⩾≪≫≈≃≅≡∝∈∉⊂⊆⊃⊇→←↔⇒⇔↦⟶⟹⟺⋅÷∧∩⊗⊕∘"
    "\N{MULTIPLICATION SIGN}\N{DIVIDES}\N{TILDE OPERATOR}\N{LOGICAL OR}\N{UNION}"
)
"""The signs that stand between two things."""


def _sign_element(element: MathElement) -> MathElement:
    return element if element.name == "mo" else _sign_element(element.elements[0])


def _at_base(element: MathElement, base: MathElement) -> MathElement:
    """Return scripts at another base."""
    if element.name == "mo":
        return base
    inner, *scripts = element.elements
    return replace(element, children=(_at_base(inner, base), *scripts))


def _next(rest: list[MathElement], look: _Look) -> list[Element]:
    """Take the next element, with what it takes in, from the front of a row."""
    element = rest.pop(0)
    if sign := _nary_sign(element):
        return [_nary(element, sign, _operand(rest), look)]
    if _is_function(element) and rest and (rest[0].text == APPLIED or _has_word(element, "mo")):
        operand = _argument(rest)
        if operand:
            name = m("fName", *_one(element, look))
            return [m("func", name, m("e", *_row(operand, look)))]
    if _is_base_missing(element) and rest and rest[0].name in {"mi", "mrow", "mtext"}:
        return [_before(element, rest.pop(0), look)]
    return _one(element, look)


def _one(element: MathElement, look: _Look) -> list[Element]:
    look = _inside(element, look)
    match element.name, element.elements:
        case (("mi" | "mn" | "mo" | "mtext" | "ms"), _):
            return _token(element, look)
        case "mspace", _:
            space = _space(element)
            # LibreOffice leaves spaces out that are not text.
            return [_run(space, _Style(is_text="\u2003" in space), look)] if space else []
        case "mfrac", (over, under):
            return [_fraction(element, over, under, look)]
        case "msqrt", parts:
            hidden = m("radPr", m("degHide", val=1))
            return [m("rad", hidden, m("deg"), m("e", *_row(parts, look)))]
        case "mroot", (base, index):
            return [m("rad", m("deg", *_part(index, look)), m("e", *_part(base, look)))]
        case (("msub" | "msup" | "msubsup"), (base, *scripts)):
            return [_scripts(element.name, base, scripts, look)]
        case (("mover" | "munder"), (base, script)):
            return [_over_or_under(element, base, script, look)]
        case "munderover", (base, under, over):
            upper = m("limUpp", _e(base, look), m("lim", *_part(over, look)))
            return [m("limLow", m("e", upper), m("lim", *_part(under, look)))]
        case "mmultiscripts", (base, *scripts):
            return [_multiscripts(base, scripts, look)]
        case "mtable", rows:
            return [_table(element, rows, look)]
        case "mphantom", parts:
            return [m("phant", m("phantPr", m("show", val=0)), m("e", *_row(parts, look)))]
        case "menclose", parts:
            return [_enclosed(element, parts, look)]
        case _, parts:
            fenced = _fenced(parts, look, fixed=element.attributes == FIXED)
            return [fenced] if fenced is not None else _row(parts, look)


def _inside(element: MathElement, look: _Look) -> _Look:
    colour = (element.attribute("mathcolor") or "").removeprefix("#")
    if len(colour) == len("000000"):
        look = replace(look, colour=colour.upper())
    if said := element.attribute("displaystyle"):
        look = replace(look, display=said == "true")
    return look


def _part(element: MathElement, look: _Look) -> list[Element]:
    return _row((element,), replace(look, enlarged=False))


def _e(element: MathElement, look: _Look) -> Element:
    """Return the base of something; a box would stand in its place if it were empty."""
    return m("e", *(_row((element,), look) or [_run(NOTHING, _Style(), look)]))


def _token(element: MathElement, look: _Look) -> list[Element]:
    text = element.text
    if element.name == "mo":
        text = "".join(sign for sign in text.strip() if sign not in "\u2061\u2062\u2063\u2064")
    if not text:
        return []
    if text == "|":
        # A single bar; LibreOffice reads this sign as that of a disjunction.
        text = "\N{DIVIDES}"
    if element.name in {"mtext", "ms"}:
        variant = element.attribute("mathvariant")
        return [_run(text, _Style(is_text=True, weight=variant), look)]
    is_name = element.name == "mi" and (
        len(text) > 1 or element.attribute("mathvariant") == "normal"
    )
    is_word = element.name == "mo" and text.isalpha() and text.isascii()
    # Letters of Unicode's alphabets have their style in themselves, which more programs know.
    is_styled = any(unicodedata.decomposition(sign).startswith("<font>") for sign in text)
    return [_run(text, _Style("p" if is_name or is_word or is_styled else None), look)]


def _run(text: str, style: _Style, look: _Look) -> Element:
    math = m(
        "rPr",
        m("nor") if style.is_text else None,
        m("sty", val=style.style) if style.style else None,
    )
    weight = style.weight or ""
    properties = w(
        "rPr",
        w("rFonts", ascii=FONT, hAnsi=FONT) if not style.is_text else None,
        w("b") if "bold" in weight else None,
        w("i") if "italic" in weight else None,
        w("color", val=look.colour) if look.colour else None,
    )
    return m(
        "r",
        math if len(math) else None,
        properties if len(properties) else None,
        math_text(text),
    )


def _joined(made: list[Element]) -> list[Element]:
    """Make one run of runs that are set alike."""
    run, text = qualified("m:r"), qualified("m:t")
    joined: list[Element] = []
    for element in made:
        before = joined[-1] if joined else None
        if before is None or before.tag != run or element.tag != run or not _alike(before, element):
            joined.append(element)
            continue
        target, source = before.find(text), element.find(text)
        if target is not None and source is not None:
            target.text = (target.text or "") + (source.text or "")
    return joined


def _alike(first: Element, second: Element) -> bool:
    return _properties(first) == _properties(second)


def _properties(run: Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    inner = (part for child in list(run)[:-1] for part in child.iter())
    return [(str(part.tag), tuple(sorted(map(_pair, part.items())))) for part in inner]


def _pair(item: tuple[object, object]) -> tuple[str, str]:
    return str(item[0]), str(item[1])


def _space(element: MathElement) -> str:
    written = element.attribute("width") or "0"
    try:
        width = float(written.removesuffix("em"))
    except ValueError:
        return ""
    return next((sign for limit, sign in SPACES if width < limit), "\u2003" * round(width))


def _fraction(element: MathElement, over: MathElement, under: MathElement, look: _Look) -> Element:
    is_stack = element.attribute("linethickness") in {"0", "0em", "0pt", "0px"}
    kind = m("fPr", m("type", val="noBar")) if is_stack else None
    size = m("argPr", m("argSz", val=1)) if look.enlarged else None
    again = m("argPr", m("argSz", val=1)) if look.enlarged else None
    inner = replace(look, display=False, enlarged=False)
    top, bottom = _part(over, inner), _part(under, inner)
    return m("f", kind, m("num", size, *top), m("den", again, *bottom))


def _scripts(name: str, base: MathElement, scripts: Sequence[MathElement], look: _Look) -> Element:
    inner = replace(look, display=False, enlarged=False)
    parts = [_part(script, inner) for script in scripts]
    match name, parts:
        case "msub", [below]:
            return m("sSub", _e(base, look), m("sub", *below))
        case "msup", [above]:
            return m("sSup", _e(base, look), m("sup", *above))
        case _, [below, above]:
            return m("sSubSup", _e(base, look), m("sub", *below), m("sup", *above))
        case _:
            return _e(base, look)


def _over_or_under(
    element: MathElement, base: MathElement, script: MathElement, look: _Look
) -> Element:
    sign = script.text.strip() if script.name == "mo" else ""
    is_over = element.name == "mover"
    side = "top" if is_over else "bot"
    inner = replace(look, display=False, enlarged=False)
    if sign in BRACES or (sign in {"→", "←"} and not is_over):
        other = "bot" if is_over else "top"
        properties = m("groupChrPr", m("chr", val=sign), m("pos", val=side), m("vertJc", val=other))
        return m("groupChr", properties, _e(base, look))
    if sign in BARS and (script.attribute("stretchy") != "false" or not is_over):
        return m("bar", m("barPr", m("pos", val=side)), _e(base, look))
    if is_over and sign in ACCENTS:
        return m("acc", m("accPr", m("chr", val=ACCENTS[sign])), _e(base, look))
    lim = m("lim", *_part(script, inner))
    return m("limUpp" if is_over else "limLow", _e(base, look), lim)


def _nary_sign(element: MathElement) -> str:
    """Return the sign of a sum or an integral; nothing for others."""
    base = element
    if element.name in {"msub", "msup", "msubsup", "munder", "mover", "munderover"}:
        base = element.elements[0]
    sign = base.text.strip() if base.name == "mo" else ""
    return sign if sign in SUMS or sign in INTEGRALS else ""


def _nary(element: MathElement, sign: str, operand: Sequence[MathElement], look: _Look) -> Element:
    scripts: Sequence[MathElement] = element.elements[1:]
    under = scripts[0] if element.name in {"msub", "munder", "msubsup", "munderover"} else None
    over = scripts[-1] if element.name in {"msup", "mover", "msubsup", "munderover"} else None
    beside = element.name.startswith("msu") or not look.display
    if element.elements and element.elements[0].attribute("movablelimits") == "false":
        beside = element.name.startswith("msu")
    inner = replace(look, display=False, enlarged=False)
    properties = m(
        "naryPr",
        m("chr", val=sign),
        m("limLoc", val="subSup" if beside else "undOvr"),
        m("subHide", val=1) if under is None else None,
        m("supHide", val=1) if over is None else None,
    )
    return m(
        "nary",
        properties,
        m("sub", *(_part(under, inner) if under else ())),
        m("sup", *(_part(over, inner) if over else ())),
        m("e", *(_row(operand, look) or [_run(NOTHING, _Style(), look)])),
    )


def _operand(rest: list[MathElement]) -> list[MathElement]:
    """Take what a sum or an integral is of from a row: all up to a sign of relation or addition."""
    taken: list[MathElement] = []
    depth = 0
    while rest:
        sign = _sign(rest[0])
        depth += (sign in "([{⟨⌊⌈" and bool(sign)) - (sign in ")]}⟩⌋⌉" and bool(sign))
        if depth < 0 or (depth == 0 and taken and sign and sign in ENDS_OPERAND):
            break
        if depth == 0 and sign and sign in ENDS_OPERAND - {"−", "+", "±"}:
            break
        taken.append(rest.pop(0))
    return taken


APPLIED: Final = "\N{FUNCTION APPLICATION}"


def _is_function(element: MathElement) -> bool:
    """Tell whether an element is a name of several letters, maybe with scripts."""
    return _has_word(element, "mi") or _has_word(element, "mo")


def _has_word(element: MathElement, name: str) -> bool:
    if element.name in {"msub", "msup", "msubsup", "munder"}:
        return _has_word(element.elements[0], name)
    if element.name == "mrow":
        kept = [part for part in element.elements if part.name != "mspace"]
        return len(kept) == 1 and _has_word(kept[0], name)
    text = element.text.replace(" ", "")
    return element.name == name and len(text) > 1 and text.isalpha()


def _argument(rest: list[MathElement]) -> list[MathElement]:
    """Take the argument of a function: what is in fences, or one element."""
    while rest and (rest[0].text == APPLIED or (rest[0].name == "mspace" and len(rest) > 1)):
        rest.pop(0)
    if not rest:
        return []
    if rest[0].name != "mo":
        taken = [rest.pop(0)]
        if _is_function(taken[0]):
            taken += _argument(rest)
        return taken
    if rest[0].text not in {"(", "[", "{", "|"}:
        return []
    closing = {"(": ")", "[": "]", "{": "}", "|": "|"}[rest[0].text]
    depth = 0
    for at, element in enumerate(rest):
        if element.name == "mo":
            depth += (element.text == rest[0].text != closing) - (element.text == closing)
            if at and depth <= 0:
                taken = rest[: at + 1]
                del rest[: at + 1]
                return taken
    return []


def _sign(element: MathElement) -> str:
    """Return an operator, maybe with scripts: those of a pair of fences stand at the last."""
    if element.name in {"msub", "msup", "msubsup"}:
        return _sign(element.elements[0])
    return element.text.strip() if element.name == "mo" else ""


def _is_base_missing(element: MathElement) -> bool:
    """Tell whether scripts stand before what they belong to, as those of an isotope do."""
    is_script = element.name in {"msub", "msup", "msubsup"}
    return is_script and element.elements[0] == MathElement("mrow")


def _before(scripts: MathElement, base: MathElement, look: _Look) -> Element:
    inner = replace(look, display=False, enlarged=False)
    _, *parts = scripts.elements
    under = _part(parts[0], inner) if scripts.name != "msup" else []
    over = _part(parts[-1], inner) if scripts.name != "msub" else []
    missing = [_run(NOTHING, _Style(), look)]
    return m("sPre", m("sub", *(under or missing)), m("sup", *(over or missing)), _e(base, look))


def _multiscripts(base: MathElement, scripts: Sequence[MathElement], look: _Look) -> Element:
    names = [script.name for script in scripts]
    at = names.index("mprescripts") if "mprescripts" in names else len(scripts)
    after, before = scripts[:at][:2], scripts[at + 1 :][:2]
    inner = replace(look, display=False, enlarged=False)
    made = _e(base, look)
    if len(after) == 2:  # noqa: PLR2004 - a pair
        below, above = (_part(script, inner) for script in after)
        made = m("e", m("sSubSup", made, m("sub", *below), m("sup", *above)))
    if len(before) == 2:  # noqa: PLR2004 - a pair
        below, above = (
            _part(script, inner) or [_run(NOTHING, _Style(), look)] for script in before
        )
        return m("sPre", m("sub", *below), m("sup", *above), made)
    (only,) = made
    return only


def _fenced(parts: Sequence[MathElement], look: _Look, *, fixed: bool) -> Element | None:
    """Return a row between fences that grow with it; None for other rows."""
    if len(parts) < 2:  # noqa: PLR2004 - a fence and something
        return None
    opening, closing = (part.text if fixed else _grows(part) for part in (parts[0], parts[-1]))
    if not (opening or closing):
        return None
    inside = list(parts[1 if opening else 0 : -1 if closing else None])
    groups: list[list[MathElement]] = [[]]
    separator = ""
    for part in inside:
        if part.name == "mo" and part.attribute("stretchy") == "true" and part.text in "|‖/":
            separator = part.text
            groups.append([])
        else:
            groups[-1].append(part)
    properties = m(
        "dPr",
        m("begChr", val=opening),
        m("sepChr", val=separator) if separator else None,
        m("endChr", val=closing),
        m("grow", val=0) if fixed else None,
    )
    return m("d", properties, *(m("e", *_row(group, look)) for group in groups))


def _grows(element: MathElement) -> str:
    """Return a fence that is as high as what is between; nothing for others."""
    is_fence = element.name == "mo" and element.text in FENCES and bool(element.text)
    fixed = element.attribute("stretchy") == "false" or element.attribute("minsize")
    return element.text if is_fence and not fixed else ""


def _table(table: MathElement, rows: Sequence[MathElement], look: _Look) -> Element:
    widest = max((len(row.elements) for row in rows), default=0)
    sides = (table.attribute("columnalign") or "center").split()
    sides += sides[-1:] * (widest - len(sides))
    if widest == 1:
        return m("eqArr", *(m("e", *_row(_content(row), look)) for row in rows))
    columns = [
        m("mc", m("mcPr", m("count", val=1), m("mcJc", val=side))) for side in sides[:widest]
    ]
    made = m("m", m("mPr", *_gaps(table), m("mcs", *columns)))
    for row in rows:
        cells = [m("e", *_row(cell.elements, look)) for cell in row.elements]
        cells += [m("e") for _ in range(widest - len(cells))]
        made.append(m("mr", *cells))
    return made


def _content(row: MathElement) -> list[MathElement]:
    return [part for cell in row.elements for part in cell.elements]


def _gaps(table: MathElement) -> list[Element]:
    """Return how far apart columns are where sides of equations stand in them: not at all."""
    gaps = (table.attribute("columnspacing") or "").split()
    if set(gaps) != {"0em"}:
        return []
    return [m("cGpRule", val=3), m("cGp", val=0)]


def _enclosed(element: MathElement, parts: Sequence[MathElement], look: _Look) -> Element:
    notations = (element.attribute("notation") or "box").split()
    content = m("e", *_row(parts, look))
    if notations in (["top"], ["bottom"]):
        side = "top" if notations == ["top"] else "bot"
        return m("bar", m("barPr", m("pos", val=side)), content)
    strikes = [name for notation, name in STRIKES.items() if notation in notations]
    if not strikes:
        return m("borderBox", content)
    hidden = [m(name, val=1) for name in ("hideTop", "hideBot", "hideLeft", "hideRight")]
    properties = m("borderBoxPr", *hidden, *(m(name, val=1) for name in strikes))
    return m("borderBox", properties, content)


STRIKES: Final[Mapping[str, str]] = {
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
}
"""Lines through a formula by their names in MathML, in the order of Word's schema."""

MATH: Final = NAMESPACES["m"]
