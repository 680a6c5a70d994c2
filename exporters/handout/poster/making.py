"""A poster as HTML, laid out: once with everything below each other, once as it is to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from exporters import markup
from exporters.handout.budget import Measures
from exporters.handout.page import reference_list, ways
from exporters.handout.sheet import sources
from exporters.markup import Setting
from presswork import document as doc
from presswork import inlines as inl

from .planning import SOURCES, Measured
from .sentences import without_citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exporters.handout.sheet import Sheet as Message
    from exporters.pdf import LaidOut, Press
    from exporters.qr_codes import QrCode
    from presswork.document import Blocks, Document
    from presswork.inlines import Inlines
    from presswork.looks import Look

    from .pieces import Piece
    from .searching import Found
    from .sheets import Sheet

GAP: Final = 34
"""The space between two pieces, in points of A0."""

PIXELS_A_POINT: Final = 96 / 72
PIXELS_A_MILLIMETRE: Final = 96 / 25.4

HIGHEST: Final = 100_000
"""How many millimetres the sheet is high on which everything is measured."""

NAMING: Final = frozenset({"author-date", "author"})
"""The formats of styles whose citations name the authors."""

ROUNDING: Final = 2
"""How many pixels are left free, so that no rounding makes a second page."""

ACROSS: Final = ("banner", "finding", "band")
"""The ids of what stands above and below all columns."""

Place: TypeAlias = "tuple[float, float, float, float]"
"""The left, top, right and bottom of something, in pixels."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a poster shows, and how it is written.

    Args:
        setting: knows what its pieces cite.
        notes: those that they mention.
        bibliography: the references that they cite.
        citing: whether citations are shown; numbers mean nothing without a list.
    """

    setting: Setting
    notes: tuple[doc.Note, ...]
    bibliography: doc.Bibliography
    citing: bool = True

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the entries of both lists."""
        return _ids(self.notes, self.bibliography)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes a poster of a document.

    Args:
        document: resolved.
        look: its settings say what the poster is like.
        press: prints it.
        furniture: what every template takes.
        message: what handouts of the document show.
        pieces: what stands in the columns.
        finding: what a billboard says; empty for a poster that is none.
        code: leads to the article.
        sheet: what it is printed on.
    """

    document: Document
    look: Look
    press: Press
    furniture: Mapping[str, object]
    message: Message
    pieces: tuple[Piece, ...]
    finding: Inlines
    code: QrCode | None
    sheet: Sheet

    def measured(self, text: float) -> Measured:
        """Lay everything out below each other, as wide as it is to be.

        Args:
            text: what sizes of letters are multiplied by.
        """
        longest = {at: len(piece.amounts) - 1 for at, piece in enumerate(self.pieces)}
        shown = self._shown(longest)
        stack = [
            (_id(at, amount), self._piece(at, amount, shown))
            for at, piece in enumerate(self.pieces)
            for amount in range(len(piece.amounts))
        ]
        stack.append((_id(SOURCES), self._sources(shown)))
        laid_out = self._laid_out(text, shown, stack=stack)
        return self._read(laid_out.printed.pages[0].anchors, text, shown)

    def posted(self, found: Found) -> LaidOut:
        """Lay the poster out as it was planned."""
        plan = found.plan
        shown = self._shown(plan.amounts, sourced=SOURCES in plan.amounts)
        columns = [
            (
                round(gap, 2),
                [
                    self._sources(shown)
                    if at == SOURCES
                    else self._piece(at, plan.amounts[at], shown)
                    for at in column
                ],
            )
            for column, gap in zip(plan.columns, plan.gaps, strict=True)
        ]
        height = round(plan.measured.column, 2)
        return self._laid_out(found.text, shown, columns=columns, column_height=height)

    def _laid_out(
        self,
        text: float,
        shown: Shown,
        *,
        stack: Sequence[tuple[str, Markup]] = (),
        columns: Sequence[tuple[float, Sequence[Markup]]] = (),
        column_height: float = 0,
    ) -> LaidOut:
        page = self.look.render(
            "poster.html",
            front=markup.front(self.document.metadata, shown.setting),
            finding=markup.inlines(self.finding, shown.setting),
            finding_size=self.sheet.finding_size(len(inl.plain_text(self.finding))),
            call_to_action=markup.inlines(self.message.call_to_action, shown.setting),
            contact=ways(self.message.contact),
            code=self.code,
            measures=Measures(text=text),
            sheet=self.sheet,
            highest=HIGHEST,
            stack=stack,
            columns=columns,
            column_height=column_height,
            **self.furniture,
        )
        return self.press.lay_out(page)

    def _shown(self, amounts: Mapping[int, int], *, sourced: bool = True) -> Shown:
        """Return what so much of each piece needs to be written.

        Args:
            amounts: how much of each is shown.
            sourced: whether notes and references are shown, too.
        """
        blocks = self._blocks(amounts)
        notes, bibliography = sources(blocks, self.document)
        setting = Setting(
            words=self.look.words,
            notes=markup.numbered(notes),
            targets=markup.target_ids((*blocks, *((bibliography,) if sourced else ()))),
            image=self.press.picture,
            note_numeral=self.document.note_numeral,
            break_here=markup.BREAK_ON_PAPER,
            joiner=markup.WORD_JOINER,
            formula_picture=self.press.formula,
        )
        style = self.document.cited_in
        named = style is not None and style.format in NAMING
        return Shown(setting, notes, bibliography, citing=sourced or named)

    def _blocks(self, amounts: Mapping[int, int]) -> Blocks:
        """Return what is shown, as blocks in reading order."""
        across = tuple(
            doc.Paragraph(text) for text in (self.finding, self.message.call_to_action) if text
        )
        pieces = (
            block
            for at, piece in enumerate(self.pieces)
            if at in amounts
            for block in piece.amounts[amounts[at]]
        )
        return (*across, *pieces)

    def _piece(self, at: int, amount: int, shown: Shown) -> Markup:
        piece = self.pieces[at]
        blocks = piece.amounts[amount]
        if not shown.citing:
            blocks = doc.map_inlines(blocks, without_citations)
        title = markup.inlines(piece.title, shown.setting)
        if not title and piece.kind in {"key-points", "abstract"}:
            title = Markup("{}").format(self.look.words[piece.kind])
        content = markup.blocks(blocks, shown.setting)
        if not title:
            return Markup('<div class="{}">\n{}\n</div>').format(piece.kind, content)
        return Markup('<section class="{}">\n<h2>{}</h2>\n{}\n</section>').format(
            piece.kind, title, content
        )

    def _sources(self, shown: Shown) -> Markup:
        """Return the notes and the references, small."""
        parts = [
            Markup("<h2>{}</h2>\n{}").format(self.look.words[word], content)
            for word, content in (
                ("notes", markup.notes(shown.setting)),
                ("references", reference_list(shown.bibliography, shown.setting)),
            )
            if content
        ]
        return Markup('<section class="sources">\n{}\n</section>').format(Markup("\n").join(parts))

    def _read(self, anchors: Mapping[str, Place], text: float, shown: Shown) -> Measured:
        """Read from the ids of a page that shows everything how high it is."""

        def height(id_: str) -> float:
            _, top, _, bottom = anchors.get(id_, (0.0,) * 4)
            return bottom - top

        pieces = tuple(
            tuple(height(_id(at, amount)) for amount in range(len(piece.amounts)))
            for at, piece in enumerate(self.pieces)
        )
        room = (self.sheet.height - 2 * self.sheet.margin) * PIXELS_A_MILLIMETRE
        room -= sum(height(id_) for id_ in ACROSS) + ROUNDING
        gap = GAP * self.sheet.scale * text * PIXELS_A_POINT
        whole = height(_id(SOURCES)) if shown.ids else 0.0
        entries = {id_: height(id_) for id_ in shown.ids}
        return Measured(pieces, _Sources(self, entries, whole).height, room, gap)

    def ids_of(self, amounts: Mapping[int, int]) -> Iterable[str]:
        """Return the ids of the notes and references that so much of each piece needs."""
        return _ids(*sources(self._blocks(amounts), self.document))


@dataclass(slots=True)
class _Sources:
    """How high the notes and references are.

    Args:
        maker: knows which ones there are.
        entries: the height of each, by its id.
        whole: the height of all together, with what stands over them.
        known: the heights so far.
    """

    maker: Maker
    entries: Mapping[str, float]
    whole: float
    known: dict[frozenset[tuple[int, int]], float] = field(default_factory=dict)

    def height(self, amounts: Mapping[int, int]) -> float:
        """Return how high those are that so much of each piece needs."""
        key = frozenset((at, much) for at, much in amounts.items() if at != SOURCES)
        if key not in self.known:
            ids = frozenset(self.maker.ids_of(amounts))
            left_out = sum(height for id_, height in self.entries.items() if id_ not in ids)
            self.known[key] = self.whole - left_out if ids else 0.0
        return self.known[key]


def _ids(notes: tuple[doc.Note, ...], bibliography: doc.Bibliography) -> tuple[str, ...]:
    """Return the ids of the entries of both lists."""
    entries = (markup.reference_id(entry.key) for entry in bibliography.entries)
    return (*(markup.note_id(note.id) for note in notes), *entries)


def _id(at: int, amount: int = 0) -> str:
    """Return the id of a piece where everything is measured."""
    return f"measured{at}-{amount}"
