"""The colours of text in a PDF, and of what it stands on, as PDFium paints them."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import TYPE_CHECKING, Final

import pypdfium2
import pypdfium2.raw as pdfium

from presswork.looks import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

LARGE_POINTS: Final = 18
"""Text of this size needs less contrast (WCAG 2.2, 1.4.3)."""

DRAWN: Final = frozenset({"Figure", "Formula"})
"""Marks of what is drawn, whose colours are the author's."""

ENOUGH: Final = 4.5
ENOUGH_WHERE_LARGE: Final = 3

SCALE: Final = 2
"""Dots a point."""


def faint(path: Path) -> list[str]:
    """Return each pair of colours that text can hardly be read in, with the page and its words."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return list(
            dict.fromkeys(
                found for number, page in enumerate(pdf, 1) for found in _faint(number, page)
            )
        )
    finally:
        pdf.close()


def _faint(number: int, page: pypdfium2.PdfPage) -> Iterator[str]:
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    texts = page.get_textpage()
    for entry in page.get_objects(max_depth=1):
        if entry.type != pdfium.FPDF_PAGEOBJ_TEXT or DRAWN & _marks(entry):
            continue
        left, bottom, right, top = entry.get_bounds()
        words = texts.get_text_bounded(left, bottom, right, top).strip()
        if not words:
            continue
        ground = _ground(picture, left, page.get_height() - top, right, page.get_height() - bottom)
        ratio = contrast(_colour(entry), ground)
        if ratio < (ENOUGH_WHERE_LARGE if top - bottom > LARGE_POINTS else ENOUGH):
            yield f"page {number}: {_colour(entry)} on {ground}, {ratio:.1f}:1: {words[:40]!r}"


def _ground(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> str:
    """Return the colour that most of an area has; letters cover less of it than what is below."""
    edges = [round(edge * SCALE) for edge in (left - 1, top - 1, right + 1, bottom + 1)]
    part = picture.crop((edges[0], edges[1], edges[2], edges[3]))
    raw = part.tobytes()
    dots = Counter(raw[at : at + 3] for at in range(0, 3 * part.width * part.height, 3))
    return f"#{dots.most_common(1)[0][0].hex()}"


def _colour(entry: pypdfium2.PdfObject) -> str:
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(entry.raw, *channels)
    return "#" + "".join(f"{channel.value:02x}" for channel in channels[:3])


def _marks(entry: pypdfium2.PdfObject) -> set[str]:
    names = set()
    for index in range(pdfium.FPDFPageObj_CountMarks(entry.raw)):
        mark = pdfium.FPDFPageObj_GetMark(entry.raw, index)
        buffer = ctypes.create_string_buffer(64)
        length = ctypes.c_ulong()
        room = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFPageObjMark_GetName(mark, room, len(buffer), length)
        names.add(buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le"))
    return names
