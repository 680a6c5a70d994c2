"""What programs of others read in our Word files is what the documents say: Pandoc and mammoth.

What neither reads is read by LibreOffice: the numbers of headings. What is not compared, for no
program tells it: the looks of text, and where a page ends.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from tests.tools import ROOT, program, run, shared
from tests.validation.papers import PAPERS, SAMPLE, paper_of
from tests.validation.round_trips import from_document, from_mammoth, from_pandoc
from tests.validation.round_trips.told import BULLET, Told, missing, out_of_order

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

EVERYTHING: Final = r"""---
title: All that a text can hold
date: 2024-05-06
number-sections: true
---

# First things {#sec:first}

A paragraph with `code`, *emphasis*, [a link](https://example.org/a?b=c&d=%20e), a formula
$\frac{a}{b}$ and a note.^[With $\alpha^2$ in it, and [a link](https://example.org/note).] It
mentions [@fig:bees], [@tbl:bees], [@eq:bees] and [@sec:second].

7. seven
8. eight

   goes on

   a. alpha
   b. beta

      - a bullet

        i. first
        ii. second

9. nine

A paragraph between.

1. one again
2. two

- a bullet
- another

  with more

## Second things {#sec:second}

| Bee   | Days | Honey |
|:------|-----:|:-----:|
| Osmia | 30   | no    |
| Apis  | 40   | yes   |

: Bees, and their days. {#tbl:bees}

<table><thead><tr><th>a</th><th colspan="2">bc</th></tr></thead>
<tbody><tr><td rowspan="2">d</td><td>e</td><td>f</td></tr><tr><td>g</td><td>h</td></tr>
<tr><td colspan="3">i</td></tr></tbody></table>

![Two bees.](bee.png){#fig:bees alt="Two bees on a flower"}

An inline picture ![a bee](bee.png){width=1cm} stands here.

$$ \sum_{i=1}^n x_i = \sqrt[3]{y} $$ {#eq:bees}

$$ \begin{aligned} a &= b + c \\ d &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \end{aligned} $$

> A quotation.
>
> In two paragraphs.[^long]

[^long]: A note with `code`.

    In two paragraphs.

```python
for bee in bees:
    hum(bee)
```

Term
: What it means.

::: note
A callout.
:::

# Last things
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with all that there is."""
    folder = tmp_path_factory.mktemp("everything")
    Image.new("RGB", (60, 40), "gold").save(folder / "bee.png")
    (folder / "article.md").write_text(EVERYTHING, encoding="utf-8")
    return folder / "article.md"


class Files:
    """The Word files of all documents, made once, and what the documents say."""

    def __init__(self, folder: Path, sources: list[Path]) -> None:
        roots = [shared("papers"), shared("jats")]
        named = [word for root in roots for word in ("--root", root)]
        options = (*named, "--format", "docx", "--style", from_document.STYLE, "--quiet")
        run(sys.executable, ROOT / "build.py", *sources, *options, "--output", folder)
        self.folder, self.roots = folder, roots
        self.told: dict[Path, Told] = {}

    def of(self, paper: Path) -> tuple[Told, Path]:
        """Return what a document says, and its file."""
        document = from_document.cited(paper, *self.roots)
        (file,) = self.folder.glob(f"{document.name}.*docx")
        if paper not in self.told:
            self.told[paper] = from_document.tell(document)
        return self.told[paper], file


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, everything: Path) -> Files:
    sources = [SAMPLE, everything, *map(paper_of, PAPERS)]
    return Files(tmp_path_factory.mktemp("made"), sources)


@pytest.fixture(params=["everything", "", *PAPERS])
def paper(request: pytest.FixtureRequest, everything: Path) -> Path:
    return everything if request.param == "everything" else paper_of(request.param)


def compare_text(told: Told, read: Told) -> None:
    """Compare what both programs read in the same way."""
    assert read.headings == told.headings
    assert read.tables == told.tables
    assert read.notes == told.notes
    assert read.pictures == told.pictures
    assert missing(told.links, read.links) == []
    assert missing(told.captions, read.captions + read.paragraphs) == []
    assert missing(told.paragraphs, read.paragraphs) == []
    assert out_of_order(told.paragraphs, read.paragraphs) == []


def test_pandoc_reads_what_the_document_says(paper: Path, files: Files) -> None:
    told, file = files.of(paper)
    read = from_pandoc.read(file)
    compare_text(told, read)
    assert read.items == told.items
    assert read.codes == told.codes
    assert sorted(read.verbatim) == sorted(told.verbatim)
    # The lines of a formula are a formula each in Word.
    assert "".join(read.formulas) == "".join(told.formulas)
    assert len(read.formulas) >= len(told.formulas)


def test_mammoth_reads_what_the_document_says(paper: Path, files: Files) -> None:
    told, file = files.of(paper)
    read = from_mammoth.read(file)
    compare_text(told, read)
    assert read.items == [(m if m == BULLET else "number", words) for m, words in told.items]


def test_libreoffice_reads_the_numbers_of_headings_and_lists(
    everything: Path, files: Files, tmp_path: Path
) -> None:
    _, file = files.of(everything)
    soffice = program("soffice", "libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path)
    run(soffice, profile, *options, file, environment={"HOME": os.fspath(tmp_path)})
    (read,) = tmp_path.glob("*.txt")
    lines = [" ".join(line.split()) for line in read.read_text(encoding="utf-8-sig").splitlines()]
    wanted = [
        *("1 First things", "7. seven", "8. eight", "a. alpha", "b. beta", "i. first"),
        *("ii. second", "9. nine", "1. one again", "2. two", "1.1 Second things", "2 Last things"),
    ]
    assert [line for line in lines if line in wanted] == wanted
