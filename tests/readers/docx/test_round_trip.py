"""What Presswork and Pandoc write as Word files is read back whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pypandoc
import pytest

from exporters import docx
from presswork.document import Paragraph, inline_runs, walk
from presswork.inlines import Link, plain_text
from presswork.inlines import walk as walk_inlines
from presswork.readers import read
from presswork.resources import Resources
from tests.readers import built
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

PAPERS = ("basix", "cfdm", "gwpopulation", "inara", "matchcake", "spiralmap", "verde")


@pytest.fixture(scope="module")
def article() -> Document:
    return built.article()


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return built.read_back(docx.export, tmp_path_factory.mktemp("word"), ".docx")


def test_metadata(article: Document, word: Document) -> None:
    mine, read_ = article.metadata, word.metadata
    assert plain_text(read_.title) == plain_text(mine.title)
    assert plain_text(read_.subtitle) == plain_text(mine.subtitle)
    assert [author.name for author in read_.authors] == [author.name for author in mine.authors]
    assert [place.name for place in read_.affiliations] == [
        place.name for place in mine.affiliations
    ]
    assert (read_.date, read_.language, read_.keywords, read_.license) == (
        mine.date,
        mine.language,
        mine.keywords,
        mine.license,
    )
    assert read_.doi == mine.doi


def test_headings(article: Document, word: Document) -> None:
    expected = built.headings(article)
    found = built.headings(word)
    assert found[: len(expected)] == expected
    assert [words for _, words, _ in found[len(expected) :]] in ([], ["References"])


def test_citations(article: Document, word: Document) -> None:
    assert built.citations(word) == built.citations(article)
    assert {one.key for one in word.references} == {one.key for one in article.references}


def test_text(article: Document, word: Document) -> None:
    def of(document: Document) -> list[str]:
        return [
            # A file shows the names of citations that are part of their sentence as its own text.
            " ".join(plain_text(block.children).replace("Snowden et al. ", "").split())
            for block in walk(document.blocks)
            if isinstance(block, Paragraph)
        ]

    assert of(word) == of(article)


def test_tables_notes_and_kinds(article: Document, word: Document) -> None:
    assert built.cells(word) == built.cells(article)
    mine, read_ = Counter(built.kinds(article)), Counter(built.kinds(word))
    assert read_ - mine in (Counter(), Counter({"Heading": 1}))
    assert not mine - read_

    def notes(document: Document) -> list[str]:
        return [plain_text(run) for note in document.notes for run in inline_runs(note.blocks)]

    assert notes(word) == notes(article)


@pytest.mark.parametrize(
    "paper", [PAPERS[0], *(pytest.param(name, marks=pytest.mark.slow) for name in PAPERS[1:])]
)
def test_word_file_of_pandoc(paper: str, tmp_path: Path) -> None:
    source = shared("papers", paper, "paper.md")
    files = {}
    for kind in ("docx", "html"):
        files[kind] = tmp_path / f"page.{kind}"
        pypandoc.convert_file(
            str(source),
            kind,
            outputfile=str(files[kind]),
            extra_args=["--citeproc", "-s", "--metadata", "link-citations=true", "--mathml"],
            cworkdir=str(source.parent),
        )
    resources = Resources((tmp_path, source.parent), downloads=tmp_path / "kept")
    word, page = read(files["docx"], resources), read(files["html"], resources)
    assert len(word.references) == len(page.references)
    assert _keys(word) == _keys(page)
    assert built.headings(word) == built.headings(page)
    for kind in ("Table", "Equation", "CodeBlock", "BulletList", "OrderedList", "Quote"):
        if kind == "Equation" and paper in {"inara", "matchcake"}:
            continue  # Pandoc writes TeX that it does not understand into pages alone
        assert built.kinds(word).count(kind) == built.kinds(page).count(kind), kind
    assert _links(word) == _links(page)


def _keys(document: Document) -> list[tuple[str, ...]]:
    return [tuple(key.removeprefix("ref-") for key in keys) for keys in built.citations(document)]


def _links(document: Document) -> Counter[str]:
    return Counter(
        each.target.rstrip("/")
        for run in inline_runs(document.blocks)
        for each in walk_inlines(run)
        if isinstance(each, Link) and not each.target.startswith("#")
    )
