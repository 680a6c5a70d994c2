"""What a cited document of ours says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork import looks, numbering, readers, styles, typesetting
from presswork.citations import citing
from presswork.document import (
    Bibliography,
    BulletList,
    Callout,
    CodeBlock,
    DefinitionList,
    Document,
    Equation,
    Figure,
    Heading,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from presswork.inlines import (
    Cite,
    Code,
    Comment,
    CrossReference,
    Image,
    LineBreak,
    Link,
    Math,
    NoteReference,
    ReferenceForm,
    Text,
)
from presswork.resources import Resources
from tests.validation.round_trips.told import BULLET, ITEM, Cell, Told
from tests.validation.texts import squash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from presswork.document import Block, Blocks, Row
    from presswork.inlines import Inline, Inlines
    from presswork.looks import Words

STYLE = "american-medical-association"


def cited(paper: Path, *roots: Path) -> Document:
    """Read, number and cite a document, as the command does."""
    document = numbering.number(readers.read(paper, Resources((paper.parent, *roots))))
    style = styles.find(document.metadata.style or STYLE)
    return typesetting.settled(citing.cite(document, style.path))


def tell(document: Document) -> Told:
    """Tell what a cited document says."""
    words = looks.load("article", looks.A4, document.metadata.language).words
    telling = _Telling(document, words)
    telling.blocks(document.metadata.abstract)
    telling.blocks(document.blocks)
    return telling.told


@dataclass(slots=True)
class _Telling:
    document: Document
    words: Words
    told: Told = field(default_factory=Told)
    mentioned: set[str] = field(default_factory=set)

    def blocks(self, blocks: Blocks) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Heading(level, children):
                number = block.number if block.appendix and block.number else ""
                self.told.headings.append((level, squash(number + self.text(children))))
            case Paragraph(children):
                self.paragraph(children)
            case BulletList(items):
                self.items((BULLET, item) for item in items)
            case OrderedList(items, start):
                self.items((str(start + at), item) for at, item in enumerate(items))
            case DefinitionList(items):
                for item in items:
                    self.paragraph(item.term)
                    for meaning in item.meanings:
                        self.blocks(meaning)
            case Quote(blocks):
                self.blocks(blocks)
            case Callout(kind, blocks, title):
                self.told.paragraphs.append(squash(self.words[kind] + self.text(title)))
                self.blocks(blocks)
            case CodeBlock(text):
                self.caption("listing", block.number, block.caption)
                self.told.codes.append(squash(text))
            case Equation(formula):
                self.told.formulas.append(squash(formula.root.text))
            case Figure():
                self.figure(block)
            case Table():
                self.table(block)
            case Bibliography():
                self.bibliography(block)
            case PageBreak() | ThematicBreak():
                pass

    def paragraph(self, children: Inlines) -> None:
        words = squash(self.text(children))
        if words:
            self.told.paragraphs.append(words)

    def items(self, items: Iterable[tuple[str, Blocks]]) -> None:
        for mark, blocks in items:
            at = len(self.told.items)
            self.told.items.append((mark, ""))
            before = len(self.told.paragraphs)
            self.blocks(blocks)
            first = self.told.paragraphs[before] if len(self.told.paragraphs) > before else ""
            if blocks and isinstance(blocks[0], Paragraph):
                self.told.items[at] = (mark, first[:ITEM])

    def figure(self, figure: Figure) -> None:
        for panel in figure.panels:
            if panel.image:
                self.told.pictures.append(squash(panel.image.alt))
            self.text(panel.caption)
        self.caption("figure", figure.number, figure.caption)

    def table(self, table: Table) -> None:
        self.caption("table", table.number, table.caption)
        rows = [self.row(row, heads=True) for row in table.head]
        rows += [self.row(row, heads=False) for row in table.body]
        if rows:
            self.told.tables.append(rows)
        self.blocks(table.notes)

    def row(self, row: Row, *, heads: bool) -> tuple[Cell, ...]:
        return tuple(
            Cell(self.inside(cell.blocks), cell.column_span, cell.row_span, heads)
            for cell in row.cells
        )

    def inside(self, blocks: Blocks) -> str:
        """Return the text of blocks that are no paragraphs of the text itself."""
        inner = _Telling(self.document, self.words, mentioned=self.mentioned)
        inner.blocks(blocks)
        for kind in ("notes", "links", "pictures", "formulas", "verbatim"):
            getattr(self.told, kind).extend(getattr(inner.told, kind))
        return "".join(inner.told.paragraphs)

    def caption(self, kind: str, number: str | None, words: Inlines) -> None:
        if number or words:
            label = f"{self.words[kind]}{number}" if number else ""
            self.told.captions.append(squash(label + self.text(words)))

    def bibliography(self, block: Bibliography) -> None:
        if block.entries and not block.headed:
            self.told.headings.append((block.heading_level, squash(self.words["references"])))
        for entry in block.entries:
            self.paragraph((*entry.label, *entry.content))

    def text(self, inlines: Inlines) -> str:
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return text
            case Code(text):
                self.told.verbatim.append(squash(text))
                return text
            case Math(formula):
                self.told.formulas.append(squash(formula.root.text))
                return ""
            case Image(alt=alt):
                self.told.pictures.append(squash(alt))
                return ""
            case LineBreak():
                return " "
            case Comment():
                return ""
            case Link(target, children):
                if not target.startswith("#"):
                    self.told.links.append(target)
                return self.text(children)
            case Cite(rendered=rendered):
                return self.text(rendered)
            case CrossReference():
                return self.reference(inline)
            case NoteReference(id_):
                self.note(id_)
                return ""
            case _:
                return self.text(inline.children)

    def reference(self, reference: CrossReference) -> str:
        if not reference.number:
            return self.text(reference.title)
        if reference.form is ReferenceForm.NUMBER or reference.kind is None:
            return reference.number
        return self.words[reference.kind.value] + reference.number

    def note(self, id_: str) -> None:
        if id_ in self.mentioned:
            return
        self.mentioned.add(id_)
        note = next(note for note in self.document.notes if note.id == id_)
        at = len(self.told.notes)
        self.told.notes.append("")
        self.told.notes[at] = self.inside(note.blocks)
