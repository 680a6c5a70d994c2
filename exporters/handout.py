"""The printable handout: a sheet of two pages, the message in front, the evidence on the back.

What it shows comes from the handout block of the document; a document without one gives its
abstract or its beginning, its first figures and its first table. Of the bibliography it lists what
it cites itself, under the labels that the whole list has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from exporters import Exported, markup, pdf
from exporters.assets import assets_of
from exporters.markup import Setting
from presswork import document as doc
from presswork import inlines as inl
from presswork.document import Contact, Document, Handout
from presswork.problems import Location, Problem, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from presswork.document import Block, Blocks
    from presswork.inlines import Inlines
    from presswork.looks import Look, Paper
    from presswork.resources import Resources

PAGES: Final = 2
"""The two sides of a sheet."""

PARAGRAPHS_WITHOUT_ABSTRACT: Final = 3
FIGURES_WITHOUT_BLOCK: Final = 2
REFERENCES_WITHOUT_CITATIONS: Final = 12
"""What a document without a handout block shows of each, at most."""


# What is shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a handout shows.

    Args:
        key_points: the message; empty where the document has none.
        statement: what stands for the message then: the abstract, or how the article begins.
        statement_title: the heading over a beginning; an abstract has the look's word.
        front_figure: the figure under the message.
        back_figures: the other figures.
        bibliography: the entries that the rest of the sheet cites.
        notes: in the order in which the sheet mentions them.
    """

    key_points: tuple[Inlines, ...]
    statement: Blocks
    statement_title: Inlines
    call_to_action: Inlines
    contact: Contact
    address: str
    front_figure: doc.Figure | None
    back_figures: tuple[doc.Figure, ...]
    table: doc.Table | None
    bibliography: doc.Bibliography
    notes: tuple[doc.Note, ...]


def choose(document: Document) -> Sheet:
    """Choose what a handout of a resolved document shows.

    Raises:
        Problems: there is nothing to show.
    """
    handout = document.handout or Handout()
    figures = _figures(document)
    table = _table(document)
    statement, title = ((), ()) if handout.key_points else _statement(document)
    if not (handout.key_points or statement or figures or table):
        raise Problems(
            [
                Problem(
                    "there is nothing to put on a handout",
                    Location(document.path),
                    "add 'handout:' with 'key-points:' to the front matter, or an 'abstract:'",
                )
            ]
        )
    sheet = Sheet(
        key_points=handout.key_points,
        statement=statement,
        statement_title=title,
        call_to_action=handout.call_to_action,
        contact=handout.contact,
        address=handout.address or "",
        front_figure=figures[0] if figures else None,
        back_figures=figures[1:],
        table=table,
        bibliography=doc.Bibliography(),
        notes=(),
    )
    return _with_sources(sheet, document)


def _statement(document: Document) -> tuple[Blocks, Inlines]:
    """Return the abstract, or else the first paragraphs under their heading."""
    if document.metadata.abstract:
        return document.metadata.abstract, ()
    title: Inlines = ()
    paragraphs: list[Block] = []
    for block in document.blocks:
        match block:
            case doc.Heading(children=children) if not paragraphs:
                title = children
            case doc.Paragraph() if len(paragraphs) < PARAGRAPHS_WITHOUT_ABSTRACT:
                paragraphs.append(block)
            case _ if paragraphs:
                break
    return tuple(paragraphs), title


def _figures(document: Document) -> tuple[doc.Figure, ...]:
    """Return the figures of the sheet; numbering has seen to it that those asked for exist."""
    every = [block for block in doc.walk(document.blocks) if isinstance(block, doc.Figure)]
    if document.handout is None:
        chosen = every[:FIGURES_WITHOUT_BLOCK]
    elif document.handout.figures:
        by_id = {figure.id: figure for figure in every}
        chosen = [by_id[name] for name in document.handout.figures if name in by_id]
    else:
        chosen = every
    return tuple(map(_in_own_size, chosen))


def _table(document: Document) -> doc.Table | None:
    every = (block for block in doc.walk(document.blocks) if isinstance(block, doc.Table))
    if document.handout is None:
        return next(every, None)
    asked = document.handout.table
    return next((table for table in every if asked and table.id == asked), None)


def _in_own_size(figure: doc.Figure) -> doc.Figure:
    """Return a figure without the widths that were meant for the pages of the article."""
    images = tuple(replace(image, width=None, height=None) for image in figure.images)
    return replace(figure, images=images)


def _shown(sheet: Sheet) -> Blocks:
    """Return what the sheet shows in reading order, as blocks."""
    blocks: list[Block] = [doc.Paragraph(point) for point in sheet.key_points]
    blocks += sheet.statement
    blocks += [sheet.front_figure] if sheet.front_figure else []
    blocks += [doc.Paragraph(sheet.call_to_action), *sheet.back_figures]
    blocks += [sheet.table] if sheet.table else []
    return tuple(blocks)


def _with_sources(sheet: Sheet, document: Document) -> Sheet:
    """Add the notes that the sheet mentions and the references that it cites."""
    shown = _shown(sheet)
    by_id = {note.id: note for note in document.notes}
    mentioned = dict.fromkeys(
        inline.id for inline in _inlines(shown) if isinstance(inline, inl.NoteReference)
    )
    notes = tuple(by_id[id_] for id_ in mentioned if id_ in by_id)
    cited = _cited_keys(shown).union(*(_cited_keys(note.blocks) for note in notes))
    listed = [block for block in doc.walk(document.blocks) if isinstance(block, doc.Bibliography)]
    entries = tuple(entry for block in listed for entry in block.entries)
    chosen = tuple(entry for entry in entries if entry.key in cited)
    if document.handout is None and not chosen:
        chosen = entries[:REFERENCES_WITHOUT_CITATIONS]
    hanging = any(block.hanging for block in listed)
    return replace(sheet, notes=notes, bibliography=doc.Bibliography(chosen, hanging=hanging))


