"""Lists: which numbers stand before paragraphs, and how they are written (17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.readers.docx.xml import all_of, attribute, val

if TYPE_CHECKING:
    from lxml import etree

    from presswork.numerals import Numeral

_WHOLE: Final = re.compile(r"[0-9]{1,6}")
_NUMERALS: Final[dict[str, Numeral]] = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "ordinal": "decimal",
    "cardinalText": "decimal",
    "ordinalText": "decimal",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Args:
        numeral: how its numbers are written; None for bullets.
        start: the first number.
        bare: whether nothing is written at all.
    """

    numeral: Numeral | None
    start: int = 1
    bare: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a file.

    Args:
        levels: of each numbering, by its id.
        abstract: the definition that each numbering follows; those of one count together.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    overridden: set[tuple[str, int]] = field(default_factory=set)

    def level(self, number: str, place: int) -> Level | None:
        """Return a level of a numbering; None where there is none, or it is switched off."""
        if number == "0" or number not in self.levels:
            return None
        return self.levels[number].get(place, Level(None))


def read(root: etree._Element | None) -> Numbering:
    """Read the part with the lists."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {
        attribute(each, "abstractNumId") or "": _levels(each)
        for each in all_of(root, "w:abstractNum")
    }
    for each in all_of(root, "w:num"):
        identifier = attribute(each, "numId") or ""
        base = val(each, "w:abstractNumId") or ""
        levels = dict(abstract.get(base, {}))
        for override in all_of(each, "w:lvlOverride"):
            place = _number(attribute(override, "ilvl"), 0)
            levels |= _levels(override)
            start = val(override, "w:startOverride")
            if start is not None:
                old = levels.get(place, Level("decimal"))
                levels[place] = Level(old.numeral, _number(start, 1), old.bare)
                numbering.overridden.add((identifier, place))
        numbering.levels[identifier] = levels
        numbering.abstract[identifier] = base
    return numbering


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for each in all_of(element, "w:lvl"):
        place = _number(attribute(each, "ilvl"), 0)
        form = val(each, "w:numFmt") or "decimal"
        start = _number(val(each, "w:start"), 1)
        text = val(each, "w:lvlText")
        bare = form == "none" or (text is not None and not text.strip())
        numeral = None if form in {"bullet", "none"} else _NUMERALS.get(form, "decimal")
        found[place] = Level(numeral, start, bare)
    return found


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise
