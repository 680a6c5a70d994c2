"""What an article says, as Pandoc reads it: a second reading that owes nothing to our reader."""

from __future__ import annotations

import json
import re
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

CROSS_REFERENCE: Final = re.compile(r"(fig|tbl|tab|eq|sec|lst)[:-]", re.IGNORECASE)
"""How the key of what looks like a citation begins where it is a cross-reference."""

REFERRING: Final = re.compile(r"\\(?:auto|eq|[cC]|page|name|v)?ref\*?\s*\{([^{}]*)\}")
"""The commands of LaTeX that refer to a label, with what they refer to."""

_LABEL: Final = re.compile(r"\\label\s*\{[^{}]*\}")
_ATTRIBUTES: Final = re.compile(r"\{#[^{}]*\}")
_RESIZED: Final = re.compile(r"\\(?:resizebox\*?\{[^{}]*\}|scalebox|adjustbox)\{[^{}]*\}\{")
"""What Pandoc does not look into: a frame that makes its content larger or smaller."""

_MARK: Final = "PressworkMark"


@dataclass(frozen=True, slots=True)
class Source:
    """An article in Pandoc's reading.

    Args:
        tree: the blocks, and the words of title and abstract; LaTeX in them is read too.
    """

    tree: Json

    @property
    def passages(self) -> list[str]:
        """Return every run of words without a citation, a note or a formula in it."""
        return runs(self.tree)

    @property
    def headings(self) -> list[str]:
        """Return the words of the headings."""
        return [_words(content[2]) for content in contents(self.tree, "Header")]

    @property
    def tables(self) -> list[list[int]]:
        """Return of each table the number of cells in each of its rows."""
        return [[len(row) for row in rows(table)] for table in contents(self.tree, "Table")]

    @property
    def list_items(self) -> list[str]:
        """Return the words of the items of all lists."""
        bullets = contents(self.tree, "BulletList")
        numbered = [content[1] for content in contents(self.tree, "OrderedList")]
        return [_words(item) for items in bullets + numbered for item in nodes(items)]

    @property
    def notes(self) -> int:
        """Return the number of the author's own footnotes."""
        return len(contents(self.tree, "Note"))

    @property
    def cites(self) -> int:
        """Return the number of places outside footnotes where works are cited."""
        inside = contents(list(contents(self.tree, "Note")), "Cite")
        return sum(bool(cited(cite)) for cite in contents(self.tree, "Cite")) - sum(
            bool(cited(cite)) for cite in inside
        )


@cache
def read_source(article: Path) -> Source:
    """Read an article with Pandoc."""
    parsed = pandoc_json("markdown", article.read_text(encoding="utf-8"))
    meta = [parsed["meta"].get(field) for field in ("title", "subtitle", "abstract")]
    return Source(_with_latex([*meta, *parsed["blocks"]]))


def pandoc(*arguments: str, given: str) -> str:
    """Let Pandoc convert a text."""
    return run(package_file("pypandoc", "files", "pandoc"), *arguments, given=given)


def pandoc_json(language: str, text: str) -> dict[str, dict[str, Json]]:
    """Return what Pandoc makes of a text: `meta` and `blocks`."""
    parsed: dict[str, dict[str, Json]] = json.loads(
        pandoc(f"--from={language}", "--to=json", given=text)
    )
    return parsed


def contents(tree: Json, *kinds: str) -> list[list[Json]]:
    """Return the contents of all nodes of the kinds, in reading order.

    The picture of a figure is not looked into: its words are those of the caption.
    """
    return list(_contents(tree, kinds))


def _contents(tree: Json, kinds: tuple[str, ...]) -> Iterator[list[Json]]:
    match tree:
        case {"t": "Figure", "c": [_, caption, list(pictures)] as content}:
            if "Figure" in kinds:
                yield content
            yield from _contents(caption, kinds)
            yield from _contents(_without_words(pictures), kinds)
        case {"t": str(kind), "c": list(content)}:
            if kind in kinds:
                yield content
            yield from _contents(content, kinds)
        case {"t": "MetaInlines" | "MetaBlocks", "c": content}:
            yield from _contents(content, kinds)
        case list(inner):
            for node in inner:
                yield from _contents(node, kinds)
        case _:
            pass