def _inlines(blocks: Blocks) -> Iterator[inl.Inline]:
    for run in doc.inline_runs(blocks):
        yield from inl.walk(run)


def _cited_keys(blocks: Blocks) -> set[str]:
    return {
        item.key
        for inline in _inlines(blocks)
        if isinstance(inline, inl.Cite)
        for item in inline.items
    }


# The page


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach somebody: what is printed, and the address that it links to, if any."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet as HTML, ready for the template; what is empty is not shown."""

    key_points: tuple[Markup, ...]
    statement: Markup
    statement_title: Markup
    front_figure: Markup
    call_to_action: Markup
    contact: tuple[Way, ...]
    address: str
    printed_address: str
    qr_code: str
    back_figures: Markup
    table: Markup
    notes: Markup
    references: Markup

    @property
    def has_back(self) -> bool:
        """Return whether anything stands on the second page."""
        return bool(self.back_figures or self.table or self.notes or self.references)


def content(sheet: Sheet, setting: Setting) -> Content:
    """Return a sheet as HTML."""
    return Content(
        key_points=tuple(markup.inlines(point, setting) for point in sheet.key_points),
        statement=markup.blocks(sheet.statement, setting),
        statement_title=markup.inlines(sheet.statement_title, setting),
        front_figure=markup.blocks((sheet.front_figure,) if sheet.front_figure else (), setting),
        call_to_action=markup.inlines(sheet.call_to_action, setting),
        contact=ways(sheet.contact),
        address=sheet.address,
        printed_address=readable_address(sheet.address),
        qr_code=qr_code(sheet.address) if sheet.address else "",
        back_figures=markup.blocks(sheet.back_figures, setting),
        table=markup.blocks((sheet.table,) if sheet.table else (), setting),
        notes=markup.notes(setting) if sheet.notes else Markup(),
        references=(
            markup.reference_list(sheet.bibliography, setting)
            if sheet.bibliography.entries
            else Markup()
        ),
    )


def ways(contact: Contact) -> tuple[Way, ...]:
    """Return the ways to reach a contact, the name first."""
    digits = "".join(character for character in contact.phone if character in "+0123456789")
    every = (
        Way(contact.name),
        Way(contact.email, f"mailto:{contact.email}"),
        Way(contact.phone, f"tel:{digits}"),
        Way(readable_address(contact.url), contact.url),
    )
    return tuple(way for way in every if way.text)


def readable_address(address: str) -> str:
    """Return an address as it is printed for people: without its scheme and closing slash."""
    scheme = urlsplit(address).scheme
    return address.removeprefix(f"{scheme}://").removeprefix("www.").rstrip("/")


def qr_code(address: str) -> str:
    """Return the QR code of an address as the URL of an SVG, quiet zone included.

    Its error correction is M, which bears 15% of damage, and its quiet zone the four modules that
    the standard asks for (ISO/IEC 18004).
    """
    code = segno.make_qr(address, error="m")
    return code.svg_data_uri(border=4, omitsize=True, xmldecl=False, nl=False)


# Two pages


@dataclass(frozen=True, slots=True)
class Fit:
    """One way to make a sheet fit.

    Args:
        scale: what sizes of text and spaces are multiplied by.
        turned: whether the evidence begins on the back; otherwise it follows at once.
    """

    scale: float
    turned: bool = True


FITS: Final = (Fit(1), Fit(0.94), Fit(0.88), Fit(0.94, turned=False), Fit(0.86, turned=False))
"""What is tried, the best first; the last keeps text at 8.4 points and references at 6.9."""

END: Final = "end-of-handout"
"""The id of what stands last, to find out how far a sheet reaches."""

MILLIMETRES_A_PIXEL: Final = 25.4 / 96


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write a document as a handout; see `exporters.Exporter`."""
    sheet = choose(document)
    press = pdf.Press(assets_of(look, resources))
    furniture = press.furniture("handout.css")

    def lay_out(fit: Fit) -> pdf.LaidOut:
        setting = Setting(
            words=look.words,
            notes={note.id: note for note in sheet.notes},
            targets=markup.target_ids((*_shown(sheet), sheet.bibliography)),
            image=press.picture,
        )
        page = look.render(
            "handout.html",
            front=markup.front(document.metadata, setting),
            sheet=content(sheet, setting),
            fit=fit,
            end=END,
            **furniture,
        )
        return press.lay_out(page)

    laid_out = _fitting(lay_out)
    exported = press.write(laid_out, destination)
    overflow = _overflow(laid_out, look.paper)
    return replace(exported, warnings=(*exported.warnings, *overflow))


def _fitting(lay_out: Callable[[Fit], pdf.LaidOut]) -> pdf.LaidOut:
    """Return the first layout that keeps to the two pages, or else the last that was tried."""
    for fit in FITS:
        laid_out = lay_out(fit)
        if len(laid_out.printed.pages) <= PAGES:
            break
    return laid_out


def _overflow(laid_out: pdf.LaidOut, paper: Paper) -> tuple[Problem, ...]:
    """Tell by how much a sheet is too long."""
    pages = laid_out.printed.pages
    if len(pages) <= PAGES:
        return ()
    _, top, _, _ = pages[-1].anchors[END]
    more = (len(pages) - PAGES - 1) * paper.height + top * MILLIMETRES_A_PIXEL
    return (
        Problem(
            f"the handout takes {len(pages)} pages; it is about {more:.0f} mm longer than two",
            None,
            "shorten the key points, or name fewer figures or a smaller table under 'handout:'",
            Severity.WARNING,
        ),
    )
