"""Lists: the definitions in `word/numbering.xml` that make them real lists (17.9)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .story import LIST_INDENT
from .styles import HEADINGS, Role
from .xml import NAMESPACES, qualified, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from presswork.document import OrderedList
    from presswork.numerals import Numeral

    from .headings import Series
    from .styles import Styles

LEVELS: Final = 9
"""How many levels a list of Word has."""

BULLETS: Final = ("\N{BULLET}", "\N{EN DASH}", "\N{BLACK SMALL SQUARE}")
"""The signs before the items of lists, and of lists within them."""

HEADING_ROOM: Final = 200
"""The width of each part of a heading's number, in twips."""

FORMATS: Final[Mapping[Numeral, str]] = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
"""The words of CSS for numerals, and those of WordprocessingML (17.18.59)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A numbered list that was written, which another one may go on with.

    Args:
        numbering: the id of its numbering and its level, from 0.
        numeral: how its numbers are written.
        following: the number that would come next.
    """

    numbering: tuple[int, int]
    numeral: Numeral
    following: int


class Numbering:
    """The list definitions of a file: those of the template's list styles, and what is added.

    Numberings of one definition share its counters (17.9.15), so that a list goes on only where
    no other of its definition came between, and one within another has a definition of its own
    where it is on the same level: in the cell of a table, or in a note.
    """

    def __init__(self, root: Element, styles: Styles) -> None:
        """Take over the template's definitions.

        Args:
            root: the `w:numbering` element.
            styles: the styles, which may name definitions.
        """
        self._root = root
        self._styles = styles
        self._abstracts: dict[str, list[int]] = {}
        self._open: set[tuple[int, int]] = set()
        self._last: dict[tuple[int, int], int] = {}
        self._of_number: dict[int, int] = {}
        self._of_headings: dict[Series, int] = {}
        self._next_abstract = 1 + max(self._ids("w:abstractNum", "w:abstractNumId"), default=0)
        self._next = 1 + max(self._ids("w:num", "w:numId"), default=0)
        self._bullets: dict[int, int] = {}

    def bullets(self, level: int) -> tuple[int, int]:
        """Return the id of the numbering of bullet lists and their level, from 0.

        Args:
            level: how many lists one is inside of.
        """
        level = min(level, LEVELS - 1)
        if level not in self._bullets:
            named = self._named(Role.LIST_BULLET)
            if named is not None and self._level(named[1], level) is not None:
                self._bullets[level] = named[0]
            else:
                own = [number for number in self._bullets.values() if number in self._of_number]
                made = own[0] if own else self._add(self._add_abstract("bullet"))
                self._bullets[level] = made
        return self._bullets[level], level

    def ordered(
        self, ordered: OrderedList, level: int, before: Counted | None = None
    ) -> tuple[int, int]:
        """Return the id of the numbering of a list and its level, from 0; see `close`.

        Args:
            ordered: the list.
            level: how many lists it is inside of.
            before: a list before it, with which it goes on if it counts on from there.
        """
        level = min(level, LEVELS - 1)
        if before is not None and self._goes_on(ordered, level, before):
            number = before.numbering[0]
        else:
            number = self._add(self._free_abstract(ordered.numeral, level), level, ordered.start)
        abstract = self._of_number[number]
        self._open.add((abstract, level))
        self._last[abstract, level] = number
        return number, level

    def close(self, numbering: tuple[int, int]) -> None:
        """Say that all items of a numbered list are written."""
        number, level = numbering
        self._open.discard((self._of_number[number], level))

    def _goes_on(self, ordered: OrderedList, level: int, before: Counted) -> bool:
        number, level_before = before.numbering
        return (
            ordered.start == before.following
            and ordered.numeral == before.numeral
            and level == level_before
            and self._last[self._of_number[number], level] == number
        )

    def headings(self, series: Series) -> int:
        """Return the id of the numbering of a series of headings: 1, 1.1, or A, A.1."""
        if series not in self._of_headings:
            levels = [self._heading_level(series, role, at) for at, role in enumerate(HEADINGS, 1)]
            self._of_headings[series] = self._add(self._insert_abstract(levels))
        return self._of_headings[series]

    def _heading_level(self, series: Series, role: Role, level: int) -> Element:
        room = HEADING_ROOM * (level + 1)
        parts = range(min(series.first, level), level + 1)
        lettered = series.lettered and level == series.first
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="upperLetter" if lettered else "decimal"),
            None if series.lettered else w("pStyle", val=self._styles[role]),
            w("lvlText", val=".".join(f"%{part}" for part in parts)),
            w("lvlJc", val="left"),
            w("pPr", w("tabs", w("tab", val="num", pos=room)), w("ind", left=room, hanging=room)),
            ilvl=level - 1,
        )

    def _free_abstract(self, numeral: Numeral, level: int) -> int:
        """Return a definition that no list which is being written uses on this level."""
        known = self._abstracts.setdefault(numeral, self._named_abstracts(numeral))
        for abstract in known:
            if (abstract, level) not in self._open and self._level(abstract, level) is not None:
                return abstract
        made = self._add_abstract(FORMATS[numeral])
        known.append(made)
        return made

    def _named_abstracts(self, numeral: Numeral) -> list[int]:
        """Return the definition of the template's numbered list, if it writes numbers so."""
        named = self._named(Role.LIST_NUMBER)
        first = self._level(named[1], 0) if named else None
        if named is None or first is None:
            return []
        form = first.find("w:numFmt", NAMESPACES)
        written = "decimal" if form is None else form.get(qualified("w:val"))
        return [named[1]] if written == FORMATS[numeral] else []

    def _named(self, role: Role) -> tuple[int, int] | None:
        """Return the ids of the numbering that a style names and of its definition."""
        number = self._styles.numbering_of(role)
        for num in self._root.iterfind("w:num", NAMESPACES):
            abstract = num.find("w:abstractNumId", NAMESPACES)
            if num.get(qualified("w:numId")) == number and abstract is not None:
                return int(number or 0), int(abstract.get(qualified("w:val"), "0"))
        return None

    def _level(self, abstract: int, level: int) -> Element | None:
        """Return the `w:lvl` of a definition, or of the list style that it stands for."""
        found = self._abstract_element(abstract)
        link = None if found is None else found.find("w:numStyleLink", NAMESPACES)
        if link is not None:
            name = link.get(qualified("w:val"))
            for other in self._root.iterfind("w:abstractNum", NAMESPACES):
                style = other.find("w:styleLink", NAMESPACES)
                if style is not None and style.get(qualified("w:val")) == name:
                    found = other
        for each in found.iterfind("w:lvl", NAMESPACES) if found is not None else ():
            if each.get(qualified("w:ilvl")) == str(level):
                return each
        return None

    def _abstract_element(self, number: int) -> Element | None:
        for abstract in self._root.iterfind("w:abstractNum", NAMESPACES):
            if abstract.get(qualified("w:abstractNumId")) == str(number):
                return abstract
        return None

    def _add_abstract(self, form: str) -> int:
        """Add a definition of nine levels with the indents of the template's list."""
        named = self._named(Role.LIST_BULLET if form == "bullet" else Role.LIST_NUMBER)
        levels = []
        for index in range(LEVELS):
            sign = BULLETS[index % len(BULLETS)] if form == "bullet" else f"%{index + 1}."
            level = w(
                "lvl",
                w("start", val=1),
                w("numFmt", val=form),
                w("lvlText", val=sign),
                w("lvlJc", val="left"),
                ilvl=index,
            )
            level.append(self._indent(named[1] if named else None, index))
            levels.append(level)
        return self._insert_abstract(levels)

    def _indent(self, model: int | None, index: int) -> Element:
        level = self._level(model, index) if model is not None else None
        properties = level.find("w:pPr", NAMESPACES) if level is not None else None
        if properties is not None:
            return deepcopy(properties)
        return w("pPr", w("ind", left=LIST_INDENT * (index + 1), hanging=LIST_INDENT))

    def _insert_abstract(self, levels: list[Element]) -> int:
        """Put the definition before the first `w:num`, where the schema wants it (17.9.17)."""
        number = self._next_abstract
        self._next_abstract += 1
        abstract = w(
            "abstractNum",
            w("nsid", val=f"{0x50530000 + number:08X}"),
            w("multiLevelType", val="multilevel"),
            *levels,
            abstractNumId=number,
        )
        first = self._root.find("w:num", NAMESPACES)
        place = len(self._root) if first is None else self._root.index(first)
        self._root.insert(place, abstract)
        return number

    def _add(self, abstract: int, level: int | None = None, start: int = 1) -> int:
        number = self._next
        self._next += 1
        override = (
            None
            if level is None
            else w("lvlOverride", w("startOverride", val=start), ilvl=min(level, LEVELS - 1))
        )
        self._root.append(w("num", w("abstractNumId", val=abstract), override, numId=number))
        self._of_number[number] = abstract
        return number

    def _ids(self, name: str, attribute: str) -> list[int]:
        return [
            int(found.get(qualified(attribute), "0"))
            for found in self._root.iterfind(name, NAMESPACES)
        ]
