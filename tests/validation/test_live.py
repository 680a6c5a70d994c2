"""Live citations of papers that nobody here wrote: found by Pandoc, valid, and in valid files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from presswork import numbering, readers, styles, typesetting
from presswork.citations import citing
from presswork.resources import Resources
from tests.exporters.docx import pandoc, test_live_json, test_live_word
from tests.exporters.docx.live import Written, write_cited
from tests.tools import node_file, program, run, shared
from tests.validation.papers import PAPERS, paper_of

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

pytestmark = pytest.mark.slow

STYLES: Final = ("apa", "american-medical-association", "chicago-notes")
"""An author-date, a numeric and a note style."""

PROGRAMS: Final = ("zotero", "zotero-bookmarks", "mendeley", "word")
CITATION: Final = "ZOTERO_ITEM CSL_CITATION "
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


class Papers:
    """The papers that were read, cited and written so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Document] = {}
        self._cited: dict[tuple[str, str], Document] = {}
        self._written: dict[tuple[str, str, str], Written] = {}

    def read(self, name: str) -> Document:
        if name not in self._read:
            path = paper_of(name)
            roots = (shared("papers"),) if "papers" in path.parts else ()
            allowed = Resources((path.parent, *roots))
            self._read[name] = numbering.number(readers.read(path, allowed))
        return self._read[name]

    def cited(self, name: str, style: str) -> Document:
        if (name, style) not in self._cited:
            found = styles.find(style).path
            self._cited[name, style] = typesetting.settled(citing.cite(self.read(name), found))
        return self._cited[name, style]

    def written(self, name: str, style: str, program: str) -> Written:
        if (name, style, program) not in self._written:
            number = len(self._written)
            destination = self._folder / f"{number}.docx"
            made = write_cited(program, self.cited(name, style), destination)
            self._written[name, style, program] = made
        return self._written[name, style, program]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return Papers(tmp_path_factory.mktemp("live"))


@pytest.fixture(params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=("", *PAPERS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("program", ["zotero", "mendeley"])
def test_pandoc_finds_every_citation(name: str, style: str, program: str, papers: Papers) -> None:
    document = papers.cited(name, style)
    read = pandoc.found(papers.written(name, style, program).path)
    assert sorted(read) == sorted(pandoc.expected(document))
    assert read or name.startswith("jats/")  # those are corrections, which cite nothing


@pytest.mark.parametrize("program", ["zotero", "mendeley"])
def test_citations_are_valid(name: str, style: str, program: str, papers: Papers) -> None:
    clusters = papers.written(name, style, program).clusters
    faults = [fault for cluster in clusters for fault in test_live_json.faults(cluster)]
    assert faults == []
    ids = [cluster["citationID"] for cluster in clusters]
    assert len(ids) == len(set(ids))


def test_sources_are_of_the_shape_that_word_knows(name: str, style: str, papers: Papers) -> None:
    written = papers.written(name, style, "word")
    assert test_live_word.faults(written.sources) == []
    cited = sum(code.startswith("CITATION ") for code in written.codes)
    assert cited == len(pandoc.expected(papers.cited(name, style)))


@pytest.mark.parametrize("program", PROGRAMS)
def test_open_xml_sdk_finds_no_fault_in_notes(name: str, program: str, papers: Papers) -> None:
    """Files without notes are validated in `test_word_files`."""
    validator = node_file("@xarsh", "ooxml-validator-linux-x64", "ooxml-validator")
    report = json.loads(run(validator, papers.written(name, STYLES[-1], program).path))
    assert [f"{each['xPath']}: {each['description']}" for each in report["errors"]] == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_shown_is_what_static_text_shows(
    name: str, style: str, program: str, papers: Papers
) -> None:
    static, live = (papers.written(name, style, each) for each in ("none", program))
    assert live.shown == static.shown


def whole(name: str, values: dict[str, str]) -> str:
    """Put a property together from its pieces, as Zotero does."""
    pieces: list[str] = []
    while (piece := values.get(f"{name}_{len(pieces) + 1}")) is not None:
        pieces.append(piece)
    return "".join(pieces)


def test_libreoffice_keeps_bookmarks_and_their_codes(papers: Papers, tmp_path: Path) -> None:
    written = papers.written("", "apa", "zotero-bookmarks")
    soffice = program("soffice", "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", "fodt", "--outdir", tmp_path)
    run(soffice, profile, *options, written.path, environment={"HOME": str(tmp_path)})
    root = etree.parse(tmp_path / f"{written.path.stem}.fodt").getroot()
    names = [str(each.get(f"{TEXT}name")) for each in root.iter(f"{TEXT}bookmark-start")]
    values = {
        str(each.get(f"{META}name")): each.text or "" for each in root.iter(f"{META}user-defined")
    }
    codes = [whole(name, values) for name in names if name.startswith("ZOTERO_BREF_")]
    clusters = [json.loads(code.removeprefix(CITATION)) for code in codes if CITATION in code]
    assert [fault for cluster in clusters for fault in test_live_json.faults(cluster)] == []
    assert len(clusters) == len(pandoc.expected(papers.cited("", "apa")))
    assert sum(code.startswith("ZOTERO_BIBL ") for code in codes) == 1
