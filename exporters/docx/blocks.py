"""Blocks to paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters.widths import is_wide
from presswork.directions import is_backward
from presswork.document import (
    Alignment,
    Bibliography,
    Block,
    Blocks,
    BulletList,
    Callout,
    Cell,
    CodeBlock,
    Column,
    DefinitionList,
    Equation,
    Figure,
    Heading,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    leads_in,
    map_inlines,
)
from presswork.inlines import InLanguage, Inlines, Strong, TargetKind, Text

from .bibliography import bibliography, heading_words
from .captions import caption
from .equations import equation
from .figures import figure
from .lists import Counted
from .outline import Entry
from .paragraphs import PLAIN, Layout, begin_page, keep_with_next, leave_room, paragraph
from .runs import Face, run, runs
from .sections import Span, spanning
from .story import LIST_INDENT, Place, Story
from .styles import HEADINGS, LIST_CONTINUES, Role
from .tables import span_of, table
from .xml import NAMESPACES, text, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

QUOTE_INDENT: Final = 480
CALLOUT_INDENT: Final = 220
CODE_INDENT: Final = 120

LINE_MARGIN: Final = 0.42
"""The share of the width at both sides of the line that stands for a thematic break."""

CELL_WIDTH: Final = 2800
"""The room that an image in a cell of a table has, in twips."""

OWN_INDENTS: Final[Mapping[Role, int]] = {
    Role.QUOTE: QUOTE_INDENT,
    Role.CALLOUT: CALLOUT_INDENT,
    Role.CALLOUT_TITLE: CALLOUT_INDENT,
    Role.DEFINITION: LIST_INDENT,
    **{role: LIST_INDENT * level for level, role in enumerate(LIST_CONTINUES, start=1)},
}
"""The indents that the template's styles have by themselves, in twips."""

AFTER_BLOCKS: Final = (
    Figure,
    BulletList,
    OrderedList,
    DefinitionList,
    Quote,
    CodeBlock,
    Equation,
    Callout,
)
"""The blocks after which a paragraph is not indented, for it may go on with what was said."""

TEXTS: Final = (Paragraph, BulletList, OrderedList, DefinitionList, Quote)
"""The blocks that end in a paragraph of text."""

INTRODUCED: Final = (BulletList, OrderedList, DefinitionList, Quote, CodeBlock)
"""The blocks that stay on one page with the line that introduces them."""

TABLE: Final = f"{{{NAMESPACES['w']}}}tbl"
PARAGRAPH: Final = f"{{{NAMESPACES['w']}}}p"

HEADING_ID: Final = "bibliography heading"
"""No id of a block has a space."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the first paragraph of a list item carries.

    Args:
        numbering: the id of its list and the level, from 0.
        role: the role of its paragraph.
        spaced: whether space stands between the items.
    """

    numbering: tuple[int, int]
    role: Role
    spaced: bool


