"""Computer text as HTML: its parts by their kind, and lines that may have to go on in the next.

Pygments tells what is a comment, a word of the language or a text; the look gives them colours.
A line that may be too long for its column is an element of its own: the rest of it then hangs
below, with a sign that the page only draws and nobody copies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONG_LINE: Final = 44
"""How many characters fit into the narrowest column."""

LONG_CODE: Final = 24
"""Words of computer text of more characters may go on in the next line between their parts."""

LONGEST_TEXT: Final = 200_000
"""How many characters are looked at for their kinds at most."""

DEEPEST: Final = 24
"""How many characters the rest of a line hangs in at most, beyond those that are usual."""


NO_BREAK: Final = Markup()


@dataclass(frozen=True, slots=True)
class Lines:
    """How the lines of computer text go on in the next.

    Args:
        longest: how many characters surely fit into one.
        joiner: what keeps the hyphens of an option with its name, and a line with its beginning.
        break_here: what lets a long word go on in the next line.
    """

    longest: int = LONG_LINE
    joiner: str = ""
    break_here: Markup = NO_BREAK


def code(text: str, language: str, lines: Lines) -> Markup:
    """Return computer text as the content of a `code` element.

    Args:
        text: without the last line's end.
        language: as Pygments names it; one that it does not know is set plainly.
        lines: how its lines go on.
    """
    made: list[Markup] = []
    hangs_below = False
    for line in reversed(tuple(_lines(_parts(text, language)))):
        # An empty line before an element would be lost in print.
        hangs = _length(line) > lines.longest or (hangs_below and _is_empty(line))
        made.append(_hanging(line, lines) if hangs else _marked(line))
        hangs_below = hangs
    return Markup().join(reversed(made))


def _is_empty(line: list[tuple[str, str]]) -> bool:
    return all(piece.isspace() for _, piece in line)


_WHOLE: Final = re.compile(r"(?<![\w-])--?(?=\w)|\+(?=\+)")
"""What is one with what follows: the hyphens of an option, and the signs of `C++`."""

_BREAKS: Final = re.compile(r"(?<=\w[/_.:,=(])(?=\w)|(?<=\w::)(?=\w)")

_BREAKS_OF_LINES: Final = re.compile(r"(?<=[\w)\]][/.:,=(\[])(?=\w)|(?<=\w::)(?=\w)")
"""The same in lines of a program, whose names stay whole."""

_LONG_WORD: Final = re.compile(rf"[^\s]{{{LONG_CODE + 1},}}")


def options_whole(text: str, joiner: str) -> str:
    """Return computer text in which no line ends after the hyphens of an option."""
    return _WHOLE.sub(rf"\g<0>{joiner}", text) if joiner else text


def parted(text: str, break_here: Markup) -> Markup:
    """Return computer text within a sentence; a long one may go on in the next line."""
    return break_here.join(_BREAKS.split(text)) if len(text) > LONG_CODE else escape(text)


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


def _hanging(line: list[tuple[str, str]], lines: Lines) -> Markup:
    text = "".join(piece for _, piece in line)
    depth = min(len(text) - len(text.lstrip(" ")), DEEPEST)
    style = Markup(' style="--depth:{}"').format(depth) if depth else Markup()
    whole = [(kind, options_whole(piece, lines.joiner)) for kind, piece in line]
    parts = [(kind, _with_breaks(piece, lines)) for kind, piece in _begun(whole, lines.joiner)]
    return Markup('<span class="line"{}>{}</span>').format(style, _marked(parts))


def _begun(line: list[tuple[str, str]], joiner: str) -> list[tuple[str, str]]:
    """Return a line that cannot end after the spaces that it begins with."""
    for at, (kind, piece) in enumerate(line):
        bare = piece.lstrip(" ")
        if bare:
            spaces = piece[: len(piece) - len(bare)]
            begins = joiner if at or spaces else ""
            return [*line[:at], (kind, spaces + begins + bare), *line[at + 1 :]]
    return line


def _with_breaks(piece: str, lines: Lines) -> Markup:
    """Return a piece of a line whose long words may go on in the next one."""
    made = Markup()
    end = 0
    for word in _LONG_WORD.finditer(piece):
        made += escape(piece[end : word.start()]) + lines.break_here.join(
            _BREAKS_OF_LINES.split(word[0])
        )
        end = word.end()
    return made + piece[end:]
