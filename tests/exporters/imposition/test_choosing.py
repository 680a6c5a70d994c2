"""What the settings of a look say of sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.imposition import Booklet, Marks, as_set, n_up
from presswork.problems import Problems
from tests.exporters.printing import look_with

if TYPE_CHECKING:
    from presswork.settings import Settings


def settings(**given: str) -> Settings:
    return look_with("handout", **given).settings


def test_nothing_is_drawn_unless_it_is_asked_for() -> None:
    assert as_set(n_up(4), settings()) == (n_up(4), Marks())


def test_marks_are_asked_for_by_name() -> None:
    _, marks = as_set(n_up(4), settings(sheet_marks="cut frames"))
    assert (marks.cut, marks.frames) == (True, True)


def test_a_booklet_has_the_thickness_of_its_paper_and_parts() -> None:
    given = settings(paper_thickness="0.02cm", signature="16")
    booklet, _ = as_set(Booklet(cover=True), given)
    assert isinstance(booklet, Booklet)
    assert booklet.cover
    assert booklet.paper_thickness == pytest.approx(0.2)
    assert booklet.signature == 16


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("paper-thickness", "5mm", "'5mm' is no thickness of paper"),
        ("paper-thickness", "1em", "'1em' is no thickness of paper"),
        ("signature", "10", "'10' pages are no part of a booklet"),
    ],
)
def test_what_cannot_be_is_told(name: str, value: str, what: str) -> None:
    with pytest.raises(Problems, match=what):
        as_set(Booklet(), settings(**{name: value}))
