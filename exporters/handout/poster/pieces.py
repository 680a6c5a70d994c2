"""What stands on a poster: pieces, some of which may be shorter or longer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from exporters.handout.sheet import in_own_size
from presswork import document as doc
from presswork import inlines as inl
from presswork.inlines import Image

from .sentences import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporters.handout.sheet import Sheet
    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Inlines

Kind: TypeAlias = Literal["key-points", "abstract", "text", "section", "figure", "table"]

FLOATING: Final = frozenset({"figure", "table"})
"""The kinds of pieces that may stand a little before or after their place."""


OPEN: Final = (":", ",", "\N{FULLWIDTH COLON}", "\N{FULLWIDTH COMMA}")
"""How words end that a list or a formula is to follow."""

MOST_UNITS: Final = 8
"""How many paragraphs and lists of a section are shown at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one column, whole.

    Args:
        kind: what it is.
        amounts: how much of it is shown, from the least to all.
        title: what stands over it; empty for the look's word, or nothing.
        optional: whether it is shown only where there is room.
        continues: whether it goes on with the piece before it, without which it is not shown.
    """

    kind: Kind
    amounts: tuple[Blocks, ...]
    title: Inlines = ()
    optional: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the first level.

    Args:
        heading: None for what stands before the first.
        blocks: all that it holds.
    """

    heading: doc.Heading | None
    blocks: Blocks

    def is_named(self, names: Sequence[str]) -> bool:
        """Tell whether one of some names is its title or its id; any does where there is none."""
        if self.heading is None:
            return False
        own = {inl.plain_text(self.heading.children).casefold(), self.heading.id.casefold()}
        return not names or not own.isdisjoint(names)


def pieces_of(document: Document, sheet: Sheet, names: Sequence[str]) -> tuple[Piece, ...]:
    """Return the pieces in reading order.

    Args:
        document: resolved.
        sheet: its message, and the figures and the table that are asked for.
        names: of the sections that are shown, in small letters; all where there are none.
    """
    message = tuple(_message(document, sheet))
    evidence = tuple(_evidence(document, sheet, names))
    match message:
        case (Piece(kind="abstract" | "text") as only,) if not evidence:
            return tuple(_parted(only))
        case _:
            return (*message, *evidence)


def _parted(only: Piece) -> Iterator[Piece]:
    """Yield the paragraphs of a message that nothing follows, which may stand in every column."""
    first, *others = only.amounts[-1]
    yield replace(only, amounts=((first,),))
    for block in others:
        yield Piece("text", ((block,),), continues=True)


def _message(document: Document, sheet: Sheet) -> Iterator[Piece]:
    abstract = document.metadata.abstract
    if sheet.key_points:
        points = tuple((doc.Paragraph(point),) for point in sheet.key_points)
        yield Piece("key-points", ((doc.OrderedList(points, tight=False),),))
        if abstract:
            yield Piece("abstract", (abstract,))
    elif abstract:
        yield Piece("abstract", (abstract,))
    elif sheet.statement and not sheet.statement_title:
        beginning = sections(document.blocks)[0].blocks
        yield Piece("text", _beginnings(beginning) or (sheet.statement,))
    elif sheet.statement:
        told = (each for each in sections(document.blocks) if _is_told(each, sheet))
        amounts = next((_beginnings(section.blocks) for section in told), ())
        yield Piece("abstract", amounts or (sheet.statement,), sheet.statement_title)


def _is_told(section: Section, sheet: Sheet) -> bool:
    """Tell whether a section gives the message where nothing else does."""
    if not sheet.statement_title or section.heading is None:
        return False
    return section.heading.children == sheet.statement_title


def _evidence(document: Document, sheet: Sheet, names: Sequence[str]) -> Iterator[Piece]:
    """Yield the sections, each before the figures and the table that it holds."""
    wanted = [*([sheet.front_figure] if sheet.front_figure else []), *sheet.back_figures]
    for section in sections(document.blocks):
        heading = section.heading
        amounts = _amounts(section) if section.is_named(names) else ()
        if amounts and heading and not _is_told(section, sheet):
            yield Piece("section", amounts, heading.children)
        for block in doc.walk(section.blocks):
            match block:
                case doc.Figure(panels=(doc.Panel(image=Image()), *_)):
                    shown = in_own_size(block)
                    if shown in wanted or document.handout is None:
                        yield Piece("figure", ((shown,),), optional=shown not in wanted)
                case doc.Table() if block == sheet.table:
                    yield Piece("table", ((block,),))
                case _:
                    pass


def sections(blocks: Blocks) -> tuple[Section, ...]:
    """Return the sections of the first level, and first what stands before them."""
    levels = [block.level for block in blocks if isinstance(block, doc.Heading)]
    top = min(levels, default=1)
    found: list[Section] = []
    heading: doc.Heading | None = None
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, doc.Heading) and block.level == top:
            found.append(Section(heading, tuple(held)))
            heading, held = block, []
        else:
            held.append(block)
    return (*found, Section(heading, tuple(held)))


def _amounts(section: Section) -> tuple[Blocks, ...]:
    """Return how much of a section may be shown: its first sentence, or how it begins."""
    if section.heading is None or section.heading.appendix:
        return ()
    beginnings = _beginnings(section.blocks)
    match beginnings:
        case ((doc.Paragraph(children), *_), *_):
            first = (doc.Paragraph(first_sentence(children)),)
            return tuple(dict.fromkeys((() if is_open(first) else (first,)) + beginnings))
        case _:
            return beginnings


def _beginnings(blocks: Blocks) -> tuple[Blocks, ...]:
    """Return the beginnings of a section, from its first paragraph to its first heading."""
    units = tuple(_units(blocks))[:MOST_UNITS]
    return tuple(tuple(chain.from_iterable(units[:end])) for end in range(1, len(units) + 1))


def is_open(blocks: Blocks) -> bool:
    """Tell whether something is to follow: the last words are those before a colon or comma."""
    match blocks:
        case (*_, doc.Paragraph(children)):
            return inl.plain_text(children).rstrip().endswith(OPEN)
        case _:
            return False


def _units(blocks: Blocks) -> Iterator[Blocks]:
    """Yield the paragraphs and lists before the first heading, what leads in with what follows."""
    leading: Blocks = ()
    for block in blocks:
        match block:
            case doc.Heading():
                return
            case doc.Paragraph() if is_open((block,)):
                leading = (*leading, block)
            case doc.Equation() if leading:
                leading = (*leading, block)
            case doc.Paragraph() | doc.BulletList() | doc.OrderedList():
                yield (*leading, block)
                leading = ()
            case _:
                leading = ()
