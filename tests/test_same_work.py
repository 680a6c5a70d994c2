"""Which references are one work."""

from __future__ import annotations

from typing import Final

import pytest

from presswork.inlines import Text
from presswork.references import Date, Day, Name, Reference
from presswork.same_work import same_works
from tests.timing import growth

TITLE: Final = "Molecular structure of nucleic acids"


def work(key: str, type_: str = "article-journal", **fields: str) -> Reference:
    """Return a reference; `author` is a family name, `year` a year, underscores are hyphens."""
    year = fields.pop("year", "1953")
    author = fields.pop("author", "Watson")
    return Reference(
        key,
        type_,
        {
            name.replace("_", "-"): (Text(value),)
            for name, value in {"title": TITLE, **fields}.items()
            if value
        },
        {"author": (Name(family=author),)} if author else {},
        {"issued": Date(Day(int(year)))} if year else {},
    )


SAME: Final = {
    "one DOI, differently written": (
        work("a", DOI="10.1038/171737a0"),
        work("b", DOI="https://doi.org/10.1038/171737A0", title="Structure of DNA", year="1954"),
    ),
    "one title and year": (work("a"), work("b")),
    "a title that differs in case and signs": (
        work("a"),
        work("b", title="Molecular Structure of Nucleic Acids."),
    ),
    "only one has a DOI": (work("a"), work("b", DOI="10.1038/171737a0")),
    "an author in one string": (work("a"), work("b", author="Watson JD, Crick FHC")),
    "a paper as another type": (work("a"), work("b", "document")),
    "an author without accents": (work("a", author="Müller"), work("b", author="Muller")),
}
OTHER: Final = {
    "DOIs that differ": (work("a", DOI="10.1/a"), work("b", DOI="10.1/b")),
    "another year": (work("a"), work("b", year="1954")),
    "no year": (work("a", year=""), work("b", year="")),
    "no title": (work("a", title=""), work("b", title="")),
    "another first author": (work("a"), work("b", author="Wilkins")),
    "another page": (work("a", page="737-738"), work("b", page="964-967")),
    "another volume": (work("a", volume="1"), work("b", volume="2")),
    "another edition of a book": (
        work("a", "book", edition="1"),
        work("b", "book", edition="2"),
    ),
    "the software of a paper": (work("a"), work("b", "software")),
    "the thesis of a paper": (work("a"), work("b", "thesis")),
    "chapters with the DOI of their book": (
        work("a", "chapter", DOI="10.1/a", title="One"),
        work("b", "chapter", DOI="10.1/a", title="Two"),
    ),
}


@pytest.mark.parametrize("references", SAME.values(), ids=SAME)
def test_the_same_work(references: tuple[Reference, Reference]) -> None:
    assert same_works(references) == (references,)


@pytest.mark.parametrize("references", OTHER.values(), ids=OTHER)
def test_two_works(references: tuple[Reference, Reference]) -> None:
    assert same_works(references) == ()


def test_groups_come_in_the_order_of_their_first() -> None:
    a, b, c, d, e = (
        work("a", DOI="10.1/x"),
        work("b", title="Another"),
        work("c", DOI="10.1/x"),
        work("d", title="A third"),
        work("e", title="another"),
    )
    assert same_works([a, b, c, d, e]) == ((a, c), (b, e))


def test_many_works_of_one_title_take_linear_time() -> None:
    editorials = [work(str(n), title="Editorial", DOI=f"10.1/{n}") for n in range(2_000)]
    assert same_works(editorials) == ()
    assert growth(lambda count: same_works(editorials[:count]), 500) < 10
