"""Figures: a picture alone in its paragraph, and a div of several with one caption."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import CodeBlock, Equation, Figure, Heading, Panel, Table
from presswork.inlines import plain_text
from presswork.readers.markdown import attributes, html
from presswork.readers.markdown.inlines import read_labelled
from presswork.readers.markdown.pictures import (
    picture_of,
    read_figure_picture,
    read_inline_picture,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node


def _is_nothing(token: Token) -> bool:
    match token.type:
        case "text":
            return not token.content.strip()
        case "comment":
            return True
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
    lines = _lines_of(node, pictures)
    return tuple(read_picture(*one, reading) for one in zip(pictures, lines, strict=True))


def read_picture(token: Token, line: int, reading: Reading) -> Figure:
    """Make a figure of a picture with its caption; it stays where the picture is refused.

    Args:
        token: the parser's `image`.
        line: where it is.
        reading: the document.
    """
    words = attributes.of(token).values.get("fig-cap", "")
    written = reading.parse_line(words) if words else token.children or ()
    caption, labels = _caption(written, line, reading)
    image = read_figure_picture(picture_of(token), caption, line, reading)
    identifier = named((attributes.of(token).id, *labels), reading)
    return Figure((Panel(image),), caption, identifier, location=reading.at(line))


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


def with_names(block: Block, names: Sequence[str], reading: Reading) -> Block:
    """Give a block the ids that stand before it; a paragraph hands them to its section."""
    match block:
        case Heading(id=known) | Figure(id=str(known)) | Table(id=str(known)):
            reading.aliases.update(dict.fromkeys(names, known))
        case CodeBlock(id=str(known)):
            reading.aliases.update(dict.fromkeys(names, known))
        case Figure() | Table() | CodeBlock():
            return replace(block, id=named(names, reading))
        case Equation(tags=(first, *others)) if first.id is None:
            tag = replace(first, id=named(names, reading), numbered=True)
            return replace(block, tags=(tag, *others))
        case Equation(tags=(first, *_)) if first.id:
            reading.aliases.update(dict.fromkeys(names, first.id))
        case _ if reading.section:
            reading.aliases.update(dict.fromkeys(names, reading.section))
        case _:
            pass
    return block


def _panel(token: Token, line: int, reading: Reading) -> Panel:
    """Make one picture of many; its words in square brackets are its caption."""
    caption, labels = _caption(token.children or (), line, reading)
    picture = picture_of(token)
    image = read_inline_picture(picture, plain_text(caption), line, reading)
    identifier = named((attributes.of(token).id, *labels), reading)
    return Panel(image, caption, identifier)


def _columns(found: attributes.Attributes) -> int | None:
    """Return how many pictures stand side by side, as Quarto's `layout-ncol` says."""
    written = found.values.get("layout-ncol", "")
    if written.isdecimal() and len(written) < 3:  # noqa: PLR2004 - nobody has a hundred columns
        return int(written) or None
    rows = found.values.get("layout", "").strip("[] ").split("]")
    count = max((len(row.replace("[", "").strip(", ").split(",")) for row in rows), default=1)
    return count if found.values.get("layout") and count > 1 else None


def read_figure_of_many(node: Node, reading: Reading) -> Figure | None:
    """Make one figure of a div: its pictures, and its last paragraph as the caption.

    Returns:
        None where the div holds something else.
    """
    found = attributes.of(node.token)
    *pictured, last = node.children or [node]
    if last is node:
        return None
    words = found.values.get("fig-cap", "")
    if words or lone_pictures(last):
        pictured, caption_of = [*pictured, last], None
    else:
        caption_of = last
    if not pictured or not all(map(lone_pictures, pictured)):
        return None
    if caption_of is not None and caption_of.type != "paragraph":
        return None
    tokens = reading.parse_line(words) if words else []
    line = node.line
    if caption_of is not None:
        tokens, line = caption_of.children[0].token.children or [], caption_of.line
    panels = [
        _panel(token, at, reading)
        for paragraph in pictured
        for token, at in zip(
            lone_pictures(paragraph), _lines_of(paragraph, lone_pictures(paragraph)), strict=True
        )
    ]
    caption, labels = _caption(tokens, line, reading)
    if not caption and len(panels) == 1:
        caption, panels = panels[0].caption, [replace(panels[0], caption=())]
    identifier = named((found.id, *labels), reading)
    location = reading.at(node.line)
    return Figure(tuple(panels), caption, identifier, location=location, columns=_columns(found))
