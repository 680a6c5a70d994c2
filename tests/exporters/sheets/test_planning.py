"""Where columns and floats are planned to stand, told line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from exporters.sheets.planning import (
    Float,
    Geometry,
    Strip,
    Task,
    Unit,
    Width,
    column_end,
    rules,
    tightened,
)
from exporters.sheets.planning import (
    plan as plan_task,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporters.sheets.planning import Plan

LINE: Final = 10.0
SHEET: Final = Geometry(50, 100, 210, 400, 2, 100, LINE)
"""Two columns of forty lines."""

TEXT: Final = Unit(0, LINE)


def plan(
    geometry: Geometry, titles: Sequence[float], floats: Sequence[Float], strip: Strip
) -> Plan:
    return plan_task(Task(geometry, titles, floats, strip))


def lines(count: int) -> Strip:
    return Strip((TEXT,) * count)


def figure(height: int, mention: int, width: Width = Width.COLUMN) -> Float:
    """Return a figure that is some lines high."""
    return Float(width, (height * LINE,), mention, "Figure")


def told(planned: Plan) -> list[str]:
    """Return the columns of text: sheet, column, first line and how many of them."""
    return [
        f"sheet {column.sheet}, {'left' if column.left == 50 else 'right'}, "
        f"from line {round((column.top - 100) / LINE)}: {round(column.height / LINE)} lines"
        for column in planned.columns
        if column.sheet < planned.sheets
    ]


def places(planned: Plan) -> list[str]:
    return [
        f"sheet {place.sheet}, {'left' if place.left == 50 else 'right'}, "
        f"line {round((place.top - 100) / LINE)}"
        for place in planned.places
    ]


def test_columns_are_filled_one_after_the_other_and_the_last_ones_are_even() -> None:
    assert told(plan(SHEET, (), (), lines(100))) == [
        "sheet 0, left, from line 0: 40 lines",
        "sheet 0, right, from line 0: 40 lines",
        "sheet 1, left, from line 0: 10 lines",
        "sheet 1, right, from line 0: 10 lines",
    ]


def test_text_begins_in_whole_lines_below_the_title() -> None:
    assert told(plan(SHEET, (95,), (), lines(60))) == [
        "sheet 0, left, from line 10: 30 lines",
        "sheet 0, right, from line 10: 30 lines",
    ]


def test_no_text_stands_below_a_title_that_leaves_a_few_lines() -> None:
    assert told(plan(SHEET, (350,), (), lines(20)))[0].startswith("sheet 1")


def test_a_title_block_of_two_pages() -> None:
    assert told(plan(SHEET, (400, 95), (), lines(20)))[0].startswith("sheet 1, left, from line 10")


def test_a_figure_across_stands_at_the_head_of_the_sheet_where_it_is_mentioned() -> None:
    planned = plan(SHEET, (), (figure(9, 90, Width.SHEET),), lines(200))
    assert places(planned) == ["sheet 1, left, line 0"]
    assert told(planned)[2:4] == [
        "sheet 1, left, from line 10: 30 lines",
        "sheet 1, right, from line 10: 30 lines",
    ]


def test_a_figure_across_stands_at_the_foot_of_the_sheet_with_the_title() -> None:
    planned = plan(SHEET, (95,), (figure(9, 5, Width.SHEET),), lines(200))
    assert places(planned) == ["sheet 0, left, line 31"]
    assert told(planned)[0] == "sheet 0, left, from line 10: 20 lines"


@pytest.mark.parametrize(
    ("mention", "place"), [(5, "sheet 0, left, line 0"), (45, "sheet 0, right, line 0")]
)
def test_a_figure_as_wide_as_a_column_stands_at_its_head(mention: int, place: str) -> None:
    assert places(plan(SHEET, (), (figure(9, mention),), lines(200))) == [place]


def test_a_figure_does_not_stand_on_a_sheet_before_its_mention() -> None:
    planned = plan(SHEET, (), (figure(20, 75),), lines(200))
    assert places(planned) == ["sheet 1, left, line 0"]


def test_figures_keep_their_order_and_tables_theirs() -> None:
    table = Float(Width.COLUMN, (90,), 20, "Table")
    floats = (figure(35, 10, Width.SHEET), figure(9, 15), table)
    planned = plan(SHEET, (95,), floats, lines(200))
    assert [place.sheet for place in planned.places] == [1, 2, 0]


def test_figures_that_are_left_at_the_end_stand_there_all_the_same() -> None:
    floats = tuple(figure(30, 10) for _ in range(6))
    planned = plan(SHEET, (), floats, lines(12))
    assert [place.sheet for place in planned.places] == sorted(
        place.sheet for place in planned.places
    )
    assert planned.sheets == max(place.sheet for place in planned.places) + 1


@pytest.mark.parametrize("height", [39, 40, 60])
def test_a_figure_as_high_as_a_sheet_has_one_of_its_own(height: int) -> None:
    planned = plan(SHEET, (), (figure(height, 90, Width.SHEET),), lines(200))
    (place,) = planned.places
    assert not [column for column in planned.columns[:6] if column.sheet == place.sheet]


def test_a_table_of_several_sheets_is_followed_by_text_on_its_last() -> None:
    long = Float(Width.SHEET, (400, 400, 90), 75, "Table")
    planned = plan(SHEET, (), (long,), lines(200))
    assert places(planned) == ["sheet 1, left, line 0"]
    assert [column.sheet for column in planned.columns[:4]] == [0, 0, 3, 3]


def test_a_line_parts_the_text_of_two_columns_where_both_are() -> None:
    planned = plan(SHEET, (), (figure(19, 5),), lines(60))
    (first,) = rules(planned, SHEET)
    assert [(rule.left, rule.top, rule.height) for rule in first] == [(105, 200, 200)]


def test_a_sheet_of_a_few_lines_is_saved_by_tighter_lines() -> None:
    task = Task(SHEET, (), (), lines(82))
    assert (plan_task(task).sheets, plan_task(tightened(task, 0.03)).sheets) == (2, 1)


def test_a_unit_that_is_kept_goes_with_the_next() -> None:
    heading = Unit(LINE, LINE, kept=True, stretch="#h")
    text = Strip((*(TEXT,) * 38, heading, *(TEXT,) * 40))
    assert column_end(text, 0, 400) == 38


def test_what_a_kept_unit_leaves_empty_is_given_to_headings_above() -> None:
    heading = Unit(LINE, LINE, kept=True, stretch="#first")
    later = Unit(LINE, LINE, kept=True, stretch="#second")
    units = (*(TEXT,) * 10, heading, *(TEXT,) * 26, later, *(TEXT,) * 80)
    planned = plan(SHEET, (), (), Strip(units))
    assert planned.stretches == (("#first", 2),)


def test_notes_take_their_room_in_the_column_that_mentions_them() -> None:
    note = Unit(0, LINE, note=50)
    text = Strip((*(TEXT,) * 5, note, *(TEXT,) * 60), note_gap=10)
    assert column_end(text, 0, 400) == 34


def test_what_is_higher_than_a_column_does_not_stop_the_text() -> None:
    planned = plan(SHEET, (), (), Strip((Unit(0, 700), *(TEXT,) * 10)))
    assert planned.sheets == 2
