"""House templates of others are honoured: roles, numbering, page, header and footer."""

from __future__ import annotations

import datetime
import zipfile
from typing import TYPE_CHECKING, TypeAlias

import docx
import PIL.Image
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from exporters.docx import export, ids
from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.problems import Problems, Severity
from presswork.resources import Resources
from presswork.settings import Assignment
from presswork.word_checks import check

from .house_templates import NAMESPACES as NAMES
from .house_templates import bare, cell, german, institute, page, style, table, written
from .house_templates import words as lines
from .test_lists import items
from .test_tables import row
from .test_text import paragraph, words
from .tree import NAMESPACES, W, body_tree, footnote_tree, part, remember

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element as Element

    from presswork.problems import Problem

METADATA = doc.Metadata(
    (inl.Text("On "), inl.Emphasis(words("tides")), inl.Text(" & time")),
    authors=(doc.Author("Ada", ("a",)), doc.Author("Ben", ("a", "b"))),
    affiliations=(doc.Affiliation("a", "House of Water"), doc.Affiliation("b", "Coast Lab")),
    date=datetime.date(2024, 5, 6),
    abstract=(paragraph("Water ", inl.Strong(words("rises"))), paragraph("It falls.")),
    keywords=("tide", "moon"),
)

BLOCKS = (
    doc.Heading(1, words("Sea"), "sec:sea", number="1"),
    paragraph("First", inl.NoteReference("n"), "."),
    paragraph("Second."),
    doc.BulletList(
        (*items(paragraph("a")), (paragraph("b"), doc.BulletList(items(paragraph("c")))))
    ),
    doc.Heading(2, words("Shore"), "sec:shore", number="1.1"),
    doc.Quote((paragraph("Said."),)),
    doc.Table((doc.Column(),), (row("h"),), (row("x"),), words("Tides."), "tab:a", "1"),
    doc.Bibliography((doc.BibliographyEntry("k", words("1."), words("Moon, 1999.")),)),
)
NOTES = (doc.Note("n", (paragraph("A note."),)),)


Dress: TypeAlias = "Callable[..., tuple[Path, tuple[Problem, ...]]]"


@pytest.fixture
def dress(tmp_path: Path) -> Dress:
    """Write a document with a house template; return the file and what was told."""

    def dress(
        template: Path | None,
        paper: looks.Paper | None = None,
        blocks: tuple[doc.Block, ...] = BLOCKS,
        **given: str,
    ) -> tuple[Path, tuple[Problem, ...]]:
        given = {"word-template": str(template or "")} | {
            name.replace("_", "-"): value for name, value in given.items()
        }
        assignments = [Assignment(name, value) for name, value in given.items()]
        look = looks.load("article", paper, "en-US", assignments)
        document = doc.Document(tmp_path / "a.md", "a", METADATA, blocks, notes=NOTES)
        path = tmp_path / "a.docx"
        remember(ids(document))
        return path, export(document, look, path, Resources((tmp_path,))).warnings

    return dress


def told(warnings: tuple[Problem, ...]) -> list[str]:
    return [warning.what for warning in warnings]


def texts(path: Path, name: str) -> str:
    return "".join(node.text or "" for node in part(path, name).iter(f"{W}t"))


def faults(path: Path) -> list[str]:
    return [str(each) for each in check([path]) if each.severity is Severity.ERROR]


GERMAN = """\
Titel: On {italic: tides} & time[note 2]
-: von Ada, Ben
Affiliation: House of Water
Affiliation: Coast Lab
Date: May 6, 2024
AbstractTitle: Abstract
Abstract: Water {bold: rises}
Abstract: It falls.
Keywords: {KeywordsLabel: Keywords}\N{EN SPACE}tide · moon
berschrift1: (#sec_sea Sea)
StandardohneEinzug: First(#note_n [note 3]).
Textkrper: Second.
Aufzhlungszeichen [list 1:0]: a
Aufzhlungszeichen [list 1:0]: b
Aufzhlungszeichen [list 3:1]: c
berschrift2: (#sec_shore Shore)
Zitat: Said.
TableCaption: (#tab_a {CaptionLabel: Table~}«SEQ Table \\* ARABIC = {CaptionLabel: 1}»)\
{CaptionLabel: . }Tides.
table 8906
  head
    cell
      TableHead [keepNext]: h
  row
    cell
      TableText: x
berschrift1 [list 0:0]: (#bibliography_heading References)
BibliographyNumbered: (#ref_k 1.→Moon, 1999.)
-: Ende der Vorlage"""


