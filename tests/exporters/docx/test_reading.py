"""What a program that is not ours, mammoth, reads in our Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mammoth
import pytest

from presswork import document as doc
from presswork import inlines as inl

from .test_images import raster
from .test_lists import items
from .test_tables import cell, row
from .test_text import paragraph, words
from .tree import readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def read(path: Path) -> str:
    """Return the HTML that mammoth makes, without the title block."""
    images = mammoth.images.img_element(lambda _: {"src": "image"})
    with path.open("rb") as file:
        html = mammoth.convert_to_html(file, convert_image=images).value
    return readable(str(html)).replace("<p>Tides</p><p>May 6, 2024</p>", "")


@pytest.mark.parametrize("level", range(1, 7))
def test_headings_come_back_with_their_levels(write: Callable[..., Path], level: int) -> None:
    html = read(write(doc.Heading(level, words("Sea"), "sea")))
    assert html == f'<h{level}><a id="sea"></a>Sea</h{level}>'


def test_lists_come_back_nested(write: Callable[..., Path]) -> None:
    inner = doc.OrderedList(items(paragraph("b"), paragraph("c")))
    html = read(write(doc.BulletList(((paragraph("a"), inner), (paragraph("d"),)))))
    assert html == "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"


def test_tables_come_back_with_head_and_spans(write: Callable[..., Path]) -> None:
    body = (doc.Row((cell("a", rows=2), cell("b"))), row("c"))
    table = doc.Table((doc.Column(),) * 2, (doc.Row((cell("h", columns=2),)),), body)
    assert read(write(table)) == (
        '<table><thead><tr><th colspan="2"><p>h</p></th></tr></thead>'
        '<tbody><tr><td rowspan="2"><p>a</p></td><td><p>b</p></td></tr>'
        "<tr><td><p>c</p></td></tr></tbody></table>"
    )


def test_notes_come_back_with_their_links(write: Callable[..., Path]) -> None:
    link = inl.Link("https://example.org/", words("there"))
    notes = (doc.Note("n", (paragraph("See ", link, "."),)),)
    html = read(write(paragraph("So.", inl.NoteReference("n")), notes=notes))
    assert '<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>' in html
    assert '<li id="footnote-1"><p>\N{NO-BREAK SPACE}See <a href="https://example.org/">' in html


def test_links_lead_to_where_they_led(write: Callable[..., Path]) -> None:
    text = paragraph(
        inl.Link("https://example.org/?a=b&c", words("out")), inl.Link("#sea", words("in"))
    )
    html = read(write(doc.Heading(1, words("Sea"), "sea"), text))
    assert '<a href="https://example.org/?a=b&amp;c">out</a><a href="#sea">in</a>' in html


def test_images_come_back_with_their_alternative_text(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    image = inl.Image(raster(tmp_path / "a.png"), "The sea.")
    html = read(write(doc.Figure((doc.Panel(image),), words("Sea."), "fig:a", "1")))
    assert html == (
        '<p><img alt="The sea." src="image" /></p>'
        '<p><a id="fig_a"></a>Figure\N{NO-BREAK SPACE}1. Sea.</p>'
    )
