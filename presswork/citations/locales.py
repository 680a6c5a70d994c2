"""Locales: terms, dates and options of a language (CSL 1.0.2, "Locale Files").

The files are those that come with citeproc-py. A style's own `cs:locale` elements go before them, a
dialect before its language, and American English fills what is missing ("Locale Fallback").
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args

from presswork import csl_files
from presswork.citations import compiling_dates
from presswork.citations.fields import with_apostrophes
from presswork.citations.style import DateElement, TermForm
from presswork.csl_files import CSL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
PRIMARY_DIALECTS: Final = {
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
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "gl": "gl-ES",
    "he": "he-IL",
    "hi": "hi-IN",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "hy": "hy-AM",
    "id": "id-ID",
    "is": "is-IS",
    "it": "it-IT",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mn": "mn-MN",
    "ms": "ms-MY",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pa": "pa-PK",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sr": "sr-Cyrl-RS",
    "sv": "sv-SE",
    "th": "th-TH",
    "tl": "tl-PH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
}
"""The dialect that stands for a language (CSL 1.0.2, "Locale Fallback")."""

FALLBACK_FORMS: Final[Mapping[TermForm, tuple[TermForm, ...]]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}
"""CSL 1.0.2, "Terms": which form stands in for one that is missing."""

Gender: TypeAlias = Literal["masculine", "feminine", ""]


@dataclass(frozen=True, slots=True)
class TermText:
    """A term's words.

    Args:
        single: of one.
        multiple: of more.
        gender: of the noun.
        match: which numbers an ordinal stands for: `last-digit`, `last-two-digits`, `whole-number`.
    """

    single: str
    multiple: str
    gender: Gender = ""
    match: str = ""


TermKey: TypeAlias = tuple[str, TermForm, Gender]


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one `cs:locale` gives."""

    terms: Mapping[TermKey, TermText]
    dates: Mapping[str, DateElement]
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Locale:
    """A language, its fallbacks resolved.

    Args:
        language: a BCP 47 tag.
        terms: by name, form and gender of the noun that they go with.
        dates: the localized dates, by their form.
        options: the attributes of `cs:style-options`.
    """

    language: str
    terms: Mapping[TermKey, TermText]
    dates: Mapping[str, DateElement]
    options: Mapping[str, str]

    def term(self, name: str, form: TermForm = "long", *, plural: bool = False) -> str | None:
        """Return a term's words, in the nearest form there is; None where there is none."""
        for candidate in FALLBACK_FORMS[form]:
            found = self.terms.get((name, candidate, ""))
            if found is not None:
                return found.multiple if plural else found.single
        return None

    def gender_of(self, name: str) -> Gender:
        """Return the gender of the noun that a term is."""
        found = self.terms.get((name, "long", ""))
        return found.gender if found else ""

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether full stops and commas go before a closing quote."""
        return self.options.get("punctuation-in-quote") == "true"

    @property
    def ordinals_for_first_day_only(self) -> bool:
        """Whether only the first day of a month is an ordinal."""
        return self.options.get("limit-day-ordinals-to-day-1") == "true"


def load(language: str, style: etree._Element) -> Locale:
    """Return the locale of a language, as a style changes it.

    Args:
        language: a BCP 47 tag.
        style: the root of the style.
    """
    tag = _known_tag(language)
    base = tag.split("-", 1)[0]
    own = {element.get(XML_LANG, ""): element for element in style.findall(f"{CSL}locale")}
    layers = [_layer(own[key]) for key in dict.fromkeys((tag, base, "")) if key in own]
    layers += _library(tag)
    return Locale(
        tag,
        ChainMap(*(dict(layer.terms) for layer in _without_older_ordinals(layers))),
        ChainMap(*(dict(layer.dates) for layer in layers)),
        ChainMap(*(dict(layer.options) for layer in layers)),
    )


def _known_tag(language: str) -> str:
    """Return the tag that the library knows a language by, else the tag as it is."""
    tag = language.replace("_", "-")
    if (_folder() / f"locales-{tag}.xml").is_file():
        return tag
    return PRIMARY_DIALECTS.get(tag.split("-", 1)[0].lower(), tag)


@cache
def _folder() -> Path:
    """Return the locales' folder, without importing citeproc: that takes a while."""
    spec = find_spec("citeproc")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "citeproc") / "data" / "locales"


@cache
def _library(tag: str) -> list[_Layer]:
    """Return the layers from the files: the dialect, the language's main one, American English."""
    main = PRIMARY_DIALECTS.get(tag.split("-", 1)[0], "en-US")
    paths = [_folder() / f"locales-{name}.xml" for name in dict.fromkeys((tag, main, "en-US"))]
    return [_layer(csl_files.parse(path)) for path in paths if path.is_file()]


def _without_older_ordinals(layers: list[_Layer]) -> list[_Layer]:
    """Return the layers with ordinals from the first one that defines `ordinal` itself.

    CSL 1.0.2, "Ordinal Suffixes": with that term a locale replaces all the others.
    """
    kept: list[_Layer] = []
    found = False
    for layer in layers:
        ordinals = {key for key in layer.terms if _is_ordinal(key[0])}
        terms = layer.terms
        if found and ordinals:
            terms = {key: text for key, text in layer.terms.items() if key not in ordinals}
        found = found or any(key[0] == "ordinal" for key in ordinals)
        kept.append(_Layer(terms, layer.dates, layer.options))
    return kept


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or name.startswith("ordinal-")


def _layer(element: etree._Element) -> _Layer:
    terms: dict[TermKey, TermText] = {}
    for term in element.iterfind(f"{CSL}terms/{CSL}term"):
        terms[_term_key(term)] = _term_text(term)
    options: dict[str, str] = {}
    for style_options in element.iterfind(f"{CSL}style-options"):
        options |= {str(name): str(value) for name, value in style_options.attrib.items()}
    dates = {
        date.get("form", "text"): compiling_dates.date(date)
        for date in element.iterfind(f"{CSL}date")
    }
    return _Layer(terms, dates, options)


def _term_key(term: etree._Element) -> TermKey:
    form = term.get("form", "long")
    known = cast("TermForm", form) if form in get_args(TermForm) else "long"
    return term.get("name", ""), known, _gender(term.get("gender-form", ""))


def _term_text(term: etree._Element) -> TermText:
    single, multiple = term.find(f"{CSL}single"), term.find(f"{CSL}multiple")
    whole = term.text or ""
    one = (single.text or "") if single is not None else whole.strip("\n\t ") or whole
    return TermText(
        with_apostrophes(one),
        with_apostrophes((multiple.text or "") if multiple is not None else one),
        _gender(term.get("gender", "")),
        term.get("match", ""),
    )


def _gender(word: str) -> Gender:
    match word:
        case "masculine" | "feminine":
            return word
        case _:
            return ""
