"""Read, number, cite, export: the matrix of documents, styles and formats, and what comes of it.

A document is read and numbered once, cited once a style and exported once a format. Each of these
is a task; tasks run side by side in processes, and each that ends makes the next ones possible.
Nothing is printed here.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

from presswork.pipeline.matrix import Matrix
from presswork.pipeline.orders import Crash, Made, Order, Outcome, Watch, file_name, in_order
from presswork.pipeline.output import OutputFolder
from presswork.problems import Problems

__all__ = ["Crash", "Made", "Order", "Outcome", "Watch", "carry_out", "file_name", "in_order"]


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
