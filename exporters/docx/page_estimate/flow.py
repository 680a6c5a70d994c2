"""The body of a Word file, section by section, paragraph by paragraph and row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporters.docx.xml import NAMESPACES
from presswork.numerals import written

from .formatting import TWIPS, Formatting, Setting, attribute
from .lines import Line, Lines
from .stack import Area, Atom, Pages

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from presswork.numerals import Numeral

_W: Final = f"{{{NAMESPACES['w']}}}"

NUMERALS: Final[Mapping[str, Numeral]] = {
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
}
"""The words of WordprocessingML for numerals (17.18.59), and ours."""

CELL_MARGIN: Final = 108.0
"""The room at either side of a cell where nothing says another (17.4.42), in twips."""

PAGE: Final = (11_906.0, 16_838.0)
MARGIN: Final = 1440.0
COLUMN_GAP: Final = 720.0
MOST_COLUMNS: Final = 45
LAST_PAGE: Final = 32_766
"""How many columns a page of Word has at most, and the highest number of a page."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the pages come to.

    Args:
        pages: the page, from 0, of each bookmark and of each field that was asked for.
        numbers: of each page the number that stands on it.
    """

    pages: Mapping[str | Element, int]
    numbers: Sequence[str]

    def number(self, place: str | Element) -> str | None:
        """Return the number of the page of a bookmark; None where it stands nowhere."""
        page = self.pages.get(place)
        return None if page is None else self.numbers[page]


@dataclass(frozen=True, slots=True)
class _Room:
    """Where paragraphs stand.

    Args:
        width: in points.
        heights: of the footnotes, by their ids.
    """

    width: float
    heights: Mapping[str, float]


def estimate(
    body: Element,
    notes: Element | None,
    formatting: Formatting,
    wanted: Container[str],
    asked: Container[Element],
) -> Estimate:
    """Lay out a file.

    Args:
        body: the `w:body`.
        notes: the `w:footnotes`.
        formatting: the file's.
        wanted: the names of the bookmarks whose pages are asked for.
        asked: the first runs of fields whose own pages are asked for.
    """
    flow = _Flow(formatting, wanted, asked)
    pages = Pages()
    for blocks, section in _sections(body):
        area, width = _area(section)
        of_notes = _heights(notes, flow, width) if notes is not None else {}
        pages.begin(area)
        pages.add(flow.atoms(blocks, _Room(width, of_notes))[0])
    pages.finish()
    for id_, mentioned in flow.noted.items():
        for place in flow.in_notes.get(id_, ()):
            if mentioned in pages.found:
                pages.found.setdefault(place, pages.found[mentioned])
    numbers = [
        written(number, NUMERALS[form]) if form in NUMERALS else str(number)
        for number, form in pages.numbers
    ]
    return Estimate(pages.found, numbers)


def _sections(body: Element) -> Iterator[tuple[list[Element], Element | None]]:
    """Yield the blocks of each section, with its `w:sectPr`, which stands at its end."""
    blocks: list[Element] = []
    for block in _blocks(body):
        if block.tag == f"{_W}sectPr":
            yield blocks, block
            return
        blocks.append(block)
        section = block.find("w:pPr/w:sectPr", NAMESPACES)
        if section is not None:
            yield blocks, section
            blocks = []
    yield blocks, None


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs, tables and the like, those in content controls too."""
    for child in parent:
        if child.tag == f"{_W}sdt":
            content = child.find("w:sdtContent", NAMESPACES)
            if content is not None:
                yield from _blocks(content)
        else:
            yield child


def _area(section: Element | None) -> tuple[Area, float]:
    """Return what a section's pages have room for, and the width of its columns, in points."""

    def find(name: str) -> Element | None:
        return section.find(f"w:{name}", NAMESPACES) if section is not None else None

    size, margins, columns = find("pgSz"), find("pgMar"), find("cols")
    wide, high = attribute(size, "w:w", PAGE[0]), attribute(size, "w:h", PAGE[1])

    def margin(side: str) -> float:
        return abs(attribute(margins, f"w:{side}", MARGIN))

    count = min(max(int(attribute(columns, "w:num", 1)), 1), MOST_COLUMNS)
    gaps = attribute(columns, "w:space", COLUMN_GAP) * (count - 1)
    width = wide - margin("left") - margin("right") - attribute(margins, "w:gutter")
    numbers, kind = find("pgNumType"), find("type")
    first = int(attribute(numbers, "w:start", -1))
    area = Area(
        height=(high - margin("top") - margin("bottom")) / TWIPS,
        columns=count,
        begins=kind.get(f"{_W}val", "nextPage") if kind is not None else "nextPage",
        first=first if 0 <= first <= LAST_PAGE else None,
        numeral=numbers.get(f"{_W}fmt", "decimal") if numbers is not None else "decimal",
    )
    return area, max(width - gaps, 400.0) / count / TWIPS


