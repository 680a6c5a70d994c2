"""Text case (CSL 1.0.2, "Text-case" and "Title Case Conversion").

Case is changed letter by letter, so that runs keep their lengths and with them their formats. What
stands in a `Kept` frame, or raised or lowered, is not changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presswork.citations.output import Formatted, Kept, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from presswork.citations.output import Run, Runs


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: Final = _words(
    """a about above across afore after against al along alongside amid amidst among amongst an
    and anenst apropos apud around as aside astride at athwart atop barring before behind
    below beneath beside besides between beyond but by c ca circa d' de despite down during
    et except for forenenst from given in inside into lest like modulo near next nor
    notwithstanding of off on onto or out over per plus pro qua sans since so than the
    through thru throughout thruout till to toward towards under underneath until unto up
    upon v v. versus via vis-à-vis von vs vs. van with within without yet"""
)
"""Articles, conjunctions and prepositions; CSL 1.0.2, "Title Case Conversion"."""

WORD: Final = re.compile(r"[^\s\-\N{EN DASH}\N{EM DASH}/\N{NO-BREAK SPACE}]+")
QUOTES: Final = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
CLOSING: Final = "\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
BEFORE_WORDS: Final = f"{QUOTES}( \N{NO-BREAK SPACE}"
AROUND_WORDS: Final = f"{QUOTES}{CLOSING}()[]{{}},;"
ENDS_A_PART: Final = frozenset(":?!.")
"""Signs after which a title begins anew."""


def apply(runs: Runs, case: str, *, english: bool) -> Runs:
    """Return the output in another case.

    Args:
        runs: the output.
        case: the value of `text-case`.
        english: whether the work's language is English: title case is for English only.
    """
    text = text_of(runs)
    match case:
        case "lowercase":
            changed = _letters(text, str.lower)
        case "uppercase":
            changed = _letters(text, str.upper)
        case "capitalize-first":
            changed = _capitalize_first(text)
        case "capitalize-all":
            changed = WORD.sub(lambda word: _capitalize_word(word.group()), text)
        case "sentence":
            changed = _sentence(text)
        case "title" if english:
            changed = _title(text)
        case _:
            return runs
    return _laid_over(runs, changed)


def _letters(text: str, change: Callable[[str], str]) -> str:
    letters = (change(letter) for letter in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(letters, text, strict=True))


def _capitalize_word(word: str) -> str:
    """Return the word with its first letter large, unless a letter in it is large already."""
    if any(letter.isupper() for letter in word):
        return word
    for at, letter in enumerate(word):
        if letter.isalpha():
            large = letter.upper()
            return word[:at] + large + word[at + 1 :] if len(large) == 1 else word
        if letter.isdigit():
            return word
    return word


def _capitalize_first(text: str) -> str:
    """Return the text with its first word begun large, if that is all in small letters."""
    word = WORD.search(text)
    if word is None:
        return text
    return text[: word.start()] + _capitalize_word(word.group()) + text[word.end() :]


def _sentence(text: str) -> str:
    """Return sentence case: capitals go where the whole string is in capitals."""
    if text.isupper():
        return _capitalize_first(_letters(text, str.lower))
    return _capitalize_first(text)


def _title(text: str) -> str:
    if text.isupper() and " " in text.strip():
        text = _letters(text, str.lower)
    words = list(WORD.finditer(text))
    result: list[str] = []
    end = 0
    for number, word in enumerate(words):
        result.append(text[end : word.start()])
        end = word.end()
        spared = 0 < number < len(words) - 1 and not _begins_a_part(text, word.start())
        result.append(_title_word(word.group(), spared=spared))
    result.append(text[end:])
    return "".join(result)


def _title_word(word: str, *, spared: bool) -> str:
    bare = word.strip(AROUND_WORDS)
    if spared and bare.lower() in STOP_WORDS:
        return _letters(word, str.lower) if bare[1:].islower() or len(bare) == 1 else word
    return _capitalize_word(word)


def _begins_a_part(text: str, start: int) -> bool:
    before = text[:start].rstrip(BEFORE_WORDS)
    return (
        (before != text[:start] and before[-1:] in ENDS_A_PART) or before.endswith("\N{EM DASH}")
    ) and not before.lower().endswith((" vs.", " v.", " al."))


def _laid_over(runs: Runs, changed: str) -> Runs:
    """Return the runs with the changed letters, where they may change."""
    result: list[Run] = []
    start = 0
    for piece in runs:
        end = start + len(piece.text)
        result.append(piece if _is_kept(piece) else replace(piece, text=changed[start:end]))
        start = end
    return tuple(result)


def _is_kept(piece: Run) -> bool:
    return any(
        isinstance(around, Kept)
        or (isinstance(around, Formatted) and around.formatting.raised in ("sup", "sub"))
        for around in piece.frames
    )
