"""Documents that nobody expects are printed in every look, with all words and no empty page."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from PIL import Image

from tests.tools import ROOT, program, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

OPTIONS: Final = {
    **{look: ("--look", look) for look in ("article", "journal", "report", "plain")},
    "handout-full": ("--format", "handout", "--preset", "full"),
}
"""How to ask for each look that shows all of a document."""

MARGINS: Final = {
    "article": (23, 23.5),
    "journal": (21, 20),
    "report": (27, 26),
    "plain": (25, 25),
    "handout-full": (14, 18),
}
"""Above and below the text of a page, in millimetres."""

LINE_NUMBERS: Final = 24
"""How far the numbers of lines reach from the left edge, in millimetres."""

POINTS: Final = 72 / 25.4
"""How many points a millimetre has."""

FRONT: Final = "---\ntitle: {}\nauthor: Ada Author\n---\n\n"


def words(first: str, count: int) -> str:
    """Return words that are all different, and too short to be hyphenated."""
    return " ".join(f"{first}{number}" for number in range(count))


def table(rows: int, columns: int) -> str:
    head = "|".join(f"h{column}" for column in range(columns))
    body = ("|".join(f"c{row}x{column}" for column in range(columns)) for row in range(rows))
    return "\n".join((f"|{head}|", "|" + "---|" * columns, *(f"|{row}|" for row in body)))


def nested(depth: int) -> str:
    return "\n".join(f"{'  ' * level}- {words(f'l{level}x', 12)}" for level in range(depth))


TERMS: Final = " + ".join(f"\\alpha_{{{number}}}^{{2}} \\beta_{{{number}}}" for number in range(20))
"""What is about three times as wide as a column."""

HEBREW: Final = "שלום עולם זה משפט ארוך שנכתב מימין לשמאל ויש בו מילים רבות"

A, B = words("a", 30), words("b", 30)

DOCUMENTS: Final = {
    "empty": "",
    "no-references": f"# Heading\n\n{words('a', 300)}",
    "high-figure": f"{A}\n\n![{words('c', 9)}](high.png){{alt=High}}\n\n{B}",
    "higher-than-asked": f"{A}\n\n![{words('c', 9)}](high.png){{alt=High height=90cm}}\n\n{B}",
    "high-and-wide": f"{A}\n\n![{words('c', 9)}](high.png){{alt=High width=100%}}\n\n{B}",
    "wide-table": f"{A}\n\n{table(60, 12)}\n\n: {words('c', 9)}\n\n{B}",
    "table-without-text": table(60, 12),
    "high-row": f"|a|b|\n|---|---|\n|{words('c', 1200)}|{words('d', 5)}|",
    "heading-last": f"# One\n\n{words('a', 600)}\n\n# {words('b', 3)}",
    "heading-alone": f"# {words('b', 3)}",
    "headings-alone": "\n\n".join(
        f"{'#' * (1 + at % 3)} {words(f'h{at}x', 3)}" for at in range(40)
    ),
    "long-note": f"{A}[^n] {B}\n\n[^n]: {words('n', 1500)}",
    "many-notes": "\n\n".join(
        [f"{words(f'a{at}x', 9)}[^{at}]" for at in range(40)]
        + [f"[^{at}]: {words(f'n{at}x', 60)}" for at in range(40)]
    ),
    "deep-list": f"{A}\n\n{nested(6)}\n\n{B}",
    "right-to-left": f"{A}\n\n::: {{lang=he}}\n{HEBREW}\n:::\n\n{B}",
    "wide-formula": f"{A}\n\n$$ {TERMS} $$\n\n{B} ${TERMS}$ {words('c', 9)}",
    "long-word": f"{A}\n\n{'long' * 100}\n\n{B}",
    "long-line-of-code": f"{A}\n\n```\n{words('c', 400)}\n```\n\n{B}",
    "many-lines-of-code": "```\n" + words("c", 200).replace(" ", "\n") + "\n```",
}
"""The bodies of documents."""

NO_WORDS: Final = re.compile(
    r"---\n.*?\n---|\$\$.*?\$\$|\$.*?\$|\[\^\w+\]:?|\(high.png\)|\{.*?\}|<[^>]*>", re.DOTALL
)
"""What is no text of a document."""

TITLES: Final = {"long-title": words("t", 70)}
"""The titles of documents that have a special one."""

NAMES: Final = (*DOCUMENTS, *TITLES)


@dataclass(frozen=True, slots=True)
class Printed:
    """A document and its PDF."""

    text: str
    file: Path
    said: str

    def shown(self, *options: str) -> str:
        """Return the text of the PDF."""
        return run(program("pdftotext", "poppler-utils"), *options, self.file, "-")


def on_paper(file: Path, left: float, top: float = 0, bottom: float = 0) -> tuple[str, ...]:
    """Return the options for the text within margins in millimetres, and not beside the paper."""
    with pikepdf.open(file) as pdf:
        _, _, width, height = map(float, pdf.pages[0].mediabox)
    x, y, below = (round(margin * POINTS) for margin in (left, top, bottom))
    box = (x, y, round(width) - x, round(height) - y - below)
    return tuple(
        word
        for name, length in zip(("-x", "-y", "-W", "-H"), box, strict=True)
        for word in (name, str(length))
    )


def text_of(name: str) -> str:
    front = FRONT.format(TITLES.get(name, name.replace("-", " ")))
    return front + DOCUMENTS.get(name, words("a", 60))


@pytest.fixture(scope="module", params=OPTIONS)
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Printed]]:
    """All documents in one look: one run of the command."""
    look: str = request.param
    folder = tmp_path_factory.mktemp(look)
    for name in NAMES:
        article = folder / name / "article.md"
        article.parent.mkdir()
        article.write_text(text_of(name), encoding="utf-8")
        Image.new("L", (60, 1200), 128).save(article.parent / "high.png")
    output = folder / "dist"
    papers = [folder / name for name in NAMES]
    command = (sys.executable, ROOT / "build.py", *papers, *OPTIONS[look])
    said = run(*command, "--output", output, "--jobs", "1", good=range(7), seconds=300)
    files = {name: next(output.glob(f"{name}.*"), output / name) for name in NAMES}
    return look, {name: Printed(text_of(name), file, said) for name, file in files.items()}


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost(name: str, shelf: tuple[str, dict[str, Printed]]) -> None:
    look, printed = shelf
    made = printed[name]
    assert made.file.exists(), made.said
    body = re.sub(NO_WORDS, " ", made.text)
    wanted = set(re.findall(r"[^\W_]+", body))
    shown = made.shown(*on_paper(made.file, LINE_NUMBERS if look == "plain" else 0))
    lost = wanted - set(re.findall(r"[^\W_]+", shown))
    unbroken = re.sub(r"\s|\xad", "", shown)
    assert sorted(word for word in lost if word not in unbroken) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_empty(name: str, shelf: tuple[str, dict[str, Printed]]) -> None:
    look, printed = shelf
    made = printed[name]
    assert made.file.exists(), made.said
    with pikepdf.open(made.file) as pdf:
        pictures = ["/XObject" in page.obj.get("/Resources", {}) for page in pdf.pages]
    shown = made.shown(*on_paper(made.file, 0, *MARGINS[look])).split("\f")[:-1]
    empty = [
        number
        for number, (text, has_picture) in enumerate(zip(shown, pictures, strict=True), 1)
        if not text.strip() and not has_picture
    ]
    assert empty == []
