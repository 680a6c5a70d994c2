"""Word's own citations: fields in content controls, and the list of sources."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from exporters.docx.live import word
from exporters.docx.live.sources import KINDS
from presswork import inlines as inl
from presswork import styles
from presswork.citations import citing
from presswork.document import CitationStyle, Uncited
from presswork.references import ITEM_TYPES, NAME_VARIABLES, Date, Day, Name, Reference

from .live import (
    cite,
    document,
    paragraph,
    write_cited,
    write_live,
)
from .tree import NAMESPACES, part

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


B: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
FIELDS: Final = words(
    """AbbreviatedCaseNumber AlbumTitle Author BookTitle Broadcaster BroadcastTitle CaseNumber
    ChapterNumber City Comments ConferenceName CountryRegion Court Day DayAccessed Department
    Distributor Edition Guid Institution InternetSiteTitle Issue JournalName LCID Medium Month
    MonthAccessed NumberVolumes Pages PatentNumber PeriodicalTitle ProductionCompany
    PublicationTitle Publisher RecordingNumber RefOrder Reporter SourceType ShortTitle
    StandardNumber StateProvince Station Tag Theater ThesisType Title Type URL Version Volume Year
    YearAccessed"""
)
"""The fields of a source (ISO/IEC 29500-1, 22.6.2)."""

LATER: Final = frozenset({"DOI"})
"""What later versions of Word have beside them."""

PEOPLE: Final = words(
    """Artist Author BookAuthor Compiler Composer Conductor Counsel Director Editor Interviewee
    Interviewer Inventor Performer ProducerName Translator Writer"""
)
TYPES: Final = words(
    """ArticleInAPeriodical Book BookSection JournalArticle ConferenceProceedings Report
    SoundRecording Performance Art DocumentFromInternetSite InternetSite Film Interview Patent
    ElectronicSource Case Misc"""
)
"""The kinds of sources (22.6.3.1)."""


def faults(root: etree._Element) -> list[str]:
    """Return what is not of the shape of a list of sources (22.6)."""
    found = [f"{child.tag} is no source" for child in root if child.tag != f"{B}Source"]
    for source in root:
        names = [child.tag.removeprefix(B) for child in source]
        found += [name for name in names if name not in FIELDS | LATER]
        found += [f"{name} twice" for name in names if names.count(name) > 1]
        found += [name for name in ("Tag", "SourceType", "Guid") if name not in names]
        if source.findtext(f"{B}SourceType") not in TYPES:
            found.append("SourceType")
        for group in source.iterfind(f"{B}Author/*"):
            found += _faults_of_people(group)
        found += [
            f"{child.tag}: {child.text}"
            for child in source.iter()
            if not len(child) and not 0 < len(child.text or "") <= 255
        ]
    return found


def _faults_of_people(group: etree._Element) -> list[str]:
    name = group.tag.removeprefix(B)
    found = [] if name in PEOPLE else [name]
    (inner,) = group
    if inner.tag == f"{B}Corporate":
        return found + ([] if name in {"Author", "Performer"} else [f"{name} is an institution"])
    for person in inner:
        parts = [part.tag.removeprefix(B) for part in person]
        found += [] if parts in (["Last", "First"], ["Last"], ["First"]) else parts
    return found


def texts(source: etree._Element) -> dict[str, str]:
    return {child.tag.removeprefix(B): child.text or "" for child in source if not len(child)}


def test_a_citation_is_a_field_in_a_content_control(tmp_path: Path) -> None:
    written = write_live("word", document(tmp_path, paragraph("Text ", cite("doe2019"), ".")))
    (control,) = part(written.path, "word/document.xml").iterfind(".//w:p/w:sdt", NAMESPACES)
    assert control.find("w:sdtPr/w:citation", NAMESPACES) is not None
    runs = control.iterfind("w:sdtContent/w:r/w:t", NAMESPACES)
    assert "".join(run.text or "" for run in runs) == "(Doe, 2019)"
    assert written.codes[0] == "CITATION doe2019 \\l 1033"


def test_switches_say_locator_prefix_suffix_and_further_works(tmp_path: Path) -> None:
    items = (
        inl.CitationItem(
            "lee2021",
            (inl.Text("see "),),
            (inl.Text(', "as" it \\ were'),),
            inl.Locator("page", "7-9"),
        ),
        inl.CitationItem("doe2019", suppress_author=True, locator=inl.Locator("volume", "2")),
        inl.CitationItem("who2020", locator=inl.Locator("chapter", "3")),
    )
    written = write_live("word", document(tmp_path, paragraph(inl.Cite(items))))
    assert written.codes[0] == (
        'CITATION lee2021 \\l 1033 \\p "7-9" \\f "see " \\s ", “as” it / were"'
        ' \\m doe2019 \\l 1033 \\v "2" \\n'
        ' \\m who2020 \\l 1033 \\s ", chapter 3"'
    )


def test_the_list_is_a_field_in_a_content_control(tmp_path: Path) -> None:
    written = write_live("word", document(tmp_path, paragraph(cite("doe2019", "lee2021"))))
    (control,) = part(written.path, "word/document.xml").iterfind("w:body/w:sdt", NAMESPACES)
    assert control.find("w:sdtPr/w:bibliography", NAMESPACES) is not None
    assert len(control.findall("w:sdtContent/w:p", NAMESPACES)) == 2
    assert written.codes[-1] == "BIBLIOGRAPHY \\l 1033"


def test_controls_have_ids_of_their_own(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(*[cite("doe2019") for _ in range(20)]))
    root = part(write_live("word", source).path, "word/document.xml")
    ids = [
        int(str(each.get(f"{{{NAMESPACES['w']}}}val")))
        for each in root.iterfind(".//w:sdtPr/w:id", NAMESPACES)
    ]
    assert len(set(ids)) == 21
    assert all(0 <= each < 2**31 for each in ids)


def test_sources_are_those_that_are_cited_and_listed_in_the_order_of_the_text(
    tmp_path: Path,
) -> None:
    source = document(tmp_path, paragraph(cite("who2020"), cite("lee2021")))
    written = write_live("word", replace(source, uncited=(Uncited("doe2019"),)))
    assert [each.findtext(f"{B}Tag") for each in written.sources] == [
        "who2020",
        "lee2021",
        "doe2019",
    ]
    assert [each.findtext(f"{B}RefOrder") for each in written.sources] == ["1", "2", "3"]
    assert written.warnings == []
    assert faults(written.sources) == []


def test_an_article_has_the_fields_of_a_journal(tmp_path: Path) -> None:
    (source,) = write_live("word", document(tmp_path, paragraph(cite("lee2021")))).sources
    said = texts(source)
    assert said.pop("Guid").startswith("{")
    assert said == {
        "Tag": "lee2021",
        "SourceType": "JournalArticle",
        "Title": "A “study” of {tides} \\ waves",
        "JournalName": "Journal of Tests",
        "Volume": "3",
        "Pages": "1-9",
        "DOI": "10.1000/x",
        "Year": "2021",
        "Month": "March",
        "Day": "4",
        "RefOrder": "1",
    }
    people = [[part.text for part in person] for person in source.iter(f"{B}Person")]
    assert people == [["Lee", "Ann"], ["van Doe", "Bo"]]


def test_an_institution_is_a_corporate_author(tmp_path: Path) -> None:
    (source,) = write_live("word", document(tmp_path, paragraph(cite("who2020")))).sources
    corporate = source.findtext(f"{B}Author/{B}Author/{B}Corporate")
    assert corporate == "World Health Organization"
    assert texts(source)["Institution"] == "WHO"


def test_every_kind_of_work_has_the_shape_of_a_source(tmp_path: Path) -> None:
    variables = dict.fromkeys(
        words(
            """title title-short container-title publisher publisher-place volume issue page edition
            number version number-of-volumes chapter-number event-title event-place genre medium
            authority jurisdiction archive DOI URL ISBN ISSN note"""
        ),
        (inl.Text("x" * 300),),
    )
    people = (Name("Lee", "Ann", suffix="Jr."), Name(literal="WHO"), Name(given="Bo"))
    dates = {"issued": Date(Day(2019), Day(2020, 2)), "accessed": Date(Day(2021, 14, 1))}
    works = [
        Reference(kind, kind, variables, dict.fromkeys(NAME_VARIABLES, people), dates)
        for kind in (*sorted(ITEM_TYPES), "scroll")
    ]
    alone = Reference("alone", "patent", {}, {"author": (Name(literal="WHO"),)})
    bare = Reference("bare", "book")
    undated = Reference("undated", "book", dates={"issued": Date(literal="forthcoming")})
    keys = [each.key for each in (*works, alone, bare, undated)]
    source = replace(
        document(tmp_path, paragraph(*(cite(key) for key in keys))),
        references=(*works, alone, bare, undated),
    )
    written = write_live("word", source)
    assert faults(written.sources) == []
    assert len(written.sources) == len(keys)
    assert KINDS.keys() <= ITEM_TYPES


def test_tags_are_plain_and_unique_whatever_their_case() -> None:
    tags = word.Tags()
    assert tags["a b/c:ü"] == "a_b_c__"
    assert [tags["Lee"], tags["lee"], tags["LEE"], tags["lee"]] == [
        "Lee",
        "lee_2",
        "LEE_3",
        "lee_2",
    ]


@pytest.mark.parametrize(
    ("name", "word_style"),
    [
        ("apa", "APA"),
        ("apa-6th-edition", "APA"),
        ("modern-language-association-8th-edition", "MLA"),
        ("ieee", "IEEE"),
        ("chicago-author-date", "Chicago"),
        ("iso690-numeric-en", "ISO 690 - Numerical Reference"),
        ("iso690-author-date-de", "ISO 690 - First Element and Date"),
    ],
)
def test_a_style_that_word_has_is_selected(name: str, word_style: str) -> None:
    (_, selected, _), same = word.style_of(
        CitationStyle(f"http://www.zotero.org/styles/{name}", name, "en-US")
    )
    assert (selected, same) == (word_style, True)


def test_of_a_style_that_word_does_not_have_the_nearest_is_selected_and_told(
    tmp_path: Path,
) -> None:
    source = document(tmp_path, paragraph(cite("doe2019")))
    written = write_live("word", source, "american-medical-association")
    assert written.sources.get("SelectedStyle") == "\\ISO690Nmerical.XSL"
    (warning,) = written.warnings
    assert warning.startswith("Word has no style 'AMA Manual of Style 11th edition': 'ISO 690")


@pytest.mark.parametrize(
    ("language", "number"),
    [("en-US", 1033), ("de-DE", 1031), ("de-LI", 5127), ("fr", 1036), ("tlh", 1033)],
)
def test_languages_have_the_numbers_of_windows(language: str, number: int) -> None:
    assert word.language_number(language) == number


def test_fields_say_the_language_of_the_citations(tmp_path: Path) -> None:
    source = document(tmp_path, paragraph(cite("doe2019")))
    cited = citing.cite(source, styles.find("apa").path, "de-DE")
    assert write_cited("word", cited).codes[-1] == "BIBLIOGRAPHY \\l 1031"


def test_the_list_of_sources_says_whose_it_is(tmp_path: Path) -> None:
    path = write_live("word", document(tmp_path, paragraph(cite("doe2019")))).path
    with zipfile.ZipFile(path) as package:
        described = package.read("customXml/itemProps1.xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert f'uri="{B[1:-1]}"' in described
    assert 'Target="../customXml/item1.xml"' in relations
