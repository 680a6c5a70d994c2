"""The poster: one large sheet, to be read from one to two metres away.

Its pieces are measured in a first layout of a column that is as high as it takes; numbers alone
then say which pieces stand where, and how much of each is shown; the last layout puts them there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporters import Exported, pdf
from exporters.boxes import MILLIMETRES_A_PIXEL
from exporters.finishing import enclosed
from exporters.handout.full import address_of
from exporters.handout.sheet import choose
from exporters.qr_codes import told_small
from presswork import document as doc
from presswork.inlines import Text, plain_text
from presswork.problems import Location, Problem, Severity

from .making import Maker
from .pieces import is_open, pieces_of
from .planning import SOURCES
from .searching import Search, room_of
from .sentences import first_sentence, without_citations
from .sheets import code_of, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exporters.handout.sheet import Sheet as Message
    from presswork.document import Document
    from presswork.inlines import Inlines
    from presswork.looks import Look
    from presswork.resources import Resources

    from .pieces import Piece
    from .searching import Found


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write what matters of a document as a poster; see `exporters.Exporter`."""
    press = pdf.press_of(look, resources, enclosed(document))
    message = choose(document)
    finding = _finding(document, message, look)
    sheet = sheet_of(look)
    names = [name.strip().casefold() for name in look.settings["sections"].split(",")]
    maker = Maker(
        document=document,
        look=look,
        press=press,
        furniture=press.furniture("poster.css"),
        message=message,
        pieces=pieces_of(document, _without(message, finding), list(filter(None, names))),
        finding=without_citations(finding),
        code=code_of(address_of(document), look, sheet),
        sheet=sheet,
    )
    search = Search(maker.pieces, maker.measured, maker.sheet.columns, room_of(look.settings))
    found = search.best()
    laid_out = maker.posted(found)
    place = Location(document.path)
    small = told_small(laid_out.printed.pages, [maker.code], place)
    exported = press.write(laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *small, *_left_out(maker, found, place)))


def _finding(document: Document, message: Message, look: Look) -> Inlines:
    """Return what a billboard says: what its look says, or the first key point, or a beginning."""
    if look.settings["layout"] != "billboard":
        return ()
    if look.settings["finding"]:
        return (Text(look.settings["finding"]),)
    if message.key_points:
        return message.key_points[0]
    return next(_beginnings(message), document.metadata.title)


def _beginnings(message: Message) -> Iterator[Inlines]:
    """Yield the first sentences of a message without key points: the title is said already."""
    for block in message.statement:
        match block:
            case doc.Paragraph(children=children) if not is_open((block,)):
                yield first_sentence(without_citations(children))
            case _:
                pass


def _without(message: Message, finding: Inlines) -> Message:
    """Return what is said beside the finding."""
    rest = tuple(point for point in message.key_points if point is not finding)
    return replace(message, key_points=rest)


def _left_out(maker: Maker, found: Found, place: Location) -> Iterator[Problem]:
    """Tell what had no room on the poster."""
    plan = found.plan
    names = [
        _name(piece)
        for at, piece in enumerate(maker.pieces)
        if at not in plan.amounts and not piece.optional
    ]
    if SOURCES not in plan.amounts and plan.measured.sources(plan.amounts):
        names.append("the references")
    if names:
        yield Problem(
            f"the poster has no room for {', '.join(dict.fromkeys(names))}",
            place,
            "take larger paper, name fewer figures under 'handout:', or give 'smallest-text' or "
            "'sections' another value",
            Severity.WARNING,
        )
    if maker.finding and not maker.message.key_points and not maker.look.settings["finding"]:
        what = "the document has no key points: the billboard shows how it begins"
        hint = "add 'key-points:' under 'handout:' to the front matter, or give '--set finding=…'"
        yield Problem(what, place, hint, Severity.WARNING)
    if maker.look.settings["pages"] not in {"0", "1"}:
        what = f"a poster has one page, not {maker.look.settings['pages']}"
        hint = "leave '--pages' out, or take another preset"
        yield Problem(what, place, hint, Severity.WARNING)
    if not plan.fits:
        more = (max(plan.heights) - plan.measured.column) * MILLIMETRES_A_PIXEL
        yield Problem(
            f"the poster is too full: a column is about {more:.0f} mm too long, in the smallest "
            "letters",
            place,
            "take larger paper, shorten the key points, or name fewer figures under 'handout:'",
            Severity.WARNING,
        )


def _name(piece: Piece) -> str:
    """Return what an author calls a piece."""
    match piece.amounts[0]:
        case (doc.Figure(number=number), *_):
            return f"figure {number or ''}".rstrip()
        case (doc.Table(number=number), *_):
            return f"table {number or ''}".rstrip()
        case _ if piece.continues:
            return "the rest of the text"
        case _ if piece.title:
            return f"'{plain_text(piece.title)}'"
        case _:
            return f"the {piece.kind.replace('-', ' ')}"
