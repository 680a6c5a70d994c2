"""The document: metadata, blocks, notes and references; what readers give and exporters get.

It passes through three stages, each of which returns a new one: a reader makes it, numbering fills
in numbers and cross-references, and citing fills in citations and the bibliography.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from presswork import quiz
from presswork.inlines import Cite, InLanguage, TargetKind, plain_text, unless_same
from presswork.inlines import walk as walk_inlines

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from presswork.inlines import Image, Inlines
    from presswork.mathml import Formula
    from presswork.numerals import Numeral
    from presswork.problems import Location, Problem
    from presswork.references import Reference
    from presswork.settings import Assignment


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section.

    Args:
        level: 1 for a section of the document, to 6.
        children: its words.
        id: unique in the document.
        numbered: whether it takes part in the numbering of sections.
        number: for example `3.1`; None until numbering and where sections have none.
        appendix: whether it begins an appendix, which has a letter for its number, or stands in
            one.
    """

    level: int
    children: Inlines
    id: str
    numbered: bool = True
    number: str | None = None
    location: Location | None = None
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    children: Inlines
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order means nothing.

    Args:
        items: each a tuple of blocks.
        tight: whether no space stands between the items.
    """

    items: tuple[Blocks, ...]
    tight: bool = True
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list.

    Args:
        items: each a tuple of blocks.
        start: the number of the first item.
        numeral: how numbers are written; the words are those of CSS `list-style-type`.
        tight: whether no space stands between the items.
    """

    items: tuple[Blocks, ...]
    start: int = 1
    numeral: Numeral = "decimal"
    tight: bool = True
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what is said of it, once or more often."""

    term: Inlines
    meanings: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """A list of terms with their definitions."""

    items: tuple[Definition, ...]
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation set apart."""

    blocks: Blocks
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Computer text on lines of its own.

    Args:
        text: without the last line's end.
        language: as written after the fence; empty where nothing is.
        caption: what a listing has; it may be empty.
        id: None where nothing refers to it.
        number: for example `2`; None until numbering, and without a caption.
    """

    text: str
    language: str = ""
    location: Location | None = None
    caption: Inlines = ()
    id: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class EquationTag:
    """The number of an equation, or of one of its lines.

    Args:
        id: None where nothing refers to it.
        numbered: whether it takes part in the numbering.
        number: for example `2`, without parentheses; None until numbering and where it has none.
            One that the reader gives is kept.
    """

    id: str | None = None
    numbered: bool = True
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula on lines of its own.

    Args:
        formula: its `math` element holds one `mtable` where there are several tags.
        tags: one for the whole, or one for each row of the formula.
    """

    formula: Formula
    tags: tuple[EquationTag, ...] = (EquationTag(numbered=False),)
    location: Location | None = None


CalloutKind: TypeAlias = Literal["note", "tip", "important", "warning", "caution"]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box beside the text; an empty title stands for the word of its kind in the language."""

    kind: CalloutKind
    blocks: Blocks
    title: Inlines = ()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of a figure.

    Args:
        image: None where the picture is not at hand, and only its address is known.
        caption: its own, beside that of the figure; may be empty.
        id: None where nothing refers to it.
        number: for example `2a`; None until numbering, and where the figure has no other panel.
        address: where the picture can be found if it is not at hand; may be empty.
    """

    image: Image | None
    caption: Inlines = ()
    id: str | None = None
    number: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture or more with a caption.

    Args:
        panels: its pictures, at least one.
        caption: may be empty.
        id: None where nothing refers to it.
        number: for example `2`; None until numbering, and without a caption. One that the reader
            gives is kept.
        columns: how many panels stand side by side; None to let the look decide.
    """

    panels: tuple[Panel, ...]
    caption: Inlines = ()
    id: str | None = None
    number: str | None = None
    location: Location | None = None
    columns: int | None = None

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures that are at hand."""
        return tuple(panel.image for panel in self.panels if panel.image)


