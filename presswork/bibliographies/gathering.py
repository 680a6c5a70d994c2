"""References from several files and documents, as one collection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.problems import Ledger, Location
from presswork.readers import endings, find_documents
from presswork.readers.references import read_references
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from presswork.problems import Problem
    from presswork.references import Reference

FILES: Final = (".bib", ".json")
"""The endings of files of references, for messages."""


@dataclass(frozen=True, slots=True)
class Collection:
    """References by their keys, in the order of their files.

    Args:
        references: by their keys.
        language: a BCP 47 tag, that of the first document among the sources; None without one.
        warnings: what is doubtful about them.
    """

    references: dict[str, Reference]
    language: str | None = None
    warnings: tuple[Problem, ...] = ()


def gather(sources: Iterable[Path]) -> Collection:
    """Return the references of files of references, and of documents.

    Args:
        sources: files of references, documents, and folders of documents.

    Raises:
        Problems: something cannot be read, or a key stands for two works.
    """
    ledger = Ledger()
    found: dict[str, Reference] = {}
    language: str | None = None
    for source in sources:
        references, spoken = _read(source, ledger)
        language = language or spoken
        for reference in references:
            _add(reference, found, ledger)
    return Collection(found, language, ledger.settle())


def _read(source: Path, ledger: Ledger) -> tuple[tuple[Reference, ...], str | None]:
    if source.is_file() and source.suffix.lower() not in endings():
        listed = read_references(source)
        ledger.extend(listed.warnings)
        return listed.references, None
    from presswork import readers  # noqa: PLC0415 - its Markdown takes a while, and lists need none

    references: list[Reference] = []
    language: str | None = None
    documents = find_documents(source)
    if not documents:
        hint = f"name a file of references ({', '.join(FILES)}) or a document"
        ledger.error("there is no document in this folder", Location(source), hint)
    for path in documents:
        document = readers.read(path, Resources((path.parent,)))
        ledger.extend(document.warnings)
        references.extend(document.references)
        language = language or document.metadata.language
    return tuple(references), language


def _add(reference: Reference, found: dict[str, Reference], ledger: Ledger) -> None:
    """Add a reference, unless it is there; another work of the same key is an error."""
    earlier = found.setdefault(reference.key, reference)
    if replace(earlier, location=None) == replace(reference, location=None):
        return
    ledger.error(
        f"the key '{reference.key}' stands for another work in {earlier.location}",
        reference.location,
        "give one of the two another key, or delete it",
    )
