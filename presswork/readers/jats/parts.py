"""The order of an article: abstracts, body, back, what its front says, and the references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.document import Bibliography, Heading, Paragraph, in_language
from presswork.inlines import Strong, Text
from presswork.readers.jats.blocks import read_flow, read_heading, read_part, slug
from presswork.readers.jats.captions import joined
from presswork.readers.jats.elements import (
    attribute,
    child,
    children,
    descendants,
    language_of,
    text_of,
)
from presswork.readers.jats.front import meta_of
from presswork.readers.jats.inlines import read_inlines
from presswork.readers.jats.people import STATEMENTS
from presswork.readers.jats.source import local_name

if TYPE_CHECKING:
    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.jats.people import People
    from presswork.readers.jats.reading import Reading

_TITLES: Final = frozenset({"title", "label"})
_MAIN_KINDS: Final = frozenset({"", "abstract", "section", "structured", "normal", "main"})
_KINDS: Final = {
    "summary": "Author summary",
    "author-summary": "Author summary",
    "plain-language-summary": "Plain language summary",
    "executive-summary": "Summary",
    "graphical": "Graphical abstract",
    "key-points": "Key points",
    "highlights": "Highlights",
    "web-summary": "Summary",
    "teaser": "In brief",
    "toc": "In brief",
    "short": "In brief",
    "precis": "In brief",
    "editor": "Editors' summary",
    "editors-summary": "Editors' summary",
    "video": "Video abstract",
}
"""What an abstract without a title is called, by its `abstract-type`."""

_SHORT: Final = ("toc", "teaser", "short", "precis", "web-summary", "key-points")


@dataclass(frozen=True, slots=True)
class Parts:
    """An article's text.

    Args:
        abstract: its main abstract.
        blocks: all the rest, the list of references with it.
    """

    abstract: Blocks
    blocks: Blocks


def read_parts(article: etree._Element, people: People, reading: Reading) -> Parts:
    """Return the text of an article in the order in which it is to be read."""
    meta = meta_of(article)
    main, others = _abstracts(meta)
    blocks: list[Block] = []
    for each in others:
        blocks += _further_abstract(each, reading)
    for body in children(article, "body"):
        blocks += read_flow(body, reading, 1)
    for floats in children(article, "floats-group", "floats-wrap"):
        blocks += read_flow(floats, reading, 1)
    blocks += _back(article, people, reading)
    abstract = tuple(block for each in main for block in read_flow(each, reading, None, _TITLES))
    return Parts(abstract, tuple(blocks))


def _abstracts(meta: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """Return the main abstract, and the others; a short one stands for a main one."""
    abstracts = [each for each in children(meta, "abstract") if text_of(each) or len(each)]
    translated = children(meta, "trans-abstract")
    main = [each for each in abstracts if attribute(each, "abstract-type") in _MAIN_KINDS][:1]
    if not main:
        main = [each for each in abstracts if attribute(each, "abstract-type") in _SHORT][:1]
    return main, [each for each in [*abstracts, *translated] if each not in main]


def _further_abstract(element: etree._Element, reading: Reading) -> Blocks:
    """Return an abstract beside the main one as a section of its own."""
    kind = attribute(element, "abstract-type")
    title: Inlines = (Text(_KINDS.get(kind, "Abstract")),)
    heading = read_heading(element, reading, 1, title)
    blocks = (*heading, *read_flow(element, reading, 2, _TITLES))
    language = language_of(element)
    if local_name(element) != "trans-abstract" or not language:
        return blocks
    keywords = _keywords_in(element, language, reading)
    return in_language((*blocks, *keywords), language)


def _keywords_in(element: etree._Element, language: str, reading: Reading) -> Blocks:
    """Return the keywords in the language of an abstract as its last paragraph."""
    meta = element.getparent()
    if meta is None:
        return ()
    for group in children(meta, "kwd-group"):
        if language_of(group)[:2].lower() != language[:2].lower():
            continue
        words = "; ".join(filter(None, (text_of(each) for each in descendants(group, "kwd"))))
        title = child(group, "title")
        name = read_inlines(title, reading) if title is not None else (Text("Keywords:"),)
        if words:
            return (Paragraph(joined([(Strong(name),), (Text(words),)]), reading.at(group)),)
    return ()


def _back(article: etree._Element, people: People, reading: Reading) -> Blocks:
    """Return what follows the text; what the front says of it goes before the references."""
    blocks: list[Block] = []
    statements = False
    backs = children(article, "back")
    listed = bool(descendants(article, "ref"))
    for part in [inner for back in backs for inner in back]:
        name = local_name(part)
        if name == "ref-list":
            if not statements:
                blocks += _statements(article, people, reading)
                statements = True
            if listed:
                blocks += _references(part, reading)
                listed = False
            continue
        blocks += _part(part, reading)
    if not statements:
        blocks += _statements(article, people, reading)
    if listed:
        blocks.append(Bibliography())
    return tuple(blocks)


_DEFAULT_TITLES: Final = {
    "ack": "Acknowledgments",
    "glossary": "Glossary",
    "bio": "About the authors",
    "fn-group": "Notes",
    "notes": "Notes",
}


def _part(part: etree._Element, reading: Reading) -> Blocks:
    """Return a part of the back; one without a title gets the usual one."""
    name = local_name(part)
    if name in _TITLES:
        return ()
    found = read_part(part, reading, 1)
    untitled = child(part, "title") is None and not any(
        child(each, "title") is not None for each in children(part, "sec", "app", "fn-group")
    )
    title = _DEFAULT_TITLES.get(name)
    if not found or not untitled or title is None or isinstance(found[0], Heading):
        return found
    heading = _heading(title, part, reading)
    return (heading, *found)


def _heading(title: str, element: etree._Element, reading: Reading) -> Heading:
    return Heading(
        1,
        (Text(title),),
        reading.free_id(slug(title)),
        numbered=False,
        location=reading.at(element),
    )


def _references(ref_list: etree._Element, reading: Reading) -> Blocks:
    """Return the place of the list of references, with what the article says over it."""
    heading = read_heading(ref_list, reading, 1)
    said = tuple(block for each in children(ref_list, "p") for block in read_flow(each, reading))
    bibliography = Bibliography(headed=bool(heading), location=reading.at(ref_list))
    return (*heading, *said, bibliography)


def _statements(article: etree._Element, people: People, reading: Reading) -> Blocks:
    """Return the sections that the front holds: contributions, funding, interests, data."""
    meta = meta_of(article)
    sections: dict[str, list[Block]] = {}
    for notes in children(meta, "author-notes"):
        for note in children(notes, "fn"):
            kind = attribute(note, "fn-type").lower()
            if kind in STATEMENTS:
                blocks = read_flow(note, reading, None, _TITLES)
                sections.setdefault(STATEMENTS[kind], []).extend(blocks)
    if people.roles and "Author contributions" not in sections:
        sections["Author contributions"] = [_roles(people, meta, reading)]
    for block in _funding(meta, reading):
        sections.setdefault("Funding", []).append(block)
    for block in _data(meta, reading):
        sections.setdefault("Data availability", []).append(block)
    front = child(article, "front")
    for notes in children(front, "notes") if front is not None else ():
        title = text_of(child(notes, "title")) or "Notes"
        sections.setdefault(title, []).extend(read_flow(notes, reading, 2, _TITLES))
    for block in _abbreviations(meta, reading):
        sections.setdefault("Abbreviations", []).append(block)
    for life in people.lives:
        sections.setdefault("About the authors", []).extend(read_flow(life, reading))
    return tuple(
        block
        for title, blocks in sections.items()
        if blocks
        for block in (_heading(title, meta, reading), *blocks)
    )


def _roles(people: People, meta: etree._Element, reading: Reading) -> Paragraph:
    said = ". ".join(f"{name}: {', '.join(roles)}" for name, roles in people.roles)
    return Paragraph((Text(f"{said}."),), reading.at(meta))


def _funding(meta: etree._Element, reading: Reading) -> Blocks:
    """Return the statements on funding, and the awards of which those name no source."""
    groups = children(meta, "funding-group")
    statements = [each for group in groups for each in descendants(group, "funding-statement")]
    blocks = [block for each in statements for block in read_flow(each, reading)]
    for each in [each for group in groups for each in descendants(group, "open-access")]:
        blocks += read_flow(each, reading)
    told = " ".join(text_of(each) for each in statements).casefold()
    lines: list[str] = []
    for award in [each for group in groups for each in descendants(group, "award-group")]:
        parts = [_source_of(each) for each in children(award, "funding-source")]
        if told and all(_is_told(part, award, told) for part in parts):
            continue
        parts += [text_of(each) for each in children(award, "award-id")]
        parts += [text_of(each) for each in children(award, "principal-award-recipient")]
        lines.append(", ".join(filter(None, parts)))
    said = "; ".join(dict.fromkeys(filter(None, lines)))
    awards = (Paragraph((Text(f"{said}."),), reading.at(meta)),) if said else ()
    return (*awards, *blocks)


def _is_told(source: str, award: etree._Element, told: str) -> bool:
    """Tell whether a statement names who paid, or the number of the award."""
    said = [source, *(text_of(each) for each in children(award, "award-id"))]
    return any(each.casefold() in told for each in said if each)


def _source_of(element: etree._Element) -> str:
    inner = [text_of(each) for each in descendants(element, "institution")]
    return ", ".join(filter(None, inner)) or text_of(element)


def _data(meta: etree._Element, reading: Reading) -> Blocks:
    """Return what an article says of its data in its metadata (PLOS)."""
    blocks: list[Block] = []
    for custom in descendants(meta, "custom-meta"):
        name = text_of(child(custom, "meta-name")).casefold()
        value = child(custom, "meta-value")
        if "data availability" in name and value is not None:
            blocks += read_flow(value, reading)
    return tuple(blocks)


def _abbreviations(meta: etree._Element, reading: Reading) -> Blocks:
    for group in children(meta, "kwd-group"):
        if attribute(group, "kwd-group-type").lower() in {"abbreviations", "abbreviation"}:
            words = "; ".join(filter(None, (text_of(each) for each in descendants(group, "kwd"))))
            return (Paragraph((Text(words),), reading.at(group)),) if words else ()
    return ()
