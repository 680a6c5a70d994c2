"""Patterns of hyphenation that are read late beside those that Pyphen reads at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyphen
import pytest

from exporters import weasyprint_speed
from exporters.weasyprint_speed import hyphens

if TYPE_CHECKING:
    from pathlib import Path

QUICK: Final = frozenset({"hyph_en_US", "hyph_nl_NL", "hyph_sl_SI"})
"""Dictionaries that are small, spell words otherwise where they part, have weights of nothing."""


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=() if path.stem in QUICK else pytest.mark.slow)
        for path in sorted(set(pyphen.LANGUAGES.values()))
    ],
)
def test_patterns_read_late_are_those_of_pyphen(path: Path) -> None:
    with weasyprint_speed.without():
        whole = pyphen.HyphDict(path)
        hyphens.read_patterns_late()
        late = pyphen.HyphDict(path)
    assert all(isinstance(pattern, str) for pattern in late.patterns.values())
    assert late.maxlen == whole.maxlen
    read = {key: late.patterns.get(key) for key in late.patterns}
    assert read == whole.patterns
    assert list(map(_spellings, read.values())) == list(map(_spellings, whole.patterns.values()))


@pytest.mark.slow
def test_words_part_where_pyphen_parts_them() -> None:
    words = ("internationalization", "zuckerbäcker", "asszonnyal", "omaatje", "x", "ÄRGERLICH")
    for language in ("en_US", "de_DE", "hu_HU", "nl_NL"):
        with weasyprint_speed.without():
            whole = pyphen.Pyphen(lang=language, cache=False)
            hyphens.read_patterns_late()
            late = pyphen.Pyphen(lang=language, cache=False)
        assert [whole.inserted(word) for word in words] == [late.inserted(word) for word in words]


def _spellings(pattern: tuple[int, tuple[int, ...]]) -> list[object]:
    return [getattr(weight, "data", None) for weight in pattern[1]]
