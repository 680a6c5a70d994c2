"""Directions of languages and of the parts of a text."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from presswork.directions import directed, is_backward

SEA = "\u05d9\u05dd"
"""Two letters of Hebrew."""


@pytest.mark.parametrize(
    ("language", "backward"),
    [("he", True), ("ar-EG", True), ("az-Arab-IR", True), ("ur-Latn", False), ("en-US", False)],
)
def test_a_script_prevails_over_its_language(language: str, backward: bool) -> None:  # noqa: FBT001 - what is expected
    assert is_backward(language) is backward


@pytest.mark.parametrize(
    ("text", "forward", "backward"),
    [
        ("sea", ["sea"], ["sea"]),
        (f"a {SEA}, b", ["a ", f"<{SEA}>", ", b"], []),
        (f"{SEA} (abc) {SEA}", [], [f"<{SEA} (>", "abc", f"<) {SEA}>"]),
        (f"a {SEA}", [], ["a", f"< {SEA}>"]),
        (f"{SEA} 2 {SEA}.", [f"<{SEA} 2 {SEA}>", "."], [f"<{SEA} 2 {SEA}.>"]),
        (" 2.", [" 2."], ["< 2.>"]),
        ("", [""], []),
    ],
)
def test_what_has_no_direction_goes_with_what_surrounds_it(
    text: str, forward: list[str], backward: list[str]
) -> None:
    def parts(*, backward: bool) -> list[str]:
        found = list(directed(text, backward=backward))
        assert "".join(part for part, _ in found) == text
        return [f"<{part}>" if rtl else part for part, rtl in found]

    if forward:
        assert parts(backward=False) == forward
    if backward:
        assert parts(backward=True) == backward


def test_languages_are_written_as_the_unicode_consortium_says() -> None:
    told = {name: Locale.parse(name).character_order for name in locale_identifiers()}
    assert told
    differing = {
        name for name, order in told.items() if is_backward(name) != (order == "right-to-left")
    }
    assert not differing
