"""CommonMark's examples say the same here as its reference says, but for what we add to it.

Each example that does not is in `commonmark_differences.txt`, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest

from presswork.document import (
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Equation,
    Heading,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)
from presswork.inlines import plain_text
from presswork.problems import Problems
from presswork.readers import read
from presswork.resources import Resources
from tests.tools import node_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Blocks

DIFFERENCES = Path(__file__).with_name("commonmark_differences.txt")
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the specification: what is written, and the HTML that it stands for."""

    markdown: str
    html: str


@cache
def examples() -> dict[int, Example]:
    """Return the examples by their numbers."""
    text = node_file("commonmark-spec", "spec.txt").read_text(encoding="utf-8")
    found = EXAMPLE.findall(text.replace("→", "\t"))
    return {at: Example(*one) for at, one in enumerate(found, start=1)}


def differences() -> dict[int, str]:
    """Return the numbers of the examples that differ, with the reasons."""
    reasons: dict[int, str] = {}
    reason = ""
    for line in DIFFERENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            reasons |= {int(number): reason for number in line.split()}
        else:
            reason = line
    return reasons


def words_of(blocks: Blocks) -> Iterator[str]:
    """Yield the words of blocks, in their order."""
    for block in blocks:
        match block:
            case Heading(children=children) | Paragraph(children=children):
                yield plain_text(children)
            case CodeBlock(text=text):
                yield text
            case Equation(formula=formula):
                yield formula.words
            case BulletList(items=items) | OrderedList(items=items):
                for item in items:
                    yield from words_of(item)
            case DefinitionList(items=definitions):
                for definition in definitions:
                    yield plain_text(definition.term)
                    for meaning in definition.meanings:
                        yield from words_of(meaning)
            case Quote(blocks=inner) | Callout(blocks=inner):
                yield from words_of(inner)
            case Table(head=head, body=body):
                for row in (*head, *body):
                    for cell in row.cells:
                        yield from words_of(cell.blocks)
            case _:
                pass


def ours(markdown: str, folder: Path) -> str:
    """Return the words of Markdown as we read it; what is wrong with it where it cannot be read."""
    path = folder / "article.md"
    path.write_text(f"---\ntitle: T\n---\n{markdown}", encoding="utf-8")
    try:
        document = read(path, Resources((folder,)))
    except Problems as problems:
        return f"({problems.problems[0].what})"
    return "".join(" ".join(words_of(document.blocks)).split())


def theirs(html: str) -> str:
    """Return the words of the reference's HTML."""
    parsed = lxml.html.document_fromstring(f"<html><body><div>{html}</div></body></html>")
    return "".join("".join(map(str, parsed.itertext())).split())


@pytest.mark.slow
def test_the_examples_say_the_same_but_for_those_listed(tmp_path: Path) -> None:
    read_here = {number: ours(one.markdown, tmp_path) for number, one in examples().items()}
    differing = {
        number: read_here[number]
        for number, one in examples().items()
        if read_here[number] != theirs(one.html)
    }
    listed = differences()
    assert {number: differing[number] for number in differing.keys() - listed.keys()} == {}
    assert listed.keys() - differing.keys() == set(), "these are the same now: take them off"
