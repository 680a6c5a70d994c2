"""Markdown with YAML front matter and Pandoc's citations → `Document`.

- `source`: the file's bytes as text, and where the front matter ends.
- `yaml_lines`, `schema`, `days`, `front_matter`: the front matter's lines, its types, what it
  means.
- `parser`: markdown-it-py, put together from one module a piece of syntax: `attributes`,
  `captions`, `citations` (with `locators`), `dash_tables`, `divs`, `fancy_lists`, `grid_tables`,
  `headings`, `latex`, `metadata_blocks`, `typography`.
- `tree`: the parser's tokens as a tree.
- `blocks`, `inlines`: the tree as our types; `containers`, `figures`, `html`, `notes`,
  `pictures` (with `svg`), `tables`: the parts of that.
- `bibliography`: the files of references, and where their list stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import Document, Heading
from presswork.inlines import Text
from presswork.problems import Ledger, Location
from presswork.readers.markdown import bibliography, front_matter, notes, source
from presswork.readers.markdown.blocks import read_blocks
from presswork.readers.markdown.notes import Notes
from presswork.readers.markdown.parser import make_parser
from presswork.readers.markdown.reading import Reading
from presswork.readers.markdown.tree import DEEPEST, Node, nest

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Blocks, Metadata
    from presswork.problems import Problem
    from presswork.resources import Resources


def read(path: Path, name: str, resources: Resources) -> Document:
    """Read a document.

    Args:
        path: its source file.
        name: what it is to be called in the names of files.
        resources: what it may reach.

    Raises:
        Problems: all that is wrong with it, its references and its pictures.
    """
    ledger = Ledger()
    parts = source.read_source(path, ledger)
    fields = front_matter.read_fields(parts, path, ledger)
    reading = Reading(path, resources, ledger, make_parser(fields.language), Notes())
    blocks = _body(parts.body, reading)
    front = front_matter.interpret(fields, reading)
    notes.tell_unused(reading)
    metadata = front.metadata
    if not fields.titled:
        metadata, blocks = _with_title(metadata, blocks, path, ledger)
    references = bibliography.read_files(fields, reading)
    _sort(ledger, path)
    return Document(
        path=path,
        name=name,
        metadata=metadata,
        blocks=bibliography.place(blocks, reading),
        notes=reading.notes.in_order(),
        references=references,
        handout=front.handout,
        warnings=ledger.settle(),
    )


def _body(text: str, reading: Reading) -> Blocks:
    nodes = parse(text, reading)
    notes.collect(nodes, reading)
    return read_blocks(nodes, reading)


def parse(text: str, reading: Reading) -> list[Node]:
    """Parse the body of a document."""
    environment: dict[str, object] = {}
    tokens = reading.parser.parse(text, environment)
    deepest = max((token.level for token in tokens), default=0)
    nested = nest(tokens)
    if nested.too_deep or deepest >= reading.parser.options.maxNesting - 1:
        at = next((token.map[0] for token in tokens if token.level >= DEEPEST and token.map), 0)
        reading.ledger.error(
            f"lists and quotations are nested deeper than {DEEPEST} levels",
            reading.at(at + 1),
            "write it with fewer levels",
        )
    reading.notes.inline.update(notes.inline_tokens(environment))
    return nested.nodes


def _with_title(
    metadata: Metadata, blocks: Blocks, path: Path, ledger: Ledger
) -> tuple[Metadata, Blocks]:
    """Give a document without a title that of its first heading, or its file's name."""
    if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        title = blocks[0].children
        others = [block for block in blocks[1:] if isinstance(block, Heading)]
        rest: Blocks = blocks[1:]
        if others and all(heading.level > 1 for heading in others):
            rest = tuple(
                replace(block, level=block.level - 1) if isinstance(block, Heading) else block
                for block in rest
            )
        return replace(metadata, title=title), rest
    ledger.warn(
        "the document has no title",
        Location(path, 1),
        "begin it with front matter: ---, title: …, ---",
    )
    name = path.parent.name if source.is_generic(path) else path.stem
    return replace(metadata, title=(Text(name.replace("-", " ")),)), blocks


def _sort(ledger: Ledger, path: Path) -> None:
    """Put the problems into the order of the lines, and tell each only once."""

    def line_of(problem: Problem) -> tuple[bool, int]:
        place = problem.location
        here = place is not None and place.path == path
        return not here, place.line or 0 if place and here else 0

    ledger.problems = sorted(dict.fromkeys(ledger.problems), key=line_of)
