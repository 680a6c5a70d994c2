"""Files of references: whichever format one is in, it becomes typed references.

One module a format; each is a function `parse(source, path, ledger)`. What a file holds tells its
format, and its name's ending where that tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from presswork.problems import Ledger, Location
from presswork.readers.references.formats import FORMATS, Format, detect
from presswork.readers.references.merging import Merged
from presswork.readers.references.texts import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Problem
    from presswork.references import Reference

ENDINGS: Final = tuple(ending for form in FORMATS for ending in form.endings)
"""The endings of files of references."""


MOST_PROBLEMS: Final = 500
"""So many problems of one file are told."""


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """What a file of references holds, in its order, and what is doubtful about it."""

    references: tuple[Reference, ...]
    warnings: tuple[Problem, ...] = ()


class _Parser(Protocol):
    def __call__(self, source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]: ...


def read_references(path: Path) -> ReferenceList:
    """Return the references of a file.

    Args:
        path: the file; it has been found to lie where the document may read.

    Raises:
        Problems: the file cannot be read, or is broken as a whole.
    """
    ledger = Ledger(most=MOST_PROBLEMS)
    source, form = _source(path, ledger)
    references: tuple[Reference, ...] = ()
    if source.strip():
        references = _parser(form)(source, path, ledger)
    if not references and not ledger.problems:
        ledger.warn("the file holds no references", Location(path))
    merged = Merged()
    merged.add(references, ledger)
    return ReferenceList(tuple(merged.by_key.values()), ledger.settle())


def _source(path: Path, ledger: Ledger) -> tuple[str, Format]:
    source = text_of(path, ledger)
    form = detect(source.text, path.suffix)
    if source.guessed is not None:
        note = ledger.warn if form.encodings_vary else ledger.error
        note(source.guessed, source.location, "save the file in the encoding UTF-8")
    return source.text, form


def _parser(form: Format) -> _Parser:
    module = import_module(f"{__name__}.{form.module}")  # each takes a while to import
    return cast("_Parser", module.parse)
