"""The web pages: the Nu checker, axe-core and Chromium."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pytest

from presswork import looks
from tests.tools import ROOT, run
from tests.validation.audit import in_html
from tests.validation.audit.making import complaints
from tests.validation.browsing import barriers, nu_says
from tests.validation.conftest import SAMPLE
from tests.validation.texts import dead_links, lost, lost_words, read_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.validation.audit.counting import Told
    from tests.validation.conftest import Files
    from tests.validation.source import Source

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Screen:
    """How somebody looks at a page; sizes are in CSS pixels."""

    scheme: Literal["light", "dark"]
    width: int
    height: int


SCREENS: Final = {
    f"{scheme}-{device}": Screen(scheme, width, height)
    for scheme in ("light", "dark")
    for device, width, height in (("phone", 360, 740), ("desktop", 1440, 900))
}


@pytest.fixture(params=SCREENS)
def page(browser: Browser, files: Files, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The sample's page on one screen after the other, without a network."""
    screen = SCREENS[request.param]
    context = browser.new_context(
        color_scheme=screen.scheme,
        viewport={"width": screen.width, "height": screen.height},
        offline=True,
    )
    page = context.new_page()
    page.goto(files.html.as_uri())
    yield page
    context.close()


@pytest.fixture(scope="session")
def nu_messages(built: dict[str, Files]) -> list[dict[str, str]]:
    return nu_says(files.html for files in built.values())


def test_nu_finds_no_fault(files: Files, nu_messages: list[dict[str, str]]) -> None:
    address = files.html.as_uri().removeprefix("file://")
    faults = [
        f"line {message.get('lastLine')}: {message['message']}"
        for message in nu_messages
        if message["url"].endswith(address)
    ]
    assert not faults, "\n".join(faults)


def test_axe_finds_no_barrier(page: Page) -> None:
    found = barriers(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("look", [look for look in looks.names() if "handout" not in look])
def test_axe_finds_no_barrier_in_any_look(
    look: str, scheme: Literal["light", "dark"], browser: Browser, tmp_path: Path
) -> None:
    command = (sys.executable, str(ROOT / "build.py"), str(SAMPLE), "--quiet", "--format", "html")
    run(*command, "--look", look, "--output", str(tmp_path))
    (made,) = tmp_path.glob("*.html")
    page = browser.new_page(color_scheme=scheme)
    page.goto(made.as_uri())
    found = barriers(page)
    page.close()
    assert not found, "\n".join(found)


def test_the_page_is_no_wider_than_the_screen(page: Page) -> None:
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0


def test_every_picture_is_shown(page: Page) -> None:
    broken = "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.alt)"
    assert page.evaluate(broken) == []


def test_the_page_asks_for_no_other_file(browser: Browser, files: Files) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files.html.as_uri())
    page.close()
    assert [url for url in asked if not url.startswith("data:")] == [files.html.as_uri()]


def test_every_font_of_the_page_can_be_used(page: Page) -> None:
    broken = "[...document.fonts].filter(f => f.status === 'error').map(f => f.family)"
    assert page.evaluate(broken) == []


def test_the_page_prints_whole(
    browser: Browser, files: Files, source: Source, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(files.html.as_uri())
    page.pdf(path=tmp_path / "printed.pdf", format="A4")
    page.close()
    assert lost_words(source.passages, tmp_path / "printed.pdf") == []


def test_every_link_within_the_page_leads_somewhere(files: Files) -> None:
    assert dead_links(read_html(files.html)) == []


def test_every_passage_is_in_the_page(files: Files, source: Source) -> None:
    assert lost(source.passages, read_html(files.html).text_content()) == []


def test_nothing_is_missing(files: Files, told: Told) -> None:
    found = complaints(told, in_html.read(files.html))
    assert not found, "\n".join((files.style, *found))
