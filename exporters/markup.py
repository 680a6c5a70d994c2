"""Blocks and inlines as HTML, for every exporter that goes through a page: web, PDF, handout.

Everything that came from a document is escaped here, once. What a page is made for (where notes
stand, how pictures are embedded, what can be linked to) is said by a `Setting`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias, get_args
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Alignment
from presswork.numerals import written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping

    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Inline, Inlines
    from presswork.looks import Words
    from presswork.numerals import Numeral

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

WORD_JOINER: Final = "\N{WORD JOINER}"
"""Keeps what is raised in the line of the word before it."""

WEB: Final = frozenset({"http", "https", "mailto", "tel", "doi"})
"""The schemes of links that lead somewhere from any file."""

BREAK_ON_SCREEN: Final = Markup("<wbr>")
"""Lets a line end, and is no character that would be copied with the text."""

BREAK_ON_PAPER: Final = Markup("\N{ZERO WIDTH SPACE}")
"""The same in print, where an element within a link would become a link of its own."""

SHORT_LINES: Final = 13
"""Computer text of fewer lines is kept on one page."""

SHORT_ROWS: Final = 8
"""A table of fewer rows is kept on one page."""

REFERENCES_ID: Final = "list-of-references"
"""The id of the heading that a list of references gets when the document gives it none."""

_BREAKS: Final = re.compile(r"(?<=[^/:]/)(?=\w)|(?<=[?&=#])(?=\w)|(?<=\w{32})(?=\w)")
"""Where a long address may go on in the next line: after the marks between its parts,
and anywhere in a part that is long."""


class NotePlace(Enum):
    """Where notes stand."""

    FOOT = "foot"
    """At the foot of the page: the note is written where it is mentioned and floats down."""
    END = "end"
    """In a section of their own, which `notes` writes."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page is made for.

    Args:
        words: the fixed words of the language.
        notes: the notes by their ids, in the order in which they are mentioned.
        targets: the ids on the page; only these are linked to.
        image: gives the address of a picture for `src`.
        note_place: where notes stand.
        schemes: the schemes that links may have; the empty one is that of relative addresses.
        note_numeral: how the marks of notes are written.
        break_here: what lets a long address go on in the next line.
        mentioned: the notes that were mentioned so far, which the rendering itself keeps: an id
            may stand once only.
    """

    words: Words
    notes: Mapping[str, doc.Note]
    targets: frozenset[str]
    image: Callable[[inl.Image], str]
    note_place: NotePlace = NotePlace.END
    schemes: frozenset[str] = WEB
    note_numeral: Numeral = "decimal"
    break_here: Markup = BREAK_ON_SCREEN
    mentioned: set[str] = field(default_factory=set)


def setting_of(
    document: Document,
    words: Words,
    image: Callable[[inl.Image], str],
    note_place: NotePlace = NotePlace.END,
    schemes: frozenset[str] = WEB,
) -> Setting:
    """Return the setting of a page that shows all blocks and notes of a document."""
    return Setting(
        words=words,
        notes={note.id: note for note in document.notes},
        targets=target_ids(document.blocks),
        image=image,
        note_place=note_place,
        schemes=schemes,
        note_numeral=document.note_numeral,
        break_here=BREAK_ON_PAPER if note_place is NotePlace.FOOT else BREAK_ON_SCREEN,
    )


def target_ids(blocks: Blocks) -> frozenset[str]:
    """Return the ids that a page with these blocks has."""
    found: set[str] = set()
    for block in doc.walk(blocks):
        match block:
            case doc.Heading(id=str(id_)) | doc.Figure(id=str(id_)) | doc.Table(id=str(id_)):
                found.add(id_)
            case doc.Bibliography(entries=entries):
                found.update(reference_id(entry.key) for entry in entries)
            case _:
                pass
    return frozenset(found)


def reference_id(key: str) -> str:
    """Return the id of the entry of a reference."""
    return _as_id(f"ref-{key}")


def note_id(id_: str) -> str:
    """Return the id of a note."""
    return _as_id(f"note-{id_}")


def mention_id(id_: str) -> str:
    """Return the id of the place where a note is mentioned first."""
    return _as_id(f"noteref-{id_}")


def _as_id(name: str) -> str:
    """An id of HTML holds no white space (HTML, 3.2.6 "The id attribute")."""
    return "-".join(name.split())


def _fragment(id_: str) -> str:
    return "#" + quote(id_, safe="-._~:@!$&'()*+,;=/?")


# Inlines


def inlines(text: Inlines, setting: Setting) -> Markup:
    """Return a text as HTML."""
    made = Markup()
    for inline in text:
        part = _inline(inline, setting)
        if part and _is_raised(inline) and _line_may_end(made):
            made += WORD_JOINER
        made += part
    return made


def _is_raised(inline: Inline) -> bool:
    match inline:
        case inl.Superscript() | inl.NoteReference() | inl.Cite(rendered=(inl.Superscript(),)):
            return True
        case _:
            return False


def _line_may_end(before: Markup) -> bool:
    """Tell whether a line may end here, as it may after a question mark (UAX 14, LB31)."""
    last = before[-1:]
    return bool(last) and not last.isspace() and not (last.isascii() and last.isalnum())


def _inline(inline: Inline, setting: Setting) -> Markup:
    match inline:
        case inl.Text(text):
            return escape(text)
        case inl.Code(text):
            return Markup("<code>{}</code>").format(text)
        case inl.LineBreak():
            return Markup("<br>")
        case inl.Image():
            return image(inline, setting)
        case inl.Link(target, children):
            return _link(target, children, setting)
        case inl.CrossReference():
            return _cross_reference(inline, setting)
        case inl.NoteReference(id_):
            return _note_reference(id_, setting)
        case inl.Cite(rendered=rendered):
            return inlines(rendered, setting)
        case inl.Cited(key, children):
            return _cited(key, children, setting)
        case _:
            return _framed(inline, inlines(inline.children, setting))


Frame: TypeAlias = (
    inl.Emphasis
    | inl.Strong
    | inl.Underline
    | inl.Strikeout
    | inl.SmallCaps
    | inl.Superscript
    | inl.Subscript
    | inl.NoCase
    | inl.Without
    | inl.Displayed
    | inl.InLanguage
)


def _framed(frame: Frame, content: Markup) -> Markup:
    match frame:
        case inl.Emphasis():
            return Markup("<em>{}</em>").format(content)
        case inl.Strong():
            return Markup("<strong>{}</strong>").format(content)
        case inl.Underline():
            return Markup('<span class="underline">{}</span>').format(content)
        case inl.Strikeout():
            return Markup("<s>{}</s>").format(content)
        case inl.SmallCaps():
            return Markup('<span class="small-caps">{}</span>').format(content)
        case inl.Superscript():
            return Markup("<sup>{}</sup>").format(content)
        case inl.Subscript():
            return Markup("<sub>{}</sub>").format(content)
        case inl.NoCase():
            return content
        case inl.Without(format):
            return Markup('<span class="without-{}">{}</span>').format(format.value, content)
        case inl.Displayed(display):
            return Markup('<span class="display-{}">{}</span>').format(display, content)
        case inl.InLanguage(language):
            return Markup('<span lang="{}">{}</span>').format(language, content)


def image(picture: inl.Image, setting: Setting) -> Markup:
    """Return a picture in the width that the content gives it."""
    sizes = (("width", picture.width), ("height", picture.height))
    style = ";".join(f"{name}:{size.value:g}{size.unit}" for name, size in sizes if size)
    return Markup('<img src="{}" alt="{}"{}>').format(
        setting.image(picture), picture.alt, Markup(' style="{}"').format(style) if style else ""
    )


def _cross_reference(reference: inl.CrossReference, setting: Setting) -> Markup:
    if reference.number is None or reference.kind is None:
        text = reference.title or (inl.Text(reference.target),)
    else:
        word = setting.words[reference.kind.value]
        text = (inl.Text(f"{word}{NO_BREAK_SPACE}{reference.number}"),)
    return _inner_link(reference.target, text, setting, "inner")


def _link(target: str, children: Inlines, setting: Setting) -> Markup:
    if target.startswith("#"):
        return _inner_link(target[1:], children, setting, "inner")
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        return inlines(children, setting)
    if scheme not in setting.schemes:
        return inlines(children, setting)
    if scheme == "doi":
        target = "https://doi.org/" + target.partition(":")[2].lstrip("/")
    return _anchored(target, children, setting, "outer")


def _cited(key: str, children: Inlines, setting: Setting) -> Markup:
    """Link a work to its entry; an address in a note that cites it whole keeps its own link."""
    return Markup().join(
        inlines(tuple(run), setting)
        if is_link
        else _inner_link(reference_id(key), tuple(run), setting, "cited")
        for is_link, run in groupby(children, lambda child: isinstance(child, inl.Link))
    )


def _inner_link(id_: str, children: Inlines, setting: Setting, name: str) -> Markup:
    if id_ not in setting.targets:
        return inlines(children, setting)
    return _anchored(_fragment(id_), children, setting, name)


def _anchored(target: str, children: Inlines, setting: Setting, name: str) -> Markup:
    """Set a link around a text.

    Text is to be the link's own child: a frame around the whole text is set around the link, or a
    tagged PDF would have a link without content (ISO 14289-1, 7.18.5). Notes and links within
    the text are taken out of it, since a link cannot hold one.
    """
    match children:
        case (inl.Link() | inl.Cited() as inner,):
            return _anchored(target, inner.children, setting, name)
        case (inl.Text(text),) if _is_address(text):
            name = "address"
            content = setting.break_here.join(_BREAKS.split(text))
        case (frame,) if isinstance(frame, get_args(Frame)):
            return _framed(frame, _anchored(target, frame.children, setting, name))
        case _:
            content = inlines(_without_links(children), setting)
    link = Markup('<a class="{}" href="{}">{}</a>').format(name, target, content)
    notes = tuple(inner for inner in inl.walk(children) if isinstance(inner, inl.NoteReference))
    return link + inlines(notes, setting)


def _without_links(text: Inlines) -> Inlines:
    def change(inline: Inline) -> Inlines | None:
        match inline:
            case inl.Link(children=children) | inl.Cited(children=children):
                return _without_links(children)
            case inl.Cite(rendered=rendered):
                return _without_links(rendered)
            case inl.CrossReference() | inl.NoteReference():
                return ()
            case _:
                return None

    return inl.rewrite(text, change)


def _is_address(text: str) -> bool:
    return "/" in text and " " not in text


# Notes


def _note_reference(id_: str, setting: Setting) -> Markup:
    note = setting.notes.get(id_)
    if note is None:
        return Markup()
    again = id_ in setting.mentioned
    setting.mentioned.add(id_)
    if setting.note_place is NotePlace.FOOT and not again:
        return Markup('<span class="footnote" id="{}">{}</span>').format(
            note_id(id_), _within_line(note.blocks, setting)
        )
    number = list(setting.notes).index(id_) + 1
    own = "" if again else Markup(' id="{}"').format(mention_id(id_))
    return Markup('<sup><a class="note" role="doc-noteref"{} href="{}">{}</a></sup>').format(
        own, _fragment(note_id(id_)), written(number, setting.note_numeral)
    )


def notes(setting: Setting) -> Markup:
    """Return the list of notes that stands at the end, each with a link back to its mention."""
    return Markup('<ol class="notes"{}>{}</ol>').format(
        _numeral_attribute(setting.note_numeral),
        Markup().join(_end_note(note, setting) for note in setting.notes.values()),
    )


def _end_note(note: doc.Note, setting: Setting) -> Markup:
    back = Markup('<a class="back" role="doc-backlink" href="{}" aria-label="{}">↩</a>').format(
        _fragment(mention_id(note.id)), setting.words["back-to-text"]
    )
    return Markup('<li id="{}">{} {}</li>').format(
        note_id(note.id), _item(note.blocks, setting), back
    )


def _within_line(run: Blocks, setting: Setting) -> Markup:
    """Return blocks as nothing but elements that may stand within a paragraph.

    A note at the foot is written within the line that mentions it, where HTML allows no blocks.
    """
    return Markup().join(
        Markup('<span class="note-block">{}</span>').format(_block_within_line(block, setting))
        for block in run
    )


def _block_within_line(block: Block, setting: Setting) -> Markup:
    match block:
        case doc.Paragraph(children) | doc.Heading(children=children):
            return inlines(children, setting)
        case doc.CodeBlock(text=text):
            return Markup('<code class="lines">{}</code>').format(text)
        case doc.OrderedList(items=items, start=start, numeral=numeral):
            return Markup().join(
                _labelled(f"{written(number, numeral)}.", _within_line(item, setting))
                for number, item in enumerate(items, start)
            )
        case doc.BulletList(items=items):
            return Markup().join(_labelled("•", _within_line(item, setting)) for item in items)
        case doc.DefinitionList(items=definitions):
            return Markup().join(
                inlines(definition.term, setting) + _within_line(meaning, setting)
                for definition in definitions
                for meaning in definition.meanings
            )
        case doc.Figure(images=images, caption=caption):
            pictures = Markup().join(image(picture, setting) for picture in images)
            return pictures + Markup("<br>") + inlines(caption, setting)
        case doc.Table(head=head, body=body):
            return Markup("<br>").join(_row_within_line(row, setting) for row in head + body)
        case _:
            return Markup().join(_within_line(inner, setting) for inner in doc.inner_blocks(block))


def _labelled(label: str, content: Markup) -> Markup:
    return Markup('<span class="note-item">{} {}</span>').format(label, content)


def _row_within_line(row: doc.Row, setting: Setting) -> Markup:
    return Markup(" · ").join(_within_line(cell.blocks, setting) for cell in row.cells)


# Blocks


def blocks(run: Blocks, setting: Setting) -> Markup:
    """Return blocks as HTML, one after the other."""
    return Markup("\n").join(_block(block, setting) for block in run)


def _block(block: Block, setting: Setting) -> Markup:
    match block:
        case doc.Heading():
            return _heading(block, setting)
        case doc.Paragraph(children):
            kind = Markup(' class="lead-in"') if doc.leads_in(block) else ""
            return Markup("<p{}>{}</p>").format(kind, inlines(children, setting))
        case doc.BulletList(items=items):
            return _list("ul", items, _tightness(block), setting)
        case doc.OrderedList():
            return _ordered_list(block, setting)
        case doc.DefinitionList():
            return _definition_list(block, setting)
        case doc.Quote(inner):
            return Markup("<blockquote>{}</blockquote>").format(blocks(inner, setting))
        case doc.CodeBlock(text, language):
            return _code(text, language)
        case doc.Callout():
            return _callout(block, setting)
        case doc.Figure():
            return figure(block, setting)
        case doc.Table():
            return table(block, setting)
        case doc.PageBreak():
            return Markup('<div class="page-break"></div>')
        case doc.ThematicBreak():
            return Markup("<hr>")
        case doc.Bibliography():
            return bibliography(block, setting)


def _heading(heading: doc.Heading, setting: Setting) -> Markup:
    """The title of the document is the first-level heading of the page, so each goes one down."""
    number = (
        Markup('<span class="number">{}</span> ').format(heading.number) if heading.number else ""
    )
    return Markup('<h{level} id="{id}">{number}{text}</h{level}>').format(
        level=min(heading.level + 1, 6),
        id=_as_id(heading.id),
        number=number,
        text=inlines(heading.children, setting),
    )


def _ordered_list(ordered: doc.OrderedList, setting: Setting) -> Markup:
    start = Markup(' start="{}"').format(ordered.start) if ordered.start != 1 else Markup()
    attributes = _tightness(ordered) + start + _numeral_attribute(ordered.numeral)
    return _list("ol", ordered.items, attributes, setting)


def _numeral_attribute(numeral: Numeral) -> Markup:
    if numeral == "decimal":
        return Markup()
    return Markup(' type="{}"').format(_NUMERALS[numeral])


_NUMERALS: Final[Mapping[Numeral, str]] = {
    "decimal": "1",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


def _tightness(block: doc.BulletList | doc.OrderedList) -> Markup:
    return Markup(' class="{}"').format("tight" if block.tight else "loose")


def _list(element: str, items: tuple[Blocks, ...], attributes: Markup, setting: Setting) -> Markup:
    lines = Markup("\n").join(Markup("<li>{}</li>").format(_item(item, setting)) for item in items)
    return Markup("<{0}{1}>\n{2}\n</{0}>").format(element, attributes, lines)


def _item(run: Blocks, setting: Setting) -> Markup:
    """What stands in an item or a cell: a paragraph that is alone in it needs no element."""
    match run:
        case (doc.Paragraph(children),):
            return inlines(children, setting)
        case (doc.Paragraph(children), *rest) if all(map(_is_list, rest)):
            return inlines(children, setting) + Markup("\n") + blocks(tuple(rest), setting)
    return blocks(run, setting)


def _is_list(block: Block) -> bool:
    return isinstance(block, doc.BulletList | doc.OrderedList)


def _definition_list(definitions: doc.DefinitionList, setting: Setting) -> Markup:
    lines = [
        line
        for definition in definitions.items
        for line in (
            Markup("<dt>{}</dt>").format(inlines(definition.term, setting)),
            *(
                Markup("<dd>{}</dd>").format(_item(meaning, setting))
                for meaning in definition.meanings
            ),
        )
    ]
    return Markup("<dl>\n{}\n</dl>").format(Markup("\n").join(lines))


def _code(text: str, language: str) -> Markup:
    short = Markup(' class="short"') if text.count("\n") < SHORT_LINES else Markup()
    name = Markup(' class="language-{}"').format(language) if language else Markup()
    return Markup("<pre{}><code{}>{}</code></pre>").format(short, name, text)


def _callout(callout: doc.Callout, setting: Setting) -> Markup:
    """The word of its kind stands in it, for who does not see its colour."""
    stop = "." if callout.title else ""
    kind = Markup('<span class="label">{}{}</span>').format(setting.words[callout.kind], stop)
    title = kind + Markup(" ") + inlines(callout.title, setting) if callout.title else kind
    return Markup(
        '<div class="callout callout-{}" role="note">\n<p class="callout-title">{}</p>\n{}\n</div>'
    ).format(callout.kind, title, blocks(callout.blocks, setting))


def _id_attribute(id_: str | None) -> Markup:
    return Markup(' id="{}"').format(_as_id(id_)) if id_ else Markup()


def _caption(kind: str, number: str | None, text: Inlines, setting: Setting) -> Markup:
    content = inlines(text, setting)
    if number is None:
        return content
    label = _label(kind, number, setting)
    return Markup('<span class="label">{}.</span> {}').format(label, content)


def _label(kind: str, number: str | None, setting: Setting) -> str:
    word = setting.words[kind]
    return f"{word}{NO_BREAK_SPACE}{number}" if number else word


def figure(block: doc.Figure, setting: Setting) -> Markup:
    """Return a figure, with its caption below."""
    pictures = Markup("\n").join(image(picture, setting) for picture in block.images)
    several = " several" if len(block.images) > 1 else ""
    caption = Markup()
    if block.caption or block.number:
        caption = Markup("\n<figcaption>{}</figcaption>").format(
            _caption("figure", block.number, block.caption, setting)
        )
    return Markup('<figure{}>\n<div class="pictures{}">{}</div>{}\n</figure>').format(
        _id_attribute(block.id), several, pictures, caption
    )


def table(block: doc.Table, setting: Setting) -> Markup:
    """Return a table, with its caption above."""
    caption = Markup()
    if block.caption or block.number:
        caption = Markup("\n<caption>{}</caption>").format(
            _caption("table", block.number, block.caption, setting)
        )
    head = _rows("thead", block.head, block.columns, setting)
    body = _rows("tbody", block.body, block.columns, setting)
    short = " short" if len(block.head) + len(block.body) < SHORT_ROWS else ""
    # A table that is wider than its page is scrolled, with the keyboard too.
    return Markup(
        '<div class="table{}" role="group" tabindex="0" aria-label="{}">'
        "<table{}>{}{}{}{}\n</table></div>"
    ).format(
        short,
        _label("table", block.number, setting),
        _id_attribute(block.id),
        caption,
        _column_widths(block.columns),
        head,
        body,
    )


def _column_widths(columns: tuple[doc.Column, ...]) -> Markup:
    if all(column.width is None for column in columns):
        return Markup()
    return Markup("\n<colgroup>{}</colgroup>").format(
        Markup().join(
            Markup("<col>")
            if column.width is None
            else Markup('<col style="width:{:.1f}%">').format(column.width * 100)
            for column in columns
        )
    )


def _rows(
    element: str, rows: tuple[doc.Row, ...], columns: tuple[doc.Column, ...], setting: Setting
) -> Markup:
    if not rows:
        return Markup()
    taken: dict[int, int] = {}
    lines = Markup("\n").join(_row(element, row, columns, taken, setting) for row in rows)
    return Markup("\n<{0}>\n{1}\n</{0}>").format(element, lines)


def _row(
    element: str,
    row: doc.Row,
    columns: tuple[doc.Column, ...],
    taken: dict[int, int],
    setting: Setting,
) -> Markup:
    """Return a row; `taken` says for how many more rows a cell from above fills a column."""
    cells: list[Markup] = []
    position = 0
    for cell in row.cells:
        while taken.get(position, 0) > 0:
            taken[position] -= 1
            position += 1
        column = columns[position] if position < len(columns) else doc.Column()
        cells.append(_cell(element, cell, column, setting))
        for filled in range(position, position + cell.column_span):
            taken[filled] = cell.row_span - 1
        position += cell.column_span
    for filled in range(position, len(columns)):
        taken[filled] = max(taken.get(filled, 0) - 1, 0)
    return Markup("<tr>{}</tr>").format(Markup().join(cells))


def _cell(section: str, cell: doc.Cell, column: doc.Column, setting: Setting) -> Markup:
    heads = section == "thead" and not _is_empty(cell)
    attributes = Markup()
    if heads:
        scope = "colgroup" if cell.column_span > 1 else "col"
        attributes += Markup(' scope="{}"').format(scope)
    if cell.column_span > 1:
        attributes += Markup(' colspan="{}"').format(cell.column_span)
    if cell.row_span > 1:
        attributes += Markup(' rowspan="{}"').format(cell.row_span)
    if column.alignment is not Alignment.START:
        attributes += Markup(' class="{}"').format(column.alignment.value)
    element = "th" if heads else "td"
    return Markup("<{0}{1}>{2}</{0}>").format(element, attributes, _item(cell.blocks, setting))


def _is_empty(cell: doc.Cell) -> bool:
    return all(
        isinstance(block, doc.Paragraph) and not inl.plain_text(block.children).strip()
        for block in cell.blocks
    )


# The list of references


def bibliography(block: doc.Bibliography, setting: Setting) -> Markup:
    """Return the list of references, with the language's word over it where nothing else is."""
    if not block.entries:
        return Markup()
    heading = (
        Markup()
        if block.headed
        else Markup('<h2 id="{}">{}</h2>\n').format(REFERENCES_ID, setting.words["references"])
    )
    return heading + reference_list(block, setting)


