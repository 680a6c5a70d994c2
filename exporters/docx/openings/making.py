"""What openings are made of."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from exporters.docx.front import KEYWORDS_APART, abstract, front_matter
from exporters.docx.images import drawing
from exporters.docx.runs import runs
from exporters.docx.sections import end_section
from exporters.docx.xml import NAMESPACES, qualified, w, words_of
from presswork.inlines import Image, Inlines, Length, Text
from presswork.settings import LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

    from exporters.docx.story import Place, Story
    from exporters.docx.styles import Role
    from exporters.docx.word_templates.sheet import Sheet
    from presswork.document import Blocks, Metadata


@dataclass(frozen=True, slots=True)
class Making:
    """What an opening is made of and where.

    Args:
        metadata: what is said of the document.
        date: its date as it is to be read; empty without one.
        story: the story of the body.
        place: where it stands.
        write: writes the blocks of the abstract.
    """

    metadata: Metadata
    date: str
    story: Story
    place: Place
    write: Callable[[Blocks, Place], list[Element]]

    def line(self, style: str, words: Inlines) -> list[Element]:
        """Return a paragraph of a style; none without words."""
        return [self.styled(style, runs(words, self.story, self.place))] if words else []

    def styled(self, style: str, content: Iterable[Element]) -> Element:
        """Return a paragraph of a style of our own template, which is named by its id.

        LibreOffice knows frames of paragraphs alone, so that they repeat that of their style.
        """
        known = self.style(style)
        frame = None if known is None else known.find("w:pPr/w:framePr", NAMESPACES)
        return w("p", w("pPr", w("pStyle", val=style), deepcopy(frame)), *content)

    def style(self, id_: str) -> Element | None:
        """Return a style of the template; None for one that it has not."""
        root = cast("DocumentPart", self.story.part).styles.element
        found = (style for style in root if style.get(qualified("w:styleId")) == id_)
        return next(found, None)

    def role(self, role: Role, words: Inlines) -> list[Element]:
        """Return a paragraph of the style that plays a role; none without words."""
        return self.line(self.story.book.styles[role], words)

    def abstract(self) -> list[Element]:
        """Return the abstract with its title."""
        return abstract(self.metadata, self.story, self.place, self.write)

    def put(self, tag: str, content: list[Element]) -> bool:
        """Put content where a paragraph of the template says a tag; tell whether one does.

        The section that ends in this paragraph ends in the content; without any, it is left out.
        """
        made = self._place_of(tag)
        if made is None:
            return False
        section = made.find("w:pPr/w:sectPr", NAMESPACES)
        if content and section is not None:
            end_section(content, section, self.story.book.styles)
        body = self._body()
        place = body.index(made)
        body[place : place + 1] = content
        return True

    def has(self, tag: str) -> bool:
        """Tell whether a paragraph of the template says a tag."""
        return self._place_of(tag) is not None

    def _place_of(self, tag: str) -> Element | None:
        for made in self._body().iterfind("w:p", NAMESPACES):
            if words_of(made).strip() == tag:
                return made
        return None

    def _body(self) -> Element:
        body: Element = cast("DocumentPart", self.story.part).document.element.body
        return body

    def word(self, name: str) -> str:
        """Return a fixed word of the document's language."""
        return self.story.book.words[name]


def block(making: Making, metadata: Metadata, date: str = "") -> list[Element]:
    """Return the title block of what is said of a document."""
    return front_matter(metadata, date, making.story, making.place, making.write)


def logo(style: str, making: Making, sheet: Sheet, *more: Element) -> list[Element]:
    """Return the paragraph of the logo; none where the settings name none."""
    drawn = logo_runs(making, sheet)
    return [making.styled(style, [*drawn, *more])] if drawn else []


def logo_runs(making: Making, sheet: Sheet) -> list[Element]:
    """Return the logo; nothing where the settings name none."""
    path = sheet.settings.file("logo")
    if path is None:
        return []
    height = LENGTH.fullmatch(sheet.settings["logo-height"])
    size = None
    if height is not None and height[1]:
        unit = cast("Literal['mm', 'cm', 'in', 'pt', 'px', 'em']", height[2])
        size = Length(float(height[1]), unit)
    image = Image(path, sheet.settings["logo-text"], height=size)
    return [w("r", drawn) for drawn in drawing(image, making.story, making.place)]


def joined_keywords(metadata: Metadata) -> Inlines:
    """Return the keywords in a line."""
    joined = KEYWORDS_APART.join(metadata.keywords)
    return (Text(joined),) if joined else ()
