"""Markdown with YAML front matter and Pandoc's citations → `Document`.

- `source`: a file's bytes as text, and where the front matter ends; `assembly` (with `projects`):
  several files as one text.
- `schema` (with `foreign_fields`), `days`, `people`, `front_matter`: the front matter's types, what
  it means.
- `parser`: markdown-it-py, put together from one module a piece of syntax: `attributes`,
  `captions`, `citations`, `dash_tables`, `divs`, `fancy_lists`, `formula_rules`, `grid_tables`,
  `headings`, `latex` (with `groups` and `macros`), `inline_parser`, `line_blocks`,
  `metadata_blocks`, `note_marks`, `pipe_tables`, `placeholders`, `roles`, `typography` (with
  `quotation_marks`).
- `tree`: the parser's tokens as a tree.
- `blocks`, `inlines`: the tree as our types; `callouts`, `commands`, `comments`, `containers`,
  `directives`, `environments` (with `latex_figures`, `latex_source`, `latex_tables`), `equations`,
  `figures`, `html`, `html_blocks`, `notes`, `paragraphs`, `pictures`, `tables`: the parts of that.
- `bibliography`: the files of references, and where their list stands; `persistent_ids`: works
  that are cited by DOI and the like.
- `mentions`: cross-references, once all ids are known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork import translations
from presswork.document import Document, Heading
from presswork.inlines import Text, plain_text
from presswork.problems import Ledger, Location, in_order
from presswork.readers import FlawedDocument
from presswork.readers.markdown import (
    bibliography,
    front_matter,
    macros,
    mentions,
    notes,
    projects,
    source,
)
from presswork.readers.markdown.assembly import Assembler
from presswork.readers.markdown.blocks import read_blocks
from presswork.readers.markdown.notes import Notes
from presswork.readers.markdown.parser import make_parser
from presswork.readers.markdown.persistent_ids import works_of
from presswork.readers.markdown.reading import Reading
from presswork.readers.parts import Part, of_heading

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Blocks, Metadata
    from presswork.resources import Resources


def read(path: Path, name: str, resources: Resources) -> Document:
    """Read a document.

    Args:
        path: its source file.
        name: what it is to be called in the names of files.
        resources: what it may reach.

    Raises:
        FlawedDocument: all that is wrong with it and its pictures.
        Problems: all that is wrong with it, where its references are not known.
    """
    return _read(path, name, resources, keeps_comments=False)


def read_draft(path: Path, name: str, resources: Resources) -> Document:
    """Read a document with its comments; see `read`."""
    return _read(path, name, resources, keeps_comments=True)


def _read(path: Path, name: str, resources: Resources, *, keeps_comments: bool) -> Document:
    ledger = Ledger()
    assembler = Assembler(resources, ledger)
    begun = assembler.begin(path)
    original = _fields_of_original(path, assembler)
    fields = front_matter.read_fields(begun, ledger, original=original)
    parts = assembler.complete(path, begun, fields.chapters)
    reading = Reading(
        path,
        parts.places,
        resources,
        ledger,
        make_parser(fields.language),
        Notes(),
        language=fields.language,
        keeps_comments=keeps_comments,
        macros=macros.of_names(fields.model.math) | macros.collect(parts.front, parts.body),
    )
    nodes = reading.parse_blocks(parts.body)
    others = [
        (node.token.content, node.line + 1) for node in nodes if node.type == "metadata_block"
    ]
    if others:
        fields = front_matter.read_fields(parts, ledger, others, original=original)
    references = bibliography.read_files(fields, reading)
    are_known = not ledger.has_error()
    reading.works = works_of(references, reading.environment.get("references"))
    metadata = front_matter.read_metadata(fields, reading)
    blocks = bibliography.place(read_blocks(nodes, reading), fields, reading)
    handout = front_matter.read_handout(fields, reading)
    notes.tell_unused(reading)
    if projects.manuscript_files(path.parent):
        metadata, blocks = _with_abstract(metadata, blocks)
    if not fields.titled:
        metadata, blocks = _with_title(metadata, blocks, path, ledger)
    document = Document(
        path=path,
        name=name,
        metadata=metadata,
        blocks=blocks,
        notes=reading.notes.in_order(),
        references=references,
        handout=handout,
        uncited=bibliography.uncited(fields, references, reading),
    )
    document = mentions.settle(document, reading.aliases)
    ledger.problems = in_order(ledger.problems, path)
    if are_known and ledger.has_error():
        raise FlawedDocument(ledger.problems, document)
    return replace(document, warnings=ledger.settle())


def _fields_of_original(path: Path, assembler: Assembler) -> front_matter.Original | None:
    """Return what a translation takes from the document that it is one of; None for others."""
    original = translations.original_of(path)
    if original is None:
        return None
    begun = assembler.begin(original)
    language = translations.language_of(path) or ""
    return front_matter.Original(front_matter.read_fields(begun, assembler.ledger), language)


def _with_abstract(metadata: Metadata, blocks: Blocks) -> tuple[Metadata, Blocks]:
    """Take manubot's first section for the abstract, and raise its headings, which begin at 2."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    raised = min(levels, default=1) - 1
    blocks = tuple(
        replace(block, level=block.level - raised) if isinstance(block, Heading) else block
        for block in blocks
    )
    match blocks:
        case (Heading() as first, *_) if of_heading(plain_text(first.children)) is Part.ABSTRACT:
            end = next(
                (at for at, one in enumerate(blocks) if at and isinstance(one, Heading)),
                len(blocks),
            )
            if not metadata.abstract:
                return replace(metadata, abstract=blocks[1:end]), blocks[end:]
        case _:
            pass
    return metadata, blocks


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
