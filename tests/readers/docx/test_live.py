"""Live citations of Zotero, Mendeley, EndNote and Word become citations with their works."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest

from presswork.document import Bibliography
from presswork.inlines import plain_text
from tests.outline import outline
from tests.readers.docx.word import field, p, r, read_word

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document

DOE = {
    "id": 1234,
    "type": "article-journal",
    "title": "On waiting",
    "container-title": "Cell Ex",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2001, 5]]},
    "DOI": "10.1234/def",
}
POE = {
    "id": "http://zotero.org/users/1/items/POE",
    "type": "book",
    "title": "The book of time",
    "author": [{"family": "Poe", "given": "E."}],
    "issued": {"date-parts": [["2004"]]},
}
ITEMS = [
    {
        "id": 1234,
        "uris": ["http://zotero.org/users/1/items/DOE"],
        "itemData": DOE,
        "locator": "10–12",
        "label": "page",
        "prefix": "see",
    },
    {
        "id": 99,
        "uris": ["http://zotero.org/users/1/items/POE"],
        "itemData": POE,
        "suppress-author": True,
        "suffix": "among others",
    },
]
CITATION = json.dumps(
    {"citationID": "x1", "properties": {"noteIndex": 0}, "citationItems": ITEMS, "schema": "…"}
)
BOTH = """\
Paragraph
  "Cells wait "
  Cite parenthetical
    @doe2001 page 10-12
      prefix "see "
    -@poe2004
      suffix " among others"
  "."
Bibliography"""
SHOWN = r("(see Doe, 2001, pp. 10–12; 2004 among others)")


def told(document: Document) -> str:
    return outline(document.blocks)


@pytest.mark.parametrize("pieces", [1, 7])
@pytest.mark.parametrize("start", ["ADDIN ZOTERO_ITEM CSL_CITATION", "ADDIN CSL_CITATION"])
def test_field_of_zotero_and_mendeley(start: str, pieces: int, tmp_path: Path) -> None:
    runs = r("Cells wait ") + field(f" {start} {CITATION} ", SHOWN, pieces=pieces) + r(".")
    document = read_word(tmp_path, p(runs))
    assert told(document) == BOTH
    doe, poe = document.references
    assert (doe.type, plain_text(doe.texts["DOI"]), poe.type) == (
        "article-journal",
        "10.1234/def",
        "book",
    )


def test_content_control_of_mendeley(tmp_path: Path) -> None:
    encoded = base64.b64encode(CITATION.encode()).decode()
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{encoded}"/></w:sdtPr>'
        f"<w:sdtContent>{SHOWN}</w:sdtContent></w:sdt>"
    )
    assert told(read_word(tmp_path, p(r("Cells wait ") + control + r(".")))) == BOTH


def test_one_work_in_several_fields_is_one_reference(tmp_path: Path) -> None:
    one = json.dumps({"citationItems": ITEMS[:1]})
    body = p(field(f"ADDIN ZOTERO_ITEM CSL_CITATION {one}", SHOWN)) * 2
    assert [each.key for each in read_word(tmp_path, body).references] == ["doe2001"]


def test_two_works_of_one_author_and_year(tmp_path: Path) -> None:
    other = {"uris": ["http://x/2"], "itemData": {**DOE, "id": 5, "title": "Another"}}
    both = json.dumps({"citationItems": [ITEMS[0], other]})
    document = read_word(tmp_path, p(field(f"ADDIN CSL_CITATION {both}", SHOWN)))
    assert [each.key for each in document.references] == ["doe2001", "doe2001-1"]


def test_raised_citation_goes_before_the_stop(tmp_path: Path) -> None:
    raised = r("1", '<w:vertAlign w:val="superscript"/>')
    one = json.dumps({"citationItems": ITEMS[1:]})
    runs = r("They wait.") + field(f"ADDIN CSL_CITATION {one}", raised) + r(" Then")
    text = told(read_word(tmp_path, p(runs)))
    assert text.startswith('Paragraph\n  "They wait "\n  Cite parenthetical\n    -@poe2004')
    assert '\n  ". Then"' in text


def test_bibliography_over_several_paragraphs(tmp_path: Path) -> None:
    one = json.dumps({"citationItems": ITEMS[:1]})
    cite = p(r("Wait ") + field(f"ADDIN ZOTERO_ITEM CSL_CITATION {one}", SHOWN))
    whole = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "@@")
    begin, end = whole.split("@@")
    entries = p(begin + r("Doe, J. (2001). On waiting.")) + p(r("Poe, E. (2004).")) + p(end)
    body = cite + p("References", "berschrift1") + entries + p("Afterword")
    document = read_word(tmp_path, body)
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Heading",
        "Bibliography",
        "Paragraph",
    ]
    place = document.blocks[2]
    assert isinstance(place, Bibliography)
    assert place.headed
    assert "Poe" not in told(document)


RECORD = (
    '<EndNote><Cite ExcludeAuth="1"><Author>Doe</Author><Year>2001</Year><RecNum>7</RecNum>'
    "<Prefix>see </Prefix><Pages>3</Pages><record><rec-number>7</rec-number>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors>'
    "<author>Doe, Jane</author></authors></contributors><titles><title>On waiting</title>"
    "<secondary-title>Cell Ex</secondary-title></titles><dates><year>2001</year></dates>"
    "</record></Cite></EndNote>"
)
ENDNOTE = """\
Paragraph
  "Cells wait "
  Cite parenthetical
    -@doe2001 page 3
      prefix "see "
  "."
