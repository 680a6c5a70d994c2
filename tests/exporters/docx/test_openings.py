"""What stands before the text in our own templates: title block, masthead, cover, imprint."""

from __future__ import annotations

import datetime
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from exporters import docx
from presswork import document as doc
from presswork import looks
from presswork.looks.folders import templates_folder
from presswork.resources import Resources
from presswork.settings import Assignment

from .test_images import raster
from .test_text import paragraph, words
from .tree import NAMESPACES, W, body_tree, part

if TYPE_CHECKING:
    from pathlib import Path

METADATA = doc.Metadata(
    words("Tides"),
    subtitle=words("A study"),
    authors=(doc.Author("Ada Moon", ("a",)),),
    affiliations=(doc.Affiliation("a", "Institute"),),
    date=datetime.date(2024, 5, 6),
    abstract=(paragraph("What it says. " * 30),),
    keywords=("tide", "moon"),
    license="CC-BY-4.0",
    doi="10.1000/182",
)
SECTIONS = tuple(
    block
    for number in range(3)
    for block in (doc.Heading(1, words(f"Part {number}"), f"sec:{number}"), paragraph("Text."))
)


def written(folder: Path, look: str, metadata: doc.Metadata = METADATA, **settings: str) -> Path:
    assignments = [
        Assignment(key.replace("_", "-"), value, folder=folder) for key, value in settings.items()
    ]
    loaded = looks.load(look, assignments=assignments)
    source = doc.Document(folder / "a.md", "a", metadata, SECTIONS)
    file = folder / "a.docx"
    docx.export(source, loaded, file, Resources((folder,)))
    return file


def front(path: Path) -> list[str]:
    """Return the paragraphs before the text, each to its first full stop."""
    lines = body_tree(path).splitlines()
    return [
        line.split("What it says")[0] for line in lines[: lines.index("FirstParagraph: Text.") - 1]
    ]


def test_an_article_has_its_logo_above_and_its_license_at_the_foot(tmp_path: Path) -> None:
    raster(tmp_path / "logo.png")
    path = written(tmp_path, "article", logo="logo.png", logo_text="The house")
    assert front(path)[:2] == ["Logo: (image: The house)", "Title: Tides"]
    assert "Date: May 6, 2024" in front(path)
    feet = [
        "".join(map(str, part(path, f"word/footer{number}.xml").itertext())) for number in (1, 2)
    ]
    assert feet == [" PAGE 1", "CC-BY-4.0 PAGE 1"]


def test_a_journal_has_a_masthead_and_facts_beside_the_abstract(tmp_path: Path) -> None:
    path = written(
        tmp_path, "journal", journal_name="Waves", masthead="Vol. 1", article_type="Review"
    )
    assert front(path) == [
        "Masthead: Waves→{MastheadVolume: Vol. 1}",
        "ArticleType: Review",
        "Title: Tides",
        "Subtitle: A study",
        "Author: Ada~Moon",
        "Affiliation: Institute",
        "Facts: May 6, 2024",
        "Facts: {FactsLabel: DOI}↵<https://doi.org/10.1000/182|{Hyperlink: 10.1000/182}>",
        "Facts: {FactsLabel: License}↵CC-BY-4.0",
        "Facts: {FactsLabel: Keywords}↵tide · moon",
        "AbstractTitle: Abstract",
        "Abstract: ",
    ]


def test_facts_stand_above_an_abstract_that_is_too_short(tmp_path: Path) -> None:
    short = replace(METADATA, abstract=(paragraph("Short."),))
    styles = [line.split(":")[0] for line in front(written(tmp_path, "journal", short))]
    assert styles[-6:] == [*["FactsInLine"] * 4, "AbstractTitle", "Abstract"]


def test_the_title_of_a_journal_goes_across_its_columns(tmp_path: Path) -> None:
    root = part(written(tmp_path, "journal", columns="3"), "word/document.xml")
    columns = [section.find("w:cols", NAMESPACES) for section in root.iter(f"{W}sectPr")]
    counts = [None if each is None else each.get(f"{W}num") for each in columns]
    assert counts == [None, "3"]


def test_a_report_has_a_cover_and_pages_before_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, "report", series="Notes 1", organisation="The House", rights="© us")
    assert [line for line in front(path) if not line.startswith(("TOC", "Toc"))] == [
        "Series: Notes 1",
        "Title: Tides",
        "Subtitle: A study",
        "Publisher: The House",
        "PublisherPlace: May 6, 2024",
        "Author: Ada~Moon",
        "Affiliation: Institute",
        "AbstractTitle: Abstract",
        "Abstract: ",
        "Keywords: {KeywordsLabel: Keywords}\N{EN SPACE}tide · moon",
        "ImprintTitle: How to cite",
        (
            "Imprint: Ada Moon (2024). {italic: Tides}{italic: : }{italic: A study}. Notes 1. "
            "The House. <https://doi.org/10.1000/182|{Hyperlink: https://doi.org/10.1000/182}>"
        ),
        "Imprint: © us",
        "Imprint: License: CC-BY-4.0",
    ]
    sections = list(part(path, "word/document.xml").iter(f"{W}sectPr"))
    numbers = [section.find("w:pgNumType", NAMESPACES) for section in sections]
    told = [None if each is None else sorted(each.attrib.values()) for each in numbers]
    assert told == [None, ["lowerRoman"], ["1", "decimal"]]


