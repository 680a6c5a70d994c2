"""What leads a reader through printed pages, as the look's settings and the length of the text say.

A short paper needs no contents, and chapters of half a page are not begun on pages of their own:
where a setting says `auto`, the length of the text decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exporters.markup import (
    CITING_IN_FRONT,
    BackLinks,
    ContentsEntry,
    PageNumbers,
    contents,
    floats,
)
from presswork.document import Figure, Heading, Table, inline_runs, walk
from presswork.inlines import plain_text

if TYPE_CHECKING:
    from exporters.markup import Setting
    from presswork.document import Blocks, Document
    from presswork.settings import Settings

PAGE_OF_TEXT: Final = 3000
"""About how many characters fill a page."""

PAGE_OF_FLOAT: Final = 0.35
"""About which share of a page a figure or a table takes."""

LONG: Final = 15
"""How many pages a text has that is given contents where the look leaves it to its length."""

LONG_CHAPTER: Final = 2.5
"""How many pages the sections of the first level have on average that begin on new pages."""

FEWEST: Final = 4
"""A list of fewer lines helps nobody who has not asked for it."""

SEVERAL: Final = 2
"""And one of fewer lines nobody at all."""


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
    long = pages >= LONG and len(entries) >= FEWEST
    asked = settings["contents"] == "yes" and len(entries) >= SEVERAL
    wanted = asked or (settings["contents"] == "auto" and long)
    return Structure(
        contents=entries if wanted else (),
        figures=_list("figure", document.blocks, setting, settings["lists"]),
        tables=_list("table", document.blocks, setting, settings["lists"]),
        chapters=_chapters(document.blocks, pages, settings["chapters"]),
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


def length(blocks: Blocks) -> float:
    """Return about how many pages a text fills, its lists of references apart."""
    characters = sum(len(plain_text(run)) for run in inline_runs(blocks))
    pictures = sum(isinstance(block, Figure | Table) for block in walk(blocks))
    return characters / PAGE_OF_TEXT + pictures * PAGE_OF_FLOAT


def _list(
    kind: Literal["figure", "table"], blocks: Blocks, setting: Setting, wanted: str
) -> tuple[ContentsEntry, ...]:
    if wanted not in ("auto", "both", f"{kind}s"):
        return ()
    entries = floats(kind, blocks, setting)
    return () if wanted == "auto" and len(entries) < FEWEST else entries


def _chapters(blocks: Blocks, pages: float, wanted: str) -> str:
    if wanted != "auto":
        return wanted
    count = sum(isinstance(block, Heading) and block.level == 1 for block in blocks)
    return "new-page" if count and pages / count >= LONG_CHAPTER else "run-on"
