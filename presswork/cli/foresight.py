"""What a command will need, guessed from its words before anything is loaded to read them."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork.companion import begin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS: Final = (
    *("bibliography", "check", "cite", "doctor", "looks", "new", "references", "styles", "test"),
)

_SHOWS_ONLY: Final = frozenset({"--help", "--version", "--install-completion", "--show-completion"})
_LAID_OUT: Final = frozenset({"pdf", "handout", "all"})
"""The formats that WeasyPrint lays out."""


def look_ahead(words: Sequence[str]) -> None:
    """Have another process load WeasyPrint, where a command will lay pages out.

    A wrong guess costs some work in vain, or time.

    Args:
        words: those after the program's name.
    """
    if lays_out(words) and _processors() > 1:
        begin(_load)


def lays_out(words: Sequence[str]) -> bool:
    """Tell whether a command will likely lay pages out, in more processes than this one."""
    if any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ):
        return False
    if (words and words[0] in COMMANDS) or not _SHOWS_ONLY.isdisjoint(words):
        return False
    formats = set(_values(words, "--format", "-f"))
    jobs = set(_values(words, "--jobs", "-j"))
    return "1" not in jobs and (not formats or not formats.isdisjoint(_LAID_OUT))


def _values(words: Sequence[str], long: str, short: str) -> Iterator[str]:
    """Yield what an option is given, as `--format pdf`, `--format=pdf,html`, `-f pdf`, `-fpdf`."""
    for word, following in pairwise((*words, "")):
        if word in {long, short}:
            yield from following.split(",")
        elif word.startswith(long + "="):
            yield from word.removeprefix(long + "=").split(",")
        elif word.startswith(short) and not word.startswith("--"):
            yield from word.removeprefix(short).split(",")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _load() -> None:
    """Load what lays pages out, unless the system lacks a library that may yet be installed."""
    from exporters import BUILT_IN  # noqa: PLC0415 - in the other process only
    from presswork import system  # noqa: PLC0415 - as above
    from presswork.pipeline.tasks import prepare  # noqa: PLC0415 - as above

    if not system.missing_libraries():
        prepare(BUILT_IN[0])
