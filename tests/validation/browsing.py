"""Web pages looked at by programs that are not ours: Chromium, axe-core and the Nu checker."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from tests.tools import node_file, program, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM_OPTIONS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    executable = program("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*CHROMIUM_OPTIONS], headless=True
        )
        yield browser
        browser.close()


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds on a page."""
    page.add_script_tag(path=node_file("axe-core", "axe.min.js"))
    violations = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def nu_says(pages: Iterable[Path]) -> list[dict[str, str]]:
    """Return what the Nu HTML checker says of pages; each message has its `url`."""
    jar = node_file("vnu-jar", "build", "dist", "vnu.jar")
    java = program("java", "default-jre-headless")
    printed = run(java, "-jar", jar, "--stdout", "--format", "json", "--exit-zero-always", *pages)
    messages: list[dict[str, str]] = json.loads(printed)["messages"]
    return messages
