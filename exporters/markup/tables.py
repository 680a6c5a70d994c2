"""Tables as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from exporters import grids
from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Alignment

from .decimals import shifts
from .figures import caption_of, id_attribute, label_of
from .setting import float_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presswork.document import Blocks

    from .setting import Setting

Content: TypeAlias = "Callable[[Blocks], Markup]"
"""Shows the blocks of a cell."""

ROOM: Final = 42.0
"""How many ems of a table's text a line of the text is wide."""

WIDE_ROOM: Final = 54.0
"""The same with part of the margins."""

SLIGHTLY: Final = 0.85
LEAST: Final = 0.7
"""The shares of its size that the text of a table keeps: before it takes the margins, and in any
table, which is 6 points on paper."""

SHORT_ROWS: Final = 8
"""A table of fewer rows is kept on one page."""


def table(block: doc.Table, setting: Setting, content: Content) -> Markup:
    """Return a table, with its caption above and its notes below.

    Args:
        block: the table.
        setting: what the page is made for.
        content: shows what stands in a cell, or below the table.
    """
    caption = Markup()
    if block.caption or block.number:
        caption = Markup("\n<caption>{}</caption>").format(
            caption_of("table", block.number, block.caption, setting)
        )
    density = _density(block)
    size = _squeeze(density)
    head = _rows("thead", size, block.head, block.columns, content)
    aligned = _by_their_points(block, content)
    body = _rows("tbody", size, block.body, block.columns, aligned)
    # A table that is wider than its page is scrolled, with the keyboard too.
    return Markup(
        '<div class="{}" role="group" tabindex="0" aria-label="{}">'
        "<table{}>{}{}{}{}\n</table>{}</div>"
    ).format(
        " ".join(_classes(block, density)),
        str(label_of("table", block.number, setting)),  # an attribute holds no element
        id_attribute(float_id("table", block.id, block.number, setting)),
        caption,
        _column_widths(block, density),
        head,
        body,
        _notes(block, content),
    )


def listed_table(block: doc.Table, rows: Markup, setting: Setting, content: Content) -> Markup:
    """Return a table whose rows are shown otherwise, with its caption above and its notes below.

    Args:
        block: the table.
        rows: what stands for them.
        setting: what the page is made for.
        content: shows what stands below the table.
    """
    caption = Markup()
    if block.caption or block.number:
        words = caption_of("table", block.number, block.caption, setting)
        caption = Markup('<p class="caption">{}</p>\n').format(words)
    id_ = id_attribute(float_id("table", block.id, block.number, setting))
    return Markup('<div class="listed"{}>\n{}{}{}\n</div>').format(
        id_, caption, rows, _notes(block, content)
    )


def _by_their_points(block: doc.Table, content: Content) -> Content:
    """Return what shows the cells of the body: numbers of a column align by their points."""
    moved = shifts(block)
    by_blocks = {
        id(cell.blocks): moved[id(cell)]
        for row in block.body
        for cell in row.cells
        if id(cell) in moved
    }

    def show(blocks: Blocks) -> Markup:
        shift = by_blocks.get(id(blocks))
        if shift is None:
            return content(blocks)
        return Markup('<span class="moved" style="margin-right:{:g}ch">{}</span>').format(
            shift, content(blocks)
        )

    return show


@dataclass(frozen=True, slots=True)
class _Density:
    """What a table does that has more columns than its letters have room for.

    Args:
        squeeze: the share of its size that its text keeps.
        wide: whether it takes the margins as well.
        crowded: whether words are hyphenated, and columns as wide as their words ask for.
    """

    squeeze: float = 1.0
    wide: bool = False
    crowded: bool = False


def _density(block: doc.Table) -> _Density:
    needs = grids.needs(block)
    whole = sum(need.word for need in needs)
    if whole <= ROOM:
        return _Density()
    if whole * SLIGHTLY <= ROOM:
        return _Density(ROOM / whole)
    if whole * LEAST <= WIDE_ROOM:
        return _Density(min(1.0, WIDE_ROOM / whole), wide=True)
    parted = sum(need.part for need in needs)
    return _Density(max(LEAST, min(1.0, WIDE_ROOM / parted)), wide=True, crowded=True)


