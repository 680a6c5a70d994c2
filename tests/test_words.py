"""The fixed words of all languages: none is missing, none is English, all can be printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from babel import Locale

from presswork import csl_files, looks
from presswork.citations.csl import locale
from presswork.fonts import BLANK, UNSEEN, shares
from presswork.regions import REGIONS, read_regions

ROOT: Final = Path(__file__).parent.parent
WORDS: Final = looks.read_yaml_words(looks.templates_folder() / looks.WORDS)
WHOLE: Final = [name for name in WORDS if "-" not in name or name == "zh-Hant"]
"""The languages that have every word; the others say what differs in a country."""

LANGUAGES: Final = [region.language for region in read_regions(ROOT / REGIONS)]

SAME: Final = {
    "de": "listing name quiz web",
    "fr": "contact date figure figures important listing notes page quiz score section web",
    "es": "page web",
    "it": "email page quiz web",
    "pt": "email page web",
    "nl": "contact email page quiz score tip web",
    "da": "email quiz tip web",
    "nb": "quiz",
    "pl": "email listing quiz",
    "cs": "email tip web",
    "hr": "web",
    "hu": "email page",
    "lt": "page",
    "ro": "contact email important page web",
    "sk": "email tip web",
    "ja": "page",
    "ko": "page",
}
"""The words that a language has in common with English."""


@pytest.mark.parametrize("language", WHOLE)
def test_a_language_has_every_word_and_no_other(language: str) -> None:
    assert WORDS[language].keys() | {"numbered"} == WORDS["en"].keys()


@pytest.mark.parametrize("language", WORDS)
def test_every_word_has_what_is_put_into_it(language: str) -> None:
    for name, word in WORDS[language].items():
        wanted = {part.partition("}")[0] for part in WORDS["en"][name].split("{")[1:]}
        assert {part.partition("}")[0] for part in word.split("{")[1:]} == wanted, (name, word)


@pytest.mark.parametrize("language", WHOLE[1:])
def test_no_word_is_english_by_oversight(language: str) -> None:
    english = WORDS["en"]
    same = {name for name, word in WORDS[language].items() if word == english[name]}
    assert same == set(SAME.get(language, "").split())


@pytest.mark.parametrize("language", dict.fromkeys(LANGUAGES))
def test_every_country_has_words(language: str) -> None:
    assert not looks.load_words(language).warnings


@pytest.mark.parametrize("look", ["handout", "article"])
def test_fonts_have_every_character_of_words_dates_and_terms(look: str) -> None:
    texts = [word for words in WORDS.values() for word in words.values()]
    for language in LANGUAGES:
        known = Locale.parse(language, sep="-")
        texts += [*known.months["format"]["wide"].values(), known.date_formats["long"].pattern]
        texts.append(str(known.languages["en"]))
        nearest, *_ = locale.fallbacks(locale.normalise(language))
        parsed = csl_files.parse(locale.folder() / f"locales-{nearest}.xml")
        texts += [str(text) for text in parsed.itertext()]
    characters = frozenset(map(ord, "".join(map(str, texts)))) - BLANK - UNSEEN
    held = dict(shares(looks.load(look).faces, characters))
    lacking = characters.difference(*held.values())
    assert not "".join(map(chr, sorted(lacking)))
