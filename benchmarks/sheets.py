"""Pages of Word files beside those of the PDFs, in every look: pictures to be looked at.

Run it as `python benchmarks/sheets.py article.md --output sheets`, with LibreOffice and Poppler
installed. For each look it writes a PNG whose upper row of each pair is the PDF, and whose lower
row is the Word file as LibreOffice shows it. Word breaks lines and pages in its own way, and so
does LibreOffice: what to look for is what is missing, overlaps, or looks like another look.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare import ROOT
from PIL import Image

from presswork import looks

if TYPE_CHECKING:
    from collections.abc import Sequence

DPI: Final = 50
ACROSS: Final = 8
"""How many pages stand side by side."""

GAP: Final = 8
GROUND: Final = "#777"


def main() -> None:
    """Make the sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article", type=Path)
    parser.add_argument("--output", type=Path, default=Path("sheets"))
    parser.add_argument("--dpi", type=int, default=DPI)
    parser.add_argument("--looks", nargs="*", default=[n for n in looks.names() if "hand" not in n])
    options, others = parser.parse_known_args()
    options.output.mkdir(parents=True, exist_ok=True)
    for look in options.looks:
        with tempfile.TemporaryDirectory(prefix="presswork-sheets-") as name:
            rows = pages(options.article, look, Path(name), options.dpi, others)
        name = options.article.stem if options.article.is_dir() else options.article.parent.name
        target = options.output / f"{name}-{look}.png"
        sheet(rows).save(target)
        print(target)


def pages(
    article: Path, look: str, folder: Path, dpi: int, others: Sequence[str]
) -> tuple[list[Image.Image], list[Image.Image]]:
    """Return the pages of the PDF, and of the Word file as LibreOffice prints it."""
    build: tuple[str | Path, ...] = (sys.executable, ROOT / "build.py", article, "--quiet", *others)
    run(*build, "--format", "pdf,docx", "--look", look, "--output", folder / "made")
    (pdf,) = (folder / "made").glob("*.pdf")
    (docx,) = (folder / "made").glob("*.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, docx)
    (printed,) = folder.glob("*.pdf")
    return pictures(pdf, folder / "pdf", dpi), pictures(printed, folder / "docx", dpi)


def pictures(pdf: Path, folder: Path, dpi: int) -> list[Image.Image]:
    """Return the pages of a PDF."""
    folder.mkdir()
    run("pdftoppm", "-png", "-r", str(dpi), pdf, folder / "page")
    return [Image.open(page).convert("RGB") for page in sorted(folder.glob("*.png"))]


def sheet(rows: tuple[list[Image.Image], list[Image.Image]]) -> Image.Image:
    """Return pages in pairs of rows: above those of the first, below those of the second."""
    count = max(map(len, rows))
    width = max(page.width for row in rows for page in row) + GAP
    height = max(page.height for row in rows for page in row) + GAP
    pairs = -(-count // ACROSS)
    size = (width * min(count, ACROSS) + GAP, 2 * height * pairs + GAP)
    made = Image.new("RGB", size, GROUND)
    for at_row, row in enumerate(rows):
        for at, page in enumerate(row):
            line = at // ACROSS * 2 + at_row
            made.paste(page, (GAP + at % ACROSS * width, GAP + line * height))
    return made


def run(*command: str | Path) -> None:
    """Run a program.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    environment = {**os.environ, "PRESSWORK_NO_VENV": "1"}
    words = [str(part) for part in command]
    subprocess.run(words, check=True, env=environment, capture_output=True)  # noqa: S603 - ours


if __name__ == "__main__":
    main()
