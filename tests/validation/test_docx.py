"""The Word files: Microsoft's Open XML SDK, LibreOffice and mammoth."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.tools import node_file, program, run
from tests.validation.audit import in_docx
from tests.validation.audit.making import complaints
from tests.validation.texts import dead_links, lost, lost_words, read_docx, squash

if TYPE_CHECKING:
    from pathlib import Path

    import lxml.html

    from tests.validation.audit.counting import Told
    from tests.validation.conftest import Files
    from tests.validation.source import Source


pytestmark = pytest.mark.slow


@pytest.fixture
def page(files: Files) -> lxml.html.HtmlElement:
    """The Word file as mammoth reads it."""
    return read_docx(files.docx)


def test_open_xml_sdk_finds_no_fault(files: Files) -> None:
    validator = node_file("@xarsh", "ooxml-validator-linux-x64", "ooxml-validator")
    report = json.loads(run(validator, files.docx))
    faults = [f"{e['path']} {e['xPath']}: {e['description']}" for e in report["errors"]]
    assert not faults, "\n".join(faults)


def test_mammoth_reads_every_passage(page: lxml.html.HtmlElement, source: Source) -> None:
    assert lost(source.passages, page.text_content()) == []


def test_mammoth_reads_the_headings(page: lxml.html.HtmlElement, source: Source) -> None:
    headings = [squash(h.text_content()) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert [heading for heading in source.headings if squash(heading) not in headings] == []


def test_mammoth_reads_the_list_items(page: lxml.html.HtmlElement, source: Source) -> None:
    items = [squash(li.text_content()) for li in page.xpath("//li")]
    starts = [squash(item)[:20] for item in source.list_items]
    assert [start for start in starts if not any(i.startswith(start) for i in items)] == []


def test_mammoth_reads_the_tables(page: lxml.html.HtmlElement, source: Source) -> None:
    tables = [
        [len(row.xpath("th | td")) for row in table.xpath(".//tr")]
        for table in page.xpath("//table")
    ]
    assert tables == source.tables


def test_mammoth_reads_a_text_for_every_image(page: lxml.html.HtmlElement) -> None:
    images = page.xpath("//img")
    assert images
    assert [image for image in images if not image.get("alt")] == []


def test_every_link_within_the_file_leads_somewhere(page: lxml.html.HtmlElement) -> None:
    assert dead_links(page) == []


def test_a_note_style_makes_a_footnote_of_every_citation(
    built: dict[str, Files], source: Source
) -> None:
    page = read_docx(built["chicago-notes"].docx)
    marks = page.xpath("//sup/a[starts-with(@id, 'footnote-ref')]")
    assert len(marks) == source.notes + source.cites


@pytest.fixture(scope="session")
def libreoffice(built: dict[str, Files], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice makes of the Word files: a PDF each."""
    folder = tmp_path_factory.mktemp("libreoffice")
    soffice = program("soffice", "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    documents = [files.docx for files in built.values()]
    options = ("--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder)
    run(soffice, profile, *options, *documents, environment={"HOME": os.fspath(folder)})
    return folder


def test_libreoffice_shows_every_word(files: Files, libreoffice: Path, source: Source) -> None:
    assert lost_words(source.passages, libreoffice / f"{files.docx.stem}.pdf") == []


def test_nothing_is_missing(files: Files, told: Told) -> None:
    found = complaints(told, in_docx.read(files.docx))
    assert not found, "\n".join((files.style, *found))
