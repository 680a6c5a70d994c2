"""What a page is made for, and the ids that stand on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote

from markupsafe import Markup

from presswork import document as doc
from presswork import inlines as inl
from presswork.directions import is_backward

from .code import LONG_LINE, Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from presswork.document import Blocks, Document
    from presswork.looks import Words
    from presswork.mathml import Formula
    from presswork.numerals import Numeral


CITING: Final = "citing-"
"""How the ids of places that cite begin."""

CITING_IN_FRONT: Final = "citing-in-front-"
"""The same on pages before the text, which have numbers of their own."""

WEB: Final = frozenset({"http", "https", "mailto", "tel", "doi"})
"""The schemes of links that lead somewhere from any file."""


BREAK_ON_SCREEN: Final = Markup("<wbr>")
"""Lets a line end, and is no character that would be copied with the text."""


BREAK_ON_PAPER: Final = Markup("\N{ZERO WIDTH SPACE}")
"""The same in print, where an element within a link would become a link of its own."""


WORD_JOINER: Final = "\N{WORD JOINER}"
"""Keeps a line from ending."""


LONGEST_AT_FOOT: Final = 2400
"""How many characters a note at the foot of a page may have: about half a page."""


class NotePlace(Enum):
    """Where notes stand."""

    FOOT = "foot"
    """At the foot of the page: the note is written where it is mentioned and floats down."""
    END = "end"
    """In a section of their own, which `notes` writes."""


class PageNumbers(Enum):
    """Where the number of the page is written behind a cross-reference."""

    NOWHERE = "nowhere"
    """There are no pages."""
    ASKED = "asked"
    """Where the document asks for it."""
    FAR = "far"
    """The same, and wherever a reader would have to turn the page."""


class BackLinks(Enum):
    """How an entry of the list of references leads back to where its work is cited."""

    NONE = "none"
    SIGNS = "signs"
    """By an arrow, or by letters where there are several places."""
    PAGES = "pages"
    """By the numbers of the pages; `exporters.page_numbers` fills them in."""


@dataclass(slots=True)
class CitingPlaces:
    """The places that cite each work; the rendering itself fills it.

    Args:
        by_key: their ids, by the key of the work.
        count: of all places so far.
    """

    by_key: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def add(self, key: str, beginning: str) -> str:
        """Return the id of a new place that cites a work."""
        self.count += 1
        id_ = f"{beginning}{self.count}"
        self.by_key.setdefault(key, []).append(id_)
        return id_

    def share(self, key: str, id_: str) -> None:
        """Note that a place cites one more work: what stands between in `[1-3]`."""
        self.by_key.setdefault(key, []).append(id_)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it.

    Args:
        address: for `src`.
        size: its own width and height, in CSS pixels; None where who shows it finds out itself.
    """

    address: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DrawnFormula:
    """A picture of a formula, in em of the text around it.

    Args:
        address: for `src`.
        width: of the whole picture.
        height: of the whole picture.
        depth: how far it reaches below the line that it stands on.
        rows: where the lines of its rows are, in parts of the height from above.
    """

    address: str
    width: float
    height: float
    depth: float
    rows: tuple[float, ...]


DrawFormula: TypeAlias = "Callable[[Formula, str], DrawnFormula | None]"
"""Draws a formula in the colour of a property of the look's style sheet, for example `ink`; None
where it cannot be drawn."""


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """A note, with its place among all, counted from 1."""

    number: int
    note: doc.Note


