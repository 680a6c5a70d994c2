"""How long work takes, and how that grows with its size, as steadily as it can be told."""

from __future__ import annotations

import gc
import resource
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

TICKS: Final = 0.02
"""The least time that is told apart from none, in seconds: five ticks of the kernel's clock."""


def seconds(work: Callable[[], object]) -> float:
    """Return what work takes of the processor's time, in seconds.

    What other programs do does not count, nor what the kernel does (handing out memory takes it
    several times as long at one moment as at another), nor that there are many objects already.
    """
    gc.freeze()
    try:
        began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        work()
        return resource.getrusage(resource.RUSAGE_SELF).ru_utime - began
    finally:
        gc.unfreeze()


def growth(work: Callable[[int], object], size: int, times: int = 4, tries: int = 5) -> float:
    """Return how many times as long work of `times` the size takes, by the least of some tries.

    Linear work takes about `times` as long, and work that grows with the square `times` that.
    Noise only ever adds, so there are no more tries once the answer is near `times`.

    Args:
        work: does work of a size.
        size: the smaller one.
        times: how many times as large the larger is.
        tries: how often the work is done at most.
    """
    small = large = inf
    for _ in range(tries):
        small = min(small, *(seconds(partial(work, size)) for _ in range(2)))
        large = min(large, seconds(partial(work, size * times)))
        if large < 1.75 * times * max(small, TICKS):
            break
    return large / max(small, TICKS)
