"""Figures and tables after the text, as some journals want manuscripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.document import Figure, Heading, PageBreak, Paragraph, Table, own_runs
from presswork.inlines import CrossReference, NoteReference, Strong, TargetKind, Text, walk

if TYPE_CHECKING:
    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.looks import Look, Words

SETTING: Final = "floats"
"""The setting of a look that says where figures and tables stand."""

Float: TypeAlias = Figure | Table


def arranged(blocks: Blocks, look: Look) -> Blocks:
    """Return the blocks as the look wants them: with figures and tables in the text, or last."""
    if SETTING not in look.settings.by_name or look.settings[SETTING] != "end":
        return blocks
    return _floats_last(blocks, look.words)


def _floats_last(blocks: Blocks, words: Words) -> Blocks:
    """Return the text, the captions of its figures, and its tables and figures, a page each.

    What has a note, or no number by which to find it, stays in its place: notes are counted in the
    order of the pages. The place of what goes is marked.
    """
    text: list[Block] = []
    figures: list[Float] = []
    tables: list[Float] = []
    for block in blocks:
        if isinstance(block, Figure | Table) and block.number and not _has_note(block):
            (figures if isinstance(block, Figure) else tables).append(block)
            text.append(Paragraph((Text("["), _name(block, words), Text("]"))))
        else:
            text.append(block)
    captions = [Paragraph(_caption(figure, words)) for figure in figures]
    if captions:
        title = (Text(words["figures"]),)
        text += [PageBreak(), Heading(1, title, "captions-of-figures", numbered=False), *captions]
    pages = (block for each in (*tables, *figures) for block in (PageBreak(), each))
    return (*text, *pages)


def _has_note(block: Float) -> bool:
    return any(isinstance(inline, NoteReference) for run in own_runs(block) for inline in walk(run))


def _kind(block: Float) -> TargetKind:
    return TargetKind.FIGURE if isinstance(block, Figure) else TargetKind.TABLE


def _name(block: Float, words: Words) -> Text | CrossReference:
    if block.id:
        return CrossReference(block.id, _kind(block), block.number)
    return Text(words.numbered(_kind(block).value, block.number or ""))


def _caption(block: Float, words: Words) -> Inlines:
    label = (_name(block, words), Text("."))
    return (Strong(label), Text(" "), *block.caption)
