"""Mentions of works in a run of text → `Cite`.

What belongs to the article's own style is taken away: brackets, raised numbers, the commas and
dashes between numbers, the authors' names beside a year. What the sentence says stays: "see" and
"for review" become prefixes and suffixes. `bracketed` and `loose` find the citations, here those
beside each other are joined and set before the full stop.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import CitationItem, Cite, CiteForm, Superscript, Text, plain_text
from presswork.readers.printed.bracketed import grouped
from presswork.readers.printed.loose import loose
from presswork.readers.printed.mentions import Mention, expand
from presswork.readers.printed.pieces import (
    BRACKET,
    CLOSE,
    NEAR,
    RANGE,
    Group,
    is_separator,
    once,
    plain,
)
from presswork.readers.printed.texts import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.inlines import Inline, Inlines
    from presswork.readers.printed.pieces import Piece, Token
    from presswork.readers.printed.works import Works

_ABBREVIATED: Final = re.compile(r"(?:\b(?:al|cf|e\.g|i\.e|ca|vs|Fig|Dr|sp|spp|no)|\b[A-Z])\.$")
_NO_SPACE_AFTER: Final = (*" ([/“‘„«", "\N{NO-BREAK SPACE}", "\N{EM DASH}")
_SENTENCE_END: Final = ".,;:"


def cite(pieces: Sequence[Piece], works: Works) -> Inlines:
    """Return a run of text in which the mentions of works are citations.

    Args:
        pieces: the run.
        works: what can be cited.
    """
    inlines = tuple(piece for piece in pieces if not isinstance(piece, Mention | Group))
    if len(inlines) == len(pieces):
        return inlines
    tokens = grouped(_tokens(pieces), works)
    return _written(_joined(loose(tokens, works, inside=False), works))


def _tokens(pieces: Sequence[Piece]) -> list[Token]:
    """Return a run with its brackets apart; of raised separators only what they separate."""
    tokens: list[Token] = []
    for piece in pieces:
        match piece:
            case Text(text):
                tokens += [part for part in BRACKET.split(text) if part]
            case Superscript(children) if is_separator(children):
                beside = bool(tokens) and isinstance(tokens[-1], Mention) and tokens[-1].raised
                tokens.append(plain_text(children) if beside else piece)
            case _:
                tokens.append(piece)
    return tokens


def _joined(tokens: list[Token], works: Works) -> list[Token]:
    """Join citations that only commas, dashes or spaces divide."""
    out: list[Token] = []
    for token in tokens:
        if isinstance(token, Group) and (joined := _join(out, token, works)):
            first, kept = joined
            del out[kept:]
            out.append(first)
        else:
            out.append(token)
    return out


def _join(out: list[Token], group: Group, works: Works) -> tuple[Group, int] | None:
    """Return a citation joined with the one before it, and where that stands."""
    at = len(out) - 1
    while at >= max(0, len(out) - NEAR) and isinstance(out[at], str):
        at -= 1
    before = out[at] if at >= 0 else None
    if not isinstance(before, Group):
        return None
    between = plain(out[at + 1 :])
    parenthetical = before.form is group.form is CiteForm.PARENTHETICAL
    same = parenthetical and before.shell == group.shell and before.numeric == group.numeric
    if not same or not (CLOSE.fullmatch(between) if group.numeric else not between.strip()):
        return None
    filled: tuple[str, ...] = ()
    if RANGE.fullmatch(between):
        filled = expand(before.items[-1].key, group.items[0].key, works)[1:-1]
    items = (*before.items, *(CitationItem(key) for key in filled), *group.items)
    return replace(before, items=once(items)), at


def _written(tokens: list[Token]) -> Inlines:
    """Return a run with its citations as a reader of Markdown would have them."""
    out: list[Inline] = []
    for at, token in enumerate(tokens):
        match token:
            case Group():
                following = tokens[at + 1] if at + 1 < len(tokens) else ""
                _append(out, token, following if isinstance(following, str) else "x")
            case str():
                _append_text(out, token)
            case Mention():
                _append_text(out, token.text)
            case _:
                out.append(token)
    return joined(out)


def _append_text(out: list[Inline], text: str) -> None:
    if text:
        out.append(Text(text))


def _append(out: list[Inline], group: Group, following: str) -> None:
    """Put a citation after a space; a raised one goes before the stop that it stood after."""
    stop = ""
    if group.shell == "^" and out and isinstance(last := out[-1], Text):
        text = last.text.rstrip()
        if _stands_after_stop(text, following) and (text[:-1].strip() or len(out) > 1):
            stop = text[-1]
            out[-1:] = [Text(text[:-1])] if text[:-1] else []
    if out and group.shell and _needs_space(out[-1]):
        _append_text(out, " ")
    out.append(Cite(group.items, group.form, location=group.location))
    if stop:
        out.append(Text(stop))


def _stands_after_stop(text: str, following: str) -> bool:
    if not text.endswith(tuple(_SENTENCE_END)):
        return False
    if text[-1] != ".":
        return True
    begins = following.lstrip()[:1]
    return not _ABBREVIATED.search(text) and not begins.islower()


def _needs_space(before: Inline) -> bool:
    if not isinstance(before, Text):
        return True
    return not before.text.endswith(_NO_SPACE_AFTER)