def test_a_template_of_word_in_german_has_its_styles_found_and_its_tags_rendered(
    tmp_path: Path, dress: Dress
) -> None:
    path, warnings = dress(german(tmp_path / "haus.dotx"))
    assert body_tree(path) == GERMAN
    assert footnote_tree(path) == (
        "footnote 2\n  -: Stand: May 6, 2024.\nfootnote 3\n  Funotentext: [mark]~A note."
    )
    assert texts(path, "word/header1.xml") == "Musterverlag · On tides & time"
    assert faults(path) == []
    assert told(warnings) == [
        (
            "the Word template has no styles for 'Affiliation', 'Date', 'Abstract Title', "
            "'Abstract', 'Keywords', 'Table Text', 'Article Table', 'Table Head'; they were added"
        )
    ]


def test_a_caption_stays_with_its_table_and_looks_as_the_templates_captions(
    tmp_path: Path, dress: Dress
) -> None:
    path, _ = dress(german(tmp_path / "haus.dotx"))
    styles = {style.get(f"{W}styleId"): style for style in part(path, "word/styles.xml")}
    assert value(styles["TableCaption"], "w:basedOn") == "Beschriftung"
    found = styles["TableCaption"].iterfind("w:pPr/*", NAMESPACES)
    assert [str(each.tag).removeprefix(W) for each in found] == ["keepNext"]


def test_what_is_added_is_based_on_the_styles_of_the_template(tmp_path: Path, dress: Dress) -> None:
    path, _ = dress(german(tmp_path / "haus.dotx"))
    styles = {style.get(f"{W}styleId"): style for style in part(path, "word/styles.xml")}
    assert value(styles["BibliographyNumbered"], "w:basedOn") == "Literatur"
    assert value(styles["AbstractTitle"], "w:basedOn") == "Standard"
    assert value(styles["AbstractTitle"], "w:rPr/w:color") == "7A1F2B"
    assert styles["AbstractTitle"].find("w:rPr/w:rFonts", NAMESPACES) is None


def value(style: Element, path: str) -> str | None:
    found = style.find(path, NAMESPACES)
    return None if found is None else found.get(f"{W}val")


INSTITUTE = """\
-:
-: On tides & time
table 3000 3000
  row
    cell
      -: Ada
    cell
      -: House of Water
  row
    cell
      -: Ben
    cell
      -: House of Water, Coast Lab
-: Mots-clés : tide, moon
-: Résumé
Corpsdetexte: Water {bold: rises}
Corpsdetexte: It falls.
-:
Date: May 6, 2024
Titre1: (#sec_sea Sea)
Corpsdetexte: First(#note_n [note 1])."""


def test_a_cover_a_table_of_authors_and_chapters_stay_as_the_template_has_them(
    tmp_path: Path, dress: Dress
) -> None:
    path, _ = dress(institute(tmp_path / "institut.docx"))
    tree = body_tree(path)
    assert tree.startswith(INSTITUTE)
    assert tree.endswith("-:\n-: Annexe large")
    assert texts(path, "word/header1.xml") == "ON TIDES & TIME"
    assert faults(path) == []


