"""The pages that things of a Word file will stand on, as far as they can be known beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from exporters.docx.page_estimate import Estimate, Formatting, estimate
from exporters.docx.page_estimate.formulas import formula_size
from exporters.docx.page_estimate.metrics import Fonts
from exporters.docx.xml import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LINES: Final = 10
"""How many lines a page of these tests has, each of 12 points, which hold `WIDE` characters."""

WIDE: Final = 20
STYLES: Final = """
<w:docDefaults>
 <w:rPrDefault><w:rPr><w:rFonts w:ascii="Courier New"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>
 <w:pPrDefault><w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>
<w:style w:type="paragraph" w:styleId="Head"><w:pPr><w:keepNext/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loose"><w:basedOn w:val="Normal"/>
 <w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>
"""
PAGE: Final = (
    '<w:pgSz w:w="3000" w:h="3000"/>'
    '<w:pgMar w:top="300" w:bottom="300" w:left="300" w:right="300"/>'
)
"""Room for 120 by 120 points: 20 characters of 6 points, and 10 lines."""


def xml(tag: str, content: str) -> Element:
    names = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "m"))
    return etree.fromstring(f"<w:{tag}{names}>{content}</w:{tag}>")


def laid_out(body: str, *, section: str = PAGE, notes: str = "", settings: str = "") -> Estimate:
    formatting = Formatting(xml("styles", STYLES), None, xml("settings", settings), {})
    root = xml("body", f"{body}<w:sectPr>{section}</w:sectPr>")
    marks = root.iter(f"{{{NAMESPACES['w']}}}bookmarkStart")
    names = frozenset(str(mark.attrib.values()[1]) for mark in marks)
    return estimate(root, xml("footnotes", notes), formatting, names, frozenset())


def lines(count: int, *, mark: str = "", style: str = "Normal", inside: str = "") -> str:
    """Return a paragraph that fills so many lines, with a bookmark in the first one."""
    words = " ".join(["x" * (WIDE - 1)] * count)
    start = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>' if mark else ""
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{style}{start}<w:r><w:t>{words}</w:t></w:r>{inside}</w:p>"


def table(rows: int, *, head: bool, mark: str) -> str:
    """Return a table of one cell a row, with a bookmark in the last one."""
    made = []
    for at in range(rows):
        is_head = "<w:trPr><w:tblHeader/></w:trPr>" if head and not at else ""
        cell = lines(1, mark=mark if at == rows - 1 else "")
        width = '<w:tcPr><w:tcW w:w="2616" w:type="dxa"/></w:tcPr>'
        made.append(f"<w:tr>{is_head}<w:tc>{width}{cell}</w:tc></w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


@pytest.mark.parametrize(("before", "page"), [(LINES - 1, 0), (LINES, 1), (2 * LINES, 2)])
def test_a_page_holds_so_many_lines(before: int, page: int) -> None:
    found = laid_out(lines(1) * before + lines(1, mark="here"))
    assert found.pages["here"] == page
    assert found.number("here") == str(page + 1)


def test_words_break_at_the_width_of_the_page() -> None:
    words = "<w:p><w:r><w:t>" + " ".join(["abcd"] * 4 * LINES) + "</w:t></w:r></w:p>"
    assert len(laid_out(words).numbers) == 1
    assert len(laid_out(words + lines(1)).numbers) == 2


def test_words_are_divided_where_the_file_asks_for_it() -> None:
    words = "<w:p><w:r><w:t>" + " ".join(["potatoes tomatoes"] * 4) + "</w:t></w:r></w:p>"
    whole = laid_out(lines(1) * 6 + words + lines(1, mark="here"))
    divided = laid_out(
        lines(1) * 6 + words + lines(1, mark="here"), settings="<w:autoHyphenation/>"
    )
    assert (whole.pages["here"], divided.pages["here"]) == (1, 1)
    assert len(whole.numbers) >= len(divided.numbers)


def test_a_heading_goes_with_what_follows() -> None:
    body = lines(1) * (LINES - 1) + lines(1, mark="head", style="Head") + lines(2, mark="text")
    found = laid_out(body)
    assert (found.pages["head"], found.pages["text"]) == (1, 1)


@pytest.mark.parametrize(("style", "page"), [("Normal", 1), ("Loose", 0)])
def test_no_single_line_of_a_paragraph_is_left_behind(style: str, page: int) -> None:
    found = laid_out(lines(1) * (LINES - 1) + lines(4, mark="here", style=style))
    assert found.pages["here"] == page


def test_a_break_that_somebody_made_begins_a_page() -> None:
    page_break = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    assert laid_out(page_break + lines(1, mark="here")).pages["here"] == 1


def test_notes_take_their_room() -> None:
    mention = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{lines(3)}</w:footnote>'
    body = lines(1, inside=mention) + lines(1) * (LINES - 3) + lines(1, mark="here")
    assert laid_out(body).pages["here"] == 0
    assert laid_out(body, notes=notes).pages["here"] == 1


def test_the_head_of_a_table_is_repeated() -> None:
    body = table(2 * LINES, head=False, mark="plain") + table(1, head=False, mark="end")
    assert laid_out(body).pages["plain"] == 1
    assert laid_out(table(2 * LINES, head=True, mark="headed")).pages["headed"] == 2


def test_columns_are_filled_one_after_the_other() -> None:
    columns = '<w:cols w:num="2" w:space="0"/>'
    short = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    body = short * (2 * LINES - 1) + lines(1, mark="last") + lines(1, mark="next")
    found = laid_out(body.replace("x" * (WIDE - 1), "x"), section=PAGE + columns)
    assert (found.pages["last"], found.pages["next"]) == (0, 1)


def test_sections_have_their_own_numbers() -> None:
    front = f'{PAGE}<w:pgNumType w:fmt="lowerRoman"/>'
    ended = f"<w:p><w:pPr><w:sectPr>{front}</w:sectPr></w:pPr></w:p>"
    body = lines(1) * LINES + lines(1, mark="front") + ended + lines(1, mark="text")
    found = laid_out(body, section=f'{PAGE}<w:pgNumType w:start="1"/>')
    assert (found.number("front"), found.number("text")) == ("ii", "1")


def test_a_section_that_goes_on_stays_on_its_page() -> None:
    ended = f"<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr></w:p>"
    body = lines(1) + ended + lines(1, mark="here")
    assert laid_out(body, section=f'<w:type w:val="continuous"/>{PAGE}').pages["here"] == 0


def test_what_is_unknown_has_no_number() -> None:
    assert laid_out(lines(1)).number("nowhere") is None


@pytest.mark.parametrize("value", ["", "x", "50%", "-7", "9" * 400])
def test_odd_numbers_of_a_template_do_no_harm(value: str) -> None:
    section = f'<w:pgSz w:w="{value}" w:h="{value}"/><w:cols w:num="{value}"/>'
    assert laid_out(lines(3, mark="here"), section=section).pages["here"] >= 0


def test_a_word_that_is_longer_than_its_line_goes_on_in_the_next() -> None:
    word = f"<w:p><w:r><w:t>{'x' * WIDE * LINES}</w:t></w:r></w:p>"
    assert laid_out(word + lines(1, mark="here")).pages["here"] == 1


def test_accents_are_as_wide_as_their_letters_and_ideographs_an_em() -> None:
    face = Fonts().face("Times New Roman", bold=False, italic=False)
    assert face.width("é") == face.width("e")
    assert face.width("\u6f6e") == 1.0


def test_fractions_are_higher_than_letters() -> None:
    letter = "<m:r><m:t>x</m:t></m:r>"
    fraction = f"<m:f><m:num>{letter}</m:num><m:den>{letter}</m:den></m:f>"
    assert formula_size(xml("p", letter))[1] == 1
    assert formula_size(xml("p", fraction))[1] > 2
