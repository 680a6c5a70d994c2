"""The HTML and CSS that put a document where it was planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from exporters import markup
from exporters.svg_sizes import PIXELS_PER
from presswork import document as doc
from presswork.inlines import NoteReference, walk
from presswork.looks import css_string

from .measuring import FLOAT, FLOATING, PLACE, SET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exporters.markup import Setting
    from presswork.document import Block, Blocks
    from presswork.looks import Paper

    from .planning import Geometry, Plan, Width

WHOLE_LINES: Final = (
    doc.Heading,
    doc.Paragraph,
    doc.BulletList,
    doc.OrderedList,
    doc.DefinitionList,
    doc.Bibliography,
    doc.PageBreak,
    doc.ThematicBreak,
)
"""The blocks that the style sheet sets in whole lines."""

ROUNDING: Final = 0.2
"""How many pixels a column is higher than its lines."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a layout is asked to do.

    Args:
        widths: of the floats, by the numbers of their blocks; other blocks stand in the text.
        room: on a sheet; None until it is known.
        plan: where floats and columns stand; None until it is known how much room they take.
        fillings: what is added to elements that do not take whole lines, by their numbers.
        tightness: the share of the leading that is given up.
    """

    widths: Mapping[int, Width]
    room: Geometry | None = None
    plan: Plan | None = None
    fillings: Mapping[int, float] = field(default_factory=dict)
    tightness: float = 0.0


def column_rules(order: Order, paper: Paper) -> Markup:
    """Return the CSS that puts each column of text in its place."""
    if order.plan is None or order.room is None:
        return Markup()
    width, height = (length * PIXELS_PER["mm"] for length in (paper.width, paper.height))
    inner = order.room.column
    columns = (
        f"@page text:nth({number} of text) {{ margin: {column.top:.3f}px "
        f"{width - column.left - inner:.3f}px "
        f"{height - column.top - column.height - ROUNDING:.3f}px {column.left:.3f}px; "
        f"counter-reset: page {column.sheet + 1}; }}"
        for number, column in enumerate(order.plan.columns, 1)
    )
    moved = (
        f"@page {FLOATING}{number} {{ margin-right: {width - order.room.right(across):.3f}px; "
        f"counter-reset: page {place.sheet + 1}; }}"
        for number, (place, across) in enumerate(
            zip(order.plan.places, order.widths.values(), strict=True)
        )
    )
    headings = (
        f"[id={css_string(name[1:])}] {{ --added: {lines}; }}"
        for name, lines in order.plan.stretches
        if name.startswith("#")
    )
    return Markup("\n".join((*columns, *moved, *headings)))  # noqa: S704 - numbers, and names as strings


@dataclass(frozen=True, slots=True)
class Part:
    """A block as HTML.

    Args:
        block: what it was.
        html: what it is.
        notes_before: how many notes the blocks before it mention.
        notes: how many it mentions itself.
    """

    block: Block
    html: Markup
    notes_before: int
    notes: int


def parts_of(blocks: Blocks, setting: Setting) -> tuple[Part, ...]:
    """Return blocks as HTML, each by itself."""
    mentioned: set[str] = set()

    def part(block: Block) -> Part:
        before = len(mentioned)
        mentioned.update(_notes(block) & setting.notes.keys())
        html = markup.blocks((block,), setting)
        return Part(block, html, before, len(mentioned) - before)

    return tuple(map(part, blocks))


def _takes_whole_lines(block: Block) -> bool:
    return all(isinstance(inner, WHOLE_LINES) for inner in doc.walk((block,)))


def _notes(block: Block) -> set[str]:
    """Return the ids of the notes that a block mentions."""
    return {
        inline.id
        for run in doc.inline_runs((block,))
        for inline in walk(run)
        if isinstance(inline, NoteReference)
    }


def parted(parts: Iterable[Part], order: Order) -> tuple[Markup, Markup]:
    """Return the text with the places of its floats, and the floats, as HTML."""
    text: list[Markup] = []
    moved: list[Markup] = []
    before: Block | None = None
    stretches = dict(order.plan.stretches) if order.plan else {}
    for number, part in enumerate(parts):
        if number in order.widths:
            text.append(_place(len(moved), before, part.notes))
            moved.append(_float(part, len(moved), order.widths[number], order))
            continue
        before = part.block
        if _takes_whole_lines(part.block):
            text.append(part.html)
        else:
            lack = order.fillings.get(len(text), 0.0)
            added = stretches.get(str(len(text)), 0)
            text.append(_set(part, len(text), lack, added))
    return Markup("\n").join(text), Markup("\n").join(moved)


def _place(number: int, before: Block | None, notes: int) -> Markup:
    """Return what stands where a float was, and counts its notes.

    The text that goes on after it is indented.
    """
    kind = "place within" if isinstance(before, doc.Paragraph) else "place"
    count = Markup(' style="counter-increment: footnote {}"').format(notes) if notes else ""
    return Markup('<div class="{}" {}="{}"{}></div>').format(kind, PLACE, number, count)


def _float(part: Part, number: int, width: Width, order: Order) -> Markup:
    """Return a float, which begins to count its notes after those that are mentioned before."""
    style = f"counter-set: footnote {part.notes_before};"
    if order.plan and order.room:
        place = order.plan.places[number]
        across, down = place.left - order.room.left, place.top - order.room.top
        style += f" page: {FLOATING}{number}; margin: {down:.3f}px 0 0 {across:.3f}px"
    return Markup('<div class="float {}" {}="{}" style="{}">\n{}\n</div>').format(
        width.value, FLOAT, number, style, part.html
    )


def _set(part: Part, number: int, lack: float, added: int) -> Markup:
    """Return what does not take whole lines in an element that the look fills up to them."""
    match part.block:
        case doc.BulletList() | doc.OrderedList() | doc.DefinitionList():
            kind = "set loose"
        case doc.CodeBlock() | doc.Quote() | doc.Callout() | doc.Table():
            kind = "set"
        case _:
            kind = "set unbroken"
    return Markup('<div class="{}" {}="{}" style="--lack: {:.3f}px; --added: {}">{}</div>').format(
        kind, SET, number, lack, added, part.html
    )
