"""What a command will need, guessed from its words before anything is loaded to read them."""

from __future__ import annotations

import os
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presswork import written_functions
from presswork.companion import begin
from presswork.forks import processors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS: Final = (
    *(
        "bibliography",
        "check",
        "cite",
        "doctor",
        "looks",
        "new",
        "pack",
        "references",
        "styles",
        "test",
    ),
)

_SHOWS_ONLY: Final = frozenset({"--help", "--version", "--install-completion", "--show-completion"})
_FORMATS: Final = frozenset({"pdf", "docx", "handout", "html"})


def look_ahead(words: Sequence[str]) -> None:
    """Have another process load what a command will export with.

    A wrong guess costs some work in vain, or time.

    Args:
        words: those after the program's name.
    """
    name = foreseen(words)
    if name and processors() > 1:
        begin(partial(_load, name))


def foreseen(words: Sequence[str]) -> str:
    """Return the format that a command will likely export in, beside this process.

    Empty where it exports nothing, or here, or in several formats and so in other processes.
    """
    if any(name.startswith("_") and name.endswith("_COMPLETE") for name in os.environ):
        return ""
    if (words and words[0] in COMMANDS) or not _SHOWS_ONLY.isdisjoint(words):
        return ""
    formats = set(_values(words, "--format", "-f")) or {"pdf"}
    if len(formats) > 1 or "1" in _values(words, "--jobs", "-j"):
        return ""
    (name,) = formats
    return name if name in _FORMATS else ""


def _values(words: Sequence[str], long: str, short: str) -> Iterator[str]:
    """Yield what an option is given, as `--format pdf`, `--format=pdf,html`, `-f pdf`, `-fpdf`."""
    for word, following in pairwise((*words, "")):
        if word in {long, short}:
            yield from following.split(",")
        elif word.startswith(long + "="):
            yield from word.removeprefix(long + "=").split(",")
        elif word.startswith(short) and not word.startswith("--"):
            yield from word.removeprefix(short).split(",")


def _load(name: str) -> None:
    """Load an exporter, unless the system lacks a library for it that may yet be installed."""
    from exporters import BUILT_IN  # noqa: PLC0415 - in the other process only
    from presswork import system  # noqa: PLC0415 - as above
    from presswork.pipeline.tasks import prepare  # noqa: PLC0415 - as above

    form = next(form for form in BUILT_IN if form.name == name)
    if not (form.needs_pango and system.missing_libraries()):
        prepare(form)
        written_functions.save()
