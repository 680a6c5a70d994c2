"""Tables: pipe tables and grid tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.document import Alignment, Cell, Column, Paragraph, Row, Table
from presswork.readers.markdown import attributes, figures
from presswork.readers.markdown.grid_tables import META, Grid, GridCell
from presswork.readers.markdown.inlines import read_inlines, read_labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.readers.markdown.reading import Reading
    from presswork.readers.markdown.tree import Node

_ALIGNMENTS: Final = {
    "text-align:center": Alignment.CENTER,
    "text-align:right": Alignment.END,
}


def read_table(
    node: Node, reading: Reading, read_blocks: Callable[[Iterable[Node], Reading], Blocks]
) -> Table:
    """Make a table of its node.

    Args:
        node: the parser's `table`.
        reading: the document.
        read_blocks: reads the cells of grid tables.
    """
    caption: Inlines = ()
    names = [attributes.of(node.token).id]
    rows = list(node.children)
    if rows and rows[0].type == "inline":
        written = rows.pop(0)
        found = read_labelled(written.token.children or (), written.line, reading)
        caption = found.inlines
        names += found.labels
    grid = node.token.meta.get(META)
    if isinstance(grid, Grid):
        columns = tuple(map(Column, grid.alignments, grid.widths))
        cut = tuple(_grid_row(row, reading, read_blocks) for row in rows)
        head, body = cut[: grid.head_rows], cut[grid.head_rows :]
    else:
        columns = _pipe_columns(rows[0])
        head = tuple(_pipe_row(row, reading) for row in rows[0].children)
        body = tuple(_pipe_row(row, reading) for part in rows[1:] for row in part.children)
        head = head if any(cell.blocks for row in head for cell in row.cells) else ()
    return Table(
        columns=columns,
        head=head,
        body=body,
        caption=caption,
        id=figures.named(names, reading),
        location=reading.at(node.line),
    )


def _inlines(node: Node, reading: Reading) -> Inlines:
    return read_inlines(node.token.children or (), node.line, reading)


def _pipe_columns(head: Node) -> tuple[Column, ...]:
    return tuple(
        Column(_ALIGNMENTS.get(str(cell.token.attrs.get("style", "")), Alignment.START))
        for cell in head.children[0].children
    )


def _pipe_row(row: Node, reading: Reading) -> Row:
    cells: list[Cell] = []
    for cell in row.children:
        content = cell.children[0]
        children = _inlines(content, reading)
        location = reading.at(content.line)
        cells.append(Cell((Paragraph(children, location),) if children else ()))
    return Row(tuple(cells))


def _grid_row(
    row: Node, reading: Reading, read_blocks: Callable[[Iterable[Node], Reading], Blocks]
) -> Row:
    cells: list[Cell] = []
    for cell in row.children:
        place = cell.token.meta[META]
        span = place if isinstance(place, GridCell) else GridCell(1, 1)
        cells.append(Cell(read_blocks(cell.children, reading), span.column_span, span.row_span))
    return Row(tuple(cells))
