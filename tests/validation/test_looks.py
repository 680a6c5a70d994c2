"""The sample and papers that nobody here wrote, printed in all looks."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from exporters import HANDOUTS
from presswork import looks, readers
from tests.tools import ROOT, program, run, shared
from tests.validation import vera
from tests.validation.audit import in_pdf
from tests.validation.audit.counting import Kind, compare
from tests.validation.audit.making import complaints, tell, vocabulary
from tests.validation.papers import PAPERS, paper_of, papers_in

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

OPTIONS: Final = {
    form.look: ("--format", "handout", "--preset", name) for name, form in HANDOUTS.items()
}
"""How to ask for the looks that are not those of an article."""

SUMMARY: Final = "handout"
WHOLE: Final = "handout-full"
QUIZ: Final = "handout-quiz"
"""Papers ask no questions, the sample does."""

PARTS: Final = frozenset({SUMMARY, "handout-cards", "handout-poster", "handout-quiz"})
"""The looks that leave most of a paper out."""

FEW: Final = ("", "papers/spiralmap/paper.md")
"""What is printed as a handout other than a summary, whose text is that of the article."""

LINE_NUMBERS: Final = 68
"""How far the numbers of lines reach from the left edge, in points."""

PATIENCE_SECONDS: Final = 600


def printed_in(look: str) -> tuple[str, ...]:
    """Return the names of what is printed in a look."""
    if look == QUIZ:
        return ("",)
    if look == WHOLE:
        return (*FEW, *PAPERS[:3])
    return FEW if look.startswith("handout-") else papers_in(look)


CASES: Final = [(look, name) for look in looks.names() for name in printed_in(look)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was printed in one look.

    Args:
        printed: all that the command said.
        files: what it wrote, by the paper.
    """

    printed: str
    files: dict[Path, Path]

    def of(self, paper: Path) -> Path:
        """Return the PDF of a paper, and see that there is one."""
        assert paper in self.files, self.printed
        return self.files[paper]


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shelf]:
    """Every paper in every look: one run of the command for each look."""
    folder = tmp_path_factory.mktemp("looks")

    def build(look: str) -> Shelf:
        papers = [paper_of(name) for name in printed_in(look)]
        output = folder / look
        options = OPTIONS.get(look, ("--format", "pdf", "--look", look))
        command = (sys.executable, str(ROOT / "build.py"), *map(str, papers))
        roots = ("--root", str(shared("papers")))
        printed = run(
            *(*command, *roots, "--output", str(output), "--jobs", "1", *options),
            good=range(7),
            seconds=PATIENCE_SECONDS,
        )
        made = {paper: sorted(output.glob(f"{readers.name_of(paper)}.*")) for paper in papers}
        return Shelf(printed, {paper: files[0] for paper, files in made.items() if files})

    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(looks.names(), pool.map(build, looks.names()), strict=True))


@pytest.fixture(scope="module")
def verdicts(shelves: dict[str, Shelf]) -> vera.Reports:
    return vera.check(path for shelf in shelves.values() for path in shelf.files.values())


@pytest.fixture(params=papers_in(SUMMARY), ids=lambda name: name or "sample")
def paper(request: pytest.FixtureRequest) -> Path:
    return paper_of(request.param)


@pytest.fixture(params=CASES, ids="-".join)
def pdf(request: pytest.FixtureRequest, shelves: dict[str, Shelf]) -> Path:
    look, name = request.param
    return shelves[look].of(paper_of(name))


@pytest.mark.parametrize(
    ("look", "name"), [case for case in CASES if case[0] not in PARTS], ids=lambda part: part
)
def test_nothing_is_missing(look: str, name: str, shelves: dict[str, Shelf]) -> None:
    paper = paper_of(name)
    file = shelves[look].of(paper)
    shown = in_pdf.read(file, left=LINE_NUMBERS if look == "plain" else 0)
    found = complaints(tell(paper), shown)
    assert not found, "\n".join((str(paper), *found))


def test_the_summary_is_complete_in_what_it_shows(paper: Path, shelves: dict[str, Shelf]) -> None:
    told = tell(paper)
    handout = shelves[SUMMARY].of(paper)
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


@pytest.mark.parametrize("profile", vera.PROFILES)
def test_vera_finds_no_fault(profile: str, pdf: Path, verdicts: vera.Reports) -> None:
    report = verdicts[profile, pdf]
    assert vera.passes(report), report


def test_qpdf_finds_no_fault(pdf: Path) -> None:
    run(program("qpdf", "qpdf"), "--check", pdf)
