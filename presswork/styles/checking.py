"""All that is wrong with a style of the user's own, at once.

Styles of the library are not checked: they were before they came.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from presswork.csl_files import CSL, broken, line_of
from presswork.problems import Ledger, Location, ProblemKind, did_you_mean
from presswork.styles.schema import faults

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from presswork.problems import Problem

MOST: Final = 40
"""So many faults are told one by one."""

LARGEST: Final = 20_000
"""The largest number of elements; the largest style known has a fifth of it."""


SHOWN: Final = 5
"""So many macros of a circle are named."""


def check(root: etree._Element, path: Path) -> None:
    """Check an independent style; `root` is changed by it.

    Args:
        root: the parsed file.
        path: the file, for the messages.

    Raises:
        Problems: all that is wrong with it.
    """
    ledger = Ledger(ProblemKind.STYLE)
    if sum(1 for _ in root.iter()) > LARGEST:
        what = f"the style has more than {LARGEST} elements"
        raise broken(path, None, what, "no style is so large; check that it is the right file")
    _check_macros(root, path, ledger)
    for fault in faults(root):
        if len(ledger.problems) >= MOST:
            hint = "put these in order first; is it a CSL 1.0 style at all?"
            ledger.error("and more errors", Location(path), hint)
            break
        ledger.error(fault.what, Location(path, fault.line), fault.hint)
    ledger.problems.sort(key=_line)
    ledger.settle()


def _line(problem: Problem) -> float:
    """Return where to list a problem: those without a line come last."""
    line = problem.location.line if problem.location else None
    return inf if line is None else line


def _check_macros(root: etree._Element, path: Path, ledger: Ledger) -> None:
    """Note macros that are called and not there, and those that call themselves."""
    macros = {macro.get("name", ""): macro for macro in root.findall(f"{CSL}macro")}
    calls: dict[str, list[str]] = {name: [] for name in macros}
    for element in root.iter(f"{CSL}text", f"{CSL}key"):
        name = element.get("macro")
        if name is None:
            continue
        if name not in macros:
            if len(ledger.problems) > MOST:
                return
            hint = did_you_mean(name, macros) or f'add a <macro name="{name}">'
            ledger.error(f"there is no macro '{name}'", Location(path, line_of(element)), hint)
            continue
        holder = next(element.iterancestors(f"{CSL}macro"), None)
        if holder is not None:
            calls[holder.get("name", "")].append(name)
    for cycle in _cycles(calls):
        shown = cycle if len(cycle) <= SHOWN else (*cycle[:SHOWN], "…")
        way = " → ".join((*shown, cycle[0]))
        ledger.error(
            f"the macro '{cycle[0]}' calls itself: {way}",
            Location(path, line_of(macros[cycle[0]])),
            "take one of these calls away",
        )


def _cycles(calls: dict[str, list[str]]) -> list[tuple[str, ...]]:
    """Return a way in a circle for each group of macros that call each other."""
    done: set[str] = set()
    found = []
    for start in calls:
        way: list[str] = []
        pending: list[tuple[str, bool]] = [(start, True)]
        while pending:
            name, enters = pending.pop()
            if not enters:
                done.add(way.pop())
            elif name in way:
                found.append(tuple(way[way.index(name) :]))
            elif name not in done:
                way.append(name)
                pending.append((name, False))
                pending.extend((inner, True) for inner in calls[name])
    return found
