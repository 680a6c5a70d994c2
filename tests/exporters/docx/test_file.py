"""The file as a whole: it is sound, the same each time, and says what it is."""

from __future__ import annotations

import datetime
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from posixpath import join, normpath
from typing import TYPE_CHECKING

import docx
import pytest
from lxml import etree

from exporters.docx import export
from exporters.docx.properties import set_custom_properties
from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.problems import ProblemKind, Problems
from presswork.resources import Resources

from .test_images import raster, vector
from .test_lists import items
from .test_tables import cell, row
from .test_text import paragraph, words
from .tree import NAMESPACES, W, body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable

LAST = "rId4"


def document_of(name: str) -> doc.Document:
    return doc.Document(Path(f"{name}.md"), name, doc.Metadata(words("A")), ())


RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture
def rich(write: Callable[..., Path], tmp_path: Path) -> Path:
    """A file with everything in it."""
    link = inl.Link("https://example.org/", words("link"))
    image = inl.Image(vector(tmp_path / "a.svg"), "Sea.")
    photo = inl.Image(raster(tmp_path / "a.png"), "")
    panels = (doc.Panel(image), doc.Panel(photo))
    spans = (doc.Row((cell("a", rows=2), cell("b", columns=2))), row("c", "d"))
    inner = doc.Cell((doc.Table((doc.Column(),), (), (row("x"),)),))
    notes = tuple(doc.Note(id_, (paragraph("So ", link, "."),)) for id_ in "abc")
    mark = inl.NoteReference
    return write(
        doc.Heading(1, words("Sea"), "sec:a", number="1"),
        paragraph(mark("a"), link, inl.CrossReference("fig:a", inl.TargetKind.FIGURE, "1")),
        doc.Figure(panels, (inl.Text("Sea."), mark("b")), "fig:a", "1"),
        doc.Table(
            (doc.Column(),) * 3, (row("h"),), (*spans, doc.Row((inner,))), words("T"), "t", "1"
        ),
        doc.OrderedList(((paragraph("a"), doc.BulletList(items(paragraph(mark("c"))))),)),
        doc.Callout("note", (paragraph("Mind."),)),
        doc.Bibliography((doc.BibliographyEntry("k", words("1."), (link,)),)),
        notes=notes,
    )


