"""Pages of several columns as they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from exporters import pdf
from exporters.sheets import typesetting
from exporters.sheets.planning import tightened
from presswork import document as doc
from presswork import looks
from presswork.inlines import CrossReference, Image, Length, NoteReference
from presswork.problems import Problems
from presswork.resources import Resources
from tests.exporters.documents import article, paragraph, text
from tests.exporters.printing import look_with, texts_of
from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path

    from exporters import Exported
    from presswork.document import Block, Document

WORDS: Final = "The sea rises and falls twice a day, and nobody can hold it back for long. "


def press(article: Document, paper: looks.Paper = looks.A4, **settings: str) -> Exported:
    folder = article.path.parent
    look = look_with("journal", paper, **settings)
    return pdf.export(article, look, folder / "out.pdf", Resources((folder, *look.folders)))


def pages(article: Document, *options: str) -> list[str]:
    return texts_of(article.path.parent / "out.pdf", *options)


def half(article: Document, page: int, left: int) -> str:
    """Return the text of a part of an A4 page, from a place in points to half its width more."""
    box = ("-x", str(left), "-y", "0", "-W", "280", "-H", "842")
    return pages(article, "-f", str(page), "-l", str(page), *box)[0]


def text_of(count: int) -> tuple[Block, ...]:
    return tuple(paragraph(f"Paragraph {number}. " + WORDS * 8) for number in range(count))


def picture(folder: Path, width: int, height: int, share: float | None = None) -> doc.Figure:
    source = folder / f"{width}x{height}.svg"
    source.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    )
    image = Image(source, "A picture.", Length(share, "%") if share else None)
    return doc.Figure((doc.Panel(image),), text("A caption."), number="1")


@pytest.mark.parametrize("paper", [looks.A4, looks.LETTER], ids=lambda paper: paper.name)
def test_everything_is_on_it(tmp_path: Path, paper: looks.Paper) -> None:
    whole = article(tmp_path)
    assert press(whole, paper).pages == 1
    (page,) = pages(whole)
    for words in ("On paper", "A subtitle", "Ada Author", "Abstract"):
        assert words in page


def test_an_article_without_text(tmp_path: Path) -> None:
    empty = replace(article(tmp_path), blocks=())
    assert press(empty).pages == 1
    assert "On paper" in pages(empty)[0]


def test_text_goes_down_the_left_column_and_then_the_right(tmp_path: Path) -> None:
    whole = article(tmp_path, *text_of(16))
    assert press(whole).pages == 2
    left, right = half(whole, 1, 0), half(whole, 1, 300)
    assert "Paragraph 0." in left
    assert "Paragraph 0." not in right
    assert right.count("Paragraph") > 2


@pytest.mark.parametrize(
    ("tightnesses", "sheets"),
    [((), 2), ((0.03,), 1), ((0.001, 0.03), 1), ((0.001,), 2)],
    ids=["not tried", "saved", "saved after a try too hopeful", "not saved after all"],
)
def test_a_sheet_of_a_few_lines_is_saved(
    tightnesses: tuple[float, ...], sheets: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every plan hopes for what the last tightness saves."""
    monkeypatch.setattr(typesetting, "TIGHTNESSES", tightnesses)
    monkeypatch.setattr(typesetting, "tightened", lambda task, _: tightened(task, 0.03))
    whole = article(tmp_path, *text_of(8), paragraph("x " * 240 + "end"))
    assert press(whole).pages == sheets
    assert pages(whole)[-1].rstrip().count("end") == 1


def test_lines_of_both_columns_stand_at_the_same_height(tmp_path: Path) -> None:
    heading = doc.Heading(1, text("A heading"), "h")
    deep = doc.Heading(2, text("Another heading"), "deep")
    items = doc.BulletList(((paragraph("An item."),), (paragraph("Another."),)), tight=True)
    code = doc.CodeBlock("one\ntwo\nthree", "")
    body = text_of(16)
    whole = article(tmp_path, *body[:3], heading, *body[3:6], items, code, deep, *body[6:])
    press(whole)
    tops = [
        {top for left, top in line_places(whole, 2) if (left > 300) is right}
        for right in (False, True)
    ]
    shared = {round(top * 2) for top in tops[0]} & {round(top * 2) for top in tops[1]}
    assert len(shared) > 0.8 * min(map(len, tops))


def line_places(article: Document, page: int) -> list[tuple[float, float]]:
    """Return the left and bottom of the words of a page."""
    options = ("-bbox", "-f", str(page), "-l", str(page))
    found = run(
        program("pdftotext", "poppler-utils"), *options, article.path.parent / "out.pdf", "-"
    )
    return [
        (float(parts[1]), float(parts[7]))
        for line in found.splitlines()
        if "<word" in line and (parts := line.split('"'))
    ]


