"""Line blocks: lines that begin with `|` keep their ends and the spaces at their beginnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _is_line(text: str) -> bool:
    return text == "|" or (text.startswith("| ") and not text.endswith("|"))


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if silent or state.is_code_block(start) or not _is_line(_line(state, start)):
        return False
    lines: list[str] = []
    line = start
    while line < end and not state.isEmpty(line):
        text = _line(state, line)
        if _is_line(text):
            words = text[2:]
            spaces = len(words) - len(words.lstrip(" "))
            lines.append("\N{NO-BREAK SPACE}" * spaces + words[spaces:])
        elif state.sCount[line] > state.blkIndent and lines:
            lines[-1] += "\n" + text
        else:
            break
        line += 1
    state.push("paragraph_open", "p", 1).map = [start, line]
    token = state.push("inline", "", 0)
    token.content = "\\\n".join(lines)
    token.map = [start, line]
    token.children = []
    state.push("paragraph_close", "p", -1)
    state.line = line
    return True


def line_blocks_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser line blocks."""
    markdown.block.ruler.after("table", "line_block", _line_block)
