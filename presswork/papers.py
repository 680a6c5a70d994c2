"""Sizes of paper, by the names that people call them by."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper, in millimetres, as it is held to be read."""

    name: str
    width: float
    height: float


A4: Final = Paper("a4", 210, 297)
LETTER: Final = Paper("letter", 215.9, 279.4)

PAPERS: Final[Mapping[str, Paper]] = MappingProxyType(
    {
        paper.name: paper
        for paper in (
            A4,
            LETTER,
            Paper("a5", 148, 210),
            Paper("legal", 215.9, 355.6),
            Paper("a3", 297, 420),
            Paper("tabloid", 279.4, 431.8),
            Paper("a2", 420, 594),
            Paper("a1", 594, 841),
            Paper("a0", 841, 1189),
        )
    }
)
"""ISO 216, and what is used in its place in North America (ANSI/ASME Y14.1, and legal)."""

_HALVES: Final = MappingProxyType(
    {"a0": "a1", "a1": "a2", "a2": "a3", "a3": "a4", "a4": "a5", "tabloid": "letter"}
)


_PANEL: Final = "-panel"
"""The end of the names of pages of leaflets."""

PANELS: Final = 6
"""How many pages a leaflet has that is folded twice."""


def half(paper: Paper) -> Paper:
    """Return the page of a booklet whose sheets are folded once."""
    if paper.name in _HALVES:
        return PAPERS[_HALVES[paper.name]]
    return Paper(f"half-{paper.name}", paper.height / 2, paper.width)


def panel(paper: Paper) -> Paper:
    """Return the page of a leaflet whose sheets lie across and are folded twice."""
    return Paper(f"{paper.name}{_PANEL}", paper.height / 3, paper.width)


def is_panel(paper: Paper) -> bool:
    """Tell whether a paper is a page of a leaflet."""
    return paper.name.endswith(_PANEL)
