"""What stands above the text of an article: title, authors, abstract, keywords."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.readers.html import blocks, elements, inlines
from presswork.readers.html.source import remove
from presswork.readers.parts import Part, of_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from presswork.document import Blocks
    from presswork.inlines import Inlines
    from presswork.readers.html.head import Said
    from presswork.readers.html.reading import Page

_ABOVE: Final = frozenset(
    """author authors byline affiliation affiliations date dateline pubdate published posted
    correspondence contributors contrib orcid history citation cite doi subtitle keywords keyword
    creator creators kicker eyebrow readtime reading editors""".split()  # noqa: SIM905
)
_ABSTRACTS: Final = frozenset({"abstract", "ltx_abstract", "c-article-abstract"})
_RUNNING: Final = 200
"""From how many characters on a paragraph is running text."""

_SHORT: Final = 100
_LONGEST: Final = 20_000
_KEYWORDS: Final = re.compile(
    r"^\s*(?:key\s?words?|index terms|schlüsselwörter|schlagwörter|mots[- ]clés|palabras clave)"
    r"\s*[:.\N{EM DASH}\N{EN DASH}-]?\s*",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*[;,|·•\n]\s*")


@dataclass(slots=True)
class Opening:
    """What the page shows above its text."""

    title: Inlines = ()
    subtitle: Inlines = ()
    abstract: Blocks = ()
    keywords: tuple[str, ...] = ()
    authors: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)


def read(body: etree._Element, said: Said, page: Page) -> Opening:
    """Read the opening, and take it out of the body.

    Args:
        body: the whole of the page, without what is not of the article.
        said: what its head says.
        page: the page.
    """
    opening = Opening()
    _read_abstract(body, opening, page)
    heading = _heading(body, said)
    header: etree._Element | None = None
    if heading is not None:
        opening.title = inlines.read(heading, page, blocks.within)
        header = next((each for each in heading.iterancestors("header")), None)
        remove(heading)
    for element in list(_above(body, said)):
        words = elements.words(element)
        if "subtitle" in words and not opening.subtitle:
            opening.subtitle = inlines.read(element, page, blocks.within)
        elif words & {"keywords", "keyword"}:
            opening.keywords = opening.keywords or keywords_of(elements.text(element))
        elif words & {"author", "authors", "byline"} and elements.length(element) < _RUNNING:
            opening.authors.append(elements.text(element))
        elif words & {"affiliation", "affiliations"} and not words & {"author", "authors"}:
            opening.affiliations += [
                elements.text(each)
                for each in (list(element) or [element])
                if elements.length(each)
            ]
        remove(element)
    if header is not None:
        _clear(header)
    return opening


def _clear(header: etree._Element) -> None:
    """Take the short lines out of the head of an article: what kind it is, how long it takes."""
    for each in list(header):
        if elements.length(each) < _SHORT and elements.first(each, "img", "figure") is None:
            remove(each)


def keywords_of(text: str) -> tuple[str, ...]:
    """Return the words of a line such as `Keywords: one; two`."""
    text = _KEYWORDS.sub("", text)
    parts = text.split(";") if ";" in text else _BETWEEN.split(text)
    return tuple(dict.fromkeys(part.strip(" .") for part in parts if part.strip(" .")))


def _heading(body: etree._Element, said: Said) -> etree._Element | None:
    """Return the heading that is the title: the one that says so, else the first `h1`."""
    found = [each for each in elements.elements(body, *elements.HEADINGS) if elements.length(each)]
    wanted = _folded(said.title)
    for each in found:
        if wanted and _folded(elements.text(each)) == wanted:
            return each
    marked = [
        each
        for each in found
        if elements.classes(each) & {"title", "ltx_title_document", "article-title", "entry-title"}
    ]
    first = [each for each in found if elements.name(each) == "h1"]
    if marked and elements.name(marked[0]) == "h1":
        return marked[0]
    return first[0] if len(first) == 1 or (first and first[0] is found[0]) else None


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _read_abstract(body: etree._Element, opening: Opening, page: Page) -> None:
    element = _abstract(body)
    if element is None:
        return
    for each in list(element.iterdescendants()):
        if elements.words(each) & {"keywords", "keyword", "kwd"} and not opening.keywords:
            opening.keywords = keywords_of(elements.text(each))
            remove(each)
        elif "abstract-title" in elements.classes(each) or (
            elements.name(each) in elements.HEADINGS
            and of_heading(elements.text(each)) is Part.ABSTRACT
        ):
            remove(each)
    opening.abstract = blocks.within(element, page)
    remove(element)


def _abstract(body: etree._Element) -> etree._Element | None:
    for element in body.iter():
        if _is_abstract(element) and elements.length(element):
            return element
    return None


def _is_abstract(element: etree._Element) -> bool:
    name = elements.name(element)
    if name not in {"section", "div", "aside", "blockquote"}:
        return False
    names = elements.classes(element) | {elements.value(element, "id").lower()}
    if names & _ABSTRACTS or elements.value(element, "role") == "doc-abstract":
        return True
    if name != "section" or elements.length(element) > _LONGEST:
        return False
    headings = list(elements.elements(element, *elements.HEADINGS))
    if not headings or of_heading(elements.text(headings[0])) is not Part.ABSTRACT:
        return False
    own = elements.name(headings[0])
    return all(elements.name(each) > own for each in headings[1:])


def _above(body: etree._Element, said: Said) -> Iterator[etree._Element]:
    """Yield the elements above the text that name authors, dates and the like."""
    taken: set[etree._Element] = set()
    for element in body.iter():
        name = elements.name(element)
        if name in {"h2", "h3", "table", "figure"}:
            return
        if any(each in taken or elements.name(each) == "p" for each in element.iterancestors()):
            continue
        words = elements.words(element)
        known = (
            words & _ABOVE
            or elements.value(element, "rel") == "author"
            or name in {"time", "d-byline"}
            or _names_authors(element, said)
        )
        if known and name not in {"body", "main", "article"} and not _holds_text(element):
            taken.add(element)
            yield element
        elif name == "p" and elements.length(element) >= _RUNNING:
            return


def _holds_text(element: etree._Element) -> bool:
    if (
        elements.length(element) > _LONGEST
        or elements.first(element, *elements.HEADINGS) is not None
    ):
        return True
    lines = [element, *element.iterdescendants()]
    return any(
        elements.name(each) == "p"
        and elements.length(each) >= _RUNNING
        and not elements.words(each) & _ABOVE
        for each in lines
    ) and "affiliations" not in elements.words(element)


def _names_authors(element: etree._Element, said: Said) -> bool:
    """Tell whether an element does nothing but name the authors whom the page's head names."""
    if not said.authors or elements.name(element) not in {"p", "div", "ul", "ol", "span"}:
        return False
    if elements.length(element) > _AUTHOR * (len(said.authors) + 1):
        return False
    text = elements.text(element)
    named = sum(1 for author in said.authors if author.name.rsplit(None, 1)[-1] in text)
    return 2 * named >= len(said.authors)


_AUTHOR: Final = 60
"""How many characters the name of an author takes at most, with what stands beside it."""
