"""The first sentence of a text, and a text without what it cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from presswork import inlines as inl

if TYPE_CHECKING:
    from presswork.inlines import Inline, Inlines

LEAST: Final = 40
"""How many characters a sentence has at least; a shorter one is taken with the next."""

ENDING: Final = re.compile(
    r"[.!?][\"')\]\u201d\u2019\u00bb]*(?=\s+[^\W\d_a-z])|[\u3002\uff01\uff1f]"
)
"""Where a sentence ends: before a capital letter, or at a full stop of Chinese and Japanese."""

CLOSED: Final = re.compile(r"[.!?][\"')\]\u201d\u2019\u00bb]*$")
"""How a text ends whose sentence is over, so that only a raised sign may follow."""

OPENING: Final = re.compile(r"\s+[^\W\d_a-z]")
"""How the next sentence begins."""


def first_sentence(text: Inlines) -> Inlines:
    """Return the beginning of a text up to the end of its first sentence, or all of it."""
    taken: list[Inline] = []
    length = 0
    for at, inline in enumerate(text):
        match inline:
            case inl.Text(words):
                end = _end(words, LEAST - length)
                if end:
                    return (*taken, inl.Text(words[:end]))
                length += len(words)
            case _:
                length += len(inl.plain_text((inline,)))
        taken.append(inline)
        if length >= LEAST and _is_over(text[: at + 1], text[at + 1 :]):
            break
    return tuple(taken)


def without_citations(text: Inlines) -> Inlines:
    """Return a text without its citations and the marks of its notes.

    Citations that are part of a sentence stay.
    """
    kept: list[Inline] = []
    for inline in text:
        match inline:
            case inl.Cite(form=form) if form is inl.CiteForm.IN_TEXT:
                kept.append(inline)
            case inl.Cite() | inl.NoteReference():
                if kept and isinstance(kept[-1], inl.Text):
                    kept[-1] = inl.Text(kept[-1].text.rstrip())
            case inl.Text(words) if kept and isinstance(kept[-1], inl.Text):
                kept[-1] = inl.Text(kept[-1].text + words)  # or no sentence would end between them
            case _:
                kept.append(inline)
    return tuple(kept)


def _end(words: str, least: int) -> int:
    """Return where the first sentence ends that is long enough; 0 for nowhere."""
    return next((found.end() for found in ENDING.finditer(words) if found.end() >= least), 0)


def _is_over(before: Inlines, after: Inlines) -> bool:
    """Tell whether a sentence ended before the raised signs that a text has come to."""
    match before, after:
        case (*_, inl.Text(words), sign), (inl.Text(following), *_):
            closed = CLOSED.search(words) and not isinstance(sign, inl.Text)
            return bool(closed and OPENING.match(following))
        case _:
            return False
