"""A finished PDF becomes one of sheets to be printed."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf

from presswork.directions import is_backward
from presswork.papers import PANELS, PAPERS
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity

from . import grids
from .booklets import as_booklet, parts_of
from .kinds import Booklet, Marks, NUp, Trifold
from .leaflets import as_leaflet
from .placing import Original, originals
from .sheets import MILLIMETRE, Area, Cell, MadeUp, Side, Size
from .writing import write

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

    from presswork.papers import Paper

    from .kinds import Imposition

THICKEST: Final = 80
"""How many pages are stapled in the fold at most: what has more springs open, and is trimmed
askew; printers name 64 to 96, by the paper."""

SMALLEST: Final = 0.6
"""From which size on text of ten points can be read without effort, in sizes of itself."""

ROUNDED: Final = 1.5
"""By how many millimetres the halves of papers are rounded at most, with room to spare."""

PANEL: Final = (0.3, 0.62)
"""How wide a panel of a leaflet is at least and at most, in its heights: a third of a sheet."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """What came of it.

    Args:
        sheets: how many sheets of paper it takes, printed on both sides.
        sides: how many pages the file has.
        hint: how it is printed and what is done then, as a sentence without a full stop.
        warnings: what whoever prints it should know.
        size: that of a side, as it is cut.
        own: the numbers of the streams that are exchanged later, by those that they had.
    """

    sheets: int
    sides: int
    hint: str
    size: Size
    warnings: tuple[Problem, ...] = ()
    own: Mapping[int, int] = field(default_factory=dict)


def impose(  # noqa: PLR0913, PLR0917 - what it is made of, how, and what stays as it is
    source: Path,
    imposition: Imposition,
    destination: Path,
    paper: Paper | None = None,
    marks: Marks | None = None,
    own: Container[int] = (),
) -> Imposed:
    """Put the pages of a PDF on sheets.

    Links and bookmarks lead to where the pages are now. The file claims no accessibility and no
    archive any longer: it has no tags, and pages stand in an order that nobody reads.

    Args:
        source: the PDF.
        imposition: how.
        destination: the file to write, which is not the source.
        paper: the sheets; None for what the pages call for: as large as one for several on a side,
            twice as large for a booklet, three times for a leaflet.
        marks: what is drawn beside the pages; None for lines that show where to fold.
        own: the numbers of streams of the pages that are exchanged later: they stay streams.

    Raises:
        Problems: the source cannot be read, or its pages cannot be put on sheets so.
        OSError: the destination cannot be written.
    """
    marks = marks or Marks()
    with _opened(source, own) as (file, pages):
        made_up = _made_up(pages, imposition, paper, source, backward=_is_backward(file))
        warnings = tuple(_warnings(pages, imposition, made_up, source))
        numbers = write(file, pages, made_up, marks, destination)
    size, hint = made_up.sides[0].size, _with_marks(made_up.hint, marks)
    return Imposed(made_up.sheets, len(made_up.sides), hint, size, warnings, numbers)


def hint_of_many(size: Size, marks: Marks, *, both_sides: bool) -> str:
    """Return how sheets with several pages on a side are printed, one document after the other."""
    return _with_marks(grids.hint(size, both_sides=both_sides), marks)


def _with_marks(hint: str, marks: Marks) -> str:
    return f"{hint}; the marks show where to cut" if marks.around.crop else hint


def lay_on_sides(
    source: Path, size: Size, destination: Path, marks: Marks, own: Container[int] = ()
) -> Imposed:
    """Put each page of a PDF on a side of its own, as large as it can be; see `impose`."""
    with _opened(source, own) as (file, pages):
        area = Area(0, 0, size)
        sides = tuple(Side(size, (Cell(at, area),)) for at in range(len(pages)))
        made_up = MadeUp(sides, grids.hint(size, both_sides=False))
        numbers = write(file, pages, made_up, marks, destination)
    return Imposed(made_up.sheets, len(sides), made_up.hint, size, own=numbers)


@contextmanager
def _opened(
    source: Path, own: Container[int]
) -> Iterator[tuple[pikepdf.Pdf, tuple[Original, ...]]]:
    """Open a PDF, and give its pages, of which some streams are exchanged later.

    Raises:
        Problems: it cannot be read, or has none.
    """
    try:
        file = pikepdf.open(source)
    except pikepdf.PdfError as error:
        what = f"the file is no PDF that can be put on sheets: {error}"
        raise Problems([_unfit(what, source, "make it again")]) from error
    with file:
        pages = originals(file, own)
        if not pages:
            raise Problems([_unfit("the file has no pages", source, "make it again")])
        yield file, pages


def _made_up(
    pages: Sequence[Original],
    imposition: Imposition,
    paper: Paper | None,
    source: Path,
    *,
    backward: bool,
) -> MadeUp:
    page = _usual(pages)
    sheet = Size(paper.width * MILLIMETRE, paper.height * MILLIMETRE) if paper else None
    match imposition:
        case NUp():
            return grids.on_grids(len(pages), page, sheet or page, imposition, backward=backward)
        case Booklet():
            half = _half(_lying(sheet) if sheet else _as_sold(Size(2 * page.width, page.height)))
            return as_booklet(len(pages), half, imposition, backward=backward)
        case Trifold():
            if len(pages) > PANELS:
                raise Problems([_too_long(len(pages), source)])
            whole = _lying(sheet or _unfolded(page))
            return as_leaflet(len(pages), whole, imposition, backward=backward)


def _usual(pages: Sequence[Original]) -> Size:
    """Return the size that most pages have."""
    sizes = Counter(Size(round(page.size.width, 1), round(page.size.height, 1)) for page in pages)
    return sizes.most_common(1)[0][0]


def _as_sold(sheet: Size) -> Size:
    """Return the paper that a sheet is meant for: two pages of A5 lack a millimetre of A4."""
    for paper in PAPERS.values():
        sold = Size(paper.height * MILLIMETRE, paper.width * MILLIMETRE)
        apart = max(abs(sold.width - sheet.width), abs(sold.height - sheet.height))
        if apart <= ROUNDED * MILLIMETRE:
            return sold
    return sheet


def _lying(sheet: Size) -> Size:
    return sheet if sheet.is_wide else sheet.turned


def _half(sheet: Size) -> Size:
    return Size(sheet.width / 2, sheet.height)


def _is_panel(page: Size) -> bool:
    narrowest, widest = PANEL
    return narrowest <= page.width / page.height <= widest


def _unfolded(page: Size) -> Size:
    """Return the sheet of a leaflet whose panels are such pages; other pages become smaller."""
    return Size(3 * page.width, page.height) if _is_panel(page) else page


def _is_backward(file: pikepdf.Pdf) -> bool:
    """Tell whether the text of a file is read from the right."""
    direction = file.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction")
    if direction is not None:
        return str(direction) == "/R2L"
    return is_backward(str(file.Root.get("/Lang", "en")))


def _too_long(count: int, source: Path) -> Problem:
    what = f"a leaflet that is folded twice has {PANELS} panels, and the document has {count} pages"
    hint = "shorten the text, set it smaller (--pages 6), or fold it as a booklet"
    return _unfit(what, source, hint)


def _unfit(what: str, source: Path, hint: str) -> Problem:
    return Problem(what, Location(source), hint, kind=ProblemKind.OUTPUT)


def _warnings(
    pages: Sequence[Original], imposition: Imposition, made_up: MadeUp, source: Path
) -> Iterator[Problem]:
    match imposition:
        case Booklet():
            yield from _too_thick(len(pages), imposition, source)
        case Trifold() if not _is_panel(_usual(pages)):
            yield from _too_small(pages, made_up, source)
        case _:
            pass


def _too_thick(count: int, booklet: Booklet, source: Path) -> Iterator[Problem]:
    """Warn of a part of so many sheets that it cannot be stapled in the fold."""
    most = max(map(len, parts_of(count, booklet)))
    if most <= THICKEST:
        return
    sheets = most // 4
    thick = 2 * sheets * booklet.paper_thickness
    yield Problem(
        f"the booklet has {sheets} sheets in one fold, {thick:.1f} mm thick when it is folded; "
        f"more than {THICKEST} pages spring open",
        Location(source),
        "have it bound in parts of 32 pages or so: --set signature=32",
        Severity.WARNING,
        ProblemKind.OUTPUT,
    )


def _too_small(pages: Sequence[Original], made_up: MadeUp, source: Path) -> Iterator[Problem]:
    scale = _usual(pages).scale_in(made_up.sides[0].cells[-1].area.size)
    if scale >= SMALLEST:
        return
    yield Problem(
        f"the pages are set in {scale:.0%} of their size, to fit on the panels of a leaflet",
        Location(source),
        "lay the document out on pages of the size of a panel: a third of a sheet",
        Severity.WARNING,
        ProblemKind.OUTPUT,
    )
