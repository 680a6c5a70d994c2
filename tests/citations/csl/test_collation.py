from __future__ import annotations

import pytest

from presswork.citations.csl.collation import key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-US", ["Abel", "Ångström", "Ärzte", "Azur"]),
        ("sv-SE", ["Azur", "Zorn", "Ångström", "Ärzte", "Östlund"]),
        ("da-DK", ["Zorn", "Ærø", "Østergaard", "Ångström"]),
        ("es-ES", ["nube", "nuez", "ñandú", "oca"]),
        ("en-US", ["De Witt, A", "Dewar, B"]),
        ("en-US", ["page 2", "page 10"]),
        ("en-US", ["O’Brien", "Obst"]),
    ],
)
def test_words_sort_as_their_language_has_them(language: str, words: list[str]) -> None:
    mixed = [words[-1], *words[:-1]]
    assert sorted(mixed, key=lambda word: key(word, language)) == words


def test_case_and_accents_do_not_tell_words_apart() -> None:
    assert key("MÜLLER", "de-DE") == key("Muller", "de-DE")
