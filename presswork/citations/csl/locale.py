"""Locales: terms, date formats and options (CSL 1.0.2, "Locale").

A locale is resolved once for a style and a language: what the style itself says goes before the
locale file of the dialect, which goes before that of the language's main dialect and American
English ("Locale Fallback").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presswork import csl_files
from presswork.csl_files import CSL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT_LANGUAGE: Final = "en-US"
MAIN_DIALECTS: Final = {
    "af": "af-ZA",
    "ar": "ar",
    "bg": "bg-BG",
    "ca": "ca-AD",
    "cs": "cs-CZ",
    "cy": "cy-GB",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "et": "et-EE",
    "eu": "eu",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "he": "he-IL",
    "hi": "hi-IN",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "id": "id-ID",
    "is": "is-IS",
    "it": "it-IT",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "la": "la",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mn": "mn-MN",
    "ms": "ms-MY",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sq": "sq-AL",
    "sr": "sr-RS",
    "sv": "sv-SE",
    "th": "th-TH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
}
FORM_FALLBACK: Final = {
    "long": ("long",),
    "short": ("short", "long"),
    "symbol": ("symbol", "short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
}
"""CSL 1.0.2, "Terms": the form that takes the place of one that is missing."""

OLDER_TERMS: Final = {"sub verbo": "sub-verbo"}


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the language (CSL 1.0.2, "Terms").

    Args:
        single: the word.
        multiple: its plural.
        gender: `masculine`, `feminine` or empty.
    """

    single: str
    multiple: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A suffix of ordinals (CSL 1.0.2, "Ordinal Suffixes").

    Args:
        suffix: for example `th`.
        number: the number it is for, or None for the suffix of all others.
        match: `last-digit`, `last-two-digits` or `whole-number`.
        gender: the gender of the noun it is for, or empty.
    """

    suffix: str
    number: int | None
    match: str
    gender: str


@dataclass(frozen=True, slots=True)
class DateFormat:
    """A localised date (CSL 1.0.2, "Localized Date Formats").

    Args:
        delimiter: between the parts.
        parts: the `cs:date-part` elements, each as its attributes.
        attributes: of the `cs:date` element.
    """

    delimiter: str
    parts: tuple[Mapping[str, str], ...]
    attributes: Mapping[str, str]


@dataclass(slots=True)
class Locale:
    """All that depends on the language."""

    language: str
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    ordinals: tuple[Ordinal, ...] = ()
    dates: dict[str, DateFormat] = field(default_factory=dict)
    punctuation_in_quote: bool = False
    limit_day_ordinals_to_day_1: bool = False

    def find(self, name: str, form: str = "long") -> Term | None:
        """Return a term in the form or in the one that stands in for it."""
        name = OLDER_TERMS.get(name, name)
        for candidate in FORM_FALLBACK.get(form, (form, "long")):
            term = self.terms.get((name, candidate))
            if term is not None:
                return term
        return None

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """Return a term's text; empty where the locale has none."""
        term = self.find(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def symbol(self, name: str) -> str:
        """Return the symbol form of a term alone, with nothing standing in for it."""
        term = self.terms.get((name, "symbol"))
        return term.single if term else ""

    def gender(self, name: str) -> str:
        """Return the gender of a term."""
        term = self.find(name)
        return term.gender if term else ""

    def ordinal_suffix(self, number: int, gender: str) -> str:
        """Return the suffix of an ordinal (CSL 1.0.2, "Ordinal Suffixes")."""
        best, weight = "", (-1, -1)
        for ordinal in self.ordinals:
            if ordinal.gender not in ("", gender) or (fits := _fits(ordinal, number)) < 0:
                continue
            candidate = (fits, 1 if ordinal.gender else 0)
            if candidate > weight:
                best, weight = ordinal.suffix, candidate
        return best


def _fits(ordinal: Ordinal, number: int) -> int:
    """Return how well a suffix fits a number: -1 for not at all."""
    if ordinal.number is None:
        return 0
    match ordinal.match:
        case "whole-number":
            return 3 if number == ordinal.number else -1
        case "last-two-digits":
            return 2 if number % 100 == ordinal.number else -1
        case _:
            return 1 if number % 10 == ordinal.number else -1


@cache
def folder() -> Path:
    """Return where the locale files are, without importing the package they come with."""
    spec = find_spec("citeproc")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("citeproc-py, which brings the CSL locales, is not installed")
    return Path(spec.submodule_search_locations[0]) / "data" / "locales"


@cache
def available() -> frozenset[str]:
    """Return the languages that there are locale files for."""
    return frozenset(path.stem.removeprefix("locales-") for path in folder().glob("locales-*.xml"))


def normalise(language: str) -> str:
    """Return a language tag in the spelling of the locale files: `de-DE`."""
    first, *rest = language.strip().replace("_", "-").split("-")
    dialect = [part.upper() if len(part) == 2 else part for part in rest]  # noqa: PLR2004 - a country
    return "-".join([first.lower(), *dialect])


def fallbacks(language: str) -> tuple[str, ...]:
    """Return the locale files to ask, the nearest first (CSL 1.0.2, "Locale Fallback")."""
    main = MAIN_DIALECTS.get(language.split("-", maxsplit=1)[0], "")
    chain = [language, main, DEFAULT_LANGUAGE]
    return tuple(dict.fromkeys(tag for tag in chain if tag in available()))


@cache
def _file(language: str) -> etree._Element:
    return csl_files.parse(folder() / f"locales-{language}.xml")


def resolve(language: str, overrides: Iterable[etree._Element]) -> Locale:
    """Return the locale of a language, with a style's own `cs:locale` elements put over it."""
    language = normalise(language)
    overrides = tuple(overrides)
    layers = [_file(tag) for tag in reversed(fallbacks(language))]
    for scope in ("", language.split("-")[0], language):
        layers += [layer for layer in overrides if normalise(layer.get(XML_LANG, "")) == scope]
    locale = Locale(language)
    for layer in dict.fromkeys(layers):
        _apply(locale, layer)
    return locale


def _apply(locale: Locale, layer: etree._Element) -> None:
    """Put one `cs:locale` over what there is."""
    for child in layer:
        match child.tag.removeprefix(CSL) if isinstance(child.tag, str) else "":
            case "style-options":
                _apply_options(locale, child)
            case "date":
                date = _date(child)
                locale.dates[child.get("form", "text")] = date
            case "terms":
                _apply_terms(locale, child)
            case _:
                pass


def _apply_options(locale: Locale, options: etree._Element) -> None:
    quote = options.get("punctuation-in-quote")
    if quote is not None:
        locale.punctuation_in_quote = quote == "true"
    limit = options.get("limit-day-ordinals-to-day-1")
    if limit is not None:
        locale.limit_day_ordinals_to_day_1 = limit == "true"


def attributes(element: etree._Element) -> dict[str, str]:
    """Return an element's attributes by their names."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def _date(element: etree._Element) -> DateFormat:
    parts = tuple(attributes(part) for part in element if part.tag == f"{CSL}date-part")
    return DateFormat(element.get("delimiter", ""), parts, attributes(element))


def _apply_terms(locale: Locale, terms: etree._Element) -> None:
    """Take over terms; ordinal suffixes only as a set ("Ordinal Suffixes")."""
    ordinals = tuple(_ordinals(terms))
    if any(ordinal.number is None for ordinal in ordinals):
        locale.ordinals = ordinals
    for element in terms:
        name = element.get("name")
        if name is None:
            continue
        single, multiple = _numbers(element)
        gendered = element.get("gender-form", "")
        key = OLDER_TERMS.get(name, name) + (f"/{gendered}" if gendered else "")
        form = element.get("form", "long")
        old = locale.terms.get((key, form))
        gender = element.get("gender") or (old.gender if old else "")
        locale.terms[key, form] = Term(single, multiple, gender)


def _numbers(element: etree._Element) -> tuple[str, str]:
    single = element.find(f"{CSL}single")
    multiple = element.find(f"{CSL}multiple")
    if single is None and multiple is None:
        text = element.text or ""
        text = text if text.strip() else text.strip("\n\t ")
        return text, text
    one = (single.text or "") if single is not None else ""
    many = (multiple.text or "") if multiple is not None else ""
    return one, many


def _ordinals(terms: etree._Element) -> Iterator[Ordinal]:
    for element in terms:
        name = element.get("name", "")
        if not name.startswith("ordinal"):
            continue
        number = name.removeprefix("ordinal").removeprefix("-")
        ordinal = int(number) if number.isdigit() else None
        default = "last-two-digits" if len(number) == 2 and number >= "10" else "last-digit"  # noqa: PLR2004 - digits
        match = element.get("match", default)
        yield Ordinal(element.text or "", ordinal, match, element.get("gender-form", ""))
