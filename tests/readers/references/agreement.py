"""References as we and as others read them, field by field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

import pypandoc

from exporters.references import biblatex, csl_json
from presswork import csl_text
from presswork.inlines import plain_text
from presswork.problems import Ledger
from presswork.readers.references import bibtex, read_references
from tests.tools import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presswork.references import Reference

Field: TypeAlias = "str | list[dict[str, str]] | dict[str, object] | None"
Item: TypeAlias = dict[str, Field]

TYPOGRAPHY: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
"""What is one in LaTeX and two in Unicode, or the other way round."""

NOT_COMPARED: Final = frozenset({"id", "citation-key", "custom"})


def citation_js(name: str) -> Iterator[tuple[str, Item, Item]]:
    """Yield the entries that citation-js maps: their keys, as we read them, and as it does."""
    folder = shared("references", "citation-js")
    theirs = json.loads((folder / f"{name}-csl.json").read_text(encoding="utf-8"))
    yield from _paired(_items(read_references(folder / f"{name}-input.bib").references), theirs)


def citation_js_written(name: str) -> Iterator[tuple[str, Item, Item]]:
    """Yield the items that citation-js writes as entries: as we write them, and as it does.

    Both are read again by us, for neither fields nor keys have the same names.
    """
    folder = shared("references", "citation-js")
    items = read_references(folder / f"{name}-csl.json").references
    written = bibtex.parse(biblatex.write(items).text, folder, Ledger())
    theirs = (folder / f"{name}-output.bib").read_text(encoding="utf-8")
    read = _items(bibtex.parse(theirs, folder, Ledger()))
    assert len(written) == len(read)
    for ours, other in zip(_items(written), read, strict=True):
        yield str(ours["id"]), ours, other


def pandoc() -> Iterator[tuple[str, Item, Item]]:
    """Yield the entries of biblatex-examples.bib: as we read them, and as Pandoc does."""
    path = shared("references", "biblatex", "biblatex-examples.bib")
    theirs = json.loads(pypandoc.convert_file(str(path), "csljson", format="biblatex"))
    yield from _paired(_items(read_references(path).references), theirs)


def _items(references: Iterable[Reference]) -> list[Item]:
    items: list[Item] = json.loads(csl_json.write(references).text)
    return items


def _paired(ours: list[Item], theirs: list[Item]) -> Iterator[tuple[str, Item, Item]]:
    by_key = {str(item["id"]): item for item in theirs}
    for item in ours:
        yield str(item["id"]), item, by_key.pop(str(item["id"]), {})
    for key, item in by_key.items():
        yield key, {}, item


def differing(ours: Item, theirs: Item, *, any_case: bool = False) -> list[str]:
    """Return the fields in which two items differ in more than the signs that LaTeX lacks.

    Args:
        ours: as we read it.
        theirs: as another does.
        any_case: whether capitals make no difference.
    """
    fields = sorted((ours.keys() | theirs.keys()) - NOT_COMPARED)
    return [
        field
        for field in fields
        if _plain(ours.get(field), any_case=any_case)
        != _plain(theirs.get(field), any_case=any_case)
    ]


def _plain(value: Field, *, any_case: bool) -> object:
    match value:
        case str():
            text = " ".join(plain_text(csl_text.parse(value)).translate(TYPOGRAPHY).split())
            return text.lower() if any_case else text
        case list():
            return [
                {part: str(words).translate(TYPOGRAPHY) for part, words in name.items()}
                for name in map(_without_commas, value)
            ]
        case dict():
            return {name: part for name, part in value.items() if name != "season" or part}
        case _:
            return value


def _without_commas(name: dict[str, str]) -> dict[str, str]:
    """Return a name without what only says that BibTeX's comma stood before the suffix."""
    return {part: words for part, words in name.items() if words and part != "comma-suffix"}
