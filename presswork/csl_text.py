"""Rich text in the fields of reference data: the few tags of CSL-JSON, as inlines.

CSL 1.0.2 names them for citeproc processors: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals and
`nocase`. It is no HTML: `&` and a `<` that opens none of them stand for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.inlines import (
    NESTING,
    Emphasis,
    Format,
    NoCase,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Without,
    plain_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.inlines import Inline, Inlines


def _undecorated(children: Inlines) -> Inline:
    """Return text that drops every format of the text around it (citeproc-js: `nodecor`)."""
    text: Inline = Without(Format.EMPHASIS, children)
    for format_ in (Format.SMALL_CAPS, Format.STRONG):
        text = Without(format_, (text,))
    return text


OPENING: Final[dict[str, tuple[str, Callable[[Inlines], Inline]]]] = {
    "<i>": ("</i>", Emphasis),
    "<em>": ("</em>", Emphasis),
    "<b>": ("</b>", Strong),
    "<strong>": ("</strong>", Strong),
    "<sup>": ("</sup>", Superscript),
    "<sub>": ("</sub>", Subscript),
    "<sc>": ("</sc>", SmallCaps),
    '<span class="nodecor">': ("</span>", _undecorated),
    '<span class="nocase">': ("</span>", NoCase),
    "<span class='nocase'>": ("</span>", NoCase),
    '<span style="font-variant:small-caps">': ("</span>", SmallCaps),
    '<span style="font-variant: small-caps">': ("</span>", SmallCaps),
    '<span style="font-variant:small-caps;">': ("</span>", SmallCaps),
    '<span style="font-variant: small-caps;">': ("</span>", SmallCaps),
}
CLOSING: Final = frozenset(closing for closing, _ in OPENING.values())
LONGEST_TAG: Final = max(map(len, OPENING))
DEEPEST: Final = 20
"""How deep tags may nest; what goes deeper is read as plain characters."""


@dataclass(slots=True)
class _Frame:
    """A tag that is open, and what came since."""

    opening: str
    _children: list[Inline] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)

    def add_text(self, text: str) -> None:
        if text:
            self._texts.append(text)

    def children(self) -> list[Inline]:
        """Return what came so far; characters that follow each other are one text."""
        if self._texts:
            self._children.append(Text("".join(self._texts)))
            self._texts.clear()
        return self._children

    def add(self, inlines: list[Inline]) -> None:
        for inline in inlines:
            if isinstance(inline, Text):
                self.add_text(inline.text)
            else:
                self.children().append(inline)


def parse(source: str) -> Inlines:
    """Return the rich text of a field.

    Tags that are not closed, or closed without being open, are kept as characters.
    """
    if "<" not in source:
        return (Text(source),) if source else ()
    frames = [_Frame("")]
    for token in _tokens(source):
        lowered = token.lower()
        if lowered in OPENING and len(frames) <= DEEPEST:
            frames.append(_Frame(token))
        elif lowered in CLOSING and OPENING.get(frames[-1].opening.lower(), ("",))[0] == lowered:
            frame = frames.pop()
            _, make = OPENING[frame.opening.lower()]
            if children := frame.children():
                frames[-1].add([make(tuple(children))])
        else:
            frames[-1].add_text(token)
    while len(frames) > 1:
        frame = frames.pop()
        frames[-1].add_text(frame.opening)
        frames[-1].add(frame.children())
    return tuple(frames[0].children())


def _tokens(source: str) -> list[str]:
    """Cut the text into tags that are known and the characters between them."""
    tokens: list[str] = []
    start = position = 0
    while (bracket := source.find("<", position)) >= 0:
        end = source.find(">", bracket, bracket + LONGEST_TAG) + 1
        tag = source[bracket:end].lower()
        if end and (tag in OPENING or tag in CLOSING):
            tokens += [source[start:bracket], source[bracket:end]]
            start = position = end
        else:
            position = bracket + 1
    tokens.append(source[start:])
    return tokens


def write(inlines: Inlines) -> str:
    """Return a text as CSL-JSON has it; what it has no tag for is written without."""
    return "".join(map(_written, inlines))


def _written(inline: Inline) -> str:
    match inline:
        case Emphasis(children):
            return f"<i>{write(children)}</i>"
        case Strong(children):
            return f"<b>{write(children)}</b>"
        case Superscript(children):
            return f"<sup>{write(children)}</sup>"
        case Subscript(children):
            return f"<sub>{write(children)}</sub>"
        case SmallCaps(children):
            return f'<span style="font-variant:small-caps;">{write(children)}</span>'
        case NoCase(children):
            return f'<span class="nocase">{write(children)}</span>'
        case Without(Format.STRONG, (Without(Format.SMALL_CAPS, (Without(children=children),)),)):
            return f'<span class="nodecor">{write(children)}</span>'
        case _ if isinstance(inline, NESTING):
            return write(inline.children)
        case _:
            return plain_text((inline,))
