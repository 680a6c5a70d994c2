"""The styles of a report, where they differ from those of the article: a cover, and chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import article

if TYPE_CHECKING:
    from .markup import Style
    from .page import Section
    from .sheet import Sheet


def styles(sheet: Sheet) -> dict[str, Style]:
    """Return the styles by their names."""
    return article.styles(sheet)


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """Return the pages."""
    return article.sections(sheet)
