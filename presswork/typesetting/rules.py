"""Where a language wants a space that no line end parts, and how wide it is.

Sources: the Chicago Manual of Style (17th ed., 6 and 7.), DIN 5008, Duden, Lexique des règles
typographiques en usage à l'Imprimerie nationale, ČSN 01 6910, Mały słownik języka polskiego, the SI
Brochure (5.4.3 and 5.4.4), and the CLDR for the names of months.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Iterable

FIXED: Final = "\N{NO-BREAK SPACE}"
NARROW: Final = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A place for a space.

    Args:
        pattern: the group `space` is what is replaced.
        space: what stands there instead.
        signs: characters without any of which there is nothing to look for; none for any text.
        end: the space and what is behind it, which is found faster than the whole.
    """

    pattern: re.Pattern[str]
    space: str
    signs: str = ""
    end: re.Pattern[str] | None = None

    def concerns(self, text: str) -> bool:
        """Tell whether a text may have the place; it saves looking."""
        if self.end is not None:
            return self.end.search(text) is not None
        return not self.signs or any(sign in text for sign in self.signs)


def _rule(pattern: str, space: str = FIXED, signs: str = "", end: str = "") -> Rule:
    return Rule(re.compile(pattern), space, signs, re.compile(end) if end else None)


UNITS: Final = (
    "%|‰|°|°[CF]|K|[kmµμn]?g|t|[ckmµμn]?m|[mdµμ]?[lL]|m?s|min|h|d|[kMGT]?Hz|[kMGm]?J|[kMGm]?W|"
    "[kmµμ]?V|[mµμn]?A|[kMhm]?Pa|bar|[mµμn]?mol|[mµμn]?M|[kMG]?eV|dB|[kmM]?Ω|p[txc]|[kKMGT]i?B|"
    "k?Da|[kM]?bp|k?cal|ha|k?N|lx|cd|T|pp[mb]|rpm|€|\\$|£|CHF|EUR|USD|Kč|zł"
)
"""The signs of units and currencies that follow a number."""

RELATIONS: Final = "=<>≤≥≈∼~"
"""The signs between a quantity and its value."""

# Patterns begin with the space itself where they can, which is found faster than what is before it.
EVERYWHERE: Final = (
    _rule(rf"\d(?P<space> )(?=(?:{UNITS})(?![\w'’]))"),
    # Thousands: 12 000 000.
    _rule(r"(?<![\d.,])\d{1,3}(?P<space> )(?=\d{3}(?: \d{3})*(?!\d))", NARROW, end=r" \d{3}"),
    _rule(r"(?P<space> )(?<=[ \N{NARROW NO-BREAK SPACE}]\d{3} )(?=\d{3}(?!\d))", NARROW),
    _rule(r"(?:§+|№|[Nn]°|[Nn]º)(?P<space> )(?=[\d\ue001])", signs="§№°º"),
    # Initials of names, and the last one with the name.
    _rule(r"(?<![\w.])[^\W\d_]\.(?:-[^\W\d_]\.)?(?P<space> )(?=[^\W\d_]\.)", end=r" [^\W\d_]\."),
    _rule(r"(?P<space> )(?<=[ (\N{NO-BREAK SPACE}][A-ZÀ-ÞΑ-ΩА-Я]\. )(?=[A-ZÀ-ÞΑ-ΩА-Я][^\W\d_])"),
    # No line begins with a dash, an ellipsis or the number of a citation.
    _rule(r"(?<=\S)(?P<space> )(?=[–—] )", signs="–—"),
    _rule(r"(?<=\w)(?P<space> )(?=…)", signs="…"),
    _rule(r"(?<=\S)(?P<space> )(?=\ue000)", signs="\ue000"),
    # p < 0.05, n = 12, 3 ± 1
    _rule(r"(?<!\w)\w{1,2}(?P<space> )(?=[=<>≤≥≈∼~] ?[-−]?[\d.])", signs=RELATIONS),
    _rule(
        r"(?<!\w)\w{1,2}[ \N{NO-BREAK SPACE}][=<>≤≥≈∼~](?P<space> )(?=[-−]?[\d.])", signs=RELATIONS
    ),
    _rule(r"\d(?P<space> )(?=[±×] ?\d)", signs="±×"),
    _rule(r"\d[ \N{NO-BREAK SPACE}][±×](?P<space> )(?=\d)", signs="±×"),
)

NUMBER: Final = r" [\d\ue001]"

