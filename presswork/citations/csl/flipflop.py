"""Flip-flop formatting and nested quotes (CSL 1.0.2, "Formatting" and "Quotes").

Italic words of an italic title are set upright; quotations within quotations take the inner marks.
Both depend on what is around, so they are settled when the output tree is laid out in a row.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from presswork.citations.csl.output import (
    Font,
    Output,
    Placed,
    Quoted,
    Role,
    Run,
    Styled,
    Tagged,
    children,
)
from presswork.citations.csl.tokens import (
    CLOSE,
    Displayed,
    Formatted,
    Frame,
    Kind,
    Linked,
    OfItem,
    Open,
    Piece,
    Token,
)

if TYPE_CHECKING:
    from presswork.citations.csl.locale import Locale

NORMAL: Final = Font("normal", "normal", "normal", "none", "baseline")
ALWAYS_SAID: Final = frozenset({"none", "baseline"})
"""Values that are told even where they change nothing, as the reference processor does."""

RAISED_LETTERS: Final = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
"""Raised letters that Unicode does not take apart."""

RAISED: Final = Formatted(Font(vertical="sup"))


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks of a language, outer and inner."""

    opening: tuple[str, str]
    closing: tuple[str, str]

    @staticmethod
    def of(locale: Locale) -> Marks:
        """Return those of a locale."""
        term = locale.term
        return Marks(
            (term("open-quote"), term("open-inner-quote")),
            (term("close-quote"), term("close-inner-quote")),
        )


def laid_out(output: Output, marks: Marks) -> list[Token]:
    """Return the output in a row, with fonts and quotation marks settled."""
    tokens: list[Token] = []
    _lay(output, _Place(NORMAL, 0, marks), tokens)
    return tokens


@dataclass(frozen=True, slots=True)
class _Place:
    """What is around a part: the font, and how many quotations it stands in."""

    font: Font
    depth: int
    marks: Marks


def _lay(output: Output, place: _Place, tokens: list[Token]) -> None:
    if type(output) is Run:
        if output.text:
            _lay_text(output, place.font, tokens)
        return
    frame: Frame | None = None
    match output:
        case Styled():
            changed, font = _change(output.font, place.font, flips=output.flips)
            frame = Formatted(changed) if changed else None
            place = replace(place, font=font)
        case Quoted():
            _lay_quoted(output, place, tokens)
            return
        case Tagged(role=Role.LINK):
            frame = Linked(output.value)
        case Tagged(role=Role.ITEM):
            frame = OfItem(output.value)
        case Placed():
            frame = Displayed(output.display)
        case _:
            pass
    if frame is not None:
        tokens.append(Open(frame))
    for child in children(output):
        _lay(child, place, tokens)
    if frame is not None:
        tokens.append(CLOSE)


def _lay_quoted(output: Quoted, place: _Place, tokens: list[Token]) -> None:
    """Add a quotation with the marks that its depth asks for."""
    inner = place.depth % 2
    opening, closing = place.marks.opening[inner], place.marks.closing[inner]
    if output.typed is not None and not place.depth:
        opening, closing = output.typed
    tokens.append(Piece(opening, Kind.OPENING_QUOTE))
    for child in output.children:
        _lay(child, replace(place, depth=place.depth + 1), tokens)
    tokens.append(Piece(closing, Kind.CLOSING_QUOTE))


def _lay_text(run: Run, font: Font, tokens: list[Token]) -> None:
    """Add characters; superscript letters and figures become plain ones in superscript."""
    if run.text.isascii() or not any(map(_raised, run.text)) or font.vertical != "baseline":
        tokens.append(Piece(run.text, bound=run.bound, suffix=run.suffix))
        return
    pending, bound = "", run.bound
    for character in run.text:
        plain = _raised(character)
        if not plain:
            pending += character
            continue
        if pending:
            tokens.append(Piece(pending, bound=bound))
        tokens += [Open(RAISED), Piece(plain, bound=True), CLOSE]
        pending, bound = "", True
    if pending:
        tokens.append(Piece(pending, bound=bound))


@lru_cache(maxsize=4096)
def _raised(character: str) -> str:
    """Return what a superscript character is a raised form of; empty for all others."""
    if character.isascii():
        return ""
    if character in RAISED_LETTERS:
        return RAISED_LETTERS[character]
    mark, _, codes = unicodedata.decomposition(character).partition(" ")
    return "".join(chr(int(code, 16)) for code in codes.split()) if mark == "<super>" else ""


@lru_cache(maxsize=1024)
def _change(wanted: Font, current: Font, *, flips: bool) -> tuple[Font | None, Font]:
    """Return what a font changes, None for nothing, and the font that results."""
    changed, result = Font(), current
    for attribute in ("style", "variant", "weight", "decoration", "vertical"):
        value = getattr(wanted, attribute)
        if not value:
            continue
        here = getattr(current, attribute)
        if value == here and flips:
            value = getattr(NORMAL, attribute)
        elif value == here and value not in ALWAYS_SAID:
            continue
        changed = replace(changed, **{attribute: value})
        result = replace(result, **{attribute: value})
    return (None if changed == Font() else changed), result
