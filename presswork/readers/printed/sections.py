"""Headings that show their numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Heading
from presswork.inlines import plain_text
from presswork.readers.printed import texts

if TYPE_CHECKING:
    from presswork.document import Block, Blocks

_NUMBER: Final = re.compile(r"\s*(\d+(?:\.\d+)*)\.?\s+(?=\S)")
_ENOUGH: Final = 2
"""From how many headings on numbers are told from titles that begin with one."""


def without_own_numbers(blocks: Blocks) -> tuple[Blocks, bool]:
    """Drop the numbers of headings, if counting gives the same; tell if it does.

    Headings without a number stay without one.
    """
    counts: list[int] = []
    numbered = 0
    for block in blocks:
        if not isinstance(block, Heading) or not (found := _NUMBER.match(_words(block))):
            continue
        del counts[block.level :]
        counts += [0] * (block.level - len(counts))
        counts[-1] += 1
        if found[1] != ".".join(map(str, counts)):
            return blocks, False
        numbered += 1
    if numbered < _ENOUGH:
        return blocks, False
    return tuple(map(_without, blocks)), True


def _words(heading: Heading) -> str:
    return plain_text(heading.children)


def _without(block: Block) -> Block:
    if not isinstance(block, Heading):
        return block
    found = _NUMBER.match(_words(block))
    if not found:
        return replace(block, numbered=False)
    return replace(block, children=texts.trimmed(texts.without_start(block.children, found.end())))
