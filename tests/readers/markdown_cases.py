"""Cases of Markdown in text files: what is written, and the outline that is read from it.

    == the name of the case
    Some *Markdown*.
    =>
    Paragraph
      "Some "
      Emphasis "Markdown"
      "."

Problems follow the outline as the command would tell them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from presswork.problems import Problems
from presswork.readers import read
from presswork.resources import Resources
from tests.outline import outline_document

FOLDER = Path(__file__).parent / "markdown"
_UNTITLED = "the document has no title"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@dataclass(frozen=True, slots=True)
class Case:
    """What is written, and what is to be read from it."""

    name: str
    markdown: str
    expected: str


def cases_of(path: Path) -> list[Case]:
    """Return the cases of a file."""
    cases = []
    for part in ("\n" + path.read_text(encoding="utf-8")).split("\n== ")[1:]:
        name, _, rest = part.partition("\n")
        markdown, _, expected = f"{rest}\n".partition("\n=>\n")
        cases.append(Case(name, markdown, expected.strip("\n")))
    return cases


def all_cases() -> dict[str, Case]:
    """Return every case by its file and name."""
    return {
        f"{path.stem}: {case.name}": case
        for path in sorted(FOLDER.glob("*.txt"))
        for case in cases_of(path)
    }


def fill(folder: Path) -> None:
    """Put the pictures that cases use into a folder."""
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    for name in ("cells.svg", "tissue.svg"):
        (figures / name).write_text(_SVG, encoding="utf-8")
    (figures / "old.pdf").write_bytes(b"%PDF-1.7")
    (figures / "photo.png").write_text("no picture", encoding="utf-8")


def read_markdown(markdown: str, folder: Path) -> str:
    """Return the outline of what is read from Markdown, and the problems below it."""
    fill(folder)
    path = folder / "article.md"
    path.write_bytes(markdown.encode())
    try:
        document = read(path, Resources((folder,)))
    except Problems as problems:
        outline, found = "", problems.problems
    else:
        outline, found = outline_document(document), document.warnings
    told = [str(problem) for problem in found if problem.what != _UNTITLED]
    return "\n".join([outline, *told]).replace(f"{folder}/", "").strip("\n")
