"""A document as an outline to read: one line a node, what it contains indented below it.

    Paragraph
      "As "
      Cite in-text
        @smith2020 page 3
      " says"

A node whose only content is plain text has it on its own line: `Paragraph "words"`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.document import (
    Bibliography,
    BibliographyEntry,
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
    Panel,
    Paragraph,
    Quote,
    Selection,
    Table,
    ThematicBreak,
)
from presswork.inlines import (
    CitationItem,
    Cite,
    Cited,
    Code,
    Comment,
    CrossReference,
    Image,
    InLanguage,
    LineBreak,
    Link,
    Math,
    NoteReference,
    ReferenceForm,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presswork.document import Block, Blocks, Document, Row
    from presswork.inlines import Inline, Inlines, Length


def outline(blocks: Blocks) -> str:
    """Return the outline of blocks, without a line's end at its end."""
    return "\n".join(_blocks(blocks))


def outline_inlines(inlines: Inlines) -> str:
    """Return the outline of rich text."""
    return "\n".join(_inlines(inlines))


def outline_document(document: Document) -> str:
    """Return the outline of a document's body and notes."""
    lines = list(_blocks(document.blocks))
    for note in document.notes:
        lines += [f"Note {note.id}", *_indented(_blocks(note.blocks))]
    return "\n".join(lines)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _quoted(text: str) -> str:
    return f'"{text}"'.replace("\n", "\\n").replace("\N{NO-BREAK SPACE}", "~")


def _with_inlines(head: str, inlines: Inlines) -> Iterator[str]:
    match inlines:
        case (Text(text),):
            yield f"{head} {_quoted(text)}"
        case _:
            yield head
            yield from _indented(_inlines(inlines))


def _labelled(label: str, inlines: Inlines) -> Iterator[str]:
    if inlines:
        yield from _indented(_with_inlines(label, inlines))


def _words(*words: str | None) -> str:
    return " ".join(word for word in words if word)


def _id(identifier: str | None) -> str | None:
    return f"#{identifier}" if identifier else None


def _number(number: str | None) -> str | None:
    return f"number={number}" if number else None


def _blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            numbering = None if block.numbered else "unnumbered"
            appendix = "appendix" if block.appendix else None
            head = _words(
                f"Heading {block.level}", _id(block.id), _number(block.number), numbering, appendix
            )
            yield from _with_inlines(head, block.children)
        case Paragraph():
            yield from _with_inlines("Paragraph", block.children)
        case BulletList():
            yield _words("BulletList", None if block.tight else "loose")
            yield from _items(block.items)
        case OrderedList():
            numeral = None if block.numeral == "decimal" else block.numeral
            start = None if block.start == 1 else f"start={block.start}"
            yield _words("OrderedList", start, numeral, None if block.tight else "loose")
            yield from _items(block.items)
        case DefinitionList():
            yield "DefinitionList"
            for item in block.items:
                yield from _labelled("term", item.term)
                for meaning in item.meanings:
                    yield "  meaning"
                    yield from _indented(_indented(_blocks(meaning)))
        case Quote():
            yield "Quote"
            yield from _indented(_blocks(block.blocks))
        case CodeBlock():
            name = _words("CodeBlock", block.language, _id(block.id), _number(block.number))
            yield _words(name, _quoted(block.text))
            yield from _labelled("caption", block.caption)
        case Equation():
            yield _words("Equation", _quoted(block.formula.words))
            for tag in block.tags:
                if tag.numbered or tag.id:
                    yield _words("  tag", _id(tag.id), _number(tag.number))
        case Callout():
            yield f"Callout {block.kind}"
            yield from _labelled("title", block.title)
            yield from _indented(_blocks(block.blocks))
        case Figure():
            yield _words("Figure", _id(block.id), _number(block.number))
            for panel in block.panels:
                yield from _indented(_panel(panel))
            yield from _labelled("caption", block.caption)
        case Table():
            yield from _table(block)
        case PageBreak():
            yield "PageBreak"
        case ThematicBreak():
            yield "ThematicBreak"
        case Bibliography():
            headed = "headed" if block.headed else None
            yield _words("Bibliography", headed, *_selected(block.selection))
            for entry in block.entries:
                yield from _indented(_entry(entry))


