"""The printable handout: a sheet of two pages, the message in front, the evidence on the back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporters import Exported, markup, pdf
from exporters.finishing import enclosed
from exporters.markup import Setting
from exporters.qr_codes import codes_of_works, drawn, qr_code, told_small
from presswork.problems import Location

from .budget import END, TITLES, room_of, wanted_pages
from .columns import lists_of
from .page import content
from .sheet import choose, keys_of, shown
from .short_references import without_titles
from .two_sides import BACK, FRONT_END, PAGES, Sides, on_two_sides, running_on

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.document import Document
    from presswork.looks import Look
    from presswork.problems import Problem
    from presswork.resources import Resources


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as a handout; see `exporters.Exporter`.

    On the two pages of a sheet each side is as large as it may be. Where a side cannot hold its
    part, and in other numbers of pages, the evidence follows the message at once.
    """
    sheet = choose(document)
    press = pdf.press_of(look, resources, enclosed(document))
    furniture = press.furniture("handout.css")
    code = qr_code(sheet.address, look)
    works = codes_of_works(keys_of(sheet), document.references, look)
    short = replace(sheet, bibliography=without_titles(sheet.bibliography, document.references))
    lists = lists_of(sheet.notes, (sheet.bibliography,))
    place, wanted = Location(document.path), wanted_pages(look)

    def lay_out(sides: Sides) -> pdf.LaidOut:
        setting = Setting(
            words=look.words,
            notes=markup.numbered(sheet.notes),
            targets=markup.target_ids((*shown(sheet), sheet.bibliography)),
            image=press.picture,
            note_numeral=document.note_numeral,
            break_here=markup.BREAK_ON_PAPER,
            joiner=markup.WORD_JOINER,
            formula_picture=press.formula,
            codes=drawn(works, look),
        )
        page = look.render(
            "handout.html",
            front=markup.front(document.metadata, setting),
            sheet=content(short if TITLES in sides.back.dropped else sheet, code, setting),
            sides=sides,
            ids={"front_end": FRONT_END, "back": BACK, "end": END},
            **furniture,
        )
        return press.lay_out(page)

    laid_out: pdf.LaidOut | None = None
    told: tuple[Problem, ...] = ()
    if wanted == PAGES and sheet.has_back:
        laid_out = on_two_sides(lay_out, lists, room_of(look.settings))
    if laid_out is None:
        laid_out, told = running_on(lay_out, lists, look, place)
        if wanted == PAGES and not sheet.has_back and len(laid_out.printed.pages) < PAGES:
            told = ()  # a sheet whose back has nothing to show
    exported = press.write(laid_out, destination)
    codes = (*works.values(), code)
    small = told_small(laid_out.printed.pages, codes, place)
    return replace(exported, warnings=(*exported.warnings, *told, *small))
