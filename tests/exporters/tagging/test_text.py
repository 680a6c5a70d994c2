"""What text is read out and copied: spaces, hyphens, characters without a glyph."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pikepdf

from exporters.tagging import characters
from tests import pdf_tree
from tests.exporters.tagging.making import PICTURE, written

if TYPE_CHECKING:
    from pathlib import Path

HYPHENATED = "body { hyphens: auto; hyphenate-limit-chars: 5 2 2 }"


def text(folder: Path, body: str, css: str = "") -> str:
    return pdf_tree.tree(written(folder, body, css)).text()


def test_lines_end_with_the_space_that_they_do_not_show(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(40))
    assert text(tmp_path, f"<p>{words}</p>") == words


def test_space_between_elements_is_there_at_a_line_end_too(tmp_path: Path) -> None:
    words = " ".join(f"<em>word{number}</em>" for number in range(40))
    assert text(tmp_path, f"<p>{words}</p>") == words.replace("<em>", "").replace("</em>", "")


def test_hyphen_of_a_line_end_is_soft_and_that_of_a_word_is_not(tmp_path: Path) -> None:
    found = text(
        tmp_path, "<p>" + "well-known words internationalization " * 8 + "</p>", HYPHENATED
    )
    assert "\N{SOFT HYPHEN}" in found
    assert found.replace("\N{SOFT HYPHEN}", "").split() == [
        *["well-known", "words", "internationalization"] * 8
    ]


def test_soft_hyphens_of_the_source(tmp_path: Path) -> None:
    word = "inter\N{SOFT HYPHEN}nation\N{SOFT HYPHEN}alization"
    found = text(tmp_path, f"<p>{(word + ' ') * 12}</p>", "body { hyphens: manual }")
    assert found.replace("\N{SOFT HYPHEN}", "").split() == ["internationalization"] * 12


def test_no_space_comes_into_an_address_or_computer_text(tmp_path: Path) -> None:
    address = "https://example.org/" + "a-very-long-path/" * 8
    code = "long_identifier_" * 12
    rule = "p { overflow-wrap: anywhere }"
    assert text(tmp_path, f"<p>{address}</p><p><code>{code}</code></p>", rule) == address + code


def test_no_break_space_and_hyphen_do_not_become_what_shares_their_glyph(tmp_path: Path) -> None:
    found = text(tmp_path, "<p>A\N{NO-BREAK SPACE}b \N{HYPHEN} c-d e.</p>")
    assert found == "A b - c-d e."


def test_space_within_a_formula_line(tmp_path: Path) -> None:
    picture = f'<img class="formula" alt="x" src="{PICTURE}">'
    tree = pdf_tree.tree(written(tmp_path, f"<p>so {picture} is</p>"))
    (paragraph,) = tree.kids
    assert isinstance(paragraph, pdf_tree.Tag)
    before, _, after = paragraph.kids
    assert isinstance(before, pdf_tree.Piece)
    assert isinstance(after, pdf_tree.Piece)
    assert (before.text, after.text) == ("so ", " is")


def test_character_of_no_font_is_read_but_its_glyph_is_not_that_of_none(tmp_path: Path) -> None:
    path = written(tmp_path, "<p>One \u2fe0 two.</p>")
    assert pdf_tree.tree(path).text() == "One \u2fe0 two."
    with pikepdf.open(path) as pdf:
        shown = pdf.pages[0].Contents.read_bytes()
    assert b"/Span <</ActualText <FEFF2fe0>>> BDC" in shown


def test_text_around_a_character_of_no_font_stays_well_formed() -> None:
    class Font:
        missing: ClassVar = {ord("x"): 7}
        to_unicode: ClassVar = {1: "?"}
        widths: ClassVar = {1: 400, 7: 500}
        file_content = bytes(characters.LARGEST)

    assert list(characters.without_missing("<0002>-3<>5.5<00030007>2<0004>", Font())) == [
        b"[ <0002> -3  5.5 <0003>] TJ",
        b"/Span <</ActualText <FEFF0078>>> BDC",
        b"[<0001>-100] TJ",
        b"EMC",
        b"[ 2 <0004>] TJ",
    ]


def test_lines_of_their_own_within_a_text_are_parted_by_a_space(tmp_path: Path) -> None:
    body = '<p><span style="display: block">License</span>CC-BY</p>'
    assert text(tmp_path, body).split() == ["License", "CC-BY"]


def test_columns_and_pages_part_no_words(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(150))
    assert text(tmp_path, f'<div style="columns: 2"><p>{words}</p></div>') == words
