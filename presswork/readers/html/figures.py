"""Figures of a page, and what else has a caption: tables, listings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import CodeBlock, Figure, Heading, Panel, Paragraph, Quote, Table
from presswork.inlines import Image, Text, plain_text
from presswork.readers.html import elements, pictures
from presswork.readers.html.source import remove
from presswork.readers.printed import labels, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inline, Inlines
    from presswork.readers.html.reading import Page

_FIGURES: Final = frozenset({"figure", "fig", "thumb", "caption", "figures", "image", "img"})
_CAPTIONS: Final = frozenset({"caption", "figcaption", "thumbcaption", "legend", "figlegend"})
_TABLES: Final = frozenset({"table", "tbl", "tw", "tablewrap"})
_PICTURES: Final = ("img", "svg", "picture")
_BUTTONS: Final = frozenset(
    {
        "download",
        "download figure",
        "enlarge",
        "expand",
        "full size image",
        "full size table",
        "larger image",
        "open in a new tab",
        "open in new tab",
        "original image",
        "powerpoint slide",
        "view large",
        "view larger",
        "download powerpoint",
        "download pdf",
        "download references",
        "view figure",
        "skip to main content",
        "back to top",
    }
)
_MOST_AROUND: Final = 6000
"""How many characters stand around a table at most that are its caption and its notes."""


def is_figure(element: etree._Element) -> bool:
    """Tell whether an element is a figure, or a box like one: pictures with a caption."""
    if elements.name(element) == "figure":
        return True
    if elements.name(element) not in {"div", "section", "dl", "span"}:
        return False
    if not elements.words(element) & _FIGURES or elements.first(element, *_PICTURES) is None:
        return False
    if elements.first(element, "h1", "h2", "table", "figure") is not None:
        return False
    return _caption_element(element) is not None


def table_in(element: etree._Element) -> etree._Element | None:
    """Return the table of a box that holds nothing beside it but its caption and notes."""
    if elements.name(element) not in {"div", "section", "figure", "aside"}:
        return None
    if elements.name(element) != "figure" and not elements.words(element) & _TABLES:
        return None
    found = list(elements.elements(element, "table"))
    outer = [each for each in found if not any(above in found for above in each.iterancestors())]
    if len(outer) != 1 or elements.first(element, "h1", "h2") is not None:
        return None
    around = elements.length(element) - elements.length(outer[0])
    return outer[0] if around <= _MOST_AROUND else None


def _caption_element(element: etree._Element) -> etree._Element | None:
    for each in element.iterdescendants():
        if elements.name(each) == "figcaption" or (
            elements.name(each) not in _PICTURES and elements.words(each) & _CAPTIONS
        ):
            return each
    return None


def read(
    element: etree._Element, page: Page, blocks_of: Callable[[etree._Element, Page], Blocks]
) -> Blocks:
    """Read a figure, whatever it shows.

    Args:
        element: the `figure`, or a box like one.
        page: the page.
        blocks_of: reads what an element contains.
    """
    inner = list(elements.elements(element, "figure"))
    panels: list[Panel] = []
    if len(inner) > 1 or (inner and elements.first(element, *_PICTURES) is not None):
        panels = [panel for each in inner for panel in _panels_of(each, page, blocks_of)]
        for each in inner:
            remove(each)
    panels += [Panel(panel.image, address=panel.address) for panel in _own_pictures(element, page)]
    inside = blocks_of(element, page)
    if not panels:
        return _of_others(element, inside, page)
    caption, rest = _caption(inside)
    label = labels.split(caption)
    figure = Figure(
        tuple(panels),
        label.rest if label else caption,
        page.block_id(element),
        label.number if label else None,
        page.at(element),
    )
    return (figure, *rest)


def _panels_of(
    element: etree._Element, page: Page, blocks_of: Callable[[etree._Element, Page], Blocks]
) -> Iterator[Panel]:
    identifier = page.block_id(element)
    found = list(_own_pictures(element, page))
    caption, _ = _caption(blocks_of(element, page))
    for place, panel in enumerate(found):
        last = place == len(found) - 1
        yield replace(panel, caption=caption if last else (), id=identifier if last else None)


def _own_pictures(element: etree._Element, page: Page) -> list[Panel]:
    """Return the pictures of a figure, and take them out of it."""
    found: list[Panel] = []
    for each in list(elements.elements(element, "img", "svg")):
        panel = pictures.panel(each, page)
        if panel is not None and panel not in found:
            found.append(panel)
        parent = each.getparent()
        remove(each)
        if parent is not None and elements.name(parent) == "a" and not elements.text(parent):
            remove(parent)
    return found


def _caption(inside: Blocks) -> tuple[Inlines, Blocks]:
    """Return the words of the paragraphs of a figure, and what else stands in it."""
    words: list[Inline] = []
    rest: list[Block] = []
    for block in inside:
        if isinstance(block, Paragraph | Heading):
            if not is_button(block):
                words += [Text(" "), *block.children] if words else [*block.children]
        else:
            rest.append(block)
    return texts.collapsed(words), tuple(rest)


def is_button(block: Block) -> bool:
    """Tell whether a paragraph is only there to be pressed."""
    return (
        isinstance(block, Paragraph)
        and plain_text(block.children).strip(" .:[]").casefold() in _BUTTONS
    )


def _of_others(element: etree._Element, inside: Blocks, page: Page) -> Blocks:
    """Give a caption to the one listing, table or picture that a figure holds instead of one."""
    mains = [block for block in inside if isinstance(block, CodeBlock | Table | Figure | Quote)]
    if len(mains) != 1:
        return inside
    caption, rest = _caption(tuple(block for block in inside if block is not mains[0]))
    label = labels.split(caption)
    words = label.rest if label else caption
    match mains[0]:
        case CodeBlock(caption=()) as code:
            return (replace(code, caption=words, id=page.block_id(element)), *rest)
        case Figure(caption=()) | Table(caption=()) as block:
            number = label.number if label else None
            return (
                replace(block, caption=words, id=block.id or page.block_id(element), number=number),
                *rest,
            )
        case _:
            return inside


def is_picture_alone(run: Inlines) -> bool:
    """Tell whether a run of text is nothing but pictures."""
    shown = [inline for inline in run if not (isinstance(inline, Text) and not inline.text.strip())]
    return bool(shown) and all(isinstance(inline, Image) for inline in shown)
