"""What leads a reader through printed pages, as the look's settings and the length of the text say.

A short paper needs no contents, and chapters of half a page are not begun on pages of their own:
where a setting says `auto`, the length of the text decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from exporters.markup import (
    CITING_IN_FRONT,
    BackLinks,
    ContentsEntry,
    PageNumbers,
    contents,
    floats,
)
from exporters.outline import chapters, length, lists_floats, lists_sections

if TYPE_CHECKING:
    from exporters.markup import Setting
    from presswork.document import Blocks, Document
    from presswork.settings import Settings


@dataclass(frozen=True, slots=True)
class Structure:
    """What a template sets before the text, and how its chapters begin.

    Args:
        contents: the sections; empty where no contents are wanted.
        figures: the figures; empty where no list of them is wanted.
        tables: the tables, the same.
        chapters: how sections of the first level begin: `new-page`, `recto` or `run-on`.
    """

    contents: tuple[ContentsEntry, ...]
    figures: tuple[ContentsEntry, ...]
    tables: tuple[ContentsEntry, ...]
    chapters: str


def structure(document: Document, setting: Setting, settings: Settings) -> Structure:
    """Return what leads through a document.

    Args:
        document: numbered and cited.
        setting: what its pages are made for.
        settings: the look's.
    """
    pages = length(document.blocks)
    depth = int(float(settings["contents-depth"]))
    entries = contents(document.blocks, setting, depth)
    return Structure(
        contents=entries if lists_sections(len(entries), pages, settings) else (),
        figures=_list("figure", document.blocks, setting, settings),
        tables=_list("table", document.blocks, setting, settings),
        chapters=chapters(document.blocks, pages, settings["chapters"]),
    )


def on_pages(setting: Setting, settings: Settings) -> Setting:
    """Return the setting of pages, with what the look wants of page numbers in the text."""
    return replace(
        setting,
        page_numbers=PageNumbers.FAR if settings.on("page-references") else PageNumbers.ASKED,
        back_links=BackLinks.PAGES if settings.on("back-links") else BackLinks.NONE,
    )


def in_front(setting: Setting, settings: Settings) -> Setting:
    """Return the setting of what stands before the text, where that has page numbers of its own."""
    own = settings["front-pages"] == "roman"
    return replace(setting, citing_id=CITING_IN_FRONT) if own else setting


def _list(
    kind: Literal["figure", "table"], blocks: Blocks, setting: Setting, settings: Settings
) -> tuple[ContentsEntry, ...]:
    if settings["lists"] == "none":
        return ()
    entries = floats(kind, blocks, setting)
    return entries if lists_floats(kind, len(entries), settings) else ()
