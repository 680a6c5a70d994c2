"""Sheets as a PDF: each side is a page that shows pages as drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from exporters.finishing.printers_marks import Box

from .claims import take_back
from .drawing import Drawing, clip_of, cuts, cuts_of_sheet, frame, lines, numbers, reach
from .leading import Landing, links, take_along
from .placing import placed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from exporters.finishing.printers_marks import Sheet

    from .kinds import Marks
    from .leading import Key
    from .placing import Original
    from .sheets import MadeUp, Side


def write(
    file: pikepdf.Pdf,
    pages: Sequence[Original],
    made_up: MadeUp,
    marks: Marks,
    destination: Path,
) -> dict[int, int]:
    """Write the pages of a file as sheets.

    Args:
        file: which has the pages; it is changed.
        pages: all of them; streams of theirs that are exchanged later stay streams.
        made_up: how they stand on sheets.
        marks: what is drawn beside them.
        destination: the file to write.

    Returns:
        the numbers of those streams in the written file, by those that they had.

    Raises:
        OSError: it cannot be written.
    """
    landings: dict[Key, Landing] = {}
    exchanged: list[dict[int, int]] = []
    for side in made_up.sides:
        shown = _added(file, side, marks.around)
        for cell in side.cells:
            page = pages[cell.page]
            matrix = placed(page, cell)
            landings[page.page.obj.objgen] = Landing(shown.obj, matrix, page.upright, page.size)
        drawing = Drawing(file)
        _draw(drawing, side, pages, landings, marks)
        drawing.finish(shown)
        exchanged.append(drawing.exchanged)
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
    return _found_again(exchanged, destination) if any(exchanged) else {}


def _added(file: pikepdf.Pdf, side: Side, around: Sheet) -> pikepdf.Page:
    width, height = round(side.size.width, 3), round(side.size.height, 3)
    page = file.add_blank_page(page_size=(width, height))
    if beyond := reach(side, around):
        trim = Box(0, 0, width, height)
        for name, box in (
            ("/MediaBox", trim.larger(beyond)),
            ("/BleedBox", trim.larger(around.bleed)),
            ("/TrimBox", trim),
        ):
            page.obj[name] = pikepdf.Array([round(float(edge), 3) for edge in box.array])
    return page


def _found_again(exchanged: Sequence[Mapping[int, int]], path: Path) -> dict[int, int]:
    """Return the numbers of streams in a file that was written, by those that they had."""
    with pikepdf.open(path) as written:
        return {
            number: page.obj.Contents[at].objgen[0]
            for places, page in zip(exchanged, written.pages, strict=True)
            for number, at in places.items()
        }


def _draw(
    drawing: Drawing,
    side: Side,
    pages: Sequence[Original],
    landings: Mapping[Key, Landing],
    marks: Marks,
) -> None:
    for cell in side.cells:
        original = pages[cell.page]
        matrix = landings[original.page.obj.objgen].matrix
        laid = f"{numbers(*matrix.shorthand)} cm"
        clip = clip_of(cell, side, marks.around)
        drawing.add(original, f"/Page{cell.page + 1}", clip, laid)
        trim, bleed = matrix.transform(original.trim), matrix.transform(original.bleed)
        if marks.frames:
            drawing.operators.append(frame(trim, cell))
        drawing.operators += cuts(trim, bleed, cell, marks.around)
    drawing.operators += lines(side, marks)
    drawing.operators += cuts_of_sheet(side, marks.around)


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
