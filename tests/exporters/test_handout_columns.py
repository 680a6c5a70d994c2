"""Where the lists of a handout begin their second column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from exporters.handout.columns import laid_out_evenly, second_entries, uneven

if TYPE_CHECKING:
    from exporters import pdf
    from exporters.handout.columns import Lists, Seconds


@dataclass
class Box:
    """The box of a page."""

    height: float = 100


@dataclass
class Page:
    """As much of a page as is looked at: where ids are, as left, top, right and bottom."""

    anchors: dict[str, tuple[float, float, float, float]]
    _page_box: Box = field(default_factory=Box)


def page_of(heights: tuple[int, ...], gap: int = 2) -> Page:
    anchors = {}
    top = 0.0
    for number, height in enumerate(heights):
        anchors[str(number)] = (0.0, top, 300.0, top + height)
        top += height + gap
    return Page(anchors)


@pytest.mark.parametrize(
    ("heights", "second"),
    [((10, 10, 10, 10), 3), ((40, 10, 10, 10), 2), ((10, 10, 10, 40), 4), ((10, 10, 10), 3)],
)
def test_the_columns_are_as_even_as_can_be(heights: tuple[int, ...], second: int) -> None:
    ids = tuple(map(str, range(len(heights))))
    assert second_entries((ids,), [page_of(heights)]) == (str(second - 1),)


def test_a_list_that_goes_on_over_pages_is_parted_on_its_last() -> None:
    whole = page_of((10, 10, 10, 10, 10, 10)).anchors
    pages = [Page({id_: whole[id_] for id_ in "01"}), Page({id_: whole[id_] for id_ in "2345"})]
    lists = (("0", "1", "2", "3", "4", "5"), ("6",), ())
    assert second_entries(lists, pages) == ("4",)


@pytest.mark.parametrize("ids", [(), ("0",), ("0", "not on the page")])
def test_a_list_that_cannot_be_measured_is_left_to_the_layout(ids: tuple[str, ...]) -> None:
    assert second_entries((ids,), [page_of((10, 10))]) == ()


def test_a_page_is_less_full_where_the_columns_of_its_last_list_are_even() -> None:
    ids = tuple(map(str, range(4)))
    assert uneven((ids,), [page_of((10, 10, 10, 10), gap=0)]) == pytest.approx(0.2)


@dataclass
class LaidOut:
    """As much of a layout as is looked at."""

    printed: Printed


@dataclass
class Printed:
    """Its pages."""

    pages: list[Page]


@pytest.mark.parametrize(
    ("lists", "asked"),
    [
        ((("0", "1", "2", "3"),), [()]),
        ((("0",), ("1", "2", "3")), [()]),
        ((("0", "1"), ("2", "3")), [(), ("1", "3")]),
        ((("0", "1", "2", "3"), ()), [()]),
    ],
)
def test_lists_that_others_follow_are_laid_out_again_with_even_columns(
    lists: Lists, asked: list[Seconds]
) -> None:
    told = []

    def lay_out(seconds: Seconds) -> pdf.LaidOut:
        told.append(seconds)
        return cast("pdf.LaidOut", LaidOut(Printed([page_of((10, 10, 10, 10))])))

    laid_out_evenly(lay_out, lists)
    assert told == asked
