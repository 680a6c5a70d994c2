"""MyST's roles and targets: ``{ref}`x` ``, ``{math}`a` ``, `(x)=`; and its comments and breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

META: Final = "role"
_ROLE: Final = re.compile(r"\{([A-Za-z][\w:+.-]*)\}(`+)")
_TARGET: Final = re.compile(r"\(([^()\s]+)\)=\s*$")
_WITH_TARGET: Final = re.compile(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Role:
    """A role with what stands in its backticks.

    Args:
        name: in lower case.
        text: what is shown; empty where only a target is given.
        target: what it leads to.
    """

    name: str
    text: str
    target: str


def _role(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if state.src[state.pos] != "{":
        return False
    opening = _ROLE.match(state.src, state.pos, state.posMax)
    if opening is None:
        return False
    marks = opening[2]
    end = state.src.find(marks, opening.end(), state.posMax)
    if end < 0 or end == opening.end():
        return False
    if not silent:
        content = state.src[opening.end() : end].strip()
        parts = _WITH_TARGET.match(content)
        text, target = (parts[1], parts[2]) if parts else ("", content)
        token = state.push("role", "", 0)
        token.content = content
        token.markup = state.src[state.pos : end + len(marks)]
        token.meta = {META: Role(opening[1].lower(), text, target.strip().removeprefix("!"))}
    state.pos = end + len(marks)
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _target(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("(", position) or state.is_code_block(start):
        return False
    found = _TARGET.match(state.src, position, state.eMarks[start])
    if found is None:
        return False
    if not silent:
        token = state.push("target", "", 0)
        token.content = found[1]
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _nothing(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Pass over `% a comment` and `+++`, which divides a page into blocks."""
    line = _line(state, start)
    is_comment = line.startswith(("% ", "%%")) or line.rstrip() == "%"
    if state.is_code_block(start) or not (is_comment or line.startswith("+++")):
        return False
    if is_comment and (silent or state.level):
        return False
    if not silent:
        state.line = start + 1
    return True


def roles_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser roles and targets."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "myst_target", _target, interrupting)
    markdown.block.ruler.before("fence", "myst_nothing", _nothing, interrupting)
    markdown.inline.ruler.before("link", "role", _role)
