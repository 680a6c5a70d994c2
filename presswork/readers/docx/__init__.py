"""Word files (.docx) → `Document`.

- `package`: the parts of the file; `xml`: what is asked of their XML.
- `styles`, `numbering`: what named styles and lists mean.
- `story`: paragraphs, runs and fields, as `pieces`: lines with rich text, and `tables`.
- `live`: citations of Zotero, Mendeley, EndNote and Word, `works`: the works they carry, `sources`:
  those of Word's own.
- `pictures`: taken out of the package; `comments`: what they say, for drafts.
- `blocks`: lines as lists, quotations, listings and figures; `front`: what stands above them.
- `listing`: a list of references that is plain text.

What refers to works, figures and tables is brought back by `presswork.readers.printed`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import Bibliography, Document, Heading, Note, Uncited, walk
from presswork.inlines import Text
from presswork.problems import Ledger, Location
from presswork.readers.docx import (
    blocks,
    comments,
    front,
    listing,
    numbering,
    package,
    sources,
    styles,
    tables,
)
from presswork.readers.docx.blocks import Building
from presswork.readers.docx.pieces import Grid
from presswork.readers.docx.reading import Reading
from presswork.readers.docx.story import Story
from presswork.readers.docx.works import Works
from presswork.readers.docx.xml import W, attribute, find
from presswork.readers.printed import finishing, sections

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from presswork.document import Blocks, Metadata
    from presswork.readers.docx.package import Package
    from presswork.readers.docx.pieces import Piece
    from presswork.resources import Resources


def read(path: Path, name: str, resources: Resources) -> Document:
    """Read a document.

    Args:
        path: its source file.
        name: what it is to be called in the names of files.
        resources: what it may reach; pictures are kept where its downloads are.

    Raises:
        Problems: it cannot be read, or holds no text.
    """
    return _read_file(path, name, resources, keeps_comments=False)


def read_draft(path: Path, name: str, resources: Resources) -> Document:
    """Read a document with its comments; see `read`."""
    return _read_file(path, name, resources, keeps_comments=True)


def _read_file(path: Path, name: str, resources: Resources, *, keeps_comments: bool) -> Document:
    ledger = Ledger()
    opened = package.load(path, ledger)
    with opened.archive:
        main = package.main_part(opened)
        reading = _reading(opened, main, resources, ledger)
        if keeps_comments:
            reading.comments = comments.read(opened, main)
        return _read(reading, main, name)


def _read(reading: Reading, main: str, name: str) -> Document:
    opened, ledger = reading.package, reading.ledger
    path = opened.path
    root = opened.tree_of(main)
    body = find(root, "w:body") if root is not None else None
    if body is None:
        ledger.error("the Word file holds no document", Location(path), "save it again in Word")
        ledger.settle()
        raise AssertionError  # settle has raised: an error was noted
    maker = _Maker(reading)
    pieces = maker.story().pieces(body)
    found = front.read(pieces)
    listed = listing.take(found.rest, maker.reading.works)
    abstract = blocks.make(found.abstract, maker.building)
    metadata, made = _with_title(found, blocks.make(listed.rest, maker.building), maker)
    metadata = replace(metadata, abstract=abstract)
    if not made and not abstract:
        ledger.error("the Word file holds no text", Location(path), "write something into it")
    references = (*maker.reading.works.references.values(), *listed.references)
    document = Document(path, name, metadata, made, tuple(maker.reading.notes.values()), references)
    return replace(_finished(document, listed, maker), warnings=ledger.settle())


def _reading(opened: Package, main: str, resources: Resources, ledger: Ledger) -> Reading:
    targets = opened.targets_of(main)
    parts = {target.kind: target.address for target in targets.values() if not target.outside}

    def tree(kind: str) -> etree._Element | None:
        return opened.tree_of(parts[kind]) if kind in parts else None

    works = Works(ledger, Location(opened.path))
    for part in opened.names.values():
        if part.startswith("customXml/item") and part.endswith(".xml"):
            content = opened.tree_of(part)
            if content is not None and str(content.tag).endswith("}Sources"):
                sources.read(content, works)
    reading = Reading(
        opened,
        resources,
        ledger,
        styles.read(tree("styles")),
        numbering.read(tree("numbering")),
        works,
        targets,
    )
    for kind in ("footnote", "endnote"):
        notes = tree(f"{kind}s")
        for element in notes.iter(f"{W}{kind}") if notes is not None else ():
            if attribute(element, "type") in {None, "normal"}:
                reading.footnotes[kind, attribute(element, "id") or ""] = element
        if f"{kind}s" in parts:
            reading.note_targets[kind] = opened.targets_of(parts[f"{kind}s"])
    return reading


class _Maker:
    """Makes stories of the body, of cells and of notes."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.building = Building(reading.place)

    def story(self) -> Story:
        return Story(self.reading, self._table, self._note)

    def _table(self, element: etree._Element, outer: Story) -> Piece | None:
        read = tables.read(element, self.reading, self._cell)
        return Grid(read, outer.taken_ids()) if read is not None else None

    def _cell(self, element: etree._Element) -> Blocks:
        return blocks.make(self.story().pieces(element), self.building)

    def _note(self, kind: str, identifier: str) -> str | None:
        """Read a note when it is mentioned first; return its id."""
        element = self.reading.footnotes.get((kind, identifier))
        if element is None:
            return None
        own = f"{kind}-{identifier}"
        if own not in self.reading.notes:
            self.reading.notes[own] = Note(own, ())
            outer = self.reading.targets
            self.reading.targets = self.reading.note_targets.get(kind, {})
            made = self._cell(element)
            self.reading.targets = outer
            self.reading.notes[own] = Note(own, made)
        return own


