"""The sample article in every format and three families of styles, built once a session."""

from __future__ import annotations

import fcntl
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.tools import ROOT, run
from tests.validation.audit.making import tell, tell_in_notes
from tests.validation.browsing import chromium
from tests.validation.source import Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.validation.audit.counting import Told

SAMPLE: Final = ROOT / "content" / "stem-cell-immunotherapy"
STYLES: Final = ("american-medical-association", "apa", "chicago-notes")
"""A numeric, an author-date and a note style."""


@dataclass(frozen=True, slots=True)
class Files:
    """What one run of the command wrote for one style."""

    style: str
    pdf: Path
    handout: Path
    full_handout: Path
    docx: Path
    html: Path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of a module."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """The sample's files by style: made by the first process of xdist that wants them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "sample-in-every-format"

    def build(style: str) -> Files:
        output = folder / style
        command = (sys.executable, ROOT / "build.py", SAMPLE, "--style", style, "--quiet")
        run(*command, "--output", output, "--format", "all")
        run(*command, "--output", output, "--format", "handout", "--preset", "full")
        return find_files(output)

    with (shared / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return {style: find_files(folder / style) for style in STYLES}
        with ThreadPoolExecutor(max_workers=2) as pool:
            return dict(zip(STYLES, pool.map(build, STYLES), strict=True))


@pytest.fixture(params=STYLES)
def files(built: dict[str, Files], request: pytest.FixtureRequest) -> Files:
    """The sample's files in one style after the other."""
    return built[request.param]


@pytest.fixture(scope="session")
def source() -> Source:
    """The sample as Pandoc reads it."""
    return read_source(SAMPLE / "article.md")


@pytest.fixture
def told(files: Files) -> Told:
    """What the sample says; a note style makes a note of each place that cites."""
    article = SAMPLE / "article.md"
    return tell_in_notes(article) if files.style == "chicago-notes" else tell(article)


def find_files(folder: Path) -> Files:
    """Tell the files of one document and one style apart by their names."""
    pdfs = sorted(folder.glob("*.pdf"))
    (handout,) = (path for path in pdfs if ".handout." in path.name)
    (full_handout,) = (path for path in pdfs if ".handout-full." in path.name)
    (pdf,) = (path for path in pdfs if path not in (handout, full_handout))
    (docx,) = folder.glob("*.docx")
    (html,) = folder.glob("*.html")
    return Files(folder.name, pdf, handout, full_handout, docx, html)
