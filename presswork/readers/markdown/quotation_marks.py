r"""Quotation marks of a typewriter, and of LaTeX, as a typesetter sets them.

The rules are markdown-it's (`smartquotes`), which takes quadratic time for many of them; which mark
opens and which closes follows from the characters beside it, as for emphasis in CommonMark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_MARKS: Final = re.compile(r"['\"]")
_LATEX: Final = re.compile(r"``|''|(?<![^\s([{])`(?=\w[^`'\n]{0,200}')")
_LATEX_MARKS: Final = {"``": "“", "''": "”", "`": "‘"}
_APOSTROPHE: Final = "’"
_DEEPEST: Final = 64
"""How many quotations may be open, one in another."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mark that may open a quotation.

    Args:
        token: the place of its token.
        position: in the token's text.
        mark: `'` or `"`.
        level: of the token.
    """

    token: int
    position: int
    mark: str
    level: int


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _is_space(character: str) -> bool:
    return isWhiteSpace(ord(character))


def _neighbours(tokens: Sequence[Token]) -> tuple[list[str], list[str]]:
    """Return the character before and after each token; a space at the ends of lines."""
    before, after = [" "] * len(tokens), [" "] * len(tokens)
    last = " "
    for at, token in enumerate(tokens):
        before[at] = last
        if token.type in {"softbreak", "hardbreak"}:
            last = " "
        elif token.content:
            last = token.content[-1]
    following = " "
    for at in range(len(tokens) - 1, -1, -1):
        after[at] = following
        if tokens[at].type in {"softbreak", "hardbreak"}:
            following = " "
        elif tokens[at].content:
            following = tokens[at].content[0]
    return before, after


def _sides(mark: str, last: str, following: str) -> tuple[bool, bool]:
    """Tell whether a mark can open a quotation, and whether it can close one."""
    last_space, next_space = _is_space(last), _is_space(following)
    last_mark, next_mark = _is_punctuation(last), _is_punctuation(following)
    opens = not next_space and (not next_mark or last_space or last_mark)
    closes = not last_space and (not last_mark or next_space or next_mark)
    if mark == following == '"' and last.isdecimal():
        return False, False  # the first of 1"" is an inch
    if opens and closes:
        return last_mark, next_mark
    return opens, closes


def _set_marks(tokens: Sequence[Token], quotes: Sequence[str]) -> None:
    """Set the marks of one run of text.

    Args:
        tokens: of it.
        quotes: double opening, closing, single opening, closing.
    """
    before, after = _neighbours(tokens)
    signs = {'"': (quotes[0], quotes[1]), "'": (quotes[2], quotes[3])}
    replaced: dict[int, dict[int, str]] = {}
    opened: list[_Opened] = []
    for at, token in enumerate(tokens):
        while opened and opened[-1].level > token.level:
            opened.pop()
        if token.type != "text":
            continue
        text = token.content
        for found in _MARKS.finditer(text):
            place, mark = found.start(), found.group()
            last = text[place - 1] if place else before[at]
            following = text[place + 1] if place + 1 < len(text) else after[at]
            opens, closes = _sides(mark, last, following)
            if closes:
                match = _match(opened, mark, token.level)
                if match is not None:
                    begun = opened[match]
                    replaced.setdefault(begun.token, {})[begun.position] = signs[mark][0]
                    replaced.setdefault(at, {})[place] = signs[mark][1]
                    del opened[match:]
                    continue
            if opens:
                opened.append(_Opened(at, place, mark, token.level))
                del opened[:-_DEEPEST]
            elif mark == "'":
                replaced.setdefault(at, {})[place] = _APOSTROPHE
    for at, marks in replaced.items():
        tokens[at].content = _with(tokens[at].content, marks)


def _match(opened: list[_Opened], mark: str, level: int) -> int | None:
    for at in range(len(opened) - 1, -1, -1):
        if opened[at].level < level:
            return None
        if opened[at].mark == mark:
            return at
    return None


def _with(text: str, marks: dict[int, str]) -> str:
    parts: list[str] = []
    position = 0
    for place in sorted(marks):
        parts += [text[position:place], marks[place]]
        position = place + 1
    return "".join([*parts, text[position:]])


def _set_latex(tokens: Sequence[Token]) -> None:
    """Set LaTeX's ``quotations''; backticks that hold code are no text any more."""
    if not any("`" in token.content for token in tokens if token.type == "text"):
        return
    for token in tokens:
        if token.type == "text" and ("`" in token.content or "''" in token.content):
            token.content = _LATEX.sub(lambda found: _LATEX_MARKS[found.group()], token.content)


def set_quotation_marks(state: StateCore) -> None:
    """Set the quotation marks of all text: a rule of markdown-it."""
    quotes = state.md.options.quotes
    for token in state.tokens:
        if token.type == "inline" and token.children:
            if "`" in token.content and "'" in token.content:
                _set_latex(token.children)
            if _MARKS.search(token.content):
                _set_marks(token.children, quotes)
