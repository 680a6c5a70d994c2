"""Every file of references in the shared test data is read, and no entry of it is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest

from presswork.readers.references import read_references
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

NO_WORKS: Final = re.compile(r"^\s*@(?:comment|string|preamble|set|xdata)\b", re.IGNORECASE)
ENTRY: Final = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
BEGINNINGS: Final = {
    ".ris": re.compile(r"^\ufeff?\s*(?:TY {0,2}-|PT [A-Z]$)", re.MULTILINE),
    ".nbib": re.compile(r"^PMID- ", re.MULTILINE),
}
TOLD: Final = {
    "biblatex-input.bib": ["the month or the day is in no calendar and is left out"],
    "biblatex-output.bib": ["the key 'Francis1999Longshot' is given twice"],
    "bibtex-output.bib": [],
    "date-range.bib": ["@a is no type that is known"],
    "different delimiters.bib": ["an entry begins with '{' and ends with ')'"],
    "example_multi_unknown_tags.ris": ["the tag 'JP' is", "the tag 'DC' is"],
    "example_single_unknown_tag.ris": ["the tag 'JP' is"],
    "gbk_test.bib": ["byte 0xbf is not UTF-8; the file is read as Windows-1252"],
    "literals.bib": ["@a is no type that is known", "'13th Century' is no date"],
    "nameparts.bib": ["a name in author is empty or has too many commas"],
    "string and preamble.bib": ["@a is no type that is known"],
    "year and month with date.bib": ["@a is no type that is known"],
    "year and month without date.bib": ["@a is no type that is known"],
}
"""What is said of the files; of all others, nothing is."""


def files() -> list[Path]:
    folder = shared("references")
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".bib", ".json", ".ris", ".nbib")
        and path.parent.name != "csl-json-schema"
    )


def entries_in(path: Path) -> int:
    """Count the entries of a file without reading them."""
    text = path.read_text(encoding="latin-1" if path.name == "gbk_test.bib" else "utf-8")
    if path.suffix == ".json":
        return len(json.loads(text))
    if path.suffix == ".bib":
        return sum(not NO_WORKS.match(entry[0]) for entry in ENTRY.finditer(text))
    return len(BEGINNINGS[path.suffix].findall(text))


def test_every_entry_is_read() -> None:
    paths = files()
    assert len(paths) > 50
    counts = {
        path.name: (len(read_references(path).references), entries_in(path)) for path in paths
    }
    assert {name: both for name, both in counts.items() if both[0] != both[1]} == {}
    assert counts["biblatex-examples.bib"] == (90, 90)
    assert counts["pubmed-balloongui-set.nbib"] == (75, 75)


def test_each_warning_is_one_that_is_meant() -> None:
    for path in files():
        expected = TOLD.get(path.name, [])
        told = [problem.what for problem in read_references(path).warnings]
        assert len(told) == len(expected), (path, told)
        for what, words in zip(told, expected, strict=True):
            assert words in what, path


@pytest.mark.parametrize("folder", ["references", "papers"])
def test_every_reference_knows_its_line(folder: str) -> None:
    for path in shared(folder).rglob("*.bib"):
        lines = path.read_bytes().decode("latin-1").replace("\r\n", "\n").split("\n")
        for reference in read_references(path).references:
            assert reference.location is not None
            assert reference.location.line is not None
            assert "@" in lines[reference.location.line - 1], reference.key
