"""Tables: `table-wrap` with XHTML or OASIS tables, or with a picture of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Cell, Column, Figure, Panel, Paragraph, Row, Table
from presswork.inlines import Strong, Superscript, TargetKind, Text, plain_text
from presswork.readers.jats import pictures
from presswork.readers.jats.captions import ended, joined, read_caption
from presswork.readers.jats.elements import (
    attribute,
    child,
    children,
    descendants,
    name_set,
    text_of,
)
from presswork.readers.jats.grids import Grid, read_grids
from presswork.readers.jats.inlines import read_inlines
from presswork.readers.jats.source import local_name
from presswork.readers.printed.labels import number_in

if TYPE_CHECKING:
    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.jats.reading import Reading

_ASIDE: Final = name_set(
    """label caption title object-id alt-text long-desc abstract kwd-group attrib permissions
    graphic media alternatives table tgroup table-wrap-foot subj-group"""
)


def read_table_wrap(element: etree._Element, reading: Reading) -> Blocks:
    """Return a table with its caption and notes, and what else stands in it."""
    id_ = reading.id_of(element)
    label = child(element, "label")
    words = read_inlines(label, reading) if label is not None else ()
    caption = read_caption(element, reading)
    given = number_in(plain_text(words), TargetKind.TABLE)
    whole = caption.whole
    before: list[Block] = []
    number: str | None = None
    if given is not None:
        number = reading.number(TargetKind.TABLE, given, (id_,))
        number = number if whole else given
    elif whole and "table-wrap" not in reading.labelled:
        reading.count(TargetKind.TABLE, (id_,))
    elif words or whole:
        named: Inlines = (Strong(ended(words)),) if words else ()
        before.append(Paragraph(joined([named, whole]), reading.at(element)))
        whole = ()
    tables = _tables_of(element, reading)
    extra = (*reading.flow(element, reading, skip=_ASIDE), *caption.rest)
    notes = _notes_of(element, reading)
    if not tables:
        return (*before, *extra, *notes)
    tables[0] = replace(tables[0], caption=whole, id=id_, number=number)
    tables[-1] = replace(tables[-1], notes=notes)
    return (*before, *tables, *extra)


def read_table(element: etree._Element, reading: Reading) -> Blocks:
    """Return a table that stands alone, without a caption."""
    return tuple(_table(grid, element, reading) for grid in read_grids(element, reading))


def _tables_of(element: etree._Element, reading: Reading) -> list[Table]:
    """Return the tables in a `table-wrap`; a picture of one is a table of one cell."""
    inner = children(element, "table", "tgroup")
    for alternatives in children(element, "alternatives"):
        inner += children(alternatives, "table", "tgroup")[:1]
    tables = [_table(grid, each, reading) for each in inner for grid in read_grids(each, reading)]
    if tables:
        return tables
    graphics = children(element, "graphic", "media")
    graphics += [
        graphic
        for alternatives in children(element, "alternatives")
        for graphic in children(alternatives, "graphic")[:1]
    ]
    return [_of_picture(graphic, element, reading) for graphic in graphics]


def _of_picture(graphic: etree._Element, element: etree._Element, reading: Reading) -> Table:
    title = text_of(child(element, "label"))
    alt = text_of(child(graphic, "alt-text")) or title or pictures.name_of(graphic)
    image = pictures.picture_of(graphic, alt, reading)
    location = reading.at(graphic)
    address = "" if image else pictures.address_of(graphic, reading)
    figure = Figure((Panel(image, (), None, None, address),), (), None, None, location)
    return Table((Column(),), (), (Row((Cell((figure,)),)),), location=location)


def _table(grid: Grid, element: etree._Element, reading: Reading) -> Table:
    columns = tuple(
        Column(alignment, width)
        for alignment, width in zip(_alignments(grid), grid.widths, strict=True)
    )
    usual = {column.alignment for column in columns}
    head, body = (
        tuple(_row(row, usual, is_head=is_head) for row in rows)
        for rows, is_head in ((grid.head, True), (grid.body, False))
    )
    return Table(columns, head, body, location=reading.at(element))


def _row(row: Row, usual: set[Alignment], *, is_head: bool) -> Row:
    """Return a row whose cells tell of themselves only what is not told by head and columns."""
    return Row(
        tuple(
            replace(
                cell,
                heading=cell.heading and not is_head,
                alignment=None if usual == {cell.alignment} else cell.alignment,
            )
            for cell in row.cells
        )
    )


def _alignments(grid: Grid) -> list[Alignment]:
    """Return how each column stands: as the table says, else as most of its cells do."""
    counts: list[Counter[Alignment]] = [Counter() for _ in range(grid.width)]
    for row in grid.body:
        if sum(cell.column_span for cell in row.cells) != grid.width:
            continue
        at = 0
        for cell in row.cells:
            if cell.alignment and cell.column_span == 1:
                counts[at][cell.alignment] += 1
            at += cell.column_span
    return [
        given or (count.most_common(1)[0][0] if count else Alignment.START)
        for given, count in zip(grid.alignments, counts, strict=True)
    ]


def _notes_of(element: etree._Element, reading: Reading) -> Blocks:
    """Return what stands below a table: its notes, each with its mark."""
    blocks: list[Block] = []
    feet = children(element, "table-wrap-foot")
    for foot in [*feet, *_loose_notes(element)]:
        blocks += read_notes(foot, reading)
    return tuple(blocks)


def _loose_notes(element: etree._Element) -> list[etree._Element]:
    """Return the notes that stand in cells, which older articles put there."""
    return [
        note
        for table in children(element, "table")
        for note in descendants(table, "fn")
        if attribute(note, "id") and local_name(note.getparent() or note) == "fn-group"
    ]


def read_notes(foot: etree._Element, reading: Reading) -> Blocks:
    """Return the notes and paragraphs of a foot, in their order."""
    blocks: list[Block] = []
    for inner in foot:
        match local_name(inner):
            case "fn-group":
                title = child(inner, "title")
                if title is not None:
                    blocks.append(
                        Paragraph((Strong(read_inlines(title, reading)),), reading.at(title))
                    )
                for note in children(inner, "fn"):
                    blocks += marked_note(note, reading)
            case "fn":
                blocks += marked_note(inner, reading)
            case "attrib":
                blocks.append(Paragraph(read_inlines(inner, reading), reading.at(inner)))
            case "title":
                blocks.append(Paragraph((Strong(read_inlines(inner, reading)),), reading.at(inner)))
            case "p":
                blocks += reading.flow(inner, reading)
            case "label":
                pass
            case _:
                blocks += reading.flow(inner, reading)
    return tuple(blocks)


def marked_note(note: etree._Element, reading: Reading) -> Blocks:
    """Return a note that stands below something, its mark raised before it."""
    label = child(note, "label")
    blocks = reading.flow(note, reading, skip=frozenset({"label"}))
    words = read_inlines(label, reading) if label is not None else ()
    if not words:
        return blocks
    mark: Inlines = words if isinstance(words[0], Superscript) else (Superscript(words),)
    match blocks:
        case (Paragraph(text, location), *rest):
            return (Paragraph((*mark, Text(" "), *text), location), *rest)
        case _:
            return (Paragraph(mark, reading.at(note)), *blocks)
