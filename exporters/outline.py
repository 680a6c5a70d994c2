"""Whether a document gets contents, and lists of its figures and tables, where it has pages.

A short paper needs none: where a setting says `auto`, the length of the text decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Figure, Heading, Table, inline_runs, walk
from presswork.inlines import plain_text
from presswork.settings import Settings

if TYPE_CHECKING:
    from presswork.document import Blocks, Document
    from presswork.looks import Look

PAGE_OF_TEXT: Final = 3000
"""About how many characters fill a page."""

PAGE_OF_FLOAT: Final = 0.35
"""About which share of a page a figure or a table takes."""

LONG: Final = 15
"""How many pages a text has that is given contents where the look leaves it to its length."""

FEWEST: Final = 4
"""A list of fewer lines helps nobody who has not asked for it."""

LONG_CHAPTER: Final = 2.5
"""How many pages the sections of the first level have on average that begin on new pages."""

SEVERAL: Final = 2
"""And one of fewer lines nobody at all."""


def lists_sections(count: int, pages: float, settings: Settings) -> bool:
    """Tell whether contents are wanted.

    Args:
        count: how many lines they have.
        pages: about how many pages the text fills; see `length`.
        settings: the look's.
    """
    wanted = settings["contents"]
    long = pages >= LONG and count >= FEWEST
    return (wanted == "yes" and count >= SEVERAL) or (wanted == "auto" and long)


def lists_floats(kind: str, count: int, settings: Settings) -> bool:
    """Tell whether a list of figures or tables is wanted.

    Args:
        kind: `figure` or `table`.
        count: how many there are.
        settings: the look's.
    """
    match settings["lists"]:
        case "auto":
            return count >= FEWEST
        case wanted:
            return count > 0 and wanted in ("both", f"{kind}s")


def length(blocks: Blocks) -> float:
    """Return about how many pages a text fills, its lists of references apart."""
    characters = sum(len(plain_text(run)) for run in inline_runs(blocks))
    pictures = sum(isinstance(block, Figure | Table) for block in walk(blocks))
    return characters / PAGE_OF_TEXT + pictures * PAGE_OF_FLOAT


def chapters(blocks: Blocks, pages: float, wanted: str) -> str:
    """Return how sections of the first level begin: `new-page`, `recto` or `run-on`.

    Args:
        blocks: the text.
        pages: about how many pages it fills.
        wanted: what the setting says, which may leave it to the length of the sections.
    """
    if wanted != "auto":
        return wanted
    count = sum(isinstance(block, Heading) and block.level == 1 for block in blocks)
    return "new-page" if count and pages / count >= LONG_CHAPTER else "run-on"


def settled(look: Look, document: Document) -> Look:
    """Return a look for one document: how its chapters begin is no longer left to their length."""
    setting = look.settings.by_name.get("chapters")
    if setting is None or setting.value != "auto":
        return look
    begin = chapters(document.blocks, length(document.blocks), setting.value)
    known = {**look.settings.by_name, setting.name: replace(setting, value=begin)}
    return replace(look, settings=Settings(known))
