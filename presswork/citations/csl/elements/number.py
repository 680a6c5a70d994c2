"""`cs:number` (CSL 1.0.2, "Number")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations.csl import numbers, pages
from presswork.citations.csl.elements import variables
from presswork.citations.csl.look import Look, dress
from presswork.citations.csl.output import EMPTY, Rendered, Role, Run, Tagged, Use

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number variable.

    Args:
        name: the variable.
        form: `numeric`, `ordinal`, `long-ordinal` or `roman`.
        gender: that of the variable's term.
        look: formatting and affixes.
        page_format: the style's `page-range-format`.
    """

    name: str
    form: str
    gender: str
    look: Look
    page_format: str

    def render(self, context: Context) -> Rendered:
        """Return the numbers, or the text as it is if it holds more than numbers."""
        output = variables.output(self.name, context)
        if output is None:
            return EMPTY
        context.note(self.name)
        text = variables.plain(self.name, context)
        found = numbers.parse(text)
        if self.name in ("page", "page-first", "locator") and self.form == "numeric":
            output = pages.output(text, self.page_format, context.locale)
        elif found is not None:
            output = Run(numbers.write(found, self.form, context.locale, self.gender))
        if self.name == "citation-number":
            output = Tagged(Role.CITATION_NUMBER, context.item.key, (output,))
        elif self.name == "locator":
            output = Tagged(Role.LOCATOR, self.name, (output,))
        return Rendered(dress(output, self.look, context), Use.FILLED)
