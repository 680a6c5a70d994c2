"""Filling pages, on pages of a thousand pixels that hold fifty lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import weasyprint

from exporters.boxes import sheet_of, texts
from exporters.pagination import fill
from exporters.pdf import LaidOut
from presswork.document import Figure, Heading, Panel, Paragraph, leads_in, own_runs
from presswork.inlines import Image, NoteReference, plain_text
from presswork.problems import Ledger
from tests.exporters.documents import paragraph, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.document import Block

STYLE = """
@page { margin: 0; size: 800px 1000px }
body, figure, h2, p { margin: 0 }
p { font-size: 12px; line-height: calc(20px * (1 - %s)); orphans: 1; white-space: pre; widows: 1 }
h2, figure { break-inside: avoid; overflow: hidden }
h2 { height: 20px }
figure { height: 500px }
.note { float: footnote; font-size: 1px; line-height: 1px }
"""

NOTE = '<span class="note">x</span>'


def lines(count: int, word: str = "line", *, notes: bool = False) -> Paragraph:
    mention = (NoteReference("n"),) if notes else ()
    return Paragraph(text("\n".join([word.ljust(70, ".")] * count), *mention))


def figure(*, notes: bool = False) -> Figure:
    caption = (NoteReference("m"),) if notes else ()
    return Figure((Panel(Image(Path("x.svg"), "x")),), caption=caption)


def element(block: Block) -> str:
    note = NOTE if any(isinstance(i, NoteReference) for r in own_runs(block) for i in r) else ""
    match block:
        case Paragraph(children):
            kind = ' class="lead-in"' if leads_in(block) else ""
            return f"<p{kind}>{plain_text(children)}{note}</p>"
        case Heading(children=children):
            return f"<h2>{plain_text(children)}</h2>"
        case _:
            return f"<figure>figure{note}</figure>"


def pages(*blocks: Block, style: str = "") -> Sequence[weasyprint.Page]:
    """Return the pages of blocks that are filled."""

    def lay_out(tightness: float) -> LaidOut:
        text = "".join(map(element, blocks))
        page = f"<style>{STYLE % tightness}{style}</style><main>{text}</main>"
        return LaidOut(weasyprint.HTML(string=page).render(), Ledger())

    return tuple(fill(lay_out).printed.pages)


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
        for page in pages(*blocks)
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


def test_what_leads_in_stays_with_what_follows() -> None:
    leading = paragraph("as follows:")
    heading = Heading(1, text("Next"), "next")
    assert words(lines(30, "one"), figure(), lines(15, "two"), leading, heading)[0] == "one two"
    assert words(lines(29, "one"), leading, figure(), lines(20, "two"))[0] == "one as follows:"


def test_text_of_the_next_section_goes_before_a_figure_too() -> None:
    heading = Heading(1, text("Next"), "next")
    assert words(lines(26, "one"), figure(), heading, lines(30, "two"), lines(5, "three")) == [
        "one Next two",
        "two figure three",
    ]


def test_a_heading_does_not_pass_a_figure_without_its_text() -> None:
    heading = Heading(1, text("Next"), "next")
    assert words(lines(30, "one"), figure(), heading, figure()) == ["one", "figure", "Next figure"]


def test_figures_in_a_row_keep_their_order() -> None:
    first, second = figure(), figure()
    assert words(lines(30, "one"), first, second, lines(20, "two")) == ["one two", "figure"]


def test_a_figure_stands_before_the_paragraph_that_begins_the_next_page() -> None:
    blocks = (lines(30, "one"), figure(), lines(20, "two"), lines(8, "three"), lines(9, "four"))
    assert words(*blocks) == ["one two", "figure three four"]


def test_a_figure_on_each_page_costs_no_more_than_two_layouts_of_each() -> None:
    made: list[int] = []
    original = weasyprint.layout.page.make_page

    def make_page(*arguments: object) -> object:
        made.append(1)
        return original(*arguments)

    blocks = [block for _ in range(8) for block in (lines(30, "one"), figure(), lines(20, "two"))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.layout.page, "make_page", make_page)
        count = len(pages(*blocks))
    assert count < len(made) <= 2 * count


def test_a_paragraph_that_follows_another_box_than_before_is_indented_anew() -> None:
    blocks = (lines(15, "zero"), lines(15, "one"), figure(), lines(20, "two"), lines(3, "three"))
    begins: dict[str, float] = {}
    for page in pages(*blocks, style="p + p { text-indent: 100px }"):
        for box in page._page_box.descendants():  # noqa: SLF001 - there is no public way
            if getattr(box, "text", "").strip():
                begins.setdefault(box.text.split(".")[0], box.position_x)
    assert begins == {"zero": 0, "one": 100, "two": 100, "figure": 0, "three": 0}


@pytest.mark.parametrize(
    ("in_figure", "in_text", "first_page"),
    [(True, True, "one"), (True, False, "one two"), (False, True, "one two")],
)
def test_a_figure_with_notes_does_not_pass_other_notes(
    *, in_figure: bool, in_text: bool, first_page: str
) -> None:
    blocks = (lines(30, "one"), figure(notes=in_figure), lines(18, "two", notes=in_text))
    assert words(*blocks)[0].split(" 1")[0] == first_page


@pytest.mark.parametrize(("count", "pages"), [(50, 1), (51, 1), (52, 2), (102, 2), (104, 3)])
def test_a_last_page_of_few_lines_is_saved(count: int, pages: int) -> None:
    assert len(words(lines(count))) == pages


def test_a_page_that_is_made_again_for_a_number_keeps_the_note_of_the_page_before() -> None:
    link = '<p><a href="#end">See page</a>'
    text = "".join((element(lines(50, notes=True)), link, element(lines(60)), '<p id="end">end'))
    style = STYLE % 0 + "a::after { content: target-counter(attr(href), page) }"

    def lay_out(_: float) -> LaidOut:
        page = f"<style>{style}</style><main>{text}</main>"
        return LaidOut(weasyprint.HTML(string=page).render(), Ledger())

    _, second, _ = fill(lay_out).printed.pages
    assert {"3", "x"} <= set(texts(sheet_of(second)))
