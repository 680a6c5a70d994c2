"""The properties of the file: title, authors, keywords, language, dates, and custom ones."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from exporters.dates import made
from presswork.inlines import plain_text

from .custom_properties import add_properties
from .styles import is_east_asian
from .xml import NAMESPACES, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.opc.coreprops import CoreProperties
    from docx.package import Package
    from lxml.etree import _Element as Element

    from presswork.document import Document, Metadata
    from presswork.settings import Settings

DATES: Final = "http://purl.org/dc/terms/"
COUNTS: Final = frozenset(
    {
        "Pages",
        "Words",
        "Characters",
        "CharactersWithSpaces",
        "Lines",
        "Paragraphs",
        "Slides",
        "Notes",
        "TotalTime",
        "HeadingPairs",
        "TitlesOfParts",
    }
)
"""The extended properties that tell of one text (22.2.2)."""

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
    else:
        _forget_dates(properties._element)  # noqa: SLF001 - python-docx cannot take a date away


def _forget_dates(core: Element) -> None:
    """Take away the template's dates, or the time of day that python-docx gives a new part."""
    for name in ("created", "modified"):
        for found in core.findall(f"{{{DATES}}}{name}"):
            core.remove(found)


def set_custom_properties(package: Package, document: Document) -> None:
    """Say in custom properties what the core ones have no place for; those of a template stay."""
    add_properties(package, dict(_custom(document)))


def _custom(document: Document) -> Iterator[tuple[str, str]]:
    metadata = document.metadata
    if metadata.doi:
        yield "DOI", metadata.doi
    if metadata.license:
        yield "License", metadata.license
    named = [f"{author.name}: {author.orcid}" for author in metadata.authors if author.orcid]
    if named:
        yield "ORCID", "; ".join(named)
    if document.cited_in:
        yield "Citation style", document.cited_in.id
    yield "Source", document.path.name


def forget_counts(package: Package) -> None:
    """Take away how many pages and words the template has, and how long somebody worked at it."""
    for relationship in package.rels.values():
        if relationship.reltype != RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            continue
        part = relationship.target_part
        root = etree.fromstring(part.blob)
        for found in [each for each in root if etree.QName(each).localname in COUNTS]:
            root.remove(found)
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - as above


def set_theme_language(settings: Element, language: str, of_words: str) -> None:
    """Tell Word the languages whose fonts of the theme are to be used (17.15.1.88).

    Args:
        settings: those of the file.
        language: of the text.
        of_words: of the fixed words; it counts where the text is not written in wide signs.
    """
    found = settings.find("w:themeFontLang", NAMESPACES)
    if found is None:
        return
    found.set(qualified("w:val"), language)
    wide = [each for each in (language, of_words) if is_east_asian(each)]
    if wide:
        found.set(qualified("w:eastAsia"), wide[0])


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
