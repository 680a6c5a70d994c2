"""Numbers for figures, tables, equations, listings and sections, and what refers to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    BulletList,
    Callout,
    CodeBlock,
    Definition,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    anchors,
    handout_runs,
    inline_runs,
    map_cells,
    map_handout,
    map_inlines,
    own_runs,
    walk,
)
from presswork.inlines import (
    Cite,
    Comment,
    CrossReference,
    Inlines,
    Link,
    NoteReference,
    TargetKind,
    rewrite,
    unless_same,
)
from presswork.inlines import walk as walk_inlines
from presswork.numerals import written
from presswork.problems import Ledger, Location, Suggestions, did_you_mean

if TYPE_CHECKING:
    from presswork.document import Anchor, Block, Blocks, Document, EquationTag, Handout, Panel
    from presswork.inlines import Inline

_PREFIXES: Final = {"tab:": "tbl:", "tbl:": "tab:"}
"""Two ways to begin the id of a table; a cross-reference may use either."""


def number(document: Document) -> Document:
    """Number a document and resolve its cross-references.

    Figures, tables and listings with a caption are counted each from 1, and equations that are to
    be numbered; so is what a cross-reference leads to without either. Headings are, level by
    level, where the document asks for it. A number that the reader gives is kept and not counted.
    Ids that are given twice and cross-references that lead nowhere are warnings: the first of
    the ids is meant, and the others are dropped.

    Args:
        document: as its reader made it.

    Raises:
        Problems: a handout shows what does not exist.
    """
    ledger = Ledger()
    ids = _Ids(_labels(document), ledger)
    counted = _Counting(document.metadata.number_sections, _mentioned(document), ids)
    blocks = counted.blocks(document.blocks)
    abstract = counted.blocks(document.metadata.abstract)
    notes = tuple(replace(note, blocks=counted.blocks(note.blocks)) for note in document.notes)
    everything = (*abstract, *blocks, *(block for note in notes for block in note.blocks))
    targets = {anchor.id: anchor for anchor in anchors(everything)}
    suggestions = Suggestions(targets, _known(targets))
    _tell_dead_links(everything, suggestions, ledger)
    resolving = _Resolving(targets, suggestions, Location(document.path), ledger)
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


def _whole(document: Document) -> Blocks:
    notes = (block for note in document.notes for block in note.blocks)
    return (*document.blocks, *document.metadata.abstract, *notes)


def _labels(document: Document) -> frozenset[str]:
    """Return the ids of all but headings, whose ids are mostly made of their words."""
    places = anchors(_whole(document))
    return frozenset(anchor.id for anchor in places if anchor.kind is not TargetKind.SECTION)


def _mentioned(document: Document) -> frozenset[str]:
    """Return the ids that cross-references lead to, by both names of tables."""
    runs = (
        *inline_runs(_whole(document)),
        *(handout_runs(document.handout) if document.handout else ()),
    )
    found = {
        inline.target
        for run in runs
        for inline in walk_inlines(run)
        if isinstance(inline, CrossReference)
    }
    others = {_PREFIXES[id_[:4]] + id_[4:] for id_ in found if id_[:4] in _PREFIXES}
    return frozenset(found | others)


@dataclass(slots=True)
class _Ids:
    """Keeps every id unique.

    Args:
        labels: the ids of all but headings; a heading gives way to them.
        ledger: told of ids that are given twice.
        places: the ids that were given so far, and where.
        signs: the ids that headings wanted, with how many signs were added to the last of each.
    """

    labels: frozenset[str]
    ledger: Ledger
    places: dict[str, Location | None] = field(default_factory=dict)
    signs: dict[str, int] = field(default_factory=dict)

    def label(self, id_: str | None, location: Location | None) -> str | None:
        """Return the id of anything but a heading; None where it was given before."""
        if id_ is None:
            return None
        if id_ in self.places:
            self._tell(id_, location)
            return None
        self.places[id_] = location
        return id_

    def heading(self, id_: str, location: Location | None) -> str:
        """Return an id for a heading, which may be its own with signs added."""
        if id_ in self.places and id_ not in self.labels:
            self._tell(id_, location)
        signs = self.signs.get(id_, 0)
        while (free := _with_signs(id_, signs)) in self.labels or free in self.places:
            signs += 1
        self.signs[id_] = signs
        self.places[free] = location
        return free

    def _tell(self, id_: str, location: Location | None) -> None:
        self.ledger.warn(
            f"the id '{id_}' is given twice; cross-references lead to the first",
            location,
            f"it is also at {self.places[id_]}; give one of them another id",
            rule="duplicate-id",
        )


def _with_signs(id_: str, count: int) -> str:
    """Return `maps`, `maps-`, `maps-2`, `maps-3`."""
    return f"{id_}-{count if count > 1 else ''}" if count else id_


@dataclass(slots=True)
class _Counting:
    """Goes through the blocks in reading order and counts.

    Args:
        sections: whether headings are numbered.
        mentioned: the ids that cross-references lead to.
        ids: keeps them unique.
    """

    sections: bool
    mentioned: frozenset[str]
    ids: _Ids
    figures: int = 0
    tables: int = 0
    equations: int = 0
    listings: int = 0
    levels: list[int] = field(default_factory=list)
    appendices: list[int] = field(default_factory=list)
    appendix: int | None = None

    def blocks(self, blocks: Blocks) -> Blocks:
        return unless_same(blocks, [self._block(block) for block in blocks])

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return block
            case Heading(level=level):
                self._enter(block)
                number = self._section(level) if self.sections and block.numbered else block.number
                id_ = self.ids.heading(block.id, block.location)
                within = self.appendix is not None
                return replace(block, number=number, id=id_, appendix=within)
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case CodeBlock():
                return self._listing(block)
            case Equation(location=location):
                return replace(block, tags=tuple(self._tag(tag, location) for tag in block.tags))
            case BulletList() | OrderedList():
                items = unless_same(block.items, [self.blocks(item) for item in block.items])
                return block if items is block.items else replace(block, items=items)
            case DefinitionList():
                return replace(block, items=tuple(map(self._definition, block.items)))
            case Quote() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                return block

    def _enter(self, heading: Heading) -> None:
        """Note whether a heading begins an appendix, or ends the last one."""
        if heading.appendix and (self.appendix is None or heading.level < self.appendix):
            self.appendix = heading.level
        elif self.appendix is not None and heading.level <= self.appendix and not heading.appendix:
            self.appendix = None

    def _section(self, level: int) -> str:
        levels = self.levels if self.appendix is None else self.appendices
        del levels[level:]
        levels += [0] * (level - len(levels))
        levels[-1] += 1
        first = next((place for place, count in enumerate(levels) if count), 0)
        numbers = [str(count) for count in levels[first:]]
        if self.appendix is not None:
            numbers[0] = written(levels[first], "upper-alpha")
        return ".".join(numbers)

    def _figure(self, figure: Figure) -> Figure:
        number = figure.number
        own = {figure.id, *(panel.id for panel in figure.panels)} - {None}
        if number is None and (figure.caption or own & self.mentioned):
            self.figures += 1
            number = str(self.figures)
        id_ = self.ids.label(figure.id, figure.location)
        panels = tuple(
            replace(panel, id=self.ids.label(panel.id, figure.location))
            for panel in _lettered(figure.panels, number)
        )
        return replace(figure, id=id_, number=number, panels=panels)

    def _listing(self, listing: CodeBlock) -> CodeBlock:
        number = listing.number
        if number is None and (listing.caption or listing.id in self.mentioned):
            self.listings += 1
            number = str(self.listings)
        return replace(listing, id=self.ids.label(listing.id, listing.location), number=number)

    def _tag(self, tag: EquationTag, location: Location | None) -> EquationTag:
        number = tag.number
        if number is None and (tag.numbered or tag.id in self.mentioned):
            self.equations += 1
            number = str(self.equations)
        return replace(tag, id=self.ids.label(tag.id, location), number=number)

    def _definition(self, definition: Definition) -> Definition:
        return replace(definition, meanings=tuple(map(self.blocks, definition.meanings)))

    def _table(self, table: Table) -> Table:
        counted = table.number
        if counted is None and (table.caption or table.id in self.mentioned):
            self.tables += 1
            counted = str(self.tables)
        return replace(
            table,
            id=self.ids.label(table.id, table.location),
            number=counted,
            head=map_cells(table.head, self.blocks),
            body=map_cells(table.body, self.blocks),
            notes=self.blocks(table.notes),
        )


def _lettered(panels: tuple[Panel, ...], number: str | None) -> tuple[Panel, ...]:
    """Give each panel of several its letter: `2a`, `2b`."""
    if number is None or len(panels) == 1:
        return panels
    return tuple(
        panel if panel.number else replace(panel, number=number + written(at, "lower-alpha"))
        for at, panel in enumerate(panels, start=1)
    )


def _tell_dead_links(blocks: Blocks, suggestions: Suggestions, ledger: Ledger) -> None:
    """Warn of links to places that the document does not have."""
    for block in walk(blocks):
        for run in own_runs(block):
            for inline in walk_inlines(run):
                if not isinstance(inline, Link) or not inline.target.startswith("#"):
                    continue
                identifier = inline.target[1:]
                if identifier not in suggestions.known:
                    ledger.warn(
                        f"the link to '{inline.target}' leads nowhere; its words stay",
                        block.location,
                        suggestions.hint(identifier),
                        rule="dead-link",
                    )


@dataclass(frozen=True, slots=True)
class _Resolving:
    """Fills in the cross-references of rich text.

    Args:
        targets: what can be referred to, by id.
        suggestions: the hints on other ids.
        document: the place of those without one.
        ledger: told of those that lead nowhere.
    """

    targets: dict[str, Anchor]
    suggestions: Suggestions
    document: Location
    ledger: Ledger

    def inlines(self, inlines: Inlines) -> Inlines:
        return rewrite(inlines, self._inline)

    def handout(self, handout: Handout) -> Handout:
        for identifier in handout.figures:
            self._check(identifier, TargetKind.FIGURE)
        if handout.table is not None:
            self._check(handout.table, TargetKind.TABLE)
        return map_handout(handout, self.inlines)

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
            self.ledger.warn(
                f"the cross-reference '@{reference.target}' leads nowhere",
                reference.location or self.document,
                self.suggestions.hint(reference.target),
                rule="dead-cross-reference",
            )
            return reference
        return self._filled(replace(reference, target=wanted), anchor)

    def _filled(self, reference: CrossReference, anchor: Anchor) -> CrossReference:
        unnumbered = anchor.kind is TargetKind.SECTION and anchor.number is None
        title = _without_marks(anchor.title) if unnumbered else ()
        return replace(reference, kind=anchor.kind, number=anchor.number, title=title)


def _known(ids: dict[str, Anchor] | list[str]) -> str:
    return f"known are {', '.join(sorted(ids)[:12])}" if ids else "the document has no such id"


def _without_marks(words: Inlines) -> Inlines:
    """Return the words of a heading without what must not stand twice: notes, links, citations."""

    def change(inline: Inline) -> Inlines | None:
        match inline:
            case Link(children=children):
                return rewrite(children, change)
            case NoteReference() | Cite() | CrossReference() | Comment():
                return ()
            case _:
                return None

    return rewrite(words, change)
