"""What Presswork and Pandoc write as HTML is read back whole."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

import pypandoc
import pytest

from exporters import html
from presswork.document import Figure, Paragraph, inline_runs, walk
from presswork.inlines import plain_text
from presswork.readers import read
from presswork.resources import Resources
from tests.readers import built
from tests.tools import shared

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

PAPERS = (
    "basix/paper.md",
    "cfdm/paper.md",
    "gwpopulation/paper.md",
    "inara/paper.md",
    "matchcake/paper.md",
    "spiralmap/paper.md",
    "verde/paper.md",
)


@pytest.fixture(scope="module")
def article() -> Document:
    return built.article()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return built.read_back(html.export, tmp_path_factory.mktemp("page"), ".html")


def test_metadata(article: Document, page: Document) -> None:
    mine, read_ = article.metadata, page.metadata
    assert plain_text(read_.title) == plain_text(mine.title)
    assert plain_text(read_.subtitle) == plain_text(mine.subtitle)
    assert [author.name for author in read_.authors] == [author.name for author in mine.authors]
    assert [place.name for place in read_.affiliations] == [
        place.name for place in mine.affiliations
    ]
    assert (read_.date, read_.language, read_.keywords) == (
        mine.date,
        mine.language,
        mine.keywords,
    )


def test_headings(article: Document, page: Document) -> None:
    expected = built.headings(article)
    found = built.headings(page)
    assert found[: len(expected)] == expected
    assert [words for _, words, _ in found[len(expected) :]] in ([], ["References"])


def test_citations(article: Document, page: Document) -> None:
    assert built.citations(page) == built.citations(article)
    assert {one.key for one in page.references} == {one.key for one in article.references}


@pytest.mark.parametrize("style", ["apa", "ieee", "nature", "vancouver"])
def test_citations_of_other_styles(style: str, article: Document, tmp_path: Path) -> None:
    page = built.read_back(html.export, tmp_path, ".html", style)
    found = [sorted(keys) for keys in built.citations(page)]
    assert found == [sorted(keys) for keys in built.citations(article)]


def test_text(article: Document, page: Document) -> None:
    def of(document: Document) -> list[str]:
        return [
            # A page shows the names of citations that are part of their sentence as its own text.
            " ".join(plain_text(block.children).replace("Snowden et al. ", "").split())
            for block in walk(document.blocks)
            if isinstance(block, Paragraph)
        ]

    assert of(page) == of(article)


def test_tables_and_figures(article: Document, page: Document) -> None:
    assert built.cells(page) == built.cells(article)

    def figures(document: Document) -> list[tuple[str | None, str, str]]:
        return [
            (block.number, plain_text(block.caption), block.images[0].alt)
            for block in walk(document.blocks)
            if isinstance(block, Figure)
        ]

    assert figures(page) == figures(article)


def test_kinds_of_blocks(article: Document, page: Document) -> None:
    mine, read_ = Counter(built.kinds(article)), Counter(built.kinds(page))
    assert read_ - mine in (Counter(), Counter({"Heading": 1}))
    assert not mine - read_


def test_notes(article: Document, page: Document) -> None:
    def notes(document: Document) -> list[str]:
        return [plain_text(run) for note in document.notes for run in inline_runs(note.blocks)]

    assert notes(page) == notes(article)


@pytest.mark.parametrize("name", PAPERS)
def test_page_of_pandoc(name: str, tmp_path: Path) -> None:
    source = shared("papers", *name.split("/"))
    shutil.copytree(source.parent, tmp_path / "paper")
    path = tmp_path / "paper" / "page.html"
    pypandoc.convert_file(
        str(source),
        "html",
        outputfile=str(path),
        extra_args=["--citeproc", "-s", "--mathml", "--number-sections"],
        cworkdir=str(source.parent),
    )
    markup = path.read_text(encoding="utf-8")
    document = read(path, Resources((path.parent,), downloads=tmp_path / "kept"))
    kinds = Counter(built.kinds(document))
    assert len(document.references) == markup.count('class="csl-entry"')
    assert kinds["Figure"] == markup.count("<figure")
    assert kinds["Table"] == markup.count("<table")
    body = re.sub(r"<(style|title|head).*?</\1>", "", markup, flags=re.DOTALL)
    assert kinds["Heading"] == len(re.findall(r"<h[2-6]|<h1 (?!class=\"title)", body)) - (
        markup.count('class="abstract-title"')
    )
    missing = _words(_shown(body)) - _words(" ".join(_all_text(document)))
    assert sum(missing.values()) <= 0.02 * sum(_words(_shown(body)).values()), missing


def _shown(body: str) -> str:
    body = body[: body.find('<div id="refs"')] if '<div id="refs"' in body else body
    body = re.sub(r"<annotation.*?</annotation>", "", body, flags=re.DOTALL)
    body = re.sub(r'<span\s+class="citation".*?</span>', "", body, flags=re.DOTALL)
    body = re.sub(r"<math.*?</math>", "", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[A-Za-z]{4,}", text))


def _all_text(document: Document) -> list[str]:
    from presswork.document import CodeBlock  # noqa: PLC0415 - one use

    runs = [*inline_runs(document.metadata.abstract), *inline_runs(document.blocks)]
    notes = [run for note in document.notes for run in inline_runs(note.blocks)]
    code = [block.text for block in walk(document.blocks) if isinstance(block, CodeBlock)]
    lead = [document.metadata.title, document.metadata.subtitle]
    names = [author.name for author in document.metadata.authors]
    date = document.metadata.date
    shown = [f"{date:%B}"] if date else []
    return [*map(plain_text, (*lead, *runs, *notes)), *code, *names, *shown]
