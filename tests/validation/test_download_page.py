"""The page to download from: Nu checker, axe-core, and Chromium, which filters and downloads."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.tools import ROOT, run
from tests.validation.browsing import barriers, nu_says
from tests.validation.conftest import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PLAN: Final = """\
title: Stem cells & immunity
about: For lectures, clinics and conference stands.
builds:
  - {documents: SAMPLE, formats: [handout], regions: [us, de]}
  - {documents: SAMPLE, formats: [docx, html], styles: [ama, apa]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the sample: a handout for two countries, Word file and web page in two styles."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "content").mkdir()
    regions = (ROOT / "content" / "regions.yaml").read_text(encoding="utf-8")
    (folder / "content" / "regions.yaml").write_text(regions, encoding="utf-8")
    (folder / "pack.yaml").write_text(PLAN.replace("SAMPLE", str(SAMPLE)), encoding="utf-8")
    command = (sys.executable, ROOT / "build.py", "pack", folder / "pack.yaml", "--quiet")
    run(*command, "--output", folder / "pack")
    return folder / "pack"


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    """Return the names of the files that the page shows."""
    links = page.locator(".offers > li:visible > a")
    return [str(link.get_attribute("href")).rpartition("/")[2] for link in links.all()]


def test_nu_finds_no_fault(folder: Path) -> None:
    assert [message["message"] for message in nu_says([folder / "index.html"])] == []


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_no_barrier(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_filters_leave_what_is_asked_for(page: Page) -> None:
    assert len(shown(page)) == 6
    page.get_by_label("Region").select_option(label="Germany")
    assert shown(page) == ["stem-cell-immunotherapy.handout.ama.de.pdf"]
    assert page.get_by_role("status").inner_text() == "1 of 6 files"
    page.get_by_label("Region").select_option(label="All countries")
    page.get_by_label("Format").select_option(label="Word file")
    page.get_by_label("Citation style").select_option("apa")
    assert shown(page) == ["stem-cell-immunotherapy.apa.docx"]
    page.get_by_role("button", name="Clear").click()
    page.wait_for_function("document.querySelectorAll('.offers > li:not([hidden])').length == 6")


def test_the_search_looks_at_all_words_whatever_their_case(page: Page) -> None:
    page.get_by_label("Search").fill("GERMANY handout")
    assert shown(page) == ["stem-cell-immunotherapy.handout.ama.de.pdf"]
    page.get_by_label("Search").fill("nothing of the kind")
    assert shown(page) == []
    assert "Clear a filter" in page.get_by_role("status").inner_text()


def test_an_address_brings_back_what_was_asked_for(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri() + "#format=html&style=ama")
    assert shown(page) == ["stem-cell-immunotherapy.ama.html"]


class Silent(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the library's name
        del format


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Return the address of a server of static files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=folder))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_file_comes_as_the_list_says(browser: Browser, folder: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    with served(folder) as address:
        page.goto(address)
        page.get_by_label("Region").select_option(label="Germany")
        with page.expect_download() as waiting:
            page.locator(".offers > li:visible > a").click()
        waiting.value.save_as(tmp_path / "file")
    page.close()
    content = (tmp_path / "file").read_bytes()
    said: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (file,) = (one for one in said["files"] if one["region"] == "de")
    assert hashlib.sha256(content).hexdigest() == file["sha256"]


def test_pictures_of_first_pages_are_seen(page: Page) -> None:
    widths = page.evaluate(
        "Promise.all([...document.querySelectorAll('.offers img')].map(async (image) => {"
        " image.loading = 'eager'; await image.decode(); return image.naturalWidth; }))"
    )
    assert widths == [240, 240]


def test_without_a_script_everything_is_offered(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert len(shown(page)) == 6
    assert page.locator("form:visible").count() == 0
    context.close()
