r"""LaTeX cut into tokens, as far as formulas need it.

A token is a command (`\frac`, `\,`), the begin or end of an environment as a whole
(`\begin{align}`), white space, or one other character. Comments are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.formulas.errors import FormulaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Tokens: TypeAlias = "list[str]"

LONGEST: Final = 20_000
"""The most characters that a formula may have; the longest of real papers have 3,000."""

DEEPEST: Final = 60
"""How deep groups, environments and fences may stand in each other."""

LONGEST_CHAIN: Final = 200
r"""How many commands may take each other as arguments without braces, as in `\hat\hat x`."""

_TOKEN: Final = re.compile(
    r"""
    (?P<comment> %[^\n]*(?:\n[ \t]*)? )
    | \\(?:begin|end)[ ]*\{[^{}\\]*\}
    | \\[A-Za-z@]+
    | \\[\s\S]
    | \s+
    | [\s\S]
    """,
    re.VERBOSE,
)

OPENING: Final = frozenset({"{", r"\left", r"\begingroup", r"\bgroup"})
CLOSING: Final = frozenset({"}", r"\right", r"\endgroup", r"\egroup"})


def tokens_of(latex: str) -> Tokens:
    """Cut LaTeX into tokens.

    Raises:
        FormulaError: it is longer or deeper than any formula is.
    """
    if len(latex) > LONGEST:
        raise FormulaError(
            f"a formula has {len(latex):,} characters, more than {LONGEST:,}",
            "write it as several formulas, or end the one before it",
        )
    tokens = [match[0] for match in _TOKEN.finditer(latex) if not match["comment"]]
    guard(tokens)
    return tokens


def guard(tokens: Sequence[str]) -> None:
    """Refuse what is nested so deep that no reader of it could hold it on its stack.

    Raises:
        FormulaError: it is.
    """
    depth = chain = gap = 0
    for piece in tokens:
        if opens(piece):
            depth += 1
        elif closes(piece):
            depth -= 1
        if piece in "^_" or (piece[0] == "\\" and piece[1:2].isalpha()):
            chain, gap = chain + 1, 0
        else:
            gap += not piece.isspace()
            chain = chain if gap <= 1 else 0
        if depth > DEEPEST or chain > LONGEST_CHAIN:
            raise FormulaError(
                "a formula is nested too deep",
                "look for braces that are not closed, or write it in a flatter way",
            )


def opens(piece: str) -> bool:
    """Tell whether a token begins a group, a fence or an environment."""
    return piece in OPENING or piece.startswith(r"\begin{")


def closes(piece: str) -> bool:
    """Tell whether a token ends a group, a fence or an environment."""
    return piece in CLOSING or piece.startswith(r"\end{")


def environment(piece: str) -> str | None:
    r"""Return the name of the environment that a token begins; None for other tokens."""
    return piece[7:-1].strip() if piece.startswith(r"\begin{") else None


def group(content: Iterable[str]) -> Tokens:
    """Return tokens between braces."""
    return ["{", *content, "}"]


def written(tokens: Iterable[str]) -> str:
    """Return the LaTeX of tokens, a space after each command that a letter follows."""
    parts: list[str] = []
    for piece in tokens:
        if piece[:1].isalpha() and parts and _is_word(parts[-1]):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)


def _is_word(piece: str) -> bool:
    return piece[0] == "\\" and piece[-1].isalpha()


def trimmed(tokens: Tokens) -> Tokens:
    """Return tokens without the white space around them."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].isspace():
        start += 1
    while end > start and tokens[end - 1].isspace():
        end -= 1
    return tokens[start:end]
