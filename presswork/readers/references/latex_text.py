"""LaTeX in the fields of BibTeX: accents, macros, simple formulas, protected case.

pylatexenc parses and knows the characters; here its nodes become rich text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexNode,
    LatexSpecialsNode,
    LatexWalker,
    LatexWalkerError,
    get_default_latex_context_db,
)
from pylatexenc.macrospec import LatexContextDb, MacroSpec

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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "emph": Emphasis,
    "textit": Emphasis,
    "textsl": Emphasis,
    "mkbibemph": Emphasis,
    "mathit": Emphasis,
    "textbf": Strong,
    "mkbibbold": Strong,
    "mathbf": Strong,
    "textsc": SmallCaps,
    "underline": Underline,
    "textsuperscript": Superscript,
    "mkbibsuperscript": Superscript,
    "sp": Superscript,
    "textsubscript": Subscript,
    "sb": Subscript,
    "texttt": lambda children: Code(plain_text(children)),
}
SWITCHES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "it": Emphasis,
    "em": Emphasis,
    "itshape": Emphasis,
    "bf": Strong,
    "bfseries": Strong,
    "sc": SmallCaps,
    "scshape": SmallCaps,
}
"""Macros that hold to the end of their group, and environments of the same names."""

PLAIN: Final = frozenset({"textrm", "textup", "textnormal", "mathrm", "text", "mbox", "ensuremath"})
LITERAL: Final = {"url": 0, "nolinkurl": 0, "href": 1, "path": 0}
"""Macros one of whose arguments is shown as it is, and which one."""

SPECIAL: Final = frozenset("\\{}$~%-`'&^_\"")
UNESCAPED_PERCENT: Final = re.compile(r"(?<!\\)%")
DEEPEST: Final = 100
LONGEST: Final = 100_000
"""The length, in characters, from which on a field is not taken for LaTeX."""


def parse(source: str) -> Inlines:
    """Return the rich text of a field; LaTeX that cannot be parsed stays as it is."""
    source = " ".join(source.split())
    if SPECIAL.isdisjoint(source):
        return (Text(source),) if source else ()
    if len(source) > LONGEST or _depth(source) > DEEPEST:
        return (Text(source),)
    escaped = UNESCAPED_PERCENT.sub(r"\\%", source)
    walker = LatexWalker(escaped, latex_context=_grammar(), tolerant_parsing=True)
    try:
        nodes, _, _ = walker.get_latex_nodes()
    except (LatexWalkerError, IndexError, ValueError):
        return (Text(source),)
    return _merged(_inlines([node for node in nodes if node is not None], math=False))


def plain(source: str) -> str:
    """Return the characters that LaTeX stands for, without any format."""
    return plain_text(parse(source))


def verbatim(source: str) -> str:
    r"""Return an address or identifier: only braces and escapes (`\_`, `\%`) are resolved."""
    source = source.strip()
    if "\\url" in source or "\\href" in source:
        return plain(source)
    for escaped in ("_", "%", "&", "#", "~", "{", "}"):
        source = source.replace("\\" + escaped, escaped)
    return source.replace("{", "").replace("}", "")


def _depth(source: str) -> int:
    depth = deepest = 0
    for character in source:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


@cache
def _grammar() -> LatexContextDb:
    """Return what arguments macros take: pylatexenc's own, and the ones that it leaves out."""
    grammar = get_default_latex_context_db()
    grammar.add_context_category(
        "bibliographies",
        macros=[MacroSpec(name, "{") for name in (*FRAMES, *PLAIN, "url", "nolinkurl", "path")]
        + [MacroSpec("href", "{{")],
        prepend=True,
    )
    return grammar


@cache
def _characters() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_comments=True)


def _text_of(node: LatexNode) -> str:
    try:
        return str(_characters().nodelist_to_text([node]))
    except (LatexWalkerError, IndexError, ValueError, TypeError, AttributeError):
        return str(node.latex_verbatim())


def _inlines(nodes: Sequence[LatexNode], *, math: bool) -> list[Inline]:
    result: list[Inline] = []
    position = 0
    while position < len(nodes):
        node = nodes[position]
        position += 1
        if isinstance(node, LatexMacroNode) and node.macroname in SWITCHES:
            rest = _inlines(nodes[position:], math=math)
            return [*result, SWITCHES[node.macroname](_merged(rest))] if rest else result
        if math and (script := _script(node)) is not None:
            before, make = script
            result += [Text(before)] if before else []
            if position < len(nodes):
                inner, left = _scripted(nodes[position])
                result += [make(_merged(inner)), *left]
                position += 1
            continue
        result += _inline(node, math=math)
    return result


