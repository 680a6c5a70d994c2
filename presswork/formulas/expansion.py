r"""Macros expanded, and what math-core does not know written in what it knows.

As TeX does it: tokens are read from a pile, and what a macro stands for is put back on the pile to
be read again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork.formulas import chemistry, units
from presswork.formulas.errors import FormulaError
from presswork.formulas.tokens import Tokens, environment, group, guard, tokens_of, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_STEPS: Final = 50_000
"""How many tokens may be read in one formula, for a macro may name itself."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A command of the document's own.

    Args:
        body: what it stands for; `#` and a digit stand for an argument.
        parameters: how many arguments it takes.
        default: its first argument where none is given in brackets; None if it is not optional.
    """

    body: tuple[str, ...]
    parameters: int = 0
    default: tuple[str, ...] | None = None


@cache
def macro(body: str) -> Macro:
    """Return the macro of a body, whose parameters are those that it names."""
    tokens = tokens_of(body)
    named = [
        int(after) for piece, after in pairwise(tokens) if piece == "#" and after in "123456789"
    ]
    return Macro(tuple(tokens), max(named, default=0))


class Gullet:
    """Tokens that are read one by one, and may be put back."""

    def __init__(self, tokens: Tokens) -> None:
        """Begin before the first token."""
        self._pile = tokens[::-1]
        self._steps = 0

    def next(self) -> str | None:
        """Take the next token; None at the end."""
        if not self._pile:
            return None
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise FormulaError(
                "the macros of a formula do not come to an end",
                "look for a macro that names itself",
            )
        return self._pile.pop()

    def put_back(self, tokens: Tokens | tuple[str, ...]) -> None:
        """Put tokens where they are read next."""
        self._pile.extend(reversed(tokens))

    def skip_space(self) -> None:
        """Pass over white space."""
        while self._pile and self._pile[-1].isspace():
            self._pile.pop()

    def follows(self, piece: str) -> bool:
        """Tell whether a token comes next, after white space."""
        self.skip_space()
        return bool(self._pile) and self._pile[-1] == piece

    def took(self, piece: str) -> bool:
        """Take a token if it comes next, and tell whether it did."""
        if not self.follows(piece):
            return False
        self.next()
        return True

    def argument(self) -> Tokens:
        """Take an argument: what is between braces, or one token."""
        self.skip_space()
        first = self.next()
        if first is None:
            raise FormulaError(
                "a command of a formula lacks its argument", "write it in braces after the command"
            )
        return self._until("{", "}") if first == "{" else [first]

    def optional(self) -> Tokens | None:
        """Take an argument in brackets; None where there is none."""
        return self._until("[", "]") if self.took("[") else None

    def _until(self, opening: str, closing: str) -> Tokens:
        taken: Tokens = []
        depth = braces = 0
        while (piece := self.next()) is not None:
            if piece == closing and depth == 0 and (closing == "}" or braces == 0):
                return taken
            depth += (piece == opening) - (piece == closing)
            braces += (piece == "{") - (piece == "}")
            taken.append(piece)
        raise FormulaError(f"a '{opening}' has no '{closing}' in a formula", "close it")


def expanded(latex: str, macros: Mapping[str, str]) -> Tokens:
    """Return the tokens of a formula, in commands that math-core knows.

    Raises:
        FormulaError: braces do not match, or macros do not come to an end.
    """
    known = {name: macro(body) for name, body in macros.items()}
    gullet = Gullet(tokens_of(latex))
    done: Tokens = []
    while (piece := gullet.next()) is not None:
        if piece in known:
            gullet.put_back(_applied(known[piece], gullet))
        elif piece in DEFINITIONS:
            name, meaning = DEFINITIONS[piece](gullet)
            known[name] = meaning
        elif piece in REWRITES:
            gullet.put_back(REWRITES[piece](gullet))
        elif piece in ALIASES:
            gullet.put_back(_applied(macro(ALIASES[piece]), gullet))
        elif piece.startswith((r"\begin{", r"\end{")):
            done += _environment(piece, gullet)
        else:
            done.append(piece.rstrip(FROZEN) or piece)
    guard(done)
    return done


FROZEN: Final = "\0"
"""What marks a command that is not to be looked up again."""


def _frozen(command: str) -> str:
    return command + FROZEN


def _applied(meaning: Macro, gullet: Gullet) -> Tokens:
    arguments: list[Tokens] = []
    if meaning.default is not None:
        given = gullet.optional()
        arguments.append(list(meaning.default) if given is None else given)
    while len(arguments) < meaning.parameters:
        arguments.append(gullet.argument())
    made: Tokens = []
    body = iter(meaning.body)
    for piece in body:
        if piece != "#":
            made.append(piece)
            continue
        place = next(body, "")
        if place in "123456789" and place and int(place) <= len(arguments):
            made += arguments[int(place) - 1]
        else:
            made += [piece, place] if place else [piece]
    return made


def _newcommand(gullet: Gullet) -> tuple[str, Macro]:
    gullet.took("*")
    name = written(gullet.argument()).strip()
    count = written(gullet.optional() or []).strip()
    default = gullet.optional()
    body = tuple(gullet.argument())
    parameters = int(count) if count in "123456789" and count else 0
    return name, Macro(body, parameters, None if default is None else tuple(default))


def _def(gullet: Gullet) -> tuple[str, Macro]:
    name = written(gullet.argument())
    parameters = 0
    while not gullet.follows("{") and (piece := gullet.next()) is not None:
        parameters += piece == "#"
    return name, Macro(tuple(gullet.argument()), parameters)


def _operator(gullet: Gullet) -> tuple[str, Macro]:
    star = ["*"] if gullet.took("*") else []
    name = written(gullet.argument()).strip()
    return name, Macro((r"\operatorname", *star, *group(gullet.argument())))


def _let(gullet: Gullet) -> tuple[str, Macro]:
    name = written(gullet.argument())
    gullet.took("=")
    return name, Macro(tuple(gullet.argument()))


DEFINITIONS: Final[Mapping[str, Callable[[Gullet], tuple[str, Macro]]]] = {
    r"\newcommand": _newcommand,
    r"\renewcommand": _newcommand,
    r"\providecommand": _newcommand,
    r"\def": _def,
    r"\gdef": _def,
    r"\DeclareMathOperator": _operator,
    r"\let": _let,
}


def _text(gullet: Gullet) -> Tokens:
    """Take formulas out of a text: what stands between dollar signs in it."""
    content = gullet.argument()
    made: Tokens = []
    text: Tokens = []
    formula: Tokens | None = None
    for piece in [*content, ""]:
        if piece in {"$", r"\(", r"\)"}:
            if formula is None:
                made += [_frozen(r"\text"), *group(text)] if text else []
                text, formula = [], []
            else:
                made += group(formula)
                formula = None
        elif formula is None:
            text += _UNSPECIAL.get(piece, (piece,)) if piece else []
        else:
            formula.append(piece)
    if formula:
        raise FormulaError("a '$' in the text of a formula has no second '$'", "close it")
    return made + ([_frozen(r"\text"), *group(text)] if text or not made else [])


_UNSPECIAL: Final[Mapping[str, tuple[str, ...]]] = {
    r"\ ": (" ",),
    r"\,": ("\N{NARROW NO-BREAK SPACE}",),
    r"\-": (),
    r"\\": (" ",),
    r"\textendash": ("\N{EN DASH}",),
    r"\textdegree": ("\N{DEGREE SIGN}",),
    r"\textmu": ("\N{GREEK SMALL LETTER MU}",),
    r"\dots": ("\N{HORIZONTAL ELLIPSIS}",),
    r"\ldots": ("\N{HORIZONTAL ELLIPSIS}",),
    r"\quad": ("\N{EM SPACE}",),
    r"\qquad": ("\N{EM SPACE}", "\N{EM SPACE}"),
}


def _mathop(gullet: Gullet) -> Tokens:
    """Make a named operator of words, so that its limits stand below it."""
    content = gullet.argument()
    words = [piece for piece in content if piece not in _UPRIGHT and piece not in "{}"]
    star = "*"
    if gullet.took(r"\limits"):
        star = "*"
    elif gullet.took(r"\nolimits"):
        star = ""
    if all((len(piece) == 1 and piece.isalpha()) or piece in {r"\,", " "} for piece in words):
        return [r"\operatorname", *star, *group(words)]
    return [_frozen(r"\mathop"), *group(content)]


_UPRIGHT: Final = frozenset({r"\rm", r"\mathrm", r"\operatorname", r"\text", r"\mathop"})


def _space(gullet: Gullet) -> Tokens:
    gullet.took("*")
    return _space_of(written(gullet.argument()))


def _dimension(gullet: Gullet) -> Tokens:
    r"""Read a length without braces, as `\kern` and `\hskip` take it."""
    gullet.took("=")
    gullet.skip_space()
    length = ""
    while (piece := gullet.next()) is not None:
        if len(piece) != 1 or not (piece.isalnum() or piece in "+-."):
            gullet.put_back([piece])
            break
        length += piece
        if len(length.lstrip("+-.0123456789")) == len("em"):
            break
    return _space_of(length)


def _space_of(length: str) -> Tokens:
    """Return a space; 18 mu, the unit of spaces in formulas, are one em."""
    value = length.strip().removesuffix("mu")
    if value != length.strip():
        try:
            length = f"{float(value) / 18:.4g}em"
        except ValueError:
            length = "0em"
    return [_frozen(r"\hspace"), *group(length)]


def _fence(command: str) -> Callable[[Gullet], Tokens]:
    r"""Read `\left<` as TeX does, which takes the sign for a fence there."""

    def rewrite(gullet: Gullet) -> Tokens:
        for sign, name in (("<", r"\langle"), (">", r"\rangle")):
            if gullet.took(sign):
                return [_frozen(command), name]
        return [_frozen(command)]

    return rewrite


def _named_operator(gullet: Gullet) -> Tokens:
    star = ["*"] if gullet.took("*") else []
    name = gullet.argument()
    if {"_", "^"} & set(name):
        return [r"\mathrm", *group(name)]
    return [_frozen(r"\operatorname"), *star, *group(name)]


def _line_end(gullet: Gullet) -> Tokens:
    r"""Drop the space that `\\[2pt]` asks for between two lines."""
    gullet.took("*")
    if gullet.follows("["):
        inside = gullet.optional() or []
        text = "".join(inside)
        if not text.strip().endswith(("pt", "em", "ex", "mm", "cm", "in", "sp", "baselineskip")):
            gullet.put_back(["{", "[", "}", *inside, "{", "]", "}"])
    return [_frozen(r"\\")]


def _optional_dropped(replacement: str) -> Callable[[Gullet], Tokens]:
    def rewrite(gullet: Gullet) -> Tokens:
        gullet.optional()
        return list(macro(replacement).body)

    return rewrite


def _quantity(gullet: Gullet) -> Tokens:
    r"""Tell siunitx's `\qty{1}{m}` from the fences of physics, `\qty(x)`."""
    options = gullet.optional()
    for opening, closing in (("(", ")"), ("[", "]"), ("|", "|")):
        if gullet.took(opening):
            return [r"\left", opening, *_up_to(closing, gullet), r"\right", closing]
    if options is not None and not gullet.follows("{"):
        return [r"\left", "[", *options, r"\right", "]"]
    number = gullet.argument()
    if gullet.follows("{"):
        return _parsed(units.quantity(written(number), written(gullet.argument())))
    return [r"\left", r"\{", *number, r"\right", r"\}"]