NUMBERED: Final = {
    "en": "p|pp|vol|vols|nos?|No|Nos|[Ff]igs?|[Tt]ab|[Ee]qs?|[Ss]ecs?|[Cc]h|[Cc]hap|"
    "[Rr]efs?|art|ca?",
    "de": "S|Bd|Nr|Nrn|Abb|Tab|Kap|Abs|Art|Gl|Anm|Z|V|Jh|ca|etwa",
    "fr": "p|pp|vol|fig|tab|chap|art|éq|al|no|nos|t",
    "es": "p|pp|pág|págs|vol|n\\.º|núm|fig|tab|cap|art|ec",
    "it": "p|pp|pag|vol|n|fig|tab|cap|art|eq",
    "pt": "p|pp|pág|vol|n|fig|tab|cap|art|eq",
    "nl": "p|blz|nr|fig|tab|hfst|art|vgl",
    "sv": "s|sid|nr|fig|tab|kap|ca",
    "da": "s|nr|fig|tab|kap|ca",
    "nb": "s|nr|fig|tab|kap|ca",
    "fi": "s|ss|nro|kuva|taul|ks",
    "pl": "s|str|nr|rys|tab|rozdz|art|ust|ok|t",
    "cs": "s|str|č|obr|tab|kap|čl|odst|sv|cca",
    "sk": "s|str|č|obr|tab|kap|čl|ods|zv|cca",
    "ru": "с|стр|рис|табл|гл|т|вып|п|ст|ок",  # noqa: RUF001 - Cyrillic
    "uk": "с|рис|табл|гл|т|вип|п|ст",  # noqa: RUF001 - Cyrillic
    "el": "σ|σελ|εικ|πίν|κεφ|τόμ|αρ",  # noqa: RUF001 - Greek
}
"""Abbreviations that stand before a number, with a full stop."""

NAMED: Final = {
    "en": "Figures?|Tables?|Sections?|Chapters?|Equations?|Append(?:ix|ices)|Parts?|"
    "Volumes?|Pages?|"
    "Lines?|Steps?|Theorems?|Lemmas?|Listings?|Algorithms?|Version|Article|Days?|Weeks?|Types?",
    "de": "Abbildung(?:en)?|Tabellen?|Abschnitte?|Kapitel|Gleichung(?:en)?|Anhang|Teil|"
    "Band|Seiten?|"
    "Zeilen?|Artikel|Absatz|Schritt|Version",
    "fr": "[Ff]igures?|[Tt]ableaux?|[Ss]ections?|[Cc]hapitres?|[Éé]quations?|[Aa]nnexes?|"
    "[Pp]ages?|[Aa]rticles?",
    "es": "[Ff]iguras?|[Tt]ablas?|[Ss]ección|[Cc]apítulos?|[Ee]cuación|[Pp]áginas?|[Aa]rtículos?",
    "it": "[Ff]igur[ae]|[Tt]abell[ae]|[Ss]ezione|[Cc]apitol[oi]|[Ee]quazione|[Pp]agin[ae]|"
    "[Aa]rticol[oi]",
    "pt": "[Ff]iguras?|[Tt]abelas?|[Ss]eção|[Cc]apítulos?|[Ee]quação|[Pp]áginas?|[Aa]rtigos?",
    "nl": "[Ff]iguur|[Tt]abel|[Pp]aragraaf|[Hh]oofdstuk|[Vv]ergelijking|[Bb]ijlage|"
    "[Pp]agina|[Aa]rtikel",
    "sv": "[Ff]igur|[Tt]abell|[Aa]vsnitt|[Kk]apitel|[Ee]kvation|[Bb]ilaga|[Ss]idan?",
    "da": "[Ff]igur|[Tt]abel|[Aa]fsnit|[Kk]apitel|[Ll]igning|[Bb]ilag|[Ss]ide",
    "nb": "[Ff]igur|[Tt]abell|[Aa]vsnitt|[Kk]apittel|[Ll]igning|[Vv]edlegg|[Ss]ide",
    "pl": "[Rr]ysun(?:ek|ku)|[Tt]abel[ai]|[Rr]ozdział|[Ss]trona",
    "cs": "[Oo]bráz(?:ek|ku)|[Tt]abulk[ay]|[Kk]apitol[ay]|[Ss]tran[ay]",
    "ru": "[Рр]исун(?:ок|ке)|[Тт]аблиц[аеы]|[Гг]лав[аеы]|[Сс]траниц[аеы]",  # noqa: RUF001 - Cyrillic
}
"""Whole words that stand before their number."""

TITLES: Final = {
    "en": "Dr|Prof|Mr|Mrs|Ms|St|Sir",
    "de": "Dr|Prof|Hr|Fr|Frau|Herrn?|St|Sankt",
    "fr": "MM?|Mmes?|Mlles?|Drs?|Prs?|Me|Saint|Sainte",
    "es": "Dra?|Sra?|Srta|Prof|Don|Doña|San|Santa",
    "it": "Dott|Dr|Prof|Sig|Sig\\.ra|San|Santa",
    "pt": "Dra?|Sra?|Prof|São|Santa",
    "nl": "Dr|Prof|Mr|Mevr|Dhr",
    "pl": "dr|prof|mgr|inż|św|p",
    "cs": "Dr|Mgr|Ing|doc|prof|MUDr|PhDr|sv|pan|paní",
    "sk": "Dr|Mgr|Ing|doc|prof|MUDr|PhDr|sv|pán|pani",
    "ru": "г|гг|проф|акад|св|им",
}
"""What stands before a name, with or without a full stop."""

