"""What the exporter says of citations and lists, and what it gets back: fields around them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, assert_never

from exporters.docx.custom_properties import add_properties
from exporters.docx.fields import field, field_across
from exporters.docx.notes import SETTING as NOTES
from exporters.docx.xml import w
from presswork.document import inline_runs
from presswork.inlines import Cite, walk

from . import mendeley, sources, word, zotero
from .clusters import Cluster
from .works import Works, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from exporters.docx.bookmarks import Bookmarks
    from presswork.document import Bibliography, CitationStyle, Document
    from presswork.problems import Ledger
    from presswork.settings import Settings

ID_LENGTH: Final = 10
LARGEST_ID: Final = 2**31
"""The ids of content controls are signed (17.5.2.18); these stay above nought."""


class Program(Enum):
    """A program that goes on with citations; the values are the words of the setting `live`."""

    ZOTERO = "zotero"
    ZOTERO_BOOKMARKS = "zotero-bookmarks"
    MENDELEY = "mendeley"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a look asks for.

    Args:
        program: which goes on with the citations.
        at_the_end: whether notes are endnotes.
    """

    program: Program
    at_the_end: bool = False


class Live:
    """The live citations of one file, in the order in which they are written."""

    def __init__(
        self,
        wanted: Wanted,
        style: CitationStyle,
        document: Document,
        ledger: Ledger,
        bookmarks: Bookmarks,
    ) -> None:
        """Begin a file.

        Args:
            wanted: what the look asks for.
            style: what the document is cited in.
            document: whose works they cite.
            ledger: takes warnings.
            bookmarks: those of the file.
        """
        self._program = wanted.program
        self._style = style
        self._works = Works(document.references)
        self._uncited = [each.key for each in document.uncited if each.key in self._works]
        self._ledger = ledger
        self._at_the_end = wanted.at_the_end
        self._tags = word.Tags()
        self._language = word.language_number(style.language)
        self._bookmarks = bookmarks
        self._kept: dict[str, str] = {}
        self._count = 0
        self._has_list = False
        self._cites = any(map(self.knows, _citations(document)))

    def knows(self, cite: Cite) -> bool:
        """Tell whether a citation can be live: whether all of its works are known."""
        return bool(cite.rendered) and all(item.key in self._works for item in cite.items)

    def citation(
        self, cite: Cite, shown: Sequence[Element], note: int, *, of_author: bool
    ) -> list[Element]:
        """Return a citation as a field.

        Args:
            cite: what it is.
            shown: the runs that show it; they hold no links.
            note: the number of the note that it stands in; 0 in the text.
            of_author: whether that is a note of the author's own.
        """
        self._count += 1
        says = (self._count, note, [(item.key, str(item.locator)) for item in cite.items])
        names_authors = of_author and self._style.is_note
        cluster = Cluster(_digest(says)[:ID_LENGTH], cite, note, names_authors)
        match self._program:
            case Program.ZOTERO:
                return field(f"ADDIN {zotero.citation(cluster, self._works)}", shown)
            case Program.ZOTERO_BOOKMARKS:
                name = self._keep(zotero.citation(cluster, self._works))
                return self._bookmarks.named(name, shown)
            case Program.MENDELEY:
                return field(mendeley.citation(cluster, self._works), shown)
            case Program.WORD:
                for item in cite.items:
                    self._works[item.key]  # a source, in the order of the text
                code = word.citation(cluster, self._tags, self._language)
                return [_control(cluster.id, w("citation"), field(code, shown))]
            case _:
                assert_never(self._program)

    def bibliography(self, source: Bibliography, entries: Sequence[Element]) -> list[Element]:
        """Return the paragraphs of a list of references within a field.

        There is one such list; another one, or one of some works only, stays as it is.
        """
        if not entries or (self._program is not Program.WORD and not self._cites):
            return list(entries)  # without citations, Zotero and Mendeley can make no list anew
        if source.selection is not None or self._has_list:
            what = "the program of references cannot go on with a list of some of the works"
            hint = "that list stays as it is; a list of all works, ::: {#refs}, is kept up to date"
            self._ledger.warn(what, source.location, hint)
            return list(entries)
        self._has_list = True
        match self._program:
            case Program.ZOTERO:
                return field_across(f"ADDIN {self._list_of_zotero()}", entries)
            case Program.ZOTERO_BOOKMARKS:
                name = self._keep(self._list_of_zotero())
                return self._bookmarks.named_across(name, entries)
            case Program.MENDELEY:
                self._tell_uncited(self._uncited)
                return field_across(mendeley.BIBLIOGRAPHY, entries)
            case Program.WORD:
                made = field_across(word.bibliography(self._language), entries)
                return [_control("list", w("bibliography"), made)]
            case _:
                assert_never(self._program)

    def _list_of_zotero(self) -> str:
        works = [self._works[key] for key in self._uncited]
        self._tell_uncited([work for work in works if not zotero.in_library(work)])
        return zotero.bibliography(works)

    def _keep(self, code: str) -> str:
        """Keep a code for the properties of the file, and return the name of its bookmark."""
        name = f"{zotero.BOOKMARK}{_digest(code)[:12]}"
        self._kept.update(zotero.properties(name, code))
        return name

    def _tell_uncited(self, missing: Sequence[object]) -> None:
        if missing:
            are = "1 work is" if len(missing) == 1 else f"{len(missing)} works are"
            what = f"{are} listed without being cited, which such a list cannot hold"
            hint = "they leave the list when it is made anew; add them there again, or cite them"
            self._ledger.warn(what, hint=hint)

    def finish(self, document: WordDocument) -> None:
        """Put into the file what the program keeps of a document."""
        if not self._count and not self._has_list:
            return
        match self._program:
            case Program.ZOTERO | Program.ZOTERO_BOOKMARKS:
                self._add_preferences(document)
            case Program.MENDELEY:
                add_properties(document.part.package, mendeley.properties(self._style))
            case Program.WORD:
                self._add_sources(document)
            case _:
                assert_never(self._program)

    def _add_preferences(self, document: WordDocument) -> None:
        in_fields = self._program is Program.ZOTERO
        if self._style.is_note and not in_fields:
            what = "Zotero has no bookmarks in notes, where this style cites"
            self._ledger.warn(what, hint="let it have fields: --live zotero")
        keys = [work.reference.key for work in self._works.asked()]
        session = _digest((self._style.id, keys))[:8]
        text = zotero.preferences(
            self._style, session, in_fields=in_fields, at_the_end=self._at_the_end
        )
        kept = zotero.properties(zotero.PREFERENCES, text)
        add_properties(document.part.package, {**kept, **self._kept})

    def _add_sources(self, document: WordDocument) -> None:
        style, same = word.style_of(self._style)
        if not same:
            what = f"Word has no style '{self._style.title}': '{style[1]}' will be in its place"
            hint = "citations and list look right until Word updates them"
            self._ledger.warn(what, hint=hint)
        for key in self._uncited:
            self._works[key]  # a source after those that are cited
        listed = [(self._tags[work.reference.key], work) for work in self._works.asked()]
        sources.add_sources(document.part, sources.sources(listed, style))


def live_citations(
    settings: Settings, document: Document, ledger: Ledger, bookmarks: Bookmarks
) -> Live | None:
    """Return the live citations that a look asks for; None for static text."""
    chosen = settings["live"]
    if chosen == "none" or document.cited_in is None:
        return None
    wanted = Wanted(Program(chosen), at_the_end=settings[NOTES] == "end")
    return Live(wanted, document.cited_in, document, ledger, bookmarks)


def _citations(document: Document) -> Iterator[Cite]:
    blocks = (*document.metadata.abstract, *document.blocks)
    notes = (block for note in document.notes for block in note.blocks)
    for run in inline_runs((*blocks, *notes)):
        yield from (inline for inline in walk(run) if isinstance(inline, Cite))


def _control(id_: str, kind: Element, content: Sequence[Element]) -> Element:
    """Return a content control of a kind (17.5.2)."""
    number = int(_digest(id_)[:8], 16) % LARGEST_ID
    return w("sdt", w("sdtPr", w("id", val=number), kind), w("sdtContent", *content))


def _digest(content: object) -> str:
    return hashlib.sha256(as_json(content).encode()).hexdigest()
