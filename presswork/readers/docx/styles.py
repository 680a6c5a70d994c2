"""Named styles: what the text is that is set in them.

Word files built-in styles by their English names, whatever the language of its menus (17.7.4.9);
other programs and templates have names of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork.readers.docx.xml import all_of, attribute, find, is_on, val

if TYPE_CHECKING:
    from lxml import etree


class Role(Enum):
    """What a paragraph is."""

    TEXT = "text"
    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    AFFILIATION = "affiliation"
    DATE = "date"
    ABSTRACT_TITLE = "abstract title"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    CODE = "code"
    TERM = "term"
    DEFINITION = "definition"
    BIBLIOGRAPHY = "bibliography"
    CONTENTS = "contents"
    CALLOUT = "callout"
    CALLOUT_TITLE = "callout title"
    BREAK = "break"
    CONTINUED = "continued"
    NONE = "none"


_ROLES: Final = {
    Role.TITLE: "title titel titre título titolo article-title papertitle",
    Role.SUBTITLE: "subtitle untertitel sous-titre subtítulo sottotitolo",
    Role.AUTHOR: "author authors autor auteur byline",
    Role.AFFILIATION: "affiliation affiliations",
    Role.DATE: "date datum",
    Role.ABSTRACT_TITLE: "abstract_title abstracttitle abstract_heading",
    Role.ABSTRACT: "abstract zusammenfassung résumé resumen",
    Role.KEYWORDS: "keywords keyword schlüsselwörter",
    Role.CAPTION: """caption image_caption table_caption figure_caption figure_legend table
        illustration beschriftung légende figurecaption captioned_figure_text drawing text""",
    Role.QUOTE: """quote intense_quote block_text quotations zitat intensives_zitat citation
        citation_intense block_quote blockquote""",
    Role.CODE: """source_code code html_preformatted preformatted_text code_block listing
        sourcecode plain_text macro_text verbatim""",
    Role.TERM: "definition_term term list_heading",
    Role.DEFINITION: "definition list_contents",
    Role.BIBLIOGRAPHY: """bibliography bibliography_hanging bibliography_numbered bibliography_1
        references reference literaturverzeichnis bibliographie endnote_bibliography
        citavi_bibliography_entry reference_list""",
    Role.CALLOUT: "callout",
    Role.CALLOUT_TITLE: "callout_title",
    Role.BREAK: "thematic_break horizontal_line",
    Role.CONTENTS: "toc_heading table_of_figures",
    Role.CONTINUED: "list_continue list_continue_2 list_continue_3 list_continue_4 list_continue_5",
    Role.NONE: "header footer table_separator",
}
_BY_NAME: Final = {
    word.replace("_", " "): role for role, words in _ROLES.items() for word in words.split()
} | {"table": Role.TEXT, "text": Role.TEXT, "drawing": Role.TEXT, "citation": Role.QUOTE}
_HEADING: Final = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|заголовок|標題|标题|見出し)\s*([1-9])",
    re.IGNORECASE,
)
_CONTENTS: Final = re.compile(r"(?:toc|contents|verzeichnis|tm)\s*\d", re.IGNORECASE)
_LIST: Final = re.compile(r"(?:list (?:continue))(?: (\d))?", re.IGNORECASE)
_CODE_FONTS: Final = re.compile(
    r"courier|consol|mono|menlo|lucida console|source code|inconsolata|cascadia", re.IGNORECASE
)
_CODE_STYLES: Final = frozenset(
    {
        "code",
        "code small",
        "html code",
        "html keyboard",
        "html sample",
        "html typewriter",
        "source text",
        "verbatim char",
        "verbatim char small",
        "inline code",
        "source code char",
        "teletype",
    }
)
_FLAGS: Final = ("b", "i", "strike", "smallCaps")
_DEEPEST: Final = 30


@dataclass(frozen=True, slots=True)
class Style:
    """A named style.

    Args:
        kind: `paragraph`, `character`, `table` or `numbering`.
        base: the id of the style that it is based on.
        level: from 0, of the outline; None where it gives none.
        numbering: id of a numbering and a level of it.
        element: where it is defined.
    """

    name: str
    kind: str
    base: str | None
    level: int | None
    numbering: tuple[str, int] | None
    element: etree._Element


@dataclass(slots=True)
class Styles:
    """All styles of a file by their ids."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, identifier: str | None) -> list[Style]:
        """Return a style and those that it is based on."""
        found: list[Style] = []
        while identifier and len(found) < _DEEPEST and (style := self.known.get(identifier)):
            found.append(style)
            identifier = style.base
        return found

    def role(self, identifier: str | None) -> tuple[Role, int]:
        """Return what a paragraph of a style is, and its level from 1 on if it is a heading."""
        for style in self.chain(identifier):
            name = style.name.casefold().strip()
            if heading := _HEADING.fullmatch(name):
                return Role.HEADING, int(heading[1])
            if _CONTENTS.fullmatch(name):
                return Role.CONTENTS, 0
            if role := _BY_NAME.get(name):
                return role, 0
            if style.level is not None and style.level < 9:  # noqa: PLR2004 - 9 is body text
                return Role.HEADING, style.level + 1
        return Role.TEXT, 0

    def numbering(self, identifier: str | None) -> tuple[str, int] | None:
        """Return the numbering that a style gives its paragraphs."""
        return next((style.numbering for style in self.chain(identifier) if style.numbering), None)

    def flags(self, identifier: str | None) -> set[str]:
        """Return which of bold, italic and the like a character style turns on."""
        found: dict[str, bool] = {}
        for style in self.chain(identifier):
            properties = find(style.element, "w:rPr")
            for flag in _FLAGS:
                on = is_on(properties, f"w:{flag}")
                if on is not None:
                    found.setdefault(flag, on)
            if (place := val(properties, "w:vertAlign")) is not None:
                found.setdefault(place, True)
            name = style.name.casefold()
            if name in _CODE_STYLES or name.endswith("tok"):
                found.setdefault("code", True)
            if name == "emphasis":
                found.setdefault("i", True)
            if name == "strong":
                found.setdefault("b", True)
        return {flag for flag, on in found.items() if on}

    def is_link(self, identifier: str | None) -> bool:
        """Tell whether a character style is that of links, whose underline means nothing."""
        return any("link" in style.name.casefold() for style in self.chain(identifier))


def read(root: etree._Element | None) -> Styles:
    """Read the part with the styles."""
    styles = Styles()
    for element in all_of(root, "w:style") if root is not None else ():
        identifier = attribute(element, "styleId") or ""
        kind = attribute(element, "type") or "paragraph"
        level = val(element, "w:pPr/w:outlineLvl")
        number = val(element, "w:pPr/w:numPr/w:numId")
        place = val(element, "w:pPr/w:numPr/w:ilvl") or "0"
        styles.known[identifier] = Style(
            val(element, "w:name") or identifier,
            kind,
            val(element, "w:basedOn"),
            int(level) if level and level.isdecimal() else None,
            (number, int(place) if place.isdecimal() else 0) if number else None,
            element,
        )
        if kind == "paragraph" and attribute(element, "default") in {"1", "true"}:
            styles.default = identifier
    return styles


def is_code_font(font: str | None) -> bool:
    """Tell whether the letters of a font are all of one width."""
    return bool(font and _CODE_FONTS.search(font))
