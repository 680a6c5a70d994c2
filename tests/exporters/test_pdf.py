from __future__ import annotations

import base64
import io
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import PIL.Image
import pytest

from exporters import pdf
from presswork import looks
from presswork.document import (
    BulletList,
    Callout,
    CodeBlock,
    Figure,
    Heading,
    Note,
    PageBreak,
    Panel,
)
from presswork.inlines import Emphasis, Image, NoteReference
from presswork.problems import ProblemKind, Problems
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article, paragraph, svg_figure, text

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Block, Document


def export(document: Document, look: looks.Look | None = None) -> Exported:
    folder = document.path.parent
    return pdf.export(
        document, look or looks.load("article"), folder / "out.pdf", Resources((folder,))
    )


def poppler(program: str, folder: Path, *options: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is missing: apt-get install poppler-utils")
    command = [found, *options, str(folder / "out.pdf")]
    if program == "pdftotext":
        command.append("-")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - Poppler, on a file made above


def styled(folder: Path, css: str) -> looks.Look:
    """Return a look that is the article's with one more rule."""
    own = folder / "look"
    shutil.copytree(looks.templates_folder() / "article", own)
    with (own / "print.css").open("a", encoding="utf-8") as sheet:
        sheet.write(css)
    return looks.load(str(own))


def failure(document: Document, look: looks.Look | None = None) -> str:
    with pytest.raises(Problems) as raised:
        export(document, look)
    return str(raised.value)


def test_text_of_the_page(tmp_path: Path) -> None:
    assert export(article(tmp_path)).pages == 1
    lines = poppler("pdftotext", tmp_path, "-layout").split("\n")
    assert [" ".join(line.split()) for line in lines if line.strip()] == [
        "On paper",
        "A subtitle",
        "Ada Author1,* iD , Ben Author1,2",
        "1 First House",
        "2 Second House",
        "*Corresponding author: ada@example.org",
        "March 1, 2026",
        "Abstract",
        "What it says.",
        "Keywords paper · ink",
        "First section",
        "Some words.11 More words.",
        "Figure 1. The caption",
        "Second section",
        "The end.",
        "References",
        "1. Somebody. doi:10.1000/182 ↑ 1",
        "1 The note itself.",
        "1",
    ]


def test_properties_are_the_documents(tmp_path: Path) -> None:
    export(article(tmp_path))
    lines = poppler("pdfinfo", tmp_path, "-isodates").splitlines()
    found = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    assert found["Title"] == "On paper"
    assert found["Author"] == "Ada Author, Ben Author"
    assert found["Keywords"] == "paper, ink"
    assert found["CreationDate"].startswith("2026-03-01")
    assert found["Tagged"] == "yes"


@pytest.mark.parametrize(
    ("paper", "size"), [(looks.A4, "595.276 x 841.89"), (looks.LETTER, "612 x 792")]
)
def test_paper(tmp_path: Path, paper: looks.Paper, size: str) -> None:
    export(article(tmp_path), looks.load("article", paper))
    assert f"Page size:       {size} pts" in poppler("pdfinfo", tmp_path)


def test_only_the_fonts_of_the_look_are_used(tmp_path: Path) -> None:
    figure = svg_figure(tmp_path, '<text y="9" font-family="Source Sans 3">Words</text>')
    export(article(tmp_path, figure, paragraph("Some words.")))
    fonts = poppler("pdffonts", tmp_path).splitlines()[2:]
    assert fonts
    assert all("+Source-S" in line for line in fonts)


def test_signs_that_no_face_of_text_has_come_from_the_looks_own_font_of_signs(
    tmp_path: Path,
) -> None:
    warnings = export(
        article(tmp_path, paragraph("In \N{DOUBLE-STRUCK CAPITAL R} and at 1 M⊙."))
    ).warnings
    assert warnings == ()
    assert "+Signs" in poppler("pdffonts", tmp_path)


def test_characters_of_no_font_are_a_warning(tmp_path: Path) -> None:
    warnings = export(article(tmp_path, paragraph("\N{WHITE SCISSORS}"))).warnings
    assert any("\N{WHITE SCISSORS}" in str(problem) for problem in warnings)


def test_same_document_gives_the_same_file(tmp_path: Path) -> None:
    export(article(tmp_path))
    first = (tmp_path / "out.pdf").read_bytes()
    export(article(tmp_path))
    assert (tmp_path / "out.pdf").read_bytes() == first


def test_long_article_has_running_heads_but_not_on_its_first_page(tmp_path: Path) -> None:
    blocks: list[Block] = [paragraph("Many words follow each other here. " * 40)] * 8
    export(article(tmp_path, *blocks, title="Head line"))
    first, second, third = poppler("pdftotext", tmp_path, "-layout").split("\f")[:3]
    assert first.split()[:3] == ["Head", "line", "A"]
    assert first.count("Head line") == 1
    assert second.split()[:2] == third.split()[:2] == ["Head", "line"]
    assert [page.split()[-1] for page in (first, second, third)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("setting", "head"),
    [
        (Assignment("running-head", "authors"), "Ada Author, Ben Author"),
        (Assignment("running-head", "section"), "Tom & <i>"),
        (Assignment("running-text", '"A & B" <i>'), '"A & B" <i>'),
        (Assignment("running-head", "none"), "Many words follow each other here."),
    ],
    ids=["authors", "section", "words of one's own", "none"],
)
def test_heads_of_left_pages_tell_the_document(
    setting: Assignment, head: str, tmp_path: Path
) -> None:
    look = looks.load("article", assignments=[Assignment("sides", "two"), setting])
    blocks: list[Block] = [paragraph("Many words follow each other here. " * 40)] * 8
    export(article(tmp_path, *blocks, title="Tom & <i>"), look)
    assert poppler("pdftotext", tmp_path, "-f", "2", "-l", "2").startswith(head)


def test_a_note_too_long_for_the_foot_stands_at_the_end(tmp_path: Path) -> None:
    short, long_, last = ((paragraph(words),) for words in ("Short.", "tale " * 600, "Last."))
    notes = (Note("a", short), Note("b", long_), Note("c", last))
    marks = (NoteReference("a"), " two", NoteReference("b"), " three", NoteReference("c"))
    blocks = (paragraph("One", *marks), paragraph("The end."))
    assert export(replace(article(tmp_path, *blocks), notes=notes)).warnings == ()
    text = " ".join(poppler("pdftotext", tmp_path).split())
    assert "One1 two2 three3" in text
    assert text.count("tale") == 600
    assert "The end. Notes 2. tale" in text
    assert "1 Short. 3 Last." in text


def test_words_that_are_wider_than_the_column_are_broken(tmp_path: Path) -> None:
    export(article(tmp_path, paragraph("0123456789" * 40)))
    lines = poppler("pdftotext", tmp_path).splitlines()
    assert max(len(line) for line in lines) < 120


def test_page_breaks_leave_no_page_empty(tmp_path: Path) -> None:
    breaks = (PageBreak(), PageBreak())
    blocks = (paragraph("One."), *breaks, paragraph("Two."), *breaks)
    assert export(article(tmp_path, *blocks)).pages == 2


@pytest.mark.parametrize("look", ["article", "journal"])
def test_an_outline_fills_its_pages(look: str, tmp_path: Path) -> None:
    headings = [Heading(1 + at % 4, text(f"Part {at}"), f"part-{at}") for at in range(60)]
    pages = export(article(tmp_path, *headings), looks.load(look)).pages
    assert pages is not None
    assert pages <= 4


def test_margins_that_leave_no_room_are_told(tmp_path: Path) -> None:
    look = looks.load("article", assignments=[Assignment("margin-top", "400mm")])
    assert "the margins leave no room" in failure(article(tmp_path), look)


def test_a_long_callout_begins_where_it_stands(tmp_path: Path) -> None:
    words = paragraph("Many words follow each other here. " * 60)
    export(article(tmp_path, paragraph("Before."), Callout("note", (words, words), text("Title"))))
    assert "Title" in poppler("pdftotext", tmp_path, "-l", "1")


def test_lines_are_not_broken_after_their_first_word(tmp_path: Path) -> None:
    """WeasyPrint's fault that `_guard_line_ends` keeps away shows at some widths only."""
    sentence = "D. Kyurkchiev, Secretion of regulatory cytokines by mesenchymal stem cells, "
    items = [
        (paragraph("x" * count + " ", sentence, Emphasis(text("World Journal"))),)
        for count in range(40)
    ]
    export(article(tmp_path, BulletList(tuple(items))))
    lines = poppler("pdftotext", tmp_path, "-layout").splitlines()
    assert not [line for line in lines if line.strip(" •x") == "D."]


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> {{ words }}"
    export(article(tmp_path, Heading(1, text("A"), "a"), title=title))
    assert title in " ".join(poppler("pdftotext", tmp_path).split())


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("file:///etc/passwd", "'file:///etc/passwd' lies outside the document's folder"),
        ("http://x.example/a.png", "'http://x.example/a.png' is on the network"),
        ("../../x.png", "'../../x.png' lies outside the document's folder"),
        ("no.png", "file 'no.png' not found"),
    ],
)
def test_style_sheet_reads_nothing_from_outside(tmp_path: Path, address: str, problem: str) -> None:
    look = styled(tmp_path, f"body {{ background: url({address}) }}")
    told = failure(article(tmp_path), look)
    assert "print.css" in told
    assert problem in told