def numbered(notes: Iterable[doc.Note]) -> dict[str, NumberedNote]:
    """Return the notes, which are given in the order in which they are mentioned, by their ids."""
    return {note.id: NumberedNote(number, note) for number, note in enumerate(notes, start=1)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page is made for.

    Args:
        words: the fixed words of the language.
        notes: the notes by their ids, as `numbered` gives them.
        targets: the ids on the page; only these are linked to.
        image: tells how a picture is shown.
        note_place: where notes stand.
        apart: the ids of notes that stand at the end all the same.
        schemes: the schemes that links may have; the empty one is that of relative addresses.
        note_numeral: how the marks of notes are written.
        break_here: what lets a long address go on in the next line.
        code_line: how many characters of computer text surely fit into a line.
        joiner: keeps a line from ending, where a page can hold a character for that which nobody
            copies; otherwise empty.
        raised: the characters that the look's fonts have in a raised form of their own.
        lowered: the same, lowered.
        formula_picture: draws a formula in the colour of a property of the look; None where the
            page shows MathML.
        ink: the property whose colour the text has.
        page_numbers: where pages are written behind cross-references.
        back_links: how entries of the list of references lead back.
        mentioned: the notes that were mentioned so far, and the ids that were made, which the
            rendering itself keeps: an id may stand once only.
        citing: the places that cite each work so far, which the rendering keeps as well.
        citing_id: how the ids of these places begin.
        codes: QR codes that stand beside entries of lists of references, by the keys of the works.
    """

    words: Words
    notes: Mapping[str, NumberedNote]
    targets: frozenset[str]
    image: Callable[[inl.Image], Shown]
    note_place: NotePlace = NotePlace.END
    apart: frozenset[str] = frozenset()
    schemes: frozenset[str] = WEB
    note_numeral: Numeral = "decimal"
    break_here: Markup = BREAK_ON_SCREEN
    code_line: int = LONG_LINE
    joiner: str = ""
    raised: frozenset[str] = frozenset()
    lowered: frozenset[str] = frozenset()
    formula_picture: DrawFormula | None = None
    ink: str = "ink"
    page_numbers: PageNumbers = PageNumbers.NOWHERE
    back_links: BackLinks = BackLinks.NONE
    mentioned: set[str] = field(default_factory=set)
    citing: CitingPlaces = field(default_factory=CitingPlaces)
    citing_id: str = CITING
    codes: Mapping[str, Markup] = field(default_factory=dict)

    @property
    def lines(self) -> Lines:
        """Return how lines of computer text go on in the next."""
        return Lines(self.code_line, self.joiner, self.break_here)


def setting_of(
    document: Document,
    words: Words,
    image: Callable[[inl.Image], Shown],
    note_place: NotePlace = NotePlace.END,
    schemes: frozenset[str] = WEB,
) -> Setting:
    """Return the setting of a page that shows all blocks and notes of a document."""
    return Setting(
        words=words,
        notes=numbered(document.notes),
        targets=target_ids(document.blocks),
        image=image,
        note_place=note_place,
        apart=frozenset(note.id for note in document.notes if _is_long(note)),
        schemes=schemes,
        note_numeral=document.note_numeral,
        break_here=BREAK_ON_PAPER if note_place is NotePlace.FOOT else BREAK_ON_SCREEN,
        joiner=WORD_JOINER if note_place is NotePlace.FOOT else "",
    )


def _is_long(note: doc.Note) -> bool:
    """Tell whether a note is too long for the foot of a page: WeasyPrint (70) parts none."""
    return sum(len(inl.plain_text(run)) for run in doc.inline_runs(note.blocks)) > LONGEST_AT_FOOT


def in_accent(setting: Setting) -> Setting:
    """Return the setting of text in the colour of headings."""
    return replace(setting, ink="accent")


def target_ids(blocks: Blocks) -> frozenset[str]:
    """Return the ids that a page with these blocks has."""
    entries = (
        reference_id(entry.key)
        for block in doc.walk(blocks)
        if isinstance(block, doc.Bibliography)
        for entry in block.entries
    )
    return frozenset((*(anchor.id for anchor in doc.anchors(blocks)), *entries))


def made_id(kind: str, number: str) -> str:
    """Return the id of a figure or table that has none of its own, for the lists of them."""
    return as_id(f"numbered-{kind}-{number}")


def float_id(kind: str, id_: str | None, number: str | None, setting: Setting) -> str | None:
    """Return the id of a figure or table; on pages each that has a number has one."""
    if id_ or number is None or setting.page_numbers is PageNumbers.NOWHERE:
        return id_
    made = made_id(kind, number)
    if made in setting.mentioned:
        return None
    setting.mentioned.add(made)
    return made


def reference_id(key: str) -> str:
    """Return the id of the entry of a reference."""
    return as_id(f"ref-{key}")


def note_id(id_: str) -> str:
    """Return the id of a note."""
    return as_id(f"note-{id_}")


def mention_id(id_: str) -> str:
    """Return the id of the place where a note is mentioned first."""
    return as_id(f"noteref-{id_}")


def as_id(name: str) -> str:
    """Return a name as an id, which holds no white space (HTML, 3.2.6 "The id attribute")."""
    return "-".join(name.split())


def fragment(id_: str) -> str:
    """Return the address of an id on its own page."""
    return "#" + quote(id_, safe="-._~:@!$&'()*+,;=/?")


def language_attributes(language: str) -> Markup:
    """Return what an element says of the language of its text, and of its direction."""
    return Markup(' lang="{}"').format(language) + direction(language)


def direction(language: str) -> Markup:
    """Return the attribute of the direction of a language; nothing for one from left to right."""
    return Markup(' dir="rtl"') if is_backward(language) else Markup()
