"""The citations that Pandoc finds in a Word file, beside those that a document has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from presswork import csl_text
from presswork.document import inline_runs
from presswork.inlines import Cite as Cluster
from presswork.inlines import CiteForm, NoteReference, walk
from tests.tools import missing, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.document import Document, Note
    from presswork.inlines import Inlines

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Item: TypeAlias = tuple[str, str, str, bool]
"""Key, prefix, suffix with the locator before it, and whether the author is left out."""


def pandoc() -> str:
    """Return the path of Pandoc, which a Python package brings along."""
    try:
        import pypandoc  # noqa: PLC0415 - many machines have none
    except ImportError:
        missing("Pandoc", "pip install --group test")
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        missing("Pandoc", "pip install pypandoc_binary")


def found(path: Path) -> list[tuple[Item, ...]]:
    """Return the citations that Pandoc reads, in the order of the file."""
    tree = json.loads(run(pandoc(), "-f", "docx+citations", "-t", "json", path))
    parts = [tree["meta"].get("abstract"), tree["blocks"]]
    return [
        tuple(
            (
                each["citationId"],
                _letters(each["citationPrefix"]),
                _letters(each["citationSuffix"]),
                each["citationMode"]["t"] == "SuppressAuthor",
            )
            for each in cluster
        )
        for cluster in _clusters(parts)
    ]


def _clusters(node: Json) -> Iterator[list[dict[str, Any]]]:
    match node:
        case {"t": "Cite", "c": [cluster, shown]}:
            yield cast("list[dict[str, Any]]", cluster)
            yield from _clusters(shown)
        case dict():
            for child in node.values():
                yield from _clusters(child)
        case list():
            for child in node:
                yield from _clusters(child)
        case _:
            pass


def _letters(node: Json) -> str:
    """Return the characters of inlines without their spaces."""
    match node:
        case {"t": "Str", "c": text}:
            return "".join(str(text).split())
        case dict():
            return "".join(map(_letters, node.values()))
        case list():
            return "".join(map(_letters, node))
        case _:
            return ""


def expected(document: Document) -> list[tuple[Item, ...]]:
    """Return the citations of a cited document, each note's where its mark is."""
    assert document.cited_in is not None
    walker = _Walker(document, in_notes=document.cited_in.is_note)
    runs = [*inline_runs(document.metadata.abstract), *inline_runs(document.blocks)]
    return [cluster for each in runs for cluster in walker.of_run(each, None)]


class _Walker:
    def __init__(self, document: Document, *, in_notes: bool) -> None:
        self._keys = {reference.key for reference in document.references}
        self._waiting = {note.id: note for note in document.notes}
        self._in_notes = in_notes

    def of_run(self, inlines: Inlines, note: Note | None) -> Iterator[tuple[Item, ...]]:
        for inline in walk(inlines):
            match inline:
                case Cluster() if all(item.key in self._keys for item in inline.items):
                    own = note is not None and not note.of_citation and self._in_notes
                    yield tuple(_items(inline, in_full=own))
                case NoteReference(id_) if id_ in self._waiting:
                    inner = self._waiting.pop(id_)
                    for each in inline_runs(inner.blocks):
                        yield from self.of_run(each, inner)
                case _:
                    pass


def _items(cite: Cluster, *, in_full: bool) -> Iterator[Item]:
    for at, item in enumerate(cite.items):
        locator = f",{item.locator.label}{item.locator.value}" if item.locator else ""
        suppressed = cite.form is CiteForm.IN_TEXT and not at and not in_full
        yield (
            item.key,
            "".join(csl_text.write(item.prefix).split()),
            "".join((locator + csl_text.write(item.suffix)).split()),
            item.suppress_author or suppressed,
        )
