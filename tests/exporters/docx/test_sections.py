"""Sections: pages on their side for wide tables, and what stands across columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.parser import parse_xml

from presswork import document as doc
from presswork import inlines as inl
from presswork import looks

from .test_images import raster
from .test_tables import row
from .test_text import paragraph, words
from .tree import NAMESPACES, W, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element as Element

WIDE = doc.Table((doc.Column(),) * 10, (), (row(*["measurements"] * 10),), words("W"))
HEADING = doc.Heading(1, words("Results"), "sec:results")


@pytest.fixture
def columns(look: looks.Look, tmp_path: Path) -> looks.Look:
    """A look whose Word template has two columns."""
    template = docx.Document(str(look.folder / "article.docx"))
    section = template.element.body.sectPr
    section.insert(
        [str(each.tag) for each in section].index(f"{W}titlePg"),
        parse_xml(f'<w:cols xmlns:w="{NAMESPACES["w"]}" w:num="2" w:space="340"/>'),
    )
    template.save(str(tmp_path / "house.docx"))
    return replace(look, folders=(tmp_path,))


def shape(path: Path) -> list[str]:
    """Return the styles of paragraphs, with the sections that end in them."""
    body = part(path, "word/document.xml").find("w:body", NAMESPACES)
    assert body is not None
    shown = []
    for each in body:
        if each.tag == f"{W}sectPr":
            shown.append(section(each))
        elif each.tag == f"{W}tbl":
            shown.append("table")
        else:
            shown.append(str(each.xpath("string(w:pPr/w:pStyle/@w:val)", namespaces=NAMESPACES)))
            ending = each.find("w:pPr/w:sectPr", NAMESPACES)
            if ending is not None:
                shown.append(section(ending))
    return shown


def section(element: Element) -> str:
    def value(path: str) -> str:
        return str(element.xpath(f"string({path})", namespaces=NAMESPACES))

    parts = [
        "section",
        value("w:type/@w:val"),
        value("w:pgSz/@w:orient"),
        f"{value('w:pgSz/@w:w')}x{value('w:pgSz/@w:h')}",
        "first" if element.find("w:titlePg", NAMESPACES) is not None else "",
        f"columns {value('w:cols/@w:num')}" if value("w:cols/@w:num") else "",
    ]
    return " ".join(filter(None, parts))


def test_a_table_too_wide_for_the_page_has_pages_on_their_side(write: Callable[..., Path]) -> None:
    """The heading before it goes with it, and the text goes on behind it."""
    path = write(paragraph("Before."), HEADING, WIDE, paragraph("After."))
    assert shape(path) == [
        "Title",
        "Date",
        "FirstParagraph",
        "section 11906x16838 first",
        "Heading1",
        "TableCaption",
        "table",
        "TableSeparator",
        "section nextPage landscape 16838x11906",
        "ParagraphAfterBlock",
        "section nextPage 11906x16838",
    ]


def test_every_section_has_the_header_and_footer_of_the_template(
    write: Callable[..., Path],
) -> None:
    root = part(write(WIDE, paragraph("After.")), "word/document.xml")
    heads = [
        [str(each.attrib) for each in section if str(each.tag).endswith("Reference")]
        for section in root.iter(f"{W}sectPr")
    ]
    assert len(heads) == 3
    assert heads[0] == heads[1] == heads[2] != []


def test_margins_turn_with_the_page(write: Callable[..., Path]) -> None:
    root = part(write(WIDE, paragraph("After.")), "word/document.xml")
    usual, turned = list(root.iter(f"{W}pgMar"))[:2]
    assert [turned.get(f"{W}{side}") for side in ("top", "left", "bottom", "right")] == [
        usual.get(f"{W}{side}") for side in ("left", "bottom", "right", "top")
    ]


def test_a_wide_table_is_as_wide_as_its_page(write: Callable[..., Path]) -> None:
    root = part(write(WIDE, paragraph("After.")), "word/document.xml")
    size, margins = list(root.iter(f"{W}pgSz"))[1], list(root.iter(f"{W}pgMar"))[1]
    room = number(size, "w") - number(margins, "left") - number(margins, "right")
    columns = root.iterfind(".//w:tblGrid/w:gridCol", NAMESPACES)
    assert sum(number(column, "w") for column in columns) == room
    width = root.find(".//w:tblPr/w:tblW", NAMESPACES)
    assert width is not None
    assert number(width, "w") == room


def number(element: Element, name: str) -> int:
    return int(element.get(f"{W}{name}", "0"))


def test_wide_tables_that_meet_share_their_pages(write: Callable[..., Path]) -> None:
    plain = replace(WIDE, caption=())
    assert shape(write(paragraph("Before."), WIDE, plain, paragraph("After.")))[3:-1] == [
        "section 11906x16838 first",
        "TableCaption",
        "table",
        "TableSeparator",
        "table",
        "TableSeparator",
        "section nextPage landscape 16838x11906",
        "ParagraphAfterBlock",
    ]


def test_a_wide_table_at_the_end_leaves_no_empty_page(write: Callable[..., Path]) -> None:
    noted = replace(WIDE, notes=(paragraph("A note."),))
    assert shape(write(paragraph("Before."), noted))[3:] == [
        "section 11906x16838 first",
        "TableCaption",
        "table",
        "TableText",
        "section nextPage landscape 16838x11906",
    ]


def test_front_matter_stands_across_columns(
    write: Callable[..., Path], columns: looks.Look
) -> None:
    assert shape(write(paragraph("Text."), look=columns)) == [
        "Title",
        "Date",
        "section 11906x16838 first",
        "FirstParagraph",
        "section continuous 11906x16838 columns 2",
    ]


def test_what_is_too_wide_for_a_column_stands_across_all(
    write: Callable[..., Path], columns: looks.Look, tmp_path: Path
) -> None:
    image = inl.Image(raster(tmp_path / "a.png"), "Sea.")
    wide = doc.Figure((doc.Panel(image), doc.Panel(image)), words("Two."))
    table = doc.Table((doc.Column(),) * 8, (), (row(*["measures"] * 8),))
    narrow = doc.Table((doc.Column(),) * 2, (), (row("a", "b"),))
    path = write(paragraph("Text."), wide, table, paragraph("On."), narrow, look=columns)
    assert shape(path)[3:] == [
        "FirstParagraph",
        "section continuous 11906x16838 columns 2",
        "Picture",
        "Caption",
        "table",
        "TableSeparator",
        "section continuous 11906x16838",
        "ParagraphAfterBlock",
        "table",
        "section continuous 11906x16838 columns 2",
    ]


def test_a_caption_that_others_refer_to_ends_no_section(
    write: Callable[..., Path], columns: looks.Look, tmp_path: Path
) -> None:
    """LibreOffice would lose its number."""
    image = inl.Image(raster(tmp_path / "a.png"), "Sea.")
    wide = doc.Figure((doc.Panel(image), doc.Panel(image)), words("Two."), "fig:two", "1")
    assert shape(write(wide, paragraph("On."), look=columns))[2:6] == [
        "Picture",
        "Caption",
        "TableSeparator",
        "section 11906x16838 first",
    ]


def test_no_mark_of_a_section_is_left(write: Callable[..., Path], columns: looks.Look) -> None:
    tags = {each.tag for each in part(write(WIDE, look=columns), "word/document.xml").iter()}
    assert not [tag for tag in tags if not str(tag).startswith("{")]


def test_a_wide_table_in_a_list_keeps_to_its_place(write: Callable[..., Path]) -> None:
    path = write(doc.BulletList(((paragraph("a"), WIDE),)))
    assert "table" in shape(path)
    assert len([each for each in shape(path) if each.startswith("section")]) == 1
