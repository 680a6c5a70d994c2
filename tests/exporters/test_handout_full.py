"""The handout of the whole article: everything is on it, and what is wide spans both columns."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from exporters.handout import full
from exporters.handout.spanning import too_wide
from presswork import document as doc
from presswork import looks
from presswork.document import Handout
from presswork.inlines import Code, Image, Length, NoteReference
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article, paragraph, text
from tests.exporters.printing import texts_of
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Block, Document

WORDS: Final = "The sea rises and falls twice a day, and nobody can hold it back for long. "


def press(article: Document, paper: looks.Paper = looks.A4, *settings: Assignment) -> Exported:
    folder = article.path.parent
    look = looks.load("handout-full", paper, assignments=settings)
    resources = Resources((folder, *look.folders))
    return full.export(article, look, folder / "handout.pdf", resources)


def page_texts(article: Document, *options: str) -> list[str]:
    return texts_of(article.path.parent / "handout.pdf", *options)


def picture(folder: Path, width: int, height: int, share: float | None = None) -> doc.Figure:
    source = folder / f"{width}x{height}.svg"
    source.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    )
    image = Image(source, "A picture.", Length(share, "%") if share else None)
    return doc.Figure((doc.Panel(image),), text("A caption."))


def table(*cells: str, rows: int = 2) -> doc.Table:
    row = doc.Row(tuple(doc.Cell((paragraph(cell),)) for cell in cells))
    return doc.Table(tuple(doc.Column() for _ in cells), (), (row,) * rows, text("Values."))


@pytest.mark.parametrize("paper", [looks.A4, looks.LETTER], ids=lambda paper: paper.name)
def test_everything_is_on_it(tmp_path: Path, paper: looks.Paper) -> None:
    exported = press(article(tmp_path), paper)
    (page,) = page_texts(article(tmp_path))
    assert (exported.pages, exported.warnings) == (1, ())
    for words in (
        "On paper", "A subtitle", "Ada Author", "Ben Author", "First House", "Second House",
        "ada@example.org", "March 1, 2026", "What it says.", "paper · ink", "First section",
        "Some words.", "More words.", "The caption", "Second section", "The end.",
        "The note itself.", "Somebody. doi:10.1000/182", "Page 1 of 1",
    ):  # fmt: skip
        assert words in page


def test_references_come_last_after_the_notes(tmp_path: Path) -> None:
    press(article(tmp_path))
    (page,) = page_texts(article(tmp_path))
    assert page.index("The end.") < page.index("The note itself.") < page.index("Somebody.")


def test_the_second_page_names_the_article(tmp_path: Path) -> None:
    long = article(tmp_path, *[paragraph(WORDS * 5)] * 40)
    assert press(long).pages == 3
    first, second, _ = page_texts(long)
    assert "Page 2 of 3" in second
    assert (first.count("On paper"), second.count("On paper")) == (1, 1)


@pytest.mark.slow
def test_nothing_is_lost_where_pages_end_before_what_spans(tmp_path: Path) -> None:
    blocks: list[Block] = []
    for number in range(12):
        blocks += [paragraph(f"Passage {number}. ", WORDS * 12), picture(tmp_path, 900, 250)]
    press(article(tmp_path, *blocks))
    whole = "".join(page_texts(article(tmp_path)))
    assert [number for number in range(12) if f"Passage {number}." not in whole] == []
    assert whole.count("A caption.") == 12


def spanning(folder: Path, block: Block, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether a block of a document spans both columns."""
    found: list[Block] = []

    def noting(blocks: doc.Blocks, pages: object) -> doc.Blocks:
        spanning = too_wide(blocks, pages)  # type: ignore[arg-type] # it is what the exporter gives
        found.extend(spanning)
        return spanning

    monkeypatch.setattr(full, "too_wide", noting)
    press(article(folder, paragraph(WORDS), block, paragraph(WORDS)))
    return bool(found)


