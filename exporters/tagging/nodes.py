"""The structure of a document (ISO 32000-1, 14.7 and 14.8), as a tree before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint.formatting_structure.boxes import Box


@dataclass(frozen=True, slots=True)
class Artifact:
    """Content that is no part of the document, only of its pages (14.8.2.2).

    Args:
        properties: what the PDF says of it.
    """

    properties: str = ""

    @property
    def opening(self) -> bytes:
        """Return what begins it on a page."""
        if self.properties:
            return f"/Artifact <<{self.properties}>> BDC".encode("ascii")
        return b"/Artifact BMC"


ORNAMENT: Final = Artifact()
"""Rules, backgrounds, and what stands on a page a second time."""

HEAD: Final = Artifact("/Type /Pagination /Attached [/Top] /Subtype /Header")
FOOT: Final = Artifact("/Type /Pagination /Attached [/Bottom] /Subtype /Footer")
PAGINATION: Final = Artifact("/Type /Pagination")
"""Running heads, folios, numbers of lines, and heads of tables on further pages."""


@dataclass(slots=True, eq=False)
class Node:
    """A structure element.

    Args:
        role: its standard structure type.
        parent: what it stands in; None for the document.
        element: the HTML element that it is made of; None for one that is supplied.
        language: that of its text.
        kids: elements, and boxes of text and pictures.
        links: the pages and boxes that lead from here somewhere.
        tail: elements that follow the kids, however late those come.
        after: elements that follow it: the notes that it mentions.
        alternative: what is read out in place of it; None where its content is.
        identifier: by which other elements name it; empty for none.
        places: the pages and boxes of a picture or table.
        sections: of what holds headings: those that are not closed, with the level of the heading.
        columns: how many columns a cell takes.
        rows: how many rows a cell takes.
        headers: the identifiers of the cells that head this one.
        supplied: whether it holds text that stands in no element of its own.
        contents: whether it is part of a table of contents.
    """

    role: str
    parent: Node | None
    element: Element | None = None
    language: str = ""
    kids: list[Kid] = field(default_factory=list)
    links: list[tuple[int, Box]] = field(default_factory=list)
    tail: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)
    alternative: str | None = None
    identifier: str = ""
    places: list[tuple[int, Box]] = field(default_factory=list)
    sections: list[tuple[int, Node]] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    headers: tuple[str, ...] = ()
    supplied: bool = False
    contents: bool = False

    def inner(self, role: str, element: Element | None = None) -> Node:
        """Return an element that stands in this one, whose place in it is the caller's."""
        own = element.get("lang") if element is not None else None
        return Node(role, self, element, own or self.language, contents=self.contents)

    def add(self, role: str, element: Element | None = None) -> Node:
        """Add an element at the end."""
        made = self.inner(role, element)
        self.kids.append(made)
        return made


Kid: TypeAlias = "Node | Box"

Owner: TypeAlias = "Node | Artifact"
"""What content on a page belongs to."""


class Ending(Enum):
    """How a line ends that another follows (14.8.2.2.3 and 14.8.2.5)."""

    SPACE = "space"
    """With a space, which no line shows."""
    HYPHEN = "hyphen"
    """Within a word, with a hyphen that is not the word's own."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of a document that is laid out.

    Args:
        document: the root of the tree.
        owners: what the boxes of text and pictures belong to.
        joined: those that go on with what another box of the same element began.
        endings: how the lines end whose last box is named; others end their paragraph.
    """

    document: Node
    owners: dict[Box, Owner]
    joined: set[Box]
    endings: dict[Box, Ending]