def xml_parts(path: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(path) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def test_every_cell_ends_in_a_paragraph(rich: Path) -> None:
    cells = list(part(rich, "word/document.xml").iter(f"{W}tc"))
    assert cells
    assert {tc[-1].tag for tc in cells} == {f"{W}p"}


def test_ids_are_unique(rich: Path) -> None:
    root = part(rich, "word/document.xml")
    for name in ("w:bookmarkStart", "wp:docPr"):
        found = [
            element.get("id") or element.get(f"{W}id")
            for element in root.iterfind(f".//{name}", NAMESPACES)
        ]
        assert found
        assert not [id_ for id_, count in Counter(found).items() if count > 1]


def test_fields_are_balanced(rich: Path) -> None:
    for paragraph_ in part(rich, "word/document.xml").iter(f"{W}p"):
        kinds = [char.get(f"{W}fldCharType") for char in paragraph_.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_relationships_resolve_and_none_is_idle(rich: Path) -> None:
    parts = xml_parts(rich)
    with zipfile.ZipFile(rich) as package:
        names = set(package.namelist())
    for name, root in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = name.split("_rels/")[0]
        for relationship in root:
            if relationship.get("TargetMode") != "External":
                target = normpath(join(folder, str(relationship.get("Target"))))
                assert target.lstrip("/") in names
        source = parts.get(name.replace("_rels/", "").removesuffix(".rels"))
        if source is not None:
            known = {relationship.get("Id") for relationship in root}
            used = {
                value
                for element in source.iter(etree.Element)
                for attribute, value in element.attrib.items()
                if str(attribute).startswith(RELATIONSHIP)
            }
            assert used <= known


def test_styles_numberings_and_anchors_that_are_named_are_there(rich: Path) -> None:
    parts = xml_parts(rich)
    styles = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    numbers = {number.get(f"{W}numId") for number in parts["word/numbering.xml"].iter(f"{W}num")}
    root = parts["word/document.xml"]
    bookmarks = {start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")}
    for name in ("pStyle", "rStyle", "tblStyle"):
        assert {style.get(f"{W}val") for style in root.iter(f"{W}{name}")} <= styles
    assert {number.get(f"{W}val") for number in root.iter(f"{W}numId")} <= numbers | {"0"}
    assert {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")} <= bookmarks | {None}


def test_no_paragraph_of_the_text_is_empty(rich: Path) -> None:
    body = part(rich, "word/document.xml").find("w:body", NAMESPACES)
    assert body is not None
    for paragraph_ in body.iterfind("w:p", NAMESPACES):
        assert paragraph_.find(".//w:r", NAMESPACES) is not None


def test_no_run_is_formatted_but_by_style_or_emphasis(rich: Path) -> None:
    allowed = {"rStyle", "b", "bCs", "i", "iCs", "smallCaps", "strike", "u", "vertAlign", "lang"}
    for properties in part(rich, "word/document.xml").iter(f"{W}rPr"):
        assert {child.tag.removeprefix(W) for child in properties} <= allowed


def test_the_same_document_gives_the_same_bytes(write: Callable[..., Path]) -> None:
    first = write(paragraph("One.")).read_bytes()
    assert write(paragraph("One.")).read_bytes() == first


def test_the_properties_are_the_documents(write: Callable[..., Path]) -> None:
    metadata = doc.Metadata(
        (inl.Text("On "), inl.Emphasis(words("tides"))),
        authors=(doc.Author("Ada"), doc.Author("Ben")),
        date=datetime.date(2024, 5, 6),
        language="en-GB",
        keywords=("tide", "moon"),
    )
    properties = docx.Document(str(write(metadata=metadata))).core_properties
    assert (properties.title, properties.author) == ("On tides", "Ada; Ben")
    assert (properties.keywords, properties.language) == ("tide, moon", "en-GB")
    assert properties.created == datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC)


def test_without_a_date_that_of_the_environment_is_taken(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    properties = docx.Document(str(write(metadata=doc.Metadata(words("Tides"))))).core_properties
    assert properties.created == datetime.datetime(1970, 1, 2, tzinfo=datetime.UTC)


def custom_properties(path: Path) -> list[tuple[str, str]]:
    root = part(path, "docProps/custom.xml")
    return [(str(each.get("name")), str(each[0].text)) for each in root]


def test_custom_properties_say_what_the_core_ones_have_no_place_for(
    write: Callable[..., Path],
) -> None:
    author = doc.Author("Ben Sea", orcid="0000-0002-1825-0097")
    metadata = doc.Metadata(
        words("Tides"), authors=(author,), doi="10.1000/182", license="CC-BY-4.0"
    )
    assert custom_properties(write(metadata=metadata)) == [
        ("DOI", "10.1000/182"),
        ("License", "CC-BY-4.0"),
        ("ORCID", "Ben Sea: 0000-0002-1825-0097"),
        ("Source", "article.md"),
    ]


def test_the_citation_style_is_told(look: looks.Look, tmp_path: Path) -> None:
    style = doc.CitationStyle("http://www.zotero.org/styles/apa", "APA", "en-US")
    path = tmp_path / "a.docx"
    export(replace(document_of("a"), cited_in=style), look, path, Resources(()))
    assert ("Citation style", "http://www.zotero.org/styles/apa") in custom_properties(path)


def test_custom_properties_of_a_template_stay(look: looks.Look, tmp_path: Path) -> None:
    template = docx.Document(str(look.folder / "article.docx"))
    of_house = replace(document_of("b"), path=Path("house.md"))
    set_custom_properties(template.part.package, of_house)
    root = etree.fromstring(template.part.package.rels[LAST].target_part.blob)
    root[0].set("name", "House")
    template.part.package.rels[LAST].target_part._blob = etree.tostring(root)  # noqa: SLF001 - python-docx keeps it as bytes
    template.save(str(tmp_path / "house.docx"))
    path = tmp_path / "a.docx"
    export(document_of("a"), replace(look, folders=(tmp_path,)), path, Resources(()))
    assert custom_properties(path) == [("House", "house.md"), ("Source", "a.md")]


def test_no_time_of_day_and_no_counts_of_the_template_are_told(
    look: looks.Look, tmp_path: Path
) -> None:
    template = docx.Document(str(look.folder / "article.docx"))
    template.core_properties.created = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    for relationship in template.part.package.rels.values():
        if relationship.reltype.endswith("/extended-properties"):
            app = relationship.target_part
            counted = app.blob.replace(b"<Application>", b"<Words>7</Words><Application>")
            app._blob = counted  # noqa: SLF001 - as above
    template.save(str(tmp_path / "house.docx"))
    path = tmp_path / "a.docx"
    export(document_of("a"), replace(look, folders=(tmp_path,)), path, Resources(()))
    core = part(path, "docProps/core.xml")
    assert [each for each in core if str(each.tag).endswith(("created", "modified"))] == []
    app_ = part(path, "docProps/app.xml")
    assert "Words" not in {etree.QName(each).localname for each in app_}


def test_a_title_longer_than_a_property_is_cut(write: Callable[..., Path]) -> None:
    path = write(metadata=doc.Metadata(words("tide " * 99)))
    title = docx.Document(str(path)).core_properties.title
    assert len(title) == 255
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Tides", "Tides"),
        ("Tides & <tags>", "Tides & <tags>"),
        (f"Tides: {'a long tale ' * 9}", "Tides"),
        ("tide " * 20, f"{'tide ' * 15}tide…"),
    ],
)
def test_the_head_of_the_page_has_a_short_title(
    write: Callable[..., Path], title: str, shown: str
) -> None:
    header = part(write(metadata=doc.Metadata(words(title))), "word/header1.xml")
    assert "".join(node.text or "" for node in header.iter(f"{W}t")) == shown


def test_the_page_has_the_size_of_the_paper(tmp_path: Path) -> None:
    look = looks.load("article", looks.LETTER, "en-US")
    document = doc.Document(tmp_path / "a.md", "a", doc.Metadata(words("A")), ())
    export(document, look, tmp_path / "a.docx", Resources((tmp_path,)))
    size = part(tmp_path / "a.docx", "word/document.xml").find(".//w:pgSz", NAMESPACES)
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")


def problems_of(look: looks.Look, destination: Path) -> Problems:
    document = doc.Document(Path("a.md"), "a", doc.Metadata(words("A")), ())
    with pytest.raises(Problems) as caught:
        export(document, look, destination, Resources(()))
    return caught.value


def test_a_look_without_a_template_is_told(look: looks.Look, tmp_path: Path) -> None:
    problem = problems_of(replace(look, folders=(tmp_path,)), tmp_path / "a.docx").problems[0]
    assert problem.kind is ProblemKind.TEMPLATE
    assert "has no Word template" in problem.what


def test_a_template_that_is_no_word_file_is_told(look: looks.Look, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("no archive")
    problem = problems_of(replace(look, folders=(tmp_path,)), tmp_path / "b.docx").problems[0]
    assert problem.kind is ProblemKind.TEMPLATE
    assert problem.location is not None
    assert problem.location.path == tmp_path / "a.docx"


def test_a_tag_that_fails_is_told(look: looks.Look, tmp_path: Path) -> None:
    template = docx.Document(str(look.folder / "article.docx"))
    template.sections[0].header.paragraphs[0].runs[0].text = "{{ short_titel }}"
    template.save(str(tmp_path / "a.docx"))
    problem = problems_of(replace(look, folders=(tmp_path,)), tmp_path / "b.docx").problems[0]
    assert problem.what == (
        "'{{ short_titel }}' in the header (word/header1.xml) fails: 'short_titel' is undefined"
    )
    assert problem.hint == "did you mean 'short_title'?"


def test_a_folder_that_is_not_there_is_told(look: looks.Look, tmp_path: Path) -> None:
    problem = problems_of(look, tmp_path / "nowhere" / "a.docx").problems[0]
    assert problem.kind is ProblemKind.OUTPUT


def test_the_front_tells_equal_authors_and_where_it_was_published(
    write: Callable[..., Path],
) -> None:
    metadata = doc.Metadata(
        words("Tides"),
        authors=(doc.Author("A B", ("a",), equal=True, url="https://example.org"),),
        affiliations=(doc.Affiliation("a", "House", ror="04cw6st05"),),
        doi="10.1000/182",
        origin=words("A Journal 1(2)"),
        notices=(words("Deceased."),),
    )
    path = write(metadata=metadata)
    assert body_tree(path).splitlines()[1:] == [
        "Author: <https://example.org|{Hyperlink: A~B}>{superscript: †}",
        "Affiliation: <https://ror.org/04cw6st05|{Hyperlink: House}>",
        "Affiliation: † These authors contributed equally",
        (
            "Affiliation: Originally published: A Journal 1(2). "
            "<https://doi.org/10.1000/182|{Hyperlink: https://doi.org/10.1000/182}>"
        ),
        "Affiliation: Deceased.",
    ]
    assert docx.Document(str(path)).core_properties.identifier == "doi:10.1000/182"


def test_namespaces_are_declared_at_the_root_alone(rich: Path) -> None:
    """Pandoc knows a prefix from there only: without, it loses what pictures show."""
    with zipfile.ZipFile(rich) as package:
        text = package.read("word/document.xml").decode()
    root, _, inside = text.partition("<w:body>")
    for prefix in ("w", "r", "m", "wp", "a", "pic"):
        assert f"xmlns:{prefix}=" in root
        assert f"xmlns:{prefix}=" not in inside
