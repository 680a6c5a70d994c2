from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from exporters import html
from presswork import looks
from presswork.document import Figure, Panel
from presswork.inlines import Image, Link
from presswork.problems import Problems
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, svg_figure, text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

LANDMARKS = ("header", "main", "footer")


def page(document: Document) -> str:
    folder = document.path.parent
    html.export(document, looks.load("article"), folder / "out.html", Resources((folder,)))
    return (folder / "out.html").read_text(encoding="utf-8")


def refusal(document: Document) -> str:
    with pytest.raises(Problems) as raised:
        page(document)
    return str(raised.value)


class Outline(HTMLParser):
    """Collects the elements and the addresses of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in {"src", "href"} and value:
                self.addresses.append(value)


@pytest.fixture
def outline(tmp_path: Path) -> Outline:
    return Outline(page(article(tmp_path)))


def test_page_has_one_title_and_its_landmarks(outline: Outline) -> None:
    assert outline.elements.count("h1") == 1
    assert [outline.elements.count(name) for name in LANDMARKS] == [1, 1, 1]


def test_ids_are_unique(outline: Outline) -> None:
    assert len(set(outline.ids)) == len(outline.ids)


def test_every_link_within_arrives(outline: Outline) -> None:
    within = [address[1:] for address in outline.addresses if address.startswith("#")]
    assert "ref-k" in within
    assert "note-n" in within
    assert set(within) <= set(outline.ids)


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    source = page(article(tmp_path))
    loaded = re.findall(r"""src="([^"]{5})|url\(["']?([^"')]{5})""", source)
    assert loaded
    assert {first or second for first, second in loaded} == {"data:"}


def test_page_says_what_it_is(tmp_path: Path) -> None:
    source = page(article(tmp_path))
    for line in (
        '<html lang="en-US">',
        "<title>On paper</title>",
        '<meta name="author" content="Ben Author">',
        '<meta name="description" content="What it says.">',
        '<meta name="keywords" content="paper, ink">',
        '<meta name="citation_publication_date" content="2026/03/01">',
        '<time datetime="2026-03-01">March 1, 2026</time>',
    ):
        assert line in source


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    source = page(article(tmp_path, title="<script>alert(1)</script> {{ words }}"))
    assert "<script" not in source
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt; {{ words }}</title>" in source


def test_few_sections_need_no_contents(outline: Outline) -> None:
    assert "nav" not in outline.elements


def test_svg_brings_the_fonts_that_it_names(tmp_path: Path) -> None:
    figure = svg_figure(tmp_path, '<text font-family="Source Sans 3">Words</text>')
    source = page(article(tmp_path, figure))
    (address,) = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)"', source)
    assert b"font/woff" in base64.b64decode(address)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('<image href="file:///etc/passwd"/>', "'file:///etc/passwd' lies outside"),
        ('<image href="../../x.png"/>', "'../../x.png' lies outside"),
        ('<rect fill="url(http://x.example/a)"/>', "'http://x.example/a' is on the network"),
        ("<style>@import 'http://x.example/b';</style>", "'http://x.example/b' is on the network"),
        ('<use href="ftp://x.example/c"/>', "the scheme 'ftp:'"),
    ],
)
def test_svg_reads_nothing_from_outside(tmp_path: Path, content: str, problem: str) -> None:
    told = refusal(article(tmp_path, svg_figure(tmp_path, content)))
    assert "picture.svg:1: error: " in told
    assert problem in told


def test_broken_svg_is_told(tmp_path: Path) -> None:
    assert "no readable SVG" in refusal(article(tmp_path, svg_figure(tmp_path, "<g>")))


def test_picture_that_no_page_shows_is_told(tmp_path: Path) -> None:
    source = tmp_path / "plot.pdf"
    source.write_bytes(b"%PDF-1.7")
    document = article(tmp_path, Figure((Panel(Image(source, "A plot")),)))
    assert "'plot.pdf' is a PDF file that cannot be read" in refusal(document)


def test_language_without_words_is_a_warning(tmp_path: Path) -> None:
    look = looks.load("article", language="tlh")
    exported = html.export(article(tmp_path), look, tmp_path / "o.html", Resources((tmp_path,)))
    assert ["no fixed words" in str(problem) for problem in exported.warnings] == [True]


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    look = looks.load("article")
    with pytest.raises(Problems, match="cannot be written"):
        html.export(article(tmp_path), look, tmp_path / "no" / "o.html", Resources((tmp_path,)))


def test_relative_link_is_kept(tmp_path: Path) -> None:
    document = article(tmp_path, paragraph(Link("data.csv", text("the data"))))
    assert '<a class="outer" href="data.csv">the data</a>' in page(document)


def test_same_document_gives_the_same_file(tmp_path: Path) -> None:
    document = article(tmp_path)
    assert page(document) == page(document)
