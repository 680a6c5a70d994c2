"""The whole article as a handout: in two columns, with what is wide across both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from exporters import Exported, grids, markup, pagination, pdf
from exporters.finishing import enclosed
from exporters.qr_codes import codes_of_works, drawn, qr_code, told_small
from exporters.sheets.floating import COLUMN_EMS
from presswork import document as doc
from presswork.inlines import Length
from presswork.problems import Location

from .budget import (
    AIM,
    END,
    TITLES,
    Fit,
    Measures,
    Room,
    Size,
    fit_of,
    reached,
    room_of,
    wanted_pages,
)
from .columns import Lists, Seconds, laid_out_evenly, lists_of, second_entries, uneven
from .gaps import first_gap, is_filled, marked
from .page import setting_of
from .sheet import key_references
from .short_references import all_without_titles
from .spanning import BLOCK, stands_among, too_wide
from .torn_lines import torn_lines_spared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import weasyprint

    from exporters.markup import Setting
    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.resources import Resources

GAPS: Final = 3
"""How many gaps before what spans both columns are filled at most; each takes a layout."""

SHORT_PAGE: Final = 0.4
"""The share of a page up to which the last one is worth saving."""

TIGHTEST: Final = -0.5
"""How far towards the smallest size its look allows a handout goes to save a page."""

ENLARGED: Final = 1.5
"""How much larger a picture's share of a column is than its share of the article's text."""


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write all that a document has as a handout; see `exporters.Exporter`."""
    press = pdf.press_of(look, resources, enclosed(document, look.settings["sources"]))
    furniture = press.furniture("full.css")
    whole, references = parted(document.blocks)
    works = codes_of_works(key_references(document), document.references, look)
    short = all_without_titles(references, document.references)
    code = qr_code(address_of(document), look)

    def lay_out(
        measures: Measures, text: Blocks, spanning: Blocks, seconds: Seconds
    ) -> pdf.LaidOut:
        setting = setting_of(document, look, press, document.blocks, document.notes)
        setting = replace(setting, codes=drawn(works, look))
        page = look.render(
            "full.html",
            front=markup.front(document.metadata, setting),
            text=_columns(text, spanning, setting),
            references=markup.blocks(short if TITLES in measures.dropped else references, setting),
            notes=markup.notes(setting),
            measures=measures,
            seconds=seconds,
            end=END,
            code=code,
            **furniture,
        )
        return press.lay_out(page)

    place = Location(document.path)
    fit = _filled(lay_out, whole, lists_of(document.notes, references), look, place)
    codes = (*works.values(), code)
    small = told_small(fit.laid_out.printed.pages, codes, place)
    exported = press.write(fit.laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *fit.problems, *small))


_LayOut: TypeAlias = "Callable[[Measures, Blocks, Blocks, Seconds], pdf.LaidOut]"
"""Lays a text out by measures; what spans both columns and what begins second ones is told."""


@dataclass(slots=True)
class _Text:
    """The text as it stands on pages, which tell what spans them and which order fills them.

    Args:
        lay_out: lays it out.
        blocks: in the order that fills pages best so far.
        spanning: which of them are too wide for a column, as far as that is known.
        is_ordered: whether gaps were filled.
    """

    lay_out: _LayOut
    blocks: Blocks
    spanning: Blocks = ()
    is_ordered: bool = False

    def laid_out(self, measures: Measures) -> pdf.LaidOut:
        """Lay it out with what is too wide for a column across both, at first without gaps."""
        laid_out = self.lay_out(measures, self.blocks, self.spanning, ())
        wide = too_wide(self.blocks, laid_out.printed.pages)
        more = tuple(block for block in wide if not stands_among(block, self.spanning))
        if more:
            self.spanning += more
            laid_out = self.lay_out(measures, self.blocks, self.spanning, ())
        if self.is_ordered:
            return laid_out
        self.is_ordered = True
        return self.without_gaps(measures, laid_out)

    def without_gaps(self, measures: Measures, laid_out: pdf.LaidOut) -> pdf.LaidOut:
        """Lay it out with text in the gaps that a layout has."""
        for _ in range(GAPS):
            pages = laid_out.printed.pages
            gap = first_gap(self.blocks, self.spanning, pages)
            if gap is None:
                break
            filled = self.lay_out(measures, gap.text, self.spanning, ())
            if not is_filled(gap, pages, filled.printed.pages):
                break
            self.blocks, laid_out = gap.text, filled
        return laid_out

    def with_even_columns(
        self, measures: Measures, laid_out: pdf.LaidOut, lists: Lists
    ) -> pdf.LaidOut:
        """Lay it out with lists at the end whose columns are even."""
        seconds = second_entries(lists, laid_out.printed.pages)
        if not seconds:
            return laid_out
        return self.lay_out(measures, self.blocks, self.spanning, seconds)


