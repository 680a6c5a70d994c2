"""Cites whose author is part of the sentence: `Anderson (2023) says`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from presswork.csl_files import CSL

if TYPE_CHECKING:
    from presswork.citations.csl.context import Cite
    from presswork.citations.csl.item import Item
    from presswork.citations.csl.output import Output
    from presswork.citations.csl.rendering import Renderer

NAMES_ALONE: Final = etree.fromstring(
    f"""
    <names xmlns="{CSL.strip("{}")}" variable="author">
      <name form="short" and="text" delimiter=", " et-al-min="3" et-al-use-first="1"/>
      <substitute>
        <names variable="editor"/>
        <names variable="translator"/>
        <text variable="title" form="short"/>
      </substitute>
    </names>
    """
)
"""How a sentence names authors in styles whose citations name none, or name them in full."""


def author_of(renderer: Renderer, item: Item, cite: Cite) -> Output | None:
    """Return what a sentence calls the author of a work.

    In author-date styles these are the names as the citation would show them. Numeric styles show
    none, and note styles show them in full, which no sentence does.
    """
    output = None if renderer.style.is_note else renderer.author_of(item, cite)
    if output is not None:
        return output
    return renderer.style.names_alone.render(renderer.cite_context(item, cite)).output
