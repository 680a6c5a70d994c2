"""What takes the most room in a handout: its figures, its tables and its sections."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from exporters.boxes import MILLIMETRES_A_PIXEL, sheet_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

FLOATS: Final = frozenset({"figure", "table"})
HEADINGS: Final = frozenset({"h1", "h2"})

TOLD: Final = 3
"""How many parts are told of."""

LONGEST_NAME: Final = 40
"""How many characters the name of a part has at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a handout.

    Args:
        name: what it is called: `Figure 1`, or the heading of a section in quotation marks.
        height: how much of the page's height it takes, in millimetres; half as much of one of two
            columns.
    """

    name: str
    height: float


def largest_parts(pages: Iterable[weasyprint.Page]) -> tuple[Part, ...]:
    """Return the parts that take the most room, the largest first."""
    heights: defaultdict[str, float] = defaultdict(float)
    section = ""
    for page in pages:
        sheet = sheet_of(page)
        for box in _leaves(sheet.children[0]):
            if box.element_tag in HEADINGS:
                section = _quoted(box)
            share = min(box.margin_width() / sheet.width, 1) if sheet.width else 0
            height = box.margin_height() * share * MILLIMETRES_A_PIXEL
            heights[_label(box) if box.element_tag in FLOATS else section] += height
    heights.pop("", None)
    found = (Part(name, height) for name, height in heights.items())
    return tuple(nlargest(TOLD, found, key=lambda part: part.height))


def _leaves(box: Box) -> Iterator[Box]:
    """Yield figures, tables, and what holds lines, in their order."""
    children = getattr(box, "children", ())
    holds_lines = any(type(child).__name__ == "LineBox" for child in children)
    if box.element_tag in FLOATS or holds_lines or not children:
        yield box
    else:
        for child in children:
            yield from _leaves(child)


def _quoted(heading: Box) -> str:
    words = " ".join("".join(texts(heading)).split())
    return f"'{shorten(words, LONGEST_NAME, placeholder='…')}'" if words else ""


def _label(box: Box) -> str:
    """Return for example `Figure 1`; the caption of a table stands within it."""
    labels = (part for part in box.descendants() if _is_label(part))
    label = next(labels, None)
    said = "".join(texts(label)) if label else ""
    return " ".join(said.split()).rstrip(".:") or f"a {box.element_tag} without a number"


def _is_label(box: Box) -> bool:
    return box.element is not None and box.element.get("class") == "label"
