"""Tables as lists: each row under its first cell, its other cells behind what heads their columns.

Where letters are so large that a table has no room even on a turned page, it is read row by row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporters import grids
from presswork import document as doc
from presswork import inlines as inl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exporters.grids import Slot
    from presswork.document import Block, Blocks, Table
    from presswork.inlines import Inlines

BETWEEN: Final = inl.Text(", ")
"""What stands between the heads of a column that has several, one above the other."""

BEHIND: Final = inl.Text(": ")
"""What stands behind the head of a column."""


def as_list(table: Table) -> Blocks:
    """Return the rows of a table, one after the other, without its caption and notes."""
    columns = len(table.columns)
    heads = _heads(grids.slots(table.head, columns))
    blocks: list[Block] = []
    for line in grids.slots(table.body, columns):
        title, *others = line
        blocks += _titled(title, heads)
        items = tuple(_item(slot, heads) for slot in others if not _is_empty(slot))
        if items:
            blocks.append(doc.BulletList(items))
    return tuple(blocks)


def _heads(lines: Sequence[Sequence[Slot]]) -> dict[int, Inlines]:
    """Return what heads each column, from the top down."""
    found: dict[int, Inlines] = {}
    for line in lines:
        for slot in line:
            words = _words(slot)
            for column in range(slot.column, slot.column + slot.span):
                above = found.get(column, ())
                if words and words != above:
                    found[column] = (*above, BETWEEN, *words) if above else words
    return found


def _titled(slot: Slot, heads: Mapping[int, Inlines]) -> Iterator[Block]:
    """Yield what stands over the cells of a row: it is as bold as they call for."""
    head = heads.get(slot.column, ())
    label: Inlines = (*head, BEHIND) if head else ()
    match slot.cell.blocks:
        case _ if _is_empty(slot):
            pass
        case (doc.Paragraph(children), *rest):
            yield doc.Paragraph((inl.Strong((*label, *children)),))
            yield from rest
        case blocks:
            yield from ((doc.Paragraph((inl.Strong(label),)),) if label else ())
            yield from blocks


def _item(slot: Slot, heads: Mapping[int, Inlines]) -> Blocks:
    """Return a cell behind what heads its column."""
    head = heads.get(slot.column, ())
    label: Inlines = (inl.Strong(head), BEHIND) if head else ()
    match slot.cell.blocks:
        case (doc.Paragraph(children), *rest):
            return (doc.Paragraph((*label, *children)), *rest)
        case blocks if label:
            return (doc.Paragraph(label), *blocks)
        case blocks:
            return blocks


def _words(slot: Slot) -> Inlines:
    """Return the text of a cell of the head, its paragraphs in one."""
    runs = [run for run in doc.inline_runs(slot.cell.blocks) if inl.plain_text(run).strip()]
    words: Inlines = ()
    for run in runs:
        words = (*words, inl.Text(" "), *run) if words else run
    return words


def _is_empty(slot: Slot) -> bool:
    blocks = slot.cell.blocks
    paragraphs = all(isinstance(block, doc.Paragraph) for block in blocks)
    return paragraphs and not any(inl.plain_text(run).strip() for run in doc.inline_runs(blocks))
