"""References from several files and documents, as one collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.problems import Ledger, Location
from presswork.readers import endings, find_documents
from presswork.readers.references import ENDINGS, read_references
from presswork.readers.references.merging import Merged
from presswork.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from presswork.problems import Problem
    from presswork.references import Reference


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
        Problems: something cannot be read.
    """
    ledger = Ledger()
    merged = Merged()
    language: str | None = None
    for source in sources:
        references, spoken = _read(source, ledger)
        language = language or spoken
        merged.add(references, ledger)
    merged.tell_same_works(ledger)
    return Collection(merged.by_key, language, ledger.settle())


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
        hint = f"name a file of references ({', '.join(ENDINGS)}) or a document"
        ledger.error("there is no document in this folder", Location(source), hint)
    for path in documents:
        document = readers.read(path, Resources((path.parent,)))
        ledger.extend(document.warnings)
        references.extend(document.references)
        language = language or document.metadata.language
    return tuple(references), language