def _script(node: LatexNode) -> tuple[str, Callable[[Inlines], Inline]] | None:
    """Tell whether the node ends in the sign of a super- or subscript, and what stands before."""
    sign = ""
    if isinstance(node, LatexCharsNode):
        sign = node.chars
    elif isinstance(node, LatexSpecialsNode):
        sign = node.specials_chars
    if sign.endswith("^"):
        return sign[:-1], Superscript
    if sign.endswith("_"):
        return sign[:-1], Subscript
    return None


def _scripted(node: LatexNode) -> tuple[list[Inline], list[Inline]]:
    """Return what a sign of a script raises: a group, or the first character; and what is left."""
    if isinstance(node, LatexCharsNode):
        return [Text(node.chars[:1])], _math_characters(node.chars[1:])
    if isinstance(node, LatexGroupNode):
        return _inlines(_present(node.nodelist), math=True), []
    return _inline(node, math=True), []


def _math_characters(characters: str) -> list[Inline]:
    """Return the characters of a formula; each sign of a script raises or lowers the next one."""
    result: list[Inline] = []
    rest = characters
    while rest:
        sign = next((at for at, character in enumerate(rest) if character in "^_"), None)
        if sign is None or sign + 1 >= len(rest):
            return [*result, Text(rest.replace("-", "\N{MINUS SIGN}"))]
        make = Superscript if rest[sign] == "^" else Subscript
        result += [Text(rest[:sign].replace("-", "\N{MINUS SIGN}"))] if sign else []
        result.append(make((Text(rest[sign + 1]),)))
        rest = rest[sign + 2 :]
    return result


def _inline(node: LatexNode, *, math: bool) -> list[Inline]:
    match node:
        case LatexCharsNode() if math:
            return _math_characters(node.chars)
        case LatexGroupNode(delimiters=("{", "}")):
            return _group(_present(node.nodelist), math=math)
        case LatexMathNode():
            return _inlines(_present(node.nodelist), math=True)
        case LatexEnvironmentNode():
            inner = _merged(_inlines(_present(node.nodelist), math=math))
            make = SWITCHES.get(node.environmentname)
            return [make(inner)] if make and inner else list(inner)
        case LatexMacroNode():
            return _macro(node, math=math)
        case LatexSpecialsNode(specials_chars="&"):
            return [Text("&")]  # an ampersand of the author's: no field holds a table
        case _:
            return [Text(_text_of(node))]


def _group(nodes: Sequence[LatexNode], *, math: bool) -> list[Inline]:
    """Return a group: its case is protected, unless it only holds an accent's letter together."""
    inner = _inlines(nodes, math=math)
    only_macro = len(nodes) == 1 and isinstance(nodes[0], LatexMacroNode)
    if math or only_macro or not inner:
        return inner
    return [NoCase(_merged(inner))]


def _macro(node: LatexMacroNode, *, math: bool) -> list[Inline]:
    arguments = _present(node.nodeargd.argnlist) if node.nodeargd else []
    name = node.macroname
    if name in LITERAL and len(arguments) > LITERAL[name]:
        shown = arguments[LITERAL[name]]
        return [Text(shown.latex_verbatim().removeprefix("{").removesuffix("}"))]
    if (name in FRAMES or name in PLAIN) and arguments:
        last = arguments[-1]
        nodes = _present(last.nodelist) if isinstance(last, LatexGroupNode) else [last]
        inner = _merged(_inlines(nodes, math=math))
        if name in PLAIN or not inner:
            return list(inner)
        return [FRAMES[name](inner)]
    text = _text_of(node)
    return [Text(text)] if text else []


def _present(nodes: Sequence[LatexNode | None] | None) -> list[LatexNode]:
    return [node for node in nodes or () if node is not None]


def _merged(inlines: Sequence[Inline]) -> Inlines:
    merged: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and merged and isinstance(last := merged[-1], Text):
            merged[-1] = Text(last.text + inline.text)
        elif inline != Text(""):
            merged.append(inline)
    return tuple(merged)
