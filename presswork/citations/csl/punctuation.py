"""Punctuation where parts meet: no doubled marks, and periods and commas inside of quotes.

CSL 1.0.2, "Locale Options" (`punctuation-in-quote`). The table of which of two marks remains is
that of the reference processor; the test suite holds it (punctuation_FullMonty…).
"""

from __future__ import annotations

from typing import Final

from presswork.citations.csl.tokens import Formatted, Kind, Open, Piece, Token

FIRST, SECOND = "first", "second"
REMAINS: Final[dict[str, str]] = {
    "..": FIRST,
    ",,": FIRST,
    ";;": FIRST,
    "::": FIRST,
    "!!": FIRST,
    "??": FIRST,
    "!.": FIRST,
    "!:": FIRST,
    "?.": FIRST,
    "?:": FIRST,
    ":!": SECOND,
    ":?": SECOND,
    ":.": FIRST,
    ";!": SECOND,
    ";?": SECOND,
    ";:": FIRST,
    ";.": FIRST,
}
"""Which of two marks remains; of pairs that are not listed, both do."""

MARKS: Final = frozenset(".,;:!?")
INTO_QUOTES: Final = frozenset(".,!?")
SPACES: Final = frozenset(" \u00a0")


def settled(tokens: list[Token], *, in_quotes: bool) -> list[Token]:
    """Return the tokens with the punctuation between pieces settled.

    Args:
        tokens: pieces, each of which is right within itself.
        in_quotes: whether marks that follow a quotation move into it.
    """
    done: list[Token] = []
    for token in tokens:
        if not isinstance(token, Piece):
            done.append(token)
            continue
        text = token.text
        if token.kind is Kind.PLAIN and not token.bound:
            text = _meet(token, done, in_quotes=in_quotes)
        if text:
            done.append(Piece(text, token.kind))
    return done


def _meet(piece: Piece, done: list[Token], *, in_quotes: bool) -> str:
    """Settle what a piece begins with against what stands before it; return what is left of it."""
    text = piece.text
    while text and text[0] in MARKS:
        mark = Piece(text[0], suffix=piece.suffix)
        if not _absorb(mark, done, in_quotes=in_quotes):
            return text
        text = text[1:]
    if text[:1] == " " and _last_character(done) in SPACES and not _is_set_apart(done):
        return text.lstrip(" ")
    return text


def _is_set_apart(done: list[Token]) -> bool:
    """Tell whether formatting begins after the last piece; a space within it is its own."""
    return any(
        isinstance(token, Open) and isinstance(token.frame, Formatted)
        for token in done[_last(done) + 1 :]
    )


def _last(done: list[Token]) -> int:
    """Return where the last piece is, or -1."""
    for index in range(len(done) - 1, -1, -1):
        piece = done[index]
        if isinstance(piece, Piece) and piece.text:
            return index
    return -1


def _last_character(done: list[Token]) -> str:
    index = _last(done)
    piece = done[index] if index >= 0 else None
    return piece.text[-1:] if isinstance(piece, Piece) else ""


def _absorb(mark: Piece, done: list[Token], *, in_quotes: bool) -> bool:
    """Settle a mark against what stands before it; tell whether it is done with."""
    index = _last(done)
    if index < 0:
        return False
    piece = done[index]
    if not isinstance(piece, Piece):
        return False
    if piece.kind is Kind.CLOSING_QUOTE:
        return _at_quote(mark, done, index, in_quotes=in_quotes)
    match REMAINS.get(piece.text[-1:] + mark.text):
        case "first":
            return True
        case "second":
            shorter = piece.text[:-1]
            if shorter:
                done[index] = Piece(shorter, piece.kind)
            else:
                del done[index]
            if not _absorb(mark, done, in_quotes=in_quotes):
                done.append(mark)
            return True
        case _:
            return False


def _at_quote(mark: Piece, done: list[Token], index: int, *, in_quotes: bool) -> bool:
    """Settle a mark that follows a closing quotation mark."""
    within = done[:index]
    before = _last_character(within)
    if in_quotes and mark.text in INTO_QUOTES:
        if not _absorb(mark, within, in_quotes=in_quotes):
            _move_in(mark, within)
        done[:index] = within
        return True
    return REMAINS.get(before + mark.text) == FIRST and before in "!?" and mark.text in ".:"


def _move_in(mark: Piece, within: list[Token]) -> None:
    """Put a mark at the end of a quotation; of two suffixes that meet there, the outer comes first.

    CSL leaves the order open; this is the reference processor's, which moves outer suffixes first.
    """
    index = _last(within)
    last = within[index] if index >= 0 else None
    if mark.suffix and isinstance(last, Piece) and last.suffix and last.text in MARKS:
        within.insert(index, mark)
    else:
        within.append(mark)
