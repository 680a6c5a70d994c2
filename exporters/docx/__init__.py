"""Word files: python-docx onto the named styles of a Word template.

The rooms: `template` opens and writes the package, `styles` finds the named styles, `blocks` turns
blocks into paragraphs and tables, `runs` inlines into runs; `front`, `captions`, `figures`,
`tables`, `lists`, `images`, `svg`, `notes`, `bibliography`, `fields`, `bookmarks` and `properties`
do what they say; `word_templates` makes our own Word templates. Sections in brackets, such as
(17.4.65), are those of ISO/IEC 29500-1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters import Exported
from presswork.document import Bibliography, Figure, Heading, anchors, inline_runs, walk
from presswork.inlines import CrossReference, ReferenceForm, TargetKind
from presswork.inlines import walk as walk_inlines
from presswork.problems import Ledger

from .blocks import HEADING_ID, Writer
from .bookmarks import ENTRY, NUMBER, Bookmarks
from .captions import SEQUENCES
from .fields import Sequences
from .front import front_matter
from .images import Pictures
from .lists import Numbering
from .manuscript import set_manuscript
from .notes import NoteNumbers, footnote, footnotes_part, note_bookmark, set_numeral
from .properties import running_head, set_properties, set_theme_language, short_title
from .story import Book, Place, Story
from .styles import Role, Styles
from .template import TextArea, open_template, place_body, render_tags, set_paper, write_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as WordDocument

    from presswork.document import Document
    from presswork.looks import Look
    from presswork.resources import Resources


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as a Word file; see `exporters.Exporter`."""
    ledger = Ledger()
    word, path = open_template(look)
    styles = Styles(word.styles.element, path)
    pictures = Pictures(word.part.package, resources, look.faces, ledger)
    numbering = Numbering(word.part.numbering_part.element, styles)
    numbers_headings = any(
        isinstance(block, Heading) and block.number for block in walk(document.blocks)
    )
    book = Book(
        styles=styles,
        words=look.words,
        bookmarks=Bookmarks(_ids(document), _panels(document)),
        sequences=Sequences(),
        numbering=numbering,
        pictures=pictures,
        notes=NoteNumbers(document.notes, document.note_numeral),
        numbers_headings=numbers_headings,
        ledger=ledger,
    )
    if numbers_headings:
        styles.number_headings(numbering.headings())
    styles.set_language(document.metadata.language)
    set_numeral(word, document.note_numeral)
    area = set_paper(word, look.paper)
    set_manuscript(word, look)
    _write_body(word, document, look, book, area)
    _write_notes(word, book, area)
    _describe(word, document, look, path)
    pictures.finish()
    warnings = ledger.settle()
    write_package(word, destination)
    return Exported(warnings=warnings)


def _write_body(
    word: WordDocument, document: Document, look: Look, book: Book, area: TextArea
) -> None:
    story = Story(book, word.part)
    place = Place(area.width, area.height)
    writer = Writer(story)
    date = document.metadata.date
    shown = look.environment.filters["date"](date) if date else ""
    front = front_matter(document.metadata, shown, story, place, writer.write)
    place_body(word, [*front, *writer.write(document.blocks, place)])


def _write_notes(word: WordDocument, book: Book, area: TextArea) -> None:
    mentioned = book.notes.mentioned()
    if not mentioned:
        return
    part = footnotes_part(word.part)
    story = Story(book, part, is_footnotes=True)
    place = Place(area.width, area.height).filled_with(Role.FOOTNOTE_TEXT)
    for number, note in mentioned:
        blocks = Writer(story).write(note.blocks, place)
        part.element.append(footnote(number, blocks, story))


def _describe(word: WordDocument, document: Document, look: Look, template: Path) -> None:
    metadata = document.metadata
    set_theme_language(word.settings.element, metadata.language)
    set_properties(word.core_properties, metadata)
    tags = {
        "short_title": short_title(metadata),
        "running_head": running_head(metadata, look.settings),
        "license": metadata.license or "",
    }
    render_tags(word, look, template, tags)


def _ids(document: Document) -> Iterator[str]:
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


def _panels(document: Document) -> Iterator[str]:
    """Yield the ids of pictures that are a part of a figure, which only their letter names."""
    for block in walk(document.blocks):
        if isinstance(block, Figure):
            yield from (panel.id for panel in block.panels if panel.id)


def _asked_numbers(document: Document) -> frozenset[str]:
    """Return the ids of figures, tables and listings whose number alone a sentence mentions."""
    blocks = (*document.metadata.abstract, *document.blocks)
    notes = (block for note in document.notes for block in note.blocks)
    return frozenset(
        inline.target
        for run in inline_runs((*blocks, *notes))
        for inline in walk_inlines(run)
        if isinstance(inline, CrossReference)
        and inline.form is ReferenceForm.NUMBER
        and inline.kind in SEQUENCES
        and inline.kind is not TargetKind.EQUATION
    )
