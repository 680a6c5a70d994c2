"""Lists: the definitions in `word/numbering.xml` that make them real lists (17.9)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from .styles import HEADINGS, Role
from .xml import NAMESPACES, qualified, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from presswork.document import OrderedList
    from presswork.numerals import Numeral

    from .styles import Styles

LEVELS: Final = 9
"""How many levels a list of Word has."""

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


class Numbering:
    """The list definitions of a file: those of the template's list styles, and what is added."""

    def __init__(self, root: Element, styles: Styles) -> None:
        """Take over the template's definitions.

        Args:
            root: the `w:numbering` element.
            styles: the styles, which may name definitions.
        """
        self._root = root
        self._styles = styles
        self._abstract_by_numeral: dict[str, int] = {}
        self._bullets: int | None = None
        self._next_abstract = 1 + max(self._ids("w:abstractNum", "w:abstractNumId"), default=0)
        self._next = 1 + max(self._ids("w:num", "w:numId"), default=0)

    def bullets(self) -> int:
        """Return the id of the numbering of all bullet lists."""
        if self._bullets is None:
            named = self._styles.numbering_of(Role.LIST_BULLET)
            self._bullets = int(named) if named else self._add(self._add_abstract("bullet"))
        return self._bullets

    def ordered(self, ordered: OrderedList, level: int) -> int:
        """Return the id of a numbering for this list alone, which begins at its start.

        Args:
            ordered: the list.
            level: how many lists it is inside of.
        """
        return self._add(self._abstract(ordered.numeral), level, ordered.start)

    def headings(self) -> int:
        """Return the id of a numbering of headings: 1, 1.1, 1.1.1."""
        levels = []
        for index, role in enumerate(HEADINGS):
            room = HEADING_ROOM * (index + 2)
            indent = w("ind", left=room, hanging=room)
            label = ".".join(f"%{number + 1}" for number in range(index + 1))
            levels.append(
                w(
                    "lvl",
                    w("start", val=1),
                    w("numFmt", val="decimal"),
                    w("pStyle", val=self._styles[role]),
                    w("lvlText", val=label),
                    w("lvlJc", val="left"),
                    w("pPr", w("tabs", w("tab", val="num", pos=room)), indent),
                    ilvl=index,
                )
            )
        return self._add(self._insert_abstract(levels))

    def _abstract(self, numeral: Numeral) -> int:
        if numeral not in self._abstract_by_numeral:
            named = self._styles.numbering_of(Role.LIST_NUMBER) if numeral == "decimal" else None
            found = self._abstract_of(named) if named else None
            self._abstract_by_numeral[numeral] = found or self._add_abstract(FORMATS[numeral])
        return self._abstract_by_numeral[numeral]

    def _abstract_of(self, number: str) -> int | None:
        for num in self._root.iterfind("w:num", NAMESPACES):
            abstract = num.find("w:abstractNumId", NAMESPACES)
            if num.get(qualified("w:numId")) == number and abstract is not None:
                return int(abstract.get(qualified("w:val"), "0"))
        return None

    def _add_abstract(self, form: str) -> int:
        """Add a definition of nine levels with the indents of the template's numbered list."""
        named = self._styles.numbering_of(Role.LIST_NUMBER)
        model = self._abstract_of(named) if named else None
        levels = []
        for index in range(LEVELS):
            level = w(
                "lvl",
                w("start", val=1),
                w("numFmt", val=form),
                w("lvlText", val="•" if form == "bullet" else f"%{index + 1}."),
                w("lvlJc", val="left"),
                ilvl=index,
            )
            level.append(self._level_indent(model, index))
            levels.append(level)
        return self._insert_abstract(levels)

    def _level_indent(self, model: int | None, index: int) -> Element:
        for abstract in self._root.iterfind("w:abstractNum", NAMESPACES):
            if abstract.get(qualified("w:abstractNumId")) != str(model):
                continue
            for level in abstract.iterfind("w:lvl", NAMESPACES):
                properties = level.find("w:pPr", NAMESPACES)
                if level.get(qualified("w:ilvl")) == str(index) and properties is not None:
                    return deepcopy(properties)
        return w("pPr", w("ind", left=400 * (index + 1), hanging=400))

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
        made = w("num", w("abstractNumId", val=abstract), override, numId=number)
        self._root.append(made)
        return number

    def _ids(self, name: str, attribute: str) -> list[int]:
        return [
            int(found.get(qualified(attribute), "0"))
            for found in self._root.iterfind(name, NAMESPACES)
        ]
