"""Figures and tables of JATS articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image as Raster

from presswork.document import Alignment, Figure, Table
from presswork.inlines import plain_text
from presswork.numbering import number
from tests.outline import outline
from tests.readers.jats_article import article, read_body, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document


def figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks if isinstance(block, Figure)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


GRAPHIC = "<graphic xlink:href='x'/>"


def fig(label: str, id_: str = "f", inner: str = "") -> str:
    return (
        f"<fig id='{id_}'><label>{label}</label><caption><title>Moss</title><p>Green.</p></caption>"
        f"{inner or GRAPHIC}</fig>"
    )


@pytest.mark.parametrize(
    ("label", "number_", "caption"),
    [
        ("Figure 1", "1", "Moss. Green."),
        ("Fig. 1.", "1", "Moss. Green."),
        ("FIGURE 1", "1", "Moss. Green."),
        ("Figure S3", "S3", "Moss. Green."),
        ("Figure 1—figure supplement 2.", "1—figure supplement 2", "Moss. Green."),
        ("Abb. 4", "4", "Moss. Green."),
        ("Scheme 1", None, "Scheme 1. Moss. Green."),
        ("Figure", None, "Figure. Moss. Green."),
    ],
)
def test_label(label: str, number_: str | None, caption: str, tmp_path: Path) -> None:
    (figure,) = figures(read_body(fig(label), tmp_path))
    shown = figure.caption or figure.panels[0].caption
    assert (figure.number, plain_text(shown)) == (number_, caption)


def test_numbers_that_counting_gives_are_left_to_it(tmp_path: Path) -> None:
    document = read_text(
        article(fig("Figure 1", "a") + fig("Figure 2", "b") + fig("Figure 7", "c")), tmp_path
    )
    assert [figure.number for figure in figures(document)] == [None, None, "7"]
    assert [figure.number for figure in figures(number(document))] == ["1", "2", "7"]


def test_figures_without_any_labels_are_counted(tmp_path: Path) -> None:
    body = "<fig id='f'><caption><p>Moss.</p></caption><graphic xlink:href='x'/></fig>"
    (figure,) = figures(read_body(body, tmp_path))
    assert (figure.number, plain_text(figure.caption)) == ("1", "Moss.")


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("Figure 1", "CrossReference @f figure number=1"),
        ("Fig. 1A–C", 'CrossReference @f figure number=1\n  "A–C"'),
        ("1B", 'CrossReference @f bare figure number=1\n  "B"'),
        ("Figs. 1", '"Figs. "\n  CrossReference @f bare figure number=1'),
        ("(1)", '"("\n  CrossReference @f bare figure number=1\n  ")"'),
        ("Figure 12", 'Link <#f> "Figure 12"'),
        ("the figure", 'Link <#f> "the figure"'),
    ],
)
def test_mention_of_a_figure(mention: str, expected: str, tmp_path: Path) -> None:
    body = f"{fig('Figure 1')}<p><xref ref-type='fig' rid='f'>{mention}</xref></p>"
    shown = outline(read_body(body, tmp_path).blocks[1:2])
    lines = shown.splitlines()
    assert (shown if len(lines) == 1 else "\n".join(lines[1:])[2:]) == expected


def test_a_mention_of_what_is_not_there_is_its_words(tmp_path: Path) -> None:
    document = read_body("<p>In <xref ref-type='fig' rid='zz'>Figure 9</xref>.</p>", tmp_path)
    assert outline(document.blocks[:1]) == 'Paragraph "In Figure 9."'


@pytest.mark.parametrize(
    ("file", "reference"),
    [
        ("journal.sample.1.g001.png", "info:doi/10.9999/journal.sample.1.g001"),
        ("sample.1.g001.png", "info:doi/10.9999/journal.sample.1.g001"),
        ("figures/Fig1.PNG", "fig1"),
        ("img/elife-1-fig1.png", "elife-1-fig1.tif"),
    ],
)
def test_pictures_beside_the_article(file: str, reference: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    Raster.new("RGB", (4, 4)).save(path, "PNG")
    graphic = f"<graphic xlink:href='{reference}'/>"
    document = read_body(fig("Figure 1", inner=graphic), tmp_path)
    assert [image.source for image in figures(document)[0].images] == [path]
    assert document.warnings == ()


def test_pictures_that_are_not_there_are_told_once(tmp_path: Path) -> None:
    body = "".join(
        fig(f"Figure {at}", f"f{at}", f"<graphic xlink:href='info:doi/10.9/j.g00{at}'/>")
        for at in (1, 2)
    )
    document = read_body(body, tmp_path)
    assert [figure.panels[0].address for figure in figures(document)] == [
        "https://doi.org/10.9/j.g001",
        "https://doi.org/10.9/j.g002",
    ]
    (warning,) = document.warnings
    assert "2 pictures are not beside the article (j.g001, j.g002)" in warning.what


def test_a_picture_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"no picture")
    document = read_body(fig("Figure 1"), tmp_path)
    assert any("'x.png'" in warning.what for warning in document.warnings)
    assert figures(document)[0].images == ()


def test_alternative_text(tmp_path: Path) -> None:
    Raster.new("RGB", (4, 4)).save(tmp_path / "x.png")
    graphic = "<graphic xlink:href='x'/>"
    given = f"<alt-text>A moss.</alt-text>{graphic}"
    for inner, alt in ((graphic, "Figure 1 Moss"), (given, "A moss.")):
        (figure,) = figures(read_body(fig("Figure 1", inner=inner), tmp_path))
        assert figure.images[0].alt == alt


def test_group_of_figures_with_one_label(tmp_path: Path) -> None:
    body = (
        "<fig-group id='g'><label>Figure 1</label><caption><p>All.</p></caption>"
        "<fig id='a'><label>A</label><caption><p>One.</p></caption><graphic xlink:href='a'/></fig>"
        "<fig id='b'><label>B</label><graphic xlink:href='b'/></fig></fig-group>"
    )
    (figure,) = figures(read_body(body, tmp_path))
    assert (figure.id, figure.number, plain_text(figure.caption)) == ("g", "1", "All.")
    assert [plain_text(panel.caption) for panel in figure.panels] == ["A. One.", "B."]


def wrap(table: str, label: str = "<label>Table 1</label>", foot: str = "") -> str:
    return (
        f"<table-wrap id='t'>{label}<caption><title>Sizes</title></caption>{table}{foot}"
        "</table-wrap>"
    )


XHTML = """
<table><colgroup><col align="left" width="30%"/><col align="char" span="2" width="35%"/></colgroup>
<thead><tr><th rowspan="2">Moss</th><th colspan="2">Size</th></tr><tr><th>A</th><th>B</th></tr>
</thead><tbody><tr><th>One</th><td align="center">1</td><td><p>2</p><p>3</p></td></tr>
<tr><td rowspan="9">Two</td><td/></tr></tbody><tfoot><tr><td colspan="3">Sum</td></tr></tfoot>
</table>"""

CALS = """
<oasis:table xmlns:oasis="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table">
<oasis:tgroup cols="3"><oasis:colspec colnum="1" colname="c1" align="left" colwidth="30*"/>
<oasis:colspec colnum="2" colname="c2" align="right" colwidth="35*"/>
<oasis:colspec colnum="3" colname="c3" align="right" colwidth="35*"/>
<oasis:thead><oasis:row><oasis:entry morerows="1">Moss</oasis:entry>
<oasis:entry namest="c2" nameend="c3">Size</oasis:entry></oasis:row>
<oasis:row><oasis:entry>A</oasis:entry><oasis:entry>B</oasis:entry></oasis:row></oasis:thead>
<oasis:tbody><oasis:row><oasis:entry>One</oasis:entry><oasis:entry colname="c3">2</oasis:entry>
</oasis:row></oasis:tbody></oasis:tgroup></oasis:table>"""


def test_xhtml_table(tmp_path: Path) -> None:
    (table,) = tables(read_body(wrap(XHTML), tmp_path))
    assert outline((table,)).splitlines() == [
        "Table #t number=1 (start 30%, end 35%, end 35%)",
        '  caption "Sizes"',
        "  head",
        '    cell rows=2 "Moss"',
        '    cell columns=2 "Size"',
        "  head",
        '    cell "A"',
        '    cell "B"',
        "  row",
        '    cell heading "One"',
        '    cell center "1"',
        "    cell",
        '      Paragraph "2"',
        '      Paragraph "3"',
        "  row",
        '    cell "Two"',
        "    cell",
        "    cell",
        "  row",
        '    cell columns=3 "Sum"',
    ]


def test_cals_table(tmp_path: Path) -> None:
    (table,) = tables(read_body(wrap(CALS), tmp_path))
    assert [column.alignment for column in table.columns] == [
        Alignment.START,
        Alignment.END,
        Alignment.END,
    ]
    spans = [[(cell.column_span, cell.row_span) for cell in row.cells] for row in table.head]
    assert spans == [[(1, 2), (2, 1)], [(1, 1), (1, 1)]]
    assert [bool(cell.blocks) for cell in table.body[0].cells] == [True, False, True]


def test_first_rows_of_headings_are_the_head(tmp_path: Path) -> None:
    table = "<table><tr><th>A</th><th>B</th></tr><tr><th>1</th><td>2</td></tr></table>"
    (read,) = tables(read_body(wrap(table), tmp_path))
    assert (len(read.head), len(read.body), read.body[0].cells[0].heading) == (1, 1, True)


def test_notes_of_a_table(tmp_path: Path) -> None:
    foot = (
        "<table-wrap-foot><fn id='n'><label>a</label><p>Wet.</p></fn><fn><p>Dry.</p></fn>"
        "<p>All.</p></table-wrap-foot>"
    )
    cell = "<table><tr><td>1<xref ref-type='table-fn' rid='n'>a</xref></td></tr></table>"
    (table,) = tables(read_body(wrap(cell, foot=foot), tmp_path))
    assert outline(table.notes) == (
        'Paragraph\n  Superscript "a"\n  " Wet."\nParagraph "Dry."\nParagraph "All."'
    )
    assert 'Superscript "a"' in outline(table.body[0].cells[0].blocks)


def test_a_table_with_another_label_has_it_before_itself(tmp_path: Path) -> None:
    document = read_body(wrap(XHTML, "<label>Box Table A</label>"), tmp_path)
    before = outline(document.blocks[:1])
    assert before == 'Paragraph\n  Strong "Box Table A."\n  " Sizes"'
    assert tables(document)[0].number is None


def test_a_picture_of_a_table_is_a_table_of_one_cell(tmp_path: Path) -> None:
    (table,) = tables(read_body(wrap("<graphic xlink:href='http://x.org/t'/>"), tmp_path))
    assert (table.number, plain_text(table.caption)) == ("1", "Sizes")
    assert "Missing <http://x.org/t>" in outline(table.body[0].cells[0].blocks)
