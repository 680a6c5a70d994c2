"""Variables that belong to the cite rather than to the item, beside those of the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.citations.csl import label
from presswork.citations.csl.output import Output, Run

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context

OF_THE_CITE: Final = frozenset(
    {"locator", "citation-number", "first-reference-note-number", "year-suffix", "citation-label"}
)


def plain(variable: str, context: Context) -> str:
    """Return a variable's characters; empty where it is."""
    if variable in context.suppressed:
        return ""
    cite = context.cite
    match variable:
        case "locator":
            return "" if context.locator_done else cite.locator
        case "citation-number":
            return str(cite.number) if cite.number else ""
        case "first-reference-note-number":
            return str(cite.first_note) if cite.first_note else ""
        case "year-suffix":
            return context.hints.year_suffix
        case "citation-label":
            return context.item.plain(variable) or label.of(context.item)
        case _:
            return context.item.plain(variable)


def output(variable: str, context: Context) -> Output | None:
    """Return a variable as output; None where it is empty."""
    if variable in OF_THE_CITE:
        text = plain(variable, context)
        return Run(text) if text else None
    return None if variable in context.suppressed else context.item.text(variable)
