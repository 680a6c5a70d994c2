"""Rich text within fields, as output: formatting that flips, quotation marks, apostrophes.

Straight marks in reference data are typed quotation marks; which marks are shown is the locale's
affair and that of the quotation they stand in (CSL 1.0.2, "Quotes").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.citations.csl.output import (
    Font,
    NoCase,
    Output,
    Quoted,
    Role,
    Run,
    Sequence,
    Styled,
    Tagged,
    text_of,
)
from presswork.inlines import (
    NESTING,
    Cited,
    Emphasis,
    Format,
    InLanguage,
    Link,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
    Without,
    plain_text,
)
from presswork.inlines import NoCase as NoCaseInline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.inlines import Inline, Inlines

APOSTROPHE: Final = "’"
CURLY: Final = {"“": "”", "‘": "’"}
MARKS: Final = frozenset("\"'“”‘’")
BEFORE_OPENING: Final = frozenset(" \u00a0\u202f\t\n([{-–—/“‘«„\"'")
FONTS: Final = {
    Emphasis: Font(style="italic"),
    Strong: Font(weight="bold"),
    SmallCaps: Font(variant="small-caps"),
    Superscript: Font(vertical="sup"),
    Subscript: Font(vertical="sub"),
    Underline: Font(decoration="underline"),
}
DROPPED: Final = {
    Format.EMPHASIS: Font(style="normal"),
    Format.SMALL_CAPS: Font(variant="normal"),
    Format.STRONG: Font(weight="normal"),
    Format.UNDERLINE: Font(decoration="none"),
    Format.SCRIPT: Font(vertical="baseline"),
}


def output_of(inlines: Inlines) -> Output | None:
    """Return a field's text as output."""
    if len(inlines) == 1 and isinstance(only := inlines[0], Text) and not MARKS & set(only.text):
        return Run(only.text) if only.text else None
    parts = _convert(inlines, "", "")
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _convert(inlines: Inlines, before: str, after: str) -> list[Output]:
    """Return the parts of a text; `before` and `after` are the characters around it."""
    marks = list(_atoms(inlines, before, after))
    return _paired(marks)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character that may be a quotation mark."""

    character: str
    may_open: bool
    may_close: bool


def _atoms(inlines: Inlines, before: str, after: str) -> Iterator[Output | _Mark]:
    for index, inline in enumerate(inlines):
        following = _first_character(inlines[index + 1 :]) or after
        if isinstance(inline, Text):
            yield from _split(inline.text, before, following)
        else:
            converted = _nested(inline, before, following)
            if converted is not None:
                yield converted
        shown = plain_text((inline,))
        before = shown[-1:] or before


def _first_character(inlines: Inlines) -> str:
    for inline in inlines:
        if text := plain_text((inline,)):
            return text[0]
    return ""


def _split(text: str, before: str, after: str) -> Iterator[Output | _Mark]:
    start = 0
    for position, character in enumerate(text):
        if character not in MARKS:
            continue
        if position > start:
            yield Run(text[start:position], bound=start > 0)
        start = position + 1
        previous = text[position - 1] if position else before
        following = text[position + 1] if start < len(text) else after
        starts = not previous or previous in BEFORE_OPENING
        yield _Mark(
            character,
            may_open=character in CURLY or (starts and bool(following) and not following.isspace()),
            may_close=character not in CURLY and bool(previous) and not previous.isspace(),
        )
    if start < len(text):
        yield Run(text[start:], bound=start > 0)


@dataclass(slots=True)
class _Frame:
    mark: str
    parts: list[Output] = field(default_factory=list)


def _paired(atoms: list[Output | _Mark]) -> list[Output]:
    """Join opening marks with the closing ones; the rest are apostrophes or stay as they are."""
    frames = [_Frame("")]
    for index, atom in enumerate(atoms):
        if not isinstance(atom, _Mark):
            frames[-1].parts.append(atom)
            continue
        if (
            CURLY.get(frames[-1].mark, frames[-1].mark) == atom.character
            and atom.may_close
            and frames[-1].parts
            and not _is_apostrophe(atoms, index)
        ):
            frame = frames.pop()
            typed = (frame.mark, CURLY[frame.mark]) if frame.mark in CURLY else None
            frames[-1].parts.append(Quoted(tuple(frame.parts), typed))
        elif atom.may_open and _is_closed(atoms, index):
            frames.append(_Frame(atom.character))
        else:
            frames[-1].parts.append(_plain(atom.character))
    while len(frames) > 1:
        frame = frames.pop()
        frames[-1].parts += [_plain(frame.mark), *frame.parts]
    return frames[0].parts


def _is_apostrophe(atoms: list[Output | _Mark], index: int) -> bool:
    """Tell whether a single mark stands within a word."""
    atom = atoms[index]
    if not isinstance(atom, _Mark) or atom.character not in "'’" or index + 1 >= len(atoms):
        return False
    after = atoms[index + 1]
    return not isinstance(after, _Mark) and text_of(after)[:1].isalnum()


def _is_closed(atoms: list[Output | _Mark], index: int) -> bool:
    opening = atoms[index]
    if not isinstance(opening, _Mark):
        return False
    return any(
        isinstance(atom, _Mark)
        and atom.character == CURLY.get(opening.character, opening.character)
        and atom.may_close
        and not _is_apostrophe(atoms, later)
        for later, atom in enumerate(atoms[index + 1 :], index + 1)
        if later > index + 1
    )


def _plain(mark: str) -> Run:
    return Run(APOSTROPHE if mark == "'" else mark, bound=True)


def _nested(inline: Inline, before: str, after: str) -> Output | None:
    if not isinstance(inline, NESTING):
        text = plain_text((inline,))
        return Run(text) if text else None
    parts = tuple(_convert(inline.children, before, after))
    if not parts:
        return None
    match inline:
        case NoCaseInline():
            return NoCase(parts)
        case Link(target=target):
            return Tagged(Role.LINK, target, parts)
        case Strikeout() | InLanguage() | Cited():
            return Sequence(parts)
        case Without(format_):
            return Styled(DROPPED[format_], parts)
        case _:
            return Styled(FONTS[type(inline)], parts, flips=True)