def test_headings_that_the_template_numbers_get_no_numbers_of_ours(
    tmp_path: Path, dress: Dress
) -> None:
    path, _ = dress(institute(tmp_path / "institut.docx"))
    labels = [
        label.get(f"{W}val")
        for label in part(path, "word/numbering.xml").iterfind(".//w:lvlText", NAMESPACES)
    ]
    assert labels[:2] == ["Chapitre %1", "%1.%2"]
    assert "%1" not in labels
    (style,) = (
        each
        for each in part(path, "word/styles.xml").iterfind("w:style", NAMESPACES)
        if each.get(f"{W}styleId") == "Titre1"
    )
    numbers = style.findall("w:pPr/w:numPr/w:numId", NAMESPACES)
    assert [number.get(f"{W}val") for number in numbers] == ["7"]


@pytest.mark.parametrize(
    ("paper", "sizes"),
    [
        (None, [("11906", "16838"), ("11906", "16838"), ("16838", "11906")]),
        (looks.LETTER, [("12240", "15840"), ("12240", "15840"), ("15840", "12240")]),
    ],
    ids=["not asked", "asked"],
)
def test_the_paper_is_the_templates_unless_another_is_asked_for(
    tmp_path: Path, dress: Dress, paper: looks.Paper | None, sizes: list[tuple[str, str]]
) -> None:
    path, _ = dress(institute(tmp_path / "institut.docx"), paper)
    found = part(path, "word/document.xml").iterfind(".//w:pgSz", NAMESPACES)
    assert [(size.get(f"{W}w"), size.get(f"{W}h")) for size in found] == sizes


def test_a_text_box_is_filled_for_word_and_for_others(tmp_path: Path, dress: Dress) -> None:
    path, _ = dress(institute(tmp_path / "institut.docx"))
    boxes = list(part(path, "word/document.xml").iter(f"{W}txbxContent"))
    shown = ["".join(node.text or "" for node in box.iter(f"{W}t")) for box in boxes]
    assert shown == ["Rapport: On tides & time"] * 2


def test_a_nearly_empty_template_gets_what_it_lacks(tmp_path: Path, dress: Dress) -> None:
    path, warnings = dress(bare(tmp_path / "bare.docx"))
    lines = body_tree(path).splitlines()
    assert lines[0] == "Title: On {italic: tides} & time"
    assert lines[9:12] == [
        "Heading1: (#sec_sea Sea)",
        "BodyText: First(#note_n [note 1]).",
        "BodyText: Second.",
    ]
    assert len(warnings) == 1
    assert faults(path) == []


def test_tags_in_properties_are_rendered(tmp_path: Path, dress: Dress) -> None:
    path, _ = dress(german(tmp_path / "haus.dotx"))
    properties = docx.Document(str(path)).core_properties
    assert properties.comments == "Water rises It falls."
    assert properties.category == "Vorlage en-US"


def test_a_map_says_which_style_is_meant(tmp_path: Path, dress: Dress) -> None:
    path, _ = dress(
        german(tmp_path / "haus.dotx"), word_styles="quote: Standard ohne Einzug; date: Titel"
    )
    lines = body_tree(path).splitlines()
    assert "StandardohneEinzug: Said." in lines
    assert "Titel: May 6, 2024" in lines


@pytest.mark.parametrize(
    ("said", "what", "hint"),
    [
        ("qoute: Zitat", "names the unknown role 'qoute'", "did you mean 'quote'?"),
        ("quote: Zitate", "has no style 'Zitate' for 'quote'", "its styles of this kind are"),
    ],
)
def test_a_map_that_names_what_is_not_there_is_told(
    tmp_path: Path, dress: Dress, said: str, what: str, hint: str
) -> None:
    with pytest.raises(Problems) as caught:
        dress(german(tmp_path / "haus.dotx"), word_styles=said)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert hint in str(problem.hint)


def test_a_map_is_looked_at_even_if_the_template_is_ours(dress: Dress) -> None:
    with pytest.raises(Problems, match="did you mean 'quote'"):
        dress(None, word_styles="qoute: Zitat")
    dress(None, word_styles="quote: Zitat")


def test_the_same_template_gives_the_same_bytes(tmp_path: Path, dress: Dress) -> None:
    template = institute(tmp_path / "institut.docx")
    first = dress(template)[0].read_bytes()
    assert dress(template)[0].read_bytes() == first