def reference_list(block: doc.Bibliography, setting: Setting) -> Markup:
    """Return the list of references alone."""
    labels = [inl.plain_text(entry.label) for entry in block.entries]
    widest = max(map(len, labels), default=0)
    kind = "labelled" if widest else "hanging" if block.hanging else "plain"
    element = "ol" if widest else "ul"
    style = Markup(' style="--label-length:{}"').format(widest) if widest else ""
    lines = Markup("\n").join(_entry(entry, setting) for entry in block.entries)
    return Markup('<{0} class="references {1}"{2}>\n{3}\n</{0}>').format(
        element, kind, style, lines
    )


def _entry(entry: doc.BibliographyEntry, setting: Setting) -> Markup:
    label = (
        Markup('<span class="label">{}</span> ').format(inlines(entry.label, setting))
        if entry.label
        else Markup()
    )
    return Markup('<li id="{}">{}{}</li>').format(
        reference_id(entry.key), label, inlines(entry.content, setting)
    )


# What stands over the text


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents: a section of the first or second level."""

    level: int
    id: str
    number: str
    text: Markup


def contents(run: Blocks, setting: Setting) -> tuple[ContentsEntry, ...]:
    """Return the table of contents, with the list of references that has no heading of its own."""
    unmarked = replace(setting, notes={})
    entries: list[ContentsEntry] = []
    for block in run:
        match block:
            case doc.Heading(level=(1 | 2) as level, children=children):
                text = inlines(_without_links(children), unmarked)
                entries.append(ContentsEntry(level, _as_id(block.id), block.number or "", text))
            case doc.Bibliography(entries=(_, *_), headed=False):
                text = escape(setting.words["references"])
                entries.append(ContentsEntry(1, REFERENCES_ID, "", text))
            case _:
                pass
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class Byline:
    """An author as the title block shows one.

    Args:
        marks: the numbers of the affiliations, where there are several.
        orcid: the address of the ORCID record; empty where none is known.
    """

    name: str
    marks: tuple[str, ...]
    orcid: str
    email: str
    corresponding: bool


@dataclass(frozen=True, slots=True)
class MarkedAffiliation:
    """An affiliation, and its mark where there are several."""

    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class Front:
    """What stands over the text: the title block, ready for a template.

    Args:
        plain_title: the title without markup, for the page's head and running heads.
        language: the language of the text, as BCP 47 writes it.
        description: the abstract without markup.
    """

    title: Markup
    plain_title: str
    subtitle: Markup
    authors: tuple[Byline, ...]
    affiliations: tuple[MarkedAffiliation, ...]
    date: datetime.date | None
    abstract: Markup
    keywords: tuple[str, ...]
    license: str
    language: str
    description: str


def front(metadata: doc.Metadata, setting: Setting) -> Front:
    """Return what stands over the text."""
    several = len(metadata.affiliations) > 1
    marks = {
        affiliation.id: str(number)
        for number, affiliation in enumerate(metadata.affiliations, 1)
        if several
    }
    return Front(
        title=inlines(metadata.title, setting),
        plain_title=inl.plain_text(metadata.title),
        subtitle=inlines(metadata.subtitle, setting),
        authors=tuple(
            Byline(
                author.name,
                tuple(marks[id_] for id_ in author.affiliations if id_ in marks),
                f"https://orcid.org/{author.orcid}" if author.orcid else "",
                author.email or "",
                author.corresponding,
            )
            for author in metadata.authors
        ),
        affiliations=tuple(
            MarkedAffiliation(marks.get(affiliation.id, ""), affiliation.name)
            for affiliation in metadata.affiliations
        ),
        date=metadata.date,
        abstract=blocks(metadata.abstract, setting),
        keywords=metadata.keywords,
        license=metadata.license or "",
        language=metadata.language,
        description=_first_words(metadata.abstract),
    )


def _first_words(abstract: Blocks) -> str:
    return " ".join(" ".join(inl.plain_text(run).split()) for run in doc.inline_runs(abstract))
