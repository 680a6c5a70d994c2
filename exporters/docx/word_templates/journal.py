"""The styles of a journal, where they differ from those of the article: small, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import article
from .tables import table_style

if TYPE_CHECKING:
    from .markup import Style
    from .page import Section
    from .sheet import Sheet


def styles(sheet: Sheet) -> dict[str, Style]:
    """Return the styles by their names."""
    return article.styles(sheet)


def table(sheet: Sheet) -> str:
    """Return the style of tables."""
    return table_style(sheet, across=sheet.rem(0.67), down=sheet.rem(0.32))


def sections(sheet: Sheet) -> tuple[Section, ...]:
    """Return the pages."""
    return article.sections(sheet)
