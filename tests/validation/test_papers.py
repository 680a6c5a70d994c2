"""Papers that nobody here wrote: nothing of them is missing from any file made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.tools import shared
from tests.validation.audit.making import Built, build, complaints, show, tell
from tests.validation.papers import PAPERS, paper_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

FORMS: Final = ("html", "docx")
"""The formats that are read as well as written; PDFs are made in `test_looks`."""

WRITTEN: Final = ("--format", ",".join(FORMS))


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
    return paper_of(request.param)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_missing(paper: Path, form: str, builds: Builds) -> None:
    found = complaints(tell(paper), show(builds.of(paper, *WRITTEN).files[form], form))
    assert not found, "\n".join((str(paper), *found))


@pytest.mark.parametrize("name", ["papers/inara/paper.md", "papers/dtw-cpp/joss/paper.md", ""])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_missing_in_what_is_read_back(form: str, name: str, builds: Builds) -> None:
    paper = paper_of(name)
    saved = builds.of(paper, *WRITTEN).files[form]
    again = builds.of(saved, "--format", "html").files["html"]
    found = complaints(tell(paper), show(again, "html"))
    assert not found, "\n".join((f"{paper} as {form}", *found))


def test_only_finished_files_are_left(paper: Path, builds: Builds) -> None:
    folder = builds.of(paper, *WRITTEN).files["html"].parent
    assert {path.suffix for path in folder.glob("**/*")} == {".docx", ".html"}
