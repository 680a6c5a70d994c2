"""Which files of pictures are taken, and what is said of the others."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from presswork import pictures
from presswork.pictures import Kind, check, kind_of

if TYPE_CHECKING:
    from pathlib import Path

RASTERS = {
    Kind.PNG: "PNG",
    Kind.JPEG: "JPEG",
    Kind.GIF: "GIF",
    Kind.WEBP: "WEBP",
    Kind.TIFF: "TIFF",
    Kind.BMP: "BMP",
    Kind.AVIF: "AVIF",
}


def raster(form: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (8, 4), "navy").save(written, form)
    return written.getvalue()


def pdf(*, pages: int = 1, locked: bool = False) -> bytes:
    made, written = pikepdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=(72, 36))
    made.save(written, encryption=pikepdf.Encryption(owner="o", user="u") if locked else False)
    return written.getvalue()


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", RASTERS, ids=lambda kind: kind.value)
def test_the_kind_is_told_by_the_content(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "figure.jpg"
    path.write_bytes(raster(RASTERS[kind]))
    assert kind_of(path) is kind
    assert check(path) is None


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", Kind.PDF),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", Kind.EPS),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", Kind.HEIC),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- drawn --><svg/>", Kind.SVG),
        (b"<!DOCTYPE html><title>404</title>", None),
        (b"", None),
    ],
    ids=["pdf", "eps", "heic", "svg", "html", "empty"],
)
def test_other_kinds_are_told_too(content: bytes, kind: Kind | None, tmp_path: Path) -> None:
    path = tmp_path / "figure"
    path.write_bytes(content)
    assert kind_of(path) is kind


def test_a_pdf_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    path.write_bytes(pdf())
    assert check(path) is None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", b"", "'a.png' is empty"),
        ("a.png", b"no picture", "'a.png' is no kind of picture that is understood"),
        ("a.png", raster("PNG")[:20], "'a.png' is no PNG picture that can be used: it breaks off"),
        (
            "a.png",
            png_of(30_000, 30_000),
            "'a.png' is no PNG picture that can be used: it has 30000 by 30000 pixels",
        ),
        ("a.svg", b"<svg", "'a.svg' is no readable SVG"),
        ("a.pdf", b"%PDF-1.7", "'a.pdf' is a PDF file that cannot be read"),
        ("a.pdf", pdf(locked=True), "'a.pdf' is a PDF file that is locked"),
        ("a.pdf", pdf(pages=0), "'a.pdf' is a PDF file without a page"),
        (
            "a.heic",
            b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
            "'a.heic' is a HEIC picture, which is not understood",
        ),
    ],
    ids=[
        "empty",
        "text",
        "half a head",
        "bomb",
        "broken svg",
        "broken pdf",
        "locked pdf",
        "pdf without pages",
        "heic",
    ],
)
def test_what_is_wrong_is_said(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = check(path)
    assert found is not None
    assert found.what.startswith(said)
    assert found.hint


def test_an_eps_needs_ghostscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.eps"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n")
    monkeypatch.setattr(pictures, "ghostscript", lambda: None)
    found = check(path)
    assert found is not None
    assert "only Ghostscript understands those" in found.what
    monkeypatch.setattr(pictures, "ghostscript", lambda: "/usr/bin/gs")
    assert check(path) is None


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = check(tmp_path / "a.png")
    assert found is not None
    assert "cannot be read: No such file" in found.what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(
        [b"", *map(raster, RASTERS.values()), pdf(), b"<svg", b"%!PS", b"RIFF0000WEBP"]
    ),
    st.integers(0, 200),
    st.binary(max_size=40),
)
def test_no_content_makes_it_raise(tmp_path: Path, start: bytes, kept: int, rest: bytes) -> None:
    path = tmp_path / "figure"
    path.write_bytes(start[:kept] + rest + start[kept + len(rest) :])
    check(path)
