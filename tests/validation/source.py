"""What an article says, as Pandoc reads it: a second reading that owes nothing to our reader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from tests.tools import package_file, run
from tests.validation.texts import squash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

BREAK: Final = "\0"
"""Stands between words that need not stay together in an output."""

CROSS_REFERENCES: Final = ("fig:", "tbl:", "sec:")


@dataclass(frozen=True, slots=True)
class Source:
    """An article in Pandoc's reading.

    Args:
        tree: the blocks, and the words of title and abstract.
    """

    tree: Json

    @property
    def passages(self) -> list[str]:
        """Return every run of words without a citation, a note or a formula in it."""
        return [part for part in "".join(_flow(self.tree)).split(BREAK) if squash(part)]

    @property
    def headings(self) -> list[str]:
        """Return the words of the headings."""
        return [_words(content[2]) for content in contents(self.tree, "Header")]

    @property
    def tables(self) -> list[list[int]]:
        """Return of each table the number of cells in each of its rows."""
        return [_row_lengths(content) for content in contents(self.tree, "Table")]

    @property
    def list_items(self) -> list[str]:
        """Return the words of the items of all lists."""
        bullets = contents(self.tree, "BulletList")
        numbered = [content[1] for content in contents(self.tree, "OrderedList")]
        return [_words(item) for items in bullets + numbered for item in _list(items)]

    @property
    def notes(self) -> int:
        """Return the number of the author's own footnotes."""
        return len(contents(self.tree, "Note"))

    @property
    def cites(self) -> int:
        """Return the number of places outside footnotes where works are cited."""
        inside = contents(list(contents(self.tree, "Note")), "Cite")
        return sum(map(_is_of_works, contents(self.tree, "Cite"))) - sum(map(_is_of_works, inside))

    @property
    def not_understood(self) -> list[str]:
        """Return the formulas and the raw LaTeX, which an output must not lose in silence."""
        raw = contents(self.tree, "Math", "RawInline", "RawBlock")
        return [str(text) for form, text in raw if form != "html"]


@cache
def read_source(article: Path) -> Source:
    """Read an article with Pandoc."""
    pandoc = package_file("pypandoc", "files", "pandoc")
    parsed = json.loads(run(pandoc, "--from=markdown", "--to=json", article))
    meta = [parsed["meta"].get(field) for field in ("title", "subtitle", "abstract")]
    return Source([*meta, *parsed["blocks"]])


def contents(tree: Json, *kinds: str) -> list[list[Json]]:
    """Return the contents of all nodes of the kinds, in reading order."""
    return list(_contents(tree, kinds))


def _contents(tree: Json, kinds: tuple[str, ...]) -> Iterator[list[Json]]:
    match tree:
        case {"t": str(kind), "c": list(content)}:
            if kind in kinds:
                yield content
            yield from _contents(content, kinds)
        case list(nodes):
            for node in nodes:
                yield from _contents(node, kinds)
        case _:
            pass


def _flow(tree: Json) -> Iterator[str]:
    match tree:
        case {"t": "Str", "c": str(text)} | {"t": "Code" | "CodeBlock", "c": [_, str(text)]}:
            yield text
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            yield " "
        case {"t": "Cite" | "Math" | "RawInline" | "RawBlock" | "Image"}:
            yield BREAK
        case {"t": "Para" | "Plain" | "Header" | "Note" | "MetaInlines", "c": content}:
            yield BREAK
            yield from _flow(content)
            yield BREAK
        case {"c": content}:
            yield from _flow(content)
        case list(nodes):
            for node in nodes:
                yield from _flow(node)
        case _:
            pass


def _words(tree: Json) -> str:
    return " ".join("".join(_flow(tree)).replace(BREAK, " ").split())


def _row_lengths(table: list[Json]) -> list[int]:
    """Count the cells of a table of Pandoc's: attributes, caption, columns, head, bodies, foot."""
    _, _, _, head, bodies, foot = table
    body = [row for part in _list(bodies) for rows in _list(part)[2:] for row in _list(rows)]
    rows = [*_list(_list(head)[1]), *body, *_list(_list(foot)[1])]
    return [len(_list(_list(row)[1])) for row in rows]


def _list(tree: Json) -> list[Json]:
    if not isinstance(tree, list):
        raise TypeError(tree)
    return tree


def _is_of_works(cite: list[Json]) -> bool:
    match cite:
        case [list(items), _]:
            return not all(
                isinstance(item, dict) and str(item["citationId"]).startswith(CROSS_REFERENCES)
                for item in items
            )
        case _:
            raise AssertionError(cite)
