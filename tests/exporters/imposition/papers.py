"""PDFs with a number on each page, and sheets read as whoever folds them would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

A5: Final = (420.0, 595.0)
A4: Final = (595.0, 842.0)
PANEL: Final = (281.0, 595.0)


def numbered(path: Path, count: int, size: tuple[float, float] = A5, language: str = "en") -> Path:
    """Write a PDF whose pages have nothing but their numbers on them, in the middle."""
    with pikepdf.new() as pdf:
        pdf.Root.Lang = pikepdf.String(language)
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for number in range(1, count + 1):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            drawn = f"BT /F 60 Tf {size[0] / 2 - 30} {size[1] / 2} Td ({number}) Tj ET"
            page.obj.Contents = pdf.make_stream(drawn.encode())
        pdf.save(path)
    return path


def numbers(path: Path, across: int, down: int = 1) -> list[list[str]]:
    """Return what stands in the parts of each side, line by line; nothing where a part is blank."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [list(_parts(page, across, down)) for page in pdf]
    finally:
        pdf.close()


def _parts(page: pypdfium2.PdfPage, across: int, down: int) -> Iterator[str]:
    width, height = page.get_size()
    text = page.get_textpage()
    for line in range(down):
        for column in range(across):
            yield text.get_text_bounded(
                width * column / across,
                height * (down - 1 - line) / down,
                width * (column + 1) / across,
                height * (down - line) / down,
            ).strip()


def folded(sides: Sequence[Sequence[str]], *, backward: bool = False) -> list[str]:
    """Return what one reads who lays sheets into each other, folds them and turns the leaves.

    Args:
        sides: the two pages of the front and the back of each sheet, the outermost first.
        backward: whether it is bound at the right.
    """
    sheets = [
        (front[::-1] if backward else front, back[::-1] if backward else back)
        for front, back in zip(sides[::2], sides[1::2], strict=True)
    ]
    # Behind the second page of a front is the first one of its back.
    first = [page for front, back in sheets for page in (front[1], back[0])]
    second = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    return [*first, *second]