class Alignment(Enum):
    """How the cells of a column stand; the values are those of CSS `text-align`."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; the width is its share of the table, None where it follows the text."""

    alignment: Alignment = Alignment.START
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Args:
        blocks: what stands in it.
        column_span: how many columns it covers.
        row_span: how many rows it covers.
        heading: whether it names its row; cells of the head name their columns anyway.
        alignment: None for that of its column.
    """

    blocks: Blocks
    column_span: int = 1
    row_span: int = 1
    heading: bool = False
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        columns: one each.
        head: rows that are repeated on each page.
        body: the other rows.
        caption: may be empty.
        id: None where nothing refers to it.
        number: for example `1`; None until numbering, and without a caption. One that the reader
            gives is kept.
        notes: what stands below it.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: Inlines = ()
    id: str | None = None
    number: str | None = None
    location: Location | None = None
    notes: Blocks = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    location: Location | None = None


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A change of subject without a heading."""

    location: Location | None = None


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One entry of the list of references.

    Args:
        key: the id of the reference.
        label: what stands in the margin, for example `1.`; empty in styles without numbers.
        content: the entry itself.
        again: whether an earlier list holds the work; links lead to its entry there.
    """

    key: str
    label: Inlines
    content: Inlines
    again: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which works a list of references shows; all that is given has to hold.

    Args:
        types: the CSL item types that it shows; empty for all.
        not_types: the CSL item types that it leaves out.
        keywords: it shows works that have one of them; empty for all. Case does not matter.
        not_keywords: it leaves out works that have one of them.
        of_section: whether it shows only what the section of the first level cites in which it
            stands, in its text and notes.
    """

    types: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()
    keywords: frozenset[str] = frozenset()
    not_keywords: frozenset[str] = frozenset()
    of_section: bool = False


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Where a list of references stands, and the list once the document was cited.

    Args:
        headed: whether the document gives it a heading; otherwise the look's word is set over it.
        hanging: whether lines after the first of an entry are indented (CSL `hanging-indent`).
        selection: which works it shows; None for all.
        id: unique in the document; None where it is the only one without.
    """

    entries: tuple[BibliographyEntry, ...] = ()
    headed: bool = False
    hanging: bool = False
    location: Location | None = None
    selection: Selection | None = None
    id: str | None = None

    @property
    def heading_level(self) -> int:
        """The level of the heading that the look sets over it: 2 where it ends a section."""
        return 2 if self.selection and self.selection.of_section else 1


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | DefinitionList
    | Quote
    | CodeBlock
    | Equation
    | Callout
    | Figure
    | Table
    | PageBreak
    | ThematicBreak
    | Bibliography
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote.

    Args:
        of_citation: whether a note style made it of a citation; otherwise it is the author's own.
    """

    id: str
    blocks: Blocks
    of_citation: bool = False


