"""Files of references: whichever format one is in, it becomes typed references."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.problems import Ledger, Location

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Problem
    from presswork.references import Reference

SIZE_LIMIT: Final = 50 * 1024 * 1024
"""The largest file of references, in bytes, that is read."""


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """What a file of references holds, in its order, and what is doubtful about it."""

    references: tuple[Reference, ...]
    warnings: tuple[Problem, ...] = ()


def read_references(path: Path) -> ReferenceList:
    """Return the references of a CSL-JSON or BibTeX file.

    The name's ending tells the format; where it tells nothing, the first character does.

    Args:
        path: the file; it has been found to lie where the document may read.

    Raises:
        Problems: the file cannot be read, is broken, or gives a key twice.
    """
    ledger = Ledger()
    source = _text_of(path, ledger)
    references = _parse(source, path, ledger)
    if not references and not ledger.problems:
        ledger.warn("the file holds no references", Location(path))
    references = _without_duplicates(references, ledger)
    return ReferenceList(references, ledger.settle())


def _parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    from presswork.readers.references import (  # noqa: PLC0415 - each is slow to import
        bibtex,
        csl_json,
        csl_yaml,
    )

    start = source.lstrip()[:1]
    if not start:
        return ()
    if path.suffix.lower() == ".json" or (path.suffix.lower() != ".bib" and start in "[{"):
        return csl_json.parse(source, path, ledger)
    if path.suffix.lower() in (".yaml", ".yml"):
        return csl_yaml.parse(source, path, ledger)
    return bibtex.parse(source, path, ledger)


def _text_of(path: Path, ledger: Ledger) -> str:
    """Return the file's text; where there is none, raise at once."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            ledger.error(
                f"the file is larger than {SIZE_LIMIT // 2**20} MiB",
                Location(path),
                "keep only the references that are cited",
            )
            ledger.settle()
        data = path.read_bytes()
    except OSError as error:
        ledger.error(
            f"the references cannot be read: {error.strerror}",
            Location(path),
            "check the name and the file's permissions",
        )
        ledger.settle()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        ledger.error(
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            Location(path, line),
            "save the file in the encoding UTF-8",
        )
        ledger.settle()
        raise  # settle has raised: an error was noted


def _without_duplicates(references: tuple[Reference, ...], ledger: Ledger) -> tuple[Reference, ...]:
    """Return each key once; a copy of an entry is a warning, two works of one key an error."""
    first: dict[str, Reference] = {}
    for reference in references:
        earlier = first.setdefault(reference.key, reference)
        if earlier is reference:
            continue
        line = earlier.location.line if earlier.location else None
        what = f"the key '{reference.key}' is given twice; it stands in line {line} already"
        if replace(earlier, location=None) == replace(reference, location=None):
            ledger.warn(what, reference.location, "delete the copy", rule="duplicate-key")
        else:
            hint = "give one of the two another key, or delete it"
            ledger.error(what, reference.location, hint, rule="duplicate-key")
    return tuple(first.values())
