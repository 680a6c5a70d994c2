"""Paragraphs; a formula or a labelled figure on lines of its own within one divides it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Paragraph
from presswork.readers.markdown import attributes, equations, figures
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
    freed = _freed(content.token.children or [])
    labelled = _labelled_pictures(freed)
    for token in freed:
        if id(token) in labelled:
            at = line + sum(map(_breaks, tokens))
            _push(blocks, tokens, content, line, reading)
            blocks.append(figures.read_picture(token, at, reading))
            line = at + _breaks(token)
        elif token.type == DISPLAY and not token.level:
            _push(blocks, tokens, content, line, reading)
            line = content.line + int(token.meta.get(LINES, 0))
            blocks.append(equations.read_display(token, line, reading))
            line += token.markup.count("\n")
        else:
            tokens.append(token)
            continue
        tokens = []
    _push(blocks, tokens, content, line, reading)
    return tuple(blocks)


def _breaks(token: Token) -> int:
    """Return how many lines end within a token."""
    return int(token.type == "softbreak") + sum(map(_breaks, token.children or ()))


def _labelled_pictures(tokens: list[Token]) -> set[int]:
    r"""Return the identities of pictures on lines of their own that bear a label: figures.

    The words of JOSS's own example stand right above `![Caption.\label{fig:x}](x.png)`.
    """
    return {
        id(token)
        for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
        if token.type == "image"
        and (attributes.of(token).id or "\\label{" in token.content)
        and (before is None or before.type == "softbreak")
        and (after is None or after.type == "softbreak")
    }


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
