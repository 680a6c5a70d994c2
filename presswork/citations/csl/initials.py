"""Given names as initials (CSL 1.0.2, "Name", `initialize-with`)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

HYPHENS: Final = frozenset("-‐‑–")


@lru_cache(maxsize=16384)
def initialized(given: str, mark: str, *, with_hyphen: bool) -> str:
    """Return `J. D.` for `John David`.

    Args:
        given: the given names.
        mark: what follows an initial: `.`, `. ` or nothing.
        with_hyphen: whether `Jean-Luc` keeps its hyphen.
    """
    pieces: list[str] = []
    for word in _words(given):
        if _is_lower(word):
            _separate(pieces)
            pieces.append(word + " ")
        else:
            pieces.append(_compound(word, mark, with_hyphen=with_hyphen))
    return "".join(pieces).strip()


def _words(given: str) -> list[str]:
    """Cut given names at spaces and after periods."""
    return given.replace("\u00a0", " ").replace(".", ". ").replace(". -", ".-").split()


def _is_lower(word: str) -> bool:
    return word[0].islower() and word.rstrip(".") != ""


def _separate(pieces: list[str]) -> None:
    if pieces and not pieces[-1].endswith(" "):
        pieces.append(" ")


def _compound(word: str, mark: str, *, with_hyphen: bool) -> str:
    parts = [part for part in _at_hyphens(word) if part.strip(".")]
    initials = []
    for part in parts:
        if initials and part[0].islower():
            continue
        initials.append(_initial(part) + mark)
    if not with_hyphen:
        return "".join(initials)
    return "-".join(initial.rstrip() for initial in initials[:-1]) + (
        ("-" if len(initials) > 1 else "") + initials[-1] if initials else ""
    )


def _at_hyphens(word: str) -> list[str]:
    for hyphen in HYPHENS:
        word = word.replace(hyphen, "-")
    return word.split("-")


def _initial(part: str) -> str:
    bare = part.rstrip(".")
    return bare[0]


@lru_cache(maxsize=4096)
def marked(given: str, mark: str, *, with_hyphen: bool) -> str:
    """Return given names in full with their single letters written as initials (`initialize="false"`)."""
    pieces: list[str] = []
    for word in _words(given):
        letters = [part for part in _at_hyphens(word.rstrip(".")) if part]
        if letters and all(len(part.rstrip(".")) == 1 and part[0].isupper() for part in letters):
            pieces.append(_compound(word, mark, with_hyphen=with_hyphen))
            if mark.endswith(" "):
                continue
        else:
            _separate(pieces)
            pieces.append(word + " ")
    return "".join(pieces).strip()
