"""Tables as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Alignment

from .figures import caption_of, id_attribute, label_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.document import Blocks

    from .setting import Setting

Content: TypeAlias = "Callable[[Blocks], Markup]"
"""Shows the blocks of a cell."""

SHORT_ROWS: Final = 8
"""A table of fewer rows is kept on one page."""


def table(block: doc.Table, setting: Setting, content: Content) -> Markup:
    """Return a table, with its caption above.

    Args:
        block: the table.
        setting: what the page is made for.
        content: shows what stands in a cell.
    """
    caption = Markup()
    if block.caption or block.number:
        caption = Markup("\n<caption>{}</caption>").format(
            caption_of("table", block.number, block.caption, setting)
        )
    head = _rows("thead", block.head, block.columns, content)
    body = _rows("tbody", block.body, block.columns, content)
    short = " short" if len(block.head) + len(block.body) < SHORT_ROWS else ""
    # A table that is wider than its page is scrolled, with the keyboard too.
    return Markup(
        '<div class="table{}" role="group" tabindex="0" aria-label="{}">'
        "<table{}>{}{}{}{}\n</table></div>"
    ).format(
        short,
        label_of("table", block.number, setting),
        id_attribute(block.id),
        caption,
        _column_widths(block.columns),
        head,
        body,
    )


def _column_widths(columns: tuple[doc.Column, ...]) -> Markup:
    if all(column.width is None for column in columns):
        return Markup()
    return Markup("\n<colgroup>{}</colgroup>").format(
        Markup().join(
            Markup("<col>")
            if column.width is None
            else Markup('<col style="width:{:.1f}%">').format(column.width * 100)
            for column in columns
        )
    )


def _rows(
    element: str, rows: tuple[doc.Row, ...], columns: tuple[doc.Column, ...], content: Content
) -> Markup:
    if not rows:
        return Markup()
    taken: dict[int, int] = {}
    lines = Markup("\n").join(_row(element, row, columns, taken, content) for row in rows)
    return Markup("\n<{0}>\n{1}\n</{0}>").format(element, lines)


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
    return Markup("<tr>{}</tr>").format(Markup().join(cells))


def _cell(section: str, cell: doc.Cell, column: doc.Column, content: Content) -> Markup:
    heads = section == "thead" and not _is_empty(cell)
    attributes = Markup()
    if heads:
        scope = "colgroup" if cell.column_span > 1 else "col"
        attributes += Markup(' scope="{}"').format(scope)
    if cell.column_span > 1:
        attributes += Markup(' colspan="{}"').format(cell.column_span)
    if cell.row_span > 1:
        attributes += Markup(' rowspan="{}"').format(cell.row_span)
    if column.alignment is not Alignment.START:
        attributes += Markup(' class="{}"').format(column.alignment.value)
    element = "th" if heads else "td"
    return Markup("<{0}{1}>{2}</{0}>").format(element, attributes, content(cell.blocks))


def _is_empty(cell: doc.Cell) -> bool:
    return all(
        isinstance(block, doc.Paragraph) and not inl.plain_text(block.children).strip()
        for block in cell.blocks
    )
