"""What stands before the text in our own templates, look by look; see `templates/*/*.html`.

A journal has its masthead over the title, and what is to be known of the article beside the
abstract. A report has a cover, and behind it abstract and imprint. What these have that no house
template knows has styles of theirs, which are named by their ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from exporters.docx.house.values import REGIONS

from .in_journal import journal
from .in_report import behind_cover, cover
from .making import Making, block, logo

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from exporters.docx.word_templates import Own

__all__ = ["COVER_TAG", "FRONT_TAG", "Making", "Opening", "opening"]

COVER_TAG: Final = REGIONS["cover"].sign
FRONT_TAG: Final = REGIONS["before_text"].sign
"""What stands in the paragraphs of our templates that these parts take the places of."""


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


def opening(own: Own | None, making: Making) -> Opening:
    """Return what stands before the text.

    Args:
        own: the template, if it is one of ours.
        making: what it is made of.
    """
    if own is None:
        return Opening(block(making, making.metadata, making.date))
    match own.name:
        case "journal":
            return Opening(journal(making, own.sheet))
        case "report":
            front, end = behind_cover(making, own.sheet)
            return Opening(front, cover(making, own.sheet), end)
        case _:
            # Our templates have the license at the foot of the first page.
            unlicensed = replace(making.metadata, license=None)
            title = block(making, unlicensed, making.date)
            return Opening([*logo("Logo", making, own.sheet), *title])
