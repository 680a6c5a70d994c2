"""Lines to pages: what is kept together, and where a page is full."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

SEPARATOR: Final = 14.0
"""How high the line above the footnotes of a page is with its room, in points."""

NOTES: Final = 0.6
"""The share of a column that footnotes take at most; the rest goes on on the next page."""


@dataclass(frozen=True, slots=True)
class Atom:
    """What no page break parts.

    Args:
        height: in points.
        gap: the room above it, unless it begins a page.
        notes: how high the footnotes are that it mentions.
        places: what is to be found.
        glued: whether it stays with what comes before it.
        head: how high the rows of a table are that are repeated above it.
        begins: `page` or `column` where a new one begins with it.
    """

    height: float
    gap: float = 0
    notes: float = 0
    places: Sequence[str | Element] = ()
    glued: bool = False
    head: float = 0
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """What a section's pages have room for.

    Args:
        height: of the text, in points.
        columns: how many.
        begins: how the section begins, in the words of `w:type` (17.18.77).
        first: the number of its first page, None where it goes on counting.
        numeral: how its pages are numbered, in the words of `w:numFmt` (17.18.59).
    """

    height: float
    columns: int = 1
    begins: str = "nextPage"
    first: int | None = None
    numeral: str = "decimal"


@dataclass(slots=True)
class Pages:
    """Fills pages.

    Args:
        numbers: of each page its number and numeral.
        found: the page, from 0, of each place.
    """

    numbers: list[tuple[int, str]] = field(default_factory=list)
    found: dict[str | Element, int] = field(default_factory=dict)
    _area: Area = field(default_factory=lambda: Area(700))
    _column: int = 0
    _top: float = 0
    _used: float = 0
    _below: float = 0
    _carried: float = 0
    _waiting: list[Atom] = field(default_factory=list)
    _filled: list[float] = field(default_factory=list)

    def begin(self, area: Area) -> None:
        """Begin a section."""
        self._flush()
        if not self.numbers:
            self._area = area
            self._new_page()
            return
        before = self._area
        if area.begins == "continuous" and before.height == area.height:
            self._balance()
            self._area = area
            self._column = 0
            if area.first is not None:
                self.numbers[-1] = (area.first, area.numeral)
            return
        self._area = area
        self._new_page()
        odd = {"oddPage": 1, "evenPage": 0}.get(area.begins)
        if odd is not None and self.numbers[-1][0] % 2 != odd and area.first is None:
            self._area = Area(area.height, area.columns, numeral=area.numeral)
            self._new_page()

    def add(self, atoms: Iterable[Atom]) -> None:
        """Add what comes next."""
        for atom in atoms:
            if not atom.glued or atom.begins:
                self._flush()
            self._waiting.append(atom)

    def finish(self) -> None:
        """Place what waits for its fellows."""
        self._flush()

    def _flush(self) -> None:
        """Place what is kept together: where there is room, on the next page, or in parts."""
        atoms, self._waiting = self._waiting, []
        if not atoms:
            return
        if atoms[0].begins and (self._used > self._top or self._column):
            self._next(whole_page=atoms[0].begins == "page")
        if not self._fits(atoms):
            if self._height(atoms, on_top=True) > self._area.height:
                for atom in atoms:
                    if not self._fits([atom]):
                        self._next()
                    self._place(atom)
                return
            self._next()
        for atom in atoms:
            self._place(atom)

    def _fits(self, atoms: Sequence[Atom]) -> bool:
        on_top = self._used <= self._top
        height = self._height(atoms, on_top=on_top)
        notes = min(sum(atom.notes for atom in atoms), self._area.height * NOTES)
        if notes and not self._below:
            notes += SEPARATOR
        return on_top or self._used + height + self._below + notes <= self._area.height + 0.5

    @staticmethod
    def _height(atoms: Sequence[Atom], *, on_top: bool) -> float:
        gaps = sum(atom.gap for atom in atoms[1:]) + (0 if on_top else atoms[0].gap)
        return gaps + sum(atom.height for atom in atoms)

    def _place(self, atom: Atom) -> None:
        on_top = self._used <= self._top
        self._used += atom.height + (atom.head if on_top else atom.gap)
        if atom.notes:
            self._below += atom.notes + (0 if self._below else SEPARATOR)
            most = max(self._area.height * NOTES, self._area.height - self._used)
            if self._below > most:
                self._carried += self._below - most
                self._below = most
        for place in atom.places:
            self.found.setdefault(place, len(self.numbers) - 1)

    def _next(self, *, whole_page: bool = False) -> None:
        """Go on in the next column."""
        self._filled.append(self._used - self._top)
        if whole_page or self._column + 1 >= self._area.columns:
            self._new_page(counts=False)
        else:
            self._column += 1
            self._used = self._top
            self._below = 0

    def _new_page(self, *, counts: bool = True) -> None:
        last = self.numbers[-1][0] if self.numbers else 0
        first = self._area.first if counts else None
        self.numbers.append((last + 1 if first is None else first, self._area.numeral))
        self._column = 0
        self._top = self._used = 0
        self._filled = []
        carried = min(self._carried, self._area.height * NOTES)
        self._below = carried + SEPARATOR if carried else 0
        self._carried -= carried

    def _balance(self) -> None:
        """Make the columns of a section equally high, as at a section that goes on on its page."""
        whole = sum(self._filled) + self._used - self._top
        self._top = self._used = self._top + whole / self._area.columns
        self._filled = []
