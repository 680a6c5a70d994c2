"""Word files: python-docx onto the named styles of a Word template.

The rooms: `template` opens, fills in and writes the package, `page` measures it, `house` knows the
templates of others, `styles` has the named styles, `rich` writes what tags ask for, `blocks` turns
blocks into paragraphs and tables, `runs` inlines into runs; `front`, `captions`, `figures`,
`tables`, `sections`, `lists`, `images`, `svg`, `notes`, `comments`, `bibliography`, `headings`,
`contents`, `fields`, `bookmarks`, `relationships`, `properties` and `custom_properties` do what
they say. `openings` is what our own templates have before the text, which `word_templates` makes.
`embedded_fonts` gives a file its fonts: `used_fonts` finds the faces, `cut_fonts` cuts them.
`page_estimate` lays the file out for page numbers; `live` is for citations that programs of
references go on with. Sections in brackets, such as (17.4.65), are those of ISO/IEC 29500-1.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.opc.part import XmlPart

from exporters import Exported
from exporters.floats_last import arranged
from exporters.outline import settled
from presswork.directions import is_backward
from presswork.document import Bibliography, Figure, anchors, inline_runs, walk
from presswork.inlines import CrossReference, ReferenceForm, TargetKind
from presswork.inlines import walk as walk_inlines
from presswork.problems import Ledger

from .blocks import HEADING_ID, Writer
from .bookmarks import ENTRY, NUMBER, Bookmarks
from .captions import SEQUENCES
from .comments import Comments
from .contents import contents, number_pages
from .embedded_fonts import embed_fonts
from .fields import PageFields, Sequences
from .front import without
from .headings import HeadingNumbers
from .images import Pictures
from .lists import Numbering
from .manuscript import set_manuscript
from .notes import (
    ENDNOTES,
    FOOTNOTES,
    NoteNumbers,
    last_note,
    note_bookmark,
    note_element,
    notes_part,
    set_numeral,
)
from .notes import SETTING as NOTES
from .openings import COVER_TAG, FRONT_TAG, Making, Opening, opening
from .outline import outline
from .page import Spot, place_body, set_paper, spot
from .properties import forget_counts, set_custom_properties, set_properties, set_theme_language
from .rich import write_rich
from .sections import SETTING as WIDE_TABLES
from .sections import Span, on_right_pages, run_backward, spanning
from .story import Book, Place, Story
from .styles import Role
from .template import Filled, dress, fill_in, open_template, told, write_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from presswork.document import Document
    from presswork.looks import Look
    from presswork.resources import Resources

    from .live import Live

CHAPTERS: Final = "chapters"
"""The setting that says where sections of the first level begin."""

PAGES_TOLD: Final = "page-references"
"""The setting by which cross-references tell pages."""


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as a Word file; see `exporters.Exporter`."""
    ledger = Ledger()
    look = settled(look, document)
    document = replace(document, blocks=arranged(document.blocks, look))
    template = open_template(look)
    word = template.word
    filled = fill_in(template, document.metadata, look)
    dressed = dress(template, look)
    styles = dressed.styles
    pictures = Pictures(word.part.package, resources, look.faces, ledger)
    numbering = Numbering(word.part.numbering_part.element, styles)
    headings = HeadingNumbers(document.blocks)
    kind = ENDNOTES if look.settings[NOTES] == "end" else FOOTNOTES
    bookmarks = Bookmarks(ids(document), filled.bookmarks)
    book = Book(
        styles=styles,
        words=look.words,
        bookmarks=bookmarks,
        sequences=Sequences(),
        numbering=numbering,
        pictures=pictures,
        notes=NoteNumbers(document.notes, document.note_numeral, kind, last_note(word.part, kind)),
        comments=Comments(document, styles, word.part),
        language=document.metadata.language,
        backward=is_backward(document.metadata.language),
        turns_tables=look.settings[WIDE_TABLES] == "turned",
        headings=headings,
        outline=outline(document, look.settings),
        pages=PageFields(),
        panels=dict(_panels(document)),
        tells_pages=PAGES_TOLD in look.settings.by_name and look.settings.on(PAGES_TOLD),
        ledger=ledger,
        live=_live(document, look, ledger, bookmarks),
    )
    if headings.main and not styles.number_themselves:
        styles.number_headings(numbering.headings(headings.main))
    styles.set_language(document.metadata.language)
    set_numeral(word, document.note_numeral, kind)
    paper = look.asked_paper if template.of_house else look.paper
    if paper is not None:
        set_paper(word, paper)
    set_manuscript(word, look)
    if book.backward:
        run_backward(word.element.body)
    where = spot(word, template.path)
    _write_rich(word, filled, book, where)
    rest = replace(document, metadata=without(document.metadata, filled.shown))
    making = _making(word, rest, look, book, where)
    opened = opening(template.own, making, look)
    place_body(where, _body(rest, look, opened, making, where), styles)
    _write_notes(word, book, where)
    number_pages(word, book.pages)
    _describe(word, document, look)
    if book.live is not None:
        book.live.finish(word)
    book.comments.finish()
    pictures.finish()
    if template.own is not None:
        embed_fonts(word, template.own.sheet, look.faces, ledger)
    ledger.extend(told(template, dressed))
    warnings = ledger.settle()
    write_package(word, destination)
    return Exported(warnings=warnings)


