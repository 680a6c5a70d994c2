"""The files of references, and where their list stands in the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Bibliography, Heading, walk
from presswork.inlines import plain_text
from presswork.problems import Location, Problems
from presswork.resources import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Blocks
    from presswork.readers.markdown.front_matter import Fields
    from presswork.readers.markdown.reading import Reading
    from presswork.references import Reference

_USUAL_NAMES: Final = ("references.json", "references.bib")
"""What is read where the front matter names no file."""

_HEADINGS: Final = frozenset(
    {
        "bibliografi",
        "bibliografia",
        "bibliografie",
        "bibliografía",
        "bibliographie",
        "bibliography",
        "cited literature",
        "fuentes",
        "kilder",
        "källor",
        "lista de referencias",
        "literatur",
        "literatura",
        "literature",
        "literature cited",
        "literaturverzeichnis",
        "litteratur",
        "lähteet",
        "obras citadas",
        "piśmiennictwo",
        "quellen",
        "quellenverzeichnis",
        "reference list",
        "references",
        "references and notes",
        "referenser",
        "referencias",
        "referencias bibliográficas",
        "referenties",
        "referenzen",
        "referências",
        "riferimenti",
        "riferimenti bibliografici",
        "références",
        "références bibliographiques",
        "sources",
        "works cited",
        "литература",
        "список литературы",
        "参考文献",
    }
)


def read_files(fields: Fields, reading: Reading) -> tuple[Reference, ...]:
    """Read the files of references that the front matter names, in its order.

    A key that is in several files is taken from the first of them, with a warning.
    """
    found: dict[str, Reference] = {}
    for path in _located(fields, reading):
        for reference in _references_of(path, reading):
            if reference.key in found:
                reading.ledger.warn(
                    f"the key '{reference.key}' is in several files of references",
                    reference.location or Location(path),
                    f"the first is used: {found[reference.key].location}",
                )
            found.setdefault(reference.key, reference)
    return tuple(found.values())


def _located(fields: Fields, reading: Reading) -> list[Path]:
    folder = reading.path.parent
    if not fields.bibliography:
        beside = (folder / name for name in _USUAL_NAMES)
        return [path for path in beside if path.is_file()][:1]
    paths: list[Path] = []
    for name, line in fields.bibliography:
        try:
            paths.append(reading.resources.locate(name, folder))
        except RefusedError as error:
            reading.ledger.error(error.what, reading.at(line), error.hint)
    return paths


def _references_of(path: Path, reading: Reading) -> tuple[Reference, ...]:
    from presswork.readers.reference_files import read_references  # noqa: PLC0415 - slow to import

    try:
        read = read_references(path)
    except Problems as problems:
        reading.ledger.extend(problems.problems)
        return ()
    reading.ledger.extend(read.warnings)
    return read.references


def _is_heading_of_list(block: Heading) -> bool:
    words = plain_text(block.children).casefold().strip(" .:")
    return words in _HEADINGS


def place(blocks: Blocks, reading: Reading) -> Blocks:
    """Put the list of references where it belongs.

    That is where `::: {#refs}` says, else below a heading like "References" that is the last block,
    else at the end of a document that cites.
    """
    if any(isinstance(block, Bibliography) for block in walk(blocks)):
        return _headed(blocks)
    last = blocks[-1] if blocks else None
    if isinstance(last, Heading) and _is_heading_of_list(last):
        return (*blocks, Bibliography(headed=True, location=last.location))
    return (*blocks, Bibliography()) if reading.cited else blocks


def _headed(blocks: Blocks) -> Blocks:
    """Mark a list of references that a heading stands directly before."""
    result: list[object] = []
    for block in blocks:
        if isinstance(block, Bibliography) and result and isinstance(result[-1], Heading):
            result.append(replace(block, headed=True))
        else:
            result.append(block)
    return tuple(result)  # type: ignore[arg-type]