def _up_to(closing: str, gullet: Gullet) -> Tokens:
    taken: Tokens = []
    opening = {")": "(", "]": "["}.get(closing, "")
    depth = 0
    while (piece := gullet.next()) is not None:
        if piece == closing and depth == 0:
            return taken
        depth += (piece == opening) - (piece == closing)
        taken.append(piece)
    raise FormulaError(f"a '{closing}' is missing in a formula", "close the fence")


def _with_text(make: Callable[..., str], arguments: int = 1) -> Callable[[Gullet], Tokens]:
    def rewrite(gullet: Gullet) -> Tokens:
        gullet.optional()
        return _parsed(make(*(written(gullet.argument()) for _ in range(arguments))))

    return rewrite


def _parsed(latex: str) -> Tokens:
    return group(tokens_of(latex))


def _derivative(sign: str) -> Callable[[Gullet], Tokens]:
    r"""Read `\dv{f}{x}`, `\dv[2]{f}{x}` and `\dv{x}` of physics."""

    def rewrite(gullet: Gullet) -> Tokens:
        gullet.took("*")
        order = gullet.optional()
        power = ["^", *group(order)] if order else []
        first = gullet.argument()
        if gullet.follows("{"):
            top, bottom = [sign, *power, *first], gullet.argument()
        else:
            top, bottom = [sign, *power], first
        return [r"\frac", *group(top), *group([sign, " ", *bottom, *power])]

    return rewrite


