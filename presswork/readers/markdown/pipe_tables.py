r"""Pipe tables: what markdown-it takes for an escaped pipe and LaTeX for a norm, `$\|x\|$`.

GFM reads `\|` in a table as a pipe that divides no cells, in formulas too, where the norm of a
vector would silently become its absolute value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ESCAPED: Final = r"\|"
_DIVIDING: Final = re.compile(r"((?:\\.|[^|\\])*)(?:\||$)", re.DOTALL)
_FORMULA: Final = re.compile(r"(\$(?:\\.|[^$\\])*\$)", re.DOTALL)


def _cells(line: str) -> list[str]:
    """Return what stands between the pipes of a row, escaped ones as they are written."""
    cells = [match[1].strip() for match in _DIVIDING.finditer(line.strip(" \t>"))]
    if cells and not cells[0]:
        del cells[0]
    while cells and not cells[-1]:
        del cells[-1]
    return cells


def _unescaped(cell: str) -> str:
    """Return a cell with plain pipes, except in its formulas."""
    parts = _FORMULA.split(cell)
    parts[::2] = [part.replace(_ESCAPED, "|") for part in parts[::2]]
    return "".join(parts)


def _rows(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the `inline` tokens of each row of the tables."""
    row: list[Token] | None = None
    for token in tokens:
        match token.type:
            case "tr_open":
                row = []
            case "inline" if row is not None:
                row.append(token)
            case "tr_close" if row is not None:
                yield row
                row = None
            case _:
                pass


def _restore(state: StateCore) -> None:
    if _ESCAPED not in state.src or "$" not in state.src:
        return
    lines = state.src.split("\n")
    for row in _rows(state.tokens):
        place = next((token.map for token in row if token.map), None)
        if place is None or _ESCAPED not in lines[place[0]]:
            continue
        for token, cell in zip(row, _cells(lines[place[0]]), strict=False):
            written = _unescaped(cell)
            if token.content == cell.replace(_ESCAPED, "|"):
                token.content = written


def pipe_tables_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser that formulas in tables have norms."""
    markdown.core.ruler.after("block", "norms_in_tables", _restore)
