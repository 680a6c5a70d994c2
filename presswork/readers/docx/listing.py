"""A list of references that is plain text: its entries, and the links that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.document import map_inlines
from presswork.inlines import Link, Superscript, plain_text, rewrite
from presswork.readers.docx.pieces import Line, ListPlace
from presswork.readers.docx.styles import Role
from presswork.readers.parts import Part, of_heading
from presswork.readers.printed import citations, entries

if TYPE_CHECKING:
    from presswork.document import Blocks
    from presswork.inlines import Inline, Inlines
    from presswork.readers.docx.pieces import Piece
    from presswork.readers.docx.works import Works
    from presswork.references import Reference

_SHORTEST: Final = 15
"""How many characters an entry has at least."""

_NEAR: Final = 0.6
"""What share of the works that live citations carry a printed list has at least to be theirs."""


@dataclass(slots=True)
class Listed:
    """What was found.

    Args:
        rest: the pieces, with a place for the list instead of its entries.
        references: the entries, if no live citations carry the works.
        marks: the bookmarks of the entries, with their keys.
    """

    rest: list[Piece]
    references: tuple[Reference, ...] = ()
    marks: dict[str, str] = field(default_factory=dict)

    def marked(self, blocks: Blocks) -> Blocks:
        """Return blocks with marks in the place of links to entries."""
        return map_inlines(blocks, self._marked) if self.marks else blocks

    def _marked(self, inlines: Inlines) -> Inlines:
        return rewrite(inlines, self._inline)

    def _inline(self, inline: Inline) -> Inlines | None:
        if not isinstance(inline, Link) or not inline.target.startswith("#"):
            return None
        key = self.marks.get(inline.target[1:])
        if key is None:
            return None
        mark = citations.mark(key, plain_text(inline.children))
        raised = all(isinstance(each, Superscript) for each in inline.children)
        return (Superscript((mark,)),) if raised else (mark,)


def take(pieces: list[Piece], works: Works) -> Listed:
    """Take the list out of the lines of a body, if it is there as text."""
    if any(isinstance(piece, ListPlace) for piece in pieces):
        return Listed(_without_entries(pieces))
    start, end = _region(pieces)
    lines = [piece for piece in pieces[start:end] if isinstance(piece, Line)]
    if not lines:
        return Listed(pieces)
    if works.references:
        near = len(lines) >= _NEAR * len(works.references)
        rest = [*pieces[:start], ListPlace(), *pieces[end:]]
        return Listed(rest if near else pieces)
    listed = Listed([*pieces[:start], ListPlace(), *pieces[end:]])
    found: list[Reference] = []
    for place, line in enumerate(lines, start=1):
        own = next((each for each in line.ids if each.startswith(("ref_", "ref-"))), None)
        key = own[4:] if own else f"ref{place}"
        if key in listed.marks.values():
            key = f"{key}-{place}"
        listed.marks.update(dict.fromkeys(line.ids or (f"entry {place}",), key))
        found.append(entries.read(key, line.content, works.location))
    listed.references = tuple(found)
    return listed


def _without_entries(pieces: list[Piece]) -> list[Piece]:
    """Drop what a field shows as its list, where the file marks its end wrongly."""
    return [
        piece
        for piece in pieces
        if not (isinstance(piece, Line) and piece.role is Role.BIBLIOGRAPHY)
    ]


def _region(pieces: list[Piece]) -> tuple[int, int]:
    """Return where the entries stand: below the last heading such as "References"."""
    styled = [
        at
        for at, piece in enumerate(pieces)
        if isinstance(piece, Line) and piece.role is Role.BIBLIOGRAPHY
    ]
    if styled:
        return styled[0], styled[-1] + 1
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if isinstance(piece, Line) and of_heading(plain_text(piece.content)) is Part.REFERENCES:
            end = at + 1
            while end < len(pieces) and _is_entry(pieces[end]):
                end += 1
            return at + 1, end
    return 0, 0


def _is_entry(piece: Piece) -> bool:
    return (
        isinstance(piece, Line)
        and piece.role not in {Role.HEADING, Role.CAPTION}
        and len(plain_text(piece.content)) >= _SHORTEST
    )
