"""Sheets as a PDF: each side is a page that shows pages as drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf

from .claims import take_back
from .leading import Landing, links, take_along
from .placing import placed
from .sheets import MILLIMETRE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .kinds import Marks
    from .leading import Key
    from .placing import Original
    from .sheets import Cell, Line, MadeUp, Side

HAIRLINE: Final = 0.25
"""How thick marks are, in points."""

DASH: Final = 2 * MILLIMETRE

GREY: Final = 0.45
"""How light a frame is, from 0 for black to 1."""


def write(
    file: pikepdf.Pdf,
    pages: Sequence[Original],
    made_up: MadeUp,
    marks: Marks,
    destination: Path,
) -> None:
    """Write the pages of a file as sheets.

    Raises:
        OSError: it cannot be written.
    """
    landings: dict[Key, Landing] = {}
    for side in made_up.sides:
        shown = _added(file, side)
        for cell in side.cells:
            page = pages[cell.page]
            matrix = placed(page, cell)
            landings[page.page.obj.objgen] = Landing(shown.obj, matrix, page.upright, page.size)
        _draw(file, shown, side, pages, landings, marks)
    for side, shown in zip(made_up.sides, list(file.pages)[len(pages) :], strict=True):
        found = [
            file.make_indirect(link)
            for cell in side.cells
            for page in [pages[cell.page].page]
            for link in links(page, landings[page.obj.objgen], landings)
        ]
        if found:
            shown.obj.Annots = pikepdf.Array(found)
    take_along(file, landings)
    take_back(file)
    del file.pages[: len(pages)]
    _name(file, pages, made_up)
    _prefer(file, made_up)
    file.save(
        destination,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )


def _added(file: pikepdf.Pdf, side: Side) -> pikepdf.Page:
    size = (round(side.size.width, 3), round(side.size.height, 3))
    return file.add_blank_page(page_size=size)


def _draw(  # noqa: PLR0913, PLR0917 - what a side is made of
    file: pikepdf.Pdf,
    shown: pikepdf.Page,
    side: Side,
    pages: Sequence[Original],
    landings: dict[Key, Landing],
    marks: Marks,
) -> None:
    drawings = pikepdf.Dictionary()
    operators: list[str] = []
    for cell in side.cells:
        original = pages[cell.page]
        name = f"/Page{cell.page + 1}"
        drawings[name] = original.page.as_form_xobject(handle_transformations=False)
        matrix = landings[original.page.obj.objgen].matrix
        operators.append(f"q {_area(cell)} re W n {_numbers(*matrix.shorthand)} cm {name} Do Q")
        if marks.frames:
            operators.append(_frame(original, cell, matrix))
    operators += _lines(side.dashes if marks.cut else (), f"[{_numbers(DASH, DASH)}] 0 d")
    operators += _lines(side.ticks if marks.folds else (), "")
    shown.obj.Resources = pikepdf.Dictionary(XObject=drawings)
    shown.obj.Contents = file.make_stream("\n".join(operators).encode())


def _numbers(*numbers: float) -> str:
    return " ".join(
        f"{round(number, 4):g}" if abs(number) < 1 else f"{number:.3f}" for number in numbers
    )


def _area(cell: Cell) -> str:
    area = cell.area
    return _numbers(area.left, area.bottom, area.size.width, area.size.height)


def _frame(original: Original, cell: Cell, matrix: pikepdf.Matrix) -> str:
    """Return what draws a line around a page, as far as it is within its place."""
    corner = original.upright.inverse()
    around = matrix.transform(
        corner.transform(pikepdf.Rectangle(0, 0, original.size.width, original.size.height))
    )
    area = cell.area
    left, bottom = max(around.llx, area.left), max(around.lly, area.bottom)
    width, height = min(around.urx, area.right) - left, min(around.ury, area.top) - bottom
    return f"q {HAIRLINE} w {GREY} G {_numbers(left, bottom, width, height)} re S Q"


def _lines(lines: Sequence[Line], dashes: str) -> Iterator[str]:
    if not lines:
        return
    yield f"q {HAIRLINE} w {GREY} G {dashes}".rstrip()
    for x, y, to_x, to_y in lines:
        yield f"{_numbers(x, y)} m {_numbers(to_x, to_y)} l S"
    yield "Q"


def _name(file: pikepdf.Pdf, pages: Sequence[Original], made_up: MadeUp) -> None:
    """Name each side by the pages on it (ISO 32000-1, 12.4.2)."""
    ranges = pikepdf.Array()
    for at, side in enumerate(made_up.sides):
        names = [pages[cell.page].label for cell in side.cells]
        told = ", ".join(names) if len(names) <= 2 else f"{names[0]}\N{EN DASH}{names[-1]}"  # noqa: PLR2004 - from three on they run
        ranges.append(at)
        ranges.append(pikepdf.Dictionary(P=pikepdf.String(told or "\N{EM DASH}")))
    file.Root.PageLabels = pikepdf.Dictionary(Nums=ranges)


def _prefer(file: pikepdf.Pdf, made_up: MadeUp) -> None:
    """Tell a viewer how sheets are printed (ISO 32000-1, 12.2); most follow it."""
    preferences = file.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    edge = "Short" if made_up.sides[0].size.is_wide else "Long"
    one = len(made_up.sides) == 1
    preferences.Duplex = pikepdf.Name("/Simplex" if one else f"/DuplexFlip{edge}Edge")
    preferences.PrintScaling = pikepdf.Name("/None")
    file.Root.ViewerPreferences = preferences
    file.Root.PageLayout = pikepdf.Name.SinglePage
