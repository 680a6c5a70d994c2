"""Fenced divs: `::: note` or `::: {.callout-tip}` … `:::`.

The container rule of mdit-py-plugins ends the outer of two divs at the inner one's end; Pandoc and
Quarto count them, and so does this one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from presswork.readers.markdown import attributes, html
from presswork.readers.markdown.attributes import Attributes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

TITLE: Final = "title"
UNCLOSED: Final = "unclosed"
OF_HTML: Final = "html"
_HTML: Final = re.compile(
    r"\s*<div\b([^<>]*)>\s*?\n?(.*?)\s*(</div>)?\s*$", re.DOTALL | re.IGNORECASE
)
_HTML_END: Final = re.compile(r"\s*</div>\s*$", re.IGNORECASE)
_SHORTEST: Final = 3
_DIRECTIVE: Final = re.compile(r"\{[A-Za-z][\w:+.-]*\}")


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
    is_directive = bool(rest and _DIRECTIVE.match(rest))
    opening = _opening(rest) if rest and not is_directive else None
    if opening is None and not is_directive:
        return False
    if silent:
        return True
    closing = _closing_line(state, start, end)
    last = end if closing is None else closing
    if opening is None:
        token = state.push("directive", "", 0)
        token.info = rest or ""
        token.content = state.getLines(start + 1, last, state.blkIndent, keepLastLF=False)
        token.map = [start, last]
        state.line = last if closing is None else last + 1
        return True
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


def _of_html(found: re.Match[str]) -> Attributes:
    values = dict(html.read_tag(f"<div {found[1]}>").values)
    classes = tuple(values.pop("class", "").split())
    return Attributes(values.pop("id", ""), classes, values)


def _inner_tokens(state: StateCore, found: re.Match[str], line: int) -> list[Token]:
    """Read the Markdown that follows `<div>` without an empty line between them."""
    tokens: list[Token] = []
    if not found[2].strip():
        return tokens
    state.md.block.parse(found[2] + "\n", state.md, state.env, tokens)
    shift = line + found.string.count("\n", 0, found.start(2))
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + shift, token.map[1] + shift]
    return tokens


def _html_divs(state: StateCore) -> None:
    """Make divs of `<div …>` and `</div>` around Markdown (Pandoc's `native_divs`)."""
    result: list[Token] = []
    opened: list[Token] = []
    for token in state.tokens:
        if token.type != "html_block":
            result.append(token)
            continue
        found = _HTML.match(token.content)
        line = token.map[0] if token.map else 0
        if found and "<div" not in found[2].lower():
            token.meta = {attributes.META: _of_html(found), TITLE: "", UNCLOSED: False}
            token.meta[OF_HTML] = True
            result += [token, *_inner_tokens(state, found, line)]
            if not found[3]:
                opened.append(token)
                continue
            token.type, token.nesting = "div_open", 1
            result.append(Token("div_close", "div", -1, level=token.level))
            continue
        while opened and opened[-1].level > token.level:
            opened.pop()
        if _HTML_END.match(token.content) and opened and opened[-1].level == token.level:
            opening = opened.pop()
            opening.type, opening.nesting = "div_open", 1
            token.type, token.nesting = "div_close", -1
        result.append(token)
    for token in result:
        if token.type == "html_block" and OF_HTML in token.meta:
            token.content = token.content[: token.content.find(">") + 1]
    state.tokens = result


def divs_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser fenced divs."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "div", _div, interrupting)
    markdown.core.ruler.after("block", "html_divs", _html_divs)
