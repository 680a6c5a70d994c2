"""Every style of the library with all items and clusters: `python -m tests.citations.every_style`.

It takes minutes. `test_every_style.py` does the same with a sample.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
import warnings
from multiprocessing import get_context
from typing import TYPE_CHECKING

from presswork.styles import find
from tests.citations import gold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def paths() -> list[Path]:
    """Return the files of all independent styles, by their names."""
    return sorted(find("apa.csl").path.parent.glob("*.csl"))


def sample(count: int) -> list[Path]:
    """Return as many styles, the same each time, from the whole alphabet."""
    listed = paths()
    return [listed[index * len(listed) // count] for index in range(count)]


def failures(styles: Sequence[Path], processes: int) -> dict[str, str]:
    """Return what went wrong, by the names of the styles."""
    with get_context("spawn").Pool(processes) as pool:
        found = pool.map(_failure, styles, chunksize=10)
    return {style.stem: what for style, what in zip(styles, found, strict=True) if what}


def _failure(style: Path) -> str:
    """Return the traceback of an exception or warning, or what is missing; empty for nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            answer = gold.processed(style)
        except Exception:  # noqa: BLE001 - any is what is looked for
            return traceback.format_exc()
    return f"unknown: {', '.join(answer.unknown)}" if answer.unknown else ""


def main() -> int:
    """Print what went wrong, and how long it took."""
    begin = time.perf_counter()
    processes = os.cpu_count() or 1
    styles = paths()
    found = failures(styles, processes)
    for style, what in found.items():
        print(f"{style}\n{what}")  # noqa: T201 - that is what it is run for
    seconds = time.perf_counter() - begin
    print(f"{len(styles)} styles, {len(found)} failed, {seconds:.0f} s, {processes} processes")  # noqa: T201 - the same
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
