"""What leads a reader: contents, lists, pages of cross-references, ways back from references."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from exporters import html, markup, outline, pdf, structure
from exporters.page_numbers import Told
from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.inlines import plain_text
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text
from tests.exporters.printing import look_with
from tests.exporters.test_pdf import poppler

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Block, Document

WORDS = looks.load_words("en")


def look(name: str = "article", **settings: str) -> looks.Look:
    return look_with(name, **settings)


def cite(*keys: str) -> inl.Cite:
    shown = tuple(inl.Cited(key, text(key)) for key in keys)
    return inl.Cite(tuple(map(inl.CitationItem, keys)), rendered=shown)


def works(*keys: str) -> doc.Bibliography:
    entries = (doc.BibliographyEntry(key, (), text(f"The work {key}.")) for key in keys)
    return doc.Bibliography(tuple(entries))


def printed(document: Document, chosen: looks.Look) -> list[str]:
    """Return the lines of the PDF, with the spaces of its layout made one."""
    folder = document.path.parent
    pdf.export(document, chosen, folder / "out.pdf", Resources((folder,)))
    lines = poppler("pdftotext", folder, "-layout").split("\n")
    return [" ".join(line.replace("\f", "").split()) for line in lines if line.strip()]


def book(folder: Path) -> Document:
    """Return a text whose first section cites on its first page, its second, and in a note."""
    table = doc.Table(
        (doc.Column(),),
        (doc.Row((doc.Cell((paragraph("Head"),)),)),),
        (doc.Row((doc.Cell((paragraph("Cell ", cite("c")),)),)),),
        text("What the table shows. And more of it."),
        number="1",
    )
    far = inl.CrossReference("second", inl.TargetKind.SECTION, "2", with_page=True)
    blocks: tuple[Block, ...] = (
        doc.Heading(1, text("First things"), "first", number="1"),
        paragraph("Once ", cite("a"), ", twice ", cite("a", "b"), " and see ", far, "."),
        doc.PageBreak(),
        paragraph("Once more ", cite("a"), "."),
        doc.Heading(1, text("Second things"), "second", number="2"),
        doc.Heading(2, text("A part of them"), "part", number="2.1"),
        paragraph("A note.", inl.NoteReference("n")),
        table,
        works("a", "b", "c", "uncited"),
    )
    whole = article(folder, *blocks)
    note = doc.Note("n", (paragraph("It cites ", cite("b"), "."),))
    return replace(whole, notes=(note,))


def test_contents_tell_number_words_and_page(tmp_path: Path) -> None:
    lines = printed(book(tmp_path), look(contents="yes", lists="both"))
    start = lines.index("Contents")
    assert lines[start : start + 7] == [
        "Contents",
        "1 First things 1",
        "2 Second things 2",
        "2.1 A part of them 2",
        "References 2",
        "List of tables",
        "1 What the table shows 2",
    ]


def test_depth_of_contents(tmp_path: Path) -> None:
    lines = printed(book(tmp_path), look(contents="yes", contents_depth="1"))
    assert "2.1 A part of them 2" not in lines
    assert "2 Second things 2" in lines


def test_short_text_has_no_contents_unless_they_are_wanted(tmp_path: Path) -> None:
    assert "Contents" not in printed(book(tmp_path), look())


def test_each_entry_leads_back_to_the_pages_that_cite_it_each_once(tmp_path: Path) -> None:
    lines = printed(book(tmp_path), look())
    found = [line for line in lines if line.startswith("The work")]
    assert found == [
        "The work a. ↑ 1, 2",
        "The work b. ↑ 1, 2",
        "The work c. ↑ 2",
        "The work uncited.",
    ]


def test_page_is_told_once_in_whatever_order_places_are_asked_for() -> None:
    told = Told(", p. ", facing=False, entry=1)
    shown = {}
    for told.place, page in ((1, "0"), (3, "0"), (2, "0"), (1, "2"), (3, "3"), (2, "3")):
        shown[told.place] = told.back(page)
    assert shown == {1: "2", 2: "", 3: ", 3"}


def test_way_back_stands_alone_in_no_line() -> None:
    end = (*text("see "), inl.Link("doi:10.1000/abc.defg", text("doi:10.1000/abc.defg")))
    entry = doc.BibliographyEntry("a", (), end)
    shown = on_screen(doc.Bibliography((entry,)), paragraph(cite("a")))
    assert 'abc.defg</a>\N{NO-BREAK SPACE}<span class="back-links">' in shown


def test_way_back_may_stand_alone_after_what_fills_a_narrow_column() -> None:
    entry = doc.BibliographyEntry("a", (), text("see doi:10.1000/" + "(abc)" * 8))
    shown = on_screen(doc.Bibliography((entry,)), paragraph(cite("a")))
    assert ') <span class="back-links">' in shown


def test_ways_back_are_links_and_none_is_empty(tmp_path: Path) -> None:
    printed(book(tmp_path), look())
    with pikepdf.open(tmp_path / "out.pdf") as file:
        pages = [
            str(annotation.get("/Contents", ""))
            for page in file.pages
            for annotation in page.get("/Annots", [])
            if str(annotation.get("/Dest", "")).startswith("citing-")
        ]
    assert pages
    assert all(pages)


def test_ways_back_may_be_left_out(tmp_path: Path) -> None:
    assert "The work a." in printed(book(tmp_path), look(back_links="no"))


def test_cross_reference_that_asks_tells_its_page(tmp_path: Path) -> None:
    (line,) = (line for line in printed(book(tmp_path), look()) if "twice" in line)
    assert line == "Once a, twice ab and see Section 2, p. 2."


def test_cross_references_tell_pages_out_of_sight_where_the_look_wants_it(tmp_path: Path) -> None:
    near = inl.CrossReference("near", inl.TargetKind.SECTION, "1")
    far = inl.CrossReference("far", inl.TargetKind.SECTION, "2")
    blocks = (
        doc.Heading(1, text("Near"), "near", number="1"),
        paragraph("See ", near, " and ", far, "."),
        doc.PageBreak(),
        doc.Heading(1, text("Far"), "far", number="2"),
        paragraph("Back to ", near, "."),
    )
    lines = printed(article(tmp_path, *blocks), look(page_references="yes"))
    assert "See Section 1 and Section 2, p. 2." in lines
    assert "Back to Section 1, p. 1." in lines


@pytest.mark.parametrize(
    ("sides", "here", "there", "shown"),
    [
        ("one", 3, 3, ""),
        ("one", 2, 3, ", p. 3"),
        ("two", 2, 3, ""),
        ("two", 3, 4, ", p. 4"),
    ],
)
def test_page_in_sight_is_not_told(sides: str, here: int, there: int, shown: str) -> None:
    told = Told(", p. ", facing=sides == "two", here=here)
    assert told.far(there) == shown


def on_screen(*blocks: Block) -> str:
    setting = markup.Setting(
        words=WORDS,
        notes={},
        targets=markup.target_ids(blocks),
        image=lambda picture: markup.Shown(picture.source.name),
        back_links=markup.BackLinks.SIGNS,
    )
    return str(markup.blocks(blocks, setting))


def test_on_screen_an_arrow_leads_back_and_letters_where_there_are_several() -> None:
    shown = on_screen(works("a", "b"), paragraph(cite("a"), cite("b"), cite("b")))
    assert re.findall(r'<a class="back" role="doc-backlink" (.*?)</a>', shown) == [
        'href="#citing-1" aria-label="Back to the text">↩',
        'href="#citing-2" aria-label="Back to the text: a">a',
        'href="#citing-3" aria-label="Back to the text: b">b',
    ]
    assert '<a class="cited" id="citing-2" href="#ref-b">b</a>' in shown


def test_work_within_a_range_of_numbers_is_cited_there_too() -> None:
    rendered = (inl.Cited("a", text("1")), inl.Text("–"), inl.Cited("c", text("3")))
    cited = inl.Cite(tuple(map(inl.CitationItem, "abc")), rendered=rendered)
    shown = on_screen(paragraph(cited), works("a", "b", "c"))
    assert re.findall(r'back" role="doc-backlink" href="#(\S+)"', shown) == [
        "citing-1",
        "citing-1",
        "citing-2",
    ]


def test_page_form_shows_its_place_where_there_are_no_pages() -> None:
    reference = inl.CrossReference(
        "x", inl.TargetKind.FIGURE, "2", form=inl.ReferenceForm.PAGE, with_page=True
    )
    assert on_screen(paragraph(reference)) == "<p>Figure\N{NO-BREAK SPACE}2</p>"


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (text("Bees at work."), "Bees at work"),
        (text("Bees at work. Bars are errors."), "Bees at work"),
        (text("Bees vs. wasps at work. Bars are errors."), "Bees vs. wasps at work"),
        (text(inl.Strong(text("Bees at work.")), " Bars are errors."), "Bees at work"),
        (text("Bees, after ", cite("a"), ". Bars are errors."), "Bees, after"),
        (text("Bees of a kind (", inl.Code("Apis"), "). More."), "Bees of a kind (Apis)"),
        (text("Why do bees work? Nobody knows."), "Why do bees work?"),
        (text("Words " * 40), "Words " * 17 + "Words…"),
    ],
)
def test_short_caption_is_its_first_sentence(caption: inl.Inlines, expected: str) -> None:
    assert plain_text(markup.short_caption(caption)) == expected


def test_report_has_a_cover_pages_before_the_text_and_chapters(tmp_path: Path) -> None:
    chosen = look("report", chapters="new-page", organisation="The House", rights="© 2026 all")
    document = book(tmp_path)
    pdf.export(document, chosen, tmp_path / "out.pdf", Resources((tmp_path,)))
    pages = [
        [" ".join(line.split()) for line in page.split("\n") if line.strip()]
        for page in poppler("pdftotext", tmp_path, "-layout").split("\f")
    ]
    assert pages[0] == [
        "On paper",
        "A subtitle",
        "Ada Author1,* iD , Ben Author1,2",
        "1 First House",
        "2 Second House",
        "*Corresponding author: ada@example.org",
        "The House",
        "March 1, 2026",
    ]
    assert pages[1][-1] == "ii"
    assert "Ada Author, Ben Author (2026). On paper: A subtitle. The House." in pages[1]
    assert pages[2][:4] == [
        "Contents",
        "1 First things 1",
        "2 Second things 3",
        "2.1 A part of them 3",
    ]
    assert pages[3][:2] == ["1", "First things"]
    assert pages[3][-1] == "1"
    assert pages[4][0] == "1 First things"


@pytest.mark.slow
def test_cover_of_a_report_loses_no_author(tmp_path: Path) -> None:
    made = article(tmp_path, paragraph("Some words."))
    crowd = tuple(doc.Author(f"Author{number}x", ()) for number in range(400))
    made = replace(made, metadata=replace(made.metadata, authors=crowd))
    shown = " ".join(printed(made, look("report")))
    cover = shown[: shown.index("How to cite")]
    assert [author.name for author in crowd if author.name not in cover] == []


def test_bookmarks_of_a_report_begin_before_the_text(tmp_path: Path) -> None:
    pdf.export(book(tmp_path), look("report"), tmp_path / "out.pdf", Resources((tmp_path,)))
    with pikepdf.open(tmp_path / "out.pdf") as file, file.open_outline() as outline:
        (title,) = outline.root
        assert [item.title for item in title.children] == [
            "Abstract",
            "Contents",
            "1 First things",
            "2 Second things",
            "References",
        ]


@pytest.mark.parametrize(
    ("pages", "chapters", "expected"),
    [
        (1, 3, "run-on"),
        (9, 3, "new-page"),
    ],
)
def test_long_chapters_begin_on_new_pages(
    pages: int, chapters: int, expected: str, tmp_path: Path
) -> None:
    words = "x" * (outline.PAGE_OF_TEXT * pages // chapters)
    blocks = [
        block
        for count in range(chapters)
        for block in (doc.Heading(1, text("Title"), f"t{count}"), paragraph(words))
    ]
    setting = markup.setting_of(
        article(tmp_path, *blocks), WORDS, lambda picture: markup.Shown(picture.source.name)
    )
    found = structure.structure(article(tmp_path, *blocks), setting, look(chapters="auto").settings)
    assert found.chapters == expected


def test_web_page_leads_back(tmp_path: Path) -> None:
    document = book(tmp_path)
    html.export(document, look(), tmp_path / "out.html", Resources((tmp_path,)))
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    ids = set(re.findall(r' id="(citing-\d+)"', page))
    assert set(re.findall(r'href="#(citing-\d+)"', page)) == ids
