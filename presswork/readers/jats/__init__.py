"""JATS XML (PLOS, PMC, eLife and others; NLM 2.x to JATS 1.3) → `Document`.

- `source`: the XML, read so that it can do no harm; `elements`: what one asks of an element;
  `reading`: what the modules share.
- `front`, `people`: what stands before the text; `parts`: the order of the whole.
- `blocks`: sections and paragraphs, with `lists`, `figures`, `tables` (and `grids`), `captions`,
  `formulas`, `pictures` and `addresses`.
- `inlines`: text; `mentions` and `citing`: numbers and names in it → citations, `works`: what can
  be cited; `labels` and `resolving`: mentions of figures and tables → cross-references.
- `references`: the list of references, with `names`, `reference_dates` and `citation_types`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presswork.document import Document, Uncited, cited_keys
from presswork.problems import Ledger, Location
from presswork.readers.jats import front, pictures
from presswork.readers.jats.blocks import read_flow
from presswork.readers.jats.elements import attribute, children, descendants, text_of
from presswork.readers.jats.parts import read_parts
from presswork.readers.jats.people import read_people
from presswork.readers.jats.reading import Reading, index_of
from presswork.readers.jats.references import read_references
from presswork.readers.jats.resolving import resolve
from presswork.readers.jats.source import line_of, local_name, read_source

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from presswork.resources import Resources


def read(path: Path, name: str, resources: Resources) -> Document:
    """Read an article.

    Args:
        path: its XML.
        name: what it is to be called in the names of files.
        resources: what it may reach.

    Raises:
        Problems: it cannot be read, is no XML, or holds no article.
    """
    ledger = Ledger()
    source = read_source(path)
    article = source.article
    if source.others:
        ledger.warn(
            f"the file holds {source.others + 1} articles; the first is read",
            Location(path, line_of(article)),
            "put each into a file of its own",
        )
    _leave_out_letters(article, path, ledger)
    meta = front.meta_of(article)
    reading = _begin(article, path, resources, ledger)
    references = read_references(article, reading)
    people = read_people(meta, reading)
    reading.noted = people.by_note
    parts = read_parts(article, people, reading)
    metadata = front.read_metadata(article, people, parts.abstract, reading)
    _tell_lists(article, reading)
    reading.tell()
    document = Document(
        path=path,
        name=name,
        metadata=metadata,
        blocks=parts.blocks,
        notes=tuple(reading.notes.values()),
        references=references,
        warnings=ledger.settle(),
    )
    return _with_uncited(resolve(document, reading.numbers))


def _begin(article: etree._Element, path: Path, resources: Resources, ledger: Ledger) -> Reading:
    """Return what is known of an article before its text is read."""
    meta = front.meta_of(article)
    return Reading(
        path,
        resources,
        ledger,
        index_of(article),
        read_flow,
        doi=front.doi_of(meta),
        pmcid=front.pmcid_of(meta),
        files=pictures.files_beside(path),
        labelled=_labelled(article),
        mentioned=_mentioned(article),
    )


def _with_uncited(document: Document) -> Document:
    """Return a document that lists the works of the article's list that its text does not cite."""
    cited = cited_keys(document)
    uncited = tuple(
        Uncited(each.key, each.location) for each in document.references if each.key not in cited
    )
    return replace(document, uncited=uncited)


def _leave_out_letters(article: etree._Element, path: Path, ledger: Ledger) -> None:
    """Take letters, reviews and translations away that are appended to an article."""
    letters = children(article, "sub-article", "response")
    if not letters:
        return
    kinds = dict.fromkeys(
        attribute(each, "article-type") or attribute(each, "response-type") or "letter"
        for each in letters
    )
    count = len(letters)
    ledger.warn(
        f"{count} appended {'texts are' if count > 1 else 'text is'} left out ({', '.join(kinds)})",
        Location(path, line_of(letters[0])),
        "put each into a file of its own to have it too",
    )
    for each in letters:
        article.remove(each)


def _labelled(article: etree._Element) -> frozenset[str]:
    """Return the names of the elements of which any has a label."""
    return frozenset(
        local_name(parent)
        for label in descendants(article, "label")
        if (parent := label.getparent()) is not None and text_of(label)
    )


def _mentioned(article: etree._Element) -> frozenset[str]:
    """Return the ids that the text has marks of."""
    parts = children(article, "body", "back", "floats-group", "floats-wrap")
    parts += descendants(article, "abstract", "trans-abstract")
    return frozenset(
        id_
        for part in parts
        for xref in descendants(part, "xref")
        for id_ in attribute(xref, "rid").split()
    )


def _tell_lists(article: etree._Element, reading: Reading) -> None:
    lists = [each for each in descendants(article, "ref-list") if children(each, "ref")]
    if len(lists) > 1:
        reading.ledger.warn(
            f"the article has {len(lists)} lists of references; they are shown as one",
            reading.at(lists[1]),
        )
