"""Pages of a PDF as drawings, and how they are laid onto a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pikepdf

from .sheets import Cell, Size

if TYPE_CHECKING:
    from collections.abc import Container

TURNED: Final = 1.15
"""How much larger a page has to become to be laid on its side."""

UPRIGHT: Final = pikepdf.Matrix()


@dataclass(frozen=True, slots=True)
class Original:
    """A page before it is put on a sheet.

    Args:
        page: of the file.
        upright: what turns it as it is shown, with its left lower corner where nothing is.
        size: as it is shown and cut.
        label: how the page is named.
        trim: what it is cut to, in its own coordinates.
        bleed: how far what touches its edge goes on, in the same.
        own: the numbers of those of its streams that are exchanged later.
    """

    page: pikepdf.Page
    upright: pikepdf.Matrix
    size: Size
    label: str
    trim: pikepdf.Rectangle
    bleed: pikepdf.Rectangle
    own: frozenset[int]


def originals(file: pikepdf.Pdf, own: Container[int]) -> tuple[Original, ...]:
    """Return the pages of a file, of which some streams are exchanged later."""
    return tuple(_original(page, own) for page in file.pages)


def pieces_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    """Return the streams that draw a page."""
    contents = page.obj.get("/Contents", ())
    return [contents] if isinstance(contents, pikepdf.Stream) else list(contents)


def _original(page: pikepdf.Page, own: Container[int]) -> Original:
    box = pikepdf.Rectangle(page.trimbox)
    unit = float(page.obj.get("/UserUnit", 1))
    turned = int(page.obj.get("/Rotate", 0)) % 360
    width, height = box.width * unit, box.height * unit
    moved = pikepdf.Matrix(unit, 0, 0, unit, -box.llx * unit, -box.lly * unit)
    # What turns clockwise, and then back to where all is above and at the right of the corner.
    turning = {
        0: UPRIGHT,
        90: pikepdf.Matrix(0, -1, 1, 0, 0, width),
        180: pikepdf.Matrix(-1, 0, 0, -1, width, height),
        270: pikepdf.Matrix(0, 1, -1, 0, height, 0),
    }[turned]
    size = Size(height, width) if turned in {90, 270} else Size(width, height)
    numbers = (piece.objgen[0] for piece in pieces_of(page))
    exchanged = frozenset(number for number in numbers if number in own)
    bleed = pikepdf.Rectangle(page.bleedbox) if "/BleedBox" in page.obj else box
    return Original(page, moved @ turning, size, page.label, box, bleed, exchanged)


def placed(original: Original, cell: Cell) -> pikepdf.Matrix:
    """Return what lays a page onto a sheet, from the coordinates of its own."""
    size, room = original.size, cell.area.size
    lying = _laid_down(size)
    turned = size.turned.scale_in(room) > TURNED * size.scale_in(room)
    shown = size.turned if turned else size
    scale = 1.0 if _is_about(shown, room, cell.leeway) else shown.scale_in(room)
    left = cell.area.left + (room.width - shown.width * scale) / 2 + cell.shift
    bottom = cell.area.bottom + (room.height - shown.height * scale) / 2
    on_sheet = pikepdf.Matrix(scale, 0, 0, scale, left, bottom)
    return original.upright @ (lying if turned else UPRIGHT) @ on_sheet


def _laid_down(size: Size) -> pikepdf.Matrix:
    """Return what turns a page counterclockwise: its head is at the left."""
    return pikepdf.Matrix(0, 1, -1, 0, size.height, 0)


def _is_about(size: Size, room: Size, leeway: float) -> bool:
    return abs(size.width - room.width) <= leeway and abs(size.height - room.height) <= leeway
