"""Grid tables, drawn with `+---+` and `|`; docutils knows how they are cut up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

META: Final = "grid"


@dataclass(frozen=True, slots=True)
class GridCell:
    """The place of a cell: how far it spans, and whether it belongs to the head."""

    column_span: int
    row_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """What a grid says beyond its cells.

    Args:
        alignments: of each column.
        widths: of each column, as shares of the table; None where it follows the text.
        head_rows: how many rows at the top are the head.
    """

    alignments: tuple[Alignment, ...]
    widths: tuple[float | None, ...]
    head_rows: int


_RULE: Final = frozenset("+-=:")


def _is_rule(line: str) -> bool:
    return len(line) > 1 and line.startswith("+") and line.endswith("+") and not set(line) - _RULE


def _lines(state: StateBlock, start: int, end: int) -> list[str]:
    lines: list[str] = []
    for line in range(start, end):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            break
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if not text.startswith(("+", "|")):
            break
        lines.append(text)
    while lines and not _is_rule(lines[-1]):
        lines.pop()
    return lines


def _alignments(lines: Sequence[str], columns: int) -> tuple[Alignment, ...]:
    """Read Pandoc's colons: in the rule below the head, or in the first where there is no head."""
    rule = next((line for line in lines if _is_rule(line) and "=" in line), lines[0])
    corners = [place for place, character in enumerate(lines[0]) if character == "+"]
    found: list[Alignment] = []
    for left, right in pairwise(corners):
        match rule[left + 1 : left + 2] == ":", rule[right - 1 : right] == ":":
            case True, True:
                found.append(Alignment.CENTER)
            case False, True:
                found.append(Alignment.END)
            case _:
                found.append(Alignment.START)
    return tuple(found) if len(found) == columns else (Alignment.START,) * columns


def _plain_rules(lines: Sequence[str]) -> list[str]:
    """Return the lines as docutils wants them: without colons in the rules."""
    return [
        line.replace(":", "=" if "=" in line else "-") if _is_rule(line) else line for line in lines
    ]


def _grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if state.is_code_block(start) or not _is_rule(first) or first.count("+") == len(first):
        return False
    lines = _lines(state, start, end)
    if len(lines) < 3:  # noqa: PLR2004 - two rules and a line between them
        return False
    if silent:
        return True
    if not _push_table(state, start, lines):
        token = state.push("broken_table", "", 0)
        token.content = "\n".join(lines)
        token.map = [start, start + len(lines)]
    state.line = start + len(lines)
    return True


def _push_table(state: StateBlock, start: int, lines: list[str]) -> bool:
    """Push the table; return False where its lines do not meet."""
    from docutils.parsers.rst.tableparser import (  # noqa: PLC0415 - slow to import, and rarely used
        GridTableParser,
        TableMarkupError,
    )
    from docutils.statemachine import StringList  # noqa: PLC0415 - the same

    padded = StringList(_plain_rules(lines))
    padded.pad_double_width(GridTableParser.double_width_pad_char)
    width = max(map(len, padded))
    try:
        widths, head, body = GridTableParser().parse(
            StringList([line.ljust(width) for line in padded])
        )
    except (TableMarkupError, AssertionError, LookupError):
        # docutils asserts and indexes where the corners of a broken table do not meet.
        return False
    if 0 in widths:
        return False
    table = state.push("table_open", "table", 1)
    table.map = [start, start + len(lines)]
    total = sum(widths)
    table.meta[META] = Grid(
        _alignments(lines, len(widths)), tuple(width / total for width in widths), len(head)
    )
    for row in (*head, *body):
        state.push("tr_open", "tr", 1)
        for cell in row:
            if cell is not None:
                more_rows, more_columns, offset, content = cell
                _push_cell(
                    state, GridCell(more_columns + 1, more_rows + 1), start + offset, content
                )
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    return True


def _push_cell(state: StateBlock, place: GridCell, line: int, content: Sequence[str]) -> None:
    state.push("td_open", "td", 1).meta[META] = place
    first = len(state.tokens)
    state.md.block.parse("\n".join(content), state.md, state.env, state.tokens)
    for token in state.tokens[first:]:
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    state.push("td_close", "td", -1)


def grid_tables_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser grid tables."""
    markdown.block.ruler.before("table", "grid_table", _grid, {"alt": ["paragraph", "reference"]})