def test_a_file_of_ours_is_a_template_with_its_own_pictures(
    tmp_path: Path, dress: Dress, write: Callable[..., Path]
) -> None:
    def drawn(name: str, colour: str) -> doc.Paragraph:
        path = tmp_path / name
        PIL.Image.new("RGB", (40, 40), colour).save(path)
        return doc.Paragraph((inl.Image(path, colour),))

    template = write(drawn("old.png", "red")).rename(tmp_path / "house.docx")
    path, _ = dress(template, blocks=(drawn("new.png", "blue"),))
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    assert len(names) == len(set(names))
    assert [name for name in names if "media" in name] == [
        "word/media/picture1.png",
        "word/media/template-p1.png",
    ]
    assert faults(path) == []


def test_entries_that_the_template_numbers_have_the_numbers_of_the_citation_style_alone(
    tmp_path: Path, dress: Dress
) -> None:
    template = docx.Document(str(institute(tmp_path / "house.docx")))
    listed = template.styles.add_style("referenceitem", WD_STYLE_TYPE.PARAGRAPH)
    listed.paragraph_format.left_indent = Pt(20)
    numbered = listed.element.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_numId().val = 7
    template.save(str(tmp_path / "house.docx"))
    path, _ = dress(tmp_path / "house.docx")
    (entry,) = (line for line in body_tree(path).splitlines() if "Moon, 1999" in line)
    assert entry == "referenceitem [list 0:0]: (#ref_k 1.→Moon, 1999.)"


def simple(path: Path, body: str) -> Path:
    """Write a template with a body, and with hardly any styles."""
    normal = style("paragraph", "N", "Normal", more=' w:default="1"')
    styles = f"<w:styles {NAMES}>{normal}</w:styles>"
    inner = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return written(path, {"document.xml": inner, "styles.xml": styles})


def test_the_text_may_stand_in_a_cell_whose_width_it_has(tmp_path: Path, dress: Dress) -> None:
    inside = table(cell(lines("side")) + cell(lines("{{ body }}"), 5000))
    path, _ = dress(simple(tmp_path / "house.docx", inside + page(11906, 16838)))
    tree = body_tree(path).splitlines()
    assert tree[:5] == ["table 3000 3000", "  row", "    cell", "      -: side", "    cell"]
    assert f"      table {5000 - 216}" in tree
    cells = list(part(path, "word/document.xml").iter(f"{W}tc"))
    assert {each[-1].tag for each in cells} == {f"{W}p"}
    assert faults(path) == []


def test_a_section_that_ends_in_the_paragraph_of_the_text_still_ends_there(
    tmp_path: Path, dress: Dress
) -> None:
    columns = page(11906, 16838).replace(
        "</w:sectPr>", '<w:cols w:num="2" w:space="400"/></w:sectPr>'
    )
    body = lines("{{ body }}", properties=columns) + lines("end") + page(16838, 11906)
    path, _ = dress(simple(tmp_path / "house.docx", body))
    root = part(path, "word/document.xml")
    sizes = [size.get(f"{W}w") for size in root.iterfind(".//w:pgSz", NAMESPACES)]
    assert sizes[-2:] == ["11906", "16838"]
    assert body_tree(path).splitlines()[-1] == "-: end"
    assert f"table {(11906 - 3000 - 400) // 2}" in body_tree(path)
    assert faults(path) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (lines("{{ body }}") * 2, "the text says '{{ body }}' more than once"),
        (lines("Text: {{ body }}"), "'{{ body }}' stands among other words: 'Text: {{ body }}'"),
    ],
)
def test_a_place_for_the_text_that_is_none_is_told(
    tmp_path: Path, dress: Dress, body: str, what: str
) -> None:
    with pytest.raises(Problems) as caught:
        dress(simple(tmp_path / "house.docx", body + page(11906, 16838)))
    assert what in caught.value.problems[0].what
