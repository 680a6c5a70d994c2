"""The sample article is what its outline asks for, so that the styles can be seen at work on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from presswork import document as doc
from presswork import inlines as inl
from presswork import readers
from presswork.resources import Resources
from tests.tools import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.document import Document

FOLDER: Final = ROOT / "content" / "stem-cell-immunotherapy"
FIGURES: Final = sorted(FOLDER.glob("figures/*.svg"))
SVG: Final = "{http://www.w3.org/2000/svg}"
PAINTED_WRONG: Final = {f"{SVG}{name}" for name in ("linearGradient", "radialGradient", "image")}
"""What does not stay sharp, or what some viewers of a PDF paint white."""


@pytest.fixture(scope="module")
def article() -> Document:
    return readers.read(FOLDER / "article.md", Resources((FOLDER,)))


def citations(document: Document) -> Iterator[tuple[str, ...]]:
    for run in doc.inline_runs(document.blocks):
        for inline in inl.walk(run):
            if isinstance(inline, inl.Cite):
                yield tuple(item.key for item in inline.items)


def numbers(document: Document) -> list[tuple[int, ...]]:
    """The citations, each as the positions of its works in the file of references."""
    position = {reference.key: n for n, reference in enumerate(document.references, 1)}
    return [tuple(position[key] for key in keys) for keys in citations(document)]


def word_count(text: str) -> int:
    return len(re.findall(r"\w+(?:['\u2019-]\w+)*", text))


def test_it_reads_without_a_warning(article: Document) -> None:
    assert article.warnings == ()


def test_works_are_first_cited_in_the_order_of_the_file(article: Document) -> None:
    cited = dict.fromkeys(number for cluster in numbers(article) for number in cluster)
    assert list(cited) == list(range(1, 39))


@pytest.mark.parametrize("cluster", [(1, 2), (14,), (20, 33, 34), (27, 28, 29, 30)], ids=str)
def test_the_clusters_that_show_collapsing_are_there(
    article: Document, cluster: tuple[int, ...]
) -> None:
    assert cluster in numbers(article)


def test_it_has_the_length_that_was_asked_for(article: Document) -> None:
    text = " ".join(inl.plain_text(run) for run in doc.inline_runs(article.blocks))
    assert 1400 <= word_count(text) <= 1700


def test_the_handout_has_five_short_key_points_that_cite(article: Document) -> None:
    assert article.handout is not None
    points = article.handout.key_points
    assert [word_count(inl.plain_text(point)) <= 20 for point in points] == [True] * 5
    assert all(any(isinstance(part, inl.Cite) for part in point) for point in points)


def test_both_figures_are_described_and_captioned(article: Document) -> None:
    figures = [block for block in doc.walk(article.blocks) if isinstance(block, doc.Figure)]
    assert [bool(figure.caption and figure.images[0].alt) for figure in figures] == [True] * 2


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_figures_stay_sharp_and_print_everywhere(path: Path) -> None:
    elements = {element.tag for element in ET.parse(path).iter()}  # noqa: S314 - our own file
    assert f"{SVG}text" in elements
    assert not elements & PAINTED_WRONG
