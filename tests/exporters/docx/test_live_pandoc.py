"""Pandoc, which we did not write, finds every live citation, with all that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork import inlines as inl
from presswork import styles
from presswork.citations import citing
from presswork.document import Heading, Note

from .live import cite, document, paragraph, write_cited
from .pandoc import expected, found

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = (
    inl.CitationItem(
        "lee2021",
        (inl.Text("see "),),
        (inl.Text(", and passim “so”"),),
        inl.Locator("page", "7-9"),
    ),
    inl.CitationItem("doe2019", suppress_author=True),
    inl.CitationItem("who2020", locator=inl.Locator("chapter", "3")),
)


@pytest.mark.parametrize("program", ["zotero", "mendeley"])
@pytest.mark.parametrize("style", ["apa", "american-medical-association", "chicago-notes"])
def test_every_citation_is_found(program: str, style: str, tmp_path: Path) -> None:
    in_text = inl.Cite((inl.CitationItem("doe2019"),), inl.CiteForm.IN_TEXT)
    source = document(
        tmp_path,
        Heading(1, (inl.Text("On "), cite("who2020")), "on"),
        paragraph("Text ", inl.Cite(ITEMS), ". ", in_text, " says", inl.NoteReference("n"), "."),
        paragraph("More ", cite("lee2021", "doe2019"), "."),
        notes=(Note("n", (paragraph("See ", in_text, " and ", cite("lee2021"), "."),)),),
    )
    cited = citing.cite(source, styles.find(style).path)
    found_by_pandoc = found(write_cited(program, cited).path)
    assert found_by_pandoc == expected(cited)
    assert len(found_by_pandoc) == 6