def test_style_sheet_that_weasyprint_fails_on_is_told(tmp_path: Path) -> None:
    look = styled(tmp_path, 'ul > li::marker { content: "x" }')
    items = BulletList(((paragraph("a"),),))
    assert "error: WeasyPrint cannot print the page" in failure(article(tmp_path, items), look)


def test_svg_reads_nothing_from_outside(tmp_path: Path) -> None:
    figure = svg_figure(tmp_path, '<image href="/etc/passwd"/>')
    assert "picture.svg:1: error: '/etc/passwd' lies outside" in failure(article(tmp_path, figure))


def test_pictures_within_drawings_are_not_interpolated(tmp_path: Path) -> None:
    dots = io.BytesIO()
    PIL.Image.new("RGBA", (2, 2), "#12345678").save(dots, "PNG")
    encoded = base64.b64encode(dots.getvalue()).decode()
    drawing = f'<image width="9" height="9" href="data:image/png;base64,{encoded}"/>'
    export(article(tmp_path, svg_figure(tmp_path, drawing)))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        pictures = [
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
        ]
        assert len(pictures) == 2
        assert not any(picture.get("/Interpolate") for picture in pictures)


def test_picture_that_is_none_is_told(tmp_path: Path) -> None:
    source = tmp_path / "picture.png"
    source.write_bytes(b"no PNG")
    with pytest.raises(Problems) as raised:
        export(article(tmp_path, Figure((Panel(Image(source, "A picture")),))))
    assert "picture.png" in str(raised.value)
    assert raised.value.problems[0].kind is ProblemKind.CONTENT


