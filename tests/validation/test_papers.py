"""Papers that nobody here wrote: nothing of them is missing from any file made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.tools import shared
from tests.validation.audit import in_pdf
from tests.validation.audit.counting import Kind, compare
from tests.validation.audit.making import (
    OUTPUTS,
    Built,
    build,
    complaints,
    tell,
    tell_in_notes,
    vocabulary,
)
from tests.validation.conftest import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PAPERS: Final = (
    "papers/inara/paper.md",
    "papers/dtw-cpp/joss/paper.md",
    "papers/basix/paper.md",
    "papers/spiralmap/paper.md",
    "papers/gwpopulation/paper.md",
    "papers/cfdm/paper.md",
    "papers/matchcake/paper.md",
    "papers/verde/paper.md",
    "jats/journal.pone.0097541.xml",
    "jats/journal.pone.0108198.xml",
    "jats/journal.ppat.1005207.xml",
)
READ_BACK: Final = ("html", "docx")
"""The formats that are read as well as written."""

STYLES: Final = ("american-medical-association", "apa", "chicago-notes")
"""A numeric, an author-date and a note style."""


class Builds:
    """The papers that were built so far, in some way."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self.factory = factory
        self.made: dict[tuple[Path, tuple[str, ...]], Built] = {}

    def of(self, paper: Path, *options: str) -> Built:
        """Build a paper, if it was not built so before, and see that nothing went wrong."""
        if (paper, options) not in self.made:
            root = ("--root", str(shared("papers"))) if "papers" in paper.parts else ()
            output = self.factory.mktemp("dist") / "dist"
            self.made[paper, options] = build(paper, output, *options, *root)
        built = self.made[paper, options]
        assert built.code == 0, built.printed
        return built


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    return Builds(tmp_path_factory)


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Path:
    return shared(*request.param.split("/"))


@pytest.mark.parametrize("output", OUTPUTS)
def test_nothing_is_missing(paper: Path, output: str, builds: Builds) -> None:
    found = complaints(tell(paper), builds.of(paper), output)
    assert not found, "\n".join((str(paper), *found))


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_missing_in_any_family_of_styles(
    style: str, output: str, builds: Builds
) -> None:
    article = SAMPLE / "article.md"
    told = tell_in_notes(article) if style == "chicago-notes" else tell(article)
    found = complaints(told, builds.of(article, "--style", style), output)
    assert not found, "\n".join((style, *found))


@pytest.mark.parametrize("name", ["papers/inara/paper.md", "papers/dtw-cpp/joss/paper.md", ""])
@pytest.mark.parametrize("form", READ_BACK)
def test_nothing_is_missing_in_what_is_read_back(form: str, name: str, builds: Builds) -> None:
    paper = shared(*name.split("/")) if name else SAMPLE / "article.md"
    saved = builds.of(paper).files[form]
    again = builds.of(saved, "--format", "html")
    found = complaints(tell(paper), again, "html")
    assert not found, "\n".join((f"{paper} as {form}", *found))


def test_the_summary_is_complete_in_what_it_shows(paper: Path, builds: Builds) -> None:
    told = tell(paper)
    handout = builds.of(paper, "--preset", "summary").files["handout"]
    shown = in_pdf.read(handout)
    counts = {count.kind: count for count in compare(told, shown, vocabulary(told.language))}
    for kind in (Kind.AUTHORS, Kind.AFFILIATIONS):
        assert counts[kind].missing == ()
    cited = in_pdf.links_to(handout, "ref-")
    works = {f"ref-{work.name}": work for work in told.things[Kind.REFERENCES]}
    assert [
        work.name
        for work in (works[name] for name in cited if name in works)
        if not all(shown.has(run, shown.text) for run in work.runs)
    ] == []


def test_only_finished_files_are_left(paper: Path, builds: Builds) -> None:
    folder = builds.of(paper).files["html"].parent
    assert {path.suffix for path in folder.glob("**/*")} == {".pdf", ".docx", ".html"}
