"""Images: their size, their alternative text, their parts, and what is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image as PillowImage

from exporters.docx.images import Size, placed_size
from exporters.docx.story import Place
from exporters.docx.svg import BrokenSvgError, read_svg
from presswork import document as doc
from presswork import inlines as inl
from presswork.problems import Location, Problems
from presswork.resources import Resources

from .test_text import TITLE, paragraph, words
from .tree import body_tree, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAVE = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 96 48">{}<path d="M0 24 H96" stroke="#000"/></svg>'
)
PAGE = Place(width=1440 * 6, height=1440 * 9)


def raster(path: Path, form: str = "PNG", size: tuple[int, int] = (96, 48)) -> Path:
    PillowImage.new("RGB", size, "navy").save(path, form)
    return path


def vector(path: Path, inside: str = "") -> Path:
    path.write_text(WAVE.format(inside))
    return path


def media(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        return sorted(name for name in package.namelist() if "/media/" in name)


def test_a_figure_has_its_caption_below(write: Callable[..., Path], tmp_path: Path) -> None:
    image = inl.Image(raster(tmp_path / "a.png"), "The sea.")
    assert body_tree(
        write(doc.Figure((doc.Panel(image),), words("Sea."), "fig:a", "1"))
    ) == TITLE + (
        "Picture: (image: The sea.)\n"
        "Caption: (#fig_a {CaptionLabel: Figure~}"
        "«SEQ Figure \\* ARABIC = {CaptionLabel: 1}»){CaptionLabel: . }Sea."
    )


def test_an_image_without_alternative_text_is_marked_as_decoration(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(paragraph(inl.Image(raster(tmp_path / "a.png"), "")))
    root = part(path, "word/document.xml")
    found = list(
        root.iter("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative")
    )
    assert [mark.get("val") for mark in found] == ["1"]


def test_the_same_image_is_stored_once(write: Callable[..., Path], tmp_path: Path) -> None:
    png, svg = raster(tmp_path / "a.png"), vector(tmp_path / "b.svg")
    images = [inl.Image(source, "Sea.") for source in (png, svg, png, svg)]
    assert media(write(paragraph(*images))) == [
        "word/media/picture1.png",
        "word/media/picture2.png",
        "word/media/vector1.svg",
    ]


def test_an_svg_may_tell_its_size_in_points(write: Callable[..., Path], tmp_path: Path) -> None:
    source = vector(tmp_path / "a.svg")
    source.write_text(source.read_text().replace("viewBox", "width='72pt' height='36pt' viewBox"))
    assert "word/media/picture1.png" in media(write(paragraph(inl.Image(source, "Sea."))))


def test_an_svg_stands_beside_its_png(write: Callable[..., Path], tmp_path: Path) -> None:
    image = inl.Image(vector(tmp_path / "a.svg"), "Sea.", inl.Length(25.4, "mm"))
    path = write(paragraph(image))
    with zipfile.ZipFile(path) as package:
        png = PillowImage.open(BytesIO(package.read("word/media/picture1.png")))
    assert png.size == (200, 100)
    root = part(path, "word/document.xml")
    name = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
    assert len(list(root.iter(name))) == 1


def test_text_of_an_svg_is_drawn(write: Callable[..., Path], tmp_path: Path) -> None:
    inside = "<text x='0' y='40' font-family='Source Sans 3' font-size='40'>MMM</text>"
    empty = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48">{}</svg>'
    (tmp_path / "a.svg").write_text(empty.format(inside))
    with zipfile.ZipFile(write(paragraph(inl.Image(tmp_path / "a.svg", "M.")))) as package:
        png = PillowImage.open(BytesIO(package.read("word/media/picture1.png")))
    assert png.getbbox() is not None


def test_an_image_that_word_does_not_know_becomes_a_jpeg(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    path = write(paragraph(inl.Image(raster(tmp_path / "a.webp", "WEBP"), "Sea.")))
    assert media(path) == ["word/media/picture1.jpeg"]


def test_every_unreadable_image_is_told_with_its_place(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    images = []
    for line, name in enumerate(("a.png", "b.svg", "c.pdf"), start=1):
        (tmp_path / name).write_bytes(b"no image")
        images.append(inl.Image(tmp_path / name, "", location=Location(tmp_path / "x.md", line)))
    with pytest.raises(Problems) as caught:
        write(paragraph(*images))
    told = [(problem.location, problem.what.split("'")[1]) for problem in caught.value.problems]
    assert told == [
        (Location(tmp_path / "x.md", 1), "a.png"),
        (Location(tmp_path / "x.md", 2), "b.svg"),
        (Location(tmp_path / "x.md", 3), "c.pdf"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<image href='file:///etc/passwd'/>",
        "<image xlink:href='../outside.png'/>",
        "<image href='https://example.org/a.png'/>",
        "<use href='other.svg#a'/>",
        "<style>@import 'a.css';</style>",
        "<style>path { fill: url(https://example.org/a.svg#b) }</style>",
        "<style>@font-face { src: url('font.woff2') }</style>",
        "<path style='fill: url(x.svg#a)'/>",
        "<path fill='url(x.svg#a)'/>",
    ],
)
def test_an_svg_reads_nothing_from_elsewhere(tmp_path: Path, inside: str) -> None:
    source = vector(tmp_path / "a.svg", inside)
    with pytest.raises(BrokenSvgError):
        read_svg(source, Resources((tmp_path,)))


def test_what_an_svg_may_read_is_put_inside(tmp_path: Path) -> None:
    raster(tmp_path / "b.png")
    inside = "<image href='b.png'/><path fill='url(#c)'/><a href='https://example.org/'/>"
    svg = read_svg(vector(tmp_path / "a.svg", inside), Resources((tmp_path,)))
    assert b'href="data:image/png;base64,' in svg.xml
    assert b"b.png" not in svg.xml


def test_colours_for_day_and_night_become_those_of_day(tmp_path: Path) -> None:
    inside = "<rect style='fill: light-dark(rgb(1, 2, 3), var(--x, #000)); stroke: red'/>"
    svg = read_svg(vector(tmp_path / "a.svg", inside), Resources((tmp_path,)))
    assert b'style="fill: rgb(1, 2, 3); stroke: red"' in svg.xml


@pytest.mark.parametrize(
    ("width", "natural", "placed"),
    [
        (None, Size(50, 25), Size(50, 25)),
        (None, Size(400, 200), Size(152.4, 76.2)),
        (inl.Length(50, "%"), Size(10, 10), Size(76.2, 76.2)),
        (inl.Length(3, "cm"), Size(10, 20), Size(30, 60)),
        (inl.Length(100, "%"), Size(10, 100), Size(22.86, 228.6)),
    ],
    ids=["own size", "too wide", "share", "length", "too high"],
)
def test_an_image_fits_the_page(width: inl.Length | None, natural: Size, placed: Size) -> None:
    size = placed_size(inl.Image(None, "", width), natural, PAGE)  # type: ignore[arg-type]
    assert (size.width, size.height) == pytest.approx((placed.width, placed.height), abs=0.01)
