"""How pages are put on sheets."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from exporters.finishing.printers_marks import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class NUp:
    """Several pages on each side of a sheet, in reading order.

    Args:
        across: how many side by side, where pages are higher than wide; pages that are wider than
            high have as many below each other.
        down: how many below each other.
        margin: around each page, in millimetres, so that all pieces of a sheet are alike; few
            printers print nearer to the edge than 4 mm.
    """

    across: int
    down: int
    margin: float = 4

    @property
    def count(self) -> int:
        """Return how many pages a side has."""
        return self.across * self.down


@dataclass(frozen=True, slots=True)
class Booklet:
    """Sheets that are folded in the middle, laid into each other and stapled in the fold.

    Args:
        cover: whether an empty sheet is around all others, as for a cover of other paper.
        paper_thickness: of one sheet, in millimetres: by so much pages of an inner sheet stand
            nearer to the fold than those of the one around it, since it sticks out further.
        signature: how many pages are laid into each other at most, where a book is bound of
            several such parts; 0 for all of them.
        back_cover: whether the last page is the back of the booklet, with blank pages before it.
    """

    cover: bool = False
    paper_thickness: float = 0.1
    signature: int = 0
    back_cover: bool = False


@dataclass(frozen=True, slots=True)
class Trifold:
    """A leaflet of one sheet that is folded twice: six panels, the last of them the back.

    Args:
        narrower: by how much the panel that is folded in is narrower, in millimetres.
    """

    narrower: float = 1.5


Imposition: TypeAlias = NUp | Booklet | Trifold


PLAIN: Final = Sheet()
"""Nothing around a page."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn on sheets beside their pages.

    Args:
        cut: lines to cut along, between pages and around them.
        frames: a hairline around each page.
        folds: short lines at the edge, on the inner side, that show where to fold.
        around: what the cutter needs: around each of several pages on a side, around the whole
            sheet where pages touch each other.
    """

    cut: bool = False
    frames: bool = False
    folds: bool = True
    around: Sheet = PLAIN


GRIDS: Final[Mapping[int, tuple[int, int]]] = MappingProxyType(
    {2: (2, 1), 4: (2, 2), 6: (3, 2), 9: (3, 3)}
)
"""How many pages stand across and down, by how many a side has."""


def n_up(count: int) -> NUp:
    """Return how so many pages stand on a side.

    Raises:
        KeyError: it is none of the numbers in `GRIDS`.
    """
    return NUp(*GRIDS[count])


def suffix(imposition: Imposition) -> str:
    """Return what is added to the name of a file, as in `article.booklet.pdf`."""
    match imposition:
        case NUp():
            return f"{imposition.count}-up"
        case Booklet():
            return "booklet"
        case Trifold():
            return "trifold"


_EVERY: Final[tuple[Imposition, ...]] = (*map(n_up, GRIDS), Booklet(), Trifold())

NAMED: Final[Mapping[str, Imposition]] = MappingProxyType({suffix(kind): kind for kind in _EVERY})
"""The ways by their names in files, each as it is unless more is asked for."""
