"""Whatever elements stand in each other, an article is read, and can be numbered."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from presswork.numbering import number
from presswork.readers.jats.elements import name_set
from tests.readers.jats_article import article, read_text

if TYPE_CHECKING:
    from pathlib import Path

ELEMENTS = sorted(
    name_set(
        """abstract ack aff alternatives app author-notes award-group back bio bold boxed-text break
        caption code col colspec contrib contrib-group corresp date def def-item def-list
        disp-formula disp-quote element-citation email entry etal ext-link fig fig-group fn fn-group
        funding-group glossary graphic history inline-formula inline-graphic italic kwd kwd-group
        label license list list-item media mixed-citation monospace name odd p permissions
        person-group pub-date pub-id ref ref-list related-article role row sec source speech
        statement string-name sub sup supplementary-material surname table table-wrap
        table-wrap-foot tbody td term tex-math tgroup th thead title title-group tr trans-title
        verse-group verse-line xref year"""
    )
)
WORDS = (
    "moss",
    "1",
    "[",
    "(1)",
    "]",
    ")",
    ", ",
    "–",
    "Smith et al.",
    "2003",
    "Figure 1",
    r"\frac{",
)
IDS = ("f1", "t1", "b1", "b2", "n1")
ATTRIBUTES = (
    "",
    ' id="{id}"',
    ' rid="{id}" ref-type="bibr"',
    ' rid="{id}" ref-type="fig"',
    ' rid="{id}" ref-type="fn"',
    ' xlink:href="{id}.png"',
    ' colspan="2" rowspan="3"',
    ' namest="c1" nameend="c3" morerows="2"',
    ' list-type="order" fn-type="con"',
)


def tree(chance: random.Random, depth: int) -> str:
    """Return an element of any name, with anything in it."""
    if depth == 0:
        return chance.choice(WORDS)
    name = chance.choice(ELEMENTS)
    attributes = chance.choice(ATTRIBUTES).format(id=chance.choice(IDS))
    inner = "".join(tree(chance, chance.randrange(depth)) for _ in range(chance.randrange(6)))
    return f"<{name}{attributes}>{inner}</{name}>"


@pytest.mark.parametrize("seed", range(4))
def test_any_elements_are_read(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same articles each time
    for _ in range(50):
        parts = ["".join(tree(chance, 5) for _ in range(4)) for _ in range(3)]
        number(read_text(article(parts[0], meta=parts[1], back=parts[2]), tmp_path))
