from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters import pdf
from exporters.finishing.associated_files import files_of
from presswork import looks
from presswork.document import Uncited
from presswork.problems import Problems
from presswork.references import Reference
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

SOURCE = "---\ntitle: On paper\n---\n"


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A document that cites `k`, only lists `listed`, and has no use for `other`."""
    (tmp_path / "article.md").write_text(SOURCE, encoding="utf-8")
    return replace(
        article(tmp_path),
        references=tuple(Reference(key, "book") for key in ("listed", "other", "k")),
        uncited=(Uncited("listed"),),
    )


def carried(document: Document, sources: str) -> list[str]:
    return [
        f"{file.name} ({file.media_type}): {file.relationship}"
        for file in files_of(document, sources)
    ]


def test_the_references_travel_along(document: Document) -> None:
    assert carried(document, "references") == [
        "references.json (application/vnd.citationstyles.csl+json): Data"
    ]


def test_they_are_those_that_the_document_shows(document: Document) -> None:
    (file,) = files_of(document, "references")
    assert [item["id"] for item in json.loads(file.content)] == ["listed", "k"]


def test_a_document_that_cites_nothing_carries_nothing(document: Document) -> None:
    assert carried(replace(document, references=()), "references") == []


def test_the_source_travels_along_where_that_is_asked(document: Document) -> None:
    assert carried(document, "all") == [
        "references.json (application/vnd.citationstyles.csl+json): Data",
        "article.md (text/markdown): Source",
    ]


def test_nothing_travels_along_where_that_is_asked(document: Document) -> None:
    assert carried(document, "none") == []


def test_a_source_that_is_gone_is_told(document: Document) -> None:
    document.path.unlink()
    with pytest.raises(Problems) as raised:
        files_of(document, "all")
    assert str(raised.value).endswith(
        "article.md: error: the source cannot be put into the PDF: No such file or directory\n"
        "  hint: leave it out with --set sources=references"
    )


def test_the_pdf_holds_the_files(document: Document, tmp_path: Path) -> None:
    folder = Resources((tmp_path,))
    look = looks.load("article")
    pdf.export(document, look, tmp_path / "out.pdf", folder)
    with pikepdf.open(tmp_path / "out.pdf") as file:
        (specification,) = file.Root.AF
        stream = specification.EF.F
        assert {
            "name": str(specification.UF),
            "relationship": str(specification.AFRelationship),
            "media type": str(stream.Subtype),
            "date": str(stream.Params.ModDate),
        } == {
            "name": "references.json",
            "relationship": "/Data",
            "media type": "/application/vnd.citationstyles.csl+json",
            "date": "D:20260301",
        }
        assert stream.Params.Size == len(stream.read_bytes())
        assert list(file.attachments) == ["references.json"]


def test_names_stand_in_the_order_of_their_bytes(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "aä.md"
    path.write_text(SOURCE, encoding="utf-8")
    pdf.export(
        replace(document, path=path),
        looks.load("article", assignments=[Assignment("sources", "all")]),
        tmp_path / "out.pdf",
        Resources((tmp_path,)),
    )
    with pikepdf.open(tmp_path / "out.pdf") as file:
        tree = file.Root.Names.EmbeddedFiles.Names
        assert [str(name) for name in list(tree)[::2]] == ["references.json", "aä.md"]
        assert sorted(file.attachments) == ["aä.md", "references.json"]
