"""A saved page of an article, as HTML or MHTML → `Document`.

- `source`: the file's bytes as a tree, and the files inside it; `elements`: what is asked of one.
- `head`: what the page says of its article in `meta` and JSON-LD.
- `cleaning`: what is not shown and what is not of the article, taken out; `finding`: where in the
  rest the article is.
- `listing`: the list of references; `footnotes`: notes. Both are found before the text is read,
  for the text refers to them.
- `opening`: title, authors, abstract.
- `blocks`, `inlines`: the text; `equations`, `figures`, `formulas`, `pictures`, `tables`: the
  parts of that.

What refers to works, figures and tables is brought back by `presswork.readers.printed`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import (
    Affiliation,
    Author,
    Bibliography,
    Document,
    Heading,
    Metadata,
    Note,
    Paragraph,
    ThematicBreak,
    Uncited,
    walk,
)
from presswork.inlines import Emphasis, Text, plain_text
from presswork.problems import Ledger, Location
from presswork.readers import identifiers
from presswork.readers.html import (
    blocks,
    cleaning,
    elements,
    figures,
    finding,
    footnotes,
    head,
    inlines,
    listing,
    opening,
    pictures,
)
from presswork.readers.html.reading import Page
from presswork.readers.html.source import load
from presswork.readers.parts import Part, of_heading
from presswork.readers.printed import finishing, sections, texts

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.readers.html.head import Said
    from presswork.readers.html.opening import Opening
    from presswork.references import Reference
    from presswork.resources import Resources


def read(path: Path, name: str, resources: Resources) -> Document:
    """Read a document.

    Args:
        path: a page that a browser saved.
        name: what it is to be called in the names of files.
        resources: what it may reach.

    Raises:
        Problems: it cannot be read, or holds no text.
    """
    ledger = Ledger()
    source = load(path, ledger)
    said = head.read(source.root)
    page = Page(path, resources, ledger, source.address or said.address, source.parts)
    body = elements.first(source.root, "body")
    body = source.root if body is None else body
    cleaning.clean(body)
    references = _references(body, said, page)
    footnotes.find(body, page)
    blocks.mark_containers(body)
    opened = opening.read(body, said, page)
    article = finding.find(body, list(page.entry_elements)[:1])
    page.read_elsewhere.update(page.footnotes.values())
    read_blocks = _tidy(blocks.within(article, page), page)
    if not read_blocks and not opened.abstract:
        ledger.error("the page holds no text", Location(path), "save it when it is loaded whole")
    pictures.tell_missing(page)
    document = Document(
        path,
        name,
        _metadata(said, opened, page),
        read_blocks,
        tuple(page.notes.values()),
        references,
    )
    return replace(_finished(document, page), warnings=ledger.settle())


def _references(body: etree._Element, said: Said, page: Page) -> tuple[Reference, ...]:
    found = listing.find(body)
    page.entry_elements.update(found)
    return listing.read(found, said.references, page, _entry)


def _entry(element: etree._Element, page: Page) -> Inlines:
    return inlines.read(element, page, blocks.within)


# ---- the body


def _tidy(read_blocks: Blocks, page: Page) -> Blocks:
    """Bring headings to their levels, drop those of parts that are gone, place the list."""
    result: list[Block] = []
    for block in read_blocks:
        if figures.is_button(block):
            continue
        if isinstance(block, Bibliography) and result and (heading := _as_heading(result, page)):
            result[-1:] = [heading, replace(block, headed=True)]
        else:
            result.append(block)
    result = _without_empty_parts(result)
    while result and isinstance(result[0], ThematicBreak):
        del result[0]
    while result and isinstance(result[-1], ThematicBreak):
        del result[-1]
    if page.order and not any(isinstance(block, Bibliography) for block in walk(tuple(result))):
        result.append(Bibliography())
    levels = [block.level for block in result if isinstance(block, Heading)]
    shift = min(levels, default=1) - 1
    return tuple(
        replace(block, level=block.level - shift) if isinstance(block, Heading) else block
        for block in result
    )


def _as_heading(before: list[Block], page: Page) -> Heading | None:
    """Return the heading that stands before the list, be it a bold line."""
    match before[-1]:
        case Heading() as heading:
            return heading
        case Paragraph(children=words) if of_heading(plain_text(words)) is Part.REFERENCES:
            level = min((each.level for each in before if isinstance(each, Heading)), default=1)
            text = plain_text(words)
            return Heading(level, (Text(text),), page.free_id(identifiers.slug(text)))
        case _:
            return None


_EMPTIED = {Part.NOTES, Part.CONTENTS, Part.ABSTRACT, Part.KEYWORDS}


def _without_empty_parts(read_blocks: list[Block]) -> list[Block]:
    """Drop the headings of notes, contents and abstract that are read elsewhere."""
    result: list[Block] = []
    for at, block in enumerate(read_blocks):
        following = read_blocks[at + 1] if at + 1 < len(read_blocks) else None
        empty = following is None or (
            isinstance(following, Heading)
            and isinstance(block, Heading)
            and following.level <= block.level
        )
        if (
            isinstance(block, Heading)
            and empty
            and of_heading(plain_text(block.children)) in _EMPTIED
        ):
            continue
        result.append(block)
    return result


def _finished(document: Document, page: Page) -> Document:
    """Make citations and cross-references of marks and links."""
    meta = document.metadata
    inside = tuple(block for note in document.notes for block in note.blocks)
    everything = (*meta.abstract, *document.blocks, *inside)
    finish = finishing.prepare(everything, document.references, page.aliases)
    body = finishing.without_own_numbers(finish.blocks(document.blocks))
    body, numbered = sections.without_own_numbers(body)
    notes = tuple(
        Note(note.id, finish.blocks(note.blocks), note.of_citation) for note in document.notes
    )
    abstract = finish.blocks(meta.abstract)
    used = finishing.cited((*abstract, *body, *(block for note in notes for block in note.blocks)))
    place = Location(page.path)
    return replace(
        document,
        metadata=replace(
            meta,
            abstract=abstract,
            title=finish.inlines(meta.title),
            number_sections=meta.number_sections or numbered,
        ),
        blocks=body,
        notes=notes,
        uncited=tuple(Uncited(key, place) for key in page.order if key not in used),
    )


# ---- what is said of it


def _metadata(said: Said, opened: Opening, page: Page) -> Metadata:
    affiliations = tuple(said.affiliations) or tuple(
        Affiliation(f"aff{place}", text) for place, text in enumerate(opened.affiliations, start=1)
    )
    authors = tuple(said.authors) or tuple(
        Author(name) for text in opened.authors for name in head.people(text)
    )
    if len(affiliations) == 1:
        authors = tuple(replace(author, affiliations=(affiliations[0].id,)) for author in authors)
    abstract = opened.abstract
    if not abstract and said.abstract:
        abstract = (Paragraph((Text(said.abstract),), Location(page.path)),)
    title = opened.title or texts.collapsed((Text(said.title),))
    if not title:
        page.ledger.warn("the page has no title", Location(page.path))
        title = (Text(page.path.stem.replace("-", " ")),)
    metadata = Metadata(
        title=title,
        subtitle=opened.subtitle,
        authors=authors,
        affiliations=affiliations,
        date=said.date,
        abstract=abstract,
        keywords=said.keywords or opened.keywords,
        license=said.license,
        number_sections=page.numbered_sections,
        doi=said.doi,
        origin=_origin(said),
    )
    return replace(metadata, language=said.language) if said.language else metadata


def _origin(said: Said) -> Inlines:
    """Return where the article was published first: `Journal 12(3), 1–10 (2020)`."""
    if not said.journal:
        return ()
    place = f" {said.volume}" if said.volume else ""
    place += f"({said.issue})" if said.issue and said.volume else ""
    place += f", {said.pages}" if said.pages and said.volume else ""
    place += f" ({said.year})" if said.year else ""
    return (Emphasis((Text(said.journal),)), *((Text(place),) if place else ()))
