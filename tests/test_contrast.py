"""Whether the colours of looks can be read, and what is told where they cannot."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork import looks
from presswork.looks import contrast, faint
from presswork.looks.contrast import GROUNDS, TEXTS, readable
from presswork.settings import Assignment

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#14506b", "#14506b", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("name", looks.names())
def test_every_colour_of_text_can_be_read_on_every_ground(name: str) -> None:
    settings = looks.load(name).settings
    ratios = {
        (text, ground): contrast(settings[text], settings[ground])
        for text, ground in product(TEXTS, GROUNDS)
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
    assert faint(settings) == ()


def test_a_faint_colour_is_told_with_one_that_can_be_read() -> None:
    (warning,) = faint(looks.load("article", assignments=[Assignment("accent", "#fc0")]).settings)
    assert str(warning) == (
        "warning: text in the colour 'accent' (#ffcc00) can hardly be read on 'tint' (#f3f5f6): "
        "their contrast is 1.3:1\n"
        "  hint: 4.5:1 is the least that can; a colour near it that has it: #876c00"
    )


def test_grounds_that_no_colour_can_be_read_on_are_told() -> None:
    assignments = [Assignment("tint", "#bbb"), Assignment("paper", "#444")]
    settings = looks.load("article", assignments=assignments).settings
    assert all("grounds" in str(warning.hint) for warning in faint(settings))


@given(COLOURS, COLOURS)
def test_what_is_proposed_can_be_read(colour: str, ground: str) -> None:
    found = readable(colour, (ground,))
    assert found is not None
    assert contrast(found, ground) >= 4.5
    assert contrast(colour, ground) < 4.5 or found == colour