def test_a_wide_figure_stands_at_the_head_of_the_next_page(tmp_path: Path) -> None:
    body = text_of(24)
    whole = article(tmp_path, *body[:12], picture(tmp_path, 900, 300), *body[12:])
    press(whole)
    with_figure = [number for number, page in enumerate(pages(whole)) if "A caption" in page]
    assert with_figure == [1]
    assert pages(whole, "-f", "2", "-l", "2")[0].index("A caption") < 150


def test_a_small_figure_stands_in_a_column(tmp_path: Path) -> None:
    body = text_of(12)
    whole = article(tmp_path, *body[:6], picture(tmp_path, 300, 200), *body[6:])
    press(whole)
    sides = [("A caption" in half(whole, 1, 0)), ("A caption" in half(whole, 1, 300))]
    assert sorted(sides) == [False, True]


def test_a_long_narrow_table_goes_on_from_column_to_column(tmp_path: Path) -> None:
    rows = tuple(
        doc.Row((doc.Cell((paragraph(f"Row {number}"),)), doc.Cell((paragraph("1"),))))
        for number in range(70)
    )
    table = doc.Table((doc.Column(), doc.Column()), (), rows, text("Values."), number="1")
    body = text_of(6)
    whole = article(tmp_path, *body[:3], table, *body[3:])
    assert press(whole).pages == 2
    assert "Row 69" not in half(whole, 1, 0)
    assert "Row 69" in "".join(pages(whole))


def test_a_note_of_a_table_stands_below_it_with_its_number(tmp_path: Path) -> None:
    def noted(name: str) -> doc.Paragraph:
        return paragraph("Words.", NoteReference(name))

    row = doc.Row((doc.Cell((noted("b"),)),))
    table = doc.Table((doc.Column(),), (), (row,) * 2, text("Values."), number="1")
    notes = tuple(doc.Note(name, (paragraph(f"Note {name}."),)) for name in "abc")
    whole = article(tmp_path, noted("a"), table, noted("c"), *text_of(8))
    press(replace(whole, notes=notes))
    lines = pages(whole)[0]
    for number, name in enumerate("abc", 1):
        assert f"{number} Note {name}." in " ".join(lines.split())


def test_running_heads_differ_on_the_two_sides_of_a_leaf(tmp_path: Path) -> None:
    whole = article(tmp_path, *text_of(48), title="A long day")
    press(whole, journal_name="Annals of the sea", masthead="Volume 3")
    first, second, third = pages(whole, "-layout")[:3]
    assert first.split()[:2] == ["Volume", "3"] or first.startswith("Annals")
    assert second.split("\n")[0].split() == ["Annals", "of", "the", "sea", "A", "long", "day"]
    assert third.split("\n")[0].split() == ["A", "long", "day", "Annals", "of", "the", "sea"]
    assert [page.split()[-1] for page in (second, third)] == ["2", "3"]


@pytest.mark.parametrize("columns", ["1", "3"])
def test_other_numbers_of_columns(tmp_path: Path, columns: str) -> None:
    whole = article(tmp_path, *text_of(8))
    press(whole, columns=columns)
    assert "Paragraph 7." in "".join(pages(whole))


def test_links_lead_to_the_page_of_a_figure(tmp_path: Path) -> None:
    figure = replace(picture(tmp_path, 900, 300), id="fig")
    mention = CrossReference("fig")
    body = text_of(20)
    whole = article(tmp_path, *body[:12], paragraph("See ", mention), figure, *body[12:])
    press(whole)
    with pikepdf.open(tmp_path / "out.pdf") as file:
        names = file.Root.Names.Dests.Names
        target = names[list(map(str, names)).index("fig") + 1]
        assert target[0].objgen == file.pages[1].objgen


def test_a_look_with_columns_and_without_their_pages_is_told(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "look.yaml").write_text(
        'extends: article\nsettings:\n  columns: {choice: "2", of: ["1", "2"], about: columns}\n'
    )
    look = looks.load(str(own))
    whole = article(tmp_path)
    with pytest.raises(Problems, match=r"the look has columns, but its print\.html makes no"):
        pdf.export(whole, look, tmp_path / "out.pdf", Resources((tmp_path, *look.folders)))


def test_a_look_that_extends_it_has_columns_too(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "look.yaml").write_text("extends: journal\nsettings:\n  accent: '#0a5'\n")
    look = looks.load(str(own))
    whole = article(tmp_path, *text_of(12))
    pdf.export(whole, look, tmp_path / "out.pdf", Resources((tmp_path, *look.folders)))
    assert "Paragraph 0." not in half(whole, 1, 300)
