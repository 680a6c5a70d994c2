"""Formulas as HTML: MathML, or pictures of them where a page cannot show MathML.

The MathML is MathML Core (https://www.w3.org/TR/mathml-core/): what the tree says in attributes of
MathML 3, which browsers do not know, is said by classes that the style sheet knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from presswork.mathml import Formula, MathElement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .setting import DrawnFormula, Setting

LONG: Final = 5.0
"""The width, in em, from which a line may end within a formula."""

WIDE: Final = 18.0
"""The width, in em, that a piece of a formula has at most if it can: a narrow column has that."""

RELATIONS: Final = frozenset("=≠<>≤≥⩽⩾≪≫≈\N{TILDE OPERATOR}≃≅≡∝∈∉⊂⊆⊃⊇→←↔⇒⇔↦⟶⟹⟺≔≲≳")
OPERATORS: Final = frozenset("+-\N{MINUS SIGN}±∓")
OPENING: Final = frozenset("([{⟨⌊⌈")
CLOSING: Final = frozenset(")]}⟩⌋⌉")

KEPT: Final = frozenset(
    {
        "accent",
        "accentunder",
        "columnspan",
        "depth",
        "display",
        "displaystyle",
        "form",
        "height",
        "largeop",
        "linethickness",
        "lspace",
        "mathcolor",
        "maxsize",
        "minsize",
        "movablelimits",
        "rowspan",
        "rspace",
        "stretchy",
        "symmetric",
        "voffset",
        "width",
    }
)
"""The attributes that MathML Core has too."""

CORE: Final = frozenset(
    {
        *("math", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded"),
        *("mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub"),
        *("msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover"),
    }
)
"""The elements of MathML Core."""

USUAL_GAP: Final = "0.8em"
"""The space between two columns that browsers set."""


def formula(written: Formula, setting: Setting) -> Markup:
    """Return a formula within a line."""
    draw = setting.formula_picture
    if draw is None:
        return mathml(written.root, (("alttext", written.alternative),))
    whole = draw(written, setting.ink)
    if whole is None:
        return as_code(written)
    pictures = drawn_in_pieces(written, setting) if whole.width > LONG else ()
    return pictures_of(pictures or (whole,), written.alternative)


def drawn_in_pieces(
    written: Formula, setting: Setting, *, sign_first: bool = False
) -> tuple[DrawnFormula, ...]:
    """Return pictures of a formula between which a line may end; none where there is no place.

    Args:
        written: the formula; a sum that is too long for a line is parted too.
        setting: what draws it.
        sign_first: whether the next line begins with the sign where it is parted, as displays do.
    """
    draw = setting.formula_picture
    pictures: list[DrawnFormula] = []
    for signs in (RELATIONS, RELATIONS | OPERATORS) if draw else ():
        pieces = _pieces(written.root, signs, sign_first=sign_first)
        drawn = [draw(Formula(piece), setting.ink) for piece in pieces] if draw else []
        pictures = [picture for picture in drawn if picture]
        if len(pictures) < len(pieces):
            return ()
        if all(picture.width <= WIDE for picture in pictures):
            break
    return tuple(pictures) if len(pictures) > 1 else ()


def as_code(written: Formula) -> Markup:
    """Return a formula as it was written, for a page that can show it in no other way."""
    return Markup("<code>{}</code>").format(written.alternative)


def pictures_of(pictures: Sequence[DrawnFormula], alternative: str, depth: float = 0.0) -> Markup:
    """Return pictures of a formula that stand on the line of the text around them.

    Args:
        pictures: the whole formula, or pieces between which a line may end.
        alternative: what is read out.
        depth: how far below the line at least each of them takes room, in em.
    """
    said = (alternative, *("" for _ in pictures[1:]))
    shown = Markup('<img class="formula" src="{}" alt="{}" style="width:{:.3f}em;{}">')
    return Markup().join(
        shown.format(picture.address, words, picture.width, _lowered(picture, depth))
        for picture, words in zip(pictures, said, strict=True)
    )


def _lowered(picture: DrawnFormula, depth: float) -> str:
    """Return the style of a picture that reaches below its line, and of the room below it."""
    room = depth - picture.depth
    style = f"vertical-align:{-max(depth, picture.depth):.3f}em"
    return f"{style};margin-bottom:{room:.3f}em" if room > 0 else style


def _pieces(
    root: MathElement, signs: frozenset[str], *, sign_first: bool
) -> tuple[MathElement, ...]:
    """Part a formula where a line may end in it: at some signs that no fence is around.

    In text that is after the sign (The TeXbook, chapter 18, "Line breaking"), in displays before it
    (chapter 19).
    """
    row = root.elements
    while len(row) == 1 and row[0].name == "mrow":
        row = row[0].elements
    pieces: list[list[MathElement]] = [[]]
    depth = 0
    for at, element in enumerate(row):
        sign = element.text if element.name == "mo" else ""
        depth += (sign in OPENING) - (sign in CLOSING)
        parts = sign in signs and depth == 0 and 0 < at < len(row) - 1 and _ends(row[at - 1])
        if parts and sign_first:
            pieces.append([])
        pieces[-1].append(_infix(element) if parts else element)
        if parts and not sign_first:
            pieces.append([])
    return tuple(replace(root, children=tuple(piece)) for piece in pieces)


def _ends(element: MathElement) -> bool:
    """Tell whether a sign after an element has two sides."""
    return element.name != "mo" or element.text in CLOSING


def _infix(operator: MathElement) -> MathElement:
    return replace(operator, attributes=(*operator.attributes, ("form", "infix")))


def mathml(element: MathElement, more: tuple[tuple[str, str], ...] = ()) -> Markup:
    """Return an element of MathML Core."""
    if bar := _bar(element):
        # Browsers stretch a bar only with a font that has longer ones.
        element = MathElement("mrow", (("class", bar),), element.elements[:1])
    if level := element.attribute("scriptlevel"):
        return _at_level(level, element, more)
    classes = _classes(element)
    name = element.name if element.name in CORE else "mrow"
    if name == "mtable":
        element = _with_cells(element)
    attributes = [(key, value) for key, value in (*element.attributes, *more) if key in _ALLOWED]
    if "upright" in classes:
        classes.remove("upright")
        attributes.append(("mathvariant", "normal"))
    if classes:
        attributes.append(("class", " ".join(classes)))
    content = Markup().join(
        _text(child, element) if isinstance(child, str) else mathml(child)
        for child in element.children
    )
    written = Markup().join(Markup(' {}="{}"').format(key, value) for key, value in attributes)
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, content)


def _at_level(level: str, element: MathElement, more: tuple[tuple[str, str], ...]) -> Markup:
    """Return an element in the size of scripts, which only an `mstyle` may say (HTML, MathML)."""
    others = tuple(pair for pair in element.attributes if pair[0] != "scriptlevel")
    inner = mathml(replace(element, attributes=others), more)
    if level == "0":
        return inner
    return Markup('<mstyle scriptlevel="{}">{}</mstyle>').format(level, inner)


def _bar(element: MathElement) -> str:
    """Return the class of what has a line over or under all of it; nothing for others."""
    match element:
        case MathElement("mover" | "munder", _, (_, MathElement("mo", _, (sign,)) as bar)):
            if sign in BARS and bar.attribute("stretchy") != "false":
                return "barred" if element.name == "mover" else "underlined"
    return ""


BARS: Final = frozenset({"\N{MACRON}", "_", "\N{OVERLINE}", "\N{HORIZONTAL BAR}"})

_ALLOWED: Final = KEPT | {"alttext", "id", "style"}


SPACING: Final = {"\N{COMBINING RIGHT ARROW ABOVE}": "\N{RIGHTWARDS ARROW}"}
"""Accents that are no characters of their own, and what pages have for them."""


def _text(characters: str, element: MathElement) -> Markup:
    """Return characters; spaces at the ends of words are kept as those that do not break."""
    if element.name not in {"mtext", "ms"}:
        return escape(SPACING.get(characters, characters))
    inner = characters.strip(" ")
    if not inner:
        return escape("\N{NO-BREAK SPACE}" * len(characters))
    start, _, end = characters.partition(inner)
    edges = ("\N{NO-BREAK SPACE}" * len(edge) for edge in (start, end))
    return escape(inner.join(edges))


NOTATIONS: Final[Mapping[str, str]] = {
    "box": "boxed",
    "roundedbox": "boxed",
    "circle": "boxed",
    "top": "barred",
    "bottom": "underlined",
    "updiagonalstrike": "struck-up",
    "downdiagonalstrike": "struck-down",
    "horizontalstrike": "struck",
}


def _classes(element: MathElement) -> list[str]:
    made = (element.attribute("class") or "").split()
    variant = element.attribute("mathvariant")
    if element.name == "menclose":
        notations = (element.attribute("notation") or "box").split()
        made += [NOTATIONS[one] for one in notations if one in NOTATIONS]
    elif variant and variant != "normal":
        made.append(f"math-{variant}")
    elif variant == "normal" and element.name == "mi" and len(element.text) == 1:
        made.append("upright")
    return made


def _with_cells(table: MathElement) -> MathElement:
    """Say cell by cell what a table says of its columns and rows."""
    alignments = (table.attribute("columnalign") or "center").split()
    gaps = (table.attribute("columnspacing") or USUAL_GAP).split()
    lines = (table.attribute("columnlines") or "none").split()
    rules = (table.attribute("rowlines") or "none").split()
    rows = []
    for at, row in enumerate(table.elements):
        is_ruled = at > 0 and rules[min(at - 1, len(rules) - 1)] != "none"
        last = len(row.elements) - 1
        cells = tuple(
            _cell(
                cell,
                cell.attribute("columnalign") or _at(alignments, column),
                (
                    _at(gaps, column - 1) if column else "",
                    _at(gaps, column) if column < last else "",
                ),
                ("ruled-above" if is_ruled else "")
                + (" ruled-after" if column < last and _at(lines, column) != "none" else ""),
            )
            for column, cell in enumerate(row.elements)
        )
        rows.append(replace(row, children=cells))
    return replace(table, children=tuple(rows))


def _at(values: list[str], place: int) -> str:
    """Return the value of a column; the last one holds for those after it."""
    return values[min(place, len(values) - 1)]


def _cell(cell: MathElement, alignment: str, gaps: tuple[str, str], lines: str) -> MathElement:
    names = [cell.attribute("class") or "", lines.strip()]
    if alignment in {"left", "right"}:
        names.append(alignment)
    padding = ";".join(
        f"padding-{side}:{_half(gap)}"
        for side, gap in zip(("left", "right"), gaps, strict=True)
        if gap not in {USUAL_GAP, ""}
    )
    attributes = {key: value for key, value in cell.attributes if key != "class"}
    if name := " ".join(filter(None, names)):
        attributes["class"] = name
    if padding:
        attributes["style"] = padding
    return replace(cell, attributes=tuple(attributes.items()))


def _half(gap: str) -> str:
    try:
        return f"{float(gap.removesuffix('em')) / 2:g}em"
    except ValueError:
        return "0"