def _panel(panel: Panel) -> Iterator[str]:
    picture = _inlines((panel.image,)) if panel.image else (f"Missing <{panel.address}>",)
    if not panel.caption and not panel.id and not panel.number:
        yield from picture
        return
    yield _words("Panel", _id(panel.id), _number(panel.number))
    yield from _indented(picture)
    yield from _labelled("caption", panel.caption)


def _items(items: tuple[Blocks, ...]) -> Iterator[str]:
    for item in items:
        yield "  item"
        yield from _indented(_indented(_blocks(item)))


def _selected(selection: Selection | None) -> Iterator[str]:
    if selection is None:
        return
    for name in ("types", "not_types", "keywords", "not_keywords"):
        if values := getattr(selection, name):
            yield f"{name}={','.join(sorted(values))}"
    if selection.of_section:
        yield "of_section"


def _entry(entry: BibliographyEntry) -> Iterator[str]:
    yield f"@{entry.key}"
    yield from _labelled("label", entry.label)
    yield from _indented(_inlines(entry.content))


def _column(column: Column) -> str:
    width = "" if column.width is None else f" {column.width:.0%}"
    return f"{column.alignment.value}{width}"


def _table(table: Table) -> Iterator[str]:
    columns = ", ".join(map(_column, table.columns))
    yield _words("Table", _id(table.id), _number(table.number), f"({columns})")
    yield from _labelled("caption", table.caption)
    for name, rows in (("head", table.head), ("row", table.body)):
        for row in rows:
            yield f"  {name}"
            yield from _indented(_indented(_row(row)))
    if table.notes:
        yield "  notes"
        yield from _indented(_indented(_blocks(table.notes)))


def _row(row: Row) -> Iterator[str]:
    for cell in row.cells:
        yield from _cell(cell)


def _cell(cell: Cell) -> Iterator[str]:
    columns = None if cell.column_span == 1 else f"columns={cell.column_span}"
    rows = None if cell.row_span == 1 else f"rows={cell.row_span}"
    heading = "heading" if cell.heading else None
    alignment = cell.alignment.value if cell.alignment else None
    head = _words("cell", columns, rows, heading, alignment)
    match cell.blocks:
        case (Paragraph(children=children),):
            yield from _with_inlines(head, children)
        case blocks:
            yield head
            yield from _indented(_blocks(blocks))


def _inlines(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        yield from _inline(inline)


def _length(name: str, length: Length | None) -> str | None:
    return None if length is None else f"{name}={length.value:g}{length.unit}"


def _inline(inline: Inline) -> Iterator[str]:
    match inline:
        case Text(text):
            yield _quoted(text)
        case Code(text):
            yield f"Code {_quoted(text)}"
        case Math(formula):
            yield f"Math {_quoted(formula.words)}"
        case LineBreak():
            yield "LineBreak"
        case Comment(text):
            yield _words("Comment", text)
        case Link():
            yield from _with_inlines(f"Link <{inline.target}>", inline.children)
        case InLanguage():
            yield from _with_inlines(f"InLanguage {inline.language}", inline.children)
        case Image():
            width, height = _length("width", inline.width), _length("height", inline.height)
            yield _words("Image", inline.source.name, width, height, _quoted(inline.alt))
        case CrossReference():
            kind = inline.kind.value if inline.kind else None
            form = {ReferenceForm.NUMBER: "bare", ReferenceForm.PAGE: "page"}.get(inline.form)
            page = "with page" if inline.with_page else None
            number = _number(inline.number)
            head = _words("CrossReference", f"@{inline.target}", form, kind, number, page)
            if inline.title:
                yield from _with_inlines(head, inline.title)
            else:
                yield head
        case NoteReference(identifier):
            yield f"NoteReference {identifier}"
        case Cite():
            yield f"Cite {inline.form.value}"
            for item in inline.items:
                yield from _indented(_item(item))
            if inline.rendered:
                yield from _labelled("rendered", inline.rendered)
        case Cited():
            yield from _with_inlines(f"Cited @{inline.key}", inline.children)
        case _:
            yield from _with_inlines(type(inline).__name__, inline.children)


def _item(item: CitationItem) -> Iterator[str]:
    locator = f"{item.locator.label} {item.locator.value}" if item.locator else None
    yield _words(f"{'-' if item.suppress_author else ''}@{item.key}", locator)
    yield from _labelled("prefix", item.prefix)
    yield from _labelled("suffix", item.suffix)
