"""How many processes paint, and which pages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

MOST: Final = 4
"""How many processes paint at most: each keeps a copy of what it changes."""

FEWEST_PAGES: Final = 4
"""How many pages a process paints at least: it takes some time to begin."""


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
    if sys.platform == "linux":
        _employed.painters = max(1, min(processors, MOST))


def shares(pages: int) -> list[range]:
    """Return which pages, counted from 0, each process paints; the first of them is this one."""
    painters = max(1, min(_employed.painters, pages // FEWEST_PAGES))
    edges = [pages * at // painters for at in range(painters + 1)]
    return [range(begin, end) for begin, end in pairwise(edges)]
