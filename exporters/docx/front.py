"""The front matter: title, authors, affiliations, date, abstract, keywords."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from presswork.inlines import Inlines, Link, Superscript, Text

from .paragraphs import paragraph
from .runs import Face, run, runs
from .styles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

    from presswork.document import Affiliation, Author, Blocks, Metadata

    from .story import Place, Story

ORCID = "https://orcid.org/"
ROR = "https://ror.org/"
DOI = "https://doi.org/"
KEYWORDS_APART = " \N{MIDDLE DOT} "
EQUAL = "\N{DAGGER}"

EMPTY: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("title", "subtitle", "authors", "affiliations", "abstract", "keywords"), ()),
    **dict.fromkeys(("origin", "notices"), ()),
    **dict.fromkeys(("doi", "license", "date"), None),
}
"""What is empty in place of what a template shows itself."""

SAID_BY: Final[Mapping[str, str]] = {"plain_title": "title", "description": "abstract"}
"""The names of tags that say what another one does."""


def front_matter(
    metadata: Metadata,
    date: str,
    story: Story,
    place: Place,
    write: Callable[[Blocks, Place], list[Element]],
) -> list[Element]:
    """Return the paragraphs before the text.

    Args:
        metadata: what is said of the document.
        date: its date as it is to be read; empty without one.
        story: the story of the body.
        place: where it stands.
        write: writes the blocks of the abstract.
    """

    def line(role: Role, words: Inlines) -> list[Element]:
        return [paragraph(role, story.book.styles, runs(words, story, place))] if words else []

    return [
        *line(Role.TITLE, metadata.title),
        *line(Role.SUBTITLE, metadata.subtitle),
        *line(Role.AUTHOR, _authors(metadata)),
        *(part for words in _affiliations(metadata) for part in line(Role.AFFILIATION, words)),
        *line(Role.AFFILIATION, _correspondence(metadata, story)),
        *line(Role.AFFILIATION, _equality(metadata, story)),
        *line(Role.DATE, _date(metadata, date)),
        *line(Role.AFFILIATION, _origin(metadata, story)),
        *line(Role.AFFILIATION, _only_language(story)),
        *(part for notice in metadata.notices for part in line(Role.AFFILIATION, notice)),
        *abstract(metadata, story, place, write),
        *keywords(metadata, story),
    ]


def without(metadata: Metadata, shown: frozenset[str]) -> Metadata:
    """Return metadata without what the template itself shows."""
    names = {SAID_BY.get(name, name) for name in shown}
    return replace(metadata, **{name: EMPTY[name] for name in names if name in EMPTY})


def _marks(metadata: Metadata) -> Mapping[str, str]:
    """Return the mark of each affiliation; none where all belong to the same one, or it to none."""
    if len(metadata.affiliations) == 1 or not metadata.authors:
        return {}
    return {
        affiliation.id: str(number)
        for number, affiliation in enumerate(metadata.affiliations, start=1)
    }


def _authors(metadata: Metadata) -> Inlines:
    marks = _marks(metadata)
    words: list[Text | Superscript | Link] = []
    for author in metadata.authors:
        if words:
            words.append(Text(", "))
        name = Text(author.name.replace(" ", "\N{NO-BREAK SPACE}"))
        address = ORCID + author.orcid if author.orcid else author.url
        words.append(Link(address, (name,)) if address else name)
        signs = [marks[id_] for id_ in author.affiliations if id_ in marks]
        if author.equal:
            signs.append(EQUAL)
        if author.corresponding and author.email:
            signs.append("*")
        if signs:
            words.append(Superscript((Text(",".join(signs)),)))
    return tuple(words)


def _affiliations(metadata: Metadata) -> list[Inlines]:
    marks = _marks(metadata)
    return [
        (
            Superscript((Text(marks[affiliation.id]),)),
            Text("\N{NO-BREAK SPACE}"),
            _house(affiliation),
        )
        if affiliation.id in marks
        else (_house(affiliation),)
        for affiliation in metadata.affiliations
    ]


def _house(affiliation: Affiliation) -> Text | Link:
    name = Text(affiliation.name)
    return Link(ROR + affiliation.ror, (name,)) if affiliation.ror else name


def _correspondence(metadata: Metadata, story: Story) -> Inlines:
    words: list[Text | Link | Superscript] = []
    for author in metadata.authors:
        if author.corresponding and author.email:
            words += [Text("; ") if words else _star(story), *_address(author)]
    return tuple(words)


def _star(story: Story) -> Text:
    return Text(f"* {story.book.words['corresponding-author']}: ")


def _address(author: Author) -> tuple[Text, Link]:
    return (
        Text(f"{author.name}, "),
        Link(f"mailto:{author.email}", (Text(author.email or ""),)),
    )


def _equality(metadata: Metadata, story: Story) -> Inlines:
    if not any(author.equal for author in metadata.authors):
        return ()
    return (Text(f"{EQUAL} {story.book.words['contributed-equally']}"),)


def _only_language(story: Story) -> Inlines:
    """Return in which language alone the text is to be had, where its readers speak another."""
    told = story.book.words.only_in
    return (Text(told),) if told else ()


def _origin(metadata: Metadata, story: Story) -> Inlines:
    """Return where the document was published first, and its address."""
    words: Inlines = ()
    if metadata.origin:
        words = (Text(f"{story.book.words['first-published']}: "), *metadata.origin)
    if metadata.doi:
        address = DOI + metadata.doi
        words = (*words, *((Text(". "),) if words else ()), Link(address, (Text(address),)))
    return words


def _date(metadata: Metadata, date: str) -> Inlines:
    known = [part for part in (date, metadata.license) if part]
    return (Text(" \N{MIDDLE DOT} ".join(known)),) if known else ()


def abstract(
    metadata: Metadata,
    story: Story,
    place: Place,
    write: Callable[[Blocks, Place], list[Element]],
) -> list[Element]:
    """Return the abstract with its title; nothing without one."""
    if not metadata.abstract:
        return []
    title = run(story.book.words["abstract"], story)
    return [
        paragraph(Role.ABSTRACT_TITLE, story.book.styles, [title]),
        *write(metadata.abstract, place.within(Role.ABSTRACT)),
    ]


def keywords(metadata: Metadata, story: Story) -> list[Element]:
    """Return the paragraph of the keywords; nothing without any."""
    if not metadata.keywords:
        return []
    label = run(story.book.words["keywords"], story, Face(role=Role.KEYWORDS_LABEL))
    words = run(f"\N{EN SPACE}{KEYWORDS_APART.join(metadata.keywords)}", story)
    return [paragraph(Role.KEYWORDS, story.book.styles, [label, words])]
