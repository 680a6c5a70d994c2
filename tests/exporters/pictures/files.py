"""Files of pictures for tests, in the odd forms that people have them in."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

RED_CORNER = (200, 30, 30)


def cornered(width: int, height: int) -> Image.Image:
    """Return a white picture whose upper left quarter is red, so that its top can be told."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(RED_CORNER, (0, 0, width // 2, height // 2))
    return image


def saved(path: Path, image: Image.Image, form: str, **options: object) -> Path:
    image.save(path, form, **options)
    return path


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def profile(
    space: bytes, gamma: float, primaries: dict[bytes, tuple[float, float, float]]
) -> bytes:
    """Return a profile of a display (ICC.1:2001-04): primaries, and one curve for all."""

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    name = b"Test\0"
    words = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78)
    tags = {b"desc": words + bytes(-len(words) % 4)}
    points = {b"wtpt": (0.9642, 1.0, 0.8249), **primaries}
    for tag, point in points.items():
        tags[tag] = b"XYZ \0\0\0\0" + b"".join(map(number, point))
    for tag in (b"kTRC",) if space == b"GRAY" else (b"rTRC", b"gTRC", b"bTRC"):
        tags[tag] = curve
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        table += tag + struct.pack(">II", at + len(data), len(content))
        data += content
    head = struct.pack(">I4sI4s4s4s", at + len(data), b"lcms", 0x02100000, b"mntr", space, b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(number, (0.9642, 1.0, 0.8249)))
    return head + bytes(128 - len(head)) + table + data


WIDE_GAMUT = profile(
    b"RGB ",
    2.2,
    {
        b"rXYZ": (0.60974, 0.31111, 0.01947),
        b"gXYZ": (0.20528, 0.62567, 0.06087),
        b"bXYZ": (0.14919, 0.06322, 0.74457),
    },
)
"""The primaries of Adobe RGB (1998), adapted to D50."""

DARK_GREY = profile(b"GRAY", 1.0, {})
"""A grey whose numbers are as light is, much lighter in the middle than those of sRGB."""

TEXT = (
    b"/P <</MCID 0>> BDC BT /F1 24 Tf 20 60 Td (Words) Tj ET EMC "
    b"/Artifact BMC 1 0 0 rg 0 150 50 50 re f EMC"
)


def figure_pdf(
    *, content: bytes = TEXT, rotate: int = 0, crop: bool = False, font: str = "none"
) -> pikepdf.Pdf:
    """Return a PDF of one page of 200 by 200 points with a red square in its upper left corner.

    Args:
        content: what is drawn.
        rotate: how far the page is turned.
        crop: whether only its left half is shown.
        font: `none`, `foreign` for one that is not in the file, `drawn` for one of drawings.
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    fonts = {
        "foreign": pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        ),
        "drawn": _drawn_font(pdf),
    }
    if font in fonts:
        page.Resources.Font = pikepdf.Dictionary(F1=pdf.make_indirect(fonts[font]))
    page.Contents = pdf.make_stream(content if font != "none" else content.split(b"EMC ")[-1])
    page.rotate(rotate, relative=False)
    if crop:
        page.cropbox = pikepdf.Array([0, 0, 100, 200])
    return pdf


def _drawn_font(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 400 500 re f")
    names = ("W", "o", "r", "d", "s")
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 500, 500],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary({f"/{name}": glyph for name in names}),
        Encoding=pikepdf.Dictionary(
            Differences=[item for name in names for item in (ord(name), pikepdf.Name(f"/{name}"))]
        ),
        FirstChar=0,
        LastChar=255,
        Widths=[500] * 256,
    )


def pdf_bytes(pdf: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    pdf.save(written)
    return written.getvalue()
