"""The passes over a whole document, in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.citations.csl.citation import Citation, CitationItem, Processed
from presswork.citations.csl.collapse import capitalised, joined_cites, shown
from presswork.citations.csl.disambiguation import disambiguated
from presswork.citations.csl.item import Item
from presswork.citations.csl.look import Look, affixed, formatted
from presswork.citations.csl.narrative import author_of
from presswork.citations.csl.output import Output, Placed, Run, Sequence, Spliced
from presswork.citations.csl.position import Reading
from presswork.citations.csl.rendering import Renderer
from presswork.citations.csl.sorting import ordered
from presswork.citations.csl.style import Spacing
from presswork.citations.csl.substitution import substituted
from presswork.citations.csl.writing import written
from presswork.document import BibliographyEntry
from presswork.inlines import Displayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Sequence as SequenceOf

    from presswork.citations.csl.context import Cite
    from presswork.citations.csl.style import BibliographyRules, Layout, Style
    from presswork.inlines import Inlines
    from presswork.references import Reference


def process(
    style: Style,
    references: Mapping[str, Reference],
    citations: SequenceOf[Citation],
    nocite: Iterable[str] = (),
) -> Processed:
    """Return all citations and the bibliography of a document.

    Args:
        style: the style, compiled.
        references: by their keys.
        citations: in the order of the document.
        nocite: keys of works that are in the bibliography without being cited.
    """
    known, unknown = _known(references, citations)
    items = _registered(references, known, nocite)
    renderer = Renderer(style, {}, {key: number for number, key in enumerate(items, 1)})
    listed = _sorted_bibliography(renderer, items)
    renderer.numbers = {item.key: number for number, item in enumerate(listed, 1)}
    disambiguated(renderer, listed, _first_notes(known))
    listed = _sorted_bibliography(renderer, {item.key: item for item in listed})
    document = [_sorted_citation(renderer, citation, items) for citation in known]
    texts, authors = _citations(renderer, document, items)
    rules = style.bibliography
    entries = _entries(renderer, rules, listed) if rules is not None else ()
    spacing = rules.spacing if rules is not None else Spacing()
    return Processed(texts, authors, entries, spacing, unknown)


def _known(
    references: Mapping[str, Reference], citations: SequenceOf[Citation]
) -> tuple[list[Citation], tuple[str, ...]]:
    """Return the citations without items that are unknown, and the keys of those."""
    unknown: dict[str, None] = {}
    known = []
    for citation in citations:
        items = tuple(item for item in citation.items if item.key in references)
        for item in citation.items:
            if item.key not in references:
                unknown[item.key] = None
        known.append(replace(citation, items=items))
    return known, tuple(unknown)


def _first_notes(citations: SequenceOf[Citation]) -> dict[str, int]:
    """Return the number of the note in which each item is cited first."""
    notes: dict[str, int] = {}
    for citation in citations:
        for item in citation.items:
            notes.setdefault(item.key, citation.note)
    return notes


def _registered(
    references: Mapping[str, Reference], citations: SequenceOf[Citation], nocite: Iterable[str]
) -> dict[str, Item]:
    """Return the items in the order in which they are cited first; uncited ones follow."""
    keys = dict.fromkeys(item.key for citation in citations for item in citation.items)
    keys.update(dict.fromkeys(key for key in nocite if key in references))
    return {key: Item(references[key]) for key in keys}


def _sorted_bibliography(renderer: Renderer, items: Mapping[str, Item]) -> list[Item]:
    rules = renderer.style.bibliography
    if rules is None or not rules.layout.sort:
        return list(items.values())
    return ordered(
        items.values(), lambda item: item, rules.layout.sort, renderer, in_bibliography=True
    )


def _sorted_citation(renderer: Renderer, citation: Citation, items: Mapping[str, Item]) -> Citation:
    keys = renderer.style.citation.layout.sort
    if not keys or not citation.sorts or len(citation.items) < 2:  # noqa: PLR2004 - one is in order
        return citation

    def item_of(wanted: CitationItem) -> Item:
        return items[wanted.key]

    listed = sorted(citation.items, key=lambda wanted: renderer.numbers[wanted.key])
    wanted = ordered(listed, item_of, keys, renderer, in_bibliography=False)
    return replace(citation, items=tuple(wanted))


def _citations(
    renderer: Renderer, citations: SequenceOf[Citation], items: Mapping[str, Item]
) -> tuple[tuple[Inlines, ...], tuple[Inlines, ...]]:
    """Return the citations, and what the sentence calls the author of each."""
    rules = renderer.style.citation
    texts: list[Inlines] = []
    authors: list[Inlines] = []
    reading = Reading(renderer.numbers, rules.near_note_distance)
    for citation in citations:
        cites = reading.read(citation)
        rendered = [
            shown(renderer, wanted, items[wanted.key], cite)
            for wanted, cite in zip(citation.items, cites, strict=True)
        ]
        if renderer.style.is_note:
            rendered = [capitalised(cite, first=not index) for index, cite in enumerate(rendered)]
        output = joined_cites(renderer, rendered)
        if output is not None:
            output = _laid(output, rules.layout, renderer)
        texts.append(written(output, renderer.style.locale))
        authors.append(_author(renderer, citation, cites, items))
    return tuple(texts), tuple(authors)


def _author(
    renderer: Renderer, citation: Citation, cites: SequenceOf[Cite], items: Mapping[str, Item]
) -> Inlines:
    for item, cite in zip(citation.items, cites, strict=True):
        if item.key == citation.named:
            return written(author_of(renderer, items[item.key], cite), renderer.style.locale)
    return ()


def _laid(output: Output, layout: Layout, renderer: Renderer) -> Output:
    """Return output within the affixes and formatting of a layout."""
    language = renderer.style.locale.language
    inner = affixed(output, Look(layout.look.prefix, layout.look.suffix))
    return formatted(inner, layout.look, language=language)


def _entries(
    renderer: Renderer, rules: BibliographyRules, items: SequenceOf[Item]
) -> tuple[BibliographyEntry, ...]:
    """Return the bibliography, names that repeat replaced."""
    outputs: Iterable[Output | None] = (renderer.entry(item) for item in items)
    if rules.author_substitute is not None:
        outputs = substituted(outputs, rules.author_substitute, rules.author_substitute_rule)
    return tuple(
        _entry(renderer, rules, item, output)
        for item, output in zip(items, outputs, strict=True)
        if output is not None
    )


def _entry(
    renderer: Renderer, rules: BibliographyRules, item: Item, output: Output
) -> BibliographyEntry:
    """Return an entry, with its first field apart if the style aligns at the second."""
    text = written(_within(output, rules.layout, renderer), renderer.style.locale)
    if text and isinstance(head := text[0], Displayed) and head.display == "left-margin":
        return BibliographyEntry(item.key, head.children, _unwrapped(text[1:]))
    return BibliographyEntry(item.key, (), text)


def _within(output: Output, layout: Layout, renderer: Renderer) -> Output:
    """Return an entry within the layout's affixes, which join the first and last block of it."""
    output = _placed(output)
    parts = output.children if isinstance(output, Sequence | Spliced) else (output,)
    if not isinstance(parts[-1], Placed):
        return _laid(output, layout, renderer)
    prefix, suffix = Run(layout.look.prefix), Run(layout.look.suffix)
    last = Placed(parts[-1].display, (*parts[-1].children, suffix))
    first, *rest = (*parts[:-1], last)
    if isinstance(first, Placed):
        first = Placed(first.display, (prefix, *first.children))
    language = renderer.style.locale.language
    return formatted(Sequence((first, *rest)), layout.look, language=language)


def _placed(output: Output) -> Output:
    """Return an entry in which only parts that stand by themselves have a place of their own."""
    if isinstance(output, Run):
        return output
    amid_text = any(isinstance(child, Run) for child in output.children)
    children = tuple(
        Sequence(child.children) if isinstance(child, Placed) and amid_text else _placed(child)
        for child in output.children
    )
    return replace(output, children=children)


def _unwrapped(text: Inlines) -> Inlines:
    if len(text) == 1 and isinstance(only := text[0], Displayed) and only.display == "right-inline":
        return only.children
    return text
