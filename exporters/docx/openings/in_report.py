"""The cover of a report and what stands behind it: `templates/report/report.html`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters.docx.front import DOI, keywords
from exporters.docx.styles import Role
from exporters.docx.word_templates.report import UNDER_TITLE, field_height, has_field
from exporters.docx.xml import NAMESPACES, qualified
from presswork.inlines import Emphasis, Inlines, Link, Text, plain_text

from .making import Making, block, joined_keywords, logo

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from exporters.docx.word_templates.sheet import Sheet


LONG_TITLE: Final = 64
"""How many characters a title has that is set smaller, as `html` has it."""

LARGE: Final = 3.5
SMALLER: Final = 2.7
"""The size of a title on the cover, and of a long one, in sizes of the text."""


def cover(making: Making, sheet: Sheet) -> list[Element]:
    """Return the cover: title, who publishes it, and authors; the last paragraph is in the flow."""
    metadata, settings = making.metadata, sheet.settings
    series = settings["series"]
    title = [
        *making.line("Series", (Text(series),) if series else ()),
        *making.role(Role.TITLE, metadata.title),
        *making.role(Role.SUBTITLE, metadata.subtitle),
    ]
    publisher = [
        *logo("PublisherLogo", making, sheet),
        *making.line("Publisher", _said(settings["organisation"])),
        *making.line("PublisherPlace", _said(settings["place"])),
    ]
    byline = replace(
        metadata,
        title=(),
        subtitle=(),
        abstract=(),
        keywords=(),
        origin=(),
        notices=(),
        doi=None,
        license=None,
    )
    under = block(making, byline)
    date = (Text(making.date),) if making.date else ()
    if under:
        publisher += making.line("PublisherPlace", date)
    else:
        under = making.role(Role.DATE, date) or [making.styled("Author", ())]
    return [*title, *publisher, *under]


def _said(words: str) -> Inlines:
    return (Text(words),) if words else ()


def fit_title(making: Making, sheet: Sheet) -> None:
    """Set a long title smaller, and its frame so high that the title ends above its field's end."""
    title, subtitle = plain_text(making.metadata.title), plain_text(making.metadata.subtitle)
    size = SMALLER if len(title) > LONG_TITLE else LARGE
    found = _styles_of_cover(making)
    if size != LARGE:
        _resize(found[1], sheet.points(size), sheet.rem(1.14 * size))
    if not has_field(sheet):
        return
    height = (
        (1.4 + 1.6) * bool(sheet.settings["series"])
        + size * 1.14 * _lines(title, size, sheet)
        + ((1.2 + 2.2 * _lines(subtitle, 1.75, sheet)) if subtitle else 0)
    )
    top = field_height(sheet) - UNDER_TITLE - sheet.rem(height)
    for style in found:
        for frame in style.iterfind("w:pPr/w:framePr", NAMESPACES):
            frame.set(qualified("w:y"), str(max(1, top)))


def _styles_of_cover(making: Making) -> list[Element]:
    """Return the styles of series, title and subtitle."""
    styles = making.story.book.styles
    named = ("Series", styles[Role.TITLE], styles[Role.SUBTITLE])
    return [style for style in map(making.style, named) if style is not None]


def _lines(words: str, size: float, sheet: Sheet) -> int:
    """Return about how many lines words take; rather one too many."""
    room = sheet.measure / (sheet.rem(size) * 0.52)
    lines, filled = 1, 0.0
    for word in words.split():
        if filled and filled + len(word) > room:
            lines, filled = lines + 1, 0.0
        filled += len(word) + 1
    return lines


def _resize(style: Element, points: float, line: int) -> None:
    for size in (
        *style.iterfind("w:rPr/w:sz", NAMESPACES),
        *style.iterfind("w:rPr/w:szCs", NAMESPACES),
    ):
        size.set(qualified("w:val"), str(round(2 * points)))
    for spacing in style.iterfind("w:pPr/w:spacing", NAMESPACES):
        spacing.set(qualified("w:line"), str(line))


def behind_cover(making: Making, sheet: Sheet) -> tuple[list[Element], list[Element]]:
    """Return what stands before the contents, and what behind: the abstract, and the imprint.

    Where chapters begin on pages of their own, so do the contents, and the imprint is before them.
    """
    metadata = making.metadata
    made = making.abstract()
    if metadata.abstract:
        made += keywords(metadata, making.story)
    imprint = _imprint(making, sheet)
    return (made, imprint) if sheet.settings["chapters"] == "run-on" else (made + imprint, [])


def _imprint(making: Making, sheet: Sheet) -> list[Element]:
    """Return how to cite the report, where it was published, and what may be done with it."""
    metadata, settings = making.metadata, sheet.settings
    lines: list[Inlines] = [_how_to_cite(making, sheet)]
    if metadata.keywords and not metadata.abstract:
        lines.append((Text(f"{making.word('keywords')}: "), *joined_keywords(metadata)))
    if metadata.origin:
        lines.append((Text(f"{making.word('first-published')}: "), *metadata.origin))
    lines += [*metadata.notices, _said(settings["rights"])]
    if metadata.license:
        lines.append((Text(f"{making.word('license')}: {metadata.license}"),))
    title = making.line("ImprintTitle", (Text(making.word("how-to-cite")),))
    return [*title, *(part for words in lines for part in making.line("Imprint", words))]


def _how_to_cite(making: Making, sheet: Sheet) -> Inlines:
    metadata = making.metadata
    year = f" ({metadata.date.year})" if metadata.date else ""
    authors = ", ".join(author.name for author in metadata.authors)
    title: Inlines = metadata.title
    if metadata.subtitle:
        title = (*title, Text(": "), *metadata.subtitle)
    ending = f"{'' if authors else year}."
    for name in ("series", "organisation"):
        ending += f" {sheet.settings[name]}." if sheet.settings[name] else ""
    words: Inlines = (Emphasis(title), Text(ending))
    if authors:
        words = (Text(f"{authors}{year}. "), *words)
    if metadata.doi:
        address = DOI + metadata.doi
        words = (*words, Text(" "), Link(address, (Text(address),)))
    return words
