"""Figures: a picture alone in its paragraph, and a div of several with one caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.document import Figure, Panel
from presswork.inlines import plain_text
from presswork.readers.markdown import attributes, html
from presswork.readers.markdown.inlines import read_inlines, read_labelled
from presswork.readers.markdown.pictures import (
    picture_of,
    read_figure_picture,
    read_inline_picture,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node


def _is_nothing(token: Token) -> bool:
    match token.type:
        case "text":
            return not token.content.strip()
        case "html_inline":
            return not html.drop_comments(token.content).text.strip()
        case _:
            return token.type == "softbreak"


def lone_pictures(node: Node) -> list[Token]:
    """Return the pictures of a paragraph that holds nothing else; else none."""
    if node.type != "paragraph" or not node.children:
        return []
    tokens = node.children[0].token.children or []
    pictures = [token for token in tokens if token.type == "image"]
    rest = (token for token in tokens if token.type != "image")
    return pictures if all(map(_is_nothing, rest)) else []


def _lines_of(node: Node, pictures: Sequence[Token]) -> list[int]:
    """Return the line of each picture of a paragraph."""
    lines: list[int] = []
    line = node.line
    for token in node.children[0].token.children or []:
        if token in pictures:
            lines.append(line)
            line += sum(child.type == "softbreak" for child in token.children or ())
        elif token.type == "softbreak":
            line += 1
    return lines


def read_lone_pictures(node: Node, reading: Reading) -> Blocks | None:
    """Make a figure of each picture of a paragraph; None where other things stand in it too."""
    pictures = lone_pictures(node)
    if not pictures:
        return None
    figures: list[Figure] = []
    for token, line in zip(pictures, _lines_of(node, pictures), strict=True):
        caption, labels = _caption(token.children or (), line, reading)
        image = read_figure_picture(picture_of(token), caption, line, reading)
        if image:
            identifier = named((attributes.of(token).id, *labels), reading)
            figures.append(Figure((Panel(image),), caption, identifier, location=reading.at(line)))
    return tuple(figures)


def _caption(
    tokens: Sequence[Token], line: int, reading: Reading
) -> tuple[Inlines, tuple[str, ...]]:
    found = read_labelled(tokens, line, reading)
    return found.inlines, found.labels


def named(names: Sequence[str], reading: Reading) -> str | None:
    """Return the first of the ids of one thing; the others become aliases of it."""
    first, *others = [name for name in names if name] or [""]
    reading.aliases.update(dict.fromkeys(others, first))
    return first or None


def _described(token: Token, line: int, reading: Reading) -> str:
    """Return the words of one picture of many, which are its alternative text."""
    words = plain_text(read_inlines(token.children or (), line, reading))
    if words and picture_of(token).alt not in {None, words}:
        reading.ledger.warn(
            f"one picture of many has no caption of its own; '{words}' is left out",
            reading.at(line),
            "put its words into the caption of the figure, the last paragraph in the block",
        )
    return words


def read_figure_of_many(node: Node, reading: Reading) -> Figure | None:
    """Make one figure of a div: its pictures, and its last paragraph as the caption.

    Returns:
        None where the div holds something else, or where a picture cannot be used.
    """
    *pictured, last = node.children or [node]
    if last is node or not pictured or not all(map(lone_pictures, pictured)):
        return None
    if last.type != "paragraph" or lone_pictures(last):
        return None
    content = last.children[0].token
    caption, labels = _caption(content.children or (), last.line, reading)
    images = [
        read_inline_picture(picture_of(token), _described(token, line, reading), line, reading)
        for paragraph in pictured
        for token, line in zip(
            lone_pictures(paragraph), _lines_of(paragraph, lone_pictures(paragraph)), strict=True
        )
    ]
    return Figure(
        tuple(Panel(image) for image in images if image),
        caption,
        named((attributes.of(node.token).id, *labels), reading),
        location=reading.at(node.line),
    )
