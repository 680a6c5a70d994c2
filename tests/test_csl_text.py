"""Rich text in the fields of reference data."""

from __future__ import annotations

import pytest

from presswork.csl_text import parse
from presswork.inlines import (
    Emphasis,
    Inlines,
    NoCase,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ()),
        ("plain & simple", (Text("plain & simple"),)),
        ("<i>E. coli</i> grows", (Emphasis((Text("E. coli"),)), Text(" grows"))),
        ("<b>b</b>", (Strong((Text("b"),)),)),
        ("Ca<sup>2+</sup>", (Text("Ca"), Superscript((Text("2+"),)))),
        ("H<sub>2</sub>O", (Text("H"), Subscript((Text("2"),)), Text("O"))),
        ('<span class="nocase">mTOR</span>', (NoCase((Text("mTOR"),)),)),
        ('<span style="font-variant:small-caps">bc</span>', (SmallCaps((Text("bc"),)),)),
        ("<i>a <b>b</b></i>", (Emphasis((Text("a "), Strong((Text("b"),)))),)),
    ],
)
def test_tags_become_inlines(source: str, expected: Inlines) -> None:
    assert parse(source) == expected


@pytest.mark.parametrize(
    "source",
    ["p < 0.05 and q > 1", "a</i>", "<i>never closed", "<script>x</script>", "<i>a</b>", "<", "<i"],
)
def test_what_is_no_tag_stays_as_it_is(source: str) -> None:
    assert parse(source) == (Text(source),)


def test_many_open_tags_are_read_in_linear_time() -> None:
    assert parse("<i>" * 20_000) == (Text("<i>" * 20_000),)
