"""How the pictures of a figure stand beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters import panels
from presswork.document import Figure, Panel
from presswork.inlines import Image, Length, Text


def figure(*widths: float | None, columns: int | None = None) -> Figure:
    return Figure(
        tuple(
            Panel(Image(Path("p.png"), "", Length(width, "%") if width else None))
            for width in widths
        ),
        columns=columns,
    )


@pytest.mark.parametrize(
    ("count", "lengths"),
    [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])],
)
def test_pictures_stand_in_even_rows(count: int, lengths: list[int]) -> None:
    assert [len(row) for row in panels.rows(figure(*[None] * count))] == lengths


def test_the_document_may_say_how_many_stand_side_by_side() -> None:
    assert [len(row) for row in panels.rows(figure(*[None] * 4, columns=3))] == [3, 1]


def test_widths_make_the_rows() -> None:
    assert [len(row) for row in panels.rows(figure(60, 40, 50, 30, 30))] == [2, 2, 1]


def test_a_row_is_no_wider_than_the_text() -> None:
    shares = panels.shares(figure(60, 40).panels, 2)
    assert sum(shares) == pytest.approx(0.97)
    assert shares[0] == pytest.approx(1.5 * shares[1])


def test_the_last_row_has_pictures_as_wide_as_the_others() -> None:
    whole, rest = panels.rows(figure(*[None] * 5))
    assert panels.shares(rest, 3) == panels.shares(whole, 3)[:2]


def test_pictures_of_which_nobody_speaks_have_no_letters() -> None:
    assert not panels.is_lettered(figure(None, None))
    assert not panels.is_lettered(Figure((Panel(None, id="fig:one"),)))
    assert panels.is_lettered(Figure((Panel(None), Panel(None, id="fig:b"))))
    assert panels.is_lettered(Figure((Panel(None, (Text("Words"),)),)))


def test_the_letter_is_what_a_reference_has_beside_the_number() -> None:
    whole = Figure((Panel(None, number="2a"), Panel(None)), number="2")
    assert [panels.letter(panel, whole) for panel in whole.panels] == ["(a)", ""]
