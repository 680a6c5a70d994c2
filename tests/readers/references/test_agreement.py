"""What others make of BibTeX and BibLaTeX: field by field the same, but for listed differences."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.readers.references import agreement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.readers.references.agreement import Item


def _listed() -> frozenset[str]:
    file = Path(__file__).with_name("agreement_differences.toml")
    places: list[str] = []
    for difference in tomllib.loads(file.read_text(encoding="utf-8"))["difference"]:
        assert difference["reason"].strip()
        places += difference["places"]
    assert len(places) == len(set(places)), "a place is listed twice"
    return frozenset(places)


LISTED: Final = _listed()
OTHERS: Final[dict[str, Callable[[], Iterator[tuple[str, Item, Item]]]]] = {
    "bibtex": lambda: agreement.citation_js("bibtex"),
    "biblatex": lambda: agreement.citation_js("biblatex"),
    "bibtex-written": lambda: agreement.citation_js_written("bibtex"),
    "biblatex-written": lambda: agreement.citation_js_written("biblatex"),
    "pandoc": agreement.pandoc,
}
ENTRIES: Final = {
    "bibtex": 16,
    "biblatex": 28,
    "bibtex-written": 16,
    "biblatex-written": 28,
    "pandoc": 92,
}


@pytest.mark.parametrize("other", OTHERS)
def test_fields_are_the_same_but_for_listed_differences(other: str) -> None:
    items = list(OTHERS[other]())
    assert len(items) == ENTRIES[other]
    differing = {
        f"{other} {key} {field}"
        for key, ours, theirs in items
        for field in agreement.differing(ours, theirs, any_case=other == "pandoc")
    }
    listed = {place for place in LISTED if place.split(" ")[0] == other}
    assert sorted(differing - listed) == [], "differs, and is not listed"
    assert sorted(listed - differing) == [], "is listed, and does not differ"
