"""The lists of references: which of the works of the whole list each shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presswork.document import Bibliography, Heading, inline_runs
from presswork.inlines import Cite, NoteReference, plain_text
from presswork.inlines import walk as walk_inlines
from presswork.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presswork.document import BibliographyEntry, Block, Blocks, Document, Selection
    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.references import Reference


@dataclass(frozen=True, slots=True)
class Filled:
    """A document's blocks with their lists of references, and works that no list shows."""

    blocks: Blocks
    unlisted: tuple[Problem, ...]


def fill(
    document: Document, blocks: Blocks, entries: Sequence[BibliographyEntry], *, hanging: bool
) -> Filled:
    """Fill each list of references with what it selects.

    Args:
        document: before it was cited.
        blocks: its blocks, cited.
        entries: the whole list, in its order; each keeps its label wherever it stands.
        hanging: whether lines after the first of an entry are indented.
    """
    references = {reference.key: reference for reference in document.references}
    sections = _cited_by_section(document)
    shown: set[str] = set()
    section = 0
    result: list[Block] = []
    for at, block in enumerate(blocks):
        section += at > 0 and _begins_section(block)
        if not isinstance(block, Bibliography):
            result.append(block)
            continue
        chosen = [
            replace(entry, again=entry.key in shown)
            for entry in entries
            if block.selection is None
            or selects(block.selection, references[entry.key], sections[section])
        ]
        shown.update(entry.key for entry in chosen)
        hangs = bool(chosen) and hanging
        result.append(replace(block, entries=tuple(chosen), hanging=hangs))
    has_list = any(isinstance(block, Bibliography) for block in blocks)
    missing = [entry.key for entry in entries if has_list and entry.key not in shown]
    return Filled(tuple(result), _unlisted(missing, document, references))


def selects(selection: Selection, reference: Reference, in_section: Iterable[str]) -> bool:
    """Tell whether a list shows a work.

    Args:
        selection: which works the list shows.
        reference: the work.
        in_section: keys of what the list's section cites.
    """
    words = keywords(reference)
    return (
        (not selection.types or reference.type in selection.types)
        and reference.type not in selection.not_types
        and (not selection.keywords or not words.isdisjoint(_folded(selection.keywords)))
        and words.isdisjoint(_folded(selection.not_keywords))
        and (not selection.of_section or reference.key in in_section)
    )


def keywords(reference: Reference) -> frozenset[str]:
    """Return the keywords of a work, in lower case; commas or semicolons divide them."""
    written = plain_text(reference.texts.get("keyword", ()))
    return _folded(written.replace(";", ",").split(","))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in words if word.strip())


def _begins_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _cited_by_section(document: Document) -> list[set[str]]:
    """Return what each section of the first level cites; what stands before one is a section."""
    notes = {note.id: note.blocks for note in document.notes}
    sections: list[set[str]] = [set()]
    for at, block in enumerate(document.blocks):
        if at > 0 and _begins_section(block):
            sections.append(set())
        for run in inline_runs((block,)):
            sections[-1] |= _cited(run, notes)
    return sections


def _cited(run: Inlines, notes: Mapping[str, Blocks]) -> set[str]:
    found: set[str] = set()
    for inline in walk_inlines(run):
        match inline:
            case Cite(items=items):
                found.update(item.key for item in items)
            case NoteReference(id=id_):
                for inner in inline_runs(notes.get(id_, ())):
                    found |= _cited(inner, {})
            case _:
                pass
    return found


def _unlisted(
    keys: Sequence[str], document: Document, references: Mapping[str, Reference]
) -> tuple[Problem, ...]:
    places = _places(document)
    return tuple(
        Problem(
            f"'{key}' is in none of the lists of references",
            places.get(key),
            f"its type is {references[key].type}, its keywords are "
            f"{', '.join(sorted(keywords(references[key]))) or 'none'}; select one of these in a "
            "list, or add ::: {#refs} for all",
            Severity.WARNING,
            rule="unlisted-reference",
        )
        for key in keys
    )


def _places(document: Document) -> dict[str, Location | None]:
    """Return where each work is cited first, or asked for."""
    places: dict[str, Location | None] = {}
    runs = [
        *inline_runs(document.metadata.abstract),
        *inline_runs(document.blocks),
        *(run for note in document.notes for run in inline_runs(note.blocks)),
    ]
    for run in runs:
        for inline in walk_inlines(run):
            if isinstance(inline, Cite):
                for item in inline.items:
                    places.setdefault(item.key, inline.location)
    for work in document.uncited:
        places.setdefault(work.key, work.location)
    return places
