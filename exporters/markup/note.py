"""The marks of notes, and notes at the foot of the page, which are written at their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup

from presswork import document as doc
from presswork.inlines import Math
from presswork.numerals import written

from .setting import NotePlace, fragment, mention_id, note_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines

    from .setting import Setting

Show: TypeAlias = "Callable[[Inlines, Setting], Markup]"
"""Shows inlines; who calls a mark shows the text around it as well."""


def note_mark(id_: str, setting: Setting, show: Show) -> Markup:
    """Return the mark of a note, and at its first mention the note, if it stands at the foot.

    Args:
        id_: the id of the note.
        setting: what the page is made for.
        show: shows inlines.
    """
    found = setting.notes.get(id_)
    if found is None:
        return Markup()
    again = id_ in setting.mentioned
    setting.mentioned.add(id_)
    at_foot = setting.note_place is NotePlace.FOOT
    if at_foot and not again and id_ not in setting.apart:
        return Markup('<span class="footnote" id="{}">{}</span>').format(
            note_id(id_), _within_line(found.note.blocks, setting, show)
        )
    own = "" if again else Markup(' id="{}"').format(mention_id(id_))
    if at_foot and not again:
        own += Markup(' style="counter-increment: footnote"')
    return Markup('<sup><a class="note" role="doc-noteref"{} href="{}">{}</a></sup>').format(
        own, fragment(note_id(id_)), written(found.number, setting.note_numeral)
    )


def _within_line(run: Blocks, setting: Setting, show: Show) -> Markup:
    """Return blocks as nothing but elements that may stand within a paragraph.

    A note at the foot is written within the line that mentions it, where HTML allows no blocks.
    """
    return Markup().join(
        Markup('<span class="note-block">{}</span>').format(
            _block_within_line(block, setting, show)
        )
        for block in run
    )


def _block_within_line(block: Block, setting: Setting, show: Show) -> Markup:
    match block:
        case doc.Paragraph(children) | doc.Heading(children=children):
            return show(children, setting)
        case doc.CodeBlock(text=text):
            return Markup('<code class="lines">{}</code>').format(text)
        case doc.OrderedList(items=items, start=start, numeral=numeral):
            return Markup().join(
                _labelled(f"{written(number, numeral)}.", _within_line(item, setting, show))
                for number, item in enumerate(items, start)
            )
        case doc.BulletList(items=items):
            return Markup().join(
                _labelled("•", _within_line(item, setting, show)) for item in items
            )
        case doc.DefinitionList(items=definitions):
            return Markup().join(
                show(definition.term, setting) + _within_line(meaning, setting, show)
                for definition in definitions
                for meaning in definition.meanings
            )
        case doc.Figure():
            pictures = show(block.images, setting)
            return pictures + Markup("<br>") + show(block.caption, setting)
        case doc.Equation(formula):
            return show((Math(formula),), setting)
        case doc.Table(head=head, body=body):
            return Markup("<br>").join(_row_within_line(row, setting, show) for row in head + body)
        case _:
            return Markup().join(
                _within_line(inner, setting, show) for inner in doc.inner_blocks(block)
            )


def _labelled(label: str, content: Markup) -> Markup:
    return Markup('<span class="note-item">{} {}</span>').format(label, content)


def _row_within_line(row: doc.Row, setting: Setting, show: Show) -> Markup:
    return Markup(" · ").join(_within_line(cell.blocks, setting, show) for cell in row.cells)
