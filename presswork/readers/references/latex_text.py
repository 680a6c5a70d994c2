"""LaTeX in the fields of BibTeX: accents, macros, simple formulas, protected case.

The text is cut into tokens once and made a tree, which becomes rich text; both take time in
proportion to its length. pylatexenc knows the characters of some eight hundred macros.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.inlines import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    NoCase,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    plain_text,
)
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "emph": Emphasis,
    "textit": Emphasis,
    "textsl": Emphasis,
    "mkbibemph": Emphasis,
    "mkbibitalic": Emphasis,
    "mathit": Emphasis,
    "textbf": Strong,
    "mkbibbold": Strong,
    "mathbf": Strong,
    "boldsymbol": Strong,
    "textsc": SmallCaps,
    "underline": Underline,
    "textsuperscript": Superscript,
    "mkbibsuperscript": Superscript,
    "sp": Superscript,
    "textsubscript": Subscript,
    "mkbibsubscript": Subscript,
    "sb": Subscript,
    "texttt": lambda children: Code(plain_text(children)),
    "mathtt": lambda children: Code(plain_text(children)),
}
SWITCHES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "it": Emphasis,
    "em": Emphasis,
    "itshape": Emphasis,
    "sl": Emphasis,
    "bf": Strong,
    "bfseries": Strong,
    "sc": SmallCaps,
    "scshape": SmallCaps,
}
"""Macros that hold to the end of their group, and environments of the same names."""

AROUND: Final = {
    "mkbibquote": ("“", "”"),
    "enquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "sqrt": ("√", ""),
}
"""Macros that put characters around their argument."""

PLAIN: Final = words(
    """autocap bibstring ensuremath fbox hbox mathbb mathcal mathfrak mathnormal mathrm mathscr
    mathsf mbox operatorname path text textmd textnormal textrm textsf textup uppercase vbox"""
)
"""Macros whose argument is shown as it is."""

VERBATIM: Final = frozenset({"url", "nolinkurl", "path"})
NOTHING: Final = words(
    """/ - @ ! big bigg Big Bigg bigl bigr Bigl Bigr displaystyle left limits long protect relax
    right rm scriptstyle small textstyle tiny tt unskip upshape normalfont sf mathchoice null
    ignorespaces"""
)
"""Macros that show nothing."""

DROPPED: Final = {
    **dict.fromkeys(("noopsort", "noop", "label", "cite", "color", "hspace", "vspace"), 1),
    **dict.fromkeys(("arabic", "alph", "Alph", "roman", "Roman", "hyphenation"), 1),
}
"""Macros whose arguments are not shown, and how many they take."""

SECOND: Final = {
    "href": 2,
    "textcolor": 2,
    "texorpdfstring": 1,
    "foreignlanguage": 2,
    "raisebox": 2,
}
"""Macros of two arguments of which one is shown, and which."""

SYMBOLS: Final = {
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX",
    "checkmark": "✓",
    "hyphen": "-",
    "slash": "/",
    "%": "%",
    "&": "&",
    "#": "#",
    "_": "_",
    "$": "$",
    "{": "{",
    "}": "}",
    " ": " ",
    "\n": " ",
    "\\": " ",
    ",": "\N{THIN SPACE}",
    "thinspace": "\N{THIN SPACE}",
    ";": " ",
    ":": " ",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "degree": "°",
    "textdegree": "°",
    "textellipsis": "…",
    "ldots": "…",
    "dots": "…",
    "lq": "‘",
    "rq": "’",
    "textquotesingle": "'",
    "prime": "′",  # noqa: RUF001 - a prime
    "percent": "%",
    "lbrace": "{",
    "rbrace": "}",
    "ss": "ß",
    "SS": "ẞ",
    "i": "ı",
    "j": "ȷ",
    "nobreakspace": "\N{NO-BREAK SPACE}",
    "nobreakdash": "",
    "micro": "µ",
    "textmu": "µ",
    "textmugreek": "µ",
    "sim": "∼",
    "lt": "<",
    "gt": ">",
    "circ": "∘",
    "backslash": "\\",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textquotedbl": '"',
    "frenchspacing": "",
}
ACCENTS: Final = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
    "t": "\u0361",
    "h": "\u0309",
    "G": "\u030f",
    "U": "\u030e",
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "acute": "\u0301",
    "grave": "\u0300",
    "check": "\u030c",
    "breve": "\u0306",
    "mathring": "\u030a",
    "vec": "\u20d7",
}
DOTLESS: Final = {"ı": "i", "ȷ": "j"}
DOUBLE_STRUCK: Final = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))  # noqa: RUF001 - what they are
LIGATURES: Final = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "`": "‘",
    "'": "’",
    "~": "\N{NO-BREAK SPACE}",
}
SPECIAL: Final = frozenset("\\{}$~-`'")
TOKEN: Final = re.compile(
    r"""\\begin\s*\{[^{}\\]*\} | \\end\s*\{[^{}\\]*\}
      | \\[^\W\d_]+\*?\s* | \\.
      | [{}~^_] | \$\$? | -{2,3} | `` | '' | [`'] | - | \\
      | [^\\{}$~^_`'-]+""",
    re.VERBOSE | re.DOTALL,
)
ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([^{}\\]*)\}")
_STAND_IN: Final = re.compile(r"\(?<.+>\)?")
"""What pylatexenc shows for macros whose words it leaves out: `<ref>`, `(<ref>)`, `<cit.>`."""
IN_VERBATIM: Final = re.compile(r"\\([_%&#~{}$])")
SIMPLE: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
DEEPEST: Final = 20
LONGEST: Final = 500_000
"""The length, in characters, from which on a field is not taken for LaTeX."""