def _heights(notes: Element, flow: _Flow, width: float) -> dict[str, float]:
    """Return how high each footnote is."""
    heights = {}
    for note in notes:
        if note.get(f"{_W}type") is None:
            atoms = flow.closed(list(_blocks(note)), _Room(width, {}))
            id_ = note.get(f"{_W}id", "")
            heights[id_] = sum(atom.height + atom.gap for atom in atoms)
            flow.in_notes[id_] = [place for atom in atoms for place in atom.places]
    return heights


class _Flow:
    """Makes atoms of blocks."""

    def __init__(
        self, formatting: Formatting, wanted: Container[str], asked: Container[Element]
    ) -> None:
        self._formatting = formatting
        self._wanted = wanted
        self._asked = asked
        self.in_notes: dict[str, list[str | Element]] = {}
        """What stands in each note."""
        self.noted: dict[str, str] = {}
        """The place where each note is mentioned."""

    def closed(self, blocks: Sequence[Element], room: _Room) -> list[Atom]:
        """Return the content of a cell or a note, with the space below it."""
        made, below = self.atoms(blocks, room)
        if made and below:
            made[-1] = replace(made[-1], height=made[-1].height + below)
        return made

    def atoms(self, blocks: Sequence[Element], room: _Room) -> tuple[list[Atom], float]:
        """Return the lines of paragraphs and the rows of tables, and the space below them."""
        made: list[Atom] = []
        loose: list[str | Element] = []
        before: Setting | None = None
        after = 0.0
        settings = [_setting_of(block, self._formatting) for block in blocks]
        for at, block in enumerate(blocks):
            setting = settings[at]
            if block.tag == f"{_W}bookmarkStart":
                loose.append(block.get(f"{_W}name", ""))
                continue
            if setting is not None:
                follows = settings[at + 1] if at + 1 < len(settings) else None
                new, after = self._paragraph(block, setting, (before, after, follows), room)
            elif block.tag == f"{_W}tbl":
                glued = before is not None and before.keep_next
                new, after = self._table(block, room, glued=glued, gap=after), 0.0
                if new and _keeps_next(block, self._formatting):
                    setting = Setting("", keep_next=True)
            else:
                continue
            if loose and new:
                new[0] = replace(new[0], places=(*loose, *new[0].places))
                loose = []
            made += new
            before = setting
        return made, after

    def _paragraph(
        self,
        block: Element,
        setting: Setting,
        around: tuple[Setting | None, float, Setting | None],
        room: _Room,
    ) -> tuple[list[Atom], float]:
        """Return the lines of a paragraph, and the space below it.

        Args:
            block: the `w:p`.
            setting: its own.
            around: the setting of what comes before and the space below that, and the setting of
                the paragraph that follows.
            room: where it stands.
        """
        before, space, follows = around
        lines = self.lines(block, setting, room.width)
        above, below = setting.before, setting.after
        if setting.contextual and before is not None and before.style == setting.style:
            above = 0.0
        if setting.contextual and follows is not None and follows.style == setting.style:
            below = 0.0
        if before is None or before.border != setting.border or before.left != setting.left:
            lines[0].height += setting.border[0]
        if follows is None or follows.border != setting.border or follows.left != setting.left:
            lines[-1].height += setting.border[1]
        made: list[Atom] = []
        begins = "page" if setting.begins_page else ""
        for at, line in enumerate(lines):
            second_or_last = setting.widows and at in (1, len(lines) - 1)
            glued = at > 0 and (setting.keep_lines or second_or_last)
            made.append(
                Atom(
                    line.height,
                    gap=0 if at else max(space, above),
                    notes=self._notes(line, room),
                    places=line.places,
                    glued=glued or (at == 0 and before is not None and before.keep_next),
                    begins=begins,
                )
            )
            begins = line.ends
        return made, below

    def _notes(self, line: Line, room: _Room) -> float:
        for id_ in line.notes:
            place = f"note {id_}"
            self.noted[id_] = place
            line.places.append(place)
        return sum(room.heights.get(id_, 0.0) for id_ in line.notes)

    def lines(self, block: Element, setting: Setting, width: float) -> list[Line]:
        """Return the lines of a paragraph."""
        made = Lines(self._formatting, setting, width, self._wanted, self._asked)
        return made.of(block)

    def _table(self, table: Element, room: _Room, *, glued: bool, gap: float) -> list[Atom]:
        """Return the rows of a table, those that may break by their lines."""
        properties = table.find("w:tblPr", NAMESPACES)
        margins = _margins(properties, self._formatting)
        made: list[Atom] = []
        head = 0.0
        grid = [
            attribute(column, "w:w") for column in table.iterfind("w:tblGrid/w:gridCol", NAMESPACES)
        ]
        for at, row in enumerate(table.iterfind("w:tr", NAMESPACES)):
            atoms = self._row(row, grid, margins, room)
            if row.find("w:trPr/w:tblHeader", NAMESPACES) is not None and head == sum(
                atom.height for atom in made
            ):
                head += sum(atom.height for atom in atoms)
                atoms = [replace(atom, glued=glued or at > 0) for atom in atoms]
            else:
                atoms = [replace(atom, head=head) for atom in atoms]
                atoms[0] = replace(atoms[0], glued=glued)
            if at == 0:
                atoms[0] = replace(atoms[0], gap=gap)
            made += atoms
            glued = _row_keeps_next(row, self._formatting)
        return made

    def _row(
        self,
        row: Element,
        grid: Sequence[float],
        margins: Mapping[str, float],
        room: _Room,
    ) -> list[Atom]:
        sides = margins["left"] + margins["right"]
        edges = (margins["top"] + margins["bottom"]) / TWIPS
        tallest: list[Atom] = []
        places: list[str | Element] = []
        notes = 0.0
        column = 0
        for cell in row.iterfind("w:tc", NAMESPACES):
            span = int(attribute(cell.find("w:tcPr/w:gridSpan", NAMESPACES), "w:val", 1))
            given = attribute(cell.find("w:tcPr/w:tcW", NAMESPACES), "w:w")
            width = given or sum(grid[column : column + span])
            column += span
            inside = replace(room, width=max((width - sides) / TWIPS, 20.0))
            atoms = self.closed(list(_blocks(cell)), inside)
            merged = cell.find("w:tcPr/w:vMerge", NAMESPACES)
            places += [place for atom in atoms for place in atom.places]
            notes += sum(atom.notes for atom in atoms)
            if merged is None and _height(atoms) > _height(tallest):
                tallest = atoms
        least = row.find("w:trPr/w:trHeight", NAMESPACES)
        height = max(_height(tallest) + edges, attribute(least, "w:val") / TWIPS, 1.0)
        if row.find("w:trPr/w:cantSplit", NAMESPACES) is not None or not tallest[1:]:
            return [Atom(height, notes=notes, places=places)]
        first, *others = (replace(atom, height=atom.height + atom.gap, gap=0) for atom in tallest)
        first = replace(first, height=first.height + edges, places=places, notes=notes)
        return [first, *(replace(atom, places=(), notes=0.0) for atom in others)]


