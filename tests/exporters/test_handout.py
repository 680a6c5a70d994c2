"""The handout: what it shows, that it keeps to two pages, and that its code can be scanned."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from exporters.handout import summary
from exporters.handout.sheet import choose
from presswork import document as doc
from presswork import inlines as inl
from presswork import looks
from presswork.document import Contact, Document, Handout, Metadata
from presswork.problems import Problems
from presswork.references import Reference
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.printing import texts_of
from tests.scanned import scanned

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.inlines import Inlines

ADDRESS: Final = "https://example.org/tides"
SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    '<path d="M0 50 C50 0 150 100 200 50" fill="none" stroke="#000"/></svg>'
)


def text(words: str) -> Inlines:
    return (inl.Text(words),)


def numeric(*keys: str, label: str) -> inl.Cite:
    raised = inl.Superscript((inl.Cited(keys[0], text(label)),))
    return inl.Cite(tuple(map(inl.CitationItem, keys)), rendered=(raised,))


def entry(key: str, label: str) -> doc.BibliographyEntry:
    return doc.BibliographyEntry(key, text(label), text(f"{key.title()} A. On tides."))


def figure(folder: Path, number: int) -> doc.Figure:
    source = folder / f"{number}.svg"
    source.write_text(SVG)
    wide = inl.Image(source, f"The curve {number}.", inl.Length(10, "%"))
    return doc.Figure(
        (doc.Panel(wide),), text(f"Curve number {number}."), f"fig:{number}", str(number)
    )


@pytest.fixture
def article(tmp_path: Path) -> Document:
    """An article cited in a numeric style: three works, of which its handout cites two."""
    cell = doc.Cell((doc.Paragraph((inl.Text("High"), numeric("moon", label="3"))),))
    table = doc.Table(
        (doc.Column(),), (), (doc.Row((cell,)),), text("Heights."), "tbl:heights", "1"
    )
    list_ = doc.Bibliography((entry("bay", "1."), entry("sea", "2."), entry("moon", "3.")))
    metadata = Metadata(
        text("On tides"),
        authors=(doc.Author("A. Fisher", ("a",)),),
        affiliations=(doc.Affiliation("a", "Harbor School"),),
        date=datetime.date(2026, 5, 4),
        abstract=(doc.Paragraph(text("Tides come and go.")),),
    )
    return Document(
        path=tmp_path / "article.md",
        name="tides",
        metadata=metadata,
        blocks=(figure(tmp_path, 1), figure(tmp_path, 2), table, list_),
        handout=Handout(
            key_points=((inl.Text("The sea rises twice a day."), numeric("sea", label="2")),),
            call_to_action=text("Look up the tide before you go."),
            contact=Contact("Harbor Office", "harbor@example.org", "+1 202 555 0100"),
            address=ADDRESS,
            figures=("fig:2", "fig:1"),
            table="tbl:heights",
        ),
    )


def note(number: int, item: inl.CitationItem, words: str, stop: str) -> doc.Note:
    rendered = (inl.Cited(item.key, text(words)), inl.Text(stop))
    cite = inl.Cite((item,), rendered=rendered)
    return doc.Note(f"cite-{number}", (doc.Paragraph((cite,)),), of_citation=True)


def in_notes(article: Document) -> Document:
    """The same in a note style: works in full where they come first, then short."""
    at_a_page = inl.CitationItem("moon", locator=inl.Locator("page", "7"))
    notes = (
        note(1, inl.CitationItem("bay"), "A. Bay, Bays (Leeds, 2001)", "."),
        note(2, inl.CitationItem("sea"), "A. Sea, On Seas (Leeds, 2002)", "."),
        note(3, at_a_page, "A. Moon, On Moons (Leeds, 2003), 7", "."),
    )
    short = (
        note(4, inl.CitationItem("sea"), "Sea, “On Seas.”", ""),
        note(5, inl.CitationItem("moon"), "Moon, On Moons", "."),
    )
    assert article.handout is not None
    points = (
        (inl.Text("The sea rises twice a day."), inl.NoteReference("cite-4")),
        (inl.Text("The moon does it."), inl.NoteReference("cite-5")),
    )
    handout_ = replace(article.handout, key_points=points, table=None, notes=short)
    return replace(article, notes=notes, handout=handout_)


def press(
    article: Document, folder: Path, paper: looks.Paper = looks.A4, *settings: Assignment
) -> tuple[Path, Exported]:
    look = looks.load("handout", paper, assignments=settings)
    destination = folder / "handout.pdf"
    resources = Resources((folder, *look.folders))
    return destination, summary.export(article, look, destination, resources)


def page_texts(pdf: Path) -> list[str]:
    return texts_of(pdf, "-layout")


def test_it_has_a_front_and_a_back(article: Document, tmp_path: Path) -> None:
    pdf, exported = press(article, tmp_path)
    assert (exported.pages, exported.warnings) == (2, ())
    front, back = (" ".join(page.split()) for page in page_texts(pdf))
    for words in (
        "On tides", "A. Fisher", "Harbor School", "May 4, 2026", "The sea rises twice a day.2",
        "Curve number 2.", "Look up the tide before you go.", "Harbor Office", "harbor@example.org",
        "example.org/tides", "Page 1 of 2",
    ):  # fmt: skip
        assert words in front
    for words in ("Curve number 1.", "Heights.", "High3", "Page 2 of 2"):
        assert words in back


def test_it_lists_what_it_cites_under_the_labels_of_the_whole_list(article: Document) -> None:
    entries = choose(article).bibliography.entries
    assert [(item.key, inl.plain_text(item.label)) for item in entries] == [
        ("sea", "2."),
        ("moon", "3."),
    ]


@pytest.mark.slow
def test_in_a_note_style_its_notes_give_the_works_in_full_from_one_on(
    article: Document, tmp_path: Path
) -> None:
    pdf, _ = press(in_notes(article), tmp_path)
    front, back = page_texts(pdf)
    assert "The sea rises twice a day.1" in front
    squeezed = " ".join(back.split())
    assert "1. A. Sea, On Seas (Leeds, 2002)." in squeezed
    assert "Bays" not in squeezed


def test_a_work_that_no_note_gives_in_full_stays_in_the_list(article: Document) -> None:
    sheet = choose(in_notes(article))
    told = [inl.plain_text(run) for run in doc.inline_runs(sheet.notes[1].blocks)]
    assert told == ["Moon, On Moons."]
    assert [item.key for item in sheet.bibliography.entries] == ["moon"]


def test_its_code_holds_the_address(article: Document, tmp_path: Path) -> None:
    pdf, _ = press(article, tmp_path, looks.LETTER)
    assert scanned(pdf, tmp_path, dpi=100) == [[ADDRESS], []]


@pytest.mark.slow
def test_each_reference_has_a_code_of_its_doi_where_that_is_asked_for(
    article: Document, tmp_path: Path
) -> None:
    dois = {"bay": "10.1000/bay", "moon": "10.1000/m(o)on<1>", "sea": ""}
    works = [Reference(key, "article-journal", {"DOI": text(doi)}) for key, doi in dois.items()]
    cited = replace(article, references=tuple(works))
    pdf, exported = press(cited, tmp_path, looks.A4, Assignment("reference-codes", "doi"))
    assert exported.warnings == ()
    assert scanned(pdf, tmp_path, dpi=200) == [[ADDRESS], ["https://doi.org/10.1000/m(o)on<1>"]]


def test_pictures_are_not_bound_to_the_widths_of_the_article(article: Document) -> None:
    figure = choose(article).front_figure
    assert figure is not None
    assert figure.images[0].width is None


def test_without_a_handout_block_it_shows_the_abstract_and_what_comes_first(
    article: Document,
) -> None:
    sheet = choose(replace(article, handout=None))
    assert sheet.statement == article.metadata.abstract
    assert (sheet.front_figure, len(sheet.back_figures)) != (None, 0)
    assert sheet.table is not None


def test_without_an_abstract_the_beginning_of_the_article_stands_for_it(article: Document) -> None:
    blocks = (
        doc.Heading(1, text("Summary"), "summary"),
        doc.Paragraph(text("The sea moves.")),
        doc.Heading(1, text("Method"), "method"),
        doc.Paragraph(text("We looked.")),
    )
    bare = replace(article, metadata=Metadata(text("On tides")), blocks=blocks, handout=None)
    sheet = choose(bare)
    assert (sheet.statement_title, sheet.statement) == (text("Summary"), blocks[1:2])


def beginning(article: Document, *blocks: doc.Block) -> doc.Blocks:
    """What a document shows that has neither an abstract nor says what its handout shows."""
    bare = replace(article, metadata=Metadata(text("On tides")), blocks=blocks, handout=None)
    return choose(bare).statement


def test_a_beginning_goes_on_with_the_list_that_it_leads_in_to(article: Document) -> None:
    leading = doc.Paragraph(text("The sea has:"))
    list_ = doc.BulletList(((doc.Paragraph(text("tides")),), (doc.Paragraph(text("waves")),)))
    assert beginning(article, leading, list_) == (leading, list_)


def test_a_beginning_does_not_lead_in_to_what_is_not_shown(article: Document) -> None:
    whole, leading = doc.Paragraph(text("The sea moves.")), doc.Paragraph(text("It says:"))
    assert beginning(article, whole, leading, doc.CodeBlock("splash")) == (whole,)


@pytest.mark.slow
def test_an_empty_back_shows_more_figures_of_a_document_that_names_none(
    article: Document, tmp_path: Path
) -> None:
    figures = tuple(figure(tmp_path, number) for number in range(1, 7))
    _, few = press(replace(article, handout=None, blocks=figures[:2]), tmp_path)
    pdf, many = press(replace(article, handout=None, blocks=figures), tmp_path)
    back = page_texts(pdf)[1]
    assert (few.pages, many.pages) == (2, 2)
    assert "Curve number 3." in back


def test_an_empty_back_has_lines_to_write_on_unless_they_are_not_wanted(
    article: Document, tmp_path: Path
) -> None:
    bare = replace(article, handout=None, blocks=article.blocks[-1:])
    pdf, _ = press(bare, tmp_path)
    assert "Your notes" in page_texts(pdf)[1]
    press(bare, tmp_path, looks.A4, Assignment("room-for-notes", "no"))
    assert "Your notes" not in page_texts(pdf)[1]


@pytest.mark.slow
def test_what_asks_for_too_much_is_told_by_how_much(article: Document, tmp_path: Path) -> None:
    assert article.handout is not None
    points = (text("The sea rises and falls, and nobody can hold it back for long. " * 4),) * 40
    long = replace(article, handout=replace(article.handout, key_points=points))
    _, exported = press(long, tmp_path)
    assert exported.pages is not None
    assert exported.pages > 2
    (problem,) = exported.warnings
    assert "pages at the smallest that its look allows, not 2: it is about" in problem.what
    assert problem.hint is not None
    assert problem.hint.startswith("its largest parts are 'Key points' (")


def test_nothing_to_show_is_told_with_what_to_add(article: Document) -> None:
    bare = replace(article, metadata=Metadata(text("On tides")), blocks=(), handout=None)
    with pytest.raises(Problems, match="key-points"):
        choose(bare)


def test_a_figure_without_its_picture_is_left_out(article: Document) -> None:
    lost = doc.Figure((doc.Panel(None, address="https://example.org"),), id="fig:lost")
    sheet = choose(replace(article, blocks=(lost, *article.blocks)))
    shown = (sheet.front_figure, *sheet.back_figures)
    assert "fig:lost" not in {figure.id for figure in shown if figure}


def test_a_long_table_is_not_shown_unless_the_document_asks_for_it(article: Document) -> None:
    row = doc.Row((doc.Cell((doc.Paragraph(text("x")),)),))
    short, long = (
        doc.Table((doc.Column(),), (), (row,) * rows, text("T"), f"tbl:{rows}", "1")
        for rows in (3, 40)
    )
    plain = replace(article, handout=None, blocks=(long, short))
    assert choose(plain).table == short
    assert choose(replace(plain, handout=doc.Handout(table="tbl:40"))).table == long
