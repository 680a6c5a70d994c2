"""Where the mark of a citation goes: after a full stop or comma, close to the word before it.

Notes and raised numbers stand after the punctuation that follows them in the source (Pandoc's rule;
AMA Manual of Style 3.6: raised numbers after full stops and commas, before colons and semicolons).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import NESTING, Cite, Inline, Inlines, NoteReference, Superscript, Text

if TYPE_CHECKING:
    from collections.abc import Collection

AFTER_NOTES: Final = ".,;:!?"
AFTER_RAISED: Final = ".,"
CLOSING: Final = "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True)
class Marks:
    """Which inlines are marks that move, and how.

    Args:
        authors_notes: the ids of the author's own notes, whose marks stay where they are.
        inside_quotes: whether full stops and commas go before a closing quotation mark.
    """

    authors_notes: Collection[str]
    inside_quotes: bool

    def settle(self, inlines: Inlines) -> Inlines:
        """Return a run of text with its marks where they belong."""
        result: list[Inline] = []
        rest = [self._within(inline) for inline in inlines]
        at = 0
        while at < len(rest):
            inline = rest[at]
            at += 1
            signs = self._signs(inline)
            if not signs:
                result.append(inline)
                continue
            after = rest[at] if at < len(rest) else None
            moved = ""
            if isinstance(after, Text) and after.text[:1] in signs and after.text:
                moved = after.text[0]
                rest[at] = Text(after.text[1:])
            self._close_up(result, moved)
            result.append(inline)
        return tuple(inline for inline in result if inline != Text(""))

    def _within(self, inline: Inline) -> Inline:
        if isinstance(inline, NESTING):
            return replace(inline, children=self.settle(inline.children))
        return inline

    def _signs(self, inline: Inline) -> str:
        """Return the signs that a mark lets go before it; empty where the inline is no mark."""
        match inline:
            case NoteReference(id=id_) if id_ not in self.authors_notes:
                return AFTER_NOTES
            case Cite(rendered=rendered) if is_raised(rendered):
                return AFTER_RAISED
            case _:
                return ""

    def _close_up(self, result: list[Inline], sign: str) -> None:
        """Take the space off the end of the text so far, and put a sign there."""
        if not result or not isinstance(last := result[-1], Text):
            if sign:
                result.append(Text(sign))
            return
        text = last.text.rstrip()
        if not text and len(result) > 1:
            result[-1] = Text(sign)
            return
        body = text.rstrip(CLOSING)
        quotes = text[len(body) :]
        if sign and not (body if quotes else text).endswith(sign):
            within = self.inside_quotes and sign in ".," and quotes
            text = body + sign + quotes if within else text + sign
        result[-1] = Text(text)


def is_raised(citation: Inlines) -> bool:
    """Tell whether a citation stands above the line, close to the word before it."""
    return len(citation) == 1 and isinstance(citation[0], Superscript)


def without_inner_stops(inlines: Inlines) -> Inlines:
    """Return a note's text; a citation within a sentence loses the full stop at its end."""
    result = list(inlines)
    for at, inline in enumerate(result[:-1]):
        if isinstance(inline, Cite):
            result[at] = replace(inline, rendered=_without_stop(inline.rendered))
    return tuple(result)


def _without_stop(inlines: Inlines) -> Inlines:
    match inlines:
        case (*before, Text(text)) if text.endswith("."):
            return (*before, *((Text(text[:-1]),) if text[:-1] else ()))
        case (*before, last) if isinstance(last, NESTING):
            return (*before, replace(last, children=_without_stop(last.children)))
        case _:
            return inlines
