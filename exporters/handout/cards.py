"""Key points as cards to cut: what is said in front, where it comes from on the back."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from exporters import Exported, markup, pdf
from exporters.boxes import MILLIMETRES_A_PIXEL
from exporters.finishing import enclosed
from exporters.qr_codes import IN_HAND, qr_code, told_small
from presswork import document as doc
from presswork import inlines as inl
from presswork.problems import Location, Problem, Problems, Severity
from presswork.settings import POINTS, points

from .budget import TITLES, wanted_pages
from .card_sheets import card_sheet
from .full import address_of
from .page import reference_list, setting_of, ways
from .poster.pieces import is_open, sections
from .poster.sentences import first_sentence, without_citations
from .sheet import contact_of, sources
from .short_references import without_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from markupsafe import Markup

    from exporters.markup import Setting
    from exporters.qr_codes import QrCode
    from presswork.document import Blocks, Document
    from presswork.inlines import Inlines
    from presswork.looks import Look
    from presswork.resources import Resources

    from .card_sheets import CardSheet

MOST: Final = 12
"""How many cards are made of sections or paragraphs, where there are no key points."""

ROUNDS: Final = 12
"""How often cards are laid out at most until every text has room on its own."""

ALIKE: Final = 0.85
"""How much smaller all fronts become at most so that they are alike."""

AREA: Final = 94.0 * 66.0
"""How many square millimetres a card has on which text has its usual size."""

SMALLER, LARGER = 0.8, 1.5
"""What that is multiplied by on smaller and larger ones."""

SEARCHED: Final = 3
"""Among the first sentences of how many paragraphs of a section one is chosen."""

LONGEST: Final = 240
"""How many characters of a section stand on a card at most, where no sentence ends."""

BACK: Final = 0.62
"""How large the text of a back is beside that of a front."""

TITLE: Final = 1.62
"""How large the title is at most beside other text in front."""

LEAST_TITLE: Final = 1.2
"""How large it is at least; longer words are parted."""

LETTER: Final = 0.58
"""How wide a letter of the title is, in its size: a little more than most words have."""

WORD: Final = re.compile("[^\\s\u00ad\u2010-\u2014\u0e00-\u0eff\u2e80-\U0010ffff-]+")
"""What no line parts: not so the text of scripts that put no spaces between words."""

STEP: Final = 0.96
"""What the size of a text is multiplied by at least, where it is too long."""

SLACK: Final = -7.0
"""How near a text may come to what stands below it, in pixels: less than nothing is a distance."""

SHORT, NOTHING, ADDRESS, CODE = range(4)
"""What a back gives up step by step, from the end."""

FRONT_OF, BACK_OF, FOOT_OF = "front-", "back-", "foot-of-"
"""How the ids of the texts in front and on the back begin, and of what stands below them."""

FLOORS: Final = {FRONT_OF: "smallest-text", BACK_OF: "smallest-sources"}
"""The settings that say how small these texts may become."""


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says.

    Args:
        heading: over the words; may be empty.
        words: in front.
        notes: that the words mention.
        bibliography: what they cite and no note gives.
    """

    heading: Inlines
    words: Inlines
    notes: tuple[doc.Note, ...] = ()
    bibliography: doc.Bibliography = field(default_factory=doc.Bibliography)


@dataclass(frozen=True, slots=True)
class Shown:
    """The same as HTML; `short` is the references without titles."""

    heading: Markup
    words: Markup
    notes: Markup
    references: Markup
    short: Markup


@dataclass(frozen=True, slots=True)
class Face:
    """How one side of a card is set.

    Args:
        scale: what its sizes of type are multiplied by.
        rung: what it has not given up: `CODE`, `ADDRESS`, `NOTHING` below its text, or not even
            the titles of works, `SHORT`.
    """

    scale: float = 1
    rung: int = CODE

    @property
    def has_code(self) -> bool:
        """Return whether it shows the QR code."""
        return self.rung == CODE

    @property
    def has_address(self) -> bool:
        """Return whether it shows the address of the article."""
        return self.rung >= ADDRESS

    @property
    def is_short(self) -> bool:
        """Return whether its references have no titles."""
        return self.rung == SHORT