def _parts(word: WordDocument) -> Iterator[XmlPart]:
    """Yield the text's part, and those that belong to it and are written as trees."""
    yield word.part
    for relationship in word.part.rels.values():
        if not relationship.is_external and isinstance(relationship.target_part, XmlPart):
            yield relationship.target_part


def _live(document: Document, look: Look, ledger: Ledger, bookmarks: Bookmarks) -> Live | None:
    """Return the live citations that a look asks for; None for static text."""
    if look.settings["live"] == "none":
        return None
    from .live import live_citations  # noqa: PLC0415 - few files have any

    return live_citations(look.settings, document, ledger, bookmarks)


def _write_rich(word: WordDocument, filled: Filled, book: Book, where: Spot) -> None:
    """Write the words with emphasis that the template's tags asked for."""
    place = Place.inside(where.page)
    for part in _parts(word) if filled.tagged.rich else ():
        story = Story(book, part, is_footnotes=part is not word.part)
        write_rich(part.element, filled.tagged.rich, story, place, Writer(story).write)


def _making(word: WordDocument, document: Document, look: Look, book: Book, where: Spot) -> Making:
    story = Story(book, word.part)
    date = document.metadata.date
    shown = look.environment.filters["date"](date) if date else ""
    in_front = Place.on(where.page.across()) if where.divisible else where.place
    return Making(document.metadata, shown, story, in_front, Writer(story).write)


def _body(
    document: Document, look: Look, opened: Opening, making: Making, where: Spot
) -> list[Element]:
    """Return the paragraphs and tables of the text, with marks where sections begin and end.

    What stands before the text is with it where the template has no place for it alone.
    """
    text = making.write(document.blocks, where.place)
    styles = making.story.book.styles
    if look.settings[CHAPTERS] == "recto" and styles.begins_page(Role.HEADING_1):
        text = list(on_right_pages(text, styles))
    front = [*opened.front, *contents(making.story, making.place), *opened.end]
    making.put(COVER_TAG, opened.cover)
    if making.put(FRONT_TAG, front):
        front = []
    if where.page.columns > 1 and front:
        front = spanning(Span.ACROSS, front)
    return [*front, *text]


def _write_notes(word: WordDocument, book: Book, where: Spot) -> None:
    mentioned = book.notes.mentioned()
    if not mentioned:
        return
    part = notes_part(word.part, book.notes.kind, book.notes.numeral)
    story = Story(book, part, is_footnotes=True)
    place = Place.on(where.page).filled_with(Role.FOOTNOTE_TEXT)
    for count, (number, note) in enumerate(mentioned, start=1):
        inside = replace(story, note=count, of_author=not note.of_citation)
        blocks = Writer(inside).write(note.blocks, place)
        part.element.append(note_element(number, blocks, inside))


def _describe(word: WordDocument, document: Document, look: Look) -> None:
    metadata = document.metadata
    set_theme_language(word.settings.element, metadata.language, look.language)
    set_properties(word.core_properties, metadata)
    set_custom_properties(word.part.package, document)
    forget_counts(word.part.package)


def ids(document: Document) -> Iterator[str]:
    """Yield the ids of all places that a link may lead to, in reading order."""
    numbers = _asked_numbers(document)
    for anchor in anchors(document.blocks):
        yield anchor.id
        if anchor.id in numbers:
            yield anchor.id + NUMBER
    for block in walk(document.blocks):
        if isinstance(block, Bibliography):
            yield from () if block.headed else (block.id or HEADING_ID,)
            yield from (ENTRY + entry.key for entry in block.entries)
    yield from (note_bookmark(note.id) for note in document.notes)


def _panels(document: Document) -> Iterator[tuple[str, Figure]]:
    """Yield the ids of pictures that are a part of a figure, which only their letter names."""
    for block in walk(document.blocks):
        if isinstance(block, Figure):
            yield from ((panel.id, block) for panel in block.panels if panel.id)


def _asked_numbers(document: Document) -> frozenset[str]:
    """Return the ids of figures, tables and listings whose number alone a sentence mentions."""
    blocks = (*document.metadata.abstract, *document.blocks)
    notes = (block for note in document.notes for block in note.blocks)
    figures = {id_: figure.id for id_, figure in _panels(document)}
    return frozenset(
        figures.get(inline.target) or inline.target
        for run in inline_runs((*blocks, *notes))
        for inline in walk_inlines(run)
        if isinstance(inline, CrossReference)
        and inline.form is ReferenceForm.NUMBER
        and inline.kind in SEQUENCES
        and inline.kind is not TargetKind.EQUATION
    )
