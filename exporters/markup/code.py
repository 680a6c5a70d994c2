"""Computer text as HTML: its parts by their kind, and lines that may have to go on in the next.

Pygments tells what is a comment, a word of the language or a text; the look gives them colours.
A line that may be too long for its column is an element of its own: the rest of it then hangs
below, with a sign that the page only draws and nobody copies.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONG_LINE: Final = 44
"""How many characters fit into the narrowest column."""

LONGEST_TEXT: Final = 200_000
"""How many characters are looked at for their kinds at most."""

DEEPEST: Final = 24
"""How many characters the rest of a line hangs in at most, beyond those that are usual."""


def code(text: str, language: str, joiner: str) -> Markup:
    """Return computer text as the content of a `code` element.

    Args:
        text: without the last line's end.
        language: as Pygments names it; one that it does not know is set plainly.
        joiner: what keeps the hyphens of an option with its name.
    """
    made: list[Markup] = []
    hangs_below = False
    for line in reversed(tuple(_lines(_parts(text, language)))):
        # An empty line before an element would be lost in print.
        hangs = _length(line) > LONG_LINE or (hangs_below and _is_empty(line))
        made.append(_hanging(line, joiner) if hangs else _marked(line))
        hangs_below = hangs
    return Markup().join(reversed(made))


def _is_empty(line: list[tuple[str, str]]) -> bool:
    return all(piece.isspace() for _, piece in line)


_OPTION: Final = re.compile(r"(?<![\w-])(--?)(?=\w)")


def options_whole(text: str, joiner: str) -> str:
    """Return computer text in which no line ends after the hyphens of an option."""
    return _OPTION.sub(rf"\1{joiner}", text) if joiner else text


def _parts(text: str, language: str) -> Iterable[tuple[str, str]]:
    """Return the text in parts, each after its kind: `comment`, `keyword`, `string` or nothing."""
    if not language or len(text) > LONGEST_TEXT:
        return (("", text),)
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - few documents have code
    from pygments.util import ClassNotFound  # noqa: PLC0415 - as above

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return (("", text),)
    kinds = _kinds((str(token), part) for token, part in lexer.get_tokens(text))
    return tuple(
        (kind, "".join(part for _, part in group))
        for kind, group in groupby(kinds, lambda pair: pair[0])
    )


KINDS: Final = (
    ("Token.Comment.Preproc", "keyword"),
    ("Token.Comment", "comment"),
    ("Token.Generic.Prompt", "comment"),
    ("Token.Generic.Output", "comment"),
    ("Token.Generic.Heading", "keyword"),
    ("Token.Generic.Subheading", "keyword"),
    ("Token.Keyword", "keyword"),
    ("Token.Operator.Word", "keyword"),
    ("Token.Name.Tag", "keyword"),
    ("Token.Name.Decorator", "keyword"),
    ("Token.Literal.String", "string"),
)
"""The kinds of Pygments' tokens; what is not here is set as plain text."""


def _kinds(tokens: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the kind of each token; what is computed within a text is part of it."""
    computed = False
    for kind, part in tokens:
        if kind == "Token.Literal.String.Interpol":
            computed = part.endswith("{")
        yield "string" if computed else _kind(kind), part


def _kind(token: str) -> str:
    return next((kind for prefix, kind in KINDS if token.startswith(prefix)), "")


def _lines(parts: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield the parts of each line, the last one with the line's end."""
    line: list[tuple[str, str]] = []
    for kind, text in parts:
        for piece in text.splitlines(keepends=True):
            line.append((kind, piece))
            if piece.endswith("\n"):
                yield line
                line = []
    if line:
        yield line


def _length(line: list[tuple[str, str]]) -> int:
    return sum(len(piece) for _, piece in line)


def _marked(line: Iterable[tuple[str, str]]) -> Markup:
    """Return the parts of a line; spaces are one with what follows, or a PDF would lose them."""
    made = Markup()
    spaces = ""
    for kind, piece in line:
        if piece.isspace() and not piece.endswith("\n"):
            spaces += piece
            continue
        text = spaces + piece
        is_marked = kind and not piece.isspace()
        made += (
            Markup('<span class="{}">{}</span>').format(kind, text) if is_marked else escape(text)
        )
        spaces = ""
    return made + spaces


def _hanging(line: list[tuple[str, str]], joiner: str) -> Markup:
    text = "".join(piece for _, piece in line)
    depth = min(len(text) - len(text.lstrip(" ")), DEEPEST)
    style = Markup(' style="--depth:{}"').format(depth) if depth else Markup()
    return Markup('<span class="line"{}>{}</span>').format(
        style, _marked([(kind, options_whole(piece, joiner)) for kind, piece in line])
    )
