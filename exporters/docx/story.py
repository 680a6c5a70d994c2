"""The story that is being written, and what the whole file knows.

A story is what OOXML calls a stretch of text with a part of its own: the body, the footnotes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE

from .relationships import Relationships
from .styles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.opc.part import Part

    from presswork.document import Figure
    from presswork.looks import Words
    from presswork.problems import Ledger

    from .bookmarks import Bookmarks
    from .comments import Comments
    from .fields import PageFields, Sequences
    from .headings import HeadingNumbers
    from .images import Pictures
    from .lists import Numbering
    from .live import Live
    from .notes import NoteNumbers
    from .outline import Outline
    from .sections import Page
    from .styles import Styles


@dataclass(frozen=True, slots=True)
class Book:
    """What all stories of a file share.

    Args:
        styles: the template's named styles.
        words: the fixed words of the document's language.
        bookmarks: the places that links lead to.
        sequences: the counters of captions.
        numbering: the lists.
        pictures: the image parts.
        notes: the footnotes that are mentioned.
        comments: those of a draft.
        language: that of the text, a BCP 47 tag.
        backward: whether the text runs from right to left.
        headings: which headings Word numbers.
        outline: what the contents and lists show.
        pages: the numbers of pages that fields show.
        panels: the figures of the pictures that are a part of one, by their ids.
        tells_pages: whether cross-references tell the page of what is not in sight.
        turns_tables: whether tables that are too wide for the page get pages that are turned.
        ledger: what goes wrong.
        live: the citations that a program of references goes on with; None where they are text.
        relationships: what the text names outside its part.
    """

    styles: Styles
    words: Words
    bookmarks: Bookmarks
    sequences: Sequences
    numbering: Numbering
    pictures: Pictures
    notes: NoteNumbers
    comments: Comments
    language: str
    backward: bool
    headings: HeadingNumbers
    outline: Outline
    pages: PageFields
    panels: Mapping[str, Figure]
    tells_pages: bool
    turns_tables: bool
    ledger: Ledger
    live: Live | None = None
    relationships: Relationships = field(default_factory=Relationships)


@dataclass(frozen=True, slots=True)
class Story:
    """A stretch of text and its part, which holds the relationships that the text names.

    Args:
        book: what it shares with the other stories.
        part: the package's part.
        is_footnotes: whether its text stands in footnotes, where no other note may be mentioned.
        note: the number of the note that is being written, from 1; 0 in the text.
        of_author: whether it is a note of the author's own, not one that a citation was made into.
    """

    book: Book
    part: Part
    is_footnotes: bool = False
    note: int = 0
    of_author: bool = False

    def link_to(self, address: str) -> str:
        """Return the id of the relationship to an address outside; one for each address."""
        return self.book.relationships.id_of(self.part, RELATIONSHIP_TYPE.HYPERLINK, address)

    def show(self, picture: Part) -> str:
        """Return the id of the relationship to the part of a picture; one for each part."""
        return self.book.relationships.id_of(self.part, RELATIONSHIP_TYPE.IMAGE, picture)


LIST_INDENT: Final = 320
"""How far each level of a list is indented, in twips; the template's list styles do the same."""


HIGHEST: Final = 0.95
"""How much of a page's height a picture may take, so that the room around it fits there, too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a story a block stands, which decides its styles and its room.

    Args:
        width: the room for the text, in twips.
        height: how high a picture may be, in twips.
        body: the role of a paragraph.
        first: the role of a paragraph after a heading or at the start.
        after_block: the role of a paragraph after a table or figure.
        indent: how far its text stands in from the margin, in twips.
        level: how many lists it is inside of.
        item: the role of list items: that of the outermost list, so that no space stands between
            items of lists within lists; None outside of lists.
        uniform: whether all paragraphs have the one role, those of lists too.
        page: the page, for what may have all of it; None within other blocks.
    """

    width: int
    height: int
    body: Role = Role.BODY
    first: Role = Role.FIRST
    after_block: Role = Role.AFTER_BLOCK
    indent: int = 0
    level: int = 0
    item: Role | None = None
    uniform: bool = False
    page: Page | None = None

    @classmethod
    def on(cls, page: Page) -> Place:
        """Return the place of what stands in the text itself."""
        return cls(page.column, round(HIGHEST * page.height), page=page)

    @classmethod
    def inside(cls, page: Page) -> Place:
        """Return the place of what stands in a part of the text that has no pages of its own."""
        return replace(cls.on(page), page=None)

    def within(self, role: Role, *, indent: int = 0) -> Place:
        """Return the place inside a block whose paragraphs have one role.

        Args:
            role: the role.
            indent: how far the block's text stands in, in twips.
        """
        return replace(
            self,
            body=role,
            first=role,
            after_block=role,
            indent=self.indent + indent,
            width=self.width - indent,
            page=None,
        )

    def filled_with(self, role: Role, *, indent: int = 0) -> Place:
        """Return the place inside a block where list items have the role as well."""
        return replace(self.within(role, indent=indent), item=role, uniform=True)
