"""Footnotes and endnotes: their marks in the text, and the part that holds them (17.11).

python-docx does not know notes, so their part is taken from the template or added here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from presswork.document import inline_runs
from presswork.inlines import Text
from presswork.numerals import written

from .fields import field
from .lists import FORMATS
from .styles import Role
from .xml import NAMESPACES, qualified, rooted, text, w

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.document import DocumentPart
    from lxml.etree import _Element as Element

    from presswork.document import Note
    from presswork.inlines import Inlines
    from presswork.numerals import Numeral

    from .story import Story

SETTING: Final = "notes"
"""The setting that says where notes stand."""


@dataclass(frozen=True, slots=True)
class NoteKind:
    """Where notes stand: at the foot of pages or at the end of the text.

    Args:
        name: `footnote` or `endnote`, as in the names of elements and styles.
        content_type: of their part.
        relationship: the type of the relationship to their part.
    """

    name: str
    content_type: str
    relationship: str

    @property
    def place(self) -> PackURI:
        """Where a new part is put."""
        return PackURI(f"/word/{self.name}s.xml")

    @property
    def properties(self) -> str:
        """The element that tells how they are counted."""
        return f"{self.name}Pr"


FOOTNOTES: Final = NoteKind("footnote", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES)
ENDNOTES: Final = NoteKind("endnote", CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES)

AFTER_NOTES: Final = frozenset(
    {
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "mathPr",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    }
)
"""The settings that the schema wants behind those of footnotes (17.15.1.78)."""


class NoteNumbers:
    """The notes of a document, by the numbers that Word knows them by."""

    def __init__(
        self,
        notes: Sequence[Note],
        numeral: Numeral = "decimal",
        kind: NoteKind = FOOTNOTES,
        taken: int = 0,
    ) -> None:
        """Number the notes.

        Args:
            notes: in the order in which they are mentioned.
            numeral: how their marks are written.
            kind: where they stand.
            taken: the last id that a note of the template has.
        """
        self.numeral: Final = numeral
        self.kind: Final = kind
        self._taken = taken
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

    def word_id(self, number: int) -> int:
        """Return the id that Word knows a note by."""
        return self._taken + number

    def mentioned(self) -> list[tuple[int, Note]]:
        """Return the notes that are mentioned, with their numbers."""
        return [
            (self._numbers[id_], note)
            for id_, note in self._notes.items()
            if id_ in self._mentioned
        ]


def note_reference(story: Story) -> str:
    """Return the id of the style of marks of notes."""
    styles, kind = story.book.styles, story.book.notes.kind
    if kind is FOOTNOTES:
        return styles[Role.FOOTNOTE_REFERENCE]
    return styles.named(f"{kind.name} reference", Role.FOOTNOTE_REFERENCE)


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
    properties = w("rPr", w("rStyle", val=note_reference(story)))
    if first:
        mark = w("r", properties, w(f"{notes.kind.name}Reference", id=notes.word_id(number)))
        marked = story.book.bookmarks.around(note_bookmark(id_), [mark])
        for words in story.book.comments.within(note):
            marked = story.book.comments.on(marked, words)
        return marked
    shown = w("r", properties, text(written(number, notes.numeral)))
    name = story.book.bookmarks.name(note_bookmark(id_))
    return field(f"NOTEREF {name} \\f \\h", [shown])


def set_numeral(document: WordDocument, numeral: Numeral, kind: NoteKind) -> None:
    """Say how the marks of notes are written: for each section, and for the whole file.

    In both, `w:numFmt` comes second in `w:footnotePr` (17.11.11, 17.11.12), which in a section
    follows the headers and footers (17.6.17). Unless it is said, endnotes have Roman numerals.
    """
    if numeral == "decimal" and kind is FOOTNOTES:
        return
    of_file = document.settings.element.find(f"w:{kind.properties}", NAMESPACES)
    if of_file is not None:
        _set_format(of_file, numeral)
    for section in document.element.body.iter(qualified("w:sectPr")):
        properties = section.find(f"w:{kind.properties}", NAMESPACES)
        if properties is None:
            properties = w(kind.properties)
            section.insert(sum(_is_before_notes(part) for part in section), properties)
        _set_format(properties, numeral)


def _is_before_notes(part: Element) -> bool:
    return str(part.tag).endswith(("Reference", "}footnotePr"))


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


def notes_part(document: DocumentPart, kind: NoteKind, numeral: Numeral = "decimal") -> XmlPart:
    """Return the part of the notes, with the separators that Word asks for.

    Args:
        document: the part of the body.
        kind: where the notes stand.
        numeral: how their marks are written.
    """
    for relationship in document.rels.values():
        if relationship.reltype == kind.relationship:
            old = relationship.target_part
            part = XmlPart(old.partname, kind.content_type, rooted(_root(old)), document.package)
            for other in old.rels.values():
                target = other.target_ref if other.is_external else other.target_part
                part.load_rel(other.reltype, target, other.rId, other.is_external)
            relationship._target = part  # noqa: SLF001 - python-docx has no way to replace a part
            return part
    root = rooted(_separators(kind))
    part = XmlPart(kind.place, kind.content_type, root, document.package)
    document.relate_to(part, kind.relationship)
    _list_separators(document.settings.element, kind, numeral)
    return part


def last_note(document: DocumentPart, kind: NoteKind) -> int:
    """Return the last id of the notes that a template has; of those Word asks for it is 1."""
    for relationship in document.rels.values():
        if relationship.reltype == kind.relationship:
            notes = _root(relationship.target_part).iterfind(f"w:{kind.name}", NAMESPACES)
            return max((int(note.get(qualified("w:id"), "0")) for note in notes), default=0)
    return 0


def _root(part: Part) -> BaseOxmlElement:
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


SEPARATORS: Final = ((-1, "separator"), (0, "continuationSeparator"))


def _separators(kind: NoteKind) -> Element:
    root = w(f"{kind.name}s")
    for number, separator in SEPARATORS:
        spacing = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
        words = w("p", spacing, w("r", w(separator)))
        root.append(w(kind.name, words, type=separator, id=number))
    return root


def _list_separators(settings: Element, kind: NoteKind, numeral: Numeral) -> None:
    """Name the separators in the file's settings, as Word does (17.11.9)."""
    if settings.find(f"w:{kind.properties}", NAMESPACES) is not None:
        return
    listed = w(kind.properties, *(w(kind.name, id=number) for number, _ in SEPARATORS))
    _set_format(listed, numeral)
    behind = AFTER_NOTES - {kind.properties}
    names = [etree.QName(each).localname for each in settings]
    place = next((at for at, name in enumerate(names) if name in behind), len(names))
    settings.insert(place, listed)


