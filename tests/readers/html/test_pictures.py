"""Pictures of saved pages: beside the page, inside it, or left on the web."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pixels

from presswork.document import Figure
from presswork.readers import read
from presswork.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document, Panel

SVG = '<svg viewBox="0 0 300 200" width="300"><title>A cell</title><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page_files").mkdir()
    for name in ("small", "cell", "large"):
        Pixels.effect_noise((40, 40), 50).save(tmp_path / "page_files" / f"{name}.png")
    return tmp_path


def page(folder: Path, markup: str) -> Document:
    path = folder / "page.html"
    path.write_text(f"<title>T</title><p>Words.</p>{markup}", encoding="utf-8")
    return read(path, Resources((folder,), downloads=folder / "kept"))


def panels(document: Document) -> list[Panel]:
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    return [panel for figure in figures for panel in figure.panels]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="page_files/cell.png" alt="A cell">',
        '<img src="https://example.org/x/cell.png?w=9" alt="A cell">',
        '<img src="data:image/gif;base64,R0lGODlh" data-src="page_files/cell.png" alt="A cell">',
        '<img alt="A cell" srcset="page_files/small.png 100w, page_files/cell.png 300w">',
        '<picture><source srcset="page_files/cell.png 2x"><img alt="A cell"></picture>',
        '<figure><a href="x"><img src="page_files/cell.png" alt="A cell"></a></figure>',
        '<img alt="A cell"><noscript><img src="page_files/cell.png"></noscript>',
    ],
)
def test_picture_beside_the_page(markup: str, folder: Path) -> None:
    document = page(folder, markup)
    (panel,) = panels(document)
    assert panel.image is not None
    assert (panel.image.source.name, panel.image.alt) == ("cell.png", "A cell")
    assert not document.warnings


def test_picture_inside_the_page(folder: Path) -> None:
    data = base64.b64encode((folder / "page_files" / "cell.png").read_bytes()).decode()
    (panel,) = panels(page(folder, f'<img src="data:image/png;base64,{data}" alt="A cell">'))
    assert panel.image is not None
    assert panel.image.source.parent == folder / "kept"
    assert panel.image.source.suffix == ".png"


def test_drawing_in_the_page(folder: Path) -> None:
    (panel,) = panels(page(folder, f"<figure>{SVG}<figcaption>Figure 1. C</figcaption></figure>"))
    assert panel.image is not None
    assert (panel.image.source.suffix, panel.image.alt) == (".svg", "A cell")


def test_pictures_on_the_web_are_told_once(folder: Path) -> None:
    document = page(
        folder,
        '<base href="https://example.org/a/"><img src="one.png" alt="1"><p>More.</p>'
        '<figure><img src="//example.org/two.png"><figcaption>C</figcaption></figure>',
    )
    assert [(panel.image, panel.address) for panel in panels(document)] == [
        (None, "https://example.org/a/one.png"),
        (None, "https://example.org/two.png"),
    ]
    assert [warning.what.partition(":")[0] for warning in document.warnings] == [
        "2 pictures are not saved with the page"
    ]


def test_counters_and_icons_are_no_pictures(folder: Path) -> None:
    markup = (
        '<img src="https://x.org/count.gif" width="1" height="1"><svg viewBox="0 0 24 24"></svg>'
    )
    assert not panels(page(folder, markup))


def test_page_in_one_file(folder: Path) -> None:
    data = base64.b64encode((folder / "page_files" / "cell.png").read_bytes()).decode()
    path = folder / "page.mhtml"
    path.write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="xx"\n\n'
        "--xx\nContent-Type: text/html; charset=utf-8\nContent-Location: https://example.org/a\n\n"
        '<title>T</title><p>Words.</p><img src="cell.png" alt="A cell">\n'
        "--xx\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n"
        f"Content-Location: https://example.org/cell.png\n\n{data}\n--xx--\n",
        encoding="utf-8",
    )
    document = read(path, Resources((folder,), downloads=folder / "kept"))
    (panel,) = panels(document)
    assert panel.image is not None
    assert panel.image.alt == "A cell"
