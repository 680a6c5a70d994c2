"""What a handout shows.

That comes from the handout block of the document; a document without one gives its abstract or its
beginning, its first figures and its first table. Of the bibliography the sheet lists what it cites
itself, under the labels that the whole list has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Contact, Document, Handout
from presswork.problems import Location, Problem, Problems

from .footnotes import cites, full_forms, in_full, inlines, whole_works

if TYPE_CHECKING:
    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines

PARAGRAPHS_WITHOUT_ABSTRACT: Final = 3
FIGURES_WITHOUT_BLOCK: Final = 2
REFERENCES_WITHOUT_CITATIONS: Final = 12
ROWS_WITHOUT_BLOCK: Final = 15
"""What a document without a handout block shows of each, at most; longer tables are left out."""

LIST_WITHOUT_BLOCK: Final = 1000
"""How many characters a list has at most that a beginning goes on with."""

GOES_ON: Final = (":", ",", ";", "\N{FULLWIDTH COLON}", "\N{FULLWIDTH COMMA}")
"""How a paragraph ends whose sentence goes on in what follows it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a handout shows.

    Args:
        key_points: the message; empty where the document has none.
        statement: what stands for the message then: the abstract, or how the article begins.
        statement_title: the heading over a beginning; an abstract has the look's word.
        front_figure: the figure under the message.
        back_figures: the other figures.
        bibliography: the entries that the rest of the sheet cites.
        notes: in the order in which the sheet mentions them.
    """

    key_points: tuple[Inlines, ...]
    statement: Blocks
    statement_title: Inlines
    call_to_action: Inlines
    contact: Contact
    address: str
    front_figure: doc.Figure | None
    back_figures: tuple[doc.Figure, ...]
    table: doc.Table | None
    bibliography: doc.Bibliography
    notes: tuple[doc.Note, ...]

    @property
    def figure_count(self) -> int:
        """Return how many figures it shows."""
        return len(self.back_figures) + (self.front_figure is not None)

    @property
    def has_back(self) -> bool:
        """Return whether there is evidence beside the message."""
        return bool(self.back_figures or self.table or self.notes or self.bibliography.entries)


def choose(document: Document, figure_count: int = FIGURES_WITHOUT_BLOCK) -> Sheet:
    """Choose what a handout of a resolved document shows.

    Args:
        document: resolved.
        figure_count: how many figures it shows of a document that does not say which.

    Raises:
        Problems: there is nothing to show.
    """
    handout = document.handout or Handout()
    figures = _figures(document, figure_count)
    table = _table(document)
    statement, title = ((), ()) if handout.key_points else _statement(document)
    if not (handout.key_points or statement or figures or table):
        raise Problems(
            [
                Problem(
                    "there is nothing to put on a handout",
                    Location(document.path),
                    "add 'handout:' with 'key-points:' to the front matter, or an 'abstract:'",
                )
            ]
        )
    sheet = Sheet(
        key_points=handout.key_points,
        statement=statement,
        statement_title=title,
        call_to_action=handout.call_to_action,
        contact=contact_of(document),
        address=handout.address or "",
        front_figure=figures[0] if figures else None,
        back_figures=figures[1:],
        table=table,
        bibliography=doc.Bibliography(),
        notes=(),
    )
    notes, bibliography = sources(shown(sheet), document)
    return replace(sheet, notes=notes, bibliography=bibliography)


def contact_of(document: Document) -> Contact:
    """Return whom a reader turns to: in the region that the document is for, or anywhere."""
    return document.contact or (document.handout.contact if document.handout else Contact())


def keys_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the works that a sheet lists."""
    return tuple(entry.key for entry in sheet.bibliography.entries)


def key_references(document: Document) -> tuple[str, ...]:
    """Return the works that the handout of a document lists; none where it has nothing to show."""
    try:
        return keys_of(choose(document))
    except Problems:
        return ()


