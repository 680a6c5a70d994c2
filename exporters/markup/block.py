"""Blocks as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from presswork import document as doc
from presswork.inlines import (
    Cite,
    InLanguage,
    Math,
    NoteReference,
    Superscript,
    Text,
    plain_text,
    walk,
)

from .code import code
from .equations import equation
from .figures import figure, id_attribute, listing
from .inline import inlines
from .references import bibliography
from .setting import as_id, direction, in_accent, language_attributes
from .tables import listed_table, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.numerals import Numeral

    from .setting import Setting


SHORT_LINES: Final = 13
"""Computer text of fewer lines is kept on one page."""


LONG: Final = 1000
"""A callout of more characters may be parted by the end of a page."""


def blocks(run: Blocks, setting: Setting) -> Markup:
    """Return blocks as HTML, one after the other.

    Lists of references are written when all else is: they lead back to what cites each work.
    """
    made = [Markup() if _is_list_of_works(block) else _block(block, setting) for block in run]
    for at, block in enumerate(run):
        if _is_list_of_works(block):
            made[at] = _block(block, setting)
    return Markup("\n").join(made)


def _is_list_of_works(block: Block) -> bool:
    return isinstance(block, doc.Bibliography)


def table_as_list(table: doc.Table, rows: Blocks, setting: Setting) -> Markup:
    """Return a table with other blocks in the place of its rows."""
    return listed_table(table, blocks(rows, setting), setting, lambda run: content_of(run, setting))


def _block(block: Block, setting: Setting) -> Markup:
    match block:
        case doc.Heading():
            return _heading(block, setting)
        case doc.Paragraph():
            return _paragraph(block, setting)
        case doc.BulletList(items=items):
            return _list("ul", items, _tightness(block), setting)
        case doc.OrderedList():
            return _ordered_list(block, setting)
        case doc.DefinitionList():
            return _definition_list(block, setting)
        case doc.Quote(inner):
            return Markup("<blockquote>{}</blockquote>").format(_quoted(inner, setting))
        case doc.CodeBlock():
            return _code_block(block, setting)
        case doc.Equation():
            return equation(block, setting)
        case doc.Callout():
            return _callout(block, setting)
        case doc.Figure():
            return figure(block, setting)
        case doc.Table():
            return table(block, setting, lambda run: content_of(run, setting))
        case doc.PageBreak():
            return Markup('<div class="page-break"></div>')
        case doc.ThematicBreak():
            return Markup("<hr>")
        case doc.Bibliography():
            return bibliography(block, setting)


ONE_LINE: Final = 40
"""A paragraph of fewer characters has but one line."""

_RUNT: Final = re.compile(r"(?<=\w\w\w) (?=\S{1,4}$)")
"""The space before a word that is too short to stand alone in the last line."""


def _without_runt(text: Inlines) -> Inlines:
    """Return a paragraph whose last word is not left alone if it is shorter than an indent."""
    if len(plain_text(text)) < ONE_LINE:
        return text
    for at in range(len(text) - 1, -1, -1):
        match text[at]:
            case Text(words):
                joined = _RUNT.sub("\N{NO-BREAK SPACE}", words)
                return text if joined == words else (*text[:at], Text(joined), *text[at + 1 :])
            case NoteReference() | Superscript() | Cite(rendered=(Superscript(),)):
                continue
            case _:
                return text
    return text


OPENING: Final = tuple("“„«‘‹")
"""The marks that hang before the edge of a quotation set apart."""


def _quoted(run: Blocks, setting: Setting) -> Markup:
    """Return what is quoted; a mark at its very beginning hangs, so that the letters align."""
    match run:
        case (doc.Paragraph((Text(words), *_) as children), *rest) if words.startswith(OPENING):
            first = Markup('<p class="hung">{}</p>').format(inlines(tuple(children), setting))
            return Markup("\n").join(filter(None, (first, blocks(tuple(rest), setting))))
        case _:
            return blocks(run, setting)


def _paragraph(paragraph: doc.Paragraph, setting: Setting) -> Markup:
    """Return a paragraph; one that is all from right to left is so itself, or it stands left."""
    attributes = Markup(' class="lead-in"') if doc.leads_in(paragraph) else Markup()
    match paragraph.children:
        case (InLanguage(language, children),) if direction(language):
            attributes += language_attributes(language)
        case children:
            pass
    return Markup("<p{}>{}</p>").format(attributes, inlines(_without_runt(children), setting))


PLAIN: Final = 3
"""The level from which headings have the colour of the text (`text.css`)."""


def _heading(heading: doc.Heading, setting: Setting) -> Markup:
    """The title of the document is the first-level heading of the page, so each goes one down."""
    told = heading.number
    if told and heading.appendix and "." not in told:
        told = setting.words.word(f"{setting.words['appendix']} {told}")
    number = Markup('<span class="number">{}</span> ').format(told) if told else ""
    words = Markup()
    if any(isinstance(inline, Math) for inline in walk(heading.children)):
        # The outline of a PDF has no place for formulas.
        label = " ".join(filter(None, (told, plain_text(heading.children))))
        words = Markup(' data-label="{}"').format(label)
    return Markup('<h{level} id="{id}"{words}>{number}{text}</h{level}>').format(
        level=min(heading.level + 1, 6),
        id=as_id(heading.id),
        words=words,
        number=number,
        text=inlines(heading.children, in_accent(setting) if heading.level < PLAIN else setting),
    )


def _ordered_list(ordered: doc.OrderedList, setting: Setting) -> Markup:
    start = Markup(' start="{}"').format(ordered.start) if ordered.start != 1 else Markup()
    attributes = _tightness(ordered) + start + numeral_attribute(ordered.numeral)
    return _list("ol", ordered.items, attributes, setting)


def numeral_attribute(numeral: Numeral) -> Markup:
    """Return what tells a list how its numbers are written."""
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
    lines = Markup("\n").join(
        Markup("<li>{}</li>").format(content_of(item, setting)) for item in items
    )
    return Markup("<{0}{1}>\n{2}\n</{0}>").format(element, attributes, lines)


def content_of(run: Blocks, setting: Setting) -> Markup:
    """Return what stands in an item or a cell: a paragraph alone in it needs no element."""
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
                Markup("<dd>{}</dd>").format(content_of(meaning, setting))
                for meaning in definition.meanings
            ),
        )
    ]
    return Markup("<dl>\n{}\n</dl>").format(Markup("\n").join(lines))


def _code_block(block: doc.CodeBlock, setting: Setting) -> Markup:
    if block.caption or block.number:
        return listing(_code(block, setting), block, setting)
    return _code(block, setting, block.id)


def _code(block: doc.CodeBlock, setting: Setting, id_: str | None = None) -> Markup:
    short = Markup(' class="short"') if block.text.count("\n") < SHORT_LINES else Markup()
    name = Markup(' class="language-{}"').format(block.language) if block.language else Markup()
    attributes = id_attribute(id_) + short
    content = code(block.text, block.language, setting.lines)
    return Markup("<pre{}><code{}>{}</code></pre>").format(attributes, name, content)


def _callout(callout: doc.Callout, setting: Setting) -> Markup:
    """The word of its kind stands in it, for who does not see its colour."""
    stop = "." if callout.title else ""
    kind = Markup('<span class="label">{}{}</span>').format(setting.words[callout.kind], stop)
    title = kind + Markup(" ") + inlines(callout.title, setting) if callout.title else kind
    length = sum(len(plain_text(run)) for run in doc.inline_runs(callout.blocks))
    return Markup(
        '<div class="callout callout-{}{}" role="note">\n'
        '<p class="callout-title">{}</p>\n{}\n</div>'
    ).format(callout.kind, " long" if length > LONG else "", title, blocks(callout.blocks, setting))
