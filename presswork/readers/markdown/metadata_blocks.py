"""Metadata after the front matter, which Pandoc reads too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock


def _metadata_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a mapping between `---` and `---` that is no thematic break and no heading."""

    def line(number: int) -> str:
        return state.src[state.bMarks[number] : state.eMarks[number]].rstrip()

    if state.level or line(start) != "---" or start + 1 >= end or state.isEmpty(start + 1):
        return False
    closing = next((at for at in range(start + 1, end) if line(at) in {"---", "..."}), None)
    if closing is None:
        return False
    content = "\n".join(line(number) for number in range(start + 1, closing))
    try:
        node = yaml.compose(content, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
    if not isinstance(node, yaml.MappingNode):
        return False
    if not silent:
        token = state.push("metadata_block", "", 0)
        token.map = [start, closing + 1]
        token.content = content
        state.line = closing + 1
    return True


def metadata_blocks_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser metadata in the middle of a document."""
    markdown.block.ruler.before("hr", "metadata_block", _metadata_block)