def _statement(document: Document) -> tuple[Blocks, Inlines]:
    """Return the abstract, or else the first paragraphs under their heading.

    With them go the lists and formulas that stand among them. What leads in to something that is
    not shown is left out.
    """
    if document.metadata.abstract:
        return document.metadata.abstract, ()
    title: Inlines = ()
    found: list[Block] = []
    paragraphs = 0
    for block in document.blocks:
        match block:
            case doc.Heading(children=children) if not found:
                title = children
            case doc.Paragraph() if paragraphs < PARAGRAPHS_WITHOUT_ABSTRACT:
                found.append(block)
                paragraphs += 1
            case doc.Equation() | doc.BulletList() | doc.OrderedList() if (
                found and _length(block) <= LIST_WITHOUT_BLOCK
            ):
                found.append(block)
            case _ if found:
                break
    while len(found) > 1 and _goes_on(found[-1]):
        found.pop()
    return tuple(found), title


def _length(block: Block) -> int:
    """Return how many characters a block has."""
    return sum(len(inl.plain_text(run)) for run in doc.inline_runs((block,)))


def _goes_on(block: Block) -> bool:
    """Tell whether the sentence of a block ends in what follows it."""
    match block:
        case doc.Paragraph(children=children):
            return inl.plain_text(children).rstrip().endswith(GOES_ON)
        case doc.Equation(formula=formula):
            return formula.words.rstrip().endswith(GOES_ON)
        case _:
            return False


def _figures(document: Document, count: int) -> tuple[doc.Figure, ...]:
    """Return the figures of the sheet; numbering has seen to it that those asked for exist."""
    every = [block for block in doc.walk(document.blocks) if isinstance(block, doc.Figure)]
    if document.handout is None:
        chosen = [figure for figure in every if figure.images][:count]
    elif document.handout.figures:
        by_id = {figure.id: figure for figure in every}
        chosen = [by_id[name] for name in document.handout.figures if name in by_id]
    else:
        chosen = [figure for figure in every if figure.images]
    return tuple(map(in_own_size, chosen))


def _table(document: Document) -> doc.Table | None:
    every = (block for block in doc.walk(document.blocks) if isinstance(block, doc.Table))
    if document.handout is None:
        return next((table for table in every if len(table.body) <= ROWS_WITHOUT_BLOCK), None)
    asked = document.handout.table
    return next((table for table in every if asked and table.id == asked), None)


def in_own_size(figure: doc.Figure) -> doc.Figure:
    """Return a figure without the widths that were meant for the pages of the article."""
    panels = tuple(
        replace(panel, image=panel.image and replace(panel.image, width=None, height=None))
        for panel in figure.panels
    )
    return replace(figure, panels=panels)


def shown(sheet: Sheet) -> Blocks:
    """Return what the sheet shows in reading order, as blocks."""
    blocks: list[Block] = [doc.Paragraph(point) for point in sheet.key_points]
    blocks += sheet.statement
    blocks += [sheet.front_figure] if sheet.front_figure else []
    blocks += [doc.Paragraph(sheet.call_to_action), *sheet.back_figures]
    blocks += [sheet.table] if sheet.table else []
    return tuple(blocks)


def sources(blocks: Blocks, document: Document) -> tuple[tuple[doc.Note, ...], doc.Bibliography]:
    """Return the notes that blocks mention, and the references that they cite and do not give.

    Args:
        blocks: what a handout shows.
        document: that it is of.
    """
    own = document.handout.notes if document.handout else ()
    by_id = {note.id: note for note in (*document.notes, *own)}
    mentioned = dict.fromkeys(
        inline.id for inline in inlines(blocks) if isinstance(inline, inl.NoteReference)
    )
    notes = tuple(by_id[id_] for id_ in mentioned if id_ in by_id)
    forms = full_forms(by_id.values())
    cited = {item.key for cite in cites(blocks) for item in cite.items}
    for note in notes:
        for cite in cites(note.blocks):
            given = whole_works(cite) & forms.keys() if note.of_citation else set()
            cited |= {item.key for item in cite.items} - given
    return tuple(in_full(note, forms) for note in notes), _bibliography(document, cited)


def _bibliography(document: Document, cited: set[str]) -> doc.Bibliography:
    listed = [block for block in doc.walk(document.blocks) if isinstance(block, doc.Bibliography)]
    entries = tuple(entry for block in listed for entry in block.entries if not entry.again)
    chosen = tuple(entry for entry in entries if entry.key in cited)
    if document.handout is None and not chosen:
        chosen = entries[:REFERENCES_WITHOUT_CITATIONS]
    return doc.Bibliography(chosen, hanging=any(block.hanging for block in listed))
