"""The last passes over output: punctuation at seams, quotation marks, flip-flops; then inlines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.citations.output import Formatted, Item, Linked, Quoted, Run
from presswork.citations.style import Formatting
from presswork.inlines import (
    Cited,
    Emphasis,
    Inline,
    Inlines,
    Link,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.citations.locales import Locale
    from presswork.citations.output import Runs

MEETING: Final = {
    "..": ".",
    ".,": ".,",
    "!.": "!",
    "!:": "!",
    "!!": "!",
    "?.": "?",
    "?:": "?",
    "??": "?",
    ":.": ":",
    "::": ":",
    ":!": "!",
    ":?": "?",
    ",,": ",",
    ",.": ".",
    ";;": ";",
    ";.": ";",
    ";:": ";",
    ";,": ";",
    "  ": " ",
}
"""What two signs become where parts meet; the sign of the part that says more stays."""


def finish(runs: Runs, locale: Locale) -> Inlines:
    """Return output as it is to be read."""
    runs = _with_punctuation(runs, inside_quotes=locale.punctuation_in_quote)
    runs = _with_quotation_marks(_trimmed(runs), locale)
    runs = tuple(part for piece in runs for part in _with_raised_letters(piece))
    return _inlines([(piece, _wrappers(piece)) for piece in runs])


def _trimmed(runs: Runs) -> Runs:
    """Return the output without space at its ends."""
    pieces = list(runs)
    while pieces and not pieces[0].text.lstrip(" "):
        pieces.pop(0)
    while pieces and not pieces[-1].text.rstrip(" "):
        pieces.pop()
    if pieces:
        pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip(" "))
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" "))
    return tuple(pieces)


def _with_punctuation(runs: Runs, *, inside_quotes: bool) -> Runs:
    """Return the output with punctuation that meets at the seams of parts made one."""
    result: list[Run] = []
    for piece in runs:
        text = piece.text
        while text and result:
            last = result[-1]
            quote = _closed_quote(last, piece)
            if quote is not None:
                if not (inside_quotes and text[0] in ".,"):
                    break
                result[-1] = _ended(last, text[0])
            elif (met := MEETING.get(last.text[-1] + text[0])) is not None:
                result[-1] = replace(last, text=last.text[:-1] + met)
            else:
                break
            text = text[1:]
        if text:
            result.append(replace(piece, text=text))
    return tuple(result)


def _closed_quote(last: Run, piece: Run) -> Quoted | None:
    """Return the outermost quotation that ends between two runs."""
    here = set(map(id, piece.frames))
    return next(
        (f for f in last.frames if isinstance(f, Quoted) and id(f) not in here),
        None,
    )


def _ended(last: Run, sign: str) -> Run:
    """Return a quotation's last run with a sign that goes before the closing mark."""
    text = last.text
    met = MEETING.get(text[-1:] + sign)
    return replace(last, text=text + sign if met is None else text[:-1] + met)


def _with_quotation_marks(runs: Runs, locale: Locale) -> Runs:
    """Return the output with marks around its quotations, inner ones in the inner form."""
    result: list[Run] = []
    open_: list[tuple[Quoted, Run]] = []
    for piece in (*runs, Run("")):
        quotes = [frame for frame in piece.frames if isinstance(frame, Quoted)]
        shared = 0
        while shared < min(len(open_), len(quotes)) and open_[shared][0] is quotes[shared]:
            shared += 1
        while len(open_) > shared:
            quote, outside = open_.pop()
            result.append(replace(outside, text=_mark(quote, locale, "close", len(open_))))
        for quote in quotes[shared:]:
            outside = replace(piece, text="", frames=piece.frames[: piece.frames.index(quote)])
            result.append(replace(outside, text=_mark(quote, locale, "open", len(open_))))
            open_.append((quote, outside))
        if piece.text:
            result.append(piece)
    return tuple(result)


