"""Given names as initials (CSL 1.0.2, "Name", `initialize-with`)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

LONGEST_DIGRAPH: Final = 2
"""Letters that count as one where a name is written like `TSerendorj`."""

HYPHENS: Final = "-‐‑–"


@lru_cache(maxsize=16384)
def initialized(given: str, mark: str, *, with_hyphen: bool) -> str:
    """Return `J. D.` for `John David`.

    What ends in a period is an abbreviation already and keeps its letters: `Ph.`, `Wm.`.

    Args:
        given: the given names.
        mark: what follows an initial: `.`, `. ` or nothing.
        with_hyphen: whether `Jean-Luc` keeps its hyphen.
    """
    pieces: list[str] = []
    for word in _words(given):
        if word[0].islower() and not word.endswith("."):
            _separate(pieces)
            pieces.append(word + " ")
        else:
            pieces.append(_compound(word, mark, with_hyphen=with_hyphen))
    return "".join(pieces).strip()


@lru_cache(maxsize=4096)
def marked(given: str, mark: str) -> str:
    """Return given names in full, but initials among them as marked (`initialize="false"`)."""
    pieces: list[str] = []
    for word in _words(given):
        if _is_initial(word):
            pieces.append(_compound(word, mark, with_hyphen=False))
        else:
            _separate(pieces)
            pieces.append(word + " ")
    return "".join(pieces).strip()


def _words(given: str) -> list[str]:
    """Cut given names at spaces and after periods."""
    return given.replace("\u00a0", " ").replace(".", ". ").replace(". -", ".-").split()


def _is_initial(word: str) -> bool:
    parts = _at_hyphens(word)
    return all(
        part[0].isupper() and (part.endswith(".") or len(part) == 1) for part in parts if part
    )


def _separate(pieces: list[str]) -> None:
    if pieces and not pieces[-1].endswith(" "):
        pieces.append(" ")


def _compound(word: str, mark: str, *, with_hyphen: bool) -> str:
    """Return the initials of a word with hyphens; parts in lower case are dropped."""
    parts = [part for part in _at_hyphens(word) if part.strip(".")]
    shown = [part for index, part in enumerate(parts) if not index or not part[0].islower()]
    initials = [_initial(part) + mark for part in shown]
    if not with_hyphen:
        return "".join(initials)
    return "-".join([*(initial.rstrip() for initial in initials[:-1]), *initials[-1:]])


def _at_hyphens(word: str) -> list[str]:
    for hyphen in HYPHENS[1:]:
        word = word.replace(hyphen, "-")
    return word.split("-")


def _initial(part: str) -> str:
    if part.endswith("."):
        return part.rstrip(".")
    if len(part) > LONGEST_DIGRAPH and part[:2].isupper() and part[2:].islower():
        return part[0] + part[1].lower()
    return part[0]
