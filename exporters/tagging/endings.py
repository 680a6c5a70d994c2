"""How lines end: with a space or a hyphen that no line of the source has.

A tagged PDF has a space between words, also where a line ends, and tells the hyphen of a word from
that of a line end (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5), or what is read out or copied runs words
together. WeasyPrint (70) takes the spaces away and writes one hyphen for both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from weasyprint.formatting_structure import boxes

from .nodes import Ending

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint.formatting_structure.boxes import Box

Skip: TypeAlias = "dict[int, Skip | None]"
"""Where a line begins, as WeasyPrint says it."""

Places: TypeAlias = tuple[int, ...]

COLLAPSING: Final = frozenset({"normal", "nowrap", "pre-line"})
"""The ways to treat white space that take it away at the end of a line."""

OPPORTUNITIES: Final = frozenset("-/\N{HYPHEN}\N{EN DASH}\N{EM DASH}\N{ZERO WIDTH SPACE}")
"""The characters after which a line may end without a space (UAX 14)."""

IDEOGRAPHS: Final = "\N{CJK RADICAL REPEAT}"
"""The first of the characters of scripts that have no spaces between words."""


@dataclass(slots=True)
class LineEnds:
    """Finds out how lines end.

    Args:
        found: how the lines end whose last text is named; others need nothing.
        begun: where the line begins that comes next in an element; its first is not named.
    """

    found: dict[Box, Ending] = field(default_factory=dict)
    begun: dict[Element, Skip] = field(default_factory=dict)

    def read(self, line: Box) -> None:
        """Read a line; those of an element come one after the other."""
        begin = self.begun.pop(line.element, None)
        end = getattr(line, "resume_at", None)
        if end is None:
            return
        self.begun[line.element] = end
        text, depth, is_spaced = _last_text(line)
        if text is None or text.style["white_space"] not in COLLAPSING:
            return
        ending = Ending.SPACE if is_spaced else _ending(text, depth, _places(begin), _places(end))
        if ending:
            self.found[text] = ending


def _last_text(line: Box) -> tuple[Box | None, int, bool]:
    """Return the last text of a line, in how many boxes it is, and whether a space followed it."""
    is_spaced, depth, waiting = False, 0, [(line, 0)]
    while waiting:
        box, depth = waiting.pop()
        if isinstance(box, boxes.TextBox):
            if box.text.strip(" "):
                return box, depth, is_spaced
            is_spaced = True
        elif isinstance(box, boxes.LineBox | boxes.InlineBox):
            waiting += [(child, depth + 1) for child in box.children if child.is_in_normal_flow()]
        else:
            break
    return None, depth, is_spaced


def _ending(text: Box, depth: int, begin: Places, end: Places) -> Ending | None:
    """Return how a line ends with a text that stands in so many boxes."""
    shown = text.text
    if shown.endswith(" "):
        return None
    if len(end) != depth + 1:
        # The next line begins with another text.
        return None if shown[-1] in OPPORTUNITIES or shown[-1] >= IDEOGRAPHS else Ending.SPACE
    begun = begin[-1] if begin[:-1] == end[:-1] else 0
    consumed, length = end[-1] - begun, len(shown.encode())
    hyphen = text.style["hyphenate_character"]
    if consumed < length and len(hyphen) == 1 and shown.endswith(hyphen):
        return Ending.HYPHEN
    return Ending.SPACE if consumed > length else None


def _places(skip: Skip | None) -> Places:
    """Return where a line begins: the place of a box in each box, and of a byte in a text."""
    places: list[int] = []
    while skip:
        ((index, skip),) = skip.items()
        places.append(index)
    return tuple(places)
