"""Where the mark of a citation goes: after a full stop or comma, close to the word before it.

Notes and raised numbers stand after the punctuation that follows them in the source, notes after
what closes around them too (Pandoc's rule; The Chicago Manual of Style 14.26). Raised numbers
stand after full stops, commas and quotation marks, before colons and semicolons (AMA Manual of
Style 3.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import NESTING, Cite, Inline, Inlines, NoteReference, Superscript, Text

if TYPE_CHECKING:
    from collections.abc import Collection

AFTER_NOTES: Final = ".,;:!?\N{HORIZONTAL ELLIPSIS}"
AFTER_RAISED: Final = ".,"
QUOTES: Final = "\"'“”‘’„‚«»‹›"  # noqa: RUF001 - the marks are meant
"""Which of them open and which close depends on the language; after a mark all close."""

APOSTROPHES: Final = "'’‘"
BRACKETS: Final = ")]"
OPENING: Final = "([{"
COMMA: Final = Superscript((Text(","),))


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
        while rest:
            marks = self._marks(rest)
            if not marks:
                result.append(rest.pop(0))
                continue
            del rest[: 2 * len(marks) - 1]
            leaped = ""
            if rest and isinstance(after := rest[0], Text):
                leaped = "" if _opens(result) else self._leaped(marks[-1], after.text)
                rest[0] = Text(after.text[len(leaped) :])
            self._close_up(result, leaped)
            result += [marks[0], *(part for mark in marks[1:] for part in (COMMA, mark))]
        return tuple(inline for inline in result if inline != Text(""))

    def _within(self, inline: Inline) -> Inline:
        if isinstance(inline, NESTING):
            return replace(inline, children=self.settle(inline.children))
        return inline

    def _marks(self, rest: list[Inline]) -> list[Inline]:
        """Return the marks at the beginning of a text that only spaces divide.

        Between any two of them the text gets a part for those spaces, be it an empty one.
        """
        marks: list[Inline] = []
        while 2 * len(marks) < len(rest) and self._is_mark(rest[2 * len(marks)]):
            marks.append(rest[2 * len(marks)])
            at = 2 * len(marks) - 1
            if at < len(rest) and self._is_mark(rest[at]):
                rest.insert(at, Text(""))
            if at >= len(rest) or not _is_space(rest[at]):
                break
        return marks

    def _is_mark(self, inline: Inline) -> bool:
        match inline:
            case NoteReference(id=id_):
                return id_ not in self.authors_notes
            case Cite(rendered=rendered):
                return is_raised(rendered)
            case _:
                return False

    def _leaped(self, mark: Inline, text: str) -> str:
        """Return what a mark lets go before it: signs, and what closes around it."""
        is_note = isinstance(mark, NoteReference)
        signs = AFTER_NOTES + BRACKETS if is_note else AFTER_RAISED
        for at, sign in enumerate(text):
            apostrophe = sign in APOSTROPHES and text[at + 1 : at + 2].isalnum()
            if apostrophe or sign not in signs + QUOTES:
                return text[:at]
        return text

    def _close_up(self, result: list[Inline], signs: str) -> None:
        """Take the space off the end of the text so far, and put signs there."""
        if not result or not isinstance(last := result[-1], Text):
            if signs:
                result.append(Text(signs))
            return
        text = last.text.rstrip()
        if not text and len(result) > 1:
            result[-1] = Text(signs)
            return
        body = text.rstrip(QUOTES)
        quotes = text[len(body) :]
        sign, others = signs[:1], signs[1:]
        if sign in AFTER_NOTES and (body if quotes else text).endswith(sign):
            sign = ""
        within = self.inside_quotes and sign in AFTER_RAISED and quotes
        result[-1] = Text((body + sign + quotes if within else text + sign) + others)


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text.strip()


def _opens(before: list[Inline]) -> bool:
    """Tell whether a text ends with an opening bracket: what closes it belongs to the mark."""
    return bool(before) and isinstance(last := before[-1], Text) and last.text[-1:] in OPENING


def is_raised(citation: Inlines) -> bool:
    """Tell whether a citation stands above the line, close to the word before it."""
    return len(citation) == 1 and isinstance(citation[0], Superscript)
