"""Contents and page numbers of Word files, held against LibreOffice, laid out and updated."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from tests.tools import ROOT, program, run, shared
from tests.validation.conftest import SAMPLE
from tests.validation.word_pages import estimated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

LOOKS: Final = ("article", "journal", "report", "plain")
PAPERS: Final = ("basix", "dtw-cpp", "inara", "matchcake")
"""Papers with figures, tables, formulas, notes and code."""

FEWER: Final = {"report": 2, "plain": 2}
"""How many papers are set in a look, where it is not all: these set text alike."""

PAGES_FOR_AN_ERROR: Final = 20
"""An estimate may be wrong by a page in so many, and by one page where there are fewer."""

EXACT: Final = 0.85
"""The share of places of which the page is right. LibreOffice divides words only where it has a
dictionary; with one, it is more than 0.95."""

TO_PDF: Final = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)

LIBRARY: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Fields"/>
</library:library>
"""

MACRO: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fields"
 script:language="StarBasic">
Sub Renew(source As String, before As String, after As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim plain(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  plain(0).Name = "FilterName"
  plain(0).Value = "Text"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  document.storeToURL(before, plain())
  document.getTextFields().refresh()
  indexes = document.getDocumentIndexes()
  For number = 0 To indexes.getCount() - 1
    indexes.getByIndex(number).update()
  Next number
  document.storeToURL(after, plain())
  document.close(True)
End Sub
</script:module>
"""
"""Updates all fields of a file, and writes its text before and after as UTF-8."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("word-pages")


@pytest.fixture(scope="session")
def documents(folder: Path) -> list[Path]:
    """The Word files of some papers in all looks, with contents and lists."""
    wanted = ("--set", "contents=yes", "--set", "lists=both", "--quiet", "--format", "docx")
    for look in LOOKS:
        command = (sys.executable, ROOT / "build.py", "--look", look, *wanted)
        papers = [shared("papers", paper) for paper in PAPERS[: FEWER.get(look)]]
        run(*command, SAMPLE, *papers, "--output", folder / look)
    return sorted(folder.glob("*/*.docx"))


@pytest.fixture(scope="session")
def office(folder: Path, documents: list[Path]) -> tuple[str | Path, ...]:
    """LibreOffice with a macro that updates fields; it has made a PDF of each file."""
    profile = folder / "profile"
    soffice = program("soffice", "libreoffice-writer-nogui")
    command = (soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    home = {"HOME": os.fspath(folder)}
    for look in LOOKS:
        files = [path for path in documents if path.parent.name == look]
        options = ("--convert-to", TO_PDF, "--outdir", folder / look)
        run(*command, *options, *files, environment=home)
    macros = profile / "user" / "basic" / "Standard"
    (macros / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (macros / "Fields.xba").write_text(MACRO, encoding="utf-8")
    return command


def laid_out(path: Path) -> tuple[dict[str, int], int]:
    """Return the page of each bookmark in LibreOffice's PDF, from 0, and how many pages it has."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        places = {
            str(name)[1:].replace("5F", "_"): pages[place[0].objgen]
            for name, place in pdf.Root.Dests.items()
        }
        return places, len(pages)


def test_pages_are_near_those_of_libreoffice(
    documents: list[Path],
    office: tuple[str | Path, ...],  # noqa: ARG001 - it makes the PDF files
) -> None:
    errors: list[int] = []
    for path in documents:
        places, count = laid_out(path.with_suffix(".pdf"))
        found = estimated(path)
        compared = [abs(found.pages[name] - page) for name, page in places.items()]
        worst = max(1, count // PAGES_FOR_AN_ERROR)
        assert max(compared) <= worst, f"{path.parent.name}/{path.name}"
        errors += compared
    assert errors.count(0) / len(errors) > EXACT


def _listed(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of contents and lists with their pages, formulas and spaces left out."""
    for line in text.splitlines():
        words, tab, page = line.rpartition("\t")
        if tab and page.isdecimal():
            yield "".join(words.split()), int(page)


@pytest.mark.parametrize("look", LOOKS)
def test_an_update_changes_nothing_but_a_page_here_and_there(
    look: str, folder: Path, documents: list[Path], office: tuple[str | Path, ...]
) -> None:
    for path in documents:
        if path.parent.name != look:
            continue
        before, after = (path.with_suffix(f".{when}.txt") for when in ("before", "after"))
        names = ",".join(f'"{each.as_uri()}"' for each in (path, before, after))
        run(
            *office,
            f"macro:///Standard.Fields.Renew({names})",
            environment={"HOME": os.fspath(folder)},
        )
        cached, updated = (
            list(_listed(each.read_text(encoding="utf-8-sig"))) for each in (before, after)
        )
        assert cached, path.name
        assert [words for words, _ in cached] == [words for words, _ in updated]
        moved = [abs(old - new) for (_, old), (_, new) in zip(cached, updated, strict=True)]
        assert max(moved) <= 1
