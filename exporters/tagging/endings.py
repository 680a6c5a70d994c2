"""How lines end: with a space or a hyphen that no line of the source has.

A tagged PDF has a space between words, also where a line ends, and tells the hyphen of a word from
that of a line end (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5), or what is read out or copied runs words
together. WeasyPrint (70) takes the spaces away and writes one hyphen for both. Where white space is
kept, as in computer text, lines end as in the source unless they are too long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from weasyprint.formatting_structure import boxes

from .nodes import Ending

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    begun: dict[Element, Skip | None] = field(default_factory=dict)

    def read(self, line: Box) -> bool:
        """Read a line; those of an element come one after the other.

        Return whether the source has a line end where it ends, and that is kept.
        """
        begin = _places(self.begun.pop(line.element, None))
        end = _places(getattr(line, "resume_at", None))
        if not end:
            return False
        self.begun[line.element] = line.resume_at
        if line.style["white_space"] not in COLLAPSING:
            return _is_whole(line, begin, end)
        text, depth, is_spaced = _last_text(line)
        if text is None or text.style["white_space"] not in COLLAPSING:
            return False
        ending = Ending.SPACE if is_spaced else _ending(text, depth, begin, end)
        if ending:
            self.found[text] = ending
        return False


def _texts(line: Box) -> Iterator[tuple[Box, int]]:
    """Yield the texts of a line from its end, and in how many boxes each is."""
    waiting = [(line, 0)]
    while waiting:
        box, depth = waiting.pop()
        if isinstance(box, boxes.TextBox):
            yield box, depth
        elif isinstance(box, boxes.LineBox | boxes.InlineBox):
            waiting += [(child, depth + 1) for child in box.children if child.is_in_normal_flow()]
        else:
            return


def _last_text(line: Box) -> tuple[Box | None, int, bool]:
    """Return the last text of a line, in how many boxes it is, and whether a space followed it."""
    is_spaced = False
    for text, depth in _texts(line):
        if text.text.strip(" "):
            return text, depth, is_spaced
        is_spaced = True
    return None, 0, is_spaced


def _is_whole(line: Box, begin: Places, end: Places) -> bool:
    """Tell whether a line that keeps its white space ends where the source has a line end.

    That is consumed and not shown; nothing is where a line goes on in the next.
    """
    if len(end) == 1:
        return False
    text, depth = next(_texts(line), (None, 0))
    shown = len(text.text.encode()) if text and len(end) == depth + 1 else 0
    begun = begin[-1] if begin[:-1] == end[:-1] else 0
    consumed = end[-1] - begun
    # A place in another block of lines of the same element tells nothing.
    return (end[-1] if consumed < shown else consumed) > shown


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