MOST_SWITCHES: Final = 2
"""How many of `SWITCHES` count in one group; who writes more has lost count, too."""

CACHED: Final = 256


@dataclass(slots=True)
class _Group:
    """What stands between braces, dollar signs, or the ends of an environment.

    Args:
        kind: the sign or the word that opens it.
        nodes: what is in it.
        environment: the name of one.
    """

    kind: str
    nodes: list[_Node] = field(default_factory=list)
    environment: str = ""


_Node: TypeAlias = "str | _Group"
"""A group, or a token: a macro begins with a backslash."""


@lru_cache(CACHED)
def parse(source: str) -> Inlines:
    """Return the rich text of a field; what LaTeX cannot mean stays as it is."""
    source = " ".join(source.split())
    if SPECIAL.isdisjoint(source) or len(source) > LONGEST:
        return (Text(source),) if source else ()
    tree = _tree(source)
    if tree is None:
        return (Text(source),)
    return joined(_Reader(tree.nodes, math=False).inlines())


def plain(source: str) -> str:
    """Return the characters that LaTeX stands for, without any format."""
    if SPECIAL.isdisjoint(source):
        return " ".join(source.split())
    return plain_text(parse(source))


def is_character(macro: str) -> bool:
    r"""Tell whether a macro stands for a character, or puts an accent on one: `ss`, `v`."""
    return macro in SYMBOLS or macro in _symbols() or (macro in ACCENTS and len(macro) == 1)


def verbatim(source: str) -> str:
    r"""Return an address or identifier: only braces and escapes (`\_`, `\%`) are resolved."""
    source = source.strip()
    if "\\url" in source or "\\href" in source:
        return plain(source)
    unescaped = IN_VERBATIM.sub(r"\1", source)
    return unescaped.replace("{", "").replace("}", "")


def _tree(source: str) -> _Group | None:
    """Return the tokens as a tree; None where they are nested too deep.

    A dollar sign without a second one is a dollar sign.
    """
    tokens = TOKEN.findall(source)
    signs = sum(sign in ("$", "$$") for sign in tokens)
    stack = [_Group("")]
    seen = 0
    for sign in tokens:
        if sign in ("$", "$$"):
            seen += 1
            if signs % 2 and seen == signs:
                stack[-1].nodes.append("\\$")
            elif any(group.kind == "$" for group in stack):
                _close(stack, "$")
            else:
                stack.append(_Group("$"))
        elif sign == "{":
            stack.append(_Group("{"))
        elif sign == "}":
            _close(stack, "{")
        elif sign in ("\\(", "\\["):
            stack.append(_Group("$"))
        elif sign in ("\\)", "\\]"):
            _close(stack, "$")
        elif (environment := ENVIRONMENT.fullmatch(sign)) is None:
            stack[-1].nodes.append(sign)
        elif environment[1] == "begin":
            stack.append(_Group("begin", environment=environment[2]))
        else:
            _close(stack, "begin")
        if len(stack) > DEEPEST:
            return None
    while len(stack) > 1:
        _pop(stack)
    return stack[0]


