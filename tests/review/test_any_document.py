"""Whatever stands in a document or its references, the review raises nothing and takes no ages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presswork.document import Author, Document, Figure, Heading, Metadata, Panel, Paragraph
from presswork.inlines import CitationItem, Cite, Emphasis, Image, Inlines, Link, Text
from presswork.numbering import number
from presswork.references import Date, Day, Name, Reference
from presswork.review import review
from tests.review.examples import TODAY

TEXTS: Final = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"[0-9A-Za-z.:/,;()\- –XxFigTable&]{0,40}", fullmatch=True),
)
VARIABLES: Final = st.sampled_from(
    ["title", "container-title", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "page", "volume"]
)
TYPES: Final = st.sampled_from(["article-journal", "book", "chapter", "webpage", "thesis", "bill"])


def texts(value: str) -> Inlines:
    return (Text(value),)


NAMES: Final = st.builds(Name, family=TEXTS, given=TEXTS, suffix=TEXTS, literal=TEXTS)
DATES: Final = st.builds(Date, start=st.none() | st.builds(Day, st.integers(-9999, 99999)))
REFERENCES: Final = st.builds(
    Reference,
    key=st.sampled_from("abcd"),
    type=TYPES,
    texts=st.dictionaries(VARIABLES, TEXTS.map(texts), max_size=6),
    names=st.dictionaries(st.just("author"), st.lists(NAMES, max_size=3).map(tuple)),
    dates=st.dictionaries(st.sampled_from(["issued", "accessed"]), DATES),
)
INLINES: Final = st.one_of(
    TEXTS.map(Text),
    TEXTS.map(lambda target: Link(target.lstrip("#"), (Text(target),))),
    TEXTS.map(lambda text: Emphasis((Text(text),))),
    st.sampled_from("abcd").map(lambda key: Cite((CitationItem(key),))),
)
RUNS: Final = st.lists(INLINES, max_size=4).map(tuple)
BLOCKS: Final = st.one_of(
    RUNS.map(Paragraph),
    st.builds(Heading, st.integers(1, 6), RUNS, st.uuids().map(str)),
    st.builds(
        lambda caption, alt: Figure((Panel(Image(Path("bee.svg"), alt)),), caption), RUNS, TEXTS
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=6), st.lists(REFERENCES, max_size=4, unique_by=lambda r: r.key))
def test_nothing_is_raised(blocks: list[Paragraph | Heading], works: list[Reference]) -> None:
    metadata = Metadata((Text("T"),), authors=(Author("Ada, Bob; Eve"),))
    document = Document(Path("x.md"), "x", metadata, tuple(blocks), references=tuple(works))
    review(number(document), TODAY)


LONG: Final = {
    "a name of hyphens": "A-a" * 15_000,
    "a name of commas": "Smith J," * 15_000,
    "a row of initials": "A. " * 15_000,
    "brackets": "(" * 30_000,
    "spaces": "a" + " " * 30_000 + "b",
    "digits": "1" * 30_000 + "-" + "1" * 30_000,
    "figures": "Figs. 1" + ", 1" * 15_000,
    "addresses": "https://a.b/" * 5_000,
    "a DOI of DOIs": "10.1000/" * 5_000 + ".",
    "words": "the " * 15_000,
}


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_long_texts_take_linear_time(long: str) -> None:
    variables = ("title", "container-title", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "page")
    work = Reference(
        "a",
        "article-journal",
        {name: (Text(long),) for name in variables},
        {"author": (Name(literal=long), Name(long, long))},
    )
    blocks = (Paragraph((Text(long), Link(long, (Text(long),)), Cite((CitationItem("a"),)))),)
    metadata = Metadata((Text("T"),), authors=(Author(long),))
    document = Document(Path("x.md"), "x", metadata, blocks, references=(work,))
    began = time.process_time()
    review(document, TODAY)
    assert time.process_time() - began < 5
