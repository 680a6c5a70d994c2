"""The fields of a reference as output: rich text as frames, quotation marks as `Quoted` parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.citations.output import Formatted, Kept, Quoted, Run, frame
from presswork.citations.style import Formatting
from presswork.inlines import (
    Code,
    Emphasis,
    LineBreak,
    NoCase,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    walk,
)

if TYPE_CHECKING:
    from presswork.citations.output import Runs
    from presswork.inlines import Inline, Inlines

FORMATTINGS: Final = {
    Emphasis: Formatting(italic=True),
    Strong: Formatting(bold=True),
    SmallCaps: Formatting(small_caps=True),
    Underline: Formatting(underline=True),
    Superscript: Formatting(raised="sup"),
    Subscript: Formatting(raised="sub"),
}
APOSTROPHE: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
PAIRS: Final = {
    '"': '"',
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
}


def runs_of(inlines: Inlines) -> Runs:
    """Return the rich text of a field as output."""
    runs: list[Run] = []
    for inline in inlines:
        runs.extend(_runs(inline))
    return _quoted(tuple(runs))


def _runs(inline: Inline) -> Runs:
    match inline:
        case Text(text) | Code(text):
            return (Run(with_apostrophes(text)),)
        case LineBreak():
            return (Run(" "),)
        case NoCase(children):
            return frame(_all(children), Kept())
        case Emphasis() | Strong() | SmallCaps() | Underline() | Superscript() | Subscript():
            return frame(_all(inline.children), Formatted(FORMATTINGS[type(inline)]))
        case _:
            return tuple(Run(text.text) for text in walk((inline,)) if isinstance(text, Text))


def _all(inlines: Inlines) -> Runs:
    return tuple(piece for inline in inlines for piece in _runs(inline))


def with_apostrophes(text: str) -> str:
    """Return the text with its straight apostrophes curved."""
    return text.replace("'", APOSTROPHE)


def _quoted(runs: Runs) -> Runs:
    """Return the output with what stands in quotation marks in a `Quoted` part instead."""
    text = "".join(piece.text for piece in runs)
    spans = _spans(text)
    if not spans:
        return runs
    quotes = [(start, end, Quoted(_marks(text[start], text[end]))) for start, end in spans]
    marks = {at for start, end in spans for at in (start, end)}
    result: list[Run] = []
    at = 0
    for piece in runs:
        for letter in piece.text:
            if at not in marks:
                inside = tuple(quote for start, end, quote in quotes if start < at < end)
                frames = (*inside, *piece.frames)
                if result and result[-1].frames == frames:
                    result[-1] = Run(result[-1].text + letter, frames)
                else:
                    result.append(Run(letter, frames))
            at += 1
    return tuple(result)


def _marks(opening: str, closing: str) -> tuple[str, str] | tuple[()]:
    """Return the marks that were typed, where they are typographic ones."""
    return () if opening == '"' else (opening, closing)


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where pairs of quotation marks stand, the outer before the inner."""
    if not any(opening in text for opening in PAIRS):
        return []
    spans: list[tuple[int, int]] = []
    open_: list[tuple[int, str]] = []
    for at, letter in enumerate(text):
        within_word = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
        if open_ and letter == open_[-1][1] and not within_word:
            spans.append((open_.pop()[0], at))
        elif letter in PAIRS and not within_word:
            open_.append((at, PAIRS[letter]))
    return sorted(spans)
