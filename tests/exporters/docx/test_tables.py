"""Tables: widths, heads, spans, alignment."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from exporters.docx.tables import column_widths
from exporters.grids import slots
from presswork import document as doc

from .test_text import paragraph, words
from .tree import NAMESPACES, W, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

END = doc.Alignment.END
EM = 170


def cell(text: str, columns: int = 1, rows: int = 1) -> doc.Cell:
    return doc.Cell((paragraph(text),), columns, rows)


def row(*texts: str) -> doc.Row:
    return doc.Row(tuple(map(cell, texts)))


def test_a_table_has_its_caption_above_and_its_head_marked(write: Callable[..., Path]) -> None:
    columns = (doc.Column(width=0.75), doc.Column(END, 0.25))
    table = doc.Table(
        columns, (row("Port", "m"),), (row("Brest", "7"),), words("Tides."), "tbl:t", "1"
    )
    path = write(table, paragraph("After."))
    assert body_tree(path).splitlines()[2:] == [
        (
            "TableCaption: (#tbl_t {CaptionLabel: Table~}"
            "«SEQ Table \\* ARABIC = {CaptionLabel: 1}»){CaptionLabel: . }Tides."
        ),
        "table 5527 1843",
        "  head",
        "    cell",
        "      TableHead [keepNext]: Port",
        "    cell",
        "      TableHead [keepNext, jc right]: m",
        "  row",
        "    cell",
        "      TableText: Brest",
        "    cell",
        "      TableText [jc right]: 7",
        "ParagraphAfterBlock: After.",
    ]


def test_widths_of_table_grid_and_cells_agree(write: Callable[..., Path]) -> None:
    """Word, LibreOffice and Google Docs each believe another of them."""
    body = (doc.Row((cell("a", rows=2), cell("b", columns=2))), row("c", "d"), row("e"))
    path = write(doc.Table((doc.Column(),) * 3, (row("h", "i", "j"),), body))
    table = part(path, "word/document.xml").find(".//w:tbl", NAMESPACES)
    assert table is not None
    columns = table.iterfind("w:tblGrid/w:gridCol", NAMESPACES)
    grid = [int(each.get(f"{W}w", "0")) for each in columns]
    assert table.xpath("string(w:tblPr/w:tblW/@w:w)", namespaces=NAMESPACES) == str(sum(grid))
    assert table.xpath("string(w:tblPr/w:tblLayout/@w:type)", namespaces=NAMESPACES) == "fixed"
    for line in table.iterfind("w:tr", NAMESPACES):
        at = 0
        for each in line.iterfind("w:tc", NAMESPACES):
            span = int(
                str(each.xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=NAMESPACES)) or 1
            )
            width = str(each.xpath("string(w:tcPr/w:tcW/@w:w)", namespaces=NAMESPACES))
            assert width == str(sum(grid[at : at + span]))
            at += span
        assert at == len(grid)


def test_a_table_tells_its_number_and_caption_to_those_who_do_not_see_it(
    write: Callable[..., Path],
) -> None:
    table = doc.Table((doc.Column(),), (), (row("x"),), words("Tides of 2024."), "tbl:t", "1")
    properties = part(write(table), "word/document.xml").find(".//w:tblPr", NAMESPACES)
    assert properties is not None
    assert [str(each.get(f"{W}val")) for each in properties][-2:] == ["Table 1", "Tides of 2024."]


def test_rows_are_as_long_as_the_longest(write: Callable[..., Path]) -> None:
    body = (row("a", "b"), doc.Row((cell("c", columns=3),)))
    root = part(write(doc.Table((doc.Column(),) * 2, (), body)), "word/document.xml")
    assert [len(each.findall("w:tc", NAMESPACES)) for each in root.iter(f"{W}tr")] == [3, 1]


def test_spans_become_merged_cells(write: Callable[..., Path]) -> None:
    body = (doc.Row((cell("a", rows=2), cell("b", columns=2))), row("c", "d"))
    table = doc.Table((doc.Column(),) * 3, (), body)
    lines = [line.strip() for line in body_tree(write(table)).splitlines()]
    assert [line for line in lines if line.startswith("cell")] == [
        "cell merge=restart",
        "cell span=2",
        "cell merge=continue",
        "cell",
        "cell",
    ]


def test_short_rows_are_filled_up() -> None:
    line = slots([row("a")], 3)[0]
    assert [slot.column for slot in line] == [0, 1, 2]


def test_a_cell_over_more_rows_than_there_are_ends_with_the_table() -> None:
    lines = slots([doc.Row((cell("a", rows=9), cell("b"))), row("c")], 2)
    assert [[slot.continued for slot in line] for line in lines] == [[False, False], [True, False]]


def test_room_stands_above_a_table_without_a_caption(write: Callable[..., Path]) -> None:
    bare = doc.Table((doc.Column(),), (), (row("a"),))
    captioned = dataclasses.replace(bare, caption=words("Words"))
    heading = doc.Heading(1, words("Head"), "head")
    path = write(paragraph("One"), bare, paragraph("Two"), captioned, heading, bare)
    room = part(path, "word/document.xml").iterfind(".//w:p/w:pPr/w:spacing/../..", NAMESPACES)
    assert ["".join(map(str, each.itertext())) for each in room] == ["One"]


def test_columns_without_a_width_divide_the_table_by_their_text() -> None:
    rows = (row("a long cell with many words", "7"),)
    first, second = column_widths(doc.Table((doc.Column(), doc.Column()), (), rows), 8000, EM)
    assert first + second == 8000
    assert first > 4 * second


def test_a_share_holds_and_the_others_divide_the_rest() -> None:
    rows = (row("a", "b", "c"),)
    columns = (doc.Column(width=0.5), doc.Column(), doc.Column())
    assert column_widths(doc.Table(columns, (), rows), 8000, EM) == [4000, 2000, 2000]


def test_a_table_of_words_too_long_for_the_page_keeps_to_it() -> None:
    rows = (row(*(["incomprehensibilities"] * 9)),)
    assert sum(column_widths(doc.Table((doc.Column(),) * 9, (), rows), 8000, EM)) == 8000


def test_a_cell_with_a_table_ends_in_a_paragraph(write: Callable[..., Path]) -> None:
    inner = doc.Table((doc.Column(),), (), (row("x"),))
    outer = doc.Table((doc.Column(),), (), (doc.Row((doc.Cell((inner,)),)),))
    assert body_tree(write(outer)).splitlines()[-1] == "      TableText:"


def test_two_tables_without_captions_do_not_run_together(write: Callable[..., Path]) -> None:
    table = doc.Table((doc.Column(),), (), (row("x"),))
    assert "TableSeparator:" in body_tree(write(table, table)).splitlines()