Faces: TypeAlias = dict[str, Face]
"""How sides are set that are not as usual, by the ids of their texts."""


class Place(NamedTuple):
    """Where a card lies on its sheet: its number, and how far it is from the left and the top."""

    number: int
    left: float
    top: float


class Side(NamedTuple):
    """One side of a sheet.

    Args:
        back: whether it is the back.
        places: of its cards.
        marks: for the cutter.
    """

    back: bool
    places: tuple[Place, ...]
    marks: str


def export(document: Document, look: Look, destination: Path, resources: Resources) -> Exported:
    """Write the key points of a document as cards; see `exporters.Exporter`.

    Raises:
        Problems: there is nothing to put on cards, or the paper holds none.
    """
    cards, told = _cards(document)
    sheet = card_sheet(look)
    press = pdf.press_of(look, resources, enclosed(document))
    furniture = press.furniture("cards.css")
    code = qr_code(address_of(document), look, IN_HAND)
    usual = _usual(sheet, look)
    titled = look.settings.on("title-card")
    numbers = range(0 if titled else 1, len(cards) + 1)
    both = look.settings["sides"] == "two" and _has_backs(cards, document, look, code)
    sides = tuple(_sides(sheet, numbers, both=both))

    def typeset(faces: Faces) -> pdf.LaidOut:
        plain = setting_of(document, look, press, (), ())
        action = document.handout.call_to_action if document.handout else ()
        made = look.render(
            "cards.html",
            front=markup.front(document.metadata, plain),
            sides=sides,
            both=both,
            cards=tuple(_shown(card, document, plain) for card in cards),
            faces=faces,
            usual_face=Face(),
            card=sheet,
            sizes={"front": usual, "back": usual * BACK},
            title_scale=_title_scale(inl.plain_text(document.metadata.title), sheet, usual),
            action=markup.inlines(action, plain),
            contact=ways(contact_of(document)),
            code=code,
            **furniture,
        )
        return press.lay_out(made)

    place = Location(document.path)
    floors = _floors(look, usual)
    lowest = SHORT if TITLES in look.settings["droppable"] else NOTHING
    laid_out = _with_room(typeset, floors, lowest)
    other = _other_number(len(sides), look, place)
    small = told_small(laid_out.printed.pages, [code], place)
    crowded = tuple(
        _told(name, (high - room) * MILLIMETRES_A_PIXEL, look, place)
        for name, (high, room) in _crowded(laid_out).items()
    )
    exported = press.write(laid_out, destination)
    return replace(exported, warnings=(*exported.warnings, *told, *crowded, *other, *small))


def _usual(sheet: CardSheet, look: Look) -> float:
    """Return how large the text in front of cards is set, in points."""
    share = min(max(math.sqrt(sheet.width * sheet.height / AREA), SMALLER), LARGER)
    return round((points(look.settings["usual-text"]) or 0) * share, 2)


def _title_scale(title: str, sheet: CardSheet, usual: float) -> float:
    """Return how many times as large as other text a title is whose longest word has room."""
    longest = max((len(word) for word in WORD.findall(title)), default=1)
    room = (sheet.width - 2 * sheet.padding) * POINTS["mm"]
    return round(min(TITLE, max(LEAST_TITLE, room / (longest * LETTER * usual))), 3)


def _floors(look: Look, usual: float) -> dict[str, float]:
    """Return how small fronts and backs may become; sources may stand in front, too."""
    front, back = ((points(look.settings[name]) or 0) / usual for name in FLOORS.values())
    back /= BACK
    return {
        FRONT_OF: min(1, front if look.settings["sides"] == "two" else max(front, back)),
        BACK_OF: min(1, back),
    }


def _cards(document: Document) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """Return the cards of a document, and what is to be said of where they come from.

    Raises:
        Problems: there is nothing to put on them.
    """
    key_points = document.handout.key_points if document.handout else ()
    told: tuple[Problem, ...] = ()
    place = Location(document.path)
    hint = "add 'key-points:' under 'handout:' to the front matter"
    if key_points:
        cards = tuple(Card((), point) for point in key_points)
    else:
        cards = tuple(_of_sections(document)) or tuple(_of_paragraphs(document))
        what = "the document has no key points: the cards show how its sections begin"
        told = (Problem(what, place, hint, Severity.WARNING),)
    if not cards:
        raise Problems([Problem("there is nothing to put on cards", place, hint)])
    return tuple(_with_sources(cards, document)), told


