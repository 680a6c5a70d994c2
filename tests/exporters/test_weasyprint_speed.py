"""Pages of the improved WeasyPrint beside those of WeasyPrint itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import weasyprint

from exporters import weasyprint_speed
from exporters.pdf import load_weasyprint
from exporters.weasyprint_speed import replacing

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "Immunotherapy of cells that instruct, office and fluffy waffles, an extraordinarily long "
    "sentence about internationalization that has to be hyphenated somewhere in its lines, "
)

STYLE = """
@page {
  margin: 60px 50px; size: 420px 560px;
  @top-left { content: string(head) }
  @bottom-right { content: counter(page) " of " counter(pages) }
  @footnote { border-top: 1px solid }
}
@page :first { @top-left { content: none } }
html { font: 12px/1.4 "%s" }
body { hyphens: auto; text-align: justify; orphans: 2; widows: 2 }
h2 { break-after: avoid; string-set: head content(); font-variant-caps: small-caps }
h2::before { content: counter(h2) ". "; counter-increment: h2 }
p { overflow-wrap: break-word }
.note { float: footnote; font-size: 10px }
.spaced { letter-spacing: 2px; word-spacing: 5px; text-decoration: underline }
.half { width: 50%%; margin: 5%%; padding: 3px; border: 2px solid; border-radius: 6px }
.side { float: right; width: 80px; height: 50px; background: silver }
a::after { content: " (" target-counter(attr(href), page) ")" }
table { border-collapse: collapse } td { border: 1px solid; padding: 2px }
pre { tab-size: 4; white-space: pre-wrap; overflow-wrap: anywhere }
sup { font-size: 8px; line-height: 0; vertical-align: super }
"""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90" font-family="serif">
<text y="9" font-size="9">Axes and waffles</text> <text y="20" font-size="9">waffles and axes</text>
<text y="30" font-size="11" letter-spacing="2" font-weight="bold">waffles, of</text>
<text y="40" font-size="9" font-style="italic" textLength="99">as long as</text>
<text y="50" font-size="9" direction="rtl" font-family="sans-serif, serif">שלום abc</text>
<text x="9 20 30" y="60 61" dx="1" rotate="5 9" font-size="9">turned <tspan>waffles</tspan></text>
</svg>"""


def section(number: int) -> str:
    cells = "".join(
        f'<tr id="row-{number}-{at}"><td style="text-align:right">{at}<td>{WORDS[:40]}'
        for at in range(4)
    )
    return f"""
    <h2 id="s{number}">Section {number}</h2>
    <div class="side"></div>
    <p>{WORDS * 3}<span class="note" id="n{number}">A note, {WORDS}</span> and <em>more</em>.
    <p id="p{number}">{WORDS}<span class="spaced">{WORDS}</span> x<sup>2</sup>,
    <a href="#s{(number + 2) % 4}">see there</a>, {WORDS} Ἀθῆναι, Москва, ffi fl.
    <ul><li id="i{number}">{WORDS}<li>two<ol><li>{WORDS}</ol></ul>
    <div class="half" lang="de">{WORDS}</div>
    <table>{cells}</table><pre>if a:\n\tb = {"1234567890" * 8}</pre>
    <p style="colour: none" class="note">x<p style="color: red !important" id="c{number}">red
    <p dir="rtl" lang="he">שלום עולם {WORDS}
    """


def page(family: str) -> str:
    sections = "".join(map(section, range(4)))
    return f'<html lang="en"><style>{STYLE % family}</style><body>{sections}'


COMPOUNDS = "the cf-python and cf-plot packages, cfdm-netcdf files; a/b/c well-known long-words "

NARROW = "".join(
    f'<div lang="en" style="float: left; font: 12px sans-serif; width: {width}px; '
    f'hyphens: {hyphens}; overflow-wrap: {wrap}; white-space: {spaces}">{COMPOUNDS}</div>'
    for hyphens in ("auto", "manual", "none")
    for wrap in ("normal", "anywhere", "break-word")
    for spaces in ("normal", "pre-wrap")
    for width in range(4, 120, 9)
)
"""Words with places to break in columns that are too narrow for them."""


def printed(html: str) -> bytes:
    return bytes(weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page("sans-serif"), id="text", marks=pytest.mark.slow),
        pytest.param(NARROW, id="narrow", marks=pytest.mark.slow),
        pytest.param(f'<img alt="" src="data:image/svg+xml,{quote(DRAWING)}">' * 2, id="drawing"),
    ],
)
def test_pages_are_the_same_byte_by_byte(html: str) -> None:
    load_weasyprint()
    improved = printed(html)
    with weasyprint_speed.without():
        assert printed(html) == improved


def test_a_packed_file_and_its_identifier_are_the_same_byte_by_byte() -> None:
    load_weasyprint()
    text = weasyprint.HTML(string='<p style="font-family: sans-serif">one')
    improved = text.write_pdf(pdf_identifier=True)
    with weasyprint_speed.without():
        assert text.write_pdf(pdf_identifier=True) == improved


@pytest.mark.parametrize("improve", weasyprint_speed.IMPROVEMENTS)
def test_every_improvement_fits_this_weasyprint(improve: Callable[[], None]) -> None:
    """None is passed over: a function that is missing is one that takes its time again."""
    load_weasyprint()
    if weasyprint.VERSION != weasyprint_speed.VERSION:
        pytest.skip("for another version of WeasyPrint")
    with weasyprint_speed.without():
        improve()
        placed = len(replacing._originals)  # noqa: SLF001 - what is tested
        with weasyprint_speed.without():
            pass
    assert placed


def test_another_weasyprint_goes_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with weasyprint_speed.without():
        monkeypatch.setattr(weasyprint_speed, "VERSION", "0.1")
        weasyprint_speed._improve()  # noqa: SLF001 - as above
        assert not replacing._originals  # noqa: SLF001 - as above
        monkeypatch.undo()


def test_room_on_the_stack_changes_nothing_else() -> None:
    def depth(count: int) -> int:
        return 1 + depth(count - 1) if count else 0

    assert weasyprint_speed.with_room(lambda: depth(200)) == 200
    with pytest.raises(ZeroDivisionError):
        weasyprint_speed.with_room(lambda: 1 // 0)


@pytest.mark.slow
def test_a_document_that_is_laid_out_again_is_the_same() -> None:
    load_weasyprint()
    counted = "<style>@counter-style mark { system: extends lower-greek; suffix: '|' }</style>"
    listed = "<style>li { list-style: mark }</style><ol><li>one<li>two</ol>"
    for html in (page("sans-serif"), counted + listed):
        fonts = weasyprint.text.fonts.FontConfiguration()
        first, again = (
            bytes(weasyprint.HTML(string=html).write_pdf(font_config=fonts)) for _ in range(2)
        )
        assert again == first
        with weasyprint_speed.without():
            assert weasyprint.HTML(string=html).write_pdf() == first


def test_a_wrong_style_sheet_is_complained_of_in_every_layout(
    caplog: pytest.LogCaptureFixture,
) -> None:
    load_weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    for times in (1, 2):
        weasyprint.HTML(string="<style>p {colour:red}</style>").render(font_config=fonts)
        said = [record.getMessage() for record in caplog.records]
        assert said == ["Ignored `colour:red` at 1:4, unknown property."] * times