def _dropped_argument(gullet: Gullet) -> Tokens:
    gullet.argument()
    return []


def _root(gullet: Gullet) -> Tokens:
    index = _up_to(r"\of", gullet)
    return [r"\sqrt", "[", *index, "]", *group(gullet.argument())]


def _buildrel(gullet: Gullet) -> Tokens:
    above = _up_to(r"\over", gullet)
    return [r"\overset", *group(above), *group(gullet.argument())]


def _plain(gullet: Gullet) -> Tokens:
    """Show a label as it is written, for its number is not known here."""
    return [_frozen(r"\text"), *group(gullet.argument())]


REWRITES: Final[Mapping[str, Callable[[Gullet], Tokens]]] = {
    **dict.fromkeys((r"\text", r"\mbox", r"\hbox", r"\textnormal", r"\textup", r"\textrm"), _text),
    r"\mathop": _mathop,
    r"\operatorname": _named_operator,
    **{
        name: _fence(name) for name in (r"\left", r"\right", r"\middle", r"\big", r"\Big", r"\bigg")
    },
    r"\hspace": _space,
    r"\mspace": _space,
    **dict.fromkeys((r"\kern", r"\mkern", r"\hskip", r"\mskip"), _dimension),
    r"\\": _line_end,
    r"\cr": _line_end,
    r"\tabularnewline": _line_end,
    r"\newline": _line_end,
    r"\smash": _optional_dropped(""),
    r"\qty": _quantity,
    r"\SI": _with_text(units.quantity, 2),
    r"\SIrange": _with_text(units.span, 3),
    r"\qtyrange": _with_text(units.span, 3),
    r"\num": _with_text(units.number),
    r"\si": _with_text(units.unit),
    r"\unit": _with_text(units.unit),
    r"\ang": _with_text(units.angle),
    r"\ce": _with_text(chemistry.formula),
    r"\dv": _derivative("d"),
    r"\pdv": _derivative(r"\partial"),
    r"\root": _root,
    r"\buildrel": _buildrel,
    r"\ref": _plain,
    r"\eqref": _plain,
    r"\require": _dropped_argument,
    r"\vspace": _dropped_argument,
    r"\tiny": _optional_dropped(""),
}