def _classes(block: doc.Table, density: _Density) -> Iterator[str]:
    yield "table"
    rows = block.head + block.body
    long = any(grids.is_long(cell, len(block.columns)) for row in rows for cell in row.cells)
    if len(rows) < SHORT_ROWS and not long:
        yield "short"
    if density.squeeze < 1:
        yield "dense"
    if density.wide:
        yield "wide"
    if density.crowded:
        yield "crowded"


def _squeeze(density: _Density) -> Markup:
    if density.squeeze == 1:
        return Markup()
    return Markup(' style="font-size:{:.0f}%"').format(density.squeeze * 100)


def _notes(block: doc.Table, content: Content) -> Markup:
    if not block.notes:
        return Markup()
    notes = Markup("\n").join(
        Markup("<p>{}</p>").format(content((note,)))
        if isinstance(note, doc.Paragraph)
        else content((note,))
        for note in block.notes
    )
    return Markup('\n<div class="table-notes">\n{}\n</div>').format(notes)


def _column_widths(block: doc.Table, density: _Density) -> Markup:
    if density.crowded:
        shares: Iterable[float | None] = grids.column_shares(block, WIDE_ROOM / density.squeeze)
    else:
        shares = tuple(column.width for column in block.columns)
    if all(share is None for share in shares):
        return Markup()
    return Markup("\n<colgroup>{}</colgroup>").format(
        Markup().join(
            Markup("<col>")
            if share is None
            else Markup('<col style="width:{:.1f}%">').format(share * 100)
            for share in shares
        )
    )


def _rows(
    element: str,
    size: Markup,
    rows: tuple[doc.Row, ...],
    columns: tuple[doc.Column, ...],
    content: Content,
) -> Markup:
    if not rows:
        return Markup()
    taken: dict[int, int] = {}
    lines = Markup("\n").join(_row(element, row, columns, taken, content) for row in rows)
    return Markup("\n<{0}{1}>\n{2}\n</{0}>").format(element, size, lines)


def _row(
    element: str,
    row: doc.Row,
    columns: tuple[doc.Column, ...],
    taken: dict[int, int],
    content: Content,
) -> Markup:
    """Return a row; `taken` says for how many more rows a cell from above fills a column."""
    cells: list[Markup] = []
    position = 0
    for cell in row.cells:
        while taken.get(position, 0) > 0:
            taken[position] -= 1
            position += 1
        column = columns[position] if position < len(columns) else doc.Column()
        cells.append(_cell(element, cell, column, content))
        for filled in range(position, position + cell.column_span):
            taken[filled] = cell.row_span - 1
        position += cell.column_span
    for filled in range(position, len(columns)):
        taken[filled] = max(taken.get(filled, 0) - 1, 0)
    long = any(grids.is_long(cell, len(columns)) for cell in row.cells)
    kind = Markup(' class="long"') if long else Markup()
    return Markup("<tr{}>{}</tr>").format(kind, Markup().join(cells))


def _cell(section: str, cell: doc.Cell, column: doc.Column, content: Content) -> Markup:
    scope = Markup()
    if not _is_empty(cell):
        if section == "thead":
            scope = Markup(' scope="{}"').format("colgroup" if cell.column_span > 1 else "col")
        elif cell.heading:
            scope = Markup(' scope="{}"').format("rowgroup" if cell.row_span > 1 else "row")
    attributes = scope
    if cell.column_span > 1:
        attributes += Markup(' colspan="{}"').format(cell.column_span)
    if cell.row_span > 1:
        attributes += Markup(' rowspan="{}"').format(cell.row_span)
    alignment = cell.alignment or column.alignment
    if alignment is not Alignment.START:
        attributes += Markup(' class="{}"').format(alignment.value)
    element = "th" if scope else "td"
    return Markup("<{0}{1}>{2}</{0}>").format(element, attributes, content(cell.blocks))


def _is_empty(cell: doc.Cell) -> bool:
    return all(
        isinstance(block, doc.Paragraph) and not inl.plain_text(block.children).strip()
        for block in cell.blocks
    )
