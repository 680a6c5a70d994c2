r"""Numbers and units as siunitx writes them (`\SI`, `\qty`, `\num`, `\si`, `\unit`, `\ang`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS: Final[Mapping[str, str]] = {
    "metre": "m", "meter": "m", "gram": "g", "second": "s", "ampere": "A", "kelvin": "K",
    "mole": "mol", "candela": "cd", "kilogram": "kg", "hertz": "Hz", "newton": "N",
    "pascal": "Pa", "joule": "J", "watt": "W", "coulomb": "C", "volt": "V", "farad": "F",
    "ohm": r"\Omega", "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H", "lumen": "lm",
    "lux": "lx", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "katal": "kat",
    "radian": "rad", "steradian": "sr", "minute": "min", "hour": "h", "day": "d",
    "litre": "L", "liter": "L", "tonne": "t", "electronvolt": "eV", "dalton": "Da",
    "atomicmassunit": "u", "bar": "bar", "hectare": "ha", "decibel": "dB", "bel": "B",
    "neper": "Np", "astronomicalunit": "au", "parsec": "pc", "barn": "b", "byte": "B",
    "bit": "bit", "degree": r"{}^\circ", "celsius": r"{}^\circ C",
    "degreeCelsius": r"{}^\circ C", "percent": r"\%", "arcminute": "'", "arcsecond": "''",
    "angstrom": r"\text{Å}", "molar": "M",
    "nm": "nm", "um": r"\mu m", "mm": "mm", "cm": "cm", "km": "km", "m": "m", "kg": "kg",
    "g": "g", "mg": "mg", "ug": r"\mu g", "s": "s", "ms": "ms", "us": r"\mu s", "ns": "ns",
    "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "eV": "eV", "keV": "keV",
    "MeV": "MeV", "GeV": "GeV", "TeV": "TeV", "kPa": "kPa", "MPa": "MPa", "Pa": "Pa",
    "K": "K", "mol": "mol", "V": "V", "mV": "mV", "A": "A", "mA": "mA", "W": "W", "kW": "kW",
    "J": "J", "kJ": "kJ", "N": "N", "kN": "kN", "L": "L", "mL": "mL", "ml": "mL", "uL": r"\mu L",
}  # fmt: skip
PREFIXES: Final[Mapping[str, str]] = {
    "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": r"\mu ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "hecto": "h",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E",
    "zetta": "Z", "yotta": "Y", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}  # fmt: skip
POWERS: Final[Mapping[str, int]] = {"squared": 2, "cubed": 3, "square": 2, "cubic": 3}

_NUMBER: Final = re.compile(
    r"\s*(?P<sign>[+-]?)(?P<digits>[0-9.,]*)"
    r"(?:\((?P<short>[0-9.]+)\)|(?:\\pm|\+-)\s*(?P<error>[0-9.]+))?"
    r"(?:[eEdD](?P<power>[+-]?[0-9]+))?\s*"
)
_WORD: Final = re.compile(r"\\([A-Za-z]+)\s*(?:\{([^{}]*)\})?|([^\\\s]+)|\s+")

THIN: Final = r"\,"


def number(text: str) -> str:
    """Return a number with its digits in groups and its power of ten written out."""
    found = _NUMBER.fullmatch(text)
    if found is None or not (found["digits"] or found["power"]):
        return text
    made = found["sign"] + _grouped(found["digits"].replace(",", "."))
    if found["short"]:
        made += f"({found['short']})"
    if found["error"]:
        made += rf" \pm {_grouped(found['error'])}"
        made = f"({made})" if found["power"] else made
    if found["power"]:
        times = r" \times " if found["digits"] else ""
        made += f"{times}10^{{{found['power'].removeprefix('+')}}}"
    return made


def _grouped(digits: str) -> str:
    """Part digits in threes where there are more than four (ISO 80000-1, 7.3.1)."""
    whole, point, part = digits.partition(".")
    if len(whole) > 4:  # noqa: PLR2004 - as the docstring says
        head = len(whole) % 3
        threes = [whole[:head]] if head else []
        threes += [whole[at : at + 3] for at in range(head, len(whole), 3)]
        whole = THIN.join(threes)
    return whole + point + part


def unit(text: str) -> str:
    """Return a unit in upright letters, its parts with thin spaces and negative powers."""
    parts: list[str] = []
    sign = 1
    prefix = ""
    power = 1
    for word, argument, literal in (match.groups() for match in _WORD.finditer(text)):
        if literal:
            parts.append(_literal(literal))
        elif word is None:
            continue
        elif word == "per":
            sign = -1
        elif word in {"square", "cubic"}:
            power = POWERS[word]
        elif word in PREFIXES:
            prefix += PREFIXES[word]
        elif word in {"squared", "cubed", "tothe"} and parts:
            raised = argument if word == "tothe" else str(POWERS[word])
            parts[-1] = _raised(parts[-1], raised or "")
        else:
            raised_to = sign * power
            name = UNITS.get(word, "") or rf"\{word} "
            made = rf"\mathrm{{{prefix}{name}}}"
            parts.append(f"{made}^{{{raised_to}}}" if raised_to != 1 else made)
            prefix, sign, power = "", 1, 1
    return THIN.join(parts)


def _raised(part: str, power: str) -> str:
    base, _, before = part.partition("}^{")
    return (
        f"{base}}}^{{{'-' if before.startswith('-') else ''}{power}}}"
        if before
        else (f"{part}^{{{power}}}")
    )


def _literal(text: str) -> str:
    """Return a unit that is written in letters, such as `m.s^{-1}` or `m/s`."""
    letters = re.sub(r"[A-Za-zµμ%°Å]+", lambda word: _upright(word[0]), text)
    return letters.replace(".", THIN).replace("~", THIN)


def _upright(word: str) -> str:
    plain = word.replace("%", r"\%").replace("µ", "μ")
    return rf"\text{{{plain}}}"


def quantity(value: str, of: str) -> str:
    """Return a number and its unit, a thin space between them."""
    what = unit(of)
    close = what.startswith((r"\mathrm{{}^\circ}", r"\mathrm{'"))
    return f"{number(value)}{'' if close else THIN}{what}"


def span(start: str, end: str, of: str) -> str:
    """Return a range of quantities."""
    return rf"{quantity(start, of)}\text{{ to }}{quantity(end, of)}"


def angle(text: str) -> str:
    """Return degrees, minutes and seconds."""
    signs = (r"^\circ", "'", "''")
    values = text.split(";")
    return "".join(value + sign for value, sign in zip(values, signs, strict=False) if value)
