"""The printable handout: a sheet of two pages, the message in front, the evidence on the back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporters import Exported, markup, pdf
from exporters.finishing import enclosed
from exporters.qr_codes import codes_of_works, drawn, qr_code, told_small
from presswork.problems import Location

from .budget import END, TITLES, room_of, wanted_pages
from .columns import lists_of
from .page import content, setting_of
from .sheet import choose, keys_of, shown
from .short_references import without_titles
from .two_sides import (
    BACK,
    FRONT_END,
    PAGES,
    Sides,
    Turned,
    on_two_sides,
    running_on,
    with_lines,
)

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.qr_codes import QrCode
    from presswork.document import Document
    from presswork.looks import Look
    from presswork.problems import Problem
    from presswork.resources import Resources

    from .sheet import Sheet


MORE_FIGURES: Final = 2
"""How many times an empty back is given more figures of a document that does not say which."""

HEIGHT_OF_FIGURE: Final = 0.4
"""The share of a page that a figure takes at most, with its caption."""


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as a handout; see `exporters.Exporter`.

    On the two pages of a sheet each side is as large as it may be. Where a side cannot hold its
    part, and in other numbers of pages, the evidence follows the message at once.
    """
    press = pdf.press_of(look, resources, enclosed(document))
    made = _Summary(document, look, press, choose(document))
    laid_out: pdf.LaidOut | None = None
    told: tuple[Problem, ...] = ()
    place, wanted = Location(document.path), wanted_pages(look)
    if wanted == PAGES and made.sheet.has_back:
        turned = on_two_sides(made.lay_out, made.lists, room_of(look.settings))
        if turned is not None:
            made, turned = _with_more_figures(made, turned)
            laid_out = turned.laid_out
            if look.settings["room-for-notes"] == "yes":
                laid_out = with_lines(made.lay_out, turned)
    if laid_out is None:
        laid_out, told = running_on(made.lay_out, made.lists, look, place)
        if wanted == PAGES and not made.sheet.has_back and len(laid_out.printed.pages) < PAGES:
            told = ()  # a sheet whose back has nothing to show
    exported = press.write(laid_out, destination)
    small = told_small(laid_out.printed.pages, made.codes, place)
    return replace(exported, warnings=(*exported.warnings, *told, *small))


class _Summary:
    """A sheet of a document, ready to be laid out."""

    def __init__(self, document: Document, look: Look, press: pdf.Press, sheet: Sheet) -> None:
        self.document, self.look, self.press, self.sheet = document, look, press, sheet
        self.lists = lists_of(sheet.notes, (sheet.bibliography,))
        self._code = qr_code(sheet.address, look)
        self._works = codes_of_works(keys_of(sheet), document.references, look)
        self._short = replace(
            sheet, bibliography=without_titles(sheet.bibliography, document.references)
        )

    @property
    def codes(self) -> tuple[QrCode | None, ...]:
        """Return the codes that it shows."""
        return (*self._works.values(), self._code)

    def lay_out(self, sides: Sides) -> pdf.LaidOut:
        """Lay it out by the measures of its sides."""
        sheet = self._short if TITLES in sides.back.dropped else self.sheet
        blocks = (*shown(sheet), sheet.bibliography)
        setting = setting_of(self.document, self.look, self.press, blocks, sheet.notes)
        setting = replace(setting, codes=drawn(self._works, self.look))
        page = self.look.render(
            "handout.html",
            front=markup.front(self.document.metadata, setting),
            sheet=content(sheet, self._code, setting),
            sides=sides,
            ids={"front_end": FRONT_END, "back": BACK, "end": END},
            **self.press.furniture("handout.css"),
        )
        return self.press.lay_out(page)


def _with_more_figures(made: _Summary, turned: Turned) -> tuple[_Summary, Turned]:
    """Return the sheet with as many more figures as its back has room for."""
    if made.document.handout is not None:
        return made, turned
    for _ in range(MORE_FIGURES):
        more = int(turned.spare / HEIGHT_OF_FIGURE)
        shown_now = made.sheet.figure_count
        sheet = choose(made.document, shown_now + more)
        if sheet.figure_count == shown_now:
            break
        fuller = _Summary(made.document, made.look, made.press, sheet)
        found = on_two_sides(fuller.lay_out, fuller.lists, room_of(made.look.settings))
        if found is None:
            break
        made, turned = fuller, found
    return made, turned
