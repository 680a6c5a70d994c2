"""Contents and lists of figures and tables: fields that show their lines before any update.

Contents stand in the content control by which Word knows them, and shows its tab "Update table"
(17.5.2.13). Lines and pages are what an update comes to; nothing asks for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from presswork.inlines import (
    Cite,
    Cited,
    Comment,
    CrossReference,
    Image,
    LineBreak,
    Link,
    NoteReference,
    TargetKind,
    Text,
    rewrite,
)

from .captions import LABEL, SEQUENCES
from .fields import field_across
from .outline import LISTED_KINDS
from .paragraphs import paragraph
from .runs import PLAIN, Face, run, runs
from .styles import CONTENTS, Role
from .xml import NAMESPACES, forget, qualified, w

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from presswork.inlines import Inline, Inlines

    from .fields import PageFields
    from .outline import Entry
    from .story import Book, Place, Story
    from .styles import Styles

ID: Final = 1_610_611_257
"""The number of the content control, which has to be unique in the file."""

LINKED: Final = Face(linked=True)

TITLES: Final = {TargetKind.FIGURE: "list-of-figures", TargetKind.TABLE: "list-of-tables"}

NEAR_MARGIN: Final = 1440
"""How near to the margin a tab stop is that is meant to stand at it, in twips."""

BEFORE_TABS: Final = frozenset(
    {
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
    }
)
"""What the schema wants before `w:tabs` (17.3.1.26)."""


def contents(story: Story, place: Place) -> list[Element]:
    """Return the contents and the lists that are wanted, once everything that they list is written.

    Args:
        story: the body.
        place: where they stand.
    """
    outline = story.book.outline
    made: list[Element] = []
    if outline.sections:
        code = f'TOC \\o "1-{outline.depth}" \\h \\z \\u'
        lines = [_line_of_section(entry, story, place) for entry in outline.sections]
        title = _title("contents", story)
        made.append(_control([title, *field_across(code, lines)]))
    for kind in LISTED_KINDS:
        entries = outline.floats.get(kind, ())
        lines = [_line_of_float(kind, entry, story, place) for entry in entries]
        if lines:
            code = f'TOC \\h \\z \\c "{SEQUENCES[kind]}"'
            made += [_title(TITLES[kind], story), *field_across(code, lines)]
    if made:
        numbered = {entry.level for entry in outline.sections if entry.number}
        for level, role in enumerate(CONTENTS, start=1):
            if level not in numbered:
                _without_room(story.book.styles.paragraph_properties(role))
        _set_stops(story.book.styles, place.width)
    return made


def _control(content: list[Element]) -> Element:
    """Return a content control that holds a table of contents."""
    part = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", w("id", val=ID), part), w("sdtContent", *content))


def _title(word: str, story: Story) -> Element:
    shown = [run(story.book.words[word], story)]
    return paragraph(Role.CONTENTS_TITLE, story.book.styles, shown)


def _line_of_section(entry: Entry, story: Story, place: Place) -> Element:
    words = runs(_unmarked(entry.words, story.book), story, place, LINKED)
    number = [run(entry.number, story), w("r", w("tab"))] if entry.number else []
    role = CONTENTS[min(entry.level, len(CONTENTS)) - 1]
    return _line(role, entry, [*number, *words], story)


def _line_of_float(kind: TargetKind, entry: Entry, story: Story, place: Place) -> Element:
    name = f"{story.book.words.numbered(kind.value, entry.number)}. "
    words = runs(_unmarked(entry.words, story.book), story, place, LINKED)
    return _line(Role.LISTED_FLOAT, entry, [run(name, story, LABEL), *words], story)


def _line(role: Role, entry: Entry, words: list[Element], story: Story) -> Element:
    """Return a line that leads to its place, and shows its page where there are pages."""
    on_pages = w("rPr", w("webHidden"))
    tab = w("r", on_pages, w("tab"))
    number = run("1", story, PLAIN)
    number.insert(0, w("rPr", w("webHidden")))
    page = story.book.pages.number(entry.bookmark, number)
    link = w("hyperlink", *words, tab, *page, anchor=entry.bookmark, history=1)
    return paragraph(role, story.book.styles, [link])


def _unmarked(words: Inlines, book: Book) -> Inlines:
    """Return words as an update shows them in a line: without notes, pictures, links and fields."""

    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Link(children=children) | Cited(children=children):
                return rewrite(children, change)
            case Cite(rendered=rendered):
                return rewrite(rendered, change)
            case CrossReference(kind=TargetKind() as kind, number=str(number)):
                return (Text(book.words.numbered(kind.value, number)),)
            case CrossReference(title=title):
                return rewrite(title, change)
            case NoteReference() | Image() | Comment():
                return ()
            case LineBreak():
                return (Text(" "),)
            case _:
                return None

    return rewrite(words, change)


def _without_room(properties: Element) -> None:
    """Take the room for numbers from a style: short words would end in it, with their page.

    The hanging indent is a tab stop, too (17.3.1.37).
    """
    for tabs in properties.findall("w:tabs", NAMESPACES):
        for stop in tabs.findall("w:tab", NAMESPACES):
            if stop.get(qualified("w:val")) == "left":
                tabs.remove(stop)
        if not len(tabs):
            properties.remove(tabs)
    for indent in properties.iterfind("w:ind", NAMESPACES):
        hanging = int(indent.get(qualified("w:hanging"), "0"))
        left = int(indent.get(qualified("w:left"), "0"))
        forget(indent, "hanging")
        indent.set(qualified("w:left"), str(max(left - hanging, 0)))


def _set_stops(styles: Styles, width: int) -> None:
    """Let the numbers of pages stand at the right margin, unless the template says otherwise."""
    for role in (*CONTENTS, Role.LISTED_FLOAT):
        properties = styles.paragraph_properties(role)
        tabs = properties.find("w:tabs", NAMESPACES)
        if tabs is None:
            tabs = w("tabs")
            names = [str(child.tag).rpartition("}")[2] for child in properties]
            properties.insert(sum(name in BEFORE_TABS for name in names), tabs)
        right = [tab for tab in tabs if tab.get(qualified("w:val")) == "right"]
        for stop in right:
            if abs(int(stop.get(qualified("w:pos"), "0")) - width) < NEAR_MARGIN:
                stop.set(qualified("w:pos"), str(width))
        if not right:
            tabs.append(w("tab", val="right", leader="dot", pos=width))


def number_pages(word: WordDocument, fields: PageFields) -> None:
    """Fill in the numbers of pages, as far as any are shown."""
    if not fields.bookmarks:
        return
    from .page_estimate import (  # noqa: PLC0415 - most articles show no numbers of pages
        Formatting,
        estimate,
        theme_fonts,
    )

    parts = {
        relationship.reltype: relationship.target_part
        for relationship in word.part.rels.values()
        if not relationship.is_external
    }
    theme = parts.get(RELATIONSHIP_TYPE.THEME)
    notes = parts.get(RELATIONSHIP_TYPE.FOOTNOTES)
    formatting = Formatting(
        word.styles.element,
        word.part.numbering_part.element,
        word.settings.element,
        theme_fonts(etree.fromstring(theme.blob) if theme is not None else None),
    )
    fields.fill(
        estimate(
            word.element.body,
            getattr(notes, "element", None),
            formatting,
            fields.bookmarks,
            fields.places,
        )
    )
