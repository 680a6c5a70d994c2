"""Nobody waits for a library that the work at hand does not need."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HEAVY: Final = frozenset(
    {"citeproc", "docx", "jinja2", "lxml", "markdown_it", "pydantic", "segno", "weasyprint", "yaml"}
)

ARTICLE: Final = """\
---
title: A title
---

# A heading

Some words.
"""


def imported(*arguments: str | Path) -> set[str]:
    """Return the top-level modules that a run of Python imports."""
    result = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-X", "importtime", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr[-2000:]
    names = (line.rpartition("|")[2].strip() for line in result.stderr.splitlines())
    return {name.partition(".")[0] for name in names}


def test_the_command_line_imports_nothing_heavy() -> None:
    assert HEAVY & imported("-c", "import presswork.cli") == set()


def test_help_imports_nothing_heavy() -> None:
    needed_by_typer = {"markdown_it"}
    assert (HEAVY - needed_by_typer) & imported(ROOT / "build.py", "--help") == set()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "article"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", ["docx", "html"])
def test_weasyprint_is_not_imported_for(form: str, article: Path, tmp_path: Path) -> None:
    command = (ROOT / "build.py", article, "--format", form, "--jobs", "1")
    assert "weasyprint" not in imported(*command, "--output", tmp_path / "dist")


def test_docx_is_not_imported_for_html(article: Path, tmp_path: Path) -> None:
    command = (ROOT / "build.py", article, "--format", "html", "--jobs", "1")
    assert "docx" not in imported(*command, "--output", tmp_path / "dist")