def test_picture_that_is_decoration_is_no_problem(tmp_path: Path) -> None:
    source = tmp_path / "picture.png"
    PIL.Image.new("RGB", (9, 9)).save(source)
    exported = export(article(tmp_path, Figure((Panel(Image(source, "")),))))
    assert exported.warnings == ()


def test_missing_pango_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Problems) as raised:
        pdf.load_weasyprint()
    (problem,) = raised.value.problems
    assert problem.kind is ProblemKind.SYSTEM
    assert "doctor" in str(problem.hint)


def test_warming_up_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    pdf.warm_up.cache_clear()
    pdf.warm_up("article")
    pdf.warm_up("handout")
    assert not caplog.messages


def test_lines_of_coloured_code_stay_lines(tmp_path: Path) -> None:
    written = "authors:\n  - name: John Doe\n    affiliation: '1'\n\n  # a comment\n  - name: C"
    export(article(tmp_path, CodeBlock(written, "yaml")))
    lines = [line.strip() for line in poppler("pdftotext", tmp_path, "-layout").splitlines()]
    printed = [line for line in lines[lines.index("authors:") :] if line][:5]
    assert printed == [
        "authors:",
        "- name: John Doe",
        "affiliation: '1'",
        "# a comment",
        "- name: C",
    ]
