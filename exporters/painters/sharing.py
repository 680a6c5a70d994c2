"""How many processes paint, and which pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from presswork.forks import FORKS

MOST: Final = 4
"""How many processes paint at most: each keeps a copy of what it changes."""

FEWEST_PAGES: Final = 3
"""How many pages a process paints at least: it takes some time to begin."""

MORE_HERE: Final = 1.2
"""How many times as many pages this process paints as each other: those pack theirs as well."""


@dataclass(slots=True)
class _Employed:
    """How many processes may paint a document."""

    painters: int = 1


_employed: Final = _Employed()


def employ(processors: int) -> None:
    """Let documents be painted by several processes from now on, where forking is safe.

    Args:
        processors: how many this process may keep busy.
    """
    if FORKS:
        _employed.painters = max(1, min(processors, MOST))


def shares(pages: int) -> list[range]:
    """Return which pages, counted from 0, each process paints; the first of them is this one."""
    painters = max(1, min(_employed.painters, pages // FEWEST_PAGES))
    rest = pages / (MORE_HERE + painters - 1)
    edges = [0, *(pages - round(rest * at) for at in range(painters - 1, -1, -1))]
    return [range(begin, end) for begin, end in pairwise(edges)]