SHORT_WORDS: Final = {
    "cs": "[kKsSvVzZoOuUaAiI]",
    "sk": "[kKsSvVzZoOuUaAiI]",
    "pl": "[aAiIoOuUwWzZ]",
    "ru": "[ауоиявскАУОИЯВСК]",
    "uk": "[ауоівзйєАУОІВЗЙЄ]",
    "be": "[ауоіўзйАУОІЎЗЙ]",
}
"""Words of one letter, which do not end a line."""

PARTICLES: Final = {"ru": "же|ли|ль|бы|б|ж", "uk": "же|ж|би|б"}
"""Words that do not begin a line."""

_ABBREVIATED: Final = r"(?<![\w.])[a-zäöüß]\.(?P<space> )(?=[A-Za-zÄÖÜäöü]\.)"

TALL: Final = r"(?=[;!?]+(?:[\s»”)\]]|$))"
"""The tall marks where they end a word: not in an address."""

FRENCH_TALL: Final = (
    _rule(rf"(?<=[^\W_])(?P<space> ?){TALL}", NARROW, ";!?"),
    _rule(rf"(?<=[»)\]”%€])(?P<space> ?){TALL}", NARROW, ";!?"),
)

FRENCH_COLON: Final = (
    _rule(r"(?<=[^\W_])(?P<space> ?)(?=:(?:\s|$))", signs=":"),
    _rule(r"(?<=[»)\]”%€])(?P<space> ?)(?=:(?:\s|$))", signs=":"),
)


def _guillemets(space: str) -> Iterable[Rule]:
    yield _rule(r"(?<=\S)(?P<space> ?)(?=»)", space, "»")
    yield _rule(r"«(?P<space> ?)(?=\S)", space, "«")


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language.

    Args:
        language: a BCP 47 tag.
    """
    main = language.lower().replace("_", "-").split("-")[0]
    main = {"nn": "nb", "no": "nb"}.get(main, main)
    return (*_own(main, language), *_numbers(main), *_dates(language), *EVERYWHERE)


def _own(main: str, language: str) -> Iterable[Rule]:
    region = language.replace("_", "-").split("-")[-1].upper()
    if main == "fr":
        yield from FRENCH_COLON
        yield from _guillemets(FIXED if region == "CA" else NARROW)
        if region == "CA":
            yield _rule(rf"(?<=\S)(?P<space> ){TALL}", signs=";!?")
        else:
            yield from FRENCH_TALL
            yield _rule(rf"\d(?P<space> )(?=(?:{UNITS})(?![\w'’]))", NARROW)
    yield _rule(_ABBREVIATED, NARROW if main == "de" else FIXED, end=r" [A-Za-zÄÖÜäöü]\.")
    if main in SHORT_WORDS:
        yield _rule(rf"(?<![\w'’-]){SHORT_WORDS[main]}(?P<space> )(?=[\w„“«(])")
    if main in PARTICLES:
        yield _rule(rf"(?<=\w)(?P<space> )(?=(?:{PARTICLES[main]})(?!\w))")


def _numbers(main: str) -> Iterable[Rule]:
    if main in NUMBERED:
        yield _rule(rf"(?<![\w.])(?i:{NUMBERED[main]})\.(?P<space> )(?=[\d\ue001])", end=NUMBER)
    if main in NAMED:
        yield _rule(rf"(?<!\w)(?:{NAMED[main]})(?P<space> )(?=[\d\ue001]|[IVX]+\b|[A-Z]\b)")
    if main in TITLES:
        yield _rule(rf"(?<![\w.])(?:{TITLES[main]})\.?(?P<space> )(?=[^\W\d_a-zà-ÿ])")


def _dates(language: str) -> Iterable[Rule]:
    """Return the rules of days and months: 3 May, May 3, 3. Mai, 1er janvier."""
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
        names = locale.months["format"]["wide"].values()
    except (ValueError, UnknownLocaleError):
        return
    months = "|".join(re.escape(name) for name in names if not name[0].isdigit())
    if months:
        yield _rule(rf"(?<!\d)\d{{1,2}}(?:\.|er|st|nd|rd|th|º)?(?P<space> )(?=(?:{months})(?!\w))")
        yield _rule(rf"(?<!\w)(?:{months})(?P<space> )(?=\d{{1,2}}(?!\d))", end=r" \d")
