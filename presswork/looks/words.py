"""The fixed words of a language: "Figure", "References"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import yaml

from presswork.fonts import YAML_LOADER
from presswork.looks.folders import templates_folder
from presswork.problems import Location, Problem, ProblemKind, Problems, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORDS: Final = "words.yaml"


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a language: "Figure", "References", "Page 1 of 2".

    Args:
        language: the language that they are in; English where the one asked for has none.
        asked: the language asked for.
        by_name: the words by their names in `templates/words.yaml`.
    """

    language: str
    asked: str
    by_name: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a word.

        Raises:
            KeyError: `templates/words.yaml` does not have it.
        """
        return self.by_name[name]

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Tell that English stands in for a language without words."""
        if self.language == base_language(self.asked):
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


def base_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region: `pt` for `pt-BR`."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return {"no": "nb", "nn": "nb"}.get(language, language)


def load_words(language: str) -> Words:
    """Return the fixed words of a language, or English ones where it has none.

    Raises:
        Problems: `templates/words.yaml` cannot be read.
    """
    path = templates_folder() / WORDS
    languages = read_yaml_words(path)
    found = base_language(language)
    if found not in languages:
        found = "en"
    return Words(found, language, MappingProxyType({**languages["en"], **languages[found]}))


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
    """Return what YAML says, once for all documents of a process: it takes 6 ms."""
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
