"""`cs:group` (CSL 1.0.2, "Group")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations.csl.elements.base import Element, render_all
from presswork.citations.csl.look import Look, dress
from presswork.citations.csl.output import EMPTY, Rendered, Use

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Elements that are shown together, and not at all if all variables in them are empty."""

    children: tuple[Element, ...]
    delimiter: str
    look: Look

    def render(self, context: Context) -> Rendered:
        """Return the elements with the delimiter between them."""
        output, use = render_all(self.children, context, self.delimiter)
        if use is Use.EMPTY:
            return EMPTY
        if output is None:
            return Rendered(None, use)
        return Rendered(dress(output, self.look, context), Use.FILLED)
