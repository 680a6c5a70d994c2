"""The outline comes from WeasyPrint; that it holds what it should, depends on the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from exporters import pdf
from presswork import looks
from presswork.document import Bibliography, BibliographyEntry, Heading
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def lines(items: Iterable[pikepdf.OutlineItem], level: int = 0) -> Iterator[str]:
    for item in items:
        yield "  " * level + item.title
        yield from lines(item.children, level + 1)


def test_the_outline_holds_numbered_sections_by_level_and_the_references(tmp_path: Path) -> None:
    document = article(
        tmp_path,
        Heading(1, text("First section"), "first", number="1"),
        Heading(2, text("Within it"), "within", number="1.1"),
        paragraph("Words."),
        Heading(1, text("Second section"), "second", number="2"),
        paragraph("Words."),
        Bibliography((BibliographyEntry("k", text("1."), text("Somebody.")),)),
    )
    path = tmp_path / "out.pdf"
    pdf.export(document, looks.load("article"), path, Resources((tmp_path,)))
    with pikepdf.open(path) as file, file.open_outline() as outline:
        assert list(lines(outline.root)) == [
            "On paper",
            "  1 First section",
            "    1.1 Within it",
            "  2 Second section",
            "  References",
        ]
        assert file.Root.ViewerPreferences.DisplayDocTitle
