"""What WeasyPrint makes of a look's style sheet, kept for another time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import tinycss2
import weasyprint

from exporters import weasyprint_speed
from exporters.assets import assets_of
from exporters.pdf import load_weasyprint
from exporters.weasyprint_speed import stylesheets
from presswork import looks
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    weasyprint_speed.VERSION != weasyprint.VERSION, reason="for another version of WeasyPrint"
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return a list that grows with the style sheets that are read; nothing is kept yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    load_weasyprint()
    texts: list[str] = []
    parse = tinycss2.parse_stylesheet

    def parse_stylesheet(text: str) -> object:
        texts.append(text)
        return parse(text)

    monkeypatch.setattr(tinycss2, "parse_stylesheet", parse_stylesheet)
    return texts


def printed(look: looks.Look, more: str = "") -> bytes:
    """Print a page as a process does that has just begun."""
    stylesheets._known.clear()  # noqa: SLF001 - what is tested
    style = assets_of(look, Resources(())).style_sheet("print.css") + more
    html = f'<html style="--tightness: 0"><style>{style}</style><h2>One</h2><p>two <a>three</a>'
    page = weasyprint.HTML(string=html, base_url=look.folder.as_uri() + "/")
    return bytes(page.write_pdf(uncompressed_pdf=True))


def test_the_sheet_of_a_look_is_read_once(read: list[str], tmp_path: Path) -> None:
    look = looks.load("article")
    first = printed(look)
    assert len(read) == 1
    assert printed(look) == first
    assert len(read) == 1
    (kept,) = tmp_path.rglob("look-*")
    for content in (b"", b"x", kept.read_bytes()[:-20]):
        kept.write_bytes(content)
        assert printed(look) == first
    assert len(read) == 4
    with weasyprint_speed.without():
        assert printed(look) == first


def test_another_sheet_takes_the_place_of_the_first(read: list[str], tmp_path: Path) -> None:
    look = looks.load("article")
    first = printed(look)
    other = printed(look, "h2 { font-size: 40pt }")
    assert other != first
    assert printed(look, "h2 { font-size: 40pt }") == other
    assert len(read) == 2
    assert len(list(tmp_path.rglob("look-*"))) == 1
    assert printed(look) == first


def test_a_sheet_with_complaints_is_not_kept(read: list[str], tmp_path: Path) -> None:
    look = looks.load("article")
    printed(look, "h2 { colour: red }")
    printed(look, "h2 { colour: red }")
    assert len(read) == 2
    assert not list(tmp_path.rglob("look-*"))
