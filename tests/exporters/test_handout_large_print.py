"""Large print: no letter is small, and what is wide has pages of its own or becomes a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from exporters.handout import large_print
from exporters.handout.linear import as_list
from presswork import document as doc
from presswork import looks
from presswork.inlines import Emphasis, Image, NoteReference, Subscript
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text, whole
from tests.exporters.printing import look_with, texts_of
from tests.outline import outline

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Block, Document

WORDS: Final = "The sea rises and falls twice a day, and nobody can hold it back for long. "

SMALLEST: Final = 18.0
"""The size of letters in points that ACB asks for, for all that is on the page."""

ROUNDING: Final = 0.1


LISTED: Final = """
Paragraph
  Strong "Tides"
BulletList
  item
    Paragraph
      Strong
        "Water"
        ", "
        "level"
      ": "
      "low"
Paragraph
  Strong "Tides"
BulletList
  item
    Paragraph
      Strong
        "Water"
        ", "
        "level"
      ": "
      "high"
  item
    Paragraph
      Strong
        "Water"
        ", "
        "depth"
      ": "
      "9"
    Paragraph "m"
"""


def press(article: Document, paper: looks.Paper = looks.A4, **settings: str) -> Exported:
    folder = article.path.parent
    look = look_with("handout-large-print", paper, **settings)
    resources = Resources((folder, *look.folders))
    return large_print.export(article, look, folder / "handout.pdf", resources)


def page_texts(article: Document) -> list[str]:
    with pypdfium2.PdfDocument(article.path.parent / "handout.pdf") as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def sizes(pdf: Path) -> dict[float, str]:
    """Return the letters of a PDF by their sizes, in points."""
    found: dict[float, str] = {}
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            letters = page.get_textpage()
            for at in range(pdfium.FPDFText_CountChars(letters)):
                matrix = pdfium.FS_MATRIX()
                pdfium.FPDFText_GetMatrix(letters, at, matrix)
                size = round(pdfium.FPDFText_GetFontSize(letters, at) * abs(matrix.d), 1)
                if not pdfium.FPDFText_IsGenerated(letters, at):
                    letter = chr(pdfium.FPDFText_GetUnicode(letters, at))
                    found[size] = found.get(size, "") + letter
    return found


def table(*cells: str, rows: int = 2) -> doc.Table:
    row = doc.Row(tuple(doc.Cell((paragraph(cell),)) for cell in cells))
    head = doc.Row(tuple(doc.Cell((paragraph(f"Head {at}"),)) for at in range(len(cells))))
    columns = tuple(doc.Column() for _ in cells)
    return doc.Table(columns, (head,), (row,) * rows, text("Values."), notes=(paragraph("Note."),))


def picture(folder: Path, width: int, height: int) -> doc.Figure:
    source = folder / f"{width}x{height}.svg"
    source.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    )
    return doc.Figure((doc.Panel(Image(source, "A picture.")),), text("A caption."), number="1")


@pytest.fixture
def everything(tmp_path: Path) -> Document:
    """What is usually set in small letters."""
    blocks: tuple[Block, ...] = (
        *whole(tmp_path)[:-1],
        doc.Heading(5, text("Fifth level"), "fifth"),
        paragraph("A word ", Emphasis(text("stressed")), " and H", Subscript(text("2")), "O."),
        doc.CodeBlock("x = 1  # small", "python"),
        doc.Callout("tip", (paragraph("Take care."),)),
        doc.Quote((paragraph("Quoted."),)),
        table("One", "Two"),
        table(*["heterogeneity"] * 3),
        table(*["heterogeneity"] * 12),
        whole(tmp_path)[-1],
    )
    made = article(tmp_path, *blocks)
    contact = doc.Contact("Ada", "ada@example.org", "+1 202", "https://example.org")
    handout = doc.Handout((text("A point."),), text("Act."), contact, "https://example.org/a")
    return replace(made, handout=handout)


def test_no_letter_is_small_slanted_or_lost(everything: Document) -> None:
    exported = press(everything)
    pdf = everything.path.parent / "handout.pdf"
    assert exported.warnings == ()
    assert {size: found for size, found in sizes(pdf).items() if size < SMALLEST - ROUNDING} == {}
    with pikepdf.open(pdf) as opened:
        fonts = {
            str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()
        }
    assert [font for font in fonts if "Italic" in font or "Serif" in font] == []
    shown = "".join(page_texts(everything))
    for words in ("A point.", "What it says.", "The note itself.", "Somebody.", "Act.", "Values."):
        assert words in shown
    assert shown.count("heterogeneity") == 2 * (3 + 12)


def test_a_summary_holds_what_its_key_points_cite(everything: Document) -> None:
    note = doc.Note("h", (paragraph("The work itself."),), of_citation=True)
    handout = replace(
        everything.handout or doc.Handout(),
        key_points=(text("A point.", NoteReference("h")),),
        notes=(note,),
    )
    cited = replace(everything, handout=handout)
    press(cited, holds="summary")
    shown = "".join(page_texts(cited))
    for words in ("A point.", "The work itself.", "The caption", "Contact"):
        assert words in shown
    for words in ("What it says.", "Some words.", "Somebody.", "The note itself."):
        assert words not in shown
    press(cited)
    assert "The work itself." in "".join(page_texts(cited))


def test_larger_letters_on_small_paper(tmp_path: Path) -> None:
    made = article(tmp_path, paragraph(WORDS * 8))
    press(made, looks.PAPERS["a5"], usual_text="24pt")
    assert min(sizes(tmp_path / "handout.pdf")) >= 22.7
    assert page_texts(made)[-1].endswith(f"Page {len(page_texts(made))} of {len(page_texts(made))}")


def test_a_plate_follows_the_page_that_calls_for_it(tmp_path: Path) -> None:
    wide, high = picture(tmp_path, 900, 450), picture(tmp_path, 300, 500)
    long = [paragraph(f"Passage {number}. ", WORDS * 9) for number in range(4)]
    press(article(tmp_path, long[0], wide, *long[1:], high))
    with pikepdf.open(tmp_path / "handout.pdf") as pdf:
        turned = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    pages = page_texts(article(tmp_path))
    plates = [at for at, page in enumerate(pages) if page.startswith("Figure 1. A caption.")]
    assert plates == [turned.index(True), len(pages) - 1]
    assert turned.count(True) == 1
    before, after = pages[plates[0] - 1], pages[plates[0] + 1]
    assert "Passage 0" in "".join(pages[: plates[0]])
    assert len(before) > 500, "the text fills the page before the plate"
    assert not after.startswith("Passage"), "and goes on behind it, in the middle of a paragraph"
    for number in range(4):
        assert sum(f"Passage {number}." in page for page in pages) == 1
    assert [page.rpartition("Page ")[2] for page in pages] == [
        f"{number} of {len(pages)}" for number in range(1, len(pages) + 1)
    ]


def test_rows_of_a_table_that_is_a_list_are_not_parted_by_pages(tmp_path: Path) -> None:
    cells = ("heterogeneity", *["heterogeneous"] * 6)
    press(article(tmp_path, paragraph("Before. " * 40), table(*cells, rows=9)))
    shown = [page for page in page_texts(article(tmp_path)) if "Head 1: " in page]
    assert len(shown) > 2
    assert all(page.count("Head 1: ") == page.count("Head 6: ") for page in shown)
    assert all(page.count("Head 0: ") == page.count("Head 6: ") for page in shown)


def test_names_of_authors_stand_right_before_their_commas(tmp_path: Path) -> None:
    made = article(tmp_path)
    authors = [replace(author, orcid="0000-0002-1825-0097") for author in made.metadata.authors]
    press(replace(made, metadata=replace(made.metadata, authors=tuple(authors))))
    first = page_texts(made)[0]
    assert "Author" in first
    assert " ," not in first


def test_names_and_words_that_are_longer_than_a_line_are_parted(tmp_path: Path) -> None:
    made = article(tmp_path, title="Donaudampfschifffahrtsgesellschaftskapitänswitwenrente")
    name = "Karl-Theodor Maria Nikolaus Freiherr von und zu Langenname"
    authors = (replace(made.metadata.authors[0], name=name),)
    press(replace(made, metadata=replace(made.metadata, authors=authors, language="de")))
    first = page_texts(made)[0]
    assert "Donaudampfschifffahrtsgesellschaft" not in first
    with pypdfium2.PdfDocument(tmp_path / "handout.pdf") as pdf:
        page = pdf[0].get_textpage()
        place = page.search("Langenname").get_next()
        assert place
        right = page.get_charbox(place[0] + place[1] - 1)[2]
        assert right < pdf[0].get_width() - 25.4 * 72 / 25.4


def test_lines_of_code_that_are_too_long_for_large_letters_hang(tmp_path: Path) -> None:
    short, long = "a = 1", "word = a.call(first, second, third_and)"
    press(article(tmp_path, doc.CodeBlock(f"{short}\n    {long}", "python")))
    lines = "".join(texts_of(tmp_path / "handout.pdf", "-layout")).splitlines()
    begun, hanging = (
        next(len(line) - len(line.lstrip()) for line in lines if words in line)
        for words in ("word = a.call(", "third_and)")
    )
    assert hanging > begun


def test_a_table_without_room_is_a_list_of_its_rows() -> None:
    merged = doc.Row(
        (
            doc.Cell((paragraph("Tides"),), row_span=2),
            doc.Cell((paragraph("low"),)),
            doc.Cell((paragraph(""),)),
        )
    )
    second = doc.Row((doc.Cell((paragraph("high"),)), doc.Cell((paragraph("9"), paragraph("m")))))
    head = (
        doc.Row((doc.Cell(()), doc.Cell((paragraph("Water"),), column_span=2))),
        doc.Row(tuple(doc.Cell((paragraph(word),)) for word in ("", "level", "depth"))),
    )
    made = doc.Table((doc.Column(),) * 3, head, (merged, second))
    assert outline(as_list(made)) == LISTED.strip()
