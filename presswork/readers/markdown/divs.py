"""Fenced divs: `::: note` or `::: {.callout-tip}` … `:::`.

The container rule of mdit-py-plugins ends the outer of two divs at the inner one's end; Pandoc and
Quarto count them, and so does this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.readers.markdown import attributes
from presswork.readers.markdown.attributes import Attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

TITLE: Final = "title"
UNCLOSED: Final = "unclosed"
_SHORTEST: Final = 3


def _fence(state: StateBlock, line: int) -> str | None:
    """Return what follows the colons of a fence; None where the line is no fence."""
    if state.is_code_block(line):
        return None
    content = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    rest = content.lstrip(":")
    if len(content) - len(rest) < _SHORTEST:
        return None
    return rest.strip().rstrip(":").strip()


def _opening(rest: str) -> tuple[Attributes, str] | None:
    """Read what follows an opening fence: its attributes, and words that are its title."""
    if rest.startswith("{"):
        parsed = attributes.parse(rest)
        if parsed is None:
            return None
        return parsed[0], rest[parsed[1] :].strip()
    word, _, title = rest.partition(" ")
    return (Attributes(classes=(word.lower(),)), title.strip()) if word else None


def _is_code_fence(state: StateBlock, line: int) -> str:
    content = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    return content[:3] if content[:3] in {"```", "~~~"} else ""


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    depth = 1
    code_fence = ""
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        mark = _is_code_fence(state, line)
        if mark and (not code_fence or mark == code_fence):
            code_fence = "" if code_fence else mark
            continue
        rest = None if code_fence else _fence(state, line)
        if rest is None:
            continue
        depth += 1 if rest else -1
        if depth == 0:
            return line
    return None


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    rest = _fence(state, start)
    opening = _opening(rest) if rest else None
    if opening is None:
        return False
    if silent:
        return True
    closing = _closing_line(state, start, end)
    last = end if closing is None else closing
    found, title = opening
    token = state.push("div_open", "div", 1)
    token.block = True
    token.map = [start, last]
    token.meta = {attributes.META: found, TITLE: title, UNCLOSED: closing is None}
    outer_end, outer_type = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "div"
    state.md.block.tokenize(state, start + 1, last)
    state.lineMax, state.parentType = outer_end, outer_type
    state.push("div_close", "div", -1).block = True
    state.line = last if closing is None else last + 1
    return True


def divs_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser fenced divs."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "div", _div, interrupting)
