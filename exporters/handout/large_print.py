"""The whole article in large print, for readers whose sight is low.

Figures have pages of their own, turned where that makes them larger; tables stand in the text, on
turned pages, or as lists of their rows, whatever has room for letters of this size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from exporters import Exported, grids, markup, pagination, panels, pdf
from exporters.finishing import enclosed
from exporters.qr_codes import qr_code, told_small
from exporters.sheets.floating import pictures_ratio
from exporters.sheets.measuring import FLOAT, PLACE
from presswork import document as doc
from presswork import looks
from presswork.inlines import plain_text
from presswork.problems import Location
from presswork.settings import POINTS, millimetres, points

from . import plates
from .budget import END, fit_of, reached
from .full import address_of, parted
from .linear import as_list
from .page import setting_of, ways
from .sheet import choose, contact_of, in_own_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import weasyprint

    from exporters.markup import Setting
    from presswork.document import Block, Blocks, Document
    from presswork.inlines import Image
    from presswork.looks import Look
    from presswork.resources import Resources

    from .budget import Measures

EDGES: Final = {"text": (50.8, 65.4), "upright": (22.8, 65.4), "turned": (22.8, 38.1)}
"""What margins take of the width and the height of each kind of page, in millimetres of A4; they
are those of `large-print.css`."""

SMALLEST: Final = 18.0
"""What letters are taken for whose size is not told, in points."""

LEADING: Final = 1.35
"""The distance of two lines of a caption, in sizes of its letters."""

CHARACTER: Final = 0.5
"""The mean width of a character of a caption, in sizes of its letters."""

CODE_CHARACTER: Final = 0.61
"""The width of a character of computer text, in sizes of the letters."""

FRAME: Final = 1.5
"""What the frame of computer text takes of the width, in sizes of the letters."""

LABEL: Final = 12
"""How many characters `Figure 10. ` and the end of a line take at most."""

WHOLE: Final = 0.45
"""Up to which share of a page no row of a table that is shown as a list is parted."""

LEAST: Final = 4
"""How high pictures are at least, in sizes of the letters."""

GAIN: Final = 1.1
"""How much larger a picture has to become for its page to be turned."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room on a page within its margins, in sizes of the letters."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rooms:
    """The room on a page of text, and on plates that stand upright and lie on their side."""

    text: Room
    upright: Room
    turned: Room


