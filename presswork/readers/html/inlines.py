"""The words of a page, as rich text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from presswork.inlines import (
    CitationItem,
    Cite,
    Code,
    Emphasis,
    InLanguage,
    LineBreak,
    Link,
    NoteReference,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from presswork.readers.html import elements, footnotes, formulas, pictures
from presswork.readers.html.source import GONE
from presswork.readers.printed import citations, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from presswork.document import Blocks
    from presswork.inlines import Inline, Inlines
    from presswork.readers.html.reading import Page

FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "strong": Strong,
    "b": Strong,
    "u": Underline,
    "s": Strikeout,
    "strike": Strikeout,
    "del": Strikeout,
    "sub": Subscript,
    "sup": Superscript,
}
_CLASSES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "smallcaps": SmallCaps,
    "small-caps": SmallCaps,
    "sc": SmallCaps,
    "ltx_font_smallcaps": SmallCaps,
    "ltx_font_italic": Emphasis,
    "ltx_font_bold": Strong,
    "italic": Emphasis,
    "bold": Strong,
    "underline": Underline,
}
_STYLES: Final[tuple[tuple[re.Pattern[str], Callable[[Inlines], Inline]], ...]] = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), Emphasis),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), Strong),
    (re.compile(r"font-variant(?:-caps)?\s*:\s*small-caps"), SmallCaps),
    (re.compile(r"vertical-align\s*:\s*super"), Superscript),
    (re.compile(r"vertical-align\s*:\s*sub\b"), Subscript),
    (re.compile(r"text-decoration[^;]*:[^;]*line-through"), Strikeout),
)
_CODE: Final = frozenset({"code", "d-code", "kbd", "samp", "tt"})
_IGNORED: Final = frozenset({GONE, "script", "wbr", "noscript", "col", "colgroup", "source"})
_ADDRESSES: Final = frozenset({"http", "https", "mailto", "ftp", "tel"})
_LABELS: Final = frozenset({"ltx_tag_section", "header-section-number", "secnum", "ltx_tag_note"})
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""What says a language (BCP 47)."""


def read(
    element: etree._Element, page: Page, notes: Callable[[etree._Element, Page], Blocks]
) -> Inlines:
    """Return what an element contains, with its spaces as they are shown.

    Args:
        element: any.
        page: the page.
        notes: reads the blocks of a note.
    """
    return texts.collapsed(_Words(page, notes).within(element))


def words_of(
    element: etree._Element, page: Page, notes: Callable[[etree._Element, Page], Blocks]
) -> list[Inline]:
    """Return one element as inlines, with its spaces as they are written."""
    return _Words(page, notes).one(element)


