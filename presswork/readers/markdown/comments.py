"""Comments: those of HTML, `<!-- … -->`, and of CriticMarkup, `{>> … <<}`.

A document is without them, but for a draft. There, one on lines of its own goes to the block behind
it, for a comment has its place in text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    Callout,
    CodeBlock,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)
from presswork.inlines import Comment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines

_OF_HTML: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_OF_CRITICS: Final = re.compile(r"\{>>((?:[^<{]|<(?!<\})|\{(?!>>))*)<<\}")


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    if not state.src.startswith("{>>", state.pos):
        return False
    found = _OF_CRITICS.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("comment", "", 0).content = found[1]
    state.pos = found.end()
    return True


def comments_plugin(markdown: MarkdownIt) -> None:
    """Teach the parser comments of CriticMarkup."""
    markdown.inline.ruler.before("link", "critic_comment", _comment)


def of_html(source: str) -> Inlines:
    """Return the comments of HTML."""
    return tuple(made for found in _OF_HTML.finditer(source) for made in comment(found[1]))


def comment(words: str) -> Inlines:
    """Return a comment; nothing where it says nothing."""
    lines = (" ".join(line.split()) for line in words.strip().splitlines())
    said = "\n".join(line for line in lines if line)
    return (Comment(said),) if said else ()


def attached(blocks: Iterable[Block]) -> Blocks:
    """Return blocks with comments that are paragraphs of their own moved into the next block.

    Where none behind them has text, they go into the one before.
    """
    made: list[Block] = []
    waiting: Inlines = ()
    for block in blocks:
        if isinstance(block, Paragraph) and _only_comments(block.children):
            waiting += block.children
            continue
        held = _beginning_with(waiting, block) if waiting else None
        made.append(held or block)
        waiting = () if held else waiting
    for at in range(len(made) - 1, -1, -1):
        held = _beginning_with(waiting, made[at]) if waiting else None
        if held is not None:
            made[at] = held
            break
    return tuple(made)


def _only_comments(children: Inlines) -> bool:
    return bool(children) and all(isinstance(child, Comment) for child in children)


def _beginning_with(comments: Inlines, block: Block) -> Block | None:
    """Return a block with comments at its first words; None where it has none."""
    match block:
        case Heading() | Paragraph():
            return replace(block, children=comments + block.children)
        case Figure(caption=(_, *_)) | Table(caption=(_, *_)) | CodeBlock(caption=(_, *_)):
            return replace(block, caption=comments + block.caption)
        case BulletList(items=(first, *others)) | OrderedList(items=(first, *others)):
            begun = _first_with(comments, first)
            return replace(block, items=(begun, *others)) if begun else None
        case Quote(blocks=blocks) | Callout(blocks=blocks):
            begun = _first_with(comments, blocks)
            return replace(block, blocks=begun) if begun else None
        case _:
            return None


def _first_with(comments: Inlines, blocks: Blocks) -> Blocks | None:
    first = _beginning_with(comments, blocks[0]) if blocks else None
    return (first, *blocks[1:]) if first else None
