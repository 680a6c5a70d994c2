"""Figures that are PDF files, or EPS files that Ghostscript makes PDF of: their first page."""

from __future__ import annotations

import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pypdfium2

from presswork.pictures import Kind, ghostscript

from .examining import CSS_DPI, UnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from .examining import Source

POINTS: Final = 72
"""How many points an inch has."""

PIXELS: Final = 60_000_000
"""How many pixels are drawn at most."""

EPS_SECONDS: Final = 60
"""How long Ghostscript may take; a program in PostScript need not end."""


def size_of(path: Path, kind: Kind) -> tuple[float, float]:
    """Return the size of the page in CSS pixels, its crop box and rotation heeded.

    Raises:
        UnusableError: it cannot be read.
    """
    page = _page(path, as_pdf(path, kind, path.stat().st_mtime_ns))
    width, height = page.get_size()
    return width * CSS_DPI / POINTS, height * CSS_DPI / POINTS


def drawn(source: Source, width: int) -> Image.Image:
    """Return the page in pixels, on white.

    Raises:
        UnusableError: it cannot be read.
    """
    page = _page(source.path, as_pdf(source.path, source.kind, source.stamp[0]))
    across, down = page.get_size()
    scale = min(width / across, (PIXELS / (across * down)) ** 0.5)
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return image.convert("RGB") if image.mode not in {"L", "RGB"} else image


def _page(path: Path, content: bytes) -> pypdfium2.PdfPage:
    try:
        page = pypdfium2.PdfDocument(content)[0]
        across, down = page.get_size()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnusableError(
            f"'{path.name}' is a PDF file that cannot be drawn", "save it again, as PDF or SVG"
        ) from error
    if across <= 0 or down <= 0:
        raise UnusableError(f"'{path.name}' is a PDF file without an area", "save it again")
    return page


@lru_cache(maxsize=16)
def as_pdf(path: Path, kind: Kind, _changed: int) -> bytes:
    """Return a PDF file's bytes, or the PDF that Ghostscript makes of an EPS file.

    Raises:
        UnusableError: it cannot be read.
    """
    if kind is not Kind.EPS:
        return path.read_bytes()
    program = ghostscript()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "figure.pdf"
        try:
            subprocess.run(  # noqa: S603 - a program of the system, which may read this file alone
                [*_command(program or "gs", made), path],
                check=True,
                capture_output=True,
                timeout=EPS_SECONDS,
                stdin=subprocess.DEVNULL,
            )
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise UnusableError(
                f"'{path.name}' is an EPS file that Ghostscript cannot read",
                "save it as PDF or SVG",
            ) from error


def _command(program: str, made: Path) -> Iterator[str]:
    yield program
    yield from ("-dSAFER", "-dBATCH", "-dNOPAUSE", "-dQUIET", "-dEPSCrop")
    yield from ("-sDEVICE=pdfwrite", "-dPDFSETTINGS=/prepress", "-sColorConversionStrategy=RGB")
    yield f"-sOutputFile={made}"
