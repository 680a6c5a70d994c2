"""Numerals: how the numbers of lists and of notes are written."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Numeral: TypeAlias = Literal["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]
"""The words are those of CSS `list-style-type`."""

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def written(number: int, numeral: Numeral) -> str:
    """Return a number as it is written, for example `b`, `AA` or `iv`.

    Args:
        number: from 1.
        numeral: how; after the last letter follow pairs of letters, as in CSS.
    """
    match numeral:
        case "decimal":
            return str(number)
        case "lower-alpha" | "upper-alpha":
            text = _letters(number)
        case "lower-roman" | "upper-roman":
            text = _roman(number)
    return text.upper() if numeral.startswith("upper") else text


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text
