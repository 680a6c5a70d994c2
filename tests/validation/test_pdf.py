"""The PDFs: qpdf, poppler and veraPDF."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest

from tests.scanned import scanned
from tests.tools import ROOT, program, run
from tests.validation import vera
from tests.validation.audit import in_pdf
from tests.validation.audit.making import complaints
from tests.validation.conftest import SAMPLE
from tests.validation.texts import lost, lost_words, pdf_text, squash

if TYPE_CHECKING:
    from pathlib import Path

    from tests.validation.audit.counting import Told
    from tests.validation.conftest import Files
    from tests.validation.source import Source

pytestmark = pytest.mark.slow

KINDS: Final = ("pdf", "handout", "full_handout")


@pytest.fixture(params=KINDS)
def pdf(files: Files, request: pytest.FixtureRequest) -> Path:
    chosen: Path = getattr(files, request.param)
    return chosen


@pytest.fixture(scope="module")
def verdicts(built: dict[str, Files]) -> vera.Reports:
    return vera.check(getattr(files, kind) for files in built.values() for kind in KINDS)


@pytest.mark.parametrize("profile", vera.PROFILES)
def test_vera_finds_no_fault(profile: str, pdf: Path, verdicts: vera.Reports) -> None:
    report = verdicts[profile, pdf]
    assert vera.passes(report), report


def test_qpdf_finds_no_fault(pdf: Path) -> None:
    run(program("qpdf", "qpdf"), "--check", pdf)


def test_every_font_is_embedded(pdf: Path) -> None:
    _, _, *rows = run(program("pdffonts", "poppler-utils"), pdf).splitlines()
    embedded = {row: row.split()[-5] for row in rows}
    assert embedded
    assert [row for row, is_embedded in embedded.items() if is_embedded != "yes"] == []


def pdf_info(path: Path) -> dict[str, str]:
    printed = run(program("pdfinfo", "poppler-utils"), path)
    lines = (line.partition(":") for line in printed.splitlines())
    return {name: value.strip() for name, _, value in lines}


def test_the_document_properties_name_the_article(files: Files) -> None:
    info = pdf_info(files.pdf)
    assert squash("stem cell immunotherapy") in squash(info["Title"])
    assert info.get("Author")
    assert info.get("Keywords")


def test_the_pdf_is_tagged(pdf: Path) -> None:
    assert pdf_info(pdf).get("Tagged") == "yes"


def test_the_handout_has_two_pages(files: Files) -> None:
    assert pdf_info(files.handout)["Pages"] == "2"


def test_the_handouts_qr_code_holds_the_address_beside_it(files: Files, tmp_path: Path) -> None:
    (address,), _ = scanned(files.handout, tmp_path)
    assert lost([address.removeprefix("https://")], pdf_text(files.handout)) == []


def test_every_word_is_in_the_pdf(files: Files, source: Source) -> None:
    assert lost_words(source.passages, files.pdf) == []


def test_the_outline_holds_the_headings(files: Files, source: Source) -> None:
    described = run(program("qpdf", "qpdf"), "--json=2", "--json-key=outlines", files.pdf)
    titles = squash("".join(re.findall(r'"title": "((?:[^"\\]|\\.)*)"', described)))
    assert [heading for heading in source.headings if squash(heading) not in titles] == []


def test_every_doi_is_a_link(files: Files) -> None:
    references = json.loads((SAMPLE / "references.json").read_text(encoding="utf-8"))
    expected = {reference["DOI"].casefold() for reference in references if "DOI" in reference}
    printed = run(program("pdfinfo", "poppler-utils"), "-url", files.pdf)
    addresses = unquote(printed).casefold()
    assert [doi for doi in sorted(expected) if f"doi.org/{doi}" not in addresses] == []


def test_nothing_of_this_machine_is_told(pdf: Path) -> None:
    assert str(ROOT).encode() not in pdf.read_bytes()


@pytest.mark.parametrize("kind", ["pdf", "full_handout"])
def test_nothing_is_missing(kind: str, files: Files, told: Told) -> None:
    found = complaints(told, in_pdf.read(getattr(files, kind)))
    assert not found, "\n".join((files.style, *found))