Bibliography"""


def test_field_of_endnote(tmp_path: Path) -> None:
    runs = r("Cells wait ") + field(f" ADDIN EN.CITE {RECORD}", r("(2001)"), pieces=5) + r(".")
    assert told(read_word(tmp_path, p(runs))) == ENDNOTE


def test_field_of_endnote_with_its_data_apart(tmp_path: Path) -> None:
    data = base64.b64encode(RECORD.encode("utf-16-le")).decode()
    inner = field(" ADDIN EN.CITE.DATA ", "", data=data)
    outer = field(" ADDIN EN.CITE ", r("(2001)"), data=data)
    assert inner
    assert told(read_word(tmp_path, p(r("Cells wait ") + outer + r(".")))) == ENDNOTE


def test_field_of_word(tmp_path: Path) -> None:
    sources = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        "<b:Source><b:Tag>Doe01</b:Tag><b:SourceType>JournalArticle</b:SourceType>"
        "<b:Author><b:Author><b:NameList><b:Person><b:Last>Doe</b:Last><b:First>Jane</b:First>"
        "</b:Person></b:NameList></b:Author></b:Author><b:Title>On waiting</b:Title>"
        "<b:Year>2001</b:Year><b:JournalName>Cell Ex</b:JournalName><b:Pages>10–19</b:Pages>"
        "</b:Source></b:Sources>"
    )
    code = r'CITATION Doe01 \p 12 \n \f "see " \l 1033'
    control = f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{field(code, r('(2001)'))}"
    body = p(r("Wait ") + control + "</w:sdtContent></w:sdt>" + r(".")) + p(
        field("BIBLIOGRAPHY", r("Doe, Jane."))
    )
    document = read_word(tmp_path, body, {"customXml/item1.xml": sources})
    assert told(document).splitlines()[2:5] == [
        "  Cite parenthetical",
        "    -@Doe01 page 12",
        '      prefix "see "',
    ]
    (work,) = document.references
    assert (work.type, plain_text(work.texts["page"])) == ("article-journal", "10-19")


def test_citation_that_is_not_understood_stays_as_text(tmp_path: Path) -> None:
    document = read_word(tmp_path, p(field("ADDIN ZOTERO_ITEM CSL_CITATION {broken", SHOWN)))
    assert "see Doe, 2001" in told(document)
    assert "not understood" in str(document.warnings[0])
