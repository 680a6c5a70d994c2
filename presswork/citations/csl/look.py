"""What attributes any element may carry do to its output: formatting, quotes, case, affixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations.csl import textcase
from presswork.citations.csl.output import (
    Display,
    Font,
    Output,
    Placed,
    Quoted,
    Run,
    Sequence,
    Styled,
    on_runs,
)

if TYPE_CHECKING:
    from presswork.citations.csl.context import Context


@dataclass(frozen=True, slots=True)
class Look:
    """The attributes, which have a section each in CSL 1.0.2: "Affixes" to "Text-case"."""

    prefix: str = ""
    suffix: str = ""
    font: Font | None = None
    quotes: bool = False
    strip_periods: bool = False
    text_case: str = ""
    display: Display | None = None


PLAIN = Look()


def dress(output: Output, look: Look, context: Context) -> Output:
    """Return the output as the attributes make it; affixes stay outside of the formatting."""
    return affixed(formatted(output, look, language=context.language), look)


def formatted(output: Output, look: Look, *, language: str) -> Output:
    """Return the output without its affixes; title case is for English alone."""
    if look is PLAIN:
        return output
    if look.strip_periods:
        output = on_runs(output, _without_periods)
    if look.text_case:
        output = textcase.apply(output, look.text_case, language=language)
    if look.font is not None:
        output = Styled(look.font, (output,))
    if look.quotes:
        output = Quoted((output,))
    return output


def affixed(output: Output, look: Look) -> Output:
    """Return the output with its affixes, in its place."""
    if look.prefix and look.suffix:
        output = Sequence((Run(look.prefix), output, Run(look.suffix, suffix=True)))
    elif look.prefix:
        output = Sequence((Run(look.prefix), output))
    elif look.suffix:
        output = Sequence((output, Run(look.suffix, suffix=True)))
    if look.display is not None:
        output = Placed(look.display, (output,))
    return output


def _without_periods(text: str) -> str:
    return text.replace(".", "")
