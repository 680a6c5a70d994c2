"""HTML in Markdown: comments are dropped, a few elements are understood, the rest is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.inlines import Emphasis, Strikeout, Strong, Subscript, Superscript, Underline

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.inlines import Inline, Inlines

ELEMENTS: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "sub": Subscript,
    "sup": Superscript,
    "em": Emphasis,
    "i": Emphasis,
    "strong": Strong,
    "b": Strong,
    "u": Underline,
    "s": Strikeout,
    "del": Strikeout,
}
"""The elements without attributes that stand for an inline of ours."""

_COMMENT_START: Final = "<!--"
_COMMENT_END: Final = "-->"


@dataclass(frozen=True, slots=True)
class WithoutComments:
    """What is left of HTML, and whether a comment in it is never closed (then it is left too)."""

    text: str
    unclosed: bool = False


def drop_comments(text: str) -> WithoutComments:
    """Take the comments out."""
    parts: list[str] = []
    position = 0
    while (start := text.find(_COMMENT_START, position)) >= 0:
        parts.append(text[position:start])
        end = text.find(_COMMENT_END, start + len(_COMMENT_START))
        if end < 0:
            parts.append(text[start:])
            return WithoutComments("".join(parts).strip("\n"), unclosed=True)
        position = end + len(_COMMENT_END)
    parts.append(text[position:])
    return WithoutComments("".join(parts).strip("\n"))


def tag_name(tag: str) -> str:
    """Return the name of `<name>`, `</name>` or `<name/>`; empty for one with attributes."""
    name = tag.strip("<>/ ").lower()
    return name if name.isalnum() else ""