class Writer:
    """Writes blocks into one story."""

    def __init__(self, story: Story) -> None:
        """Begin.

        Args:
            story: the story.
        """
        self._story = story
        self._styles = story.book.styles
        self._break_waits = False
        self._counted: Counted | None = None

    def write(self, blocks: Blocks, place: Place) -> list[Element]:
        """Return the paragraphs and tables that show the blocks."""
        made: list[Element] = []
        before: Block | None = None
        outer, self._counted = self._counted, None
        for block, after in zip(blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, Table) and made and not (block.caption or block.number):
                self._part_from(made, before)
            new = self._in_its_section(block, before, place)
            if leads_in(block) and isinstance(after, INTRODUCED):
                keep_with_next(new[-1])
            self._break_page(new)
            made += new
            before = block
        self._counted = outer
        return made

    def _part_from(self, made: list[Element], before: Block | None) -> None:
        """Leave room above a table that has no caption to leave it: a table itself has none."""
        if made[-1].tag == TABLE:
            made.append(paragraph(Role.TABLE_SEPARATOR, self._styles, ()))
        elif isinstance(before, TEXTS):
            leave_room(made[-1], self._styles.line_height(Role.BODY))

    def _in_its_section(self, block: Block, before: Block | None, place: Place) -> list[Element]:
        match block:
            case Table() if place.page is not None:
                span = span_of(block, self._story, place)
            case Figure() if place.page is not None and place.page.columns > 1:
                wide = is_wide(block, self._story.book.pictures.ratio)
                span = Span.ACROSS if wide else None
            case _:
                span = None
        if place.page is None or span is None:
            return self._block(block, before, place)
        page = place.page.turned() if span is Span.TURNED else place.page.across()
        own = replace(place, width=page.width, height=page.height, page=page)
        return spanning(span, self._block(block, before, own))

    def _block(self, block: Block, before: Block | None, place: Place) -> list[Element]:
        match block:
            case Heading():
                self._counted = None
                return [self._heading(block, place)]
            case Paragraph(children):
                return [self._paragraph(children, _role_after(before, place), place)]
            case BulletList(items, tight):
                numbering = self._story.book.numbering.bullets(place.level)
                return self._list(items, numbering, Role.LIST_BULLET, place, spaced=not tight)
            case OrderedList():
                return self._ordered(block, place)
            case DefinitionList():
                return self._definitions(block, place)
            case Quote(blocks):
                return self.write(blocks, place.within(Role.QUOTE, indent=QUOTE_INDENT))
            case CodeBlock():
                return self._listing(block, place)
            case Equation():
                return equation(block, self._story, place)
            case Callout():
                return self._callout(block, place)
            case Figure():
                return figure(block, self._story, place)
            case Table():
                return self._table(block, place)
            case ThematicBreak():
                self._styles.draw_line(Role.THEMATIC_BREAK, place.width * LINE_MARGIN)
                return [paragraph(Role.THEMATIC_BREAK, self._styles, ())]
            case PageBreak():
                self._break_waits = True
                return []
            case Bibliography():
                return self._bibliography(block, place)

    def _break_page(self, made: list[Element]) -> None:
        """Begin a page with the first of these paragraphs, if a page break came before it."""
        first = next((part for element in made for part in element.iter(PARAGRAPH)), None)
        if self._break_waits and first is not None:
            begin_page(first)
            self._break_waits = False

    def _paragraph(self, children: Inlines, role: Role, place: Place) -> Element:
        indent = 0 if place.indent == OWN_INDENTS.get(role, 0) else place.indent
        content = runs(children, self._story, place)
        layout = Layout(indent=indent, backward=self._direction(children))
        return paragraph(role, self._styles, content, layout)

    def _direction(self, children: Inlines) -> bool | None:
        """Tell whether a text of another language runs from right to left; None for as usual."""
        match children:
            case (InLanguage(language),) if is_backward(language) != self._story.book.backward:
                return is_backward(language)
            case _:
                return None

    def _heading(self, heading: Heading, place: Place) -> Element:
        book = self._story.book
        level = min(heading.level, len(HEADINGS))
        words = runs(heading.children, self._story, place)
        series = book.headings.series(heading.id)
        if heading.number and series is None:
            words = [run(f"{heading.number}\N{EM SPACE}", self._story, Face()), *words]
        if level == 1:
            book.sequences.begin_chapter(heading.number or "" if series else "")
        content = book.bookmarks.around(heading.id, words)
        if level <= book.outline.depth and not self._story.is_footnotes:
            content = self._listed(heading, content)
        layout = PLAIN
        if series and series.lettered:
            layout = Layout(numbering=(book.numbering.headings(series), level - 1))
        elif series is None and book.headings.main:
            layout = Layout(numbering=(0, 0))
        return paragraph(HEADINGS[level - 1], self._styles, content, layout)

    def _listed(self, heading: Heading, content: list[Element]) -> list[Element]:
        """Return the content of a heading with the bookmark that the contents lead to."""
        book = self._story.book
        place = book.bookmarks.listed(heading.id)
        words = heading.children
        number = heading.number or ""
        if book.headings.series(heading.id) is None and number:
            number, words = "", (Text(f"{number}\N{EM SPACE}"), *words)
        name = book.bookmarks.name(place) or ""
        book.outline.add_section(Entry(heading.level, name, number, words))
        return book.bookmarks.around(place, content)

    def _ordered(self, ordered: OrderedList, place: Place) -> list[Element]:
        """Return the paragraphs of a numbered list, which may go on with the one before."""
        book, before = self._story.book, self._counted
        numbering = book.numbering.ordered(ordered, place.level, before)
        spaced = not ordered.tight
        made = self._list(ordered.items, numbering, Role.LIST_NUMBER, place, spaced=spaced)
        book.numbering.close(numbering)
        following = ordered.start + len(ordered.items)
        self._counted = Counted(numbering, ordered.numeral, following)
        return made

    def _list(
        self,
        items: tuple[Blocks, ...],
        numbering: tuple[int, int],
        role: Role,
        place: Place,
        *,
        spaced: bool,
    ) -> list[Element]:
        mark = Mark(numbering, place.item or role, spaced)
        further = LIST_CONTINUES[min(place.level, len(LIST_CONTINUES) - 1)]
        inside = place.within(place.body if place.uniform else further, indent=LIST_INDENT)
        inside = replace(inside, level=place.level + 1, item=mark.role)
        return [part for item in items for part in self._item(item, mark, inside)]

    def _item(self, blocks: Blocks, mark: Mark, inside: Place) -> list[Element]:
        """Return the paragraphs of an item; the first carries its number or bullet."""
        match blocks:
            case (Paragraph(children), *others):
                rest = tuple(others)
            case _:
                children, rest = (), blocks
        usual = inside.indent == LIST_INDENT * inside.level
        layout = Layout(
            numbering=mark.numbering,
            spaced=mark.spaced,
            indent=0 if usual else inside.indent,
            hanging=0 if usual else LIST_INDENT,
            backward=self._direction(children),
        )
        content = runs(children, self._story, inside)
        return [
            paragraph(mark.role, self._styles, content, layout),
            *self.write(rest, inside),
        ]

    def _definitions(self, block: DefinitionList, place: Place) -> list[Element]:
        made = []
        for item in block.items:
            made.append(self._paragraph(item.term, Role.TERM, place))
            for meaning in item.meanings:
                made += self.write(meaning, place.within(Role.DEFINITION, indent=LIST_INDENT))
        return made

    def _code(self, characters: str, place: Place) -> Element:
        """Return one paragraph with line breaks, so that its shade has no gaps."""
        content = w("r")
        for number, line in enumerate(characters.expandtabs(4).split("\n")):
            if number:
                content.append(w("br"))
            if line:
                content.append(text(line))
        indent = place.indent + CODE_INDENT if place.indent else 0
        backward = False if self._story.book.backward else None
        layout = Layout(indent=indent, backward=backward)
        return paragraph(Role.CODE_BLOCK, self._styles, [content], layout)

    def _callout(self, block: Callout, place: Place) -> list[Element]:
        inside = place.filled_with(Role.CALLOUT, indent=CALLOUT_INDENT)
        kind = self._story.book.words[block.kind]
        words = (Text(f"{kind}. "), *block.title) if block.title else (Text(kind),)
        title = self._paragraph(words, Role.CALLOUT_TITLE, inside)
        return [title, *self.write(block.blocks, inside)]

    def _listing(self, block: CodeBlock, place: Place) -> list[Element]:
        code = self._code(block.text, place)
        if not block.caption and not block.number:
            return [code]
        words = (block.id, block.number, block.caption)
        layout = Layout(indent=place.indent)
        return [caption(TargetKind.LISTING, words, self._story, place, layout), code]

    def _table(self, block: Table, place: Place) -> list[Element]:
        made = []
        if block.caption or block.number:
            words = (block.id, block.number, block.caption)
            layout = Layout(indent=place.indent)
            made.append(caption(TargetKind.TABLE, words, self._story, place, layout))
        if block.head or block.body:
            made.append(table(block, self._story, place, self._cell))
        made += self.write(block.notes, place.filled_with(Role.TABLE_TEXT))
        return made

    def _cell(self, cell: Cell, role: Role, column: Column, keep_next: bool) -> list[Element]:  # noqa: FBT001 - one of the cell's properties
        """Return the content of a cell: paragraphs, the last block among them (17.4.65)."""
        alignment = cell.alignment or column.alignment
        side = None if alignment is Alignment.START else alignment.value
        layout = Layout(keep_next=keep_next, alignment=side)
        room = Place(width=CELL_WIDTH, height=CELL_WIDTH * 3).filled_with(role)
        heads_row = cell.heading and role is not Role.TABLE_HEAD
        blocks = map_inlines(cell.blocks, _strong) if heads_row else cell.blocks
        made: list[Element] = []
        for block in blocks:
            match block:
                case Paragraph(children):
                    words = runs(children, self._story, room)
                    own = replace(layout, backward=self._direction(children))
                    made.append(paragraph(role, self._styles, words, own))
                case _:
                    made += self.write((block,), room)
        if not made or made[-1].tag != PARAGRAPH:
            made.append(paragraph(role, self._styles, (), layout))
        return made

    def _bibliography(self, block: Bibliography, place: Place) -> list[Element]:
        made = []
        if block.entries and not block.headed:
            heading = Heading(
                block.heading_level, heading_words(self._story), block.id or HEADING_ID
            )
            made.append(self._heading(heading, place))
        entries = bibliography(block, self._story, place)
        live = self._story.book.live
        return made + (entries if live is None else live.bibliography(block, entries))


def _role_after(before: Block | None, place: Place) -> Role:
    match before:
        case None | Heading() | PageBreak() | ThematicBreak() | Bibliography():
            return place.first
        case Table() | Figure(caption=()):
            return place.after_block
        case _ if isinstance(before, AFTER_BLOCKS):
            return place.first
        case _:
            return place.body


def _strong(words: Inlines) -> Inlines:
    return (Strong(words),) if words else ()
