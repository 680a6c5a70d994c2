"""Markdown with YAML front matter and Pandoc's citations → `Document`.

- `source`: the file's bytes as text, and where the front matter ends.
- `yaml_lines`, `schema`, `days`, `front_matter`: the front matter's lines, its types, what it
  means.
- `parser`: markdown-it-py, put together from one module a piece of syntax: `attributes`,
  `captions`, `citations`, `dash_tables`, `divs`, `fancy_lists`, `formula_rules`, `grid_tables`,
  `headings`, `latex` (with `groups` and `macros`), `metadata_blocks`, `typography`.
- `tree`: the parser's tokens as a tree.
- `blocks`, `inlines`: the tree as our types; `commands`, `containers`, `environments` (with
  `latex_figures`, `latex_source`, `latex_tables`), `equations`, `figures`, `html`, `notes`,
  `paragraphs`, `pictures`, `tables`: the parts of that.
- `bibliography`: the files of references, and where their list stands.
- `mentions`: cross-references, once all ids are known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import Document, Heading
from presswork.inlines import Text
from presswork.problems import Ledger, Location
from presswork.readers.markdown import bibliography, front_matter, macros, mentions, notes, source
from presswork.readers.markdown.blocks import read_blocks
from presswork.readers.markdown.notes import Notes
from presswork.readers.markdown.parser import make_parser
from presswork.readers.markdown.reading import Reading

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
    reading = Reading(
        path,
        resources,
        ledger,
        make_parser(fields.language),
        Notes(),
        language=fields.language,
        macros=macros.of_names(fields.model.math) | macros.collect(parts.front, parts.body),
    )
    nodes = reading.parse_blocks(parts.body)
    others = [
        (node.token.content, node.line + 1) for node in nodes if node.type == "metadata_block"
    ]
    if others:
        fields = front_matter.read_fields(parts, path, ledger, others)
    metadata = front_matter.read_metadata(fields, reading)
    blocks = bibliography.place(read_blocks(nodes, reading), fields, reading)
    handout = front_matter.read_handout(fields, reading)
    notes.tell_unused(reading)
    if not fields.titled:
        metadata, blocks = _with_title(metadata, blocks, path, ledger)
    references = bibliography.read_files(fields, reading)
    _sort(ledger, path)
    document = Document(
        path=path,
        name=name,
        metadata=metadata,
        blocks=blocks,
        notes=reading.notes.in_order(),
        references=references,
        handout=handout,
        warnings=ledger.settle(),
        uncited=bibliography.uncited(fields, references, reading),
    )
    return mentions.settle(document, reading.aliases)


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
