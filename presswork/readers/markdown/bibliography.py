"""The files of references, what is listed uncited, and where the lists of references stand."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import Bibliography, Heading, Selection, Uncited, walk
from presswork.inlines import plain_text
from presswork.problems import Problems
from presswork.readers.markdown import projects
from presswork.readers.parts import Part, of_heading
from presswork.resources import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from presswork.document import Block, Blocks
    from presswork.readers.markdown.front_matter import Fields
    from presswork.readers.markdown.reading import Reading
    from presswork.references import Reference

_USUAL_NAMES: Final = ("references.json", "references.bib", "references.yaml", "paper.bib")
"""What is read where the front matter names no file: the first that is there."""

_MANUBOT_NAMES: Final = (
    "manual-references.json",
    "manual-references.yaml",
    "manual-references.bib",
    "references.json",
    "citations.json",
    "../output/references.json",
)
"""What is read for manubot's manuscripts: all that are there, those made by hand first."""

_ALL: Final = "*"
_BETWEEN_KEYS: Final = str.maketrans(",;[]", "    ")


def read_files(fields: Fields, reading: Reading) -> tuple[Reference, ...]:
    """Read the references in the front matter, and the files that it names, in its order.

    A copy of a work is left out, and another work of the same key is given another, with a warning.
    """
    from presswork.readers.references.merging import Merged  # noqa: PLC0415 - slow to import

    merged = Merged()
    merged.add(_given(fields, reading), reading.ledger)
    for path in _located(fields, reading):
        merged.add(_references_of(path, reading), reading.ledger)
    return tuple(merged.by_key.values())


def _given(fields: Fields, reading: Reading) -> tuple[Reference, ...]:
    """Return the works that the front matter itself lists under `references`."""
    if fields.references is None:
        return ()
    from presswork.readers.references import csl_yaml  # noqa: PLC0415 - slow, and rarely used

    lines = fields.lines.at(("references",))
    return csl_yaml.references(fields.references, lines, reading.path, reading.ledger)


def _located(fields: Fields, reading: Reading) -> list[Path]:
    folder = reading.path.parent
    if not fields.bibliography:
        if fields.references is not None:
            return []
        if projects.manuscript_files(folder):
            return list(_allowed(_MANUBOT_NAMES, folder, reading))
        return list(_allowed(_USUAL_NAMES, folder, reading))[:1]
    paths: list[Path] = []
    for name, line in fields.bibliography:
        try:
            paths.append(reading.resources.locate(name, folder))
        except RefusedError as error:
            reading.ledger.error(error.what, reading.at(line), error.hint)
    return paths


def _allowed(names: Iterable[str], folder: Path, reading: Reading) -> Iterator[Path]:
    """Yield the files that are there and may be read."""
    for name in names:
        with suppress(RefusedError):
            found = reading.resources.locate(name, folder)
            yield folder / name if found.parent == folder.resolve() else found


def _references_of(path: Path, reading: Reading) -> tuple[Reference, ...]:
    from presswork.readers.references import read_references  # noqa: PLC0415 - slow to import

    try:
        read = read_references(path)
    except Problems as problems:
        reading.ledger.extend(problems.problems)
        return ()
    reading.ledger.extend(read.warnings)
    return read.references


def _is_heading_of_list(block: Heading) -> bool:
    return of_heading(plain_text(block.children)) is Part.REFERENCES


def uncited(
    fields: Fields, references: tuple[Reference, ...], reading: Reading
) -> tuple[Uncited, ...]:
    """Return the works that are to be listed without being cited; `@*` stands for all.

    Pandoc's `nocite: "@a, @b"` and a list of keys mean the same.
    """
    found: dict[str, Uncited] = {}
    given = [(key, reading.at(line)) for key, line in _uncited_keys(fields)]
    for key, location in (*given, *reading.nocite):
        keys = (
            [reference.key for reference in references]
            if key == _ALL
            else [reading.works.key_of(key)]
        )
        for each in keys:
            found.setdefault(each, Uncited(each, location))
    return tuple(found.values())


def _uncited_keys(fields: Fields) -> Iterator[tuple[str, int]]:
    for text, first_line in fields.nocite:
        for line, words in enumerate(text.splitlines(), first_line):
            for word in words.translate(_BETWEEN_KEYS).split():
                if key := word.lstrip("-").removeprefix("@").strip("{}"):
                    yield key, line


def place(blocks: Blocks, fields: Fields, reading: Reading) -> Blocks:
    """Put the lists of references where they belong.

    That is where a div like `::: {#refs}` says, else below a heading like "References" that is the
    last block, else at the end of the sections if each is to have a list, else at the end of a
    document that cites or lists.
    """
    by_section = fields.model.section_bibliographies
    if any(isinstance(block, Bibliography) for block in walk(blocks)):
        blocks = _headed(blocks)
    elif blocks and isinstance(last := blocks[-1], Heading) and _is_heading_of_list(last):
        blocks = (*blocks, Bibliography(headed=True, location=last.location))
    elif not by_section and (reading.cited or fields.model.nocite or reading.nocite):
        blocks = (*blocks, Bibliography())
    return _with_lists_of_sections(blocks, reading) if by_section else blocks


def _with_lists_of_sections(blocks: Blocks, reading: Reading) -> Blocks:
    """End each section of the first level, and what stands before the first, with a list."""
    result: list[Block] = []
    count = 0
    for at, block in enumerate(blocks):
        result.append(block)
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        ends = following is None or (isinstance(following, Heading) and following.level == 1)
        if ends and not isinstance(block, Bibliography):
            count += 1
            result.append(
                Bibliography(selection=Selection(of_section=True), id=_free_id(count, reading))
            )
    return tuple(result)


def _free_id(count: int, reading: Reading) -> str:
    id_ = f"refs-{count}"
    while id_ in reading.ids:
        id_ += "-"
    return id_


def _headed(blocks: Blocks) -> Blocks:
    """Mark each list of references that a heading stands directly before."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Bibliography) and result and isinstance(result[-1], Heading):
            result.append(replace(block, headed=True))
        else:
            result.append(block)
    return tuple(result)