@dataclass(frozen=True, slots=True)
class Plate:
    """What has pages of its own; see `plates`.

    Args:
        content: as HTML.
        turned: whether its pages lie on their side.
        high: how high each row of pictures may be, in sizes of the letters; 0 without any.
    """

    content: Markup
    turned: bool
    high: float = 0

    def calling(self, number: int) -> Markup:
        """Return it in what calls for it.

        Args:
            number: tells it from others; it is read where it is called for.
        """
        style = Markup(' style="--high: {:.2f}em"').format(self.high) if self.high else ""
        kind = f"{plates.PLATE} turned" if self.turned else plates.PLATE
        return Markup(
            '<div class="{}" {}="{}"><div class="{}" {}="{}"{}>\n{}\n</div></div>'
        ).format(plates.CALL, PLACE, number, kind, FLOAT, number, style, self.content)


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write all that a document has, or its summary, in large print; see `exporters.Exporter`."""
    document = (_summary_of if look.settings["holds"] == "summary" else _whole)(document)
    press = pdf.press_of(look, resources, enclosed(document, look.settings["sources"]))
    furniture = press.furniture("large-print.css")
    ratio = pictures_ratio(press)
    handout = document.handout or doc.Handout()
    code = qr_code(address_of(document), look)
    text, references = parted(document.blocks)

    def lay_out(measures: Measures) -> pdf.LaidOut:
        rooms = _rooms(look, measures)
        setting = replace(
            setting_of(document, look, press, document.blocks, document.notes),
            code_line=int((rooms.text.width - FRAME) / CODE_CHARACTER),
        )
        page = look.render(
            "large-print.html",
            front=markup.front(document.metadata, setting),
            key_points=[markup.inlines(point, setting) for point in handout.key_points],
            text=_text(text, setting, rooms, ratio),
            notes=markup.notes(setting),
            references=markup.blocks(references, setting),
            call_to_action=markup.inlines(handout.call_to_action, setting),
            contact=ways(contact_of(document)),
            code=code,
            measures=measures,
            **furniture,
        )
        with pagination.gaps_filled(), plates.between_the_text():
            return press.lay_out(page)

    place = Location(document.path)
    fit = fit_of(lay_out, look, place, _reached)
    small = told_small(fit.laid_out.printed.pages, [code], place)
    exported = press.write(fit.laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *fit.problems, *small))


def _whole(document: Document) -> Document:
    """Return a document with the notes of its key points, whose numbers go on from its own."""
    own = document.handout.notes if document.handout else ()
    return replace(document, notes=(*document.notes, *own))


def _summary_of(document: Document) -> Document:
    """Return what the summary of a document shows, as a document of its own."""
    sheet = choose(document)
    abstract = document.metadata.abstract
    blocks: list[Block] = []
    if sheet.statement_title:
        blocks.append(doc.Heading(1, sheet.statement_title, "statement", numbered=False))
    blocks += () if abstract else sheet.statement
    blocks += (sheet.front_figure,) if sheet.front_figure else ()
    blocks += sheet.back_figures
    blocks += (sheet.table,) if sheet.table else ()
    return replace(
        document,
        metadata=replace(document.metadata, abstract=() if sheet.key_points else abstract),
        blocks=(*blocks, sheet.bibliography),
        notes=sheet.notes,
    )


def _reached(pages: Sequence[weasyprint.Page]) -> float:
    """Return how many pages there are, the last one by the share of it that is full."""
    return reached(pages) if END in pages[-1].anchors else len(pages)  # or it is a plate, which is


def _rooms(look: Look, measures: Measures) -> Rooms:
    """Return what room the margins of `large-print.css` leave, which follow the paper."""
    letter = (points(look.settings["usual-text"]) or SMALLEST) * measures.text / POINTS["mm"]
    gutter = millimetres(look.settings["gutter"])
    width, height = look.paper.width, look.paper.height
    scale = min(max(min(width, height) / looks.A4.width, 0.6), 1.5)  # as `edges.css` has it

    def room(kind: str, width: float, height: float) -> Room:
        beside, above = (scale * share for share in EDGES[kind])
        return Room((width - beside) / letter, (height - above) / letter)

    return Rooms(
        room("text", width - gutter, height),
        room("upright", width - gutter, height),
        room("turned", height, width - gutter),
    )


def _text(
    blocks: Blocks, setting: Setting, rooms: Rooms, ratio: Callable[[Image], float]
) -> Markup:
    """Return the text as HTML, what has pages of its own where it calls for them."""
    made: list[Markup] = []
    for number, block in enumerate(blocks):
        match _shown(block, setting, rooms, ratio):
            case Plate() as plate:
                made.append(plate.calling(number))
            case shown:
                made.append(shown)
    return Markup("\n").join(made)


def _shown(
    block: Block, setting: Setting, rooms: Rooms, ratio: Callable[[Image], float]
) -> Markup | Plate:
    match block:
        case doc.Figure():
            return _figure(in_own_size(block), setting, rooms, ratio)
        case doc.Table():
            return _table(block, setting, rooms)
        case _:
            return markup.blocks((block,), setting)


def _figure(
    figure: doc.Figure, setting: Setting, rooms: Rooms, ratio: Callable[[Image], float]
) -> Plate:
    """Return a figure on a page of its own, on its side where that makes it larger."""
    pictures = panels.rows(figure)
    caption = len(plain_text(figure.caption))
    captions = sum(max(len(plain_text(panel.caption)) for panel in row) for row in pictures)
    proportion = 1 / sum(_height(row, ratio) for row in pictures)

    def space(room: Room) -> float:
        """Return how high the pictures may be, all rows together."""
        lines = ceil((caption + 2 * captions + LABEL) * CHARACTER / room.width)
        return max(room.height - (lines + len(pictures)) * LEADING, LEAST)

    upright, turned = (
        min(room.width, space(room) * proportion) for room in (rooms.upright, rooms.turned)
    )
    on_its_side = turned > upright * GAIN
    high = space(rooms.turned if on_its_side else rooms.upright) / len(pictures)
    return Plate(markup.blocks((figure,), setting), turned=on_its_side, high=high)


def _height(row: tuple[doc.Panel, ...], ratio: Callable[[Image], float]) -> float:
    """Return how high a row of pictures is, as a share of its width."""
    shares = panels.shares(row, len(row))
    return max(
        share / (ratio(panel.image) if panel.image else 1)
        for panel, share in zip(row, shares, strict=True)
    )


def _table(table: doc.Table, setting: Setting, rooms: Rooms) -> Markup | Plate:
    """Return a table where there is room for it, or else as a list of its rows."""
    needed = sum(need.word for need in grids.needs(table))
    if needed <= rooms.text.width:
        return markup.blocks((table,), setting)
    if needed <= rooms.turned.width:
        return Plate(markup.blocks((table,), setting), turned=True)
    rows = as_list(table)
    listed = markup.table_as_list(table, rows, setting)
    high = max((_lines(block, rooms.text) for block in rows), default=0) * LEADING
    whole = high <= rooms.text.height * WHOLE
    return Markup('<div class="whole-rows">\n{}\n</div>').format(listed) if whole else listed


def _lines(block: Block, room: Room) -> int:
    """Return how many lines the cells of a row take as a list, about."""
    runs = doc.inline_runs((block,))
    return sum(ceil(len(plain_text(run)) * CHARACTER / room.width) for run in runs)
