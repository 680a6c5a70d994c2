"""The properties of the file: title, authors, keywords, language, dates."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from exporters.dates import made
from presswork.inlines import plain_text

from .xml import NAMESPACES, qualified

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties
    from lxml.etree import _Element as Element

    from presswork.document import Metadata
    from presswork.settings import Settings

LIMIT: Final = 255
"""The longest value of a property that python-docx takes."""


def set_properties(properties: CoreProperties, metadata: Metadata) -> None:
    """Fill in the core properties.

    Raises:
        Problems: the environment gives a date that is none.
    """
    properties.title = _short(plain_text(metadata.title))
    properties.subject = _short(plain_text(metadata.subtitle))
    properties.author = _short("; ".join(author.name for author in metadata.authors))
    properties.last_modified_by = _short(metadata.authors[0].name if metadata.authors else "")
    properties.keywords = _short(", ".join(metadata.keywords))
    properties.identifier = _short(f"doi:{metadata.doi}" if metadata.doi else "")
    properties.language = metadata.language
    properties.revision = 1
    when = made(metadata.date)
    if when is not None:
        moment = datetime.datetime.fromisoformat(when.isoformat())
        properties.created = moment
        properties.modified = moment


def set_theme_language(settings: Element, language: str) -> None:
    """Tell Word the language whose fonts of the theme are to be used (17.15.1.88)."""
    found = settings.find("w:themeFontLang", NAMESPACES)
    if found is not None:
        found.set(qualified("w:val"), language)


def short_title(metadata: Metadata, limit: int = 80) -> str:
    """Return the title for the head of the page: up to its colon if it is long, or cut."""
    title = plain_text(metadata.title)
    if len(title) <= limit:
        return title
    before_colon = title.partition(": ")[0]
    if len(before_colon) <= limit:
        return before_colon
    return shortened(title, limit)


def running_head(metadata: Metadata, settings: Settings) -> str:
    """Return what the settings want at the head of pages; for the section, the title stands in."""
    known = settings.by_name
    if "running-text" in known and known["running-text"].value:
        return known["running-text"].value
    match known["running-head"].value if "running-head" in known else "title":
        case "none":
            return ""
        case "authors":
            return shortened(", ".join(author.name for author in metadata.authors))
        case _:
            return short_title(metadata)


def shortened(words: str, limit: int = 80) -> str:
    """Return words for the head of a page, cut if there are too many."""
    if len(words) <= limit:
        return words
    return f"{words[:limit].rsplit(' ', 1)[0]}\N{HORIZONTAL ELLIPSIS}"


def _short(value: str) -> str:
    return value if len(value) <= LIMIT else f"{value[: LIMIT - 1]}\N{HORIZONTAL ELLIPSIS}"
