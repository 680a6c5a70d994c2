from __future__ import annotations

import datetime

import pydyf
import pytest

from exporters.finishing.description import Description
from exporters.finishing.metadata import describe, packet, pdf_date
from presswork.document import Author

CC_BY = "https://creativecommons.org/licenses/by/4.0/"

DESCRIPTION = Description(
    title="On <paper>",
    language="de",
    authors=(Author("Ada Author", orcid="0000-0002-1825-0097"), Author("Ben Author")),
    summary="What it says.",
    keywords=("paper", "ink"),
    doi="10.1000/182",
    rights="CC BY 4.0",
    licence=CC_BY,
    made=datetime.date(2026, 3, 1),
)


def lines(description: Description) -> list[str]:
    """Return what a packet says: the lines between its head and what describes its words."""
    written = packet(description, "A printer").decode().splitlines()
    begin = next(i for i, line in enumerate(written) if "<rdf:Description" in line)
    end = next(i for i, line in enumerate(written) if "<pdfaExtension:schemas" in line)
    return [line.removeprefix(" " * 6) for line in written[begin + 1 : end]]


def without_identification(said: list[str]) -> list[str]:
    return [line for line in said if not line.startswith(("<pdfaid:", "<pdfuaid:"))]


def test_all_that_is_known_of_a_document() -> None:
    assert without_identification(lines(DESCRIPTION)) == [
        "<dc:format>application/pdf</dc:format>",
        "<dc:title>",
        "  <rdf:Alt>",
        '    <rdf:li xml:lang="x-default">On &lt;paper&gt;</rdf:li>',
        '    <rdf:li xml:lang="de">On &lt;paper&gt;</rdf:li>',
        "  </rdf:Alt>",
        "</dc:title>",
        "<dc:creator>",
        "  <rdf:Seq>",
        "    <rdf:li>Ada Author</rdf:li>",
        "    <rdf:li>Ben Author</rdf:li>",
        "  </rdf:Seq>",
        "</dc:creator>",
        "<dc:description>",
        "  <rdf:Alt>",
        '    <rdf:li xml:lang="x-default">What it says.</rdf:li>',
        '    <rdf:li xml:lang="de">What it says.</rdf:li>',
        "  </rdf:Alt>",
        "</dc:description>",
        "<dc:subject>",
        "  <rdf:Bag>",
        "    <rdf:li>paper</rdf:li>",
        "    <rdf:li>ink</rdf:li>",
        "  </rdf:Bag>",
        "</dc:subject>",
        "<dc:language>",
        "  <rdf:Bag>",
        "    <rdf:li>de</rdf:li>",
        "  </rdf:Bag>",
        "</dc:language>",
        "<dc:identifier>doi:10.1000/182</dc:identifier>",
        "<dc:date>",
        "  <rdf:Seq>",
        "    <rdf:li>2026-03-01</rdf:li>",
        "  </rdf:Seq>",
        "</dc:date>",
        "<dc:rights>",
        "  <rdf:Alt>",
        '    <rdf:li xml:lang="x-default">CC BY 4.0</rdf:li>',
        '    <rdf:li xml:lang="de">CC BY 4.0</rdf:li>',
        "  </rdf:Alt>",
        "</dc:rights>",
        "<xmpRights:Marked>True</xmpRights:Marked>",
        f"<xmpRights:WebStatement>{CC_BY}</xmpRights:WebStatement>",
        "<prism:doi>10.1000/182</prism:doi>",
        "<prism:url>https://doi.org/10.1000/182</prism:url>",
        "<schema:author>",
        "  <rdf:Seq>",
        '    <rdf:li rdf:parseType="Resource">',
        "      <schema:name>Ada Author</schema:name>",
        "      <schema:identifier>https://orcid.org/0000-0002-1825-0097</schema:identifier>",
        "    </rdf:li>",
        '    <rdf:li rdf:parseType="Resource">',
        "      <schema:name>Ben Author</schema:name>",
        "    </rdf:li>",
        "  </rdf:Seq>",
        "</schema:author>",
        "<pdf:Keywords>paper, ink</pdf:Keywords>",
        "<pdf:Producer>A printer</pdf:Producer>",
        "<xmp:CreatorTool>Presswork</xmp:CreatorTool>",
        "<xmp:CreateDate>2026-03-01</xmp:CreateDate>",
        "<xmp:ModifyDate>2026-03-01</xmp:ModifyDate>",
    ]


def test_what_is_not_known_is_not_said() -> None:
    assert without_identification(lines(Description("Title", "en"))) == [
        "<dc:format>application/pdf</dc:format>",
        "<dc:title>",
        "  <rdf:Alt>",
        '    <rdf:li xml:lang="x-default">Title</rdf:li>',
        '    <rdf:li xml:lang="en">Title</rdf:li>',
        "  </rdf:Alt>",
        "</dc:title>",
        "<dc:language>",
        "  <rdf:Bag>",
        "    <rdf:li>en</rdf:li>",
        "  </rdf:Bag>",
        "</dc:language>",
        "<pdf:Producer>A printer</pdf:Producer>",
        "<xmp:CreatorTool>Presswork</xmp:CreatorTool>",
    ]


def test_a_work_in_the_public_domain_is_not_marked_as_owned() -> None:
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    said = lines(Description("Title", rights="CC0 1.0", licence=licence))
    assert "<xmpRights:Marked>False</xmpRights:Marked>" in said


def test_words_of_other_vocabularies_are_described() -> None:
    written = packet(DESCRIPTION, "").decode().splitlines()
    described = [line.strip() for line in written if "<pdfaSchema:prefix>" in line]
    assert described == [
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
        "<pdfaSchema:prefix>prism</pdfaSchema:prefix>",
        "<pdfaSchema:prefix>schema</pdfaSchema:prefix>",
    ]


def test_characters_that_xml_does_not_know_are_left_out() -> None:
    assert "On\n paper" not in packet(Description("On\x0b paper"), "").decode()
    assert "On paper" in packet(Description("On\x0b paper"), "").decode()


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (datetime.date(2026, 3, 1), "D:20260301"),
        (datetime.datetime(2026, 3, 1, 4, 5, 6, tzinfo=datetime.UTC), "D:20260301040506Z"),
        (None, ""),
    ],
)
def test_dates_of_pdf(made: datetime.date | None, written: str) -> None:
    assert pdf_date(made) == written


def test_the_info_dictionary_says_the_same() -> None:
    pdf = pydyf.PDF()
    pdf.info["Producer"] = pydyf.String("A printer")
    pdf.info["Title"] = pydyf.String("What stood there before")
    describe(pdf, DESCRIPTION)
    assert {name: value.string for name, value in pdf.info.items()} == {
        "Title": "On <paper>",
        "Author": "Ada Author, Ben Author",
        "Subject": "What it says.",
        "Keywords": "paper, ink",
        "Creator": "Presswork",
        "Producer": "A printer",
        "CreationDate": "D:20260301",
        "ModDate": "D:20260301",
    }
