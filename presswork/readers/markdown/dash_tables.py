"""Pandoc's simple and multiline tables, drawn with dashes: seen, so that none is torn apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _is_rule(text: str) -> bool:
    """Tell whether a line is columns of dashes; `- - -` and `---` are thematic breaks."""
    columns = text.split()
    return len(columns) > 1 and not text.strip("- ") and all(len(dashes) > 1 for dashes in columns)


def _is_border(text: str) -> bool:
    return len(text) > 1 and not text.strip("-")


def _dash_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read the head, the rule of dashes, and what follows to an empty line or the lower border."""
    first = _line(state, start)
    bordered = _is_border(first)
    rule = start + 1 if not _is_rule(first) else start
    while bordered and rule < end and not state.isEmpty(rule) and not _is_rule(_line(state, rule)):
        rule += 1
    if rule >= end or not first or state.is_code_block(rule) or not _is_rule(_line(state, rule)):
        return False
    line = rule + 1
    while line < end and (bordered or not state.isEmpty(line)):
        line += 1
        if bordered and _is_border(_line(state, line - 1)):
            break
    if line == rule + 1:
        return False
    if not silent:
        token = state.push("dash_table", "", 0)
        token.map = [start, line]
        token.content = state.getLines(start, line, state.blkIndent, keepLastLF=False)
        state.line = line
    return True


def dash_tables_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser to see tables of dashes."""
    options: RuleOptionsType = {"alt": []}
    markdown.block.ruler.before("code", "dash_table", _dash_table, options)
