"""The text: sections, paragraphs and all that stands between them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.document import (
    Callout,
    CodeBlock,
    Equation,
    EquationTag,
    Heading,
    Paragraph,
    Quote,
    ThematicBreak,
)
from presswork.inlines import LineBreak, Link, Strong, TargetKind, Text, plain_text
from presswork.readers.jats import figures, formulas, lists, pictures, tables
from presswork.readers.jats.captions import ended, joined, led, read_caption
from presswork.readers.jats.elements import (
    attribute,
    child,
    children,
    descendants,
    href,
    name_set,
    nodes,
    raw_text,
    text_of,
)
from presswork.readers.jats.inlines import is_blank, pieces_of, read_inlines, settle
from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location
    from presswork.readers.jats.reading import Reading
    from presswork.readers.printed.pieces import Piece

_DEEPEST_HEADING: Final = 6
_NUMBER: Final = re.compile(r"(?:\d+|[A-Z]|[IVX]+)(?:\.\d+)*")
_LONGEST_SLUG: Final = 60
_FEW: Final = 3
"""How many authors a note names; one on more is on all."""

_TITLES: Final = frozenset({"title", "label"})
_NOTHING: Final = name_set(
    """sec-meta object-id counts permissions kwd-group subj-group ref-list index-term alt-text
    long-desc processing-meta fn-stub milestone-start milestone-end"""
)
"""Elements between paragraphs that are read elsewhere or show nothing."""


def read_flow(
    element: etree._Element,
    reading: Reading,
    level: int | None = None,
    skip: frozenset[str] = frozenset(),
) -> Blocks:
    """Return the blocks that an element holds; its loose text becomes paragraphs.

    Args:
        element: a section, a paragraph, a cell, a note and the like.
        reading: the article.
        level: the level of the headings of sections in it; None where those are no headings.
        skip: the names of elements directly in it that are read elsewhere.
    """
    blocks: list[Block] = []
    loose: list[Piece] = []
    place: Location = reading.at(element)

    def flush() -> None:
        run = settle(loose, reading)
        loose.clear()
        if not is_blank(run):
            blocks.append(Paragraph(run, place))

    for node in nodes(element):
        if isinstance(node, str):
            loose += pieces_of((node,), reading)
            continue
        name = local_name(node)
        if name in skip or name in _NOTHING:
            continue
        read = _READERS.get(name)
        if read is None and not _holds_blocks(node, name):
            loose += pieces_of((node,), reading)
            continue
        flush()
        if read is None:
            reading.unknown.add(f"<{name}>", node)
            blocks += read_flow(node, reading, level)
        else:
            blocks += read(node, reading, level)
    flush()
    return tuple(blocks)


def _holds_blocks(element: etree._Element, name: str) -> bool:
    """Tell whether an element that the reader does not know holds more than a line of text."""
    return name not in _IN_LINES and any(local_name(each) in _READERS for each in element)


_IN_LINES: Final = name_set(
    """xref ext-link uri fn inline-formula alternatives bold italic sup sub underline sc strike
    monospace named-content styled-content overline roman sans-serif abbrev"""
)


def _paragraph(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    return read_flow(element, reading, level)


def _section(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    """Return a section: its heading, and what is in it.

    A number that the article gives is kept as the heading's own.
    """
    heading = read_heading(element, reading, level)
    inner = None if level is None else level + 1
    blocks = read_flow(element, reading, inner if heading else level, _TITLES)
    if level is None and heading and isinstance(first := heading[0], Paragraph):
        return led(_unframed(first.children), blocks, first)
    return (*heading, *blocks)


def _unframed(words: Inlines) -> Inlines:
    match words:
        case (Strong(children),):
            return children
        case _:
            return words


def read_heading(
    element: etree._Element, reading: Reading, level: int | None, title: Inlines = ()
) -> Blocks:
    """Return the heading of a section; a bold paragraph where sections have no headings.

    Args:
        element: what holds `label` and `title`.
        reading: the article.
        level: the heading's level, or None.
        title: its words where the element gives none.
    """
    label = text_of(child(element, "label")).strip()
    given = child(element, "title")
    words = read_inlines(given, reading) if given is not None else ()
    words = words or title
    number = label.rstrip(".)").strip()
    numbered = bool(words and _NUMBER.fullmatch(number))
    if label and not numbered:
        separate = label if label.endswith((".", ":", ")")) or not words else f"{label}."
        words = joined([(Text(separate),), words])
    if not words:
        return ()
    location = reading.at(element)
    if level is None:
        shown = joined([(Text(label),), words]) if numbered else words
        return (Paragraph((Strong(shown),), location),)
    id_ = reading.id_of(element) or reading.free_id(slug(plain_text(words)))
    depth = min(level, _DEEPEST_HEADING)
    own = number if numbered else None
    return (Heading(depth, words, id_, numbered=False, number=own, location=location),)


def slug(words: str) -> str:
    """Return words as an id: letters and digits in lower case, with hyphens."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[\W_]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "section"


