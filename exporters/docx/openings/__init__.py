"""What stands before the text in our own templates, look by look; see `templates/*/*.html`.

A journal has its masthead over the title, and what is to be known of the article beside the
abstract. A report has a cover, and behind it abstract and imprint. What these have that no house
template knows has styles of theirs, which are named by their ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from exporters.docx.house.values import REGIONS
from exporters.docx.word_templates.sheet import sheet_of

from .in_journal import journal
from .in_report import behind_cover, cover, fit_title
from .making import Making, block, logo

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from exporters.docx.word_templates import Own
    from presswork.looks import Look

__all__ = ["COVER_TAG", "FRONT_TAG", "Making", "Opening", "opening"]

COVER_TAG: Final = REGIONS["cover"].sign
FRONT_TAG: Final = REGIONS["before_text"].sign
"""What stands in the paragraphs of our templates that these parts take the places of."""


COVER: Final = frozenset({"cover", "cover-colour", "series", "organisation", "place", "rights"})
"""The settings that a cover needs."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the text.

    Args:
        cover: on a page of its own.
        front: before the contents, on the pages of the text or on others.
        end: behind the contents.
    """

    front: list[Element]
    cover: list[Element] = field(default_factory=list)
    end: list[Element] = field(default_factory=list)


def opening(own: Own | None, making: Making, look: Look) -> Opening:
    """Return what stands before the text.

    Args:
        own: the template, if it is one of ours.
        making: what it is made of.
        look: whose settings a report that somebody has changed follows on its cover.
    """
    if own is None:
        sheet = sheet_of(look) if look.settings.by_name.keys() >= COVER else None
        if sheet is None or making.style("Publisher") is None or not making.has(COVER_TAG):
            return Opening(block(making, making.metadata, making.date))
        front, end = behind_cover(making, sheet)
        return Opening(front, cover(making, sheet), end)
    match own.name:
        case "journal":
            return Opening(journal(making, own.sheet))
        case "report":
            fit_title(making, own.sheet)
            front, end = behind_cover(making, own.sheet)
            return Opening(front, cover(making, own.sheet), end)
        case _:
            # Our templates have the license at the foot of the first page.
            unlicensed = replace(making.metadata, license=None)
            title = block(making, unlicensed, making.date)
            return Opening([*logo("Logo", making, own.sheet), *title])