def _without_words(tree: Json) -> Json:
    match tree:
        case {"t": "Image", "c": [attributes, _, target]}:
            return {"t": "Image", "c": [attributes, [], target]}
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _without_words(content)}
        case list(inner):
            return [_without_words(node) for node in inner]
        case _:
            return tree


def runs(tree: Json) -> list[str]:
    """Return the runs of words that have neither a citation, a note nor a formula in them."""
    text = _ATTRIBUTES.sub(BREAK, "".join(_flow(tree)))
    return [part for part in text.split(BREAK) if squash(part)]


def _flow(tree: Json) -> Iterator[str]:
    match tree:
        case {"t": "Str", "c": str(text)} | {"t": "Code" | "CodeBlock", "c": [_, str(text)]}:
            yield text
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            yield " "
        case {"t": "Cite" | "Math" | "RawInline" | "RawBlock" | "Image"}:
            yield BREAK
        case {"t": "Link", "c": [[_, _, list(attributes)], *_]} if attributes:
            yield BREAK
        case {"t": "Para" | "Plain" | "Header" | "Note" | "MetaInlines", "c": content}:
            yield BREAK
            yield from _flow(content)
            yield BREAK
        case {"c": content}:
            yield from _flow(content)
        case list(inner):
            for node in inner:
                yield from _flow(node)
        case _:
            pass


def _words(tree: Json) -> str:
    return " ".join("".join(_flow(tree)).replace(BREAK, " ").split())


def rows(table: list[Json]) -> list[list[Json]]:
    """Return the rows of a table of Pandoc's: attributes, caption, columns, head, bodies, foot."""
    _, _, _, head, bodies, foot = table
    body = [row for part in nodes(bodies) for inner in nodes(part)[2:] for row in nodes(inner)]
    every = [*nodes(nodes(head)[1]), *body, *nodes(nodes(foot)[1])]
    return [nodes(nodes(row)[1]) for row in every]


def nodes(tree: Json) -> list[Json]:
    """Return the list that a part of Pandoc's tree is."""
    if not isinstance(tree, list):
        raise TypeError(tree)
    return tree


def cited(cite: list[Json]) -> list[str]:
    """Return the keys of the works that a `Cite` cites; a cross-reference has none."""
    return [key for key in keys(cite) if not CROSS_REFERENCE.match(key)]


def keys(cite: list[Json]) -> list[str]:
    """Return all keys of a `Cite`, also of what stands after a comma where a semicolon should."""
    items = [item for item in nodes(cite[0]) if isinstance(item, dict)]
    after = [contents(item["citationSuffix"], "Cite") for item in items]
    return [
        *(str(item["citationId"]) for item in items),
        *(key for nested in after for inner in nested for key in keys(inner)),
    ]


def _with_latex(tree: Json) -> Json:
    """Put Pandoc's reading of the LaTeX in an article into its place."""
    raw = [
        str(text)
        for form, text in contents(tree, "RawInline", "RawBlock")
        if form in ("tex", "latex") and _is_content(str(text))
    ]
    if not raw:
        return tree
    latex = _RESIZED.sub("{", f"\n\n{_MARK}\n\n".join(raw))
    parsed = pandoc_json("latex", latex)["blocks"]
    pieces: list[list[Json]] = [[]]
    for block in nodes(list(parsed)):
        if _words(block) == _MARK:
            pieces.append([])
        else:
            pieces[-1].append(block)
    if len(pieces) != len(raw):  # one of them swallowed its neighbour
        return tree
    return _expanded(tree, dict(zip(raw, pieces, strict=True)))


def _is_content(raw: str) -> bool:
    return bool(_LABEL.sub("", REFERRING.sub("", raw)).strip())


def _expanded(tree: Json, pieces: dict[str, list[Json]]) -> Json:
    match tree:
        case {"t": "RawInline" | "RawBlock", "c": ["tex" | "latex", str(text)]} if text in pieces:
            return {"t": "Latex", "c": list(map(_inlines_of, pieces[text]))}
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _expanded(content, pieces)}
        case list(inner):
            return [_expanded(node, pieces) for node in inner]
        case _:
            return tree


def _inlines_of(block: Json) -> Json:
    """Return what stands in a paragraph: it may be a part of another one."""
    match block:
        case {"t": "Para", "c": content}:
            return content
        case _:
            return block
