"""The numbers beside the lines of a manuscript, in the look `plain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters import pdf
from presswork.document import (
    BulletList,
    Cell,
    CodeBlock,
    Column,
    Figure,
    Heading,
    Panel,
    Row,
    Table,
)
from presswork.inlines import Image
from presswork.resources import Resources
from tests.exporters.documents import SVG, article, paragraph, text
from tests.exporters.printing import look_with
from tests.exporters.test_pdf import poppler

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Block

LONG = "Many words follow each other here, one after the other. " * 3


def printed(folder: Path, *blocks: Block, **settings: str) -> list[str]:
    """Print the blocks, and return the lines of all pages."""
    look = look_with("plain", **settings)
    pdf.export(article(folder, *blocks), look, folder / "out.pdf", Resources((folder,)))
    lines = poppler("pdftotext", folder, "-layout").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def test_lines_of_the_text_are_numbered_and_not_those_of_title_and_table(tmp_path: Path) -> None:
    table = Table(
        (Column(),),
        (Row((Cell((paragraph("Head"),)),)),),
        (Row((Cell((paragraph("Body"),)),)),),
        text("Caption of the table"),
        number="1",
    )
    blocks = (
        Heading(1, text("Heading"), "h"),
        paragraph(LONG),
        BulletList(((paragraph("First item"),), (paragraph("Second item"),))),
        table,
        CodeBlock("x = 1\ny = 2"),
    )
    assert printed(tmp_path, *blocks) == [
        "On paper",
        "A subtitle",
        "Ada Author1,* iD , Ben Author1,2",
        "1 First House",
        "2 Second House",
        "*Corresponding author: ada@example.org",
        "March 1, 2026",
        "1 Abstract",
        "2 What it says.",
        "3 Keywords paper · ink",
        "4 Heading",
        "5 Many words follow each other here, one after the other. Many words follow",
        "6 each other here, one after the other. Many words follow each other here, one",
        "7 after the other.",
        "8 • First item",
        "9 • Second item",
        "Table 1. Caption of the table",
        "Head",
        "Body",
        "10 x = 1",
        "11 y = 2",
    ]


def test_numbers_go_on_from_page_to_page_or_begin_anew(tmp_path: Path) -> None:
    blocks = [paragraph(LONG)] * 20
    through = printed(tmp_path, *blocks)
    assert through[-1].startswith("63 ")
    anew = printed(tmp_path, *blocks, line_numbers="page")
    assert sum(line.startswith("1 Abstract") for line in anew) == 1
    assert not any(line.startswith("40 ") for line in anew)


def test_only_every_fifth_line_shows_its_number(tmp_path: Path) -> None:
    lines = printed(tmp_path, paragraph(LONG), paragraph(LONG), line_number_step="5")
    assert [line.split()[0] for line in lines if line[0].isdigit()] == ["1", "2", "5"]
    assert "5 each other here" in "\n".join(lines)


def test_no_numbers_where_none_are_wanted(tmp_path: Path) -> None:
    assert "Abstract" in printed(tmp_path, paragraph(LONG), line_numbers="none")


def test_numbers_are_no_part_of_the_text_that_is_read(tmp_path: Path) -> None:
    printed(tmp_path, *[paragraph("word " * 60)] * 4)
    read = poppler("pdfinfo", tmp_path, "-struct-text")
    words = [line.strip().strip('"') for line in read.splitlines() if line.startswith(" ")]
    assert not {"4", "5", "6", "7", "8", "9"} & set(words)


def test_figures_and_tables_stand_last_and_their_captions_are_listed(tmp_path: Path) -> None:
    (tmp_path / "figure.svg").write_text(SVG.format(""), encoding="utf-8")
    picture = Image(tmp_path / "figure.svg", "a picture")
    figure = Figure((Panel(picture),), text("What is seen"), "f", "1")
    table = Table((Column(),), (), (Row((Cell((paragraph("Body"),)),)),), text("Told"), "t", "1")
    printed(tmp_path, paragraph("Before."), figure, table, paragraph("After."), floats="end")
    pages = poppler("pdftotext", tmp_path, "-layout").split("\f")
    shown = [" ".join(page.split()) for page in pages]
    assert shown[0].endswith("Before. 5 [Figure 1] 6 [Table 1] 7 After.")
    assert shown[1:4] == [
        "On paper 2 8 Figures 9 Figure 1. What is seen",
        "On paper 3 Table 1. Told Body",
        "On paper 4 Figure 1. What is seen",
    ]
