"""A Word file read once: its texts, its styles and its lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.office_files import NAMESPACES, name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from presswork.office_files import Relationship
    from presswork.word_checks.package import Package

W: Final = f"{{{NAMESPACES['w']}}}"
R: Final = f"{{{NAMESPACES['r']}}}"
M: Final = f"{{{NAMESPACES['m']}}}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"

TEXTS: Final = ("document", "header", "footer", "footnotes", "endnotes", "comments")
"""The parts that hold text, by the names of their roots."""

_OF_TEXT: Final = ("header", "footer", "footnotes", "endnotes", "comments")
_QUOTED: Final = 80

WRAPPERS: Final = frozenset(
    W + each
    for each in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom")
)
"""What stands around blocks, rows, cells or runs without being one."""


@dataclass(frozen=True, slots=True)
class Text:
    """A part that holds text.

    Args:
        part: its name.
        root: its root.
        relationships: what leads from it to other parts, by their ids.
    """

    part: str
    root: Element
    relationships: dict[str, Relationship]

    @property
    def kind(self) -> str:
        """What it is: `document`, `header`, `footnotes` and so on."""
        return {"hdr": "header", "ftr": "footer"}.get(name(self.root), name(self.root))

    @property
    def place(self) -> str:
        """The name that a finding tells: none for the document itself."""
        return "" if self.kind == "document" else self.part


@dataclass(frozen=True, slots=True)
class Style:
    """A named style.

    Args:
        id: what text names it by.
        kind: `paragraph`, `character`, `table` or `numbering`.
        based: the id of the style that it is based on.
        properties: of its paragraphs; None where it has none.
        element: all of it.
    """

    id: str
    kind: str
    based: str | None
    properties: Element | None
    element: Element


@dataclass(slots=True)
class Reading:
    """A Word file, read.

    Args:
        package: its parts.
        main: the name of the part that is the document.
        texts: the parts that hold text, the document first.
        styles: by their ids; the first of those that share one.
        numbering: the root of the lists; None where there are none.
        settings: the root of the settings; None where there are none.
    """

    package: Package
    main: str
    texts: tuple[Text, ...]
    styles: dict[str, Style]
    numbering: Element | None
    settings: Element | None
    _inherited: dict[tuple[str, str], Element | None] = field(default_factory=dict)

    def text(self, kind: str) -> Text | None:
        """Return the text of a kind, for example `footnotes`."""
        return next((text for text in self.texts if text.kind == kind), None)

    def root(self, kind: str) -> Element | None:
        """Return the root of the part that the document has a relationship of a kind to."""
        for each in self.package.relationships(self.main):
            if each.kind == kind and not each.outside:
                return self.package.tree(each.address)
        return None

    def inherited(self, style: str | None, wanted: str) -> Element | None:
        """Return a property of paragraphs as a style has it, or one that it is based on."""
        chain: list[str] = []
        found: Element | None = None
        while style is not None and style in self.styles and style not in chain:
            if (style, wanted) in self._inherited:
                found = self._inherited[style, wanted]
                break
            chain.append(style)
            properties = self.styles[style].properties
            found = None if properties is None else properties.find(W + wanted)
            if found is not None:
                break
            style = self.styles[style].based
        self._inherited.update(dict.fromkeys(((each, wanted) for each in chain), found))
        return found

    def property_of(self, paragraph: Element, wanted: str) -> Element | None:
        """Return a property of a paragraph: its own, or that of its style."""
        own = paragraph.find(f"{W}pPr/{W}{wanted}")
        return self.inherited(style_of(paragraph), wanted) if own is None else own


def read(package: Package) -> Reading | None:
    """Read a Word file; None where its document is broken."""
    main = package.main() or ""
    root = package.tree(main)
    if root is None:
        return None
    leads = package.relationships(main)
    others = [each.address for each in leads if each.kind in _OF_TEXT and not each.outside]
    texts = []
    for part in dict.fromkeys((main, *others)):
        tree = package.tree(part)
        if tree is not None and (part == main or name(tree) in (*TEXTS, "hdr", "ftr")):
            _drop_fallbacks(tree)
            by_id = {each.id: each for each in package.relationships(part)}
            texts.append(Text(part, tree, by_id))
    reading = Reading(package, main, tuple(texts), {}, None, None)
    reading.numbering = reading.root("numbering")
    reading.settings = reading.root("settings")
    for style in _styles(reading.root("styles")):
        reading.styles.setdefault(style.id, style)
    return reading


def _drop_fallbacks(root: Element) -> None:
    """Leave out what only programs see that do not know the newer way to say the same."""
    for fallback in list(root.iter(MC + "Fallback")):
        parent = fallback.getparent()
        if parent is not None:
            parent.remove(fallback)


def _styles(root: Element | None) -> Iterator[Style]:
    for each in root.iterfind(W + "style") if root is not None else ():
        based = each.find(W + "basedOn")
        yield Style(
            value(each, "styleId") or "",
            value(each, "type") or "paragraph",
            None if based is None else value(based),
            each.find(W + "pPr"),
            each,
        )


def value(element: Element | None, key: str = "val") -> str | None:
    """Return an attribute of WordprocessingML; None where it or the element is missing."""
    found = None if element is None else element.get(W + key)
    return None if found is None else str(found)


def is_on(element: Element | None) -> bool:
    """Tell whether a property is there and on (17.17.4)."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


def style_of(paragraph: Element) -> str | None:
    """Return the id of the style of a paragraph; None for the usual one."""
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def children(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the children of some names, also those that something stands around."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            waiting += reversed(child)


def shown(element: Element) -> str:
    """Return the beginning of the text of an element."""
    pieces: list[str] = []
    length = 0
    for each in element.iter(W + "t", M + "t"):
        pieces.append(each.text or "")
        length += len(pieces[-1])
        if length > _QUOTED:
            break
    return "".join(pieces)


def near(element: Element) -> str:
    """Return the text of the paragraph, table or note that an element stands in."""
    for each in (element, *element.iterancestors(W + "p", W + "tbl", W + "footnote")):
        text = shown(each)
        if text.strip():
            return text
    return ""


def grouped(
    elements: Iterator[Element], story: Callable[[Element], Element]
) -> list[tuple[Element, list[Element]]]:
    """Return elements by the text that each stands in, both in their order."""
    groups: dict[Element, list[Element]] = {}
    for each in elements:
        groups.setdefault(story(each), []).append(each)
    return list(groups.items())


_STORIES: Final = tuple(
    W + each for each in ("txbxContent", "footnote", "endnote", "comment", "body", "hdr", "ftr")
)


def story_of(element: Element) -> Element:
    """Return the text that an element stands in: the body, a note, a text box."""
    return next(element.iterancestors(*_STORIES), element)
