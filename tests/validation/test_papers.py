"""Papers that nobody here wrote: they build to every format, or stop with problems that say why."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.tools import ROOT, shared
from tests.validation.conftest import find_files
from tests.validation.source import read_source
from tests.validation.texts import lost, lost_words, read_docx, read_html

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PAPERS: Final = {
    "inara": "inara",
    "dtw-cpp": "dtw-cpp/joss",
    "basix": "basix",
    "spiralmap": "spiralmap",
    "gwpopulation": "gwpopulation",
    "cfdm": "cfdm",
    "matchcake": "matchcake",
    "verde": "verde",
}
PROBLEM_CODES: Final = range(3, 8)
"""The exit codes of `presswork.problems.ProblemKind`."""


@dataclass(frozen=True, slots=True)
class Build:
    """How one paper fared.

    Args:
        article: its Markdown.
        output: the folder that was to be written.
        code: the exit code of the command.
        printed: all that the command said.
    """

    article: Path
    output: Path
    code: int
    printed: str


@pytest.fixture(scope="module")
def builds() -> dict[str, Build]:
    """The papers that were built so far, by name."""
    return {}


@pytest.fixture(params=PAPERS)
def build(
    request: pytest.FixtureRequest,
    builds: dict[str, Build],
    tmp_path_factory: pytest.TempPathFactory,
) -> Build:
    name: str = request.param
    if name not in builds:
        article = shared("papers", *PAPERS[name].split("/"), "paper.md")
        builds[name] = build_paper(article, tmp_path_factory.mktemp(name) / "dist")
    return builds[name]


def build_paper(article: Path, output: Path) -> Build:
    command = (sys.executable, ROOT / "build.py", article, "--format", "all", "--output", output)
    result = subprocess.run(  # noqa: S603 - our own command
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return Build(article, output, result.returncode, result.stdout)


def test_it_builds_or_stops_with_problems(build: Build) -> None:
    assert "Traceback" not in build.printed
    assert "bug in Presswork" not in build.printed, build.printed
    assert build.code == 0 or build.code in PROBLEM_CODES, build.printed
    assert build.code == 0 or "error: " in build.printed, build.printed


def test_it_leaves_finished_files_alone(build: Build) -> None:
    if build.code == 0:
        find_files(build.output)
    suffixes = {path.suffix for path in build.output.glob("**/*")}
    assert suffixes <= {".pdf", ".docx", ".html"}


def built(build: Build) -> None:
    if build.code:
        errors = [line for line in build.printed.splitlines() if "error: " in line]
        pytest.skip("it stopped with problems:\n" + "\n".join(errors))


def test_every_passage_is_in_the_page(build: Build) -> None:
    built(build)
    page = read_html(find_files(build.output).html)
    assert lost(read_source(build.article).passages, page.text_content()) == []


def test_every_passage_is_in_the_word_file(build: Build) -> None:
    built(build)
    page = read_docx(find_files(build.output).docx)
    assert lost(read_source(build.article).passages, page.text_content()) == []


def test_every_word_is_in_the_pdf(build: Build) -> None:
    built(build)
    shown = find_files(build.output).pdf
    assert lost_words(read_source(build.article).passages, shown) == []