class _Words:
    """Reads inlines; it knows the page and how notes are read."""

    def __init__(self, page: Page, notes: Callable[[etree._Element, Page], Blocks]) -> None:
        self.page = page
        self.notes = notes

    def within(self, element: etree._Element) -> list[Inline]:
        result: list[Inline] = []
        if element.text:
            result += formulas.in_text(element.text, element, self.page)
        for child in element:
            result += self.one(child)
            if child.tail:
                result += formulas.in_text(child.tail, element, self.page)
        return result

    def one(self, element: etree._Element) -> list[Inline]:
        name = elements.name(element)
        if not name or (name in _IGNORED and not formulas.is_formula(element)):
            return []
        if formulas.is_formula(element):
            return [formulas.inline(element, self.page)]
        match name:
            case "br":
                return [LineBreak()]
            case "img" | "svg" | "picture":
                return self._picture(element)
            case "a":
                return self._link(element)
            case "q":
                return [Text("“"), *self.within(element), Text("”")]
            case "d-cite" | "d-footnote":
                return self._distill(element)
            case "textarea" | "iframe" | "video" | "audio":
                return []
            case _ if name in _CODE:
                return self._code(element)
            case _:
                return self._framed(element, name)

    def _framed(self, element: etree._Element, name: str) -> list[Inline]:
        classes = elements.classes(element)
        if classes & _LABELS or footnotes.is_mark(element):
            return []
        if footnotes.is_inline(element):
            return [footnotes.mention(element, self.page, self.notes)]
        if cites := elements.value(element, "data-cites"):
            return self._pandoc(element, cites)
        children = self.within(element)
        if not children:
            return []
        if name == "cite" and any(isinstance(each, Cite) for each in _deep(children)):
            return children
        frame = FRAMES.get(name) or next(
            (_CLASSES[each] for each in classes if each in _CLASSES), None
        )
        if frame is None and (style := elements.value(element, "style")):
            frame = next((made for pattern, made in _STYLES if pattern.search(style)), None)
        if frame is Superscript and all(isinstance(each, NoteReference) for each in children):
            return children
        if frame is not None:
            children = [frame(texts.joined(children))]
        language = elements.value(element, "lang")
        if name in {"span", "i", "em", "q", "cite"} and LANGUAGE.fullmatch(language):
            return [InLanguage(language, texts.joined(children))]
        return children

    def _code(self, element: etree._Element) -> list[Inline]:
        if any(elements.name(each) in {"a", "sub", "sup", "img", "math"} for each in element):
            return self.within(element)
        words = "".join(map(str, element.itertext()))
        return [Code(" ".join(words.split()))] if words.strip() else []

    def _picture(self, element: etree._Element) -> list[Inline]:
        image = elements.first(element, "img") if elements.name(element) == "picture" else element
        panel = pictures.panel(image, self.page) if image is not None else None
        if panel is None or panel.image is None:
            alt = elements.value(element, "alt").strip()
            return [Text(alt)] if panel is not None and alt else []
        return [panel.image]

    # ---- links

    def _link(self, element: etree._Element) -> list[Inline]:
        target = elements.value(element, "href").strip()
        if footnotes.is_mark(element):
            return []
        local = self._local(target)
        if local is not None:
            return self._within_page(element, local)
        children = self.within(element)
        address = self._address(target)
        if address is None:
            return children
        return [Link(address, texts.joined(children))] if children else []

    def _local(self, target: str) -> str | None:
        """Return the id that a link within the page leads to."""
        if target.startswith("#"):
            return target[1:]
        base, hash_, identifier = target.partition("#")
        own = self.page.address.partition("#")[0]
        try:
            same = base in {own, self.page.path.name} or (bool(own) and urljoin(own, base) == own)
        except ValueError:
            return None
        return identifier if hash_ and base and same else None

    def _address(self, target: str) -> str | None:
        try:
            full = urljoin(self.page.address, target) if self.page.address else target
            scheme = urlsplit(full).scheme.lower()
        except ValueError:
            return None
        return full if scheme in _ADDRESSES else None

    def _within_page(self, element: etree._Element, identifier: str) -> list[Inline]:
        page = self.page
        if key := page.entries.get(identifier):
            shown = elements.text(element)
            return [citations.mark(key, shown, page.at(element))] if shown else []
        if (note := page.footnotes.get(identifier)) is not None:
            return [footnotes.mention(note, page, self.notes)]
        children = self.within(element)
        if not children:
            return []
        return [Link(f"#{identifier}", texts.joined(children))] if identifier else children

    # ---- citations that name their works

    def _pandoc(self, element: etree._Element, cites: str) -> list[Inline]:
        """Read a citation of Pandoc, whose links are settled where it has them."""
        children = self.within(element)
        if any(isinstance(each, Cite) for each in _deep(children)):
            return children
        keys = [self.page.entries.get(f"ref-{key}", "") for key in cites.split()]
        if not all(keys) or not keys:
            return children
        items = tuple(CitationItem(key) for key in keys)
        return [Cite(items, location=self.page.at(element))]

    def _distill(self, element: etree._Element) -> list[Inline]:
        if elements.name(element) == "d-footnote":
            return [footnotes.mention(element, self.page, self.notes)]
        keys = [key.strip() for key in elements.value(element, "key").split(",")]
        items = tuple(
            CitationItem(self.page.entries[key]) for key in keys if key in self.page.entries
        )
        cite = Cite(items, location=self.page.at(element))
        return [Text(" "), cite] if items else self.within(element)


def _deep(inlines: list[Inline]) -> list[Inline]:
    from presswork.inlines import walk  # noqa: PLC0415 - another walk is meant elsewhere

    return list(walk(tuple(inlines)))