def _with_title(found: front.Front, made: Blocks, maker: _Maker) -> tuple[Metadata, Blocks]:
    """Give the document its title: that of its style, its first heading or its properties."""
    opened = maker.reading.package
    metadata = front.metadata(
        found,
        opened.tree_of("docProps/core.xml"),
        opened.tree_of("docProps/custom.xml"),
        opened.tree_of("word/styles.xml"),
        numbered=_numbers_headings(maker.reading),
    )
    headings = [block for block in made if isinstance(block, Heading)]
    alone = headings and headings[0] is made[0] and headings[0].level == 1
    if (
        not found.title
        and alone
        and all(each.level > 1 for each in headings[1:])
        and len(headings) > 1
    ):
        metadata = replace(metadata, title=headings[0].children)
        made = made[1:]
    if not metadata.title:
        maker.reading.ledger.warn(
            "the Word file has no title", maker.reading.place, "give its first line the style Title"
        )
        metadata = replace(metadata, title=(Text(opened.path.stem.replace("-", " ")),))
    levels = [block.level for block in made if isinstance(block, Heading)]
    shift = min(levels, default=1) - 1
    made = tuple(
        replace(block, level=block.level - shift) if isinstance(block, Heading) else block
        for block in made
    )
    return metadata, made


def _numbers_headings(reading: Reading) -> bool:
    """Tell whether the styles of headings have numbers."""
    for identifier, style in reading.styles.known.items():
        if style.name.casefold() == "heading 1" and (given := reading.styles.numbering(identifier)):
            level = reading.numbering.level(*given)
            return level is not None and level.numeral is not None and not level.bare
    return False


def _finished(document: Document, listed: listing.Listed, maker: _Maker) -> Document:
    """Make citations and cross-references of marks and links."""
    meta = document.metadata
    inside = tuple(block for note in document.notes for block in note.blocks)
    marked = listed.marked
    everything = (*marked(meta.abstract), *marked(document.blocks), *marked(inside))
    finish = finishing.prepare(everything, document.references, maker.building.aliases)
    body = finishing.without_own_numbers(finish.blocks(marked(document.blocks)))
    body, numbered = sections.without_own_numbers(body)
    notes = tuple(Note(note.id, finish.blocks(marked(note.blocks))) for note in document.notes)
    abstract = finish.blocks(marked(meta.abstract))
    has_list = any(isinstance(block, Bibliography) for block in walk(body))
    if document.references and not has_list and finishing.cited((*abstract, *body)):
        body = (*body, Bibliography())
    used = finishing.cited((*abstract, *body, *(block for note in notes for block in note.blocks)))
    return replace(
        document,
        metadata=replace(meta, abstract=abstract, number_sections=meta.number_sections or numbered),
        blocks=body,
        notes=notes,
        uncited=tuple(
            Uncited(reference.key, maker.reading.place)
            for reference in listed.references
            if reference.key not in used
        ),
    )
