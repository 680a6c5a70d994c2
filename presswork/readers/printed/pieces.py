"""A run of text with mentions of works in it, and what may stand between and around those."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from presswork.inlines import CitationItem, CiteForm, Inline, Text, plain_text
from presswork.readers.printed.mentions import DASHES, Mention, authors_at_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.inlines import Inlines
    from presswork.problems import Location
    from presswork.readers.printed.mentions import Shell
    from presswork.readers.printed.works import Works


@dataclass(frozen=True, slots=True)
class Group:
    """A citation that is being put together, or is whole already but for its place.

    Args:
        shell: what it stood in.
        numeric: whether the article cites by number.
    """

    items: tuple[CitationItem, ...]
    shell: Shell
    numeric: bool
    form: CiteForm = CiteForm.PARENTHETICAL
    location: Location | None = None


Piece: TypeAlias = "Inline | Mention | Group"
"""A part of a run of text as a reader gives it."""

Token: TypeAlias = "str | Piece"  # noqa: S105 - a part of a text
"""The same with brackets apart, each a text of its own."""

_DASH: Final = re.escape(DASHES)
BRACKET: Final = re.compile(r"([()\[\]])")
SEPARATOR: Final = re.compile(rf"\s*(?:[,;]|[,;]?\s*(?:and|&|und|et|y|e)|[{_DASH}]|to|through)?\s*")
CLOSE: Final = re.compile(rf"\s*(?:[,;]|[{_DASH}])?\s*")
RANGE: Final = re.compile(rf"\s*(?:[{_DASH}]|to|through)\s*")
NEAR: Final = 8
"""How many parts of a text before a citation may hold the names of its authors."""


def is_separator(inlines: Inlines) -> bool:
    """Tell whether a text is nothing but what stands between numbers."""
    if not all(isinstance(inline, Text) for inline in inlines):
        return False
    text = plain_text(inlines)
    return bool(text.strip()) and bool(CLOSE.fullmatch(text))


def only_mentions(pieces: Sequence[Piece]) -> bool:
    """Tell whether a run is nothing but mentions, with what stands between and around those."""
    return any(isinstance(piece, Mention | Group) for piece in pieces) and all(
        isinstance(piece, Mention | Group)
        or (isinstance(piece, Text) and SEPARATOR.fullmatch(BRACKET.sub("", piece.text)))
        for piece in pieces
    )


def lifted(pieces: Sequence[Piece], *, raised: bool) -> list[Piece]:
    """Return a run of mentions without the format that it stood in, which the style sets.

    Args:
        pieces: the run.
        raised: whether the format raised it above the line.
    """
    if not raised:
        return list(pieces)
    return [_raised(piece) for piece in pieces]


def _raised(piece: Piece) -> Piece:
    match piece:
        case Mention():
            return replace(piece, raised=True)
        case Group():
            return replace(piece, shell="^")  # noqa: S604 - no shell of a system
        case _:
            return piece


def plain(tokens: Sequence[Token]) -> str:
    """Return a run as text, with a sign for what is a citation."""
    parts: list[str] = []
    for token in tokens:
        match token:
            case str():
                parts.append(token)
            case Mention() | Group():
                parts.append("\N{OBJECT REPLACEMENT CHARACTER}")
            case _:
                parts.append(plain_text((token,)))
    return "".join(parts)


def read(tokens: Sequence[Token]) -> str:
    """Return a run as one reads it, mentions of authors with it."""
    return "".join(each.text if isinstance(each, Mention) else plain((each,)) for each in tokens)


def inlines_of(tokens: Sequence[Token]) -> Inlines:
    """Return what a run holds beside citations."""
    return tuple(
        Text(token) if isinstance(token, str) else token
        for token in tokens
        if not isinstance(token, Mention | Group)
    )


def once(items: Sequence[CitationItem]) -> tuple[CitationItem, ...]:
    """Return the items, each work once unless words stand beside it."""
    seen: set[str] = set()
    kept: list[CitationItem] = []
    for item in items:
        if item.key not in seen or item.prefix or item.suffix or item.locator:
            kept.append(item)
        seen.add(item.key)
    return tuple(kept)


def known_before(
    items: tuple[CitationItem, ...], before: Sequence[Token], works: Works
) -> tuple[CitationItem, ...]:
    """Leave the authors of a single work to the sentence that names them just before."""
    if len(items) != 1 or authors_at_end(read(before), items[0].key, works) is None:
        return items
    return (replace(items[0], suppress_author=True),)
