"""The colours of SVG as paper knows them."""

from __future__ import annotations

import pytest

from exporters.svg_colours import settled


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("#123456", "#123456"),
        ("light-dark(#ffffff, #121212)", "#ffffff"),
        ("light-dark(rgb(0, 0, 0), rgb(255, 255, 255))", "rgb(0, 0, 0)"),
        ("var(--ground, #eeeeee)", "#eeeeee"),
        ("var(--ground)", "var(--ground)"),
        ("light-dark(var(--light, rgb(1, 2, 3)), black)", "rgb(1, 2, 3)"),
        ("fill: light-dark(red, blue); stroke: none", "fill: red; stroke: none"),
        (".a { fill: Light-Dark(red, blue) }", ".a { fill: red }"),
    ],
)
def test_a_colour_is_the_one_on_a_light_ground(written: str, expected: str) -> None:
    assert " ".join(settled(written).split()) == expected
