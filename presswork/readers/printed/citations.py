"""Marks of citations as pages print them → `Cite`.

A reader puts a `mark` where a page refers to an entry of its list: a `Cite` of one work whose
`rendered` is what the page shows. `settle` takes the marks out of the formats and links around them
and lets `citing` make citations of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import NESTING, CitationItem, Cite, Link, Superscript, Text, plain_text
from presswork.readers.printed.citing import cite
from presswork.readers.printed.mentions import Mention, is_years
from presswork.readers.printed.pieces import Group, lifted, only_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presswork.inlines import Inline, Inlines
    from presswork.problems import Location
    from presswork.readers.printed.mentions import Shell
    from presswork.readers.printed.pieces import Piece
    from presswork.readers.printed.works import Works

_APART: Final = re.compile(r"[\s,]*(\(?)")
"""What stands between the links of an author and of a year that lead to one work."""

_RAISED: Final = (Superscript(()),)


def mark(key: str, shown: str, location: Location | None = None) -> Cite:
    """Return a mark: that a page refers to a work.

    Args:
        key: the id of the reference.
        shown: the words that lead to its entry.
        location: where it is.
    """
    return Cite((CitationItem(key),), rendered=(Text(shown),), location=location)


def raised(cite: Cite) -> Cite:
    """Return a citation that stands above the line, and is to be moved before the full stop."""
    return replace(cite, rendered=_RAISED)


def settle(inlines: Inlines, works: Works) -> Inlines:
    """Return a run of text with citations in the place of its marks.

    Args:
        inlines: the run, with all that nests in it.
        works: what its marks refer to.
    """
    return cite(_pieces(inlines, works), works) if _has_marks(inlines) else inlines


def _has_marks(inlines: Inlines) -> bool:
    return any(
        isinstance(inline, Cite) or (isinstance(inline, NESTING) and _has_marks(inline.children))
        for inline in inlines
    )


def _pieces(inlines: Inlines, works: Works) -> list[Piece]:
    """Return a run with mentions in the place of its marks, out of what frames those alone."""
    pieces: list[Piece] = []
    for inline in inlines:
        match inline:
            case Cite():
                pieces.append(_piece(inline))
            case _ if isinstance(inline, NESTING) and _has_marks(inline.children):
                pieces += _framed(inline, _pieces(inline.children, works), works)
            case _:
                pieces.append(inline)
    return _whole(pieces)


def _piece(cite: Cite) -> Piece:
    if not cite.rendered or cite.rendered == _RAISED:
        shell: Shell = "^" if cite.rendered else ""
        return Group(cite.items, shell, numeric=True, form=cite.form, location=cite.location)
    keys = tuple(item.key for item in cite.items)
    return Mention(keys, plain_text(cite.rendered), location=cite.location)


def _framed(inline: Inline, pieces: list[Piece], works: Works) -> Sequence[Piece]:
    if only_mentions(pieces):
        return lifted(pieces, raised=isinstance(inline, Superscript))
    if isinstance(inline, Link):
        return pieces
    if isinstance(inline, NESTING):
        return [replace(inline, children=cite(pieces, works))]
    return [inline]


def _whole(pieces: Iterable[Piece]) -> list[Piece]:
    """Return a run in which links to one work, of its author and of its year, are one mention.

    A bracket that is open at the end of a mention goes on to it: `Smith (` and `2020` are links.
    """
    whole: list[Piece] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if isinstance(piece, Mention) and (one := _one(whole[-2:], piece)):
            del whole[-2 if isinstance(last, Text) else -1 :]
            whole.append(one)
        elif isinstance(piece, Text) and isinstance(last, Mention) and _is_closed(last, piece):
            whole[-1] = replace(last, text=f"{last.text})")
            whole.append(Text(piece.text[1:]))
        else:
            whole.append(piece)
    return whole


def _one(before: Sequence[Piece], mention: Mention) -> Mention | None:
    match before:
        case (*_, Mention() as first, Text(between)):
            pass
        case (*_, Mention() as first):
            between = ""
        case _:
            return None
    apart = _APART.fullmatch(between)
    if first.keys != mention.keys or apart is None or not is_years(mention):
        return None
    if any(sign.isdecimal() for sign in first.text) or not any(map(str.isalpha, first.text)):
        return None
    return replace(first, text=f"{first.text.strip()} {apart[1]}{mention.text.strip()}")


def _is_closed(mention: Mention, after: Text) -> bool:
    return mention.text.count("(") > mention.text.count(")") and after.text.startswith(")")
