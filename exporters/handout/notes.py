"""The handout to write on: the article in two thirds of the page, and lines for notes beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from exporters import Exported, markup, pagination, pdf
from exporters.boxes import sheet_of
from exporters.finishing import enclosed
from exporters.qr_codes import IN_HAND, qr_code, told_small
from presswork import document as doc
from presswork.inlines import Text
from presswork.problems import Location

from .budget import END, TITLES, Measures, fit_of
from .full import address_of, parted
from .page import setting_of, ways
from .ruling import in_step, ruled, spaces
from .sheet import choose, contact_of, shown
from .short_references import all_without_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from presswork.document import Blocks, Document
    from presswork.looks import Look, Words
    from presswork.resources import Resources

    from .ruling import Ruled

FINER: Final = 0.92
"""What the size of notes and references is multiplied by where that saves a page."""

LAYOUTS: Final = 3
"""How often pages are laid out at most until their text keeps to the lines."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands beside the lines.

    Args:
        text: without the lists at its end.
        references: the lists of references, with their headings.
        notes: that are listed before them.
    """

    text: Blocks
    references: Blocks
    notes: tuple[doc.Note, ...]


class _Typeset(Protocol):
    """Lays the text out, the fine print in a size, with spaces before its blocks."""

    def __call__(self, fine: float, snaps: Mapping[int, float]) -> pdf.LaidOut: ...


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document with room for notes beside it; see `exporters.Exporter`."""
    press = pdf.press_of(look, resources, enclosed(document, look.settings["sources"]))
    furniture = press.furniture("notes.css")
    page, told = ruled(look), _told(document, look)
    short = all_without_titles(told.references, document.references)
    code = qr_code(address_of(document), look, IN_HAND)
    contact = ways(contact_of(document))

    def typeset(measures: Measures, fine: float, snaps: Mapping[int, float]) -> pdf.LaidOut:
        shown = (*told.text, *told.references)
        setting = setting_of(document, look, press, shown, told.notes)
        made = look.render(
            "notes.html",
            front=markup.front(document.metadata, setting),
            article=markup.blocks(told.text, setting),
            references=markup.blocks(
                short if TITLES in measures.dropped else told.references, setting
            ),
            notes=markup.notes(setting),
            code=code,
            contact=contact,
            end=END,
            measures=measures,
            fine=fine,
            page=page,
            snaps=snaps,
            **furniture,
        )
        with pagination.gaps_filled():
            return press.lay_out(made)

    def lay_out(measures: Measures) -> pdf.LaidOut:
        return _without_short_page(partial(typeset, measures), measures, page)

    place = Location(document.path)
    fit = fit_of(lay_out, look, place)
    small = told_small(fit.laid_out.printed.pages, [code], place)
    exported = press.write(fit.laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *fit.problems, *small))


def _without_short_page(typeset: _Typeset, measures: Measures, page: Ruled) -> pdf.LaidOut:
    """Return the layout, with notes and references a little smaller where that saves a page."""
    laid_out = _in_step(partial(typeset, 1), measures, page)
    *others, last = laid_out.printed.pages
    if not others or pagination.share_used(sheet_of(last)) > pagination.SHORT_PAGE:
        return laid_out
    finer = _in_step(partial(typeset, FINER), measures, page)
    return finer if len(finer.printed.pages) < len(laid_out.printed.pages) else laid_out


def _in_step(
    typeset: Callable[[Mapping[int, float]], pdf.LaidOut], measures: Measures, page: Ruled
) -> pdf.LaidOut:
    """Return the layout whose text keeps to the lines, if it has the leading for that."""
    snaps: dict[int, float] = {}
    for _ in range(LAYOUTS):
        laid_out = typeset(snaps)
        if measures.text * measures.leading != 1:
            break
        wanted = spaces(laid_out.printed.pages, page, snaps)
        if in_step(wanted, snaps):
            break
        snaps = wanted
    return laid_out


def _told(document: Document, look: Look) -> _Told:
    """Return what stands beside the lines: the article, or what the summary shows of it.

    Raises:
        Problems: there is nothing that a summary would show.
    """
    if look.settings["shows"] == "article":
        text, references = parted(document.blocks)
        return _Told(text, references, document.notes)
    sheet = choose(document)
    list_ = (sheet.bibliography,) if sheet.bibliography.entries else ()
    if not sheet.key_points:
        return _Told(shown(sheet), list_, sheet.notes)
    points = doc.OrderedList(
        tuple((doc.Paragraph(point),) for point in sheet.key_points), tight=False
    )
    rest = tuple(
        block for block in shown(replace(sheet, key_points=())) if block != doc.Paragraph(())
    )
    return _Told((_heading(look.words), points, *rest), list_, sheet.notes)


def _heading(words: Words) -> doc.Heading:
    return doc.Heading(1, (Text(words["key-points"]),), "key-points", numbered=False)