def _mark(quote: Quoted, locale: Locale, side: str, depth: int) -> str:
    if quote.marks and depth == 0:
        return quote.marks[0] if side == "open" else quote.marks[1]
    inner = "inner-" if depth % 2 else ""
    return locale.term(f"{side}-{inner}quote") or '"'


def _with_raised_letters(piece: Run) -> Runs:
    """Return a run with its raised characters (`3ᵉ`) as raised parts, which every font can show."""
    if piece.text.isascii():
        return (piece,)
    parts: list[tuple[str, bool]] = []
    for letter in piece.text:
        raised = unicodedata.decomposition(letter).startswith("<super>")
        plain = unicodedata.normalize("NFKC", letter) if raised else letter
        if parts and parts[-1][1] is raised:
            parts[-1] = (parts[-1][0] + plain, raised)
        else:
            parts.append((plain, raised))
    above = Formatted(Formatting(raised="sup"))
    return tuple(
        replace(piece, text=text, frames=(*piece.frames, above) if raised else piece.frames)
        for text, raised in parts
    )


Wrapper: TypeAlias = tuple[int, str, Callable[[Inlines], Inline]]
"""A frame's identity, what it does, and the inline that it becomes."""


def _wrappers(piece: Run) -> tuple[Wrapper, ...]:
    """Return the inlines that a run stands in, the outermost first, flip-flops resolved.

    What is italic within italics is upright (CSL 1.0.2, "Font-style"), and bold alike.
    """
    wrappers: list[Wrapper] = []
    formats: dict[str, Wrapper] = {}
    for frame in piece.frames:
        match frame:
            case Item(key):
                wrappers.append((id(frame), "item", _cited(key)))
            case Linked(target):
                wrappers.append((id(frame), "link", _linked(target)))
            case Formatted():
                _apply(frame, formats, wrappers)
            case _:
                pass
    return tuple(wrappers)


def _apply(frame: Formatted, formats: dict[str, Wrapper], wrappers: list[Wrapper]) -> None:
    formatting = frame.formatting
    for name, value, make, flips in (
        ("italic", formatting.italic, Emphasis, True),
        ("bold", formatting.bold, Strong, True),
        ("small-caps", formatting.small_caps, SmallCaps, True),
        ("underline", formatting.underline, Underline, False),
        ("sup", _raised(formatting.raised, "sup"), Superscript, False),
        ("sub", _raised(formatting.raised, "sub"), Subscript, False),
    ):
        if value is None:
            continue
        before = formats.get(name)
        if before is not None and (flips or not value):
            wrappers.remove(before)
            del formats[name]
        elif value and before is None:
            formats[name] = (id(frame), name, make)
            wrappers.append(formats[name])


def _raised(raised: str | None, name: str) -> bool | None:
    return None if raised is None else raised == name


def _cited(key: str) -> Callable[[Inlines], Inline]:
    return lambda children: Cited(key, children)


def _linked(target: str) -> Callable[[Inlines], Inline]:
    return lambda children: Link(target, children)


def _inlines(pieces: Sequence[tuple[Run, tuple[Wrapper, ...]]]) -> Inlines:
    result: list[Inline] = []
    at = 0
    while at < len(pieces):
        piece, wrappers = pieces[at]
        if not wrappers:
            _add_text(result, piece.text)
            at += 1
            continue
        identity, name, make = wrappers[0]
        end = at
        inner: list[tuple[Run, tuple[Wrapper, ...]]] = []
        while end < len(pieces) and pieces[end][1] and pieces[end][1][0][:2] == (identity, name):
            inner.append((pieces[end][0], pieces[end][1][1:]))
            end += 1
        result.append(make(_inlines(inner)))
        at = end
    return tuple(result)


def _add_text(result: list[Inline], text: str) -> None:
    if result and isinstance(last := result[-1], Text):
        result[-1] = Text(last.text + text)
    elif text:
        result.append(Text(text))
