"""Paragraphs: a style, what direct formatting a place needs, and runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from .xml import NAMESPACES, qualified, w

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

    from .styles import Role, Styles


@dataclass(frozen=True, slots=True)
class Layout:
    """What a paragraph has beside its style.

    Args:
        keep_next: whether it stays on one page with the next paragraph.
        numbering: the id of the list and the level, from 0; `(0, 0)` takes a style's number away.
        spaced: whether space stands between items of one style.
        indent: the indent of the start, in twips.
        hanging: how far the first line stands out of the indent, in twips.
        alignment: where it is not that of the style.
        tab: a tab stop, in twips.
        boxed: whether a line is drawn around it.
        backward: whether it runs from right to left; None for as its style does.
    """

    keep_next: bool = False
    numbering: tuple[int, int] | None = None
    spaced: bool = False
    indent: int = 0
    hanging: int = 0
    alignment: Literal["center", "end"] | None = None
    tab: int = 0
    boxed: bool = False
    backward: bool | None = None


PLAIN = Layout()


def paragraph(
    role: Role, styles: Styles, content: Iterable[Element], layout: Layout = PLAIN
) -> Element:
    """Return a `w:p`, its properties in the order of the schema (ISO/IEC 29500-1, 17.3.1.26)."""
    level = layout.numbering
    properties = w(
        "pPr",
        w("pStyle", val=styles[role]),
        w("keepNext") if layout.keep_next else None,
        w("numPr", w("ilvl", val=level[1]), w("numId", val=level[0])) if level else None,
        _box() if layout.boxed else None,
        w("tabs", w("tab", val="left", pos=layout.tab)) if layout.tab else None,
        w("bidi", val=int(layout.backward)) if layout.backward is not None else None,
        _indent(layout),
        w("contextualSpacing", val=0) if layout.spaced else None,
        w("jc", val="right" if layout.alignment == "end" else layout.alignment)
        if layout.alignment
        else None,
    )
    return w("p", properties, *content)


BOX: Final = 180
"""How far the words of a box stand in, so that its lines keep to the text's width, in twips."""


def _box() -> Element:
    sides = ("top", "left", "bottom", "right")
    return w("pBdr", *(w(side, val="single", sz=4, space=8, color="B9BCC2") for side in sides))


def _indent(layout: Layout) -> Element | None:
    if layout.boxed:
        return w("ind", left=layout.indent + BOX, right=BOX)
    if not layout.indent:
        return None
    if layout.hanging:
        return w("ind", left=layout.indent, hanging=layout.hanging)
    return w("ind", left=layout.indent)


def keep_with_next(made: Element) -> None:
    """Keep a paragraph on one page with the next."""
    style = made.find("w:pPr/w:pStyle", NAMESPACES)
    if style is not None:
        style.addnext(w("keepNext"))


def leave_room(made: Element, room: int) -> None:
    """Leave room below a paragraph, in twips, whatever its style leaves."""
    properties = made.find("w:pPr", NAMESPACES)
    if properties is not None:
        place = sum(each.tag not in _AFTER_SPACING for each in properties)
        properties.insert(place, w("spacing", after=room))


_AFTER_SPACING: Final = frozenset(
    qualified(f"w:{name}") for name in ("ind", "contextualSpacing", "jc")
)
"""What the schema wants behind `w:spacing` (17.3.1.26), of what paragraphs of ours have."""


def begin_page(made: Element) -> None:
    """Make a paragraph the first of its page."""
    properties = made.find("w:pPr", NAMESPACES)
    if properties is not None:
        before = [properties.find(f"w:{name}", NAMESPACES) for name in ("pStyle", "keepNext")]
        properties.insert(sum(found is not None for found in before), w("pageBreakBefore"))