def _quote(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    blocks = read_flow(
        element, reading, skip=frozenset({"attrib", "title", "label", "permissions"})
    )
    said = [
        Paragraph((Text("\N{EM DASH}\N{NO-BREAK SPACE}"), *words), reading.at(attrib))
        for attrib in children(element, "attrib")
        if (words := read_inlines(attrib, reading))
    ]
    words = joined(read_inlines(each, reading) for each in children(element, "label", "title"))
    blocks = led(words, blocks, Paragraph((), reading.at(element)))
    return (Quote((*blocks, *said), reading.at(element)),) if blocks or said else ()


def _verse(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    """Return verses as a quotation, a line each; stanzas within it are paragraphs."""
    paragraphs: list[Block] = []
    lines: list[Inline] = []

    def flush() -> None:
        if lines:
            paragraphs.append(Paragraph(tuple(lines), reading.at(element)))
            lines.clear()

    for inner in element:
        match local_name(inner):
            case "verse-line" | "title" | "subtitle" | "label":
                run = read_inlines(inner, reading)
                lines.extend([LineBreak(), *run] if lines else run)
            case "verse-group":
                flush()
                for block in _verse(inner, reading, None):
                    paragraphs += block.blocks if isinstance(block, Quote) else (block,)
            case _:
                flush()
                paragraphs.append(Paragraph(read_inlines(inner, reading), reading.at(inner)))
    flush()
    return (Quote(tuple(paragraphs), reading.at(element)),) if paragraphs else ()


def _box(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    """Return a box; its title is that of its caption, or of the section that is all it holds."""
    label = child(element, "label")
    caption = read_caption(element, reading)
    title = caption.title
    named = (ended(read_inlines(label, reading)),) if label is not None else ()
    first = None if title or named else _section_of_box(element)
    if first is None:
        blocks = read_flow(element, reading, None, _BOX_ASIDE)
    else:
        title = joined(read_inlines(each, reading) for each in children(first, "label", "title"))
        blocks = read_flow(first, reading, None, _TITLES)
        for each in first.itersiblings("sec"):
            blocks += _section(each, reading, None)
    said = (Paragraph(caption.text, reading.at(element)),) if caption.text else ()
    whole = (*said, *caption.rest, *blocks)
    return (Callout("note", whole, joined([*named, title]), reading.at(element)),)


def _section_of_box(element: etree._Element) -> etree._Element | None:
    """Return the section whose title is that of a box that holds nothing but sections."""
    sections = children(element, "sec")
    if not sections or any(local_name(each) not in _BOX_ASIDE | {"sec"} for each in element):
        return None
    title = text_of(child(sections[0], "title"))
    alone = len(sections) == 1 or title.casefold().startswith("box")
    return sections[0] if title and alone else None


_BOX_ASIDE: Final = frozenset({"label", "title", "caption", "object-id", "attrib", "permissions"})


def _code(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    text = raw_text(element).replace("\r\n", "\n").strip("\n")
    language = attribute(element, "language").lower().replace(" ", "-")
    return (CodeBlock(text, language, reading.at(element)),) if text.strip() else ()


def _formula(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    """Return a formula on lines of its own: as such, as a picture, or as the words it is."""
    made = formulas.read_display(element, reading)
    if made:
        return (made,)
    label = formulas.label_of(element)
    words = text_of(element).removesuffix(text_of(child(element, "label")))
    if formulas.pictures_of(element) and len(words) <= len(text_of(child(element, "label"))):
        return figures.picture_of_formula(element, label, reading)
    run = (node for node in nodes(element) if isinstance(node, str) or local_name(node) != "label")
    said = settle(pieces_of(run, reading), reading)
    number: Inlines = (Text(f"({label})"),) if label else ()
    whole = joined([said, number])
    return (Paragraph(whole, reading.at(element)),) if whole else ()


def _formulas(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    """Return a group of formulas; a number of the whole is that of the first without one."""
    blocks = list(read_flow(element, reading, level, frozenset({"label"})))
    label = formulas.label_of(element)
    for at, block in enumerate(blocks):
        match block:
            case Equation(tags=(EquationTag(numbered=False, number=None) as tag,)) if label:
                number = reading.number(TargetKind.EQUATION, label, (tag.id,))
                tags = (EquationTag(tag.id, number=number),)
                return (*blocks[:at], replace(block, tags=tags), *blocks[at + 1 :])
            case _:
                pass
    said = (Paragraph((Text(f"({label})"),), reading.at(element)),) if label else ()
    return (*blocks, *said)


def _statement(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    """Return a theorem and the like: its label and title begin its first paragraph."""
    parts = [child(element, "label"), child(element, "title")]
    words = joined(read_inlines(part, reading) for part in parts if part is not None)
    blocks = read_flow(element, reading, skip=_TITLES)
    return led(words, blocks, Paragraph((), reading.at(element)))


def _speech(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    speaker = child(element, "speaker")
    words = read_inlines(speaker, reading) if speaker is not None else ()
    said = plain_text(words).rstrip(" :")
    blocks = read_flow(element, reading, skip=frozenset({"speaker"}))
    return led((Text(f"{said}:"),) if said else (), blocks, Paragraph((), reading.at(element)))


def _supplement(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    """Return a supplement: its label leads to the file, and what is said of it follows."""
    inner = element
    if not href(element):
        found = (each for each in descendants(element, "media", "graphic", "ext-link"))
        inner = next((each for each in found if href(each)), element)
    address = pictures.file_address(element, inner, reading)
    label = child(element, "label")
    if label is None and inner is not element:
        label = child(inner, "label")
    words = read_inlines(label, reading) if label is not None else ()
    caption = read_caption(element, reading)
    if inner is not element and not caption.whole:
        caption = read_caption(inner, reading)
    if not words and not caption.whole and not href(inner):
        return read_flow(element, reading)
    shown = words or (caption.title if not caption.text else ()) or _file_name(inner)
    head: Inline = Strong((Link(address, shown),) if address else shown)
    said = caption.text if shown == caption.title else caption.whole
    stop: Inlines = (Text("."),) if said and not plain_text(shown).rstrip().endswith(".") else ()
    first = Paragraph(joined([(head, *stop), said]), reading.at(element))
    return (first, *caption.rest, *read_flow(element, reading, skip=_SUPPLEMENT_ASIDE))


_SUPPLEMENT_ASIDE: Final = name_set(
    """label title caption object-id media graphic alternatives attrib permissions alt-text
    long-desc"""
)


def _file_name(element: etree._Element) -> Inlines:
    return (Text(pictures.name_of(element)),)


def _media(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    kind = attribute(element, "mimetype").lower()
    if kind == "image":
        return figures.read_graphic(element, reading)
    return _supplement(element, reading, level)


def _notes(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    """Return a group of notes: those that the text mentions stand at its marks."""
    blocks: list[Block] = []
    for inner in element:
        name = local_name(inner)
        if name == "fn":
            if attribute(inner, "id") not in reading.mentioned:
                blocks += _about(inner, tables.marked_note(inner, reading), reading)
        elif name not in {"label", "title"}:
            blocks += read_flow(inner, reading, level)
    return (*read_heading(element, reading, level), *blocks) if blocks else ()


def _about(note: etree._Element, blocks: Blocks, reading: Reading) -> Blocks:
    """Return a note on some of the authors with their names before it."""
    names = reading.noted.get(attribute(note, "id"), [])
    match blocks:
        case (Paragraph(text, location), *rest) if 0 < len(names) <= _FEW:
            said: Inlines = (Text(f"{', '.join(names)}:"),)
            return (Paragraph(joined([said, text]), location), *rest)
        case _:
            return blocks


def _rule(element: etree._Element, reading: Reading, _level: int | None) -> Blocks:
    return (ThematicBreak(reading.at(element)),)


def _named(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    """Return a part of the article with a title, for example a glossary."""
    heading = read_heading(element, reading, level)
    inner = None if level is None else level + (1 if heading else 0)
    return (*heading, *read_flow(element, reading, inner, _TITLES))


def _without_wrapping(element: etree._Element, reading: Reading, level: int | None) -> Blocks:
    return read_flow(element, reading, level)


_READERS: Final[Mapping[str, Callable[[etree._Element, Reading, int | None], Blocks]]] = {
    "p": _paragraph,
    "sec": _section,
    "list": lambda element, reading, _: lists.read_list(element, reading),
    "def-list": lambda element, reading, _: lists.read_definitions(element, reading),
    "disp-quote": _quote,
    "verse-group": _verse,
    "boxed-text": _box,
    "code": _code,
    "preformat": _code,
    "disp-formula": _formula,
    "disp-formula-group": _formulas,
    "statement": _statement,
    "speech": _speech,
    "fig": lambda element, reading, _: figures.read_figure(element, reading),
    "fig-group": lambda element, reading, _: figures.read_group(element, reading),
    "table-wrap": lambda element, reading, _: tables.read_table_wrap(element, reading),
    "table-wrap-group": _named,
    "table": lambda element, reading, _: tables.read_table(element, reading),
    "array": _without_wrapping,
    "graphic": lambda element, reading, _: figures.read_graphic(element, reading),
    "media": _media,
    "chem-struct-wrap": lambda element, reading, _: figures.read_figure(element, reading),
    "supplementary-material": _supplement,
    "fn-group": _notes,
    "hr": _rule,
    "app": _section,
    "app-group": _named,
    "glossary": _named,
    "notes": _named,
    "ack": _named,
    "bio": _named,
    "explanation": _named,
    "question-wrap": _without_wrapping,
    "question": _named,
    "answer": _named,
    "answer-set": _named,
    "option": _named,
    "block-alternatives": lambda element, reading, level: (
        _READERS[local_name(element[0])](element[0], reading, level)
        if len(element) and local_name(element[0]) in _READERS
        else ()
    ),
}
"""The blocks of an article by the names of their elements."""


def read_part(element: etree._Element, reading: Reading, level: int) -> Blocks:
    """Return a part of the back as what it is; one that is not known as its blocks."""
    read = _READERS.get(local_name(element))
    if read:
        return read(element, reading, level)
    if local_name(element) == "fn":
        return (
            ()
            if attribute(element, "id") in reading.mentioned
            else (tables.marked_note(element, reading))
        )
    return () if local_name(element) in _NOTHING else read_flow(element, reading, level)