def note_element(number: int, blocks: Sequence[Element], story: Story) -> Element:
    """Return a note with its own mark at the start of its text.

    Args:
        number: the number of the note.
        blocks: paragraphs and tables.
        story: the story of the notes.
    """
    styles, notes = story.book.styles, story.book.notes
    properties = w("rPr", w("rStyle", val=note_reference(story)))
    mark = [w("r", properties, w(f"{notes.kind.name}Ref")), w("r", text("\N{NO-BREAK SPACE}"))]
    blocks = list(blocks)
    first = blocks[0] if blocks and blocks[0].tag.endswith("}p") else None
    if first is None:
        first = w("p", w("pPr", w("pStyle", val=styles[Role.FOOTNOTE_TEXT])))
        blocks.insert(0, first)
    if not blocks[-1].tag.endswith("}p"):
        blocks.append(w("p", w("pPr", w("pStyle", val=styles[Role.FOOTNOTE_TEXT]))))
    after = first.find("w:pPr", NAMESPACES)
    place = 0 if after is None else first.index(after) + 1
    first[place:place] = mark
    made = w(notes.kind.name, *blocks, id=notes.word_id(number))
    if notes.kind is not FOOTNOTES:
        _restyle(made, styles[Role.FOOTNOTE_TEXT], styles.named("endnote text", Role.FOOTNOTE_TEXT))
    return made


def _restyle(made: Element, before: str, after: str) -> None:
    for style in made.iter(qualified("w:pStyle")):
        if style.get(qualified("w:val")) == before:
            style.set(qualified("w:val"), after)