@dataclass(frozen=True, slots=True)
class Affiliation:
    """An institution that authors belong to.

    Args:
        id: what authors name it by.
        name: as it is to be shown, with its place.
        ror: its id in the Research Organization Registry, without the address before it.
    """

    id: str
    name: str
    ror: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """An author of the document.

    Args:
        name: as it is to be shown.
        affiliations: ids of `Metadata.affiliations`.
        orcid: the sixteen digits with hyphens.
        corresponding: whether readers write to this author.
        equal: whether this author contributed as much as the others of whom this is said.
        url: the author's own page.
    """

    name: str
    affiliations: tuple[str, ...] = ()
    orcid: str | None = None
    email: str | None = None
    corresponding: bool = False
    equal: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of the document.

    Args:
        language: a BCP 47 tag; the language of the text.
        style: the citation style that the document asks for, as the user named it.
        number_sections: whether headings are numbered.
        look: the name of a look that the document asks for.
        doi: without the address before it.
        origin: where it was published first, for example its journal and issue; may be empty.
        notices: what is said of the authors beside their affiliations ("Deceased"), and of the
            rights, each a line.
        silenced: the rules of `presswork.rules` whose warnings the document does not want.
        settings: what the document assigns to settings of the look.
    """

    title: Inlines
    subtitle: Inlines = ()
    authors: tuple[Author, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    date: datetime.date | None = None
    language: str = "en-US"
    abstract: Blocks = ()
    keywords: tuple[str, ...] = ()
    style: str | None = None
    license: str | None = None
    number_sections: bool = False
    look: str | None = None
    doi: str | None = None
    origin: Inlines = ()
    notices: tuple[Inlines, ...] = ()
    silenced: frozenset[str] = frozenset()
    settings: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader turns to."""

    name: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """What a handout says, from the front matter's `handout` block.

    Args:
        key_points: each may cite.
        call_to_action: what the reader is asked to do; may be empty.
        address: the article's address on the web, for the QR code and beside it.
        figures: ids of the figures to show; empty for all.
        table: the id of the table to show.
        notes: those that a note style made of citations in it; they are on no page of the article.
        preset: the way of making it that the document asks for.
        quiz: questions for the reader; all of their texts may cite.
    """

    key_points: tuple[Inlines, ...] = ()
    call_to_action: Inlines = ()
    contact: Contact = Contact()
    address: str | None = None
    figures: tuple[str, ...] = ()
    table: str | None = None
    notes: tuple[Note, ...] = ()
    preset: str | None = None
    quiz: tuple[quiz.Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncited:
    """A work that is listed without being cited (`nocite`), and where the document asks for it."""

    key: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """What a document was cited in, for programs that go on with its citations.

    Args:
        id: the address that the style's file calls it by.
        title: its full title.
        language: that of its words, a BCP 47 tag.
        format: `author-date`, `numeric`, `note`, `label` or `author`; empty where it says none.
        has_list: whether it has a list of references.
    """

    id: str
    title: str
    language: str
    format: str = ""
    has_list: bool = True

    @property
    def is_note(self) -> bool:
        """Whether its citations stand in notes."""
        return self.format == "note"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Args:
        path: its main source file; what it reads lies in that file's folder.
        name: short, for file names: the name of its folder.
        notes: in the order in which they are mentioned.
        references: all that may be cited, in the order of their files.
        warnings: what the stages so far had to say.
        note_numeral: how notes are counted; letters where raised numbers are citations.
        uncited: works that the lists of references show without their being cited.
        cited_in: the style of its citations; None until it was cited.
        contact: whom readers turn to where it is given out; None for whom its handout names.
    """

    path: Path
    name: str
    metadata: Metadata
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    handout: Handout | None = None
    warnings: tuple[Problem, ...] = ()
    note_numeral: Numeral = "decimal"
    uncited: tuple[Uncited, ...] = ()
    cited_in: CitationStyle | None = None
    contact: Contact | None = None


LEAD_IN: Final = 180
"""How many characters a line that introduces a block has at most: two lines of a page."""


def leads_in(block: Block) -> bool:
    """Tell whether a short paragraph ends in a colon, for it then belongs to the next block.

    A long one does not: its last lines can stay with the block only where the whole of it does.
    """
    if not isinstance(block, Paragraph):
        return False
    words = plain_text(block.children).rstrip()
    return len(words) <= LEAD_IN and words.endswith((":", "\N{FULLWIDTH COLON}"))


def inner_blocks(block: Block) -> tuple[Blocks, ...]:
    """Return the runs of blocks that stand directly inside a block, in reading order."""
    match block:
        case Paragraph() | Heading():
            return ()
        case BulletList(items=items) | OrderedList(items=items):
            return items
        case DefinitionList(items=definitions):
            return tuple(meaning for definition in definitions for meaning in definition.meanings)
        case Quote(blocks=blocks) | Callout(blocks=blocks):
            return (blocks,)
        case Table(head=head, body=body, notes=notes):
            return (*(cell.blocks for row in head + body for cell in row.cells), notes)
        case _:
            return ()


def own_runs(block: Block) -> tuple[Inlines, ...]:
    """Return the runs of text that stand in a block itself, not in blocks within it."""
    match block:
        case Heading() | Paragraph():
            return (block.children,)
        case Figure():
            return (*(panel.caption for panel in block.panels), block.caption)
        case Table() | CodeBlock():
            return (block.caption,)
        case Callout():
            return (block.title,)
        case DefinitionList():
            return tuple(definition.term for definition in block.items)
        case _:
            return ()


def walk(blocks: Blocks) -> Iterator[Block]:
    """Yield every block in reading order, each before what it contains."""
    for block in blocks:
        yield block
        for inner in inner_blocks(block):
            yield from walk(inner)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the document that links and cross-references lead to.

    Args:
        id: its id.
        kind: what stands there.
        number: None until numbering and where it has none.
        title: the words of a heading.
    """

    id: str
    kind: TargetKind
    number: str | None
    location: Location | None
    title: Inlines = ()


def anchors(blocks: Blocks) -> Iterator[Anchor]:
    """Yield every place with an id, in reading order; entries of a bibliography are none."""
    for block in walk(blocks):
        yield from _anchors_of(block)


def _anchors_of(block: Block) -> Iterator[Anchor]:
    match block:
        case Heading(id=id_, number=number):
            title = block.children
            yield Anchor(id_, TargetKind.SECTION, number, block.location, title)
        case Figure(id=id_, number=number):
            if id_:
                yield Anchor(id_, TargetKind.FIGURE, number, block.location)
            for panel in block.panels:
                if panel.id:
                    yield Anchor(panel.id, TargetKind.FIGURE, panel.number, block.location)
        case Table(id=str(id_), number=number):
            yield Anchor(id_, TargetKind.TABLE, number, block.location)
        case CodeBlock(id=str(id_), number=number):
            yield Anchor(id_, TargetKind.LISTING, number, block.location)
        case Equation(tags=tags):
            for tag in tags:
                if tag.id:
                    yield Anchor(tag.id, TargetKind.EQUATION, tag.number, block.location)
        case _:
            pass


def map_inlines(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """Return the blocks with every run of text replaced by what `change` makes of it.

    The runs are visited in reading order: a caption where the exporters set it, above a table and
    below a figure. The entries of a bibliography are left alone.
    """
    return unless_same(blocks, [_map_block(block, change) for block in blocks])


def in_language(blocks: Blocks, language: str) -> Blocks:
    """Return blocks whose text is said to be in a language.

    Args:
        blocks: the blocks.
        language: a BCP 47 tag.
    """
    return map_inlines(blocks, lambda run: (InLanguage(language, run),) if run else run)


def _map_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Heading() | Paragraph():
            children = change(block.children)
            return block if children is block.children else replace(block, children=children)
        case BulletList() | OrderedList():
            items = unless_same(block.items, [map_inlines(item, change) for item in block.items])
            return block if items is block.items else replace(block, items=items)
        case DefinitionList():
            return replace(
                block,
                items=tuple(
                    Definition(
                        change(item.term),
                        tuple(map_inlines(meaning, change) for meaning in item.meanings),
                    )
                    for item in block.items
                ),
            )
        case Quote():
            return replace(block, blocks=map_inlines(block.blocks, change))
        case Callout():
            return replace(
                block, title=change(block.title), blocks=map_inlines(block.blocks, change)
            )
        case Figure():
            panels = tuple(
                replace(panel, caption=change(panel.caption)) if panel.caption else panel
                for panel in block.panels
            )
            return replace(block, panels=panels, caption=change(block.caption))
        case Table():
            return _map_table(block, change)
        case CodeBlock(caption=(_, *_)):
            return replace(block, caption=change(block.caption))
        case CodeBlock() | Equation() | PageBreak() | ThematicBreak() | Bibliography():
            return block


def _map_table(table: Table, change: Callable[[Inlines], Inlines]) -> Table:
    caption = change(table.caption)
    of_cells = partial(map_inlines, change=change)
    head, body = map_cells(table.head, of_cells), map_cells(table.body, of_cells)
    notes = map_inlines(table.notes, change)
    return replace(table, caption=caption, head=head, body=body, notes=notes)


def map_cells(rows: tuple[Row, ...], change: Callable[[Blocks], Blocks]) -> tuple[Row, ...]:
    """Return rows with the blocks of each cell replaced by what `change` makes of them."""
    return unless_same(rows, [_map_row(row, change) for row in rows])


def _map_row(row: Row, change: Callable[[Blocks], Blocks]) -> Row:
    cells = unless_same(row.cells, [_map_cell(cell, change) for cell in row.cells])
    return row if cells is row.cells else replace(row, cells=cells)


def _map_cell(cell: Cell, change: Callable[[Blocks], Blocks]) -> Cell:
    blocks = change(cell.blocks)
    return cell if blocks is cell.blocks else replace(cell, blocks=blocks)


def inline_runs(blocks: Blocks) -> Iterator[Inlines]:
    """Yield every run of text that is not empty, in the order of `map_inlines`."""
    for block in blocks:
        if isinstance(block, DefinitionList):
            for definition in block.items:
                yield definition.term
                for meaning in definition.meanings:
                    yield from inline_runs(meaning)
            continue
        yield from filter(None, own_runs(block))
        for inner in inner_blocks(block):
            yield from inline_runs(inner)


def map_handout(handout: Handout, change: Callable[[Inlines], Inlines]) -> Handout:
    """Return a handout with every run of text replaced, in the order of `handout_runs`."""
    return replace(
        handout,
        key_points=tuple(map(change, handout.key_points)),
        call_to_action=change(handout.call_to_action),
        quiz=tuple(quiz.mapped(question, change) for question in handout.quiz),
    )


def handout_runs(handout: Handout) -> Iterator[Inlines]:
    """Yield every run of text of a handout that is not empty."""
    questions = (run for question in handout.quiz for run in quiz.runs_of(question))
    yield from filter(None, (*handout.key_points, handout.call_to_action, *questions))


def cited_keys(document: Document) -> frozenset[str]:
    """Return the keys of the works that a document cites."""
    runs: list[Blocks] = [document.metadata.abstract, document.blocks]
    runs += [note.blocks for note in document.notes]
    inlines = [document.metadata.title, document.metadata.subtitle]
    inlines += [run for blocks in runs for run in inline_runs(blocks)]
    return frozenset(
        item.key
        for run in inlines
        for inline in walk_inlines(run)
        if isinstance(inline, Cite)
        for item in inline.items
    )
