"""From left to right or from right to left: of languages, and of the parts of a text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGES: Final = frozenset(
    (
        *("apc", "ar", "arc", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo"),
        *("ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi"),
    )
)
"""The languages that are written from right to left unless their tag names another script."""

_SCRIPTS: Final = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_OF_SCRIPT: Final = 4
"""How many letters the subtag of a script has (RFC 5646)."""

_LETTERS: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def is_backward(language: str) -> bool:
    """Tell whether a language is written from right to left.

    Args:
        language: a BCP 47 tag.
    """
    main, *subtags = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == _OF_SCRIPT and tag.isalpha()), "")
    return script in _SCRIPTS if script else main in _LANGUAGES


def directed(text: str, *, backward: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, each with whether it runs from right to left.

    What has no direction, such as spaces and digits, goes with what surrounds it where both sides
    agree, and with the sentence where they do not.

    Args:
        text: the characters.
        backward: whether the sentence runs from right to left.
    """
    if not backward and not _LETTERS.search(text):
        yield text, False
        return
    start, loose, current = 0, 0, backward
    for at, sign in enumerate(text):
        kind = unicodedata.bidirectional(sign)
        if kind not in {"L", "R", "AL"}:
            continue
        direction = kind != "L"
        if direction != current:
            # What is loose before a change goes with the sentence.
            border = loose if current != backward else at
            if border > start:
                yield text[start:border], current
            start, current = border, direction
        loose = at + 1
    border = loose if current != backward else len(text)
    if border > start:
        yield text[start:border], current
    if len(text) > border:
        yield text[border:], backward
