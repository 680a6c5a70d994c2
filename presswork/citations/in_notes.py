"""Citations in notes: with a capital where a note begins, and fitted into the author's sentences.

In the author's own notes, Pandoc's rule holds: `[@a]` in a sentence stands in parentheses, `@a` is
part of the sentence, and a citation that is a sentence of its own stays as the style has it. Unlike
in Pandoc, no parentheses stand after words that lead to a work ("See", "Cf.").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presswork.citations.marks import QUOTES
from presswork.inlines import (
    NESTING,
    Cite,
    CiteForm,
    Inline,
    Inlines,
    Link,
    NoCase,
    Text,
    plain_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ENDS: Final = ".!?\N{HORIZONTAL ELLIPSIS}"
LEADING: Final = (
    *("see", "but see", "cf", "compare", "contrast", "accord", "e.g", "as in", "also", "quoted in"),
    *("siehe", "vgl", "s", "vergleiche", "so auch", "zit. nach", "zitiert nach"),
    *("voir", "comparer", "p. ex", "cité dans"),
    *("véase", "ver", "cfr", "comparar", "citado en", "vedi", "si veda", "zie", "vergelijk", "se"),
)
"""Words at the beginning of a sentence that lead to a work, without the stop of abbreviations."""


@dataclass(frozen=True, slots=True)
class InNotes:
    """How citations are fitted into notes.

    Args:
        inside_quotes: whether full stops and commas go before a closing quotation mark.
        ibid: the language's word, which has a capital only where a sentence begins.
    """

    inside_quotes: bool
    ibid: str

    def fitted(self, inlines: Inlines) -> Inlines:
        """Return a text of an author's note with its citations fitted into their sentences."""
        rest = list(inlines)
        for at, inline in enumerate(rest):
            if isinstance(inline, Cite):
                after = rest[at + 1] if at + 1 < len(rest) else None
                before = _sentence(plain_text(tuple(rest[:at])))
                rendered, sign = self._fitted(inline, before, after)
                rest[at] = replace(inline, rendered=rendered)
                if sign and isinstance(after, Text):
                    rest[at + 1] = Text(after.text[1:])
        return tuple(inline for inline in rest if inline != Text(""))

    def _fitted(self, cite: Cite, before: str, after: Inline | None) -> tuple[Inlines, str]:
        """Return a citation as its sentence needs it, and the sign it takes from what follows."""
        follows = "" if after is None else plain_text((after,)) or "x"
        if not before:
            rendered = with_capital(cite.rendered)
            if _begins_sentence(follows):
                return rendered, ""
        else:
            rendered = self._without_capital(cite.rendered)
            if cite.form is CiteForm.PARENTHETICAL and not _leads(before):
                return _enclosed(ended(rendered, "")), ""
            if not follows:
                return rendered, ""
        if self.inside_quotes and follows[0] in ".," and _ends_quoted(rendered):
            return ended(rendered, follows[0]), follows[0]
        return ended(rendered, ""), ""

    def _without_capital(self, rendered: Inlines) -> Inlines:
        if not self.ibid or not plain_text(rendered).casefold().startswith(self.ibid.casefold()):
            return rendered
        return _changed_start(rendered, lambda text: text[0].lower() + text[1:])


def with_capital(inlines: Inlines) -> Inlines:
    """Return a text that begins with a capital, unless its first word has one elsewhere."""

    def change(text: str) -> str:
        word = text.split(maxsplit=1)[0] if text.strip() else ""
        return text[0].upper() + text[1:] if word.islower() and word[0].isalpha() else text

    return _changed_start(inlines, change)


def ended(inlines: Inlines, sign: str) -> Inlines:
    """Return a text with a sign in place of the full stop at its end."""
    match inlines:
        case (*before, Text(text)):
            body = text.rstrip(QUOTES)
            quotes = text[len(body) :]
            if not body.endswith(".") and not (quotes and sign):
                return inlines
            changed = body.removesuffix(".") + sign + quotes
            return (*before, *((Text(changed),) if changed else ()))
        case (*before, last) if isinstance(last, NESTING):
            return (*before, replace(last, children=ended(last.children, sign)))
        case _:
            return inlines


def _changed_start(inlines: Inlines, change: Callable[[str], str]) -> Inlines:
    match inlines:
        case (Text(text), *rest) if text:
            return (Text(change(text)), *rest)
        case (first, *rest) if isinstance(first, NESTING) and not isinstance(first, Link | NoCase):
            return (replace(first, children=_changed_start(first.children, change)), *rest)
        case _:
            return inlines


def _enclosed(inlines: Inlines) -> Inlines:
    return (Text("("), *inlines, Text(")")) if inlines else ()


def _begins_sentence(text: str) -> bool:
    """Tell whether what follows a citation is a new sentence, or nothing."""
    return not text.strip() or (text[0].isspace() and text.lstrip()[0].isupper())


def _ends_quoted(inlines: Inlines) -> bool:
    return plain_text(inlines).rstrip(".").endswith(tuple(QUOTES))


def _sentence(before: str) -> str:
    """Return what stands of a sentence so far."""
    text = before.strip()
    if text.rstrip(QUOTES + ")]").endswith(tuple(ENDS)) and not _leads(_last_sentence(text)):
        return ""
    return _last_sentence(text)


def _last_sentence(text: str) -> str:
    for at in range(len(text) - 2, 0, -1):
        if text[at - 1] in ENDS and text[at].isspace() and text[at + 1].isupper():
            return text[at:].strip()
    return text


def _leads(before: str) -> bool:
    """Tell whether a sentence leads to a work, or is within parentheses already."""
    words = before.casefold().lstrip(QUOTES + "([")
    opened = before.count("(") - before.count(")")
    return opened > 0 or any(
        words.startswith(word) and not words[len(word) : len(word) + 1].isalnum()
        for word in LEADING
    )
