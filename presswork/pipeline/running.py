"""An order carried out, even where its files cannot be written."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.pipeline.matrix import Matrix
from presswork.pipeline.orders import in_order
from presswork.pipeline.output import OutputFolder
from presswork.problems import Problems

if TYPE_CHECKING:
    from presswork.pipeline.orders import Order, Outcome, Watch


def carry_out(order: Order, watch: Watch = lambda _done, _total, _doing: None) -> Outcome:
    """Make what is ordered.

    Args:
        order: what to make.
        watch: is called whenever something begins or ends, and ten times a second.
    """
    try:
        with OutputFolder(order.output) if order.formats else nullcontext():
            return Matrix(order, watch).run()
    except Problems as unwritable:
        checked = Matrix(replace(order, formats=()), watch).run()
        return replace(checked, problems=in_order(unwritable.problems + checked.problems))
