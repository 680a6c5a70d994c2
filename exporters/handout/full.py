"""The whole article as a handout: in two columns, with what is wide across both."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from exporters import Exported, markup, pagination, pdf
from exporters.finishing import enclosed
from exporters.qr_codes import codes_of_works, drawn, qr_code, told_small
from presswork import document as doc
from presswork.inlines import Length
from presswork.problems import Location

from .budget import END, TITLES, Fit, Measures, fit_of, reached, wanted_pages
from .columns import Lists, Seconds, lists_of, second_entries, uneven
from .sheet import key_references
from .short_references import all_without_titles
from .spanning import BLOCK, stands_among, too_wide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exporters.markup import Setting
    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.resources import Resources

SPACES: Final = 4
"""How much more of the spaces than of the leading is given up to save a page."""

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

    def lay_out(measures: Measures, spanning: Blocks, seconds: Seconds) -> pdf.LaidOut:
        setting = markup.setting_of(document, look.words, press.picture)
        setting = replace(
            setting,
            break_here=markup.BREAK_ON_PAPER,
            formula_picture=press.formula,
            codes=drawn(works, look),
        )
        page = look.render(
            "full.html",
            front=markup.front(document.metadata, setting),
            text=_columns(whole, spanning, setting),
            references=markup.blocks(short if TITLES in measures.dropped else references, setting),
            notes=markup.notes(setting) if document.notes else Markup(),
            measures=measures,
            seconds=seconds,
            end=END,
            code=code,
            **furniture,
        )
        return press.lay_out(page)

    place = Location(document.path)
    fit = _filled(lay_out, whole, lists_of(document.notes, references), look, place)
    codes = (*works.values(), *([code] if code else ()))
    small = told_small(fit.laid_out.printed.pages, codes, place)
    exported = press.write(fit.laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *fit.problems, *small))


_LayOut: TypeAlias = "Callable[[Measures, Blocks, Seconds], pdf.LaidOut]"
"""Lays a text out by measures; what spans both columns and what begins second ones is told."""


def _filled(lay_out: _LayOut, whole: Blocks, lists: Lists, look: Look, place: Location) -> Fit:
    """Return the layout whose pages are filled best, and whose lists end in even columns."""
    spanning: Blocks = ()

    def lay_out_wide(measures: Measures) -> pdf.LaidOut:
        """Lay the text out with what is too wide for a column across both."""
        nonlocal spanning
        laid_out = lay_out(measures, spanning, ())
        wide = too_wide(whole, laid_out.printed.pages)
        more = tuple(block for block in wide if not stands_among(block, spanning))
        spanning += more
        return lay_out(measures, spanning, ()) if more else laid_out

    with pagination.gaps_filled():
        if wanted_pages(look):
            fit = fit_of(
                lay_out_wide, look, place, lambda pages: reached(pages) - uneven(lists, pages)
            )
        else:
            fit = _tightened(lay_out_wide)
        seconds = second_entries(lists, fit.laid_out.printed.pages)
        if not seconds:
            return fit
        return replace(fit, laid_out=lay_out(fit.measures, spanning, seconds))


def _tightened(lay_out: Callable[[Measures], pdf.LaidOut]) -> Fit:
    """Return the layout in the usual size, or a little tighter where that saves a page."""
    tried: list[Fit] = []

    def lay_out_tighter(tightness: float) -> pdf.LaidOut:
        measures = Measures(leading=1 - tightness, spacing=1 - SPACES * tightness)
        tried.append(Fit(lay_out(measures), measures))
        return tried[-1].laid_out

    best = pagination.fill(lay_out_tighter)
    return next(fit for fit in tried if fit.laid_out is best)


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
    made = markup.blocks((block,), setting)
    if not isinstance(block, doc.Figure | doc.Table | doc.Equation | doc.CodeBlock):
        return made
    attribute = Markup('{}="{}"').format(BLOCK, position)
    return Markup("<div {}>{}</div>").format(attribute, made)


def _in_column(block: Block) -> Block:
    """Return a block with pictures in the size that they have in a column."""
    if not isinstance(block, doc.Figure):
        return block
    panels = tuple(
        replace(panel, image=panel.image and _enlarged(panel.image)) for panel in block.panels
    )
    return replace(block, panels=panels)


def _enlarged(image: Image) -> Image:
    match image.width:
        case Length(value, "%"):
            return replace(image, width=Length(min(100, value * ENLARGED), "%"))
        case _:
            return image
