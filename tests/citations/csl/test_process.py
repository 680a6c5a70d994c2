from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.citations.csl import Citation, CitationItem, Names, load_style, process
from presswork.inlines import Cited, Link, Text, plain_text, walk
from presswork.references import Date, Day, Name, Reference
from presswork.styles import find

if TYPE_CHECKING:
    from presswork.citations.csl import Processed


def article(key: str, family: str, year: int, title: str) -> Reference:
    return Reference(
        key,
        "article-journal",
        {"title": (Text(title),), "DOI": (Text(f"10.1000/{key}"),)},
        {"author": (Name(family, "Ann"),)},
        {"issued": Date(Day(year))},
    )


REFERENCES = {
    item.key: item
    for item in (
        article("doe1", "Doe", 2000, "On one"),
        article("doe2", "Doe", 2000, "On two"),
        article("roe", "Roe", 1999, "On three"),
    )
}


def cited(style: str, *items: CitationItem) -> Processed:
    return process(load_style(find(style).path), REFERENCES, [Citation(items)])


def test_works_of_one_year_are_told_apart_by_letters() -> None:
    answer = cited("apa", CitationItem("doe1"), CitationItem("doe2"))
    assert plain_text(answer.citations[0]) == "(Doe, 2000a, 2000b)"


def test_each_cite_is_marked_with_its_item() -> None:
    answer = cited("apa", CitationItem("doe1"), CitationItem("roe"))
    keys = [inline.key for inline in walk(answer.citations[0]) if isinstance(inline, Cited)]
    assert keys == ["doe1", "roe"]


def test_a_doi_leads_to_its_address() -> None:
    answer = cited("apa", CitationItem("roe"))
    links = [
        inline.target for inline in walk(answer.bibliography[0].content) if isinstance(inline, Link)
    ]
    assert links == ["https://doi.org/10.1000/roe"]


def test_numbers_in_the_bibliography_are_labels() -> None:
    answer = cited("ieee", CitationItem("roe"))
    assert plain_text(answer.bibliography[0].label).strip() == "[1]"


@pytest.mark.parametrize(("names", "shown"), [(Names.SUPPRESSED, "(1999)"), (Names.ONLY, "(Roe)")])
def test_the_author_is_left_out_or_alone(names: Names, shown: str) -> None:
    answer = cited("apa", CitationItem("roe", names=names))
    assert plain_text(answer.citations[0]) == shown


def test_an_unknown_key_is_told_and_left_out() -> None:
    answer = cited("apa", CitationItem("roe"), CitationItem("nobody"))
    assert answer.unknown == ("nobody",)
    assert plain_text(answer.citations[0]) == "(Roe, 1999)"
