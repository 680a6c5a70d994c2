"""Figures of several pictures, listings and tables as HTML, with all that stands beside them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Alignment, Cell, Column, Row

from .documents import paragraph, text
from .test_markup import block_html

NO_BREAK = "\N{NO-BREAK SPACE}"
PICTURE = inl.Image(Path("/p.png"), "alt")


def html(expected: str) -> str:
    return dedent(expected).strip("\n").replace("~", NO_BREAK)


def cell(words: str, *, heading: bool = False, alignment: Alignment | None = None) -> Cell:
    return Cell((paragraph(words),), heading=heading, alignment=alignment)


def test_each_of_several_pictures_has_its_letter_and_words() -> None:
    figure = doc.Figure(
        (
            doc.Panel(PICTURE, text("One"), "fig:x-a", "2a"),
            doc.Panel(replace(PICTURE, width=inl.Length(30, "%")), (), "fig:x-b", "2b"),
        ),
        text("Both"),
        "fig:x",
        "2",
    )
    assert block_html(figure) == html("""
        <figure id="fig:x">
        <div class="pictures panels">
        <div class="panel" id="fig:x-a" style="width:48.50%"><img src="p.png" alt="alt">
        <p class="panel-caption"><span class="label">(a)</span> One</p></div>
        <div class="panel" id="fig:x-b" style="width:30.00%"><img src="p.png" alt="alt" style="width:100%">
        <p class="panel-caption"><span class="label">(b)</span> </p></div>
        </div>
        <figcaption><span class="label">Figure~2.</span> Both</figcaption>
        </figure>
        """)  # noqa: E501 - an element is on one line


def test_pictures_of_which_nobody_speaks_stand_in_a_row() -> None:
    figure = doc.Figure((doc.Panel(PICTURE, number="1a"), doc.Panel(PICTURE, number="1b")))
    assert block_html(figure).splitlines()[1] == (
        '<div class="pictures several"><img src="p.png" alt="alt">'
    )


def test_a_picture_that_is_not_at_hand_leaves_a_box_with_its_address() -> None:
    figure = doc.Figure((doc.Panel(None, address="https://example.org/figure/1"),), text("Lost"))
    assert block_html(figure) == html("""
        <figure>
        <div class="pictures"><p class="missing">Picture not included<br>\
<a class="address" href="https://example.org/figure/1">https://example.org/<wbr>figure/<wbr>1</a></p></div>
        <figcaption>Lost</figcaption>
        </figure>
        """)


def test_a_listing_has_its_caption_above() -> None:
    listing = doc.CodeBlock("x = 1", "python", None, text("How."), "lst:x", "3")
    assert block_html(listing) == html("""
        <figure class="listing" id="lst:x">
        <figcaption><span class="label">Listing~3.</span> How.</figcaption>
        <pre class="short"><code class="language-python">x = 1</code></pre>
        </figure>
        """)


def test_code_that_is_referred_to_has_its_id() -> None:
    assert block_html(doc.CodeBlock("x", id="code")).startswith('<pre id="code" class="short">')


def test_a_row_may_have_a_heading_and_a_cell_its_own_alignment() -> None:
    rows = (
        Row((cell("a", heading=True), cell("b", alignment=Alignment.CENTER))),
        Row((cell("c"), cell("d"))),
    )
    table = doc.Table((Column(), Column(Alignment.END)), (), rows)
    assert '<tr><th scope="row">a</th><td class="center">b</td></tr>' in block_html(table)
    assert '<tr><td>c</td><td class="end">d</td></tr>' in block_html(table)


def test_an_alignment_may_undo_that_of_the_column() -> None:
    rows = (Row((cell("a", alignment=Alignment.START),)),)
    assert "<td>a</td>" in block_html(doc.Table((Column(Alignment.END),), (), rows))


def test_notes_stand_below_the_table_and_within_its_frame() -> None:
    notes = (paragraph("First."), doc.BulletList(((paragraph("Item"),),)))
    table = doc.Table((Column(),), (), (Row((cell("a"),)),), notes=notes)
    assert block_html(table).partition("</table>")[2] == html("""

        <div class="table-notes">
        <p>First.</p>
        <ul class="tight">
        <li>Item</li>
        </ul>
        </div></div>
        """).replace("<div", "\n<div", 1)


def wide(columns: int, word: str) -> str:
    """Return the element around a table of so many columns."""
    row = Row(tuple(cell(word) for _ in range(columns)))
    return block_html(doc.Table((Column(),) * columns, (), (row,)))


def test_many_columns_take_smaller_letters_then_the_margins_then_parted_words() -> None:
    assert '<div class="table short"' in wide(6, "numbers")
    slightly = wide(10, "numbers")
    assert '<div class="table short dense"' in slightly
    assert '<tbody style="font-size:' in slightly
    assert '<div class="table short dense wide"' in wide(13, "numbers")
    crowded = wide(12, "incomprehensibility")
    assert '<div class="table short dense wide crowded"' in crowded
    assert crowded.count('<col style="width:8.3%">') == 12


def test_a_long_cell_may_be_parted() -> None:
    assert '<div class="table"' in wide(2, "word " * 400)
    assert '<tr class="long">' in wide(2, "word " * 400)
