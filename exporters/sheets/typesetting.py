"""A document in columns: laid out, planned, and laid out again as it was planned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from exporters.markup import notes_apart

from .composing import compose
from .floating import floats, pictures_ratio, series, width_of
from .measuring import (
    Measured,
    fillings,
    float_height,
    geometry,
    measured,
    strip,
    title_heights,
)
from .planning import Float, Geometry, Plan, Task, Width, plan, rules, tightened
from .writing import Order, column_rules, parted, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markupsafe import Markup

    from exporters.markup import Setting
    from exporters.pdf import LaidOut, Press
    from presswork.document import Blocks
    from presswork.looks import Look


FEW: Final = 30
"""Of so many lines a last sheet is to be saved, in all its columns together."""

TIGHTNESSES: Final = (0.015, 0.03, 0.045)
"""The shares of the leading that are given up for that, one after the other."""

HIGHEST: Final = 0.9
"""The share of a column that a float in it takes at most."""

SPARE: Final = 2
"""By how many lines the columns of the last sheet are made longer where they did not do."""

LAYOUTS: Final = 5
"""How often a document is laid out at most; most need two."""


Print: TypeAlias = "Callable[[Markup, float, Mapping[str, object]], LaidOut]"
"""Lays text out in a look, a little tighter, with what the look's template takes of columns."""


def typeset(blocks: Blocks, setting: Setting, look: Look, press: Press, lay_out: Print) -> LaidOut:
    """Lay text out in the columns that its look wants, figures and tables at their edges."""
    ratio = pictures_ratio(press)
    parts = parts_of(blocks, setting)
    apart = notes_apart(setting)

    def make(order: Order) -> _Made:
        text, floating = parted(parts, order)
        columns = {
            "floats": floating,
            "sheets": rules(order.plan, order.room) if order.plan and order.room else ((),),
            "columns": column_rules(order, look.paper),
        }
        laid_out = lay_out(text + apart, order.tightness, columns)
        return _Made(order, laid_out, measured(laid_out.printed))

    made = make(
        Order({at: width_of(block, ratio) for at, block in enumerate(blocks) if floats(block)})
    )
    room = geometry(made.pages, look.columns)
    floating = _not_too_high(made, room)
    if floating != made.order.widths:
        made = make(Order(floating))
    made, planned = _as_planned(made, room, blocks, make)
    return replace(made.laid_out, printed=compose(made.laid_out.printed, made.pages, planned))


@dataclass(frozen=True, slots=True)
class _Made:
    """A layout: what was asked for, and what came of it."""

    order: Order
    laid_out: LaidOut
    pages: Measured

    @property
    def excess(self) -> int:
        """Return how many columns more than were planned the text has taken."""
        planned = self.order.plan
        if planned is None:
            return 0
        asked = sum(column.sheet < planned.sheets for column in planned.columns)
        return len(self.pages.texts) - asked


def _as_planned(
    made: _Made, room: Geometry, blocks: Blocks, make: Callable[[Order], _Made]
) -> tuple[_Made, Plan]:
    """Lay out as planned until it comes out so."""
    spare = 0
    ways = _ways(_task(room, made, blocks))
    asked, tightness = next(ways)
    for left in reversed(range(LAYOUTS - 1)):
        now = replace(room, line=room.line * (1 - tightness))
        fillings = _filled(made, now)
        made = make(Order(made.order.widths, now, asked, fillings, tightness))
        task = _task(now, made, blocks)
        planned = plan(task, spare)
        if tightness and planned.sheets > asked.sheets and left > 1:
            asked, tightness = next(ways)
            continue
        if made.excess > 0 and (left == 1 or asked.places == planned.places):
            # The last try is not to fail for a few lines: its columns may be uneven.
            spare = room.lines if left == 1 else spare + SPARE
            planned = plan(task, spare)
        if made.excess == 0 and asked.places == planned.places:
            break
        asked = planned
    return made, made.order.plan or asked


def _ways(task: Task) -> Iterator[tuple[Plan, float]]:
    """Yield plans: tighter ones that may save a sheet of a few lines, and the loose one."""
    loose = plan(task)
    if loose.sheets > 1 and loose.lines_of_last(task.geometry) <= FEW:
        for tightness in TIGHTNESSES:
            tight = plan(tightened(task, tightness))
            if tight.sheets < loose.sheets:
                yield tight, tightness
    yield loose, 0.0


def _not_too_high(made: _Made, room: Geometry) -> Mapping[int, Width]:
    """Return the floats without those that are too high for a column: they go on in the next."""
    return {
        at: width
        for (at, width), pieces in zip(made.order.widths.items(), made.pages.floats, strict=True)
        if width is Width.SHEET
        or (len(pieces) == 1 and float_height(pieces[0]) < HIGHEST * room.height)
    }


def _task(room: Geometry, made: _Made, blocks: Blocks) -> Task:
    """Return what is to be planned, as it was measured in a layout."""
    asked = made.order.plan
    text, places, ends = strip(made.pages, room.line, dict(asked.stretches) if asked else {})
    moving = tuple(
        Float(
            width,
            tuple(min(float_height(piece), room.height - room.line) for piece in pieces),
            places.get(number, 0),
            series(blocks[at]),
        )
        for number, ((at, width), pieces) in enumerate(
            zip(made.order.widths.items(), made.pages.floats, strict=True)
        )
    )
    seen = tuple(zip(asked.columns, ends, strict=False)) if asked else ()
    return Task(room, title_heights(made.pages, room.top), moving, text, seen)


def _filled(made: _Made, room: Geometry) -> Mapping[int, float]:
    """Return what elements lack to whole lines, beside what they were given before."""
    before = made.order.fillings
    return {
        number: (before.get(number, 0.0) + lack) % room.line
        for number, lack in fillings(made.pages, room.line).items()
    }
