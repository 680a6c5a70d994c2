"""The printable handout: a sheet of two pages, the message in front, the evidence on the back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters import Exported, markup, pdf
from exporters.finishing import enclosed
from exporters.markup import Setting
from exporters.qr_codes import qr_code, told_small
from presswork.problems import Location, Problem, Severity

from .columns import Lists, Seconds, lists_of, seconds
from .page import content
from .sheet import choose, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presswork.document import Document
    from presswork.looks import Look, Paper
    from presswork.resources import Resources

PAGES: Final = 2
"""The two sides of a sheet."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a page is set.

    Args:
        scale: what sizes of text and spaces are multiplied by.
        figures: what heights of figures are multiplied by, beside that.
    """

    scale: float
    figures: float = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to make a sheet fit.

    Args:
        front: the size of the message.
        back: the size of the evidence.
        turned: whether the evidence begins on the back; otherwise it follows at once.
    """

    front: Size
    back: Size
    turned: bool = True


SIZES: Final = (Size(1), Size(0.94), Size(0.94, 0.85), Size(0.88, 0.85))
"""What each side is set in, the largest first."""

FLOWING: Final = tuple(
    Fit(size, size, turned=False) for size in (Size(0.94, 0.85), Size(0.86, 0.85))
)
"""What is tried where a side cannot hold its part; the last has references of 6.9 points."""

BACK: Final = "back-of-handout"
"""The id of what the back begins with."""

END: Final = "end-of-handout"
"""The id of what stands last, to find out how far a sheet reaches."""

MILLIMETRES_A_PIXEL: Final = 25.4 / 96


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as a handout; see `exporters.Exporter`."""
    sheet = choose(document)
    press = pdf.press_of(look, resources, enclosed(document))
    furniture = press.furniture("handout.css")
    code = qr_code(sheet.address, look)

    def lay_out(fit: Fit, columns: Seconds) -> pdf.LaidOut:
        setting = Setting(
            words=look.words,
            notes=markup.numbered(sheet.notes),
            targets=markup.target_ids((*shown(sheet), sheet.bibliography)),
            image=press.picture,
            note_numeral=document.note_numeral,
            formula_picture=press.formula,
        )
        page = look.render(
            "handout.html",
            front=markup.front(document.metadata, setting),
            sheet=content(sheet, code, setting),
            fit=fit,
            columns=columns,
            ids={"back": BACK, "end": END},
            **furniture,
        )
        return press.lay_out(page)

    laid_out = _fitting(lay_out, lists_of(sheet))
    exported = press.write(laid_out, destination)
    place = Location(document.path)
    overflow = _overflow(laid_out, look.paper, place)
    small = told_small(laid_out.printed.pages, [code] if code else (), place)
    return replace(exported, warnings=(*exported.warnings, *overflow, *small))


def _fitting(lay_out: Callable[[Fit, Seconds], pdf.LaidOut], lists: Lists) -> pdf.LaidOut:
    """Return the first layout that keeps to the two pages, or else the last that was tried.

    A side that is too long becomes smaller, and the other one need not.
    """
    front = back = 0
    columns: Seconds = {}
    while max(front, back) < len(SIZES):
        fit = Fit(SIZES[front], SIZES[back])
        laid_out = lay_out(fit, columns)
        even = seconds(lists, laid_out.printed.pages)
        if columns and columns != even:  # in another size lines break elsewhere
            laid_out = lay_out(fit, even)
        if len(laid_out.printed.pages) <= PAGES:
            return laid_out
        columns = even
        before = _pages_before_back(laid_out)
        front += before > 1
        back += len(laid_out.printed.pages) - before > 1
    for fit in FLOWING:
        laid_out = lay_out(fit, {})
        if len(laid_out.printed.pages) <= PAGES:
            break
    return laid_out


def _pages_before_back(laid_out: pdf.LaidOut) -> int:
    pages = laid_out.printed.pages
    return next((at for at, page in enumerate(pages) if BACK in page.anchors), len(pages))


def _overflow(laid_out: pdf.LaidOut, paper: Paper, place: Location) -> tuple[Problem, ...]:
    """Tell by how much a sheet is too long."""
    pages = laid_out.printed.pages
    if len(pages) <= PAGES:
        return ()
    _, top, _, _ = pages[-1].anchors[END]
    more = (len(pages) - PAGES - 1) * paper.height + top * MILLIMETRES_A_PIXEL
    return (
        Problem(
            f"the handout takes {len(pages)} pages; it is about {more:.0f} mm longer than two",
            place,
            "shorten the key points, or name fewer figures or a smaller table under 'handout:'",
            Severity.WARNING,
        ),
    )
