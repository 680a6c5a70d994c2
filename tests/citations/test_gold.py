"""Citations and entries are, letter for letter, those of the reference processor."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from presswork.problems import Problems
from tests.citations import gold

if TYPE_CHECKING:
    from tests.citations.gold import Gold, Shown

STYLES: Final = (
    "american-medical-association",
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "din-1505-2",
    "harvard-cite-them-right",
    "ieee",
    "modern-language-association",
    "nature",
    "nlm-citation-sequence",
    "oscola",
    "the-lancet",
)
ORDER: Final = "order"
"""What a difference in the order of the bibliography is listed under."""

SAMPLE_ARTICLE: Final = 38
"""How many of the items, the first ones, are the references of the sample article."""

NOT_THERE: Final = frozenset({"china-national-standard-gb-t-7714-2025-note"})
"""Styles of the sample that the library of styles does not have."""

ENTRIES_PERCENT: Final = 98
CLUSTERS_PERCENT: Final = 98
STYLES_PERCENT: Final = 96


def _differences() -> dict[str, frozenset[str]]:
    """Return for each style the ids that are known to differ."""
    file = Path(__file__).with_name("gold_differences.toml")
    listed: dict[str, set[str]] = {}
    for difference in tomllib.loads(file.read_text(encoding="utf-8"))["difference"]:
        assert difference["reason"].strip()
        for place in difference["places"]:
            style, id_ = place.split(" ")
            assert id_ not in listed.setdefault(style, set()), f"{place} is listed twice"
            listed[style].add(id_)
    return {style: frozenset(ids) for style, ids in listed.items()}


DIFFERENCES: Final = _differences()
NOTHING: Final = gold.folded("")


@cache
def ours(style: str) -> Gold:
    return gold.rendered(style)


@cache
def theirs(style: str) -> Gold:
    return gold.expected(style)


@cache
def sample() -> dict[str, dict[str, tuple[Shown, Shown]]]:
    """Return what differs in each style of the sample that the library has."""
    return {
        style: differing(gold.rendered_few(style), wanted)
        for style, wanted in gold.sample()
        if style not in NOT_THERE
    }


def differing(mine: Gold, wanted: Gold) -> dict[str, tuple[Shown, Shown]]:
    """Return what differs: ours and theirs, by id."""
    pairs = {
        id_: (here.get(id_, NOTHING), text)
        for here, there in ((mine.citations, wanted.citations), (mine.entries, wanted.entries))
        for id_, text in there.items()
    }
    if list(mine.entries) != list(wanted.entries):
        orders = (" ".join(entries) for entries in (mine.entries, wanted.entries))
        first, second = map(gold.folded, orders)
        pairs[ORDER] = (first, second)
    return {id_: (got, text) for id_, (got, text) in pairs.items() if got != text}


@pytest.mark.parametrize("style", STYLES)
def test_what_differs_from_the_reference_processor_is_explained(style: str) -> None:
    found = differing(ours(style), theirs(style))
    known = DIFFERENCES.get(style, frozenset())
    assert {id_: pair for id_, pair in found.items() if id_ not in known} == {}


@pytest.mark.parametrize("style", STYLES)
def test_no_difference_is_listed_that_is_gone(style: str) -> None:
    found = differing(ours(style), theirs(style))
    assert DIFFERENCES.get(style, frozenset()) - found.keys() == set()


def test_citations_and_entries_reach_the_rates() -> None:
    clusters: list[bool] = []
    entries: list[bool] = []
    for style in STYLES:
        mine, wanted = ours(style), theirs(style)
        clusters.extend(mine.citations.get(id_) == text for id_, text in wanted.citations.items())
        entries.extend(mine.entries.get(id_) == text for id_, text in wanted.entries.items())
    assert percent(clusters) >= CLUSTERS_PERCENT
    assert percent(entries) >= ENTRIES_PERCENT


@pytest.mark.slow
def test_what_differs_in_the_sample_of_styles_is_explained() -> None:
    unexplained = {
        f"{style} {id_}": pair
        for style, found in sample().items()
        for id_, pair in found.items()
        if id_ not in DIFFERENCES.get(style, frozenset())
    }
    assert unexplained == {}


@pytest.mark.slow
def test_no_difference_of_the_sample_is_listed_that_is_gone() -> None:
    gone = {
        style: ids - sample().get(style, {}).keys()
        for style, ids in DIFFERENCES.items()
        if style not in STYLES
    }
    assert {style: ids for style, ids in gone.items() if ids} == {}


@pytest.mark.slow
def test_styles_of_the_sample_reach_the_rate_those_that_are_not_there_counted_as_different() -> (
    None
):
    identical = [not found for found in sample().values()]
    assert percent([*identical, *(False for _ in NOT_THERE)]) >= STYLES_PERCENT


@pytest.mark.parametrize("style", sorted(NOT_THERE))
def test_styles_that_are_said_not_to_be_there_are_not_there(style: str) -> None:
    with pytest.raises(Problems):
        gold.rendered_few(style)


def test_the_sample_article_has_its_references_in_exact_ama() -> None:
    mine = list(ours("american-medical-association").entries.values())[:SAMPLE_ARTICLE]
    wanted = list(theirs("american-medical-association").entries.values())[:SAMPLE_ARTICLE]
    assert mine == wanted
    labels = [entry.text.split(".", 1)[0] for entry in mine]
    assert labels == [str(number) for number in range(1, SAMPLE_ARTICLE + 1)]


def percent(right: list[bool]) -> float:
    return 100 * sum(right) / len(right)
