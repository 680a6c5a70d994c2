"""Footnotes: their marks in the text, and the part `word/footnotes.xml` that holds them (17.11).

python-docx does not know footnotes, so the part is taken from the template or added here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml

from presswork.document import inline_runs
from presswork.inlines import Text
from presswork.numerals import written

from .fields import field
from .lists import FORMATS
from .styles import Role
from .xml import NAMESPACES, qualified, text, w

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

    from presswork.document import Note
    from presswork.inlines import Inlines
    from presswork.numerals import Numeral

    from .story import Story

PLACE: Final = PackURI("/word/footnotes.xml")


class NoteNumbers:
    """The notes of a document, by the numbers that Word knows them by."""

    def __init__(self, notes: Sequence[Note], numeral: Numeral = "decimal") -> None:
        """Number the notes.

        Args:
            notes: in the order in which they are mentioned.
            numeral: how their marks are written.
        """
        self.numeral: Final = numeral
        self._notes: Mapping[str, Note] = {note.id: note for note in notes}
        self._numbers = {note.id: number for number, note in enumerate(notes, start=1)}
        self._mentioned: set[str] = set()

    def note(self, id_: str) -> Note | None:
        """Return a note."""
        return self._notes.get(id_)

    def mention(self, id_: str) -> tuple[int, bool]:
        """Return the number of a note, and whether it is mentioned for the first time."""
        first = id_ not in self._mentioned
        self._mentioned.add(id_)
        return self._numbers[id_], first

    def mentioned(self) -> list[tuple[int, Note]]:
        """Return the notes that are mentioned, with their numbers."""
        return [
            (self._numbers[id_], note)
            for id_, note in self._notes.items()
            if id_ in self._mentioned
        ]


def note_mark(id_: str, story: Story, show: Callable[[Inlines], list[Element]]) -> list[Element]:
    """Return the mark of a note.

    A note belongs to one mark only (17.11.14): a further mention is a NOTEREF field. A footnote
    has no notes of its own: there the text of the note stands in brackets.
    """
    notes = story.book.notes
    note = notes.note(id_)
    if note is None:
        story.book.ledger.warn(f"there is no note '{id_}'")
        return []
    if story.is_footnotes:
        return _in_brackets(note, show)
    number, first = notes.mention(id_)
    properties = w("rPr", w("rStyle", val=story.book.styles[Role.FOOTNOTE_REFERENCE]))
    if first:
        mark = w("r", properties, w("footnoteReference", id=number))
        return story.book.bookmarks.around(note_bookmark(id_), [mark])
    shown = w("r", properties, text(written(number, notes.numeral)))
    name = story.book.bookmarks.name(note_bookmark(id_))
    return field(f"NOTEREF {name} \\f \\h", [shown])


def set_numeral(document: WordDocument, numeral: Numeral) -> None:
    """Say how the marks of footnotes are written: for each section, and for the whole file.

    In both, `w:numFmt` comes second in `w:footnotePr` (17.11.11, 17.11.12), which in a section
    follows the headers and footers (17.6.17).
    """
    if numeral == "decimal":
        return
    of_file = document.settings.element.find("w:footnotePr", NAMESPACES)
    if of_file is not None:
        _set_format(of_file, numeral)
    for section in document.element.body.iter(qualified("w:sectPr")):
        properties = section.find("w:footnotePr", NAMESPACES)
        if properties is None:
            properties = w("footnotePr")
            section.insert(sum(part.tag.endswith("Reference") for part in section), properties)
        _set_format(properties, numeral)


def _set_format(properties: Element, numeral: Numeral) -> None:
    for form in properties.findall("w:numFmt", NAMESPACES):
        properties.remove(form)
    after_place = 0 if properties.find("w:pos", NAMESPACES) is None else 1
    properties.insert(after_place, w("numFmt", val=FORMATS[numeral]))


def note_bookmark(id_: str) -> str:
    """Return the id of the place where a note is mentioned first."""
    return f"note {id_}"


def _in_brackets(note: Note, show: Callable[[Inlines], list[Element]]) -> list[Element]:
    content: Inlines = ()
    for run in inline_runs(note.blocks):
        content = (*content, Text(" "), *run) if content else run
    return show((Text(" ["), *content, Text("]")))


def footnotes_part(document: DocumentPart) -> XmlPart:
    """Return the part of the footnotes, with the separators that Word asks for."""
    for relationship in document.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            root = parse_xml(relationship.target_part.blob)
            part = XmlPart(PLACE, CONTENT_TYPE.WML_FOOTNOTES, root, document.package)
            relationship._target = part  # noqa: SLF001 - python-docx has no way to replace a part
            return part
    root = cast("BaseOxmlElement", _separators())
    part = XmlPart(PLACE, CONTENT_TYPE.WML_FOOTNOTES, root, document.package)
    document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _separators() -> Element:
    root = w("footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(w("footnote", w("p", w("r", w(kind))), type=kind, id=number))
    return root


def footnote(number: int, blocks: Sequence[Element], story: Story) -> Element:
    """Return a footnote with its own mark at the start of its text.

    Args:
        number: the number of the note.
        blocks: paragraphs and tables.
        story: the story of the footnotes.
    """
    properties = w("rPr", w("rStyle", val=story.book.styles[Role.FOOTNOTE_REFERENCE]))
    mark = [w("r", properties, w("footnoteRef")), w("r", text("\N{NO-BREAK SPACE}"))]
    first = blocks[0] if blocks and blocks[0].tag.endswith("}p") else None
    if first is None:
        first = w("p", w("pPr", w("pStyle", val=story.book.styles[Role.FOOTNOTE_TEXT])))
        blocks = [first, *blocks]
    after = first.find("w:pPr", NAMESPACES)
    place = 0 if after is None else first.index(after) + 1
    first[place:place] = mark
    return w("footnote", *blocks, id=number)