def _of_sections(document: Document) -> Iterator[Card]:
    """Yield a card for each of the first sections that has a sentence to show."""
    told = (
        Card(markup.without_links(section.heading.children), words)
        for section in sections(document.blocks)
        if section.heading and not section.heading.appendix
        for words in _telling(section.blocks)
    )
    return islice(told, MOST)


def _of_paragraphs(document: Document) -> Iterator[Card]:
    """Yield a card for the first sentence of each of the first paragraphs."""
    blocks = document.metadata.abstract or document.blocks
    return (Card((), words) for words in islice(_sentences(blocks), MOST))


def _telling(blocks: Blocks) -> tuple[Inlines, ...]:
    """Return the first sentence of a section that tells something without what stands elsewhere.

    Where all of them lead to a figure or the like, it is the first; there may be none.
    """
    found = tuple(islice(_sentences(blocks), SEARCHED))
    return tuple(sorted(found, key=_leads_elsewhere)[:1])


def _leads_elsewhere(run: Inlines) -> bool:
    return any(isinstance(inline, inl.CrossReference) for inline in inl.walk(run))


def _sentences(blocks: Blocks) -> Iterator[Inlines]:
    """Yield the first sentence of each paragraph, but of those that a list or formula ends."""
    for block in blocks:
        match block:
            case doc.Paragraph(children=children):
                sentence = first_sentence(without_citations(children))
                if sentence and not is_open((doc.Paragraph(sentence),)):
                    yield _no_longer(sentence)
            case _:
                pass


def _no_longer(sentence: Inlines) -> Inlines:
    """Return a sentence as far as a card has room for it."""
    shorter = markup.short_caption(sentence, LONGEST)
    return shorter if inl.plain_text(shorter).endswith("…") else sentence


def _with_sources(cards: Sequence[Card], document: Document) -> Iterator[Card]:
    """Yield the cards with what they mention; a work that an earlier one lists has no id again."""
    listed: set[str] = set()
    for card in cards:
        notes, bibliography = sources((doc.Paragraph(card.words),), document)
        cited = bibliography if document.handout else doc.Bibliography()
        entries = tuple(
            replace(entry, again=True) if entry.key in listed else entry for entry in cited.entries
        )
        listed |= {entry.key for entry in entries}
        yield replace(card, notes=notes, bibliography=replace(cited, entries=entries))


def _has_backs(cards: Sequence[Card], document: Document, look: Look, code: QrCode | None) -> bool:
    """Tell whether anything but the title would stand on the backs of cards."""
    if code or any(card.notes or card.bibliography.entries for card in cards):
        return True
    told = ways(contact_of(document)) or look.words.only_in or look.recipient
    action = document.handout and document.handout.call_to_action
    return look.settings.on("title-card") and bool(told or action)


def _shown(card: Card, document: Document, plain: Setting) -> Shown:
    """Return a card as HTML; its notes are counted from 1, for it is read alone."""
    own = markup.target_ids((doc.Paragraph(card.words), card.bibliography))
    setting = replace(plain, notes=markup.numbered(card.notes), targets=own, mentioned=set())
    return Shown(
        heading=markup.inlines(card.heading, setting),
        words=markup.inlines(card.words, setting),
        notes=markup.notes(setting),
        references=reference_list(card.bibliography, setting),
        short=reference_list(without_titles(card.bibliography, document.references), setting),
    )


def _sides(sheet: CardSheet, numbers: Sequence[int], *, both: bool) -> Iterator[Side]:
    """Yield the sides of all sheets, each back behind its front."""
    for start in range(0, len(numbers), sheet.holds):
        some = numbers[start : start + sheet.holds]
        for back in (False, True) if both else (False,):
            places = tuple(
                Place(number, *sheet.place(position, back=back))
                for position, number in enumerate(some)
            )
            marks = sheet.marks((place.left, place.top) for place in places)
            yield Side(back, places, marks)