ALIASES: Final[Mapping[str, str]] = {
    **dict.fromkeys((r"\mathbbm", r"\mathds", r"\symbb", r"\Bbb"), r"\mathbb{#1}"),
    **dict.fromkeys((r"\symbf", r"\symbfit", r"\pmb", r"\vb", r"\bold"), r"\boldsymbol{#1}"),
    r"\mathbold": r"\boldsymbol{#1}",
    r"\symrm": r"\mathrm{#1}",
    r"\symcal": r"\mathcal{#1}",
    r"\EuScript": r"\mathcal{#1}",
    r"\mathnormal": "{#1}",
    r"\mathup": r"\mathrm{#1}",
    r"\ensuremath": "{#1}",
    r"\texorpdfstring": "{#1}",
    r"\substack": r"\begin{subarray}{c}#1\end{subarray}",
    r"\overunderset": r"\overset{#1}{\underset{#2}{#3}}",
    r"\fbox": r"\boxed{\text{#1}}",
    r"\bbox": r"\boxed{#1}",
    r"\colorbox": "{#2}",
    r"\llap": "#1",
    r"\rlap": "#1",
    r"\mathllap": "#1",
    r"\mathrlap": "#1",
    r"\mathclap": "#1",
    r"\raisebox": "{#2}",
    r"\textsuperscript": r"{}^{\text{#1}}",
    r"\textsubscript": r"{}_{\text{#1}}",
    r"\varlimsup": r"\overline{\lim}",
    r"\varliminf": r"\underline{\lim}",
    r"\hdots": r"\ldots",
    r"\defeq": r"\coloneqq",
    r"\eqdef": r"\eqqcolon",
    r"\abs": r"\left|#1\right|",
    r"\norm": r"\left\|#1\right\|",
    r"\ceil": r"\left\lceil#1\right\rceil",
    r"\floor": r"\left\lfloor#1\right\rfloor",
    r"\ev": r"\left\langle#1\right\rangle",
    r"\expval": r"\left\langle#1\right\rangle",
    r"\mel": r"\left\langle#1\middle|#2\middle|#3\right\rangle",
    r"\dyad": r"\left|#1\right\rangle\left\langle#1\right|",
    r"\ketbra": r"\left|#1\right\rangle\left\langle#2\right|",
    r"\va": r"\vec{\boldsymbol{#1}}",
    r"\vu": r"\hat{\boldsymbol{#1}}",
    r"\grad": r"\nabla",
    r"\curl": r"\nabla\times",
    r"\laplacian": r"\nabla^2",
    r"\tr": r"\operatorname{tr}",
    r"\Tr": r"\operatorname{Tr}",
    r"\rank": r"\operatorname{rank}",
    r"\diag": r"\operatorname{diag}",
    r"\sgn": r"\operatorname{sgn}",
    r"\sign": r"\operatorname{sign}",
    r"\upmu": r"\mathrm{\mu}",
    r"\micro": r"\mathrm{\mu}",
    r"\textmu": r"\mathrm{\mu}",
    r"\ohm": r"\Omega",
    r"\celsius": r"{}^\circ\mathrm{C}",
    r"\textdegree": r"^\circ",
    r"\textbackslash": r"\backslash",
    r"\shortparallel": r"\parallel",
    r"\AA": r"\text{Å}",
    r"\aa": r"\text{å}",
    r"\S": r"\text{§}",
    r"\P": r"\text{¶}",
    r"\and": r"\quad",
    r"\hfill": r"\quad",
    r"\hfil": r"\quad",
    r"\hphantom": r"\phantom{#1}",
    r"\-": "",
    **dict.fromkeys(
        (r"\xspace", r"\strut", r"\mathstrut", r"\allowbreak", r"\nobreak", r"\noindent"), ""
    ),
    **dict.fromkeys((r"\centering", r"\small", r"\footnotesize", r"\scriptsize"), ""),
    **dict.fromkeys((r"\normalsize", r"\large", r"\Large", r"\boldmath", r"\unboldmath"), ""),
    **dict.fromkeys((r"\displaylimits", r"\relax", r"\protect", r"\null", r"\linebreak"), ""),
    **dict.fromkeys((r"\break", r"\goodbreak", r"\nolinebreak", r"\medskip", r"\smallskip"), ""),
    r"\bgroup": "{",
    r"\egroup": "}",
}
"""Commands as macros in what math-core knows: those of bbm, bm, mathtools, physics and TeX."""

_BEGINNINGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("split", "align", "align*", "flalign", "flalign*", "alignat", "alignat*", "alignedat"),
        r"\begin{aligned}",
    ),
    **dict.fromkeys(
        ("gather", "gather*", "multline", "multline*", "multlined"), r"\begin{gathered}"
    ),
    **dict.fromkeys(("eqnarray", "eqnarray*"), r"\begin{array}{rcl}"),
    **dict.fromkeys(("IEEEeqnarray", "IEEEeqnarray*", "tabular"), r"\begin{array}"),
    **dict.fromkeys(("equation", "equation*", "displaymath", "math"), r"\begin{gathered}"),
    "smallmatrix": r"\begin{subarray}{c}",
    "psmallmatrix": r"\left(\begin{subarray}{c}",
    "bsmallmatrix": r"\left[\begin{subarray}{c}",
    "cases*": r"\begin{cases}",
    "dcases*": r"\begin{dcases}",
    **{f"{kind}matrix*": rf"\begin{{{kind}matrix}}" for kind in ("", "p", "b", "B", "v", "V")},
}
"""What math-core does not know inside of a formula, and what is written instead."""

_AFTER_ENDS: Final[Mapping[str, str]] = {"psmallmatrix": r"\right)", "bsmallmatrix": r"\right]"}


