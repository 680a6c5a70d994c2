"""Captions of tables: a paragraph `: caption {#tbl:x}` or `Table: caption` before or after one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.readers.markdown import attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_MARKS: Final = ("Table:", "table:", ":")
_PARAGRAPH: Final = 3
"""How many tokens a paragraph has."""


def _caption_start(text: str) -> int | None:
    """Return where the words of a caption begin; None where it is no caption."""
    for mark in _MARKS:
        if text.startswith(mark) and text[len(mark) : len(mark) + 1] in {" ", "\t", "\n"}:
            return len(mark)
    return None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _ends_table(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Keep a caption directly below a table from becoming its last row."""
    return (
        silent
        and state.parentType == "table"
        and _caption_start(_line(state, start)) is not None
        and "|" not in _line(state, start)
    )


def _begins_table(state: StateBlock, line: int, end: int) -> bool:
    if _line(state, line).startswith(("+-", "+=", "+:")):
        return True
    if line + 1 >= end or "|" not in _line(state, line):
        return False
    rule = _line(state, line + 1)
    return "-" in rule and not rule.strip("|:- \t")


def _before_caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Keep a paragraph of one line before a caption from becoming a term with its definition."""
    caption = start + 2
    if silent or caption >= end or not state.isEmpty(start + 1):
        return False
    if not _line(state, caption).startswith(":"):
        return False
    line = caption
    while line < end and not state.isEmpty(line):
        line += 1
    while line < end and state.isEmpty(line):
        line += 1
    if line >= end or not _begins_table(state, line, end):
        return False
    state.push("paragraph_open", "p", 1).map = [start, start + 1]
    token = state.push("inline", "", 0)
    token.content = _line(state, start).strip()
    token.map = [start, start + 1]
    token.children = []
    state.push("paragraph_close", "p", -1)
    state.line = start + 1
    return True


def _is_caption(tokens: list[Token]) -> bool:
    return (
        len(tokens) == _PARAGRAPH
        and tokens[0].type == "paragraph_open"
        and _caption_start(tokens[1].content) is not None
    )


def _take(opening: Token, content: Token) -> None:
    start = _caption_start(content.content) or 0
    content.content, opening.meta[attributes.META] = attributes.split_trailing(
        content.content[start:].strip()
    )


def _end_of_block(tokens: list[Token], start: int) -> int:
    depth = 0
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place + 1
    return len(tokens)


def _attach(state: StateCore) -> None:
    """Move every caption into its table: the first thing in it is then an `inline`."""
    tokens = state.tokens
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].type != "table_open":
            result.append(tokens[place])
            place += 1
            continue
        end = _end_of_block(tokens, place)
        caption: list[Token] = []
        if _is_caption(result[-_PARAGRAPH:]):
            caption = result[-_PARAGRAPH:]
            del result[-_PARAGRAPH:]
        elif _is_caption(tokens[end : end + _PARAGRAPH]):
            caption = tokens[end : end + _PARAGRAPH]
        result.append(tokens[place])
        if caption:
            _take(tokens[place], caption[1])
            result.append(caption[1])
        result.extend(tokens[place + 1 : end])
        place = end
        if caption and place < len(tokens) and caption[0] is tokens[place]:
            place += _PARAGRAPH
    state.tokens = result


def captions_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser captions of tables."""
    ruler = markdown.block.ruler
    ruler.before("deflist", "before_caption", _before_caption)
    ruler.before("table", "ends_table", _ends_table, {"alt": ["blockquote"]})
    markdown.core.ruler.after("block", "captions", _attach)
