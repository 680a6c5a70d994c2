"""`cs:label` (CSL 1.0.2, "Label")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.citations.csl import numbers, pages
from presswork.citations.csl.elements import variables
from presswork.citations.csl.look import Look, dress
from presswork.citations.csl.output import EMPTY, NOTHING, Rendered, Run, Use

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context

COUNTS: Final = frozenset({"number-of-pages", "number-of-volumes"})
"""Variables that are plural from two on."""


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """The term for a variable.

    Args:
        variable: `locator`, `page` or a number variable.
        form: the term's form.
        plural: `contextual`, `always` or `never`.
        look: formatting and affixes.
    """

    variable: str
    form: str
    plural: str
    look: Look

    def render(self, context: Context) -> Rendered:
        """Return the term, if the variable is not empty."""
        value = variables.plain(self.variable, context)
        use = Use.NONE if value else Use.EMPTY
        name = context.cite.label if self.variable == "locator" else self.variable
        text = self.term(name, context, plural=is_plural(self.variable, value, context))
        if not text:
            return Rendered(None, use)
        return Rendered(dress(Run(text), self.look, context), use)

    def term(self, name: str, context: Context, *, plural: bool) -> str:
        """Return the term of a name, in the number that is asked for."""
        many = self.plural == "always" or (self.plural == "contextual" and plural)
        return context.locale.term(name, self.form, plural=many)


def is_plural(variable: str, value: str, context: Context) -> bool:
    """Tell whether a variable's content is more than one (CSL 1.0.2, "Label", `plural`)."""
    found = numbers.parse(value)
    if variable in COUNTS:
        return found is not None and (found.plural or found.parts[0] not in ("0", "1"))
    if found is not None:
        return found.plural
    return pages.is_range(value) or numbers.is_list(value, context.locale.term("and"))
