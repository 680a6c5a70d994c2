"""Small pictures of first pages, for the download page."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIDTH: Final = 240
"""In pixels: twice as many as the page shows, for screens with two a point."""

SUFFIX: Final = ".webp"


def draw(pictures: Mapping[Path, Path], workers: int) -> None:
    """Draw the first pages of PDFs.

    Args:
        pictures: the files to write, by the PDFs they show; their folders exist.
        workers: how many processes work side by side.
    """
    if workers == 1 or len(pictures) == 1:
        for pdf, picture in pictures.items():
            _draw(pdf, picture)
        return
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(_draw, pictures, pictures.values(), chunksize=8))


def _draw(pdf: Path, picture: Path) -> None:
    import pypdfium2  # noqa: PLC0415 - in the processes that draw

    file = pypdfium2.PdfDocument(pdf)
    try:
        page = file[0]
        drawn = page.render(scale=WIDTH / page.get_width()).to_pil()
    finally:
        file.close()
    drawn.save(picture, "WEBP", quality=72, method=4)
