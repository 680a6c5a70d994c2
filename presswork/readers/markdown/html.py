"""HTML within lines: comments are dropped, what has an equivalent is understood, the rest shown."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.inlines import (
    Emphasis,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from presswork.readers.references.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from presswork.inlines import Inline, Inlines

FRAMES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "sub": Subscript,
    "sup": Superscript,
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "var": Emphasis,
    "dfn": Emphasis,
    "strong": Strong,
    "b": Strong,
    "u": Underline,
    "ins": Underline,
    "s": Strikeout,
    "del": Strikeout,
    "strike": Strikeout,
}
"""The elements that stand for an inline of ours."""

CODE: Final = words("code kbd samp tt")
PLAIN: Final = words(
    "span font small big mark abbr center bdi bdo time data label nobr output p div q a summary"
)
"""The elements whose words are all that is taken; of a link the address too."""

ELEMENTS: Final = FRAMES.keys() | CODE | PLAIN
DROPPED: Final = words("wbr")
_COMMENT_START: Final = "<!--"
_COMMENT_END: Final = "-->"
_TAG: Final = re.compile(r"<(/?)\s*([A-Za-z][\w:-]*)")
_ATTRIBUTE: Final = re.compile(
    r"""([A-Za-z_:@][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
)


@dataclass(frozen=True, slots=True)
class WithoutComments:
    """What is left of HTML, and whether a comment in it is never closed (then it is left too)."""

    text: str
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag.

    Args:
        name: in lower case; empty for what is no tag.
        values: its attributes, by names in lower case.
        closes: whether it is `</name>`.
    """

    name: str
    values: Mapping[str, str]
    closes: bool


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


def read_tag(text: str) -> Tag:
    """Read a tag as it is written."""
    found = _TAG.match(text)
    if found is None:
        return Tag("", {}, closes=False)
    values = {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text, found.end())
    }
    return Tag(found[2].lower(), values, closes=bool(found[1]))


def styled(tag: Tag, children: Inlines) -> Inlines:
    """Return the words of a `span`, in the formats that its style asks for."""
    style = tag.values.get("style", "").lower().replace(" ", "")
    for sign, make in _STYLES.items():
        if sign in style:
            children = (make(children),)
    return children


_STYLES: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "font-style:italic": Emphasis,
    "font-weight:bold": Strong,
    "font-variant:small-caps": SmallCaps,
    "text-decoration:underline": Underline,
    "text-decoration:line-through": Strikeout,
    "vertical-align:super": Superscript,
    "vertical-align:sub": Subscript,
}
