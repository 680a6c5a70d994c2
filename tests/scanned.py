"""The QR codes of a printed page, read by a library that is not the one that makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image

from tests.tools import program, run

if TYPE_CHECKING:
    from pathlib import Path


def scanned(pdf: Path, folder: Path, dpi: int = 150) -> list[list[str]]:
    """Return the addresses that a telephone reads from each page of a PDF, from the top down.

    Schemes and hosts are in small letters, whatever they are in the code.

    Args:
        pdf: the file.
        folder: for pictures of its pages.
        dpi: how finely it is printed.
    """
    pdftoppm = program("pdftoppm", "poppler-utils")
    run(pdftoppm, "-r", str(dpi), "-gray", "-png", pdf, folder / "scanned")
    return [_read(path) for path in sorted(folder.glob("scanned*.png"))]


def _read(picture: Path) -> list[str]:
    with Image.open(picture) as image:
        codes = zxingcpp.read_barcodes(image)
    from_the_top = sorted(codes, key=lambda code: code.position.top_left.y)
    return [urlsplit(code.text)._replace(netloc=_host(code.text)).geturl() for code in from_the_top]


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()