def test_frames_are_told_in_paragraphs_too(tmp_path: Path) -> None:
    root = part(written(tmp_path, "report"), "word/document.xml")
    framed = root.xpath("//w:p[w:pPr/w:framePr]/w:pPr/w:pStyle/@w:val", namespaces=NAMESPACES)
    assert framed == ["Title", "Subtitle", "PublisherPlace"]


def test_the_more_lines_a_title_has_the_higher_it_begins(tmp_path: Path) -> None:
    def top(title: str) -> int:
        path = written(tmp_path, "report", replace(METADATA, title=words(title)))
        found = part(path, "word/document.xml").find(".//w:framePr", NAMESPACES)
        assert found is not None
        return int(found.get(f"{W}y", "0"))

    assert top("Tides") > top("Tides " * 8) > top("Tides " * 24) > 0


def test_a_plain_cover_has_no_field(tmp_path: Path) -> None:
    fields = {}
    for cover in ("field", "plain"):
        path = written(tmp_path, "report", cover=cover, cover_colour="#aa0000")
        head = part(path, "word/header1.xml")
        fields[cover] = len(list(head.iter(f"{W}drawing")))
    assert fields == {"field": 1, "plain": 0}


def test_a_report_without_a_byline_still_has_its_cover(tmp_path: Path) -> None:
    path = written(tmp_path, "report", doc.Metadata(words("Tides")))
    assert front(path)[:2] == ["Title: Tides", "Author:"]


def test_chapters_begin_pages_where_they_are_wanted_to(tmp_path: Path) -> None:
    for chapters, begins in (("new-page", True), ("auto", False)):
        styles = part(written(tmp_path, "report", chapters=chapters), "word/styles.xml")
        found = styles.xpath(
            "boolean(w:style[@w:styleId='Heading1']/w:pPr/w:pageBreakBefore)", namespaces=NAMESPACES
        )
        assert found is begins


def test_chapters_begin_right_pages_where_they_are_wanted_to(tmp_path: Path) -> None:
    root = part(written(tmp_path, "report", chapters="recto"), "word/document.xml")
    sections = root.findall(".//w:sectPr", NAMESPACES)
    starts = [section.xpath("string(w:type/@w:val)", namespaces=NAMESPACES) for section in sections]
    assert starts == ["", "", "", "oddPage", "oddPage"]
    text = sections[2:]
    assert all(section.find("w:titlePg", NAMESPACES) is not None for section in text)
    anew = root.xpath("count(.//w:sectPr/w:pgNumType[@w:start])", namespaces=NAMESPACES)
    assert anew == 1
    run_on = part(written(tmp_path, "article", chapters="recto"), "word/document.xml")
    assert len(run_on.findall(".//w:sectPr", NAMESPACES)) == 1


def test_the_words_of_a_journal_are_no_tags(tmp_path: Path) -> None:
    path = written(tmp_path, "journal", journal_name="{{ x }} & <y>")
    head = "".join(map(str, part(path, "word/header1.xml").itertext()))
    assert head == "Tides{\N{ZERO WIDTH SPACE}{ x }} & <y>"


def test_a_manuscript_may_have_a_title_page(tmp_path: Path) -> None:
    path = written(tmp_path, "plain", title_page="yes")
    root = part(path, "word/document.xml")
    ending = root.xpath(
        "string(//w:p[w:pPr/w:sectPr]/w:pPr/w:pStyle/@w:val)", namespaces=NAMESPACES
    )
    assert ending == "Keywords"
    styles = part(path, "word/styles.xml")
    assert styles.xpath(
        "boolean(w:style[@w:styleId='AbstractTitle']/w:pPr/w:pageBreakBefore)",
        namespaces=NAMESPACES,
    )


def test_a_report_that_somebody_has_changed_keeps_its_cover(tmp_path: Path) -> None:
    folder = tmp_path / "look"
    folder.mkdir()
    (folder / "look.yaml").write_text("extends: report\n")
    with (
        zipfile.ZipFile(templates_folder() / "report" / "report.docx") as ours,
        zipfile.ZipFile(folder / "house.docx", "w") as theirs,
    ):
        for name in ours.namelist():
            theirs.writestr(name, ours.read(name).replace(b"14506B", b"14506C"))
    path = written(tmp_path, str(folder), series="Notes 1")
    assert front(path)[:2] == ["Series: Notes 1", "Title: Tides"]
    assert len(list(part(path, "word/document.xml").iter(f"{W}sectPr"))) == 3
