r"""The lines of a displayed formula, and which of them have numbers.

The rules are those of amsmath (User's Guide, 3): `equation` has one number, `align` and `gather`
one a line, environments with a star none; `\notag` takes a line's number away, `\tag` gives it
another, and `\label` names it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.document import EquationTag
from presswork.formulas.expansion import inner
from presswork.formulas.tokens import Tokens, closes, environment, group, opens, trimmed, written

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_NUMBER: Final = frozenset(
    {"equation", "displaymath", "math", "multline", "dmath", "subequations"}
)
"""Environments with one number, which a star takes away."""

BY_LINE: Final = frozenset(
    {"align", "flalign", "alignat", "gather", "eqnarray", "xalignat", "IEEEeqnarray", "dgroup"}
)
"""Environments whose lines have a number each, unless they have a star."""

UNNUMBERED: Final = frozenset({"displaymath", "math"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a formula.

    Args:
        tokens: without labels and tags.
        tag: its number.
        is_text: whether it is a line of text between two lines of the formula.
    """

    tokens: Tokens
    tag: EquationTag
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Display:
    """A displayed formula.

    Args:
        lines: one for the whole, or one for each line that may have a number.
        frame: the environment of math-core that holds the lines; empty for one formula.
        ends_apart: whether the first line stands to the left and the last to the right.
    """

    lines: tuple[Line, ...]
    frame: str = ""
    ends_apart: bool = False

    @property
    def latex(self) -> str:
        """The formula without numbers."""
        rows = r"\\".join(written(inner(line.tokens)) for line in self.lines)
        if not self.frame:
            return rows
        return rf"\begin{{{self.frame}}}{rows}\end{{{self.frame}}}"


def display_of(tokens: Tokens) -> Display:
    """Return a displayed formula with its labels and tags taken out of it."""
    name, content = _outermost(trimmed(tokens))
    base = name.removesuffix("*")
    if base == "subequations":
        return display_of(content)
    if base in BY_LINE:
        return _by_line(content, base, numbered=name == base)
    whole = _line(content, numbered=name == base and base in ONE_NUMBER - UNNUMBERED)
    rows = _rows(whole.tokens)
    if len(rows) < 2 and base != "multline":  # noqa: PLR2004 - lines need two
        return Display((whole,))
    # `$$a \\ b$$`: TeX ignores the line's end, but who writes it wants two lines.
    columns = base != "multline" and any("&" in _top(row) for row in rows)
    framed = replace(whole, tokens=_framed("aligned" if columns else "gathered", rows))
    return Display((framed,), ends_apart=base == "multline")


def _framed(frame: str, rows: list[Tokens]) -> Tokens:
    body = [piece for row in rows for piece in (r"\\", *row)][1:]
    return [rf"\begin{{{frame}}}", *body, rf"\end{{{frame}}}"]


def _outermost(tokens: Tokens) -> tuple[str, Tokens]:
    """Return the environment of whole lines around all of the tokens, and what is in it."""
    name = environment(tokens[0]) if tokens else None
    if name is None or name.removesuffix("*") not in ONE_NUMBER | BY_LINE:
        return "", tokens
    depth = 0
    for at, piece in enumerate(tokens):
        depth += opens(piece) - closes(piece)
        if depth == 0:
            return (name, tokens[1:at]) if at == len(tokens) - 1 else ("", tokens)
    return "", tokens


def _by_line(content: Tokens, base: str, *, numbered: bool) -> Display:
    lines = [
        line
        for row in _rows(content)
        for line in _with_text(row if base != "eqnarray" else _two_columns(row), numbered=numbered)
    ]
    if len(lines) > 1 and not trimmed(lines[-1].tokens) and lines[-1].tag.id is None:
        del lines[-1]
    frame = "gathered" if base in {"gather", "dgroup"} else "aligned"
    if any(line.tag.numbered for line in lines):
        return Display(tuple(lines), frame)
    whole = _framed(frame, [line.tokens for line in lines])
    return Display((Line(whole, EquationTag(numbered=False)),))


def _top(tokens: Tokens) -> Tokens:
    """Return the tokens that stand in no group and no environment."""
    depth = 0
    kept: Tokens = []
    for piece in tokens:
        if depth == 0 and not opens(piece):
            kept.append(piece)
        depth += opens(piece) - closes(piece)
    return kept


def _rows(tokens: Tokens) -> list[Tokens]:
    rows: list[Tokens] = [[]]
    depth = 0
    for piece in tokens:
        depth += opens(piece) - closes(piece)
        if piece == r"\\" and depth == 0:
            rows.append([])
        else:
            rows[-1].append(piece)
    if len(rows) > 1 and not trimmed(rows[-1]):
        del rows[-1]
    return rows


def _two_columns(row: Tokens) -> Tokens:
    """Make the three columns of `eqnarray` two, by which `align` sets the same better."""
    made: Tokens = []
    depth = marks = 0
    for piece in row:
        depth += opens(piece) - closes(piece)
        if piece == "&" and depth == 0:
            marks += 1
            if marks == 2:  # noqa: PLR2004 - the mark after the sign of relation
                continue
        made.append(piece)
    return made


def _with_text(row: Tokens, *, numbered: bool) -> Iterator[Line]:
    r"""Yield a line, before it the text that `\intertext` sets there."""
    rest = row
    for command in (r"\intertext", r"\shortintertext"):
        while command in rest:
            at = rest.index(command)
            text, after = _argument(rest, at + 1)
            rest = rest[:at] + rest[after:]
            yield Line([r"\text", *group(text)], EquationTag(numbered=False), is_text=True)
    yield _line(rest, numbered=numbered)


def _line(tokens: Tokens, *, numbered: bool) -> Line:
    """Take labels and tags out of a line."""
    kept: Tokens = []
    id_: str | None = None
    number: str | None = None
    at = 0
    while at < len(tokens):
        piece = tokens[at]
        at += 1
        match piece:
            case r"\label":
                argument, at = _argument(tokens, at)
                id_ = "".join(argument).strip() or id_
                numbered = True
            case r"\tag":
                at += at < len(tokens) and tokens[at] == "*"
                argument, at = _argument(tokens, at)
                number = _plain(argument)
                numbered = True
            case r"\notag" | r"\nonumber":
                numbered = False
            case _:
                kept.append(piece)
    return Line(kept, EquationTag(id_, numbered, number if numbered else None))


def _plain(tokens: Tokens) -> str:
    names = {
        r"\ast": "*",
        r"\star": "\N{STAR OPERATOR}",
        r"\dagger": "\N{DAGGER}",
        r"\prime": "\N{PRIME}",
    }
    words = (names.get(piece, piece) for piece in tokens)
    return "".join(word for word in words if word not in "${}" and word[0] != "\\").strip()


def _argument(tokens: Tokens, at: int) -> tuple[Tokens, int]:
    """Return the argument at a place, and the place after it."""
    while at < len(tokens) and tokens[at].isspace():
        at += 1
    if at >= len(tokens):
        return [], at
    if tokens[at] != "{":
        return [tokens[at]], at + 1
    depth = 0
    for end in range(at, len(tokens)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if depth == 0:
            return tokens[at + 1 : end], end + 1
    return tokens[at + 1 :], len(tokens)


def without_labels(tokens: Tokens) -> Tokens:
    """Return the tokens of a formula within a line, in which labels and tags have no place."""
    return _line(tokens, numbered=False).tokens
