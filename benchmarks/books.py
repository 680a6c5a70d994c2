"""Books of any length to measure with: all that a document can hold, the same on every machine."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE: Final = Path(__file__).parent.parent / "content" / "stem-cell-immunotherapy" / "article.md"

WORKS: Final = 2.5
"""How many references there are for a page."""

CHAPTER: Final = 10
"""How many pages a chapter has."""

PARAGRAPHS: Final = 3
"""How many paragraphs there are to a page, beside the figures, tables and lists."""

PHOTOGRAPH: Final = 4
"""Every how many-th figure is made of pixels."""

FRONT_MATTER: Final = """\
---
title: A book of many pages
author: Josiah Carberry
date: 2026-11-23
lang: en-US
bibliography: references.json
---"""

FORMULAS: Final = (
    r"\frac{\partial u}{\partial t} = \alpha \nabla^2 u + \sum_{k=1}^{n} c_k u^k",
    r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
    r"A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}, \qquad \det A = ad - bc",
    r"P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}",
)
INLINE: Final = ("$n$", r"$\alpha$", "$x_i$", r"$\mathcal{O}(n \log n)$", "$p < 0.05$")


@dataclass(frozen=True, slots=True)
class Text:
    """What is made into a PDF.

    Args:
        name: what tables call it.
        source: the Markdown.
        references: the file with its works.
    """

    name: str
    source: Path
    references: Path


def book(folder: Path, pages: int) -> Text:
    """Write a book into a folder.

    It has chapters and sections, citations, notes, figures, tables, lists, formulas and
    cross-references; its words are those of the sample article, as hyphenation wants real ones.

    Args:
        folder: where; it is made.
        pages: about how many it has in our article look.
    """
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    chance = random.Random(pages)  # noqa: S311 - nothing is secret here
    works = [_work(number, chance) for number in range(round(pages * WORKS))]
    references = folder / "references.json"
    references.write_text(json.dumps(works, indent=1), encoding="utf-8")
    source = folder / "book.md"
    text = "\n\n".join((FRONT_MATTER, *_Author(folder, len(works), chance).book(pages)))
    source.write_text(text + "\n", encoding="utf-8")
    return Text(folder.name, source, references)


@cache
def _words() -> tuple[str, ...]:
    """Return the words of the sample article, each as often as it occurs."""
    text = SAMPLE.read_text(encoding="utf-8").split("---", 2)[2]
    return tuple(word for word in text.split() if word.isalpha() and word.isascii())


def _phrase(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(_words(), k=chance.randint(least, most))).lower()


def _sentence(chance: random.Random) -> str:
    return f"{_phrase(chance, 6, 14)}, {_phrase(chance, 4, 12)}".capitalize()


def _work(number: int, chance: random.Random) -> dict[str, object]:
    """Return a work as CSL-JSON."""
    first = chance.randint(1, 900)
    return {
        "id": f"work{number}",
        "type": "article-journal",
        "title": _phrase(chance, 6, 14).capitalize(),
        "author": [
            {"family": _phrase(chance, 1, 1).capitalize(), "given": chance.choice("ABCDEFG") + "."}
            for _ in range(chance.randint(1, 5))
        ],
        "container-title": f"Journal of {_phrase(chance, 1, 2)} studies",
        "issued": {"date-parts": [[chance.randint(1960, 2025)]]},
        "volume": str(chance.randint(1, 90)),
        "page": f"{first}-{first + chance.randint(2, 20)}",
        "DOI": f"10.1234/example.{number:05}",
    }


@dataclass(slots=True)
class _Author:
    """Writes a book; what is numbered counts on."""

    folder: Path
    works: int
    chance: random.Random
    cited: int = 0
    notes: int = 0
    figures: int = 0
    sections: int = 0

    def book(self, pages: int) -> Iterator[str]:
        """Yield the blocks of a book."""
        for page in range(pages):
            if page % CHAPTER == 0:
                yield f"# {_phrase(self.chance, 2, 6).capitalize()}"
            self.sections += 1
            yield f"## {_phrase(self.chance, 2, 7).capitalize()} {{#sec:s{self.sections}}}"
            yield from self._page(page)
        yield "# References"

    def _page(self, page: int) -> Iterator[str]:
        for _ in range(PARAGRAPHS):
            yield self._paragraph()
        match page % 4:
            case 0 | 2:
                yield self._figure()
            case 1:
                yield self._table(page)
            case _:
                yield "\n".join(f"- {_sentence(self.chance)}." for _ in range(5))
                yield f"$$ {FORMULAS[page // 4 % len(FORMULAS)]} $$ {{#eq:e{page}}}"
        self.notes += 1
        yield f"{_sentence(self.chance)}.[^{self.notes}]"
        yield f"[^{self.notes}]: {_sentence(self.chance)} {self._citation()}."

    def _citation(self) -> str:
        """Return a citation of one to three works; every work is cited at some time."""
        keys = [f"@work{(self.cited + at) % self.works}" for at in range(self.chance.randint(1, 3))]
        self.cited += len(keys)
        return f"[{'; '.join(keys)}]"

    def _paragraph(self) -> str:
        sentences = [_sentence(self.chance) for _ in range(5)]
        sentences[1] += f" {self._citation()}"
        sentences[2] += f", as *{_phrase(self.chance, 1, 3)}* and {self.chance.choice(INLINE)} say"
        sentences[3] += f" (see @sec:s{self.chance.randint(1, self.sections)})"
        return ". ".join(sentences) + "."

    def _figure(self) -> str:
        self.figures += 1
        draw = _photograph if self.figures % PHOTOGRAPH == 0 else _chart
        name = draw(self.folder / "figures", self.figures, self.chance)
        caption = _sentence(self.chance)
        return (
            f"As @fig:f{self.figures} shows, {_phrase(self.chance, 6, 12)}.\n\n"
            f'![{caption}.](figures/{name}){{#fig:f{self.figures} alt="{caption}" width=70%}}'
        )

    def _table(self, page: int) -> str:
        rows = [
            f"| {_phrase(self.chance, 1, 2)} | {self.chance.randint(1, 999)} "
            f"| {self.chance.random():.3f} | {_phrase(self.chance, 2, 5)} |"
            for _ in range(8)
        ]
        head = "| Name | Count | Share | Remark |\n|:--|--:|--:|:--|"
        caption = f"Table: {_sentence(self.chance)}. {{#tbl:t{page}}}"
        return "\n".join((head, *rows, "", caption))


def _chart(folder: Path, number: int, chance: random.Random) -> str:
    """Write a chart of bars as SVG, and return its name."""
    bars = "".join(
        f'<rect x="{20 + 36 * at}" y="{150 - height}" width="26" height="{height}" fill="#14506b"/>'
        f'<text x="{33 + 36 * at}" y="164" font-size="10" text-anchor="middle">{height}</text>'
        for at, height in enumerate(chance.randint(20, 130) for _ in range(8))
    )
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 170">{bars}</svg>'
    (folder / f"{number}.svg").write_text(drawing, encoding="utf-8")
    return f"{number}.svg"


def _photograph(folder: Path, number: int, chance: random.Random) -> str:
    """Write a picture of pixels as PNG, and return its name."""
    picture = Image.linear_gradient("L").resize((640, 360)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randint(0, 600), chance.randint(0, 330)
        colour = (chance.randint(0, 255), chance.randint(0, 255), chance.randint(0, 255))
        pen.ellipse((x, y, x + chance.randint(8, 90), y + chance.randint(8, 90)), fill=colour)
    picture.save(folder / f"{number}.png")
    return f"{number}.png"
