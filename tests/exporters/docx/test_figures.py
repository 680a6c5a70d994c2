"""Figures of several pictures, listings, and tables with headings of rows and notes."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING

from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.document import Alignment, Cell, Column, Row
from presswork.inlines import CrossReference, ReferenceForm, TargetKind
from presswork.settings import Assignment

from .test_images import media, raster
from .test_text import TITLE, paragraph, words
from .tree import NAMESPACES, W, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tree(expected: str) -> str:
    return TITLE + dedent(expected).strip("\n")


def cell(text: str, *, heading: bool = False, alignment: Alignment | None = None) -> Cell:
    return Cell((paragraph(text),), heading=heading, alignment=alignment)


def test_each_of_several_pictures_has_its_letter_and_words(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    picture = inl.Image(raster(tmp_path / "a.png"), "The sea.")
    figure = doc.Figure(
        (
            doc.Panel(picture, words("One"), "fig:a-a", "1a"),
            doc.Panel(None, number="1b", address="https://example.org/1"),
        ),
        words("Both"),
        "fig:a",
        "1",
    )
    assert body_tree(write(figure)) == tree("""
        table 3685 3685
          row
            cell
              Picture: (image: The sea.)
              TableText [keepNext, jc center]: (#fig_a_a {CaptionLabel: (a) })One
            cell
              Picture [ind 180 180]: Picture not included↵<https://example.org/1|{Hyperlink: https://example.org/1}>
              TableText [keepNext, jc center]: {CaptionLabel: (b) }
        Caption: (#fig_a {CaptionLabel: Figure~}«SEQ Figure \\* ARABIC = {CaptionLabel: 1}»){CaptionLabel: . }Both
        """)  # noqa: E501 - a paragraph is on one line
    assert len(media(write(figure))) == 1


PAGE = 14202
"""The height between the margins of a page, in twips."""


def heights(path: Path) -> list[float]:
    """Return how high the pictures of a file are, as shares of a page."""
    extents = part(path, "word/document.xml").iterfind(".//wp:extent", NAMESPACES)
    return [round(int(extent.get("cy", "")) / 635 / PAGE, 2) for extent in extents]


def test_two_pictures_whose_size_is_left_to_us_find_room_on_a_page(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    picture = inl.Image(raster(tmp_path / "a.png", size=(10, 4000)), "A mast.")
    panels = (doc.Panel(picture), doc.Panel(replace(picture, height=inl.Length(1, "cm"))))
    assert heights(write(doc.Figure(panels[:1]), doc.Figure(panels))) == [0.38, 0.38, 0.04]


def test_a_picture_leaves_room_for_its_caption_on_the_page(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    picture = inl.Image(
        raster(tmp_path / "a.png", size=(10, 4000)), "A mast.", inl.Length(100, "%")
    )
    panel = doc.Panel(picture)
    short, long = (doc.Figure((panel,), words("word " * count), number="1") for count in (5, 250))
    lettered = doc.Figure((replace(panel, caption=words("One")),) * 2, words("Two"), columns=1)
    endless = replace(lettered, panels=lettered.panels * 5)
    shown = heights(write(short, long, lettered, endless))
    assert shown[:3] == [0.92, 0.71, 0.43]
    assert shown[-1] == 0.24


def test_rows_of_pictures_do_not_run_together(write: Callable[..., Path], tmp_path: Path) -> None:
    picture = inl.Image(raster(tmp_path / "a.png"), "The sea.")
    panels = tuple(doc.Panel(picture, words(name)) for name in "abcd")
    lines = body_tree(write(doc.Figure(panels))).splitlines()
    outer = [line.split(" ")[0] for line in lines if not line.startswith(" ")]
    assert outer[2:] == ["table", "TableSeparator", "table", "TableSeparator:"]


def test_a_listing_has_its_caption_above(write: Callable[..., Path]) -> None:
    listing = doc.CodeBlock("x = 1", "python", None, words("How."), "lst:x", "1")
    assert body_tree(write(listing)) == tree("""
        TableCaption: (#lst_x {CaptionLabel: Listing~}«SEQ Listing \\* ARABIC = {CaptionLabel: 1}»){CaptionLabel: . }How.
        SourceCode: x = 1
        """)  # noqa: E501 - a paragraph is on one line


def test_rows_have_headings_and_cells_their_own_alignment(write: Callable[..., Path]) -> None:
    rows = (
        Row((cell("a", heading=True), cell("b", alignment=Alignment.CENTER))),
        Row((cell("c", heading=True), cell("d"))),
    )
    path = write(doc.Table((Column(), Column(Alignment.END)), (), rows))
    assert body_tree(path) == tree("""
        table 3685 3685
          row
            cell
              TableText [keepNext]: {bold: a}
            cell
              TableText [keepNext, jc center]: b
          row
            cell
              TableText: {bold: c}
            cell
              TableText [jc right]: d
        """)
    look = part(path, "word/document.xml").find(".//w:tblLook", NAMESPACES)
    assert look is not None
    assert (look.get(f"{W}val"), look.get(f"{W}firstColumn")) == ("0080", "1")


def test_notes_stand_below_their_table_on_the_same_page(write: Callable[..., Path]) -> None:
    table = doc.Table((Column(),), (), (Row((cell("a"),)),), notes=(paragraph("A note."),))
    assert body_tree(write(table)).splitlines()[-2:] == [
        "      TableText [keepNext]: a",
        "TableText: A note.",
    ]


def test_many_columns_take_smaller_letters(write: Callable[..., Path]) -> None:
    row = Row(tuple(cell("numbers") for _ in range(20)))
    small = looks.load("article", looks.A4, "en-US", (Assignment("wide-tables", "small"),))
    path = write(doc.Table((Column(),) * 20, (), (row,)), look=small)
    root = part(path, "word/document.xml")
    styles = {style.get(f"{W}val") for style in root.iterfind(".//w:tc//w:pStyle", NAMESPACES)}
    assert styles == {"TableText55Pt"}
    added = part(path, "word/styles.xml").find("w:style[@w:styleId='TableText55Pt']", NAMESPACES)
    assert added is not None
    assert added.xpath("string(w:rPr/w:sz/@w:val)", namespaces=NAMESPACES) == "11"
    assert root.find(".//w:tc//w:sz", NAMESPACES) is None
    indent = root.find(".//w:tblInd", NAMESPACES)
    assert indent is not None
    assert indent.get(f"{W}w") == "-567"


def test_a_cell_longer_than_a_page_may_be_parted(write: Callable[..., Path]) -> None:
    rows = (Row((cell("word " * 900),)), Row((cell("short"),)))
    root = part(write(doc.Table((Column(),), (), rows)), "word/document.xml")
    whole = [
        row.find("w:trPr/w:cantSplit", NAMESPACES) for row in root.iterfind(".//w:tr", NAMESPACES)
    ]
    assert [found is not None for found in whole] == [False, True]


def test_a_number_alone_is_a_live_field_and_a_picture_of_many_one_with_its_letter(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    picture = inl.Image(raster(tmp_path / "a.png"), "The sea.")
    figure = doc.Figure(
        (doc.Panel(picture, (), "a", "7a"), doc.Panel(picture, (), "b", "7b")),
        words("Both"),
        "fig:a",
        "7",
    )
    number = CrossReference("fig:a", TargetKind.FIGURE, "7", form=ReferenceForm.NUMBER)
    panel = CrossReference("b", TargetKind.FIGURE, "7b")
    lines = body_tree(write(figure, paragraph(number, " and ", panel))).splitlines()
    assert lines[-2] == (
        "Caption: (#fig_a {CaptionLabel: Figure~}(#fig_a_number "
        "«SEQ Figure \\* ARABIC \\r 7 = {CaptionLabel: 7}»)){CaptionLabel: . }Both"
    )
    assert lines[-1].endswith(
        "«REF fig_a_number \\h \\* MERGEFORMAT = 7» and «REF fig_a \\h \\* MERGEFORMAT = Figure~7»b"
    )
