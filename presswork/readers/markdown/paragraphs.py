"""Paragraphs; a formula on lines of its own in the middle of one divides it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Paragraph
from presswork.readers.markdown import attributes, equations
from presswork.readers.markdown.formula_rules import DISPLAY, LINES
from presswork.readers.markdown.inlines import read_inlines

if TYPE_CHECKING:
    from markdown_it.token import Token

    from presswork.document import Block, Blocks
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_SPAN: Final = 3


def read_paragraph(content: Node, reading: Reading) -> Blocks:
    """Make blocks of the text of a paragraph.

    Args:
        content: the parser's `inline`.
        reading: the document.
    """
    blocks: list[Block] = []
    line = content.line
    tokens: list[Token] = []
    for token in _freed(content.token.children or []):
        if token.type != DISPLAY or token.level:
            tokens.append(token)
            continue
        _push(blocks, tokens, content, line, reading)
        tokens = []
        line = content.line + int(token.meta.get(LINES, 0))
        blocks.append(equations.read_display(token, line, reading))
        line += token.markup.count("\n")
    _push(blocks, tokens, content, line, reading)
    return tuple(blocks)


def _push(
    blocks: list[Block], tokens: list[Token], content: Node, line: int, reading: Reading
) -> None:
    while tokens and tokens[0].type == "softbreak":
        tokens = tokens[1:]
        line += 1
    children = read_inlines(tokens, content.line, reading, line)
    if children:
        blocks.append(Paragraph(children, reading.at(line)))


def _freed(tokens: list[Token]) -> list[Token]:
    r"""Take formulas out of spans that only label them: `[$$…$$]{label="eq:x"}`."""
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        if token.type != "span_close" or len(result) < _SPAN:
            continue
        opening, formula, _ = result[-_SPAN:]
        if opening.type == "span_open" and formula.type == DISPLAY:
            found = attributes.of(opening)
            name = found.id or found.values.get("label", "")
            formula.meta[attributes.META] = replace(attributes.of(formula), id=name)
            formula.level = opening.level
            result[-_SPAN:] = [formula]
    return result
