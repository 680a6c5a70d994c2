"""What a Word file is a row of, before lines become lists, quotations and captions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from presswork.document import Table
    from presswork.inlines import Inlines
    from presswork.readers.docx.numbering import Level
    from presswork.readers.docx.styles import Role


@dataclass(frozen=True, slots=True)
class Item:
    """That a line is an item of a list.

    Args:
        number: the id of the numbering.
        place: how deep, from 0.
        level: how its number is written.
    """

    number: str
    place: int
    level: Level


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    Args:
        role: what its style says that it is.
        content: its text, with its spaces.
        level: of a heading, from 1.
        item: None where it is no item of a list.
        ids: its bookmarks.
        sequence: the name of the counter in it (`SEQ Figure`); empty without one.
        display: whether it holds a formula that is to stand alone.
        new_page: whether it begins a page.
    """

    role: Role
    content: Inlines
    level: int = 0
    item: Item | None = None
    ids: tuple[str, ...] = ()
    sequence: str = ""
    display: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, with its bookmarks."""

    table: Table
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where the file has its list of references."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """Where a page is broken."""


Piece: TypeAlias = Line | Grid | ListPlace | NewPage


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is read.

    Args:
        ids: its bookmarks so far.
        sequence: the name of the counter in it.
        after: what its text boxes hold.
    """

    ids: list[str] = field(default_factory=list)
    sequence: str = ""
    display: bool = False
    breaks: bool = False
    lists: bool = False
    after: list[Piece] = field(default_factory=list)
