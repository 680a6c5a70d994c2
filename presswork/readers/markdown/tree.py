"""markdown-it's flat list of tokens, as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

DEEPEST: Final = 40
"""How many levels of blocks, and of inlines within a block, may stand inside each other."""


@dataclass(slots=True)
class Node:
    """A token with what stands between its opening and its closing.

    Args:
        token: the opening token, or the only one.
        children: what it contains.
    """

    token: Token
    children: list[Node] = field(default_factory=list)

    @property
    def type(self) -> str:
        """What it is, for example `paragraph`, `em` or `text`."""
        return self.token.type.removesuffix("_open")

    @property
    def line(self) -> int:
        """The line of a block in the source, counted from 1."""
        return self.token.map[0] + 1 if self.token.map else 1


@dataclass(frozen=True, slots=True)
class Nested:
    """A tree, and whether branches deeper than `DEEPEST` were flattened in it."""

    nodes: list[Node]
    too_deep: bool


def nest(tokens: Iterable[Token]) -> Nested:
    """Make a tree of the tokens, without recursion: hostile input may be nested at will."""
    roots: list[Node] = []
    open_lists = [roots]
    ignored = 0
    too_deep = False
    for token in tokens:
        if token.nesting < 0:
            if ignored:
                ignored -= 1
            elif len(open_lists) > 1:
                open_lists.pop()
            continue
        if token.nesting > 0 and len(open_lists) > DEEPEST:
            ignored += 1
            too_deep = True
            continue
        node = Node(token)
        open_lists[-1].append(node)
        if token.nesting > 0:
            open_lists.append(node.children)
    return Nested(roots, too_deep)