def _with_room(
    typeset: Callable[[Faces], pdf.LaidOut], floors: Mapping[str, float], lowest: int
) -> pdf.LaidOut:
    """Return cards whose texts are as small as they have to be to have room.

    Args:
        typeset: lays them out.
        floors: how small they may become, by how the ids of fronts and backs begin.
        lowest: how far backs give things up.
    """
    faces: Faces = {}
    laid_out = typeset(faces)
    for _ in range(ROUNDS):
        changed = {
            name: _smaller(
                faces.get(name, Face()), high / max(room, 1), floors[_side(name)], name, lowest
            )
            for name, (high, room) in _crowded(laid_out).items()
        }
        changed = {name: face for name, face in changed.items() if face != faces.get(name, Face())}
        if not changed:
            break
        faces |= changed
        laid_out = typeset(faces)
    alike = _alike(faces, laid_out)
    return laid_out if alike == faces else typeset(alike)


def _side(name: str) -> str:
    return FRONT_OF if name.startswith(FRONT_OF) else BACK_OF


def _smaller(face: Face, share: float, floor: float, name: str, lowest: int) -> Face:
    """Return how a text is to be set that takes a share of its room which is more than all of it.

    A back gives up the QR code, its address and titles of works before it is as small as may be.
    """
    scale = max(floor, face.scale * min(STEP, math.sqrt(1 / share)))
    if face.rung > lowest and scale <= floor and _side(name) == BACK_OF:
        return Face(rung=face.rung - 1)
    return replace(face, scale=round(scale, 3))


def _alike(faces: Faces, laid_out: pdf.LaidOut) -> Faces:
    """Return sides of which all fronts with text are alike, as far as that is no great loss."""
    fronts = [name for name in _rooms(laid_out) if name.startswith(FRONT_OF)]
    texts = [name for name in fronts if name != f"{FRONT_OF}0"]
    least = min((faces.get(name, Face()).scale for name in texts), default=1.0)
    common = max(ALIKE, least)
    alike = {name: Face(min(common, faces.get(name, Face()).scale)) for name in texts}
    changed = {name: face for name, face in alike.items() if face != faces.get(name, Face())}
    return faces | changed


def _rooms(laid_out: pdf.LaidOut) -> dict[str, tuple[float, float]]:
    """Return how high each text is and how high it may be, in pixels."""
    found: dict[str, tuple[float, float]] = {}
    for page in laid_out.printed.pages:
        for name in page.anchors:
            if name.startswith((FRONT_OF, BACK_OF)):
                _, top, _, bottom = page.anchors[name]
                foot = page.anchors.get(FOOT_OF + name, (0, top, 0, 0))[1]
                found.setdefault(name, (bottom - top, foot - top))
    return found


def _crowded(laid_out: pdf.LaidOut) -> dict[str, tuple[float, float]]:
    """Return how high each text is, and how high it may be, of those that have too little room."""
    rooms = _rooms(laid_out).items()
    return {name: (high, room) for name, (high, room) in rooms if high > room + SLACK}


def _other_number(pages: int, look: Look, place: Location) -> tuple[Problem, ...]:
    """Tell where cards take another number of pages than is wanted: no size of type changes it."""
    wanted = wanted_pages(look)
    if wanted in {0, pages}:
        return ()
    what = f"the cards take {pages} pages, not {wanted}: their number hangs on that of key points"
    hint = "take other cards, for example --set card=business, or print one side: --set sides=one"
    return (Problem(what, place, hint, Severity.WARNING),)


def _told(name: str, more: float, look: Look, place: Location) -> Problem:
    number = name.removeprefix(_side(name))
    what = "the text" if _side(name) == FRONT_OF else "what stands on the back"
    card = "the title card" if number == "0" else f"card {number}"
    floor = FLOORS[_side(name)]
    return Problem(
        f"{what} of {card} is {max(1, math.ceil(more))} mm too high, even at "
        f"{look.settings[floor]}",
        place,
        "shorten it, take larger cards, for example --set card=a6, or let it become smaller: "
        f"--set {floor}=5pt",
        Severity.WARNING,
    )