def inner(tokens: Tokens) -> Tokens:
    """Return tokens whose environments are those that stand inside of a formula."""
    made: Tokens = []
    for piece in tokens:
        name = (
            piece.partition("{")[2][:-1].strip() if piece.startswith((r"\begin{", r"\end{")) else ""
        )
        if name not in _BEGINNINGS:
            made.append(piece)
        elif piece.startswith(r"\begin"):
            made.append(_BEGINNINGS[name])
        else:
            known = re.findall(r"\\begin\{(\w+)\}", _BEGINNINGS[name])[0]
            made.append(rf"\end{{{known}}}{_AFTER_ENDS.get(name, '')}")
    return made


LINES: Final = frozenset(
    {"align", "flalign", "gather", "multline", "equation", "eqnarray", "split"}
)
"""Environments without options, whose first line may begin with a bracket."""

TAKES_COLUMNS: Final = frozenset({"array", "tabular", "subarray", "IEEEeqnarray", "IEEEeqnarray*"})
TAKES_NUMBER: Final = frozenset({"alignat", "alignat*", "alignedat", "xalignat", "xalignat*"})


def _environment(piece: str, gullet: Gullet) -> Tokens:
    """Return the begin or end of an environment; those of whole lines keep their names."""
    name = environment(piece)
    if name is None:
        return [piece.replace(" ", "")]
    made = [rf"\begin{{{name}}}"]
    if name.removesuffix("*") not in LINES:
        gullet.optional()
    if name in TAKES_NUMBER:
        gullet.argument()
    if name in TAKES_COLUMNS:
        made += group(_columns(written(gullet.argument())))
    return made


def _columns(specification: str) -> Tokens:
    """Return the columns of an array without what only TeX's own boxes need."""
    kept: Tokens = []
    gullet = Gullet(tokens_of(specification))
    while (piece := gullet.next()) is not None:
        match piece:
            case "@" | "!" | ">" | "<":
                gullet.argument()
            case "p" | "m" | "b":
                gullet.argument()
                kept.append("l")
            case "*":
                count = written(gullet.argument()).strip()
                columns = gullet.argument()
                gullet.put_back(columns * min(int(count) if count.isdecimal() else 1, 50))
            case "l" | "c" | "r" | "|":
                kept.append(piece)
            case _ if piece.lower() in "lcr":
                kept.append(piece.lower())
            case _:
                pass
    return kept or ["c"]
