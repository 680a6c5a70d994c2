r"""Chemical formulas as mhchem's `\ce` writes them, as far as articles use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ARROWS: Final[Mapping[str, str]] = {
    "<=>": r"\rightleftharpoons",
    "<-->": r"\leftrightarrows",
    "<->": r"\leftrightarrow",
    "->": r"\longrightarrow",
    "<-": r"\longleftarrow",
}

LABELLED: Final[Mapping[str, str]] = {"->": r"\xrightarrow", "<-": r"\xleftarrow"}

_PART: Final = re.compile(
    r"""
    (?P<arrow> <=> | <--> | <-> | -> | <- ) (?:\[(?P<over>[^\]]*)\])? (?:\[(?P<under>[^\]]*)\])?
    | \$(?P<math>[^$]*)\$
    | (?P<gas> (?<=\s)[\^v](?=\s|$) )
    | \^\{(?P<power>[^{}]*)\} | \^(?P<charge>[0-9]*[+-]|[0-9]+)
    | _\{(?P<index>[^{}]*)\} | _(?P<digit>[0-9]+)
    | (?P<plus> (?<=\s)[+-](?=\s) )
    | (?P<sign> (?<=[A-Za-z0-9)\]}])[+-](?=$|\s|[)\]}]) )
    | (?P<amount> (?:(?<=^)|(?<=\s)|(?<=[*(.]))[0-9]+(?:[./][0-9]+)? )
    | (?P<count> [0-9]+ )
    | (?P<letters> [A-Za-z]+ )
    | (?P<bond> [=#-] )
    | (?P<dot> [*.] )
    | (?P<command> \\[A-Za-z]+ )
    | (?P<space> \s+ )
    | (?P<other> [\s\S] )
    """,
    re.VERBOSE,
)

BONDS: Final[Mapping[str, str]] = {"-": r"{-}", "=": r"{=}", "#": r"{\equiv}"}


def formula(text: str) -> str:
    r"""Return a chemical formula or equation in commands of amsmath."""
    return "".join(_part(match) for match in _PART.finditer(text.strip()))


def _part(match: re.Match[str]) -> str:
    kind, text = str(match.lastgroup), match[0]
    if match["arrow"]:
        return _arrow(match)
    match kind:
        case "math":
            return f"{{{match['math']}}}"
        case "gas":
            return r"\uparrow" if text == "^" else r"\downarrow"
        case "power" | "charge":
            return rf"{_base(match)}^{{{_charge(match[kind])}}}"
        case "sign":
            return rf"^{{{_charge(text)}}}"
        case "index" | "digit" | "count":
            return rf"{_base(match)}_{{{match[kind]}}}"
        case "amount":
            whole, _, part = text.partition("/")
            return rf"\tfrac{{{whole}}}{{{part}}}\," if part else rf"{text}\,"
        case "letters":
            return rf"\mathrm{{{text}}}"
        case "bond":
            return BONDS[text]
        case "dot":
            return r"\cdot "
        case "space":
            return " "
        case "other" if text in "{}":
            return text
        case _:
            return f"{text} "


def _base(match: re.Match[str]) -> str:
    """Return what scripts stand at: nothing, where they come before a letter."""
    before = match.string[: match.start()][-1:]
    return "" if before and before not in " ({[" else "{}"


def _charge(text: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda word: rf"\mathrm{{{word[0]}}}", text)


def _arrow(match: re.Match[str]) -> str:
    over, under, sign = match["over"], match["under"], match["arrow"]
    if over is None:
        return rf"{ARROWS[sign]} "
    below = f"[{formula(under)}]" if under else ""
    if sign in LABELLED:
        return rf"{LABELLED[sign]}{below}{{{formula(over)}}}"
    raised = rf"\overset{{{formula(over)}}}{{{ARROWS[sign]}}}"
    return rf"\underset{{{formula(under)}}}{{{raised}}}" if under else raised
