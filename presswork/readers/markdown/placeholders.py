"""Places that other programs fill in: manubot's `{{manubot.date}}`, Quarto's `{{< meta x >}}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_PLACEHOLDER: Final = re.compile(r"\{\{[^{}\n]{1,300}\}\}")
_PAGE_BREAK: Final = re.compile(r"\{\{<\s*pagebreak\s*>\}\}\s*$")


def _placeholder(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if not state.src.startswith("{{", state.pos):
        return False
    found = _PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("placeholder", "", 0).content = found.group()
    state.pos = found.end()
    return True


def _page_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{{<", position) or state.is_code_block(start):
        return False
    if not _PAGE_BREAK.match(state.src, position, state.eMarks[start]):
        return False
    if not silent:
        state.push("page_break", "", 0).map = [start, start + 1]
        state.line = start + 1
    return True


def placeholders_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser places that other programs fill in."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "page_break_shortcode", _page_break, interrupting)
    markdown.inline.ruler.before("link", "placeholder", _placeholder)
