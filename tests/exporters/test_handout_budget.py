"""Handouts of so many pages: as large as fits, after few layouts, or the truth."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.handout import full
from exporters.handout.budget import (
    FIGURES,
    LARGE_TYPE,
    LAYOUTS,
    LESS_LARGE,
    TITLES,
    Measures,
    Room,
    Search,
    Size,
    room_of,
)
from presswork import document as doc
from presswork import looks
from presswork.problems import Problems
from presswork.resources import Resources
from presswork.settings import Assignment
from tests.exporters.documents import article, text
from tests.exporters.printing import look_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exporters import Exported

ROOM: Final = Room(
    Measures(0.85, 0.9, 0.5), Measures(1.3, 1.1, 1.6), figures=0.65, droppable=(FIGURES, TITLES)
)


def searched(pages: int, reach: Callable[[Size], float]) -> Search:
    """Search among layouts that reach as far as a function says."""
    search = Search(pages, ROOM)
    while (size := search.following()) is not None:
        search.tried[size] = reach(size)
    return search


def text_alone(pages: float) -> Callable[[Size], float]:
    """Tell how far text reaches that takes so many pages in its usual size."""
    return lambda size: pages * ROOM.area(size.size) * (0.9**size.given_up)


def test_what_fits_and_is_full_is_laid_out_once() -> None:
    assert list(searched(2, text_alone(1.97)).tried) == [Size(0, 0)]


@pytest.mark.parametrize("pages", [1.4, 1.7, 2.1, 2.4])
def test_text_is_as_large_as_fits(pages: float) -> None:
    search = searched(2, text_alone(pages))
    assert 1.94 <= search.tried[search.best] <= 2
    assert len(search.tried) <= 3
    assert (search.measures.text > 1) is (pages < 2)


def test_too_little_text_is_as_large_as_may_be() -> None:
    search = searched(4, text_alone(1.2))
    assert (search.best, search.is_exact) == (Size(0, 1), False)
    assert len(search.tried) == 2


def test_what_may_be_given_up_is_given_up_where_small_type_is_not_enough() -> None:
    search = searched(2, text_alone(3.6))
    assert search.is_exact
    assert search.measures.dropped == {FIGURES}
    assert search.measures.figures == 0.65


def test_larger_type_is_given_up_last_where_a_look_allows_it() -> None:
    room = replace(ROOM, droppable=(FIGURES, TITLES, LARGE_TYPE))
    assert [room.measures(Size(given_up, -1)).large for given_up in (2, 3)] == [1, LESS_LARGE]


def test_what_cannot_fit_is_as_small_as_may_be_after_few_layouts() -> None:
    search = searched(1, text_alone(9))
    assert (search.best, search.is_exact) == (Size(2, -1), False)
    assert len(search.tried) == 3


def test_a_figure_that_moves_to_the_next_page_is_no_trap() -> None:
    def reach(size: Size) -> float:
        plain = 1.8 * ROOM.area(size.size)
        return plain + 0.4 if 1.45 < plain < 1.7 or plain > 1.9 else plain

    search = searched(2, reach)
    assert search.is_exact
    assert search.best.size >= 0


def test_pages_that_no_size_gives_are_not_looked_for_without_end() -> None:
    search = searched(2, lambda size: 0.9 if size.size < 0.1 else 2.3)
    assert not search.is_exact
    assert search.tried[search.best] == 0.9


@given(
    st.integers(1, 8),
    st.floats(0.05, 40),
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 1)), max_size=6),
)
@settings(max_examples=200, deadline=None)
def test_a_search_ends_whatever_jumps_there_are(
    pages: int, usual: float, jumps: list[tuple[float, float]]
) -> None:
    def reach(size: Size) -> float:
        gaps = sum(gap for at, gap in jumps if size.size > at)
        return usual * ROOM.area(size.size) + gaps * (-0.5 if len(jumps) % 2 else 0.5) + len(jumps)

    search = searched(pages, reach)
    assert len(search.tried) <= LAYOUTS
    exact = [size for size, reached in search.tried.items() if ceil(reached) == pages]
    assert search.is_exact is bool(exact)


def test_measures_keep_within_what_a_look_allows() -> None:
    room = room_of(looks.load("handout-full").settings)
    assert room.measures(Size(0, -1)).text == pytest.approx(8.5 / 9, abs=1e-4)
    assert room.measures(Size(0, 1)).text == pytest.approx(12 / 9, abs=1e-4)
    assert room.measures(Size()).style == Measures(1.0, 1.0, 1.0).style


@pytest.mark.parametrize(
    ("name", "value"),
    [("smallest-text", "14pt"), ("largest-text", "1em"), ("tightest-leading", "2")],
)
def test_settings_that_contradict_each_other_are_told(name: str, value: str) -> None:
    look = looks.load("handout", assignments=[Assignment(name, value)])
    with pytest.raises(Problems, match="not in order"):
        room_of(look.settings)


def long(folder: Path, paragraphs: int) -> doc.Document:
    """Return a document of a long section and a short one."""
    paragraph = doc.Paragraph(text("The sea rises and falls, and everybody knows why. " * 11))
    springs = doc.Heading(1, text("Springs and neaps"), "springs")
    bores = doc.Heading(1, text("Bores"), "bores")
    return article(folder, springs, *[paragraph] * paragraphs, bores, paragraph)


def press(document: doc.Document, folder: Path, **assigned: str) -> Exported:
    look = look_with("handout-full", **assigned)
    resources = Resources((folder, *look.folders))
    return full.export(document, look, folder / "handout.pdf", resources)


def test_an_article_takes_the_pages_that_are_asked_for(tmp_path: Path) -> None:
    exported = press(long(tmp_path, 8), tmp_path, pages="1")
    assert (exported.pages, exported.warnings) == (1, ())


def test_what_is_too_long_is_told_with_its_largest_parts(tmp_path: Path) -> None:
    exported = press(long(tmp_path, 18), tmp_path, pages="1", droppable="none")
    (problem,) = exported.warnings
    assert problem.what.startswith("the handout takes 1.")
    assert " pages at the smallest that its look allows, not 1: it is about " in problem.what
    assert problem.hint is not None
    assert problem.hint.startswith("its largest parts are 'Springs and neaps' (")
    assert problem.hint.endswith("or have more pages with --pages 2")
