"""Rich text cut, joined and trimmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import NESTING, Code, LineBreak, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.inlines import Inline, Inlines

_INVISIBLE: Final = dict.fromkeys(
    map(ord, "\N{WORD JOINER}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}")
)
"""What pages hold for the breaking of their lines."""


def visible(text: str) -> str:
    """Return a text without the signs that only guide the breaking of lines."""
    return text.translate(_INVISIBLE)


def joined(inlines: Iterable[Inline]) -> Inlines:
    """Make one text of those that stand beside each other, and drop empty ones."""
    result: list[Inline] = []
    parts: list[str] = []

    def flush() -> None:
        if text := "".join(parts):
            result.append(Text(text))
        parts.clear()

    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        else:
            flush()
            result.append(inline)
    flush()
    return tuple(result)


def trimmed(inlines: Iterable[Inline]) -> Inlines:
    """Join texts, and drop spaces and ends of lines at both ends of the run."""
    result = list(joined(inlines))
    while result and (isinstance(result[0], LineBreak) or result[0] == Text("")):
        del result[0]
    while result and (isinstance(result[-1], LineBreak) or result[-1] == Text("")):
        del result[-1]
    if result:
        result[0] = _at_end(result[0], str.lstrip, 0)
        result[-1] = _at_end(result[-1], str.rstrip, -1)
    kept = tuple(inline for inline in result if inline != Text(""))
    return kept if kept == tuple(inlines) else trimmed(kept)


def _at_end(inline: Inline, strip: Callable[[str], str], at: int) -> Inline:
    """Apply `strip` to the text at one end of an inline, however deep it stands."""
    if isinstance(inline, Text):
        return Text(strip(inline.text))
    if isinstance(inline, NESTING) and inline.children:
        children = list(inline.children)
        children[at] = _at_end(children[at], strip, at)
        return replace(inline, children=tuple(child for child in children if child != Text("")))
    return inline


def collapsed(inlines: Iterable[Inline]) -> Inlines:
    """Make one space of each run of white space, as HTML shows it, across the inlines' borders."""
    inlines = tuple(inlines)
    if len(inlines) == 1 and isinstance(only := inlines[0], Text):
        words = _one_space(visible(only.text)).strip(" ")
        return (Text(words),) if words else ()
    result, _ = _collapse(inlines, after_space=True)
    return trimmed(result)


def _collapse(inlines: Iterable[Inline], *, after_space: bool) -> tuple[list[Inline], bool]:
    result: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text):
                words = _one_space(visible(text))
                if after_space:
                    words = words.removeprefix(" ")
                if words:
                    result.append(Text(words))
                    after_space = words.endswith(" ")
            case LineBreak():
                result.append(inline)
                after_space = True
            case Code(text):
                result.append(inline)
                after_space = False
            case _ if isinstance(inline, NESTING):
                children, after_space = _collapse(inline.children, after_space=after_space)
                if children:
                    result.append(replace(inline, children=joined(children)))
            case _:
                result.append(inline)
                after_space = False
    return result, after_space


_SPACES: Final = frozenset(" \t\n\r\f")


def _one_space(text: str) -> str:
    if not text:
        return ""
    words = " ".join(text.translate({ord(space): " " for space in "\t\n\r\f"}).split(" "))
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def without_start(inlines: Inlines, count: int) -> Inlines:
    """Return a run without its first characters; what nests and is empty then is dropped.

    Args:
        inlines: the run.
        count: how many characters, as `plain_text` counts them, of texts alone.
    """
    result: list[Inline] = []
    left = count
    for inline in inlines:
        if left <= 0:
            result.append(inline)
        elif isinstance(inline, Text):
            if len(inline.text) > left:
                result.append(Text(inline.text[left:]))
            left -= len(inline.text)
        elif isinstance(inline, NESTING):
            size = _length(inline.children)
            if size > left:
                result.append(replace(inline, children=without_start(inline.children, left)))
            left -= size
        elif isinstance(inline, LineBreak):
            left -= 1
        else:
            result.append(inline)
            left = 0
    return tuple(result)


def _length(inlines: Inlines) -> int:
    total = 0
    for inline in inlines:
        if isinstance(inline, Text):
            total += len(inline.text)
        elif isinstance(inline, LineBreak):
            total += 1
        elif isinstance(inline, NESTING):
            total += _length(inline.children)
    return total
