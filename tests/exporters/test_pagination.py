"""Filling pages, on pages of a thousand pixels that hold fifty lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import weasyprint

from exporters.pagination import fill
from exporters.pdf import LaidOut
from presswork.document import Figure, Heading, Panel, Paragraph
from presswork.inlines import Image, NoteReference, plain_text
from presswork.problems import Ledger
from tests.exporters.documents import paragraph, text

if TYPE_CHECKING:
    from presswork.document import Block, Blocks

STYLE = """
@page { margin: 0; size: 800px 1000px }
body, figure, h2, p { margin: 0 }
p { font-size: 12px; line-height: calc(20px * (1 - %s)); orphans: 1; white-space: pre; widows: 1 }
h2, figure { break-inside: avoid; overflow: hidden }
h2 { height: 20px }
figure { height: 500px }
"""


def lines(count: int, word: str = "line", *, notes: bool = False) -> Paragraph:
    mention = (NoteReference("n"),) if notes else ()
    return Paragraph(text("\n".join([word.ljust(70, ".")] * count), *mention))


def figure(*, notes: bool = False) -> Figure:
    caption = (NoteReference("m"),) if notes else ()
    return Figure((Panel(Image(Path("x.svg"), "x")),), caption=caption)


def element(block: Block) -> str:
    match block:
        case Paragraph(children):
            return f"<p>{plain_text(children)}</p>"
        case Heading(children=children):
            return f"<h2>{plain_text(children)}</h2>"
        case _:
            return "<figure>figure</figure>"


def lay_out(blocks: Blocks, tightness: float) -> LaidOut:
    page = f"<style>{STYLE % tightness}</style><main>{''.join(map(element, blocks))}</main>"
    return LaidOut(weasyprint.HTML(string=page).render(), Ledger())


def words(*blocks: Block) -> list[str]:
    """Return the words of each page, once each."""
    return [
        " ".join(
            dict.fromkeys(
                box.text.split(".")[0]
                for box in page._page_box.descendants()  # noqa: SLF001 - there is no public way
                if getattr(box, "text", "").strip()
            )
        )
        for page in fill(blocks, lay_out).printed.pages
    ]


def test_text_goes_before_a_figure_that_does_not_fit() -> None:
    assert words(lines(30, "one"), figure(), lines(20, "two"), lines(9, "three")) == [
        "one two",
        "figure three",
    ]


def test_a_figure_that_fits_stays() -> None:
    assert words(lines(25, "one"), figure(), lines(20, "two")) == ["one figure", "two"]


def test_a_small_gap_stays() -> None:
    assert words(lines(45, "one"), figure(), lines(20, "two")) == ["one", "figure two"]


def test_a_figure_stays_in_its_section() -> None:
    heading = Heading(1, text("Next"), "next")
    assert words(lines(30, "one"), figure(), heading, lines(20, "two")) == [
        "one",
        "figure Next two",
    ]


def test_what_leads_in_stays_with_what_follows() -> None:
    leading = paragraph("as follows:")
    heading = Heading(1, text("Next"), "next")
    assert words(lines(30, "one"), figure(), lines(15, "two"), leading, heading)[0] == "one two"
    assert words(lines(29, "one"), leading, figure(), lines(20, "two"))[0] == "one as follows:"


@pytest.mark.parametrize(
    ("in_figure", "in_text", "first_page"),
    [(True, True, "one"), (True, False, "one two"), (False, True, "one two")],
)
def test_a_figure_with_notes_does_not_pass_other_notes(
    *, in_figure: bool, in_text: bool, first_page: str
) -> None:
    blocks = (lines(30, "one"), figure(notes=in_figure), lines(20, "two", notes=in_text))
    assert words(*blocks)[0] == first_page


@pytest.mark.parametrize(("count", "pages"), [(50, 1), (51, 1), (52, 2), (102, 2), (104, 3)])
def test_a_last_page_of_few_lines_is_saved(count: int, pages: int) -> None:
    assert len(words(lines(count))) == pages
