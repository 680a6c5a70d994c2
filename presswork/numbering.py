"""Numbers for figures, tables, equations, listings and sections, and what refers to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    Note,
    OrderedList,
    Quote,
    Row,
    Table,
    anchors,
    map_inlines,
    own_runs,
    walk,
)
from presswork.inlines import (
    Cite,
    CrossReference,
    Inlines,
    Link,
    NoteReference,
    TargetKind,
    rewrite,
)
from presswork.inlines import walk as walk_inlines
from presswork.numerals import written
from presswork.problems import Ledger, Location, did_you_mean

if TYPE_CHECKING:
    from presswork.document import Anchor, Block, Blocks, Document, EquationTag, Handout, Panel
    from presswork.inlines import Inline

_PREFIXES: Final = {"tab:": "tbl:", "tbl:": "tab:"}
"""Two ways to begin the id of a table; a cross-reference may use either."""


def number(document: Document) -> Document:
    """Number a document and resolve its cross-references.

    Figures, tables and listings with a caption are counted each from 1, and equations that are to
    be numbered; headings are, level by level, where the document asks for it. A number that the
    reader gives is kept and not counted. Ids that are given twice and cross-references that lead
    nowhere are errors.

    Args:
        document: as its reader made it.

    Raises:
        Problems: all such errors.
    """
    ledger = Ledger()
    counted = _Counting(document.metadata.number_sections)
    blocks = counted.blocks(document.blocks)
    abstract = counted.blocks(document.metadata.abstract)
    notes = tuple(replace(note, blocks=counted.blocks(note.blocks)) for note in document.notes)
    everything = (*abstract, *blocks, *(block for note in notes for block in note.blocks))
    targets = _targets(everything, ledger)
    _tell_dead_links(everything, targets, ledger)
    resolving = _Resolving(targets, Location(document.path), ledger)
    resolved = replace(
        document,
        metadata=replace(
            document.metadata,
            title=resolving.inlines(document.metadata.title),
            subtitle=resolving.inlines(document.metadata.subtitle),
            abstract=map_inlines(abstract, resolving.inlines),
        ),
        blocks=map_inlines(blocks, resolving.inlines),
        notes=tuple(Note(note.id, map_inlines(note.blocks, resolving.inlines)) for note in notes),
        handout=resolving.handout(document.handout) if document.handout else None,
    )
    return replace(resolved, warnings=(*document.warnings, *ledger.settle()))


@dataclass(slots=True)
class _Counting:
    """Goes through the blocks in reading order and counts.

    Args:
        sections: whether headings are numbered.
    """

    sections: bool
    figures: int = 0
    tables: int = 0
    equations: int = 0
    listings: int = 0
    levels: list[int] = field(default_factory=list)

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Heading(numbered=True) if self.sections:
                return replace(block, number=self._section(block.level))
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case CodeBlock(caption=(_, *_), number=None):
                self.listings += 1
                return replace(block, number=str(self.listings))
            case Equation():
                return replace(block, tags=tuple(map(self._tag, block.tags)))
            case BulletList() | OrderedList():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case DefinitionList():
                return replace(block, items=tuple(map(self._definition, block.items)))
            case Quote() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                return block

    def _section(self, level: int) -> str:
        del self.levels[level:]
        self.levels += [0] * (level - len(self.levels))
        self.levels[-1] += 1
        first = next((place for place, count in enumerate(self.levels) if count), 0)
        return ".".join(map(str, self.levels[first:]))

    def _figure(self, figure: Figure) -> Figure:
        number = figure.number
        if figure.caption and number is None:
            self.figures += 1
            number = str(self.figures)
        return replace(figure, number=number, panels=_lettered(figure.panels, number))

    def _tag(self, tag: EquationTag) -> EquationTag:
        if not tag.numbered or tag.number is not None:
            return tag
        self.equations += 1
        return replace(tag, number=str(self.equations))

    def _definition(self, definition: Definition) -> Definition:
        return replace(definition, meanings=tuple(map(self.blocks, definition.meanings)))

    def _table(self, table: Table) -> Table:
        counted = table.number
        if table.caption and counted is None:
            self.tables += 1
            counted = str(self.tables)
        return replace(
            table,
            number=counted,
            head=tuple(map(self._row, table.head)),
            body=tuple(map(self._row, table.body)),
            notes=self.blocks(table.notes),
        )

    def _row(self, row: Row) -> Row:
        return Row(tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=self.blocks(cell.blocks))


def _lettered(panels: tuple[Panel, ...], number: str | None) -> tuple[Panel, ...]:
    """Give each panel of several its letter: `2a`, `2b`."""
    if number is None or len(panels) == 1:
        return panels
    return tuple(
        panel if panel.number else replace(panel, number=number + written(at, "lower-alpha"))
        for at, panel in enumerate(panels, start=1)
    )


def _targets(blocks: Blocks, ledger: Ledger) -> dict[str, Anchor]:
    targets: dict[str, Anchor] = {}
    for anchor in anchors(blocks):
        if anchor.id in targets:
            ledger.error(
                f"the id '{anchor.id}' is given twice",
                anchor.location,
                f"it is also at {targets[anchor.id].location}; give one of them another id",
                rule="duplicate-id",
            )
        targets.setdefault(anchor.id, anchor)
    return targets


def _tell_dead_links(blocks: Blocks, targets: dict[str, Anchor], ledger: Ledger) -> None:
    """Warn of links to places that the document does not have."""
    for block in walk(blocks):
        for run in own_runs(block):
            for inline in walk_inlines(run):
                if not isinstance(inline, Link) or not inline.target.startswith("#"):
                    continue
                identifier = inline.target[1:]
                if identifier not in targets:
                    ledger.warn(
                        f"the link to '{inline.target}' leads nowhere; its words stay",
                        block.location,
                        did_you_mean(identifier, targets) or _known(targets),
                        rule="dead-link",
                    )


@dataclass(frozen=True, slots=True)
class _Resolving:
    """Fills in the cross-references of rich text.

    Args:
        targets: what can be referred to, by id.
        document: the place of those without one.
        ledger: told of those that lead nowhere.
    """

    targets: dict[str, Anchor]
    document: Location
    ledger: Ledger

    def inlines(self, inlines: Inlines) -> Inlines:
        return rewrite(inlines, self._inline)

    def handout(self, handout: Handout) -> Handout:
        for identifier in handout.figures:
            self._check(identifier, TargetKind.FIGURE)
        if handout.table is not None:
            self._check(handout.table, TargetKind.TABLE)
        return replace(
            handout,
            key_points=tuple(map(self.inlines, handout.key_points)),
            call_to_action=self.inlines(handout.call_to_action),
        )

    def _check(self, identifier: str, kind: TargetKind) -> None:
        found = self.targets.get(identifier)
        if found is None or found.kind is not kind:
            ids = [name for name, anchor in self.targets.items() if anchor.kind is kind]
            self.ledger.error(
                f"the handout shows the {kind.value} '{identifier}', which does not exist",
                self.document,
                did_you_mean(identifier, ids) or _known(ids),
                rule="dead-cross-reference",
            )

    def _inline(self, inline: Inline) -> Inlines | None:
        match inline:
            case CrossReference():
                return (self._resolved(inline),)
            case Cite(items=items):
                changed = tuple(
                    replace(
                        item, prefix=self.inlines(item.prefix), suffix=self.inlines(item.suffix)
                    )
                    for item in items
                )
                return (replace(inline, items=changed),)
            case Link(target=target) if target.startswith("#") and target[1:] not in self.targets:
                return self.inlines(inline.children)
            case _:
                return None

    def _resolved(self, reference: CrossReference) -> CrossReference:
        wanted = reference.target
        other = _PREFIXES.get(wanted[:4])
        if wanted not in self.targets and other and other + wanted[4:] in self.targets:
            wanted = other + wanted[4:]
        anchor = self.targets.get(wanted)
        if anchor is None:
            self.ledger.error(
                f"the cross-reference '@{reference.target}' leads nowhere",
                reference.location or self.document,
                did_you_mean(reference.target, self.targets) or _known(self.targets),
                rule="dead-cross-reference",
            )
            return reference
        return self._filled(replace(reference, target=wanted), anchor)

    def _filled(self, reference: CrossReference, anchor: Anchor) -> CrossReference:
        title: Inlines = ()
        if anchor.number is None:
            match anchor.kind:
                case TargetKind.SECTION:
                    title = _without_marks(anchor.title)
                case TargetKind.EQUATION:
                    self._tell_unnumbered(reference, "an equation without a number", "number it")
                case kind:
                    what = f"a {kind.value} without a caption and so a number"
                    self._tell_unnumbered(reference, what, f"give the {kind.value} a caption")
        return replace(reference, kind=anchor.kind, number=anchor.number, title=title)

    def _tell_unnumbered(self, reference: CrossReference, what: str, hint: str) -> None:
        self.ledger.error(
            f"'@{reference.target}' leads to {what}",
            reference.location or self.document,
            hint,
            rule="dead-cross-reference",
        )


def _known(ids: dict[str, Anchor] | list[str]) -> str:
    return f"known are {', '.join(sorted(ids)[:12])}" if ids else "the document has no such id"


def _without_marks(words: Inlines) -> Inlines:
    """Return the words of a heading without what must not stand twice: notes, links, citations."""

    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Link(children=children):
                return rewrite(children, change)
            case NoteReference() | Cite() | CrossReference():
                return ()
            case _:
                return None

    return rewrite(words, change)
