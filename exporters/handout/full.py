"""The whole article as a handout: in two columns, with what is wide across both."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from markupsafe import Markup

from exporters import Exported, markup, pagination, pdf
from exporters.finishing import enclosed
from exporters.qr_codes import qr_code, told_small
from presswork import document as doc
from presswork.inlines import Length
from presswork.problems import Location

from .columns import second_entries
from .spanning import BLOCK, stands_among, too_wide

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.markup import Setting
    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.resources import Resources

Seconds: TypeAlias = tuple[str, ...]
"""The ids of the entries that begin a second column."""

Lists: TypeAlias = tuple[tuple[str, ...], ...]
"""The ids of the entries of each list."""

ENLARGED: Final = 1.5
"""How much larger a picture's share of a column is than its share of the article's text."""


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write all that a document has as a handout; see `exporters.Exporter`."""
    press = pdf.press_of(look, resources, enclosed(document, look.settings["sources"]))
    furniture = press.furniture("full.css")
    whole, references = parted(document.blocks)
    code = qr_code(address_of(document), look)

    def lay_out(text: Blocks, tightness: float, spanning: Blocks, seconds: Seconds) -> pdf.LaidOut:
        setting = markup.setting_of(document, look.words, press.picture)
        setting = replace(setting, break_here=markup.BREAK_ON_PAPER, formula_picture=press.formula)
        page = look.render(
            "full.html",
            front=markup.front(document.metadata, setting),
            text=_columns(text, spanning, setting),
            references=markup.blocks(references, setting),
            notes=markup.notes(setting) if document.notes else Markup(),
            tightness=tightness,
            seconds=seconds,
            code=code,
            **furniture,
        )
        return press.lay_out(page)

    laid_out = _filled(whole, lay_out, _lists(references, document))
    small = told_small(laid_out.printed.pages, [code] if code else (), Location(document.path))
    exported = press.write(laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *small))


class _LayOut(Protocol):
    """Lays a text out; what spans both columns and what begins second ones is told."""

    def __call__(
        self, text: Blocks, tightness: float, spanning: Blocks, seconds: Seconds
    ) -> pdf.LaidOut: ...


def _filled(whole: Blocks, lay_out: _LayOut, lists: Lists) -> pdf.LaidOut:
    """Return the layout whose pages are filled best, and whose lists end in even columns."""
    with pagination.gaps_filled():
        first = lay_out(whole, 0, (), ())
    spanning = too_wide(whole, first.printed.pages)
    tried = {} if spanning else {0.0: first}

    def lay_out_once(tightness: float) -> pdf.LaidOut:
        if tightness not in tried:
            tried[tightness] = lay_out(whole, tightness, spanning, ())
        return tried[tightness]

    best = pagination.fill(lay_out_once)
    seconds = second_entries(lists, best.printed.pages)
    if not seconds:
        return best
    tightness = next(tightness for tightness, made in tried.items() if made is best)
    with pagination.gaps_filled():
        return lay_out(whole, tightness, spanning, seconds)


def _lists(references: Blocks, document: Document) -> Lists:
    """Return the ids of the entries of every list at the end."""
    notes = tuple(markup.note_id(note.id) for note in document.notes)
    works = (
        tuple(markup.reference_id(entry.key) for entry in block.entries if not entry.again)
        for block in references
        if isinstance(block, doc.Bibliography)
    )
    return (notes, *works)


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
