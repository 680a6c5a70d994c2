"""Content controls and fields that show properties of the document."""

from __future__ import annotations

import datetime

import pytest
from docx.oxml.parser import parse_xml

from exporters.docx.house.bound import fill_controls, fill_cover, fill_fields
from exporters.docx.house.values import front
from presswork import document as doc
from presswork import inlines as inl
from tests.exporters.docx.house_templates import BOUND, NAMESPACES

WORDS = {
    "plain_title": "Tides & time",
    "subtitle": "",
    "authors": "Ada, Ben",
    "keywords": "",
    "abstract": "",
    "date": "",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def char(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(words: str) -> str:
    return run(f"<w:instrText>{words}</w:instrText>")


def shown(xml: str) -> tuple[str, frozenset[str]]:
    root = parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")
    names = fill_controls(root, WORDS) | fill_fields(root, WORDS)
    return "".join(node.text or "" for node in root.iter(f"{W}t")), names


def test_a_control_that_is_bound_to_the_title_shows_it() -> None:
    assert shown(BOUND) == ("Tides & time", frozenset({"title"}))


def test_a_control_for_what_the_document_does_not_have_stays() -> None:
    assert shown(BOUND.replace("ns0:title", "ns1:keywords")) == ("[Titre]", frozenset())


def test_a_control_that_is_bound_to_other_data_stays() -> None:
    assert shown(BOUND.replace("coreProperties", "customer")) == ("[Titre]", frozenset())


@pytest.mark.parametrize(
    "field",
    [
        f'<w:fldSimple w:instr=" AUTHOR ">{run("<w:t>old</w:t>")}</w:fldSimple>',
        char("begin")
        + code(" AUT")
        + code("HOR \\* MERGEFORMAT ")
        + char("separate")
        + run("<w:t>o</w:t>")
        + run("<w:t>ld</w:t>")
        + char("end"),
    ],
    ids=["simple", "of runs"],
)
def test_a_field_shows_what_it_will_come_to(field: str) -> None:
    assert shown(f"<w:p>{field}</w:p>") == ("Ada, Ben", frozenset({"authors"}))


def test_a_field_of_another_kind_stays() -> None:
    field = char("begin") + code("PAGE") + char("separate") + run("<w:t>7</w:t>") + char("end")
    assert shown(f"<w:p>{field}</w:p>") == ("7", frozenset())


def test_the_properties_of_a_cover_are_filled_in() -> None:
    root = parse_xml(
        '<CoverPageProperties xmlns="http://schemas.microsoft.com/office/2006/coverPageProps">'
        "<PublishDate/><Abstract/><CompanyFax>1</CompanyFax></CoverPageProperties>"
    )
    abstract = (doc.Paragraph((inl.Text("It rises."),)),)
    said = front(doc.Metadata((), date=datetime.date(2024, 5, 6), abstract=abstract))
    assert fill_cover(root, said)
    assert [each.text for each in root] == ["2024-05-06T00:00:00", "It rises.", "1"]