def _close(stack: list[_Group], kind: str) -> None:
    """Close the innermost group of a kind, and what was left open in it; without one, nothing."""
    if not any(group.kind == kind for group in stack):
        return
    while _pop(stack).kind != kind:
        pass


def _pop(stack: list[_Group]) -> _Group:
    group = stack.pop()
    stack[-1].nodes.append(group)
    return group


@cache
def _symbols() -> dict[str, str]:
    """Return the macros without arguments and the characters that they show."""
    from pylatexenc.latex2text import (  # noqa: PLC0415 - many files need none of its macros
        get_default_latex_context_db,
    )

    known = {
        spec.macroname: spec.simplify_repl
        for spec in get_default_latex_context_db().iter_macro_specs()
        if isinstance(spec.simplify_repl, str)
        and "%" not in spec.simplify_repl
        and not _STAND_IN.fullmatch(spec.simplify_repl)
    }
    return known | SYMBOLS


class _Reader:
    """Makes inlines of the nodes of one group, from the first to the last."""

    def __init__(self, nodes: Sequence[_Node], *, math: bool) -> None:
        self._nodes = nodes
        self._math = math
        self._next = 0
        self._rest = ""  # of a node whose first character was taken as an argument

    def inlines(self) -> list[Inline]:
        result: list[Inline] = []
        switched: list[tuple[Callable[[Inlines], Inline], list[Inline]]] = []
        while (node := self._take()) is not None:
            if isinstance(node, str) and node[0] != "\\" and not self._math:
                result.append(Text(LIGATURES.get(node, node)))
                continue
            make = SWITCHES.get(_name(node)) if isinstance(node, str) else None
            if make is None:
                result += self._inline(node)
            elif len(switched) < MOST_SWITCHES:
                switched.append((make, result))
                result = []
        for make, before in reversed(switched):
            inner = joined(result)
            result = [*before, make(inner)] if inner else before
        return result

    def _take(self) -> _Node | None:
        if self._rest:
            rest, self._rest = self._rest, ""
            return rest
        if self._next >= len(self._nodes):
            return None
        self._next += 1
        return self._nodes[self._next - 1]

    def _argument(self) -> list[_Node]:
        """Return what a macro takes: a group's nodes, a macro or a character; or nothing."""
        node = self._take()
        if isinstance(node, str) and node.isspace():
            node = self._take()
        match node:
            case None:
                return []
            case _Group(kind="{"):
                return node.nodes
            case str() if not node.startswith("\\"):
                node = node.lstrip()
                self._rest = node[1:]
                return [node[:1]]
            case _:
                return [node]

    def _branch(self) -> list[_Node]:
        r"""Return what `\ifmmode` has for text or for formulas, whichever this is."""
        formula: list[_Node] = []
        text: list[_Node] = []
        branch = formula
        while (node := self._take()) is not None:
            match _name(node) if isinstance(node, str) else "":
                case "fi":
                    break
                case "else":
                    branch = text
                case "ifmmode":
                    pass
                case _:
                    branch.append(node)
        return formula if self._math else text

    def _inline(self, node: _Node) -> list[Inline]:
        if isinstance(node, _Group):
            return self._group(node)
        if node.startswith("\\") and len(node) > 1:
            return self._macro(_name(node))
        if self._math:
            return self._in_math(node)
        return [Text(LIGATURES.get(node, node))]

    def _in_math(self, characters: str) -> list[Inline]:
        match characters:
            case "^" | "_":
                make = Superscript if characters == "^" else Subscript
                argument = self._argument()
                if len(argument) == 1 and isinstance(argument[0], str) and argument[0] in SIMPLE:
                    return [make((Text(argument[0]),))]  # most scripts, and ten times as fast
                inner = self._of(argument)
                return [make(inner)] if inner else []
            case "~":
                return [Text(" ")]
            case "'" | "''":
                return [Text("′" * len(characters))]  # noqa: RUF001 - a prime
            case _:
                return [Text(characters.replace("-", "\N{MINUS SIGN}"))]

    def _group(self, group: _Group) -> list[Inline]:
        if group.kind == "$":
            return _Reader(group.nodes, math=True).inlines()
        if group.kind == "begin":
            inner = joined(_Reader(group.nodes, math=self._math).inlines())
            make = SWITCHES.get(group.environment)
            return [make(inner)] if make and inner else list(inner)
        reader = _Reader(group.nodes, math=self._math)
        inlines = reader.inlines()
        if self._math or not inlines or _is_letter(group, inlines):
            return inlines
        return [NoCase(joined(inlines))]

    def _of(self, nodes: Sequence[_Node]) -> Inlines:
        return joined(_Reader(nodes, math=self._math).inlines())

    def _macro(self, name: str) -> list[Inline]:
        if name in ACCENTS:
            return [Text(_accented(plain_text(self._of(self._argument())), ACCENTS[name]))]
        if name in VERBATIM:
            return [Text(_source(self._argument()))]
        if name == "ensuremath":
            return _Reader(self._argument(), math=True).inlines()
        if name in PLAIN:
            inner = self._of(self._argument())
            if name == "mathbb" and (letter := DOUBLE_STRUCK.get(plain_text(inner))):
                return [Text(letter)]
            return list(inner)
        if name in FRAMES:
            inner = self._of(self._argument())
            return [FRAMES[name](inner)] if inner else []
        if name in AROUND:
            before, after = AROUND[name]
            return [Text(before), *self._of(self._argument()), Text(after)]
        if name in SECOND:
            arguments = self._argument(), self._argument()
            return list(self._of(arguments[SECOND[name] - 1]))
        if name in ("frac", "nicefrac", "tfrac", "dfrac"):
            over, under = self._of(self._argument()), self._of(self._argument())
            return [*over, Text("/"), *under]
        if name == "ifmmode":
            return list(self._of(self._branch()))
        if name == "ElsevierGlyph":
            return [Text(_glyph(plain_text(self._of(self._argument()))))]
        for _ in range(DROPPED.get(name, 0)):
            self._argument()
        if name in NOTHING or name in DROPPED:
            return []
        shown = _symbols().get(name)
        return [Text(f"\\{name}" if shown is None else shown)]


