"""One cite, entry or sort key: a layout rendered for an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations.csl import richtext, textcase
from presswork.citations.csl.context import NO_HINTS, Cite, Context, Hints, Names
from presswork.citations.csl.elements.base import render_all, render_parts
from presswork.citations.csl.output import (
    Output,
    Placed,
    Role,
    Run,
    Sequence,
    Tagged,
    first,
    joined,
    mapped,
    runs,
    text_of,
)

if TYPE_CHECKING:
    from presswork.citations.csl.item import Item
    from presswork.citations.csl.style import SortKey, Style
    from presswork.inlines import Inlines


@dataclass(slots=True)
class Renderer:
    """Renders items in a style.

    Args:
        style: the style.
        hints: what disambiguation found for each item.
        numbers: the number of each item in the bibliography.
    """

    style: Style
    hints: dict[str, Hints]
    numbers: dict[str, int]

    def context(self, item: Item, cite: Cite, *, in_bibliography: bool = False) -> Context:
        """Return the state that a rendering starts with."""
        locale = self.style.locale
        hints = self.hints.get(item.key, NO_HINTS)
        context = Context(locale, item, cite, hints, in_bibliography)
        context.language = item.language or locale.language
        context.given = dict(hints.given) if hints.given else {}
        return context

    def cite(self, item: Item, cite: Cite, names: Names = Names.ALL) -> Output | None:
        """Return a cite without its prefix and suffix."""
        return self.cite_in(self.cite_context(item, cite, names))

    def cite_context(self, item: Item, cite: Cite, names: Names = Names.ALL) -> Context:
        """Return the state in which a cite is rendered."""
        context = self.context(item, cite)
        context.names = Names.SUPPRESSED if names is Names.SUPPRESSED else Names.ALL
        rules = self.style.citation
        context.year_suffix_implied = not rules.has_year_suffix
        return context

    def cite_in(self, context: Context) -> Output | None:
        """Return the cite of a context."""
        return render_all(self.style.citation.layout.children, context).output

    def author_of(self, item: Item, cite: Cite) -> Output | None:
        """Return the names of a cite alone."""
        output = self.cite(item, cite)
        return first(output, Role.NAMES)

    def entry(self, item: Item) -> Output | None:
        """Return a bibliography entry, without the affixes of the layout."""
        rules = self.style.bibliography
        if rules is None:
            return None
        number = self.numbers.get(item.key, 0)
        context = self.context(item, Cite(number=number), in_bibliography=True)
        context.year_suffix_implied = not rules.has_year_suffix and not (
            self.style.citation.has_year_suffix
        )
        if not rules.spacing.second_field_align:
            output = render_all(rules.layout.children, context).output
            return output and with_capital_term(output)
        return _aligned(render_parts(rules.layout.children, context)[0])

    def sort_text(self, key: SortKey, item: Item, *, in_bibliography: bool) -> str:
        """Return the text that an item is sorted by."""
        cite = Cite(number=self.numbers.get(item.key, 0))
        context = self.context(item, cite, in_bibliography=in_bibliography)
        context.sorting = key.names
        return text_of(key.element.render(context).output)


def with_capital_term(output: Output) -> Output:
    """Return output that, if it begins with a term, begins with a capital."""
    term = first(output, Role.TERM)
    if term is None or next(runs(output), None) is not next(runs(term), None):
        return output
    raised = textcase.apply(term, "capitalize-first", language="en")
    return mapped(output, lambda part: raised if part is term else None)


def _aligned(parts: list[Output]) -> Output | None:
    """Put the first field into the margin (CSL 1.0.2, "Whitespace", `second-field-align`)."""
    if len(parts) < 2:  # noqa: PLR2004 - there is no second field
        return joined(parts)
    first_field, *rest = parts
    return Sequence((Placed("left-margin", (first_field,)), Placed("right-inline", tuple(rest))))


def with_affixes(output: Output | None, prefix: Inlines, suffix: Inlines) -> Output | None:
    """Return a cite with what the author wrote around it."""
    before, after = richtext.output_of(prefix), richtext.output_of(suffix)
    parts: list[Output] = []
    if before is not None:
        parts.append(before)
        if not text_of(before)[-1:].isspace() and text_of(before)[-1:] not in "([{“‘-—–":
            parts.append(Run(" "))
    if output is not None:
        parts.append(output)
    if after is not None:
        if text_of(after)[:1].isalnum() or text_of(after)[:1] in "([{“‘":
            parts.append(Run(" "))
        parts.append(after)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def of_item(key: str, output: Output) -> Output:
    """Return a cite marked as standing for its item."""
    return Tagged(Role.ITEM, key, (output,))
