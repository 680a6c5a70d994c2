"""Pandoc's simple and multiline tables, drawn with dashes (`simple_tables`, `multiline_tables`).

A column is as wide as its dashes; how the words above stand to them says how it is aligned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment
from presswork.readers.markdown.grid_tables import META, Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

_DASHES: Final = re.compile("-+")
_LONGEST_ROW: Final = 200
"""How many lines a multiline table's head, or a row of it, may have."""


def _line(state: StateBlock, line: int) -> str:
    """Return a line as it stands in its block, with its spaces, which place the columns."""
    return state.getLines(line, line + 1, state.blkIndent, keepLastLF=False).expandtabs(4).rstrip()


def _is_rule(text: str) -> bool:
    """Tell whether a line is columns of dashes; `- - -` and `---` are thematic breaks."""
    columns = text.split()
    return len(columns) > 1 and not text.strip("- ") and all(len(dashes) > 1 for dashes in columns)


def _is_border(text: str) -> bool:
    return len(text) > 1 and not text.strip().strip("-") and " " not in text.strip()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Where the parts of a table stand.

    Args:
        head: the lines of its head.
        rule: the line of its columns.
        rows: the lines of each row.
        end: the line after it.
        multiline: whether the columns have the widths of their dashes.
    """

    head: range
    rule: int
    rows: tuple[range, ...]
    end: int
    multiline: bool


def _end_of_text(state: StateBlock, start: int, end: int) -> int:
    line = start
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return line


def _simple(state: StateBlock, start: int, end: int) -> _Drawn | None:
    """Find a head of one line, the columns, and rows to an empty line."""
    rule = start + 1
    if rule >= end or state.isEmpty(start) or not _is_rule(_line(state, rule)):
        return None
    last = _end_of_text(state, rule + 1, end)
    rows_end = last - 1 if _is_rule(_line(state, last - 1)) and last - 1 > rule else last
    if rows_end == rule + 1:
        return None
    rows = tuple(range(line, line + 1) for line in range(rule + 1, rows_end))
    return _Drawn(range(start, rule), rule, rows, last, multiline=False)


def _headless(state: StateBlock, start: int, end: int) -> _Drawn | None:
    """Find columns, rows, and columns again, with empty lines between the rows or without."""
    last = _end_of_text(state, start + 1, end)
    if last - 1 > start + 1 and _is_rule(_line(state, last - 1)):
        rows = tuple(range(line, line + 1) for line in range(start + 1, last - 1))
        return _Drawn(range(start, start), start, rows, last, multiline=False)
    return _multiline(state, start, start, range(start, start), end)


def _bordered(state: StateBlock, start: int, end: int) -> _Drawn | None:
    """Find a border, a head, the columns, rows with empty lines between them, and a border."""
    rule = start + 1
    while rule < min(end, start + _LONGEST_ROW) and not state.isEmpty(rule):
        if _is_rule(_line(state, rule)):
            if rule == start + 1:
                return None
            return _multiline(state, start, rule, range(start + 1, rule), end)
        rule += 1
    return None


def _multiline(state: StateBlock, start: int, rule: int, head: range, end: int) -> _Drawn | None:
    rows: list[range] = []
    line = rule + 1
    while line < end:
        row_end = _end_of_text(state, line, min(end, line + _LONGEST_ROW))
        if row_end == line:
            return None
        text = _line(state, row_end - 1)
        if _is_border(text) or _is_rule(text):
            if row_end - 1 > line:
                rows.append(range(line, row_end - 1))
            return _Drawn(head, rule, tuple(rows), row_end, multiline=True) if rows else None
        rows.append(range(line, row_end))
        line = row_end
        if line >= end or not state.isEmpty(line):
            return None
        while line < end and state.isEmpty(line):
            line += 1
        if line - row_end > 1 or len(rows) > _unclosed_limit(state, start):
            return None
    return None


def _unclosed_limit(state: StateBlock, start: int) -> int:
    """Return how many rows may follow: as many as could, up to the last line of dashes."""
    known = state.env.get(_LAST_BORDER)
    if not isinstance(known, tuple) or known[0] is not state.src:
        known = state.src, state.src.rfind("\n--")
        state.env[_LAST_BORDER] = known
    return state.lineMax if known[1] >= state.bMarks[start] else 0


_LAST_BORDER: Final = "presswork_last_border"


def _columns(rule: str) -> list[tuple[int, int]]:
    return [found.span() for found in _DASHES.finditer(rule)]


def _alignment(text: str, column: tuple[int, int]) -> Alignment:
    start, end = column
    written = text[start:end]
    if not written.strip():
        return Alignment.START
    left = written[0] == " "
    right = len(written) < end - start or written[-1] == " "
    if left and right:
        return Alignment.CENTER
    return Alignment.END if left else Alignment.START


def _cells(lines: Sequence[str], columns: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield what stands in each column of some lines."""
    starts = [0, *(start for start, _ in columns[1:])]
    for start, end in pairwise([*starts, None]):
        yield "\n".join(line[start or 0 : end].strip() for line in lines).strip()


def _push_row(state: StateBlock, lines: range, columns: Sequence[tuple[int, int]]) -> None:
    state.push("tr_open", "tr", 1)
    for content in _cells([_line(state, line) for line in lines], columns):
        state.push("td_open", "td", 1).meta[META] = GridCell(1, 1)
        if content:
            state.push("paragraph_open", "p", 1).map = [lines.start, lines.stop]
            token = state.push("inline", "", 0)
            token.content, token.children = content, []
            token.map = [lines.start, lines.stop]
            state.push("paragraph_close", "p", -1)
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)


def _dash_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if start + 1 >= end or "-" not in state.src[state.bMarks[start] : state.eMarks[start + 1]]:
        return False
    first = _line(state, start)
    if _is_rule(first):
        drawn = _headless(state, start, end)
    elif _is_border(first):
        drawn = _bordered(state, start, end)
    else:
        drawn = _simple(state, start, end)
    if drawn is None or state.is_code_block(drawn.rule):
        return False
    if silent:
        return True
    rule = _line(state, drawn.rule)
    columns = _columns(rule)
    shown = drawn.head or drawn.rows[0]
    total = sum(end - start for start, end in columns)
    table = state.push("table_open", "table", 1)
    table.map = [start, drawn.end]
    table.meta[META] = Grid(
        tuple(_alignment(_line(state, shown.start), column) for column in columns),
        tuple((end - start) / total if drawn.multiline else None for start, end in columns),
        1 if drawn.head else 0,
    )
    if drawn.head:
        _push_row(state, drawn.head, columns)
    for row in drawn.rows:
        _push_row(state, row, columns)
    state.push("table_close", "table", -1)
    state.line = drawn.end
    return True


def dash_tables_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser tables of dashes."""
    options: RuleOptionsType = {"alt": []}
    markdown.block.ruler.before("code", "dash_table", _dash_table, options)
