"""Putting on what an element's attributes ask for: case, format, quotes, affixes, display."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presswork.citations import textcase
from presswork.citations.output import Displayed, Formatted, Quoted, frame, map_text, run
from presswork.citations.style import PLAIN

if TYPE_CHECKING:
    from presswork.citations.output import Runs
    from presswork.citations.style import Dress


def put_on(runs: Runs, dress: Dress, *, english: bool = True) -> Runs:
    """Return the output as an element's attributes dress it; nothing stays nothing.

    Affixes stay outside the format (CSL 1.0.2, "Affixes"), and quotation marks within the affixes.

    Args:
        runs: the output of the element's content.
        dress: the element's attributes.
        english: whether title case applies.
    """
    if dress is PLAIN or not runs:
        return runs
    if dress.strip_periods:
        runs = map_text(runs, lambda text: text.replace(".", ""))
    if dress.text_case:
        runs = textcase.apply(runs, dress.text_case, english=english)
    if dress.formatting is not None:
        runs = frame(runs, Formatted(dress.formatting))
    if dress.quotes:
        runs = frame(runs, Quoted())
    if dress.prefix or dress.suffix:
        runs = (*run(dress.prefix), *runs, *run(dress.suffix))
    if dress.display:
        runs = frame(runs, Displayed(dress.display))
    return runs


def put_on_layout(runs: Runs, dress: Dress) -> Runs:
    """Return a layout's output: there the format goes around the affixes."""
    if not runs:
        return runs
    runs = (*run(dress.prefix), *runs, *run(dress.suffix))
    return frame(runs, Formatted(dress.formatting)) if dress.formatting is not None else runs
