"""What page budgets take: papers in 1, 2, 4 and 8 pages, in each preset of the handout.

Run it as `python benchmarks/budget.py`, in an environment with the dependencies. For each paper,
preset and number of pages it prints how many pages came of it, how full the last one is, the
layouts and the seconds of the processor that it took, and what was told where it does not fit.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import exporters  # noqa: E402 - found once the checkout is on the path
from exporters import pdf  # noqa: E402 - as above
from presswork import looks, numbering, readers, styles  # noqa: E402 - as above
from presswork.citations.citing import cite  # noqa: E402 - as above
from presswork.papers import PAPERS  # noqa: E402 - as above
from presswork.resources import Resources  # noqa: E402 - as above
from presswork.settings import Assignment  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Document

SHARED: Final = Path(os.environ.get("PRESSWORK_SHARED", ROOT.parent / "shared"))
PAPERS_THERE: Final = "papers/*/**/paper.md"
SAMPLE: Final = ROOT / "content" / "stem-cell-immunotherapy" / "article.md"
PAGES: Final = (1, 2, 4, 8)
PRESETS: Final = ("summary", "full", "notes")


@dataclass(slots=True)
class Layouts:
    """Counts the layouts."""

    number: int = 0

    def count(self) -> None:
        """Count every layout from now on."""
        lay_out = pdf.Press.lay_out

        def counted(press: pdf.Press, page: str) -> pdf.LaidOut:
            self.number += 1
            return lay_out(press, page)

        pdf.Press.lay_out = counted  # type: ignore[assignment, method-assign]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--style", default="american-medical-association", help="how it is cited")
    parser.add_argument("--paper", default="a4", choices=PAPERS, help="the size of the pages")
    parser.add_argument("--presets", nargs="*", default=PRESETS, help="the presets of the handout")
    parser.add_argument("--pages", nargs="*", default=PAGES, type=int, help="the numbers of pages")
    parser.add_argument("--only", default="", help="a part of the names of the papers")
    parser.add_argument("--keep", type=Path, help="where the files are to stay")
    options = parser.parse_args()
    layouts = Layouts()
    layouts.count()
    print("paper                   preset       asked  pages  layouts  seconds  told")
    with tempfile.TemporaryDirectory(prefix="presswork-budget-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for document in documents(options.style, options.only):
            for preset in options.presets:
                for pages in options.pages:
                    made = handout(document, preset, pages, options.paper, folder, layouts)
                    print(made, flush=True)


def documents(style: str, part: str) -> Iterator[Document]:
    """Yield the papers, cited."""
    found = styles.find(style)
    for path in (SAMPLE, *sorted(SHARED.glob(PAPERS_THERE))):
        if part in str(path):
            read = numbering.number(readers.read(path, Resources((path.parent, *path.parents[:2]))))
            yield cite(read, found.path, found.own_language)


def name_of(document: Document) -> str:
    """Return the name of a paper: of its folder beside the other papers."""
    folders = document.path.parents
    beside = (folder.name for folder in folders if folder.parent == SHARED / "papers")
    return next(beside, folders[0].name)


def handout(  # noqa: PLR0913, PLR0917 - a row of the table
    document: Document, preset: str, pages: int, paper: str, folder: Path, layouts: Layouts
) -> str:
    """Make a handout, and return its row of the table."""
    form = exporters.HANDOUTS[preset]
    assignments = [Assignment("pages", str(pages))]
    look = looks.load(form.look, PAPERS[paper], document.metadata.language, assignments)
    paper_name = name_of(document)
    name = f"{paper_name}.{preset}.{pages}.pdf"
    resources = Resources((*document.path.parents[:2], *look.folders))
    layouts.number, began = 0, time.process_time()
    exported = form.load()(document, look, folder / name, resources)
    seconds = time.process_time() - began
    told = [
        problem for problem in exported.warnings if problem.what.startswith("the handout takes")
    ]
    return (
        f"{paper_name:23} {preset:12} {pages:5} {exported.pages:6} "
        f"{layouts.number:8} {seconds:8.1f}  {'; '.join(problem.what for problem in told)}"
    )


if __name__ == "__main__":
    main()