def _name(token: str) -> str:
    """Return a macro's name; empty for other tokens."""
    if not token.startswith("\\"):
        return ""
    name = token[1:]
    return name.rstrip().removesuffix("*") if name[:1].isalpha() else name


def _is_letter(group: _Group, inlines: list[Inline]) -> bool:
    r"""Tell whether braces only hold an accent's letter together, or a macro: `{\"o}`, `{\ss}`.

    Their case is not protected by them (BibTeX: special characters).
    """
    first = group.nodes[0] if group.nodes else ""
    if not isinstance(first, str) or not first.startswith("\\"):
        return False
    name = _name(first)
    if name in SWITCHES or name in FRAMES:
        return len(inlines) == 1
    return len(unicodedata.normalize("NFC", plain_text(tuple(inlines)))) <= 1


def _accented(base: str, accent: str) -> str:
    base = DOTLESS.get(base[:1], base[:1]) + base[1:]
    if not base:
        return ""
    return unicodedata.normalize("NFC", base[0] + accent + base[1:])


def _glyph(number: str) -> str:
    """Return the character that Elsevier's exports name by its number in base 16."""
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return number


def _source(nodes: Sequence[_Node]) -> str:
    """Return what nodes were written as."""
    parts = [f"{{{_source(node.nodes)}}}" if isinstance(node, _Group) else node for node in nodes]
    return IN_VERBATIM.sub(r"\1", "".join(parts))


def joined(inlines: Sequence[Inline]) -> Inlines:
    """Return inlines with neighbours that are plain characters made one."""
    merged: list[Inline] = []
    texts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            texts.append(inline.text)
            continue
        if text := "".join(texts):
            merged.append(Text(text))
        texts.clear()
        merged.append(inline)
    if text := "".join(texts):
        merged.append(Text(text))
    return tuple(merged)