@pytest.mark.parametrize(
    ("width", "share", "spans"),
    [
        (300, None, True),
        (200, None, False),
        (200, 100, True),
        (300, 50, False),
        (100, 100, False),
    ],
)
def test_a_picture_of_a_height_of_100_spans_if_it_is_broad(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    share: float | None,
    spans: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert spanning(tmp_path, picture(tmp_path, width, 100, share), monkeypatch) is spans


@pytest.mark.parametrize(
    ("block", "spans"),
    [
        (table("One", "Two", "Three"), False),
        (table(*["Unbreakable-word"[:12]] * 9), True),
        (table(*["heterogeneity"] * 14), True),
        (table(WORDS * 2, WORDS, rows=14), True),
        (doc.CodeBlock("x = 1\n" * 3), False),
        (doc.CodeBlock("x = 1\n" + "y" * 70), True),
    ],
    ids=[
        "narrow-table",
        "table-of-many-columns",
        "table-of-parted-words",
        "high-table",
        "short-code",
        "long-lines",
    ],
)
def test_what_does_not_fit_a_column_spans(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    block: Block,
    spans: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert spanning(tmp_path, block, monkeypatch) is spans


def test_a_heading_stays_with_what_spans(tmp_path: Path) -> None:
    heading = doc.Heading(1, text("Results"), "results")
    wide = article(tmp_path, *[paragraph(WORDS)] * 4, heading, picture(tmp_path, 900, 250))
    press(wide)
    (page,) = page_texts(wide, "-layout")
    assert page.rindex(WORDS[:12]) < page.index("Results") < page.index("A caption.")


def test_its_code_leads_to_the_address_or_the_doi(tmp_path: Path) -> None:
    plain = article(tmp_path)
    cited = replace(plain, metadata=replace(plain.metadata, doi="10.1000/182"))
    press(cited)
    assert "doi.org/10.1000/182" in page_texts(cited)[0].split("First section")[0]
    press(replace(cited, handout=Handout(address="https://example.org/tides")))
    assert "example.org/tides" in page_texts(cited)[0]


def test_text_goes_before_a_wide_figure_that_would_leave_a_gap(tmp_path: Path) -> None:
    before = [paragraph(WORDS * 12)] * 4
    after = [paragraph(f"{mark} came after. " + WORDS * 12) for mark in ("First", "Last")]
    wide = picture(tmp_path, 1000, 600, 100)
    press(article(tmp_path, *before, wide, *after))
    first, second = page_texts(article(tmp_path))
    assert "First came after." in first
    assert "A caption." in second
    assert "Last came after." in second


def test_a_figure_that_mentions_a_note_stays_where_it_is(tmp_path: Path) -> None:
    wide = picture(tmp_path, 1000, 600, 100)
    noted = replace(wide, caption=(*text("A caption."), NoteReference("one")))
    before = [paragraph(WORDS * 12)] * 4
    press(article(tmp_path, *before, noted, paragraph("This came after. " + WORDS * 12)))
    first, _ = page_texts(article(tmp_path))
    assert "This came after." not in first


@pytest.mark.slow
def test_it_is_set_a_little_tighter_where_that_saves_a_short_last_page(tmp_path: Path) -> None:
    long = article(tmp_path, *[paragraph(WORDS * 5)] * 32)
    tight, usual = (
        press(long),
        press(
            long,
            looks.A4,
            Assignment("smallest-text", "9pt"),
            Assignment("tightest-leading", "1"),
            Assignment("tightest-spacing", "1"),
        ),
    )
    assert (tight.pages, usual.pages) == (2, 3)


def widest_gap(pdf: Path, *line: str) -> float:
    """Return the widest gap between two words of a line, in points."""
    places = run(program("pdftotext", "poppler-utils"), "-bbox", pdf, "-")
    words = re.findall(r'xMin="([\d.]+)".* xMax="([\d.]+)".*>(.*)</word>', places)
    at = next(at for at, (*_, word) in enumerate(words) if word == line[0])
    row = words[at : at + len(line)]
    assert tuple(word for *_, word in row) == line
    return max(float(after[0]) - float(before[1]) for before, after in pairwise(row))


def test_a_line_before_a_long_word_is_not_torn_apart(tmp_path: Path) -> None:
    code = Code("afunctionwhosenameislong")
    press(article(tmp_path, doc.Paragraph((*text("Referencing is identical with some "), code))))
    gap = widest_gap(tmp_path / "handout.pdf", "Referencing", "is", "identical", "with", "some")
    assert gap < 5
