"""Sheets put together from the pages that WeasyPrint laid out: columns, floats, what is around.

Each of those pages is as large as a sheet, and what is on it stands in its place already. A sheet
takes their boxes, so that links, bookmarks, tags and fonts are WeasyPrint's own.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .measuring import float_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box, PageBox

    from .measuring import Measured
    from .planning import Plan


def compose(printed: weasyprint.Document, measured: Measured, plan: Plan) -> weasyprint.Document:
    """Return a document whose pages are the sheets of a plan by which it was laid out."""
    from weasyprint.document import Page  # noqa: PLC0415 - loading it takes Pango

    contents: defaultdict[int, list[Box]] = defaultdict(list)
    for sheet, page in _placed(measured, plan):
        contents[sheet].extend(_within(page))
    number = max((*contents, plan.sheets - 1)) + 1
    furniture = [*measured.furniture]
    furniture += furniture[-1:] * (number - len(furniture))
    return printed.copy(
        [
            Page(sheet.copy_with_children([*_within(sheet), *contents[at], *_around(sheet)]))
            for at, sheet in enumerate(furniture[:number])
        ]
    )


def _placed(measured: Measured, plan: Plan) -> Iterator[tuple[int, PageBox]]:
    """Yield the pages that were laid out, with the sheets that they belong to."""
    yield from enumerate(measured.titles)
    for column, page in zip(plan.columns, measured.texts, strict=False):
        yield column.sheet, page
    for place, pieces in zip(plan.places, measured.floats, strict=True):
        for number, piece in enumerate(pieces):
            _draw_notes_near(piece)
            yield place.sheet + number, piece


def _draw_notes_near(page: PageBox) -> None:
    """Put the notes of a float, which were laid out at the foot of its page, right below it."""
    box = float_box(page)
    for area in page.children:
        if type(area).__name__ == "FootnoteAreaBox":
            below = box.border_box_y() + box.border_height()
            area.translate(box.border_box_x() - area.position_x, below - area.position_y)


def _within(page: PageBox) -> Sequence[Box]:
    return [box for box in page.children if type(box).__name__ != "MarginBox"]


def _around(page: PageBox) -> Sequence[Box]:
    return [box for box in page.children if type(box).__name__ == "MarginBox"]
