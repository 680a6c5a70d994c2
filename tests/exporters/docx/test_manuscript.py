"""The look `plain` in Word."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exporters import docx
from exporters.docx.xml import NAMESPACES, qualified
from presswork import document as doc
from presswork import looks
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article, paragraph
from tests.exporters.printing import look_with

from .test_tables import row
from .test_text import words
from .tree import body_tree

if TYPE_CHECKING:
    from pathlib import Path


def part(folder: Path, name: str, look: str = "plain", **settings: str) -> etree._Element:
    file = folder / "out.docx"
    loaded = look_with(look, **settings)
    docx.export(article(folder, paragraph("Words.")), loaded, file, Resources((folder,)))
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, {"countBy": "1", "restart": "continuous"}),
        ({"line_numbers": "page"}, {"countBy": "1", "restart": "newPage"}),
        ({"line_number_step": "5"}, {"countBy": "5", "restart": "continuous"}),
    ],
)
def test_word_numbers_the_lines(
    settings: dict[str, str], expected: dict[str, str], tmp_path: Path
) -> None:
    section = part(tmp_path, "document", **settings).find(".//w:sectPr", NAMESPACES)
    assert section is not None
    names = [etree.QName(child).localname for child in section]
    assert names.index("lnNumType") == names.index("pgMar") + 1
    numbers = section.find("w:lnNumType", NAMESPACES)
    assert numbers is not None
    assert {etree.QName(key).localname: value for key, value in numbers.items()} == expected


def test_no_numbers_where_none_are_wanted_and_in_other_looks(tmp_path: Path) -> None:
    for look, settings in (("plain", {"line_numbers": "none"}), ("article", {})):
        assert (
            part(tmp_path, "document", look, **settings).find(".//w:lnNumType", NAMESPACES) is None
        )


def test_tables_may_stand_at_the_end(tmp_path: Path) -> None:
    """Each has a page, and its place in the text is marked."""
    table = doc.Table((doc.Column(),), (), (row("a"),), words("Tides."), "tbl:t", "1")
    look = looks.load("plain", assignments=[Assignment("floats", "end")])
    file = tmp_path / "out.docx"
    source = article(tmp_path, table, paragraph("Words."))
    docx.export(source, look, file, Resources((tmp_path,)))
    lines = body_tree(file).splitlines()
    at = lines.index("BodyText: Words.")
    assert lines[at - 1].endswith("]")
    assert lines[at + 1].startswith("TableCaption [pageBreakBefore]: ")


def test_text_has_the_leading_of_the_look(tmp_path: Path) -> None:
    styles = part(tmp_path, "styles", leading="1.5")
    lines = {
        style.get(qualified("w:styleId")): spacing.get(qualified("w:line"))
        for style in styles.iterfind("w:style", NAMESPACES)
        for spacing in style.iterfind("w:pPr/w:spacing", NAMESPACES)
    }
    assert lines["Abstract"] == lines["Bibliography"] == lines["Heading1"] == "360"
    assert lines["Caption"] == "331"


def test_lines_of_title_and_notes_have_no_numbers(tmp_path: Path) -> None:
    styles = part(tmp_path, "styles")
    found = {
        style.get(qualified("w:styleId"))
        for style in styles.iterfind("w:style", NAMESPACES)
        if style.find("w:pPr/w:suppressLineNumbers", NAMESPACES) is not None
    }
    assert {"Title", "Author", "FootnoteText", "Caption"} <= found