def _filled(lay_out: _LayOut, whole: Blocks, lists: Lists, look: Look, place: Location) -> Fit:
    """Return the layout whose pages are filled best, and whose lists end in even columns."""

    def lay_out_evenly(
        measures: Measures, blocks: Blocks, spanning: Blocks, seconds: Seconds
    ) -> pdf.LaidOut:
        if seconds:
            return lay_out(measures, blocks, spanning, seconds)
        return laid_out_evenly(lambda found: lay_out(measures, blocks, spanning, found), lists)

    text = _Text(lay_out_evenly, whole)

    def reach(pages: Sequence[weasyprint.Page]) -> float:
        return reached(pages) - uneven(lists, pages)

    with pagination.gaps_filled(), torn_lines_spared():
        if not wanted_pages(look):
            fit = _tightened(text.laid_out, room_of(look.settings), reach)
            filled = fit.laid_out
        else:
            fit = fit_of(text.laid_out, look, place, reach)
            before = text.blocks
            filled = text.without_gaps(fit.measures, fit.laid_out)
            if len(filled.printed.pages) != len(fit.laid_out.printed.pages):
                text.blocks, filled = before, fit.laid_out
        return replace(fit, laid_out=text.with_even_columns(fit.measures, filled, lists))


def _tightened(
    lay_out: Callable[[Measures], pdf.LaidOut],
    room: Room,
    reach: Callable[[Sequence[weasyprint.Page]], float],
) -> Fit:
    """Return the layout in the usual size, or a little tighter where that saves a short page."""
    laid_out = lay_out(Measures())
    pages = len(laid_out.printed.pages)
    held = reach(laid_out.printed.pages)
    if 1 < pages <= pagination.SHORT_DOCUMENT and held - (pages - 1) <= SHORT_PAGE:
        reckoned = room.size_of((pages - 1 - AIM) / held)
        for size in dict.fromkeys((reckoned, TIGHTEST)) if reckoned >= TIGHTEST else ():
            measures = room.measures(Size(0, size))
            tighter = lay_out(measures)
            if len(tighter.printed.pages) < pages:
                return Fit(tighter, measures)
    return Fit(laid_out, Measures())


def parted(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """Part the lists of references at the end from the text, with the headings over them."""
    end = len(blocks)
    while end and isinstance(blocks[end - 1], doc.Bibliography):
        end -= 1
        if end and isinstance(blocks[end - 1], doc.Heading):
            end -= 1
    return blocks[:end], blocks[end:]


def address_of(document: Document) -> str:
    """Return where the article can be found on the web; empty where that is not known."""
    doi = document.metadata.doi
    own = document.handout.address if document.handout else None
    return own or (f"https://doi.org/{doi}" if doi else "")


def _columns(text: Blocks, spanning: Blocks, setting: Setting) -> Markup:
    """Return the text as HTML: what spans stands alone, what comes between in columns.

    WeasyPrint (70) has `column-span`, and loses text with it where a page ends.
    """
    wide = _with_what_leads_in(text, spanning)
    shown = [
        _block(block if spans else _in_column(block), position, setting)
        for position, (block, spans) in enumerate(zip(text, wide, strict=True))
    ]
    runs = groupby(zip(wide, shown, strict=True), lambda placed: placed[0])
    return Markup("\n").join(
        Markup('<div class="{}">\n{}\n</div>').format(
            "wide" if spans else "columns", Markup("\n").join(block for _, block in run)
        )
        for spans, run in runs
    )


def _with_what_leads_in(text: Blocks, spanning: Blocks) -> list[bool]:
    """Tell which blocks of the text span: also headings and words that lead in to one that does."""
    wide: list[bool] = []
    for block in reversed(text):
        leads = isinstance(block, doc.Heading) or doc.leads_in(block)
        wide.append(stands_among(block, spanning) or (leads and bool(wide) and wide[-1]))
    return wide[::-1]


def _block(block: Block, position: int, setting: Setting) -> Markup:
    """Return a block as HTML; what may be too wide for a column has an element around it."""
    made = marked(markup.blocks((block,), setting), position)
    if not isinstance(block, doc.Figure | doc.Table | doc.Equation | doc.CodeBlock):
        return made
    attribute = Markup('{}="{}"').format(BLOCK, position)
    return Markup("<div {}>{}</div>").format(attribute, made)


def _in_column(block: Block) -> Block:
    """Return a block as it is in a column: larger pictures, and tables with room for words."""
    match block:
        case doc.Figure(panels=panels):
            larger = (
                replace(panel, image=panel.image and _enlarged(panel.image)) for panel in panels
            )
            return replace(block, panels=tuple(larger))
        case doc.Table():
            return grids.with_room_for_words(block, COLUMN_EMS)
        case _:
            return block


def _enlarged(image: Image) -> Image:
    match image.width:
        case Length(value, "%"):
            return replace(image, width=Length(min(100, value * ENLARGED), "%"))
        case _:
            return image
