"""The order of letters, by language.

Sort keys are compared as the reference processor compares them: letters alone count, without
their accents, whatever their case; punctuation is passed over, spaces go before letters; figures go by their value. In the
languages in which an accented letter is a letter of its own, it has its own place.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

SPACE: Final = "\x01"
"""What a space becomes; it goes before every letter."""

DIGITS: Final = 12
EXPANSIONS: Final = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
}
_NORDIC: Final = {"æ": "z\uf001", "ä": "z\uf001", "ø": "z\uf002", "ö": "z\uf002", "å": "z\uf003"}
_SWEDISH: Final = {"å": "z\uf001", "ä": "z\uf002", "æ": "z\uf002", "ö": "z\uf003", "ø": "z\uf003"}
TAILORED: Final[dict[str, dict[str, str]]] = {
    "da": _NORDIC,
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "sv": _SWEDISH,
    "fi": _SWEDISH,
    "es": {"ñ": "n\uf001"},
    "et": {"š": "s\uf001", "ž": "s\uf003", "õ": "w\uf001", "ä": "w\uf002", "ö": "w\uf003", "ü": "w\uf004"},
    "cs": {"č": "c\uf001", "ř": "r\uf001", "š": "s\uf001", "ž": "z\uf001"},
    "sk": {"ä": "a\uf001", "č": "c\uf001", "ô": "o\uf001", "š": "s\uf001", "ž": "z\uf001"},
    "sl": {"č": "c\uf001", "ć": "c\uf002", "š": "s\uf001", "ž": "z\uf001"},
    "hr": {"č": "c\uf001", "ć": "c\uf002", "đ": "d\uf001", "š": "s\uf001", "ž": "z\uf001"},
    "pl": {
        "ą": "a\uf001", "ć": "c\uf001", "ę": "e\uf001", "ł": "l\uf001", "ń": "n\uf001",
        "ó": "o\uf001", "ś": "s\uf001", "ź": "z\uf001", "ż": "z\uf002",
    },
    "lt": {"č": "c\uf001", "š": "s\uf001", "ž": "z\uf001"},
    "lv": {"č": "c\uf001", "ģ": "g\uf001", "ķ": "k\uf001", "ļ": "l\uf001", "ņ": "n\uf001", "š": "s\uf001", "ž": "z\uf001"},
    "hu": {"ö": "o\uf001", "ő": "o\uf001", "ü": "u\uf001", "ű": "u\uf001"},
    "ro": {"ă": "a\uf001", "â": "a\uf002", "î": "i\uf001", "ș": "s\uf001", "ț": "t\uf001"},
    "tr": {"ç": "c\uf001", "ğ": "g\uf001", "ı": "h\uf001", "ö": "o\uf001", "ş": "s\uf001", "ü": "u\uf001"},
    "is": {"á": "a\uf001", "ð": "d\uf001", "é": "e\uf001", "í": "i\uf001", "ó": "o\uf001", "ú": "u\uf001", "ý": "y\uf001", "þ": "z\uf001", "æ": "z\uf002", "ö": "z\uf003"},
}  # fmt: skip
"""Letters of their own and where they stand: after a letter, in the order of the figures.

From the collation charts of the Unicode CLDR."""


@lru_cache(maxsize=65536)
def key(text: str, language: str) -> str:
    """Return a text that sorts by code point as the given one does in a language.

    Args:
        text: what is to be sorted.
        language: a BCP 47 tag.
    """
    if text.isascii():
        letters = text.lower()
    else:
        letters = _plain(
            unicodedata.normalize("NFC", text).casefold(), language.split("-", maxsplit=1)[0]
        )
    return _folded(letters)


def _plain(text: str, language: str) -> str:
    """Return the letters without accents, but for letters that are their own."""
    own = TAILORED.get(language, {})
    pieces = []
    for character in text:
        if character.isascii():
            pieces.append(character)
        elif character in own:
            pieces.append(own[character])
        elif character in EXPANSIONS:
            pieces.append(EXPANSIONS[character])
        else:
            pieces.append(unicodedata.normalize("NFKD", character))
    return "".join(pieces)


def _folded(text: str) -> str:
    """Return letters and figures alone, figures in their full width."""
    pieces: list[str] = []
    figures = ""
    for character in text:
        if character.isdecimal():
            figures += character
            continue
        if figures:
            pieces.append(figures.zfill(DIGITS))
            figures = ""
        if character.isalpha() or "\uf000" < character < "\uf010":
            pieces.append(character)
        elif character.isspace() and pieces and pieces[-1] != SPACE:
            pieces.append(SPACE)
    if figures:
        pieces.append(figures.zfill(DIGITS))
    return "".join(pieces)
