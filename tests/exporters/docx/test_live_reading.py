"""Live citations are read again as they were, by the reader of Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import inlines as inl
from presswork import readers
from presswork.document import inline_runs
from presswork.resources import Resources

from .live import document, paragraph, write_live

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = (
    inl.CitationItem(
        "lee2021",
        (inl.Text("see "),),
        (inl.Text(", and passim"),),
        inl.Locator("page", "7-9"),
    ),
    inl.CitationItem("doe2019", locator=inl.Locator("volume", "2"), suppress_author=True),
    inl.CitationItem("who2020"),
)


@pytest.mark.parametrize("program", ["zotero", "mendeley", "word"])
def test_a_citation_is_read_again_with_all_that_is_said_of_it(program: str, tmp_path: Path) -> None:
    written = write_live(program, document(tmp_path, paragraph("Text ", inl.Cite(ITEMS), ".")))
    again = readers.read(written.path, Resources((tmp_path,)))
    (found,) = [
        inline
        for run in inline_runs(again.blocks)
        for inline in inl.walk(run)
        if isinstance(inline, inl.Cite)
    ]
    years = {reference.key: reference.year for reference in again.references}
    assert [years[item.key] for item in found.items] == [2021, 2019, 2020]
    said = [(item.prefix, item.suffix, item.locator, item.suppress_author) for item in found.items]
    assert said == [
        (item.prefix, item.suffix, item.locator, item.suppress_author) for item in ITEMS
    ]
    titles = {reference.text("title") for reference in again.references}
    assert titles == {"A “study” of {tides} \\ waves", "Tides", "Water"}
    authors = {reference.year: reference.names["author"] for reference in again.references}
    assert authors[2020][0].literal == "World Health Organization"
    assert [name.given for name in authors[2021]] == ["Ann", "Bo"]
