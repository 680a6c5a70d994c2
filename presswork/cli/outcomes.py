"""How an order is carried out before the user's eyes, and how the command ends after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.cli import screen
from presswork.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.pipeline.orders import Order, Outcome
    from presswork.problems import Problem

BUG: Final = 70
"""The exit code of our own mistakes (`EX_SOFTWARE` of sysexits.h)."""


def exit_code(problems: Iterable[Problem]) -> int:
    """Return the code of the first error's class, or 0 without errors."""
    for problem in problems:
        if problem.severity is Severity.ERROR:
            return problem.kind.value
    return 0


def exit_code_of(outcome: Outcome) -> int:
    """Return the code of what came of an order."""
    return BUG if outcome.crashes else exit_code(outcome.problems)


def carry_out(order: Order, *, quiet: bool, verbose: bool) -> Outcome:
    """Carry out an order and show how it goes: a bar, or each step as a line."""
    from presswork.pipeline import running  # noqa: PLC0415 - not needed for help

    if verbose:
        begun: set[str] = set()

        def tell_begun(_done: int, _total: int, doing: tuple[str, ...]) -> None:
            for step in doing:
                if step not in begun:
                    begun.add(step)
                    screen.say(step)

        return running.carry_out(order, tell_begun)
    with screen.progress(shown=not quiet) as watch:
        return running.carry_out(order, watch)
