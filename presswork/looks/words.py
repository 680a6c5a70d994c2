"""The fixed words of a language: "Figure", "References"."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from markupsafe import Markup, escape

from presswork import translations
from presswork.fonts import YAML_LOADER
from presswork.kept import keep, kept
from presswork.looks.folders import templates_folder
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORDS: Final = "words.yaml"


class Word(str):
    """A fixed word, or several.

    In HTML (`__html__`, which Jinja2 and MarkupSafe ask for) it says its language, if that of the
    text around it is another. As a string it is the word alone: so attributes and style sheets,
    which hold no elements, have it.
    """

    __slots__ = ("language",)

    language: str | None
    """A BCP 47 tag; None where it is that of the text around."""

    @staticmethod
    def of(text: str, language: str | None) -> Word:
        """Return a word in a language."""
        word = Word(text)
        word.language = language
        return word

    def __html__(self) -> str:
        """Return the word as HTML."""
        if self.language is None:
            return escape(str(self))
        return Markup('<span lang="{}">{}</span>').format(self.language, str(self))


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a language: "Figure", "References", "Page 1 of 2".

    Args:
        language: the language that they are in; English where the one asked for has none.
        asked: the language asked for.
        by_name: the words by their names in `templates/words.yaml`.
        within: the language of the text that they stand in.
    """

    language: str
    asked: str
    by_name: Mapping[str, str]
    within: str | None = None

    def __getitem__(self, name: str) -> Word:
        """Return a word.

        Raises:
            KeyError: `templates/words.yaml` does not have it.
        """
        return self.word(self.by_name[name])

    def word(self, text: str) -> Word:
        """Return a text in the language of the words: a date, for example."""
        return Word.of(text, None if self._is_at_home else self._tag)

    @property
    def attribute(self) -> Markup:
        """Return what an element says that holds only words: their language, if it is another.

        Where it has it, the words in it need no element: `words.by_name["prepared-for"]`.
        """
        return Markup() if self._is_at_home else Markup(' lang="{}"').format(self._tag)

    def numbered(self, kind: str, number: str) -> Word:
        """Return what something with a number is called, for example `Figure 2`.

        No line end parts it.
        """
        before, after = self.around_number(kind)
        return self.word(f"{before}{number}{after}")

    def around_number(self, kind: str) -> tuple[Word, Word]:
        """Return what stands before and after the number of something: `1. ábra` in Hungarian."""
        written = self.by_name["numbered"].replace(" ", "\N{NO-BREAK SPACE}")
        before, _, after = written.replace("{word}", self.by_name[kind]).partition("{number}")
        return self.word(before), self.word(after)

    @property
    def only_in(self) -> Word | None:
        """Say in which language alone the text is to be had; None where it is that of the words."""
        if self._is_at_home or self.within is None:
            return None
        name = name_of_language(self.within, self._tag)
        return self.word(self.by_name["only-in"].replace("{language}", name))

    @property
    def _is_at_home(self) -> bool:
        return self.within is None or translations.are_one(self.within, self._tag)

    @property
    def _tag(self) -> str:
        """The language that they are in, as exactly as it was asked for."""
        return "en" if self._are_english_instead else self.asked

    @property
    def _are_english_instead(self) -> bool:
        return self.language == "en" and base_language(self.asked) != "en"

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Tell that English stands in for a language without words."""
        if not self._are_english_instead:
            return ()
        return (
            Problem(
                f"there are no fixed words ('Figure', 'References') in '{self.asked}'; "
                "English ones are used",
                Location(templates_folder() / WORDS),
                f"add them under '{base_language(self.asked)}:'",
                Severity.WARNING,
                ProblemKind.TEMPLATE,
            ),
        )


def name_of_language(language: str, shown_in: str) -> str:
    """Return what a language is called in another one, without its region: `Englisch`.

    Args:
        language: a BCP 47 tag.
        shown_in: the same; where nothing is known, the tag stands for its name.
    """
    try:
        known = Locale.parse(shown_in, sep="-").languages
    except (ValueError, UnknownLocaleError):
        return language
    return str(known.get(base_language(language), language))


def base_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region: `pt` for `pt-BR`."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return {"no": "nb", "nn": "nb"}.get(language, language)


def load_words(language: str, within: str | None = None) -> Words:
    """Return the fixed words of a language, or English ones where it has none.

    A language may be there several times: `zh-Hant` for a script, `de-CH` for a country, with what
    differs there.

    Args:
        language: a BCP 47 tag.
        within: the language of the text that they stand in; None for the same.

    Raises:
        Problems: `templates/words.yaml` cannot be read.
    """
    languages = read_yaml_words(templates_folder() / WORDS)
    found = [name for name in _names(language) if name in languages] or ["en"]
    by_name = languages["en"] | {
        name: word for one in found for name, word in languages[one].items()
    }
    return Words(found[-1], language, MappingProxyType(by_name), within)


def _names(language: str) -> tuple[str, ...]:
    """Return what a language may be called in the list, what is more exact last.

    Countries may follow another one (UTS 35, "Parent Locales"): `en-IE` follows `en-001`.
    """
    base = base_language(language)
    names = [base]
    script = translations.script_of(language)
    if script:
        names.append(f"{base}-{script}")
    region = language.replace("_", "-").rpartition("-")[2].upper()
    if len(region) == REGION:
        follows = get_global("parent_exceptions").get(f"{base}_{region}")
        names += [follows.replace("_", "-")] if follows else []
        names.append(f"{base}-{region}")
    return tuple(dict.fromkeys(names))


REGION: Final = 2
"""How many letters name a region in a language tag."""


def read_yaml_words(path: Path) -> dict[str, dict[str, str]]:
    """Read the words of every language.

    Raises:
        Problems: it is no YAML, or no mapping of languages to words with English among them.
    """
    try:
        return _languages(path, path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise _failed(f"the words cannot be read: {error}", path) from error


@lru_cache(maxsize=2)
def _languages(path: Path, text: str) -> dict[str, dict[str, str]]:
    """Return what YAML says, once for all documents of a process.

    It takes 35 ms for thirty languages, and JSON of the same one: that is kept for other processes.
    """
    name = f"words-{hashlib.sha256(text.encode()).hexdigest()}"
    if known := kept(name):
        languages: dict[str, dict[str, str]] = json.loads(known)
        return languages
    read = _read(path, text)
    keep(name, json.dumps(read).encode())
    return read


def _read(path: Path, text: str) -> dict[str, dict[str, str]]:
    content = yaml.load(text, Loader=YAML_LOADER)  # noqa: S506 - both loaders are safe ones
    match content:
        case {"en": dict(), **others} if all(isinstance(words, dict) for words in others.values()):
            return {
                str(language): {str(name): str(word) for name, word in words.items()}
                for language, words in content.items()
            }
        case _:
            what = "expected a mapping of languages to words, with 'en' among them"
            raise _failed(what, path)


def _failed(what: str, path: Path) -> Problems:
    return Problems([Problem(what, Location(path), kind=ProblemKind.TEMPLATE)])