def _height(atoms: Iterable[Atom]) -> float:
    return sum(atom.height + atom.gap for atom in atoms)


def _setting_of(block: Element, formatting: Formatting) -> Setting | None:
    if block.tag != f"{_W}p":
        return None
    return formatting.setting(block.find("w:pPr", NAMESPACES))


def _row_keeps_next(row: Element, formatting: Formatting) -> bool:
    first = row.find("w:tc/w:p", NAMESPACES)
    return first is not None and formatting.setting(first.find("w:pPr", NAMESPACES)).keep_next


def _keeps_next(table: Element, formatting: Formatting) -> bool:
    rows = table.findall("w:tr", NAMESPACES)
    return bool(rows) and _row_keeps_next(rows[-1], formatting)


def _margins(properties: Element | None, formatting: Formatting) -> dict[str, float]:
    """Return the rooms within the cells of a table, in twips."""
    result = {"left": CELL_MARGIN, "right": CELL_MARGIN, "top": 0.0, "bottom": 0.0}
    style = properties.find("w:tblStyle", NAMESPACES) if properties is not None else None
    own = properties.find("w:tblCellMar", NAMESPACES) if properties is not None else None
    named = formatting.cell_margins(style.get(f"{_W}val", "")) if style is not None else None
    for given in (named, own):
        for side in given if given is not None else ():
            name = str(side.tag).removeprefix(_W)
            name = {"start": "left", "end": "right"}.get(name, name)
            result[name] = attribute(side, "w:w")
    return result
