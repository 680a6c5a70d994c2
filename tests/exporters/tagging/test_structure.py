"""What structure pages get; each test is a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests import pdf_tree
from tests.exporters.tagging.making import PICTURE, expected, tags, written

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Many words follow each other here, "


def check(folder: Path, body: str, text: str, css: str = "") -> None:
    assert tags(folder, body, css) == expected(text)


def test_headings_open_sections_and_skip_no_level(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<h1>Title</h1><p>One.</p><h2>A</h2><p>Two.</p><h4>B</h4><p>Three.</p><h2>C</h2>",
        """
        H1 'Title'
        P 'One.'
        Sect '___'
          H2 'A'
          P 'Two.'
          Sect '__'
            H3 'B'
            P 'Three.'
        Sect '_'
          H2 'C'
        """,
    )


def test_section_of_its_own_ends_those_of_headings(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<h1>T</h1><h2>A</h2><p>One.</p><section><h2>B</h2><p>Two.</p></section>",
        """
        H1 'T'
        Sect '__'
          H2 'A'
          P 'One.'
        Sect '__'
          H2 'B'
          P 'Two.'
        """,
    )


def test_heading_within_a_block_opens_no_section(tmp_path: Path) -> None:
    check(
        tmp_path,
        '<h1>T</h1><div class="callout"><h2>A</h2><p>One.</p></div><p>Two.</p>',
        """
        H1 'T'
        Div '__'
          H2 'A'
          P 'One.'
        P 'Two.'
        """,
    )


def test_paragraph_over_pages_is_one_with_a_piece_a_page(tmp_path: Path) -> None:
    tree = pdf_tree.tree(written(tmp_path, f"<p>{WORDS * 40}</p>"))
    (paragraph,) = tree.kids
    assert isinstance(paragraph, pdf_tree.Tag)
    pieces = [piece for piece in paragraph.kids if isinstance(piece, pdf_tree.Piece)]
    assert [piece.page for piece in pieces] == [1, 2, 3, 4, 5, 6]


def test_text_that_stands_in_no_block_gets_a_paragraph(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<div>Alone <em>with</em> words<p>In one.</p>After.</div>",
        """
        P 'Alone with words'
        P 'In one.'
        P 'After.'
        """,
    )


def test_list_over_pages_is_one_with_its_items_whole(tmp_path: Path) -> None:
    inner = f"<ul><li>{WORDS * 8}end.</li></ul>"
    check(
        tmp_path,
        f'<ol type="a"><li>First</li><li><p>Second</p>{inner}</li><li>Third</li></ol>',
        """
        L ListNumbering=LowerAlpha '___'
          LI '__'
            Lbl '1.'
            LBody 'First'
          LI '__'
            Lbl '2.'
            LBody '__'
              P 'Second'
              L ListNumbering=Disc '_'
                LI '__'
                  Lbl '◦'
                  LBody 'Many words follow each other here, M…y words follow each other here, end.'
          LI '__'
            Lbl '3.'
            LBody 'Third'
        """,
    )


def test_term_and_its_meanings_are_an_item(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<dl><dt>Term</dt><dd>Meaning</dd><dd>Other</dd><dt>B</dt><dd><p>x</p></dd></dl>",
        """
        L '__'
          LI '__'
            Lbl 'Term'
            LBody 'Meaning_'
              Div '_'
                P 'Other'
          LI '__'
            Lbl 'B'
            LBody '_'
              P 'x'
        """,
    )


def test_table_over_pages_is_one_and_its_head_is_there_once(tmp_path: Path) -> None:
    rows = "".join(f"<tr><th>r{at}</th><td>{at}</td><td></td></tr>" for at in range(12))
    head = "<caption>Words</caption><thead><tr><td></td><th>A</th><th>B</th></tr></thead>"
    found = tags(tmp_path, f"<table>{head}<tbody>{rows}</tbody></table>").splitlines()
    assert (
        found[:10]
        == expected(
            """
        Table '___'
          Caption 'Words'
          THead '_'
            TR '___'
              TD
              TH Scope=Column 'A'
              TH Scope=Column 'B'
          TBody '____________'
            TR '___'
              TH Scope=Row 'r0'
        """
        ).splitlines()
    )
    assert sum("TR" in line for line in found) == 13
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        assert len(pdf.pages) > 2


def test_cells_of_a_table_that_is_not_plain_name_those_that_head_them(tmp_path: Path) -> None:
    head = '<tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>x</th><th>y</th></tr>'
    body = '<tr><td rowspan="2">1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr>'
    check(
        tmp_path,
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>",
        """
        Table '__'
          THead '__'
            TR '__'
              TH ID=table-1-1 RowSpan=2 Scope=Column 'A'
              TH ID=table-1-2 ColSpan=2 Scope=Column 'B'
            TR '__'
              TH ID=table-1-3 Scope=Column 'x'
              TH ID=table-1-4 Scope=Column 'y'
          TBody '__'
            TR '___'
              TD Headers=table-1-1 RowSpan=2 '1'
              TD Headers=table-1-2 table-1-3 '2'
              TD Headers=table-1-2 table-1-4 '3'
            TR '__'
              TD Headers=table-1-2 table-1-3 '4'
              TD Headers=table-1-2 table-1-4 '5'
        """,
    )


def test_row_over_pages_is_one_with_its_spans(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(60))
    rows = f"<tr><th rowspan=2>r</th><td>{text}</td></tr><tr><td>{text}</td></tr>"
    (table,) = pdf_tree.tree(written(tmp_path, f"<table>{rows}</table>")).kids
    assert isinstance(table, pdf_tree.Tag)
    cells = [tag for tag in table.walk() if tag.role in {"TR", "TH", "TD"}]
    assert [tag.role for tag in cells] == ["TR", "TH", "TD", "TR", "TD"]
    assert [tag.text() for tag in cells if tag.role == "TD"] == [text, text]


def test_table_in_a_table(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>",
        """
        Table '_'
          TBody '_'
            TR '_'
              TD 'a_'
                Table '_'
                  TBody '_'
                    TR '_'
                      TD 'b'
        """,
    )


def test_note_follows_the_paragraph_that_calls_it_and_is_whole(tmp_path: Path) -> None:
    note = f'<span class="footnote" id="n">The <b>note</b> {WORDS * 9}.</span>'
    check(
        tmp_path,
        f"<p>Text{note} goes on.</p><p>Next.</p>",
        """
        P 'Text_ goes on.'
          Reference '_'
            Link → #n '1'
        Note ID=note-1 '_The note Many words follow each oth…Many words follow each other here, .'
          Lbl '1.'
        P 'Next.'
        """,
    )


def test_note_of_an_item_or_a_cell_stands_at_its_end(tmp_path: Path) -> None:
    item = '<li>Item<span class="footnote" id="n">A</span> more</li>'
    cell = '<td>Cell<span class="footnote">B</span></td>'
    check(
        tmp_path,
        f"<ul>{item}</ul><table><tr>{cell}</tr></table>",
        """
        L ListNumbering=Disc '_'
          LI '__'
            Lbl '•'
            LBody 'Item_ more_'
              Reference '_'
                Link → #n '1'
              Note ID=note-1 '_A'
                Lbl '1.'
        Table '_'
          TBody '_'
            TR '_'
              TD 'Cell__'
                Reference '2'
                Note ID=note-2 '_B'
                  Lbl '2.'
        """,
    )


def test_notes_at_the_end_are_items_and_notes(tmp_path: Path) -> None:
    call = '<p>x<sup><a role="doc-noteref" href="#n">1</a></sup></p>'
    check(
        tmp_path,
        f'{call}<ol class="notes"><li id="n">The note</li></ol>',
        """
        P 'x_'
          Reference '_'
            Link → #n '1'
        L ListNumbering=Decimal '_'
          LI '__'
            Lbl '1.'
            LBody '_'
              Note ID=note-1 'The note'
        """,
    )


def test_figure_has_its_words_and_a_picture_without_is_an_artifact(tmp_path: Path) -> None:
    pictures = f'<img alt="Blue" src="{PICTURE}"><img alt="" src="{PICTURE}">'
    check(
        tmp_path,
        f"<figure><div>{pictures}</div><figcaption>Caption</figcaption></figure>",
        """
        Div '__'
          Figure Alt=Blue '*'
          Caption 'Caption'
        """,
    )


def test_figure_says_where_it_is_on_its_page(tmp_path: Path) -> None:
    path = written(tmp_path, f'<img alt="Blue" src="{PICTURE}">', FLUSH)
    with pikepdf.open(path) as pdf:
        (element,) = pdf_tree.elements(pdf, "Figure")
        height = float(pdf.pages[0].mediabox[3])
        left, bottom, right, top = (float(number) for number in element.A.BBox)
    margin = 72 / 25.4 * 10
    assert (left, top) == pytest.approx((margin, height - margin), abs=0.01)
    assert (round(right - left, 2), round(top - bottom, 2)) == (6, 6)


FLUSH = "body { margin: 0 } img { display: block }"


def test_picture_in_a_link(tmp_path: Path) -> None:
    check(
        tmp_path,
        f'<p><a href="https://example.org"><img alt="Blue" src="{PICTURE}"></a></p>',
        """
        P '_'
          Link → https://example.org → https://example.org '_'
            Figure Alt=Blue '*'
        """,
    )


def test_pieces_of_a_drawn_formula_are_one(tmp_path: Path) -> None:
    pieces = "".join(f'<img class="formula" alt="{alt}" src="{PICTURE}">' for alt in ("a=b", ""))
    check(
        tmp_path,
        f"<p>so {pieces} is</p>",
        """
        P 'so _ is'
          Formula Alt=a=b '**'
        """,
    )


def test_displayed_formula_stands_with_its_number(tmp_path: Path) -> None:
    picture = f'<img class="formula" alt="a=b" style="display:block" src="{PICTURE}">'
    number = '<span style="position:absolute; right:0">(1)</span>'
    check(
        tmp_path,
        f'<div class="equation" style="position:relative">{picture}{number}</div>',
        """
        P '_(1)'
          Formula Alt=a=b '*'
        """,
    )


def test_link_over_lines_is_one_and_what_is_in_it_no_link_of_its_own(tmp_path: Path) -> None:
    address = "https://example.org"
    path = written(tmp_path, f'<p><a href="{address}">{WORDS} <em>and</em> more</a></p>')
    assert pdf_tree.lines(path)[2] == (
        f"    Link → {address} → {address} 'Many words follow each other here, and more'"
    )
    with pikepdf.open(path) as pdf:
        said = [str(annotation.Contents) for annotation in pdf.pages[0].obj.Annots]
    assert said == [f"{WORDS}and more"] * 2


def test_link_says_its_label_where_it_has_one(tmp_path: Path) -> None:
    path = written(tmp_path, '<p><a href="https://example.org" aria-label="ORCID iD: A">iD</a></p>')
    with pikepdf.open(path) as pdf:
        (annotation,) = pdf.pages[0].obj.Annots
        assert str(annotation.Contents) == "ORCID iD: A"


def test_foreign_passages_say_their_language(tmp_path: Path) -> None:
    spanish = '<div lang="es"><p>uno</p></div>'
    latin = '<p>x <em lang="la">in</em>, <b lang="en">y</b></p>'
    check(
        tmp_path,
        f'<p lang="de">Das <span lang="fr">mot</span> ist</p>{spanish}{latin}',
        """
        P Lang=de 'Das _ ist'
          Span Lang=fr 'mot'
        Div Lang=es '_'
          P 'uno'
        P 'x _, y'
          Span Lang=la 'in'
        """,
    )


def test_paragraph_that_is_all_foreign_says_its_language_itself(tmp_path: Path) -> None:
    check(
        tmp_path,
        '<p><span lang="de">Ein <a href="https://e.org">Satz</a></span></p><p>x</p>',
        """
        P Lang=de 'Ein _'
          Link → https://e.org 'Satz'
        P 'x'
        """,
    )


def test_what_is_in_the_margins_is_no_part_of_the_document(tmp_path: Path) -> None:
    margins = '@page { @top-left { content: "Head" } @bottom-right { content: counter(page) } }'
    path = written(tmp_path, "<p>Words.</p>", margins)
    assert pdf_tree.lines(path) == ["Document '_'", "  P 'Words.'"]
    assert pdf_tree.artifacts(path) == [
        "Attached Top, Subtype Header, Type Pagination: Head",
        "Attached Bottom, Subtype Footer, Type Pagination: 1",
    ]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    wide = f'<figure style="column-span:all"><img alt="Wide" src="{PICTURE}"></figure>'
    words = " ".join(f"w{number}" for number in range(120))
    path = written(tmp_path, f'<div class="two"><p>{words}</p>{wide}<p>End</p></div>', TWO)
    paragraph, figure, end = pdf_tree.tree(path).kids
    assert isinstance(paragraph, pdf_tree.Tag)
    assert paragraph.text() == words
    assert isinstance(figure, pdf_tree.Tag)
    assert isinstance(end, pdf_tree.Tag)
    assert (figure.role, end.text()) == ("Div", "End")


TWO = ".two { columns: 2; column-gap: 2mm }"


def test_contents_are_a_table_of_contents_without_its_leaders(tmp_path: Path) -> None:
    inner = '<ol><li><a href="#b">Sub</a></li></ol>'
    body = (
        f'<nav><h2>Contents</h2><ol><li><a href="#a">One</a>{inner}</li></ol></nav>'
        '<h2 id="a">One</h2><h3 id="b">Sub</h3>'
    )
    check(
        tmp_path,
        body,
        """
        Sect '__'
          H1 'Contents'
          TOC '_'
            TOCI '___'
              Lbl '1.'
              Reference '_'
                Link → #a 'One 1'
              TOC '_'
                TOCI '__'
                  Lbl '1.'
                  Reference '_'
                    Link → #b 'Sub 1'
        Sect '__'
          H1 'One'
          Sect '_'
            H2 'Sub'
        """,
        'nav a::after { content: leader(".") target-counter(attr(href), page) }',
    )


def test_entry_of_the_references_has_its_number_as_label(tmp_path: Path) -> None:
    label = '<span class="label">[1]</span>'
    check(
        tmp_path,
        f'<ol class="references"><li>{label} Work. <a href="https://e.org">e</a></li></ol>',
        """
        L ListNumbering=Decimal '_'
          LI '__'
            Lbl '[1]'
            LBody 'Work. _'
              Link → https://e.org 'e'
        """,
        "ol { list-style: none } .label { float: left }",
    )


def test_computer_text_is_code(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<p>Run <code>make</code> now</p><pre><code>one two\n</code></pre>",
        """
        P 'Run _ now'
          Code 'make'
        P '_'
          Code 'one two'
        """,
    )


KEPT = """
pre { white-space: pre-wrap; overflow-wrap: anywhere }
pre code, .line { display: block }
.line { min-height: 1lh }
"""


def code_lines(folder: Path, html: str) -> list[str]:
    """Return what each line of computer text is read as."""
    (block,) = pdf_tree.tree(written(folder, f"<pre><code>{html}</code></pre>", KEPT)).kids
    assert isinstance(block, pdf_tree.Tag)
    return [kid.text() for kid in block.kids if isinstance(kid, pdf_tree.Tag)]


def test_lines_of_computer_text_are_read_one_by_one(tmp_path: Path) -> None:
    long, wide = "lon ger " * 12 + "end", "wi der " * 12 + "end"
    element = f"<span class='line'>{long}\n</span>"
    empty = "<span class='line'>\n</span>"
    html = f"one\n  <b>two</b>\n\n\n{element}{element}{empty}six\n<b>  # seven\n</b>{wide}\nnine"
    shown = ["one", "two", long, long, "six", "  # seven", wide, "nine"]
    assert code_lines(tmp_path, html) == shown


def test_lines_of_computer_text_on_several_pages(tmp_path: Path) -> None:
    lines = [f"line {number}" for number in range(40)]
    assert code_lines(tmp_path, "\n".join(lines)) == lines


def test_quote_holds_paragraphs(tmp_path: Path) -> None:
    check(
        tmp_path,
        "<blockquote>Bare<p>x</p></blockquote>",
        """
        BlockQuote '__'
          P 'Bare'
          P 'x'
        """,
    )


def test_ornaments_and_what_is_hidden_are_artifacts(tmp_path: Path) -> None:
    check(
        tmp_path,
        '<p>a</p><hr><p aria-hidden="true">hidden</p>',
        "P 'a'",
        'hr::before { content: "* * *" }',
    )


def test_text_that_is_seen_through_is_text_all_the_same(tmp_path: Path) -> None:
    check(
        tmp_path,
        '<p>a</p><p style="opacity: 0.5">faint</p>',
        """
        P 'a'
        P '*'
        """,
    )
