"""How much room the columns of a table need."""

from __future__ import annotations

import pytest

from exporters import grids
from presswork.document import Cell, Column, Paragraph, Row, Table
from presswork.inlines import Text


def table(*rows: tuple[str, ...]) -> Table:
    made = tuple(Row(tuple(Cell((Paragraph((Text(words),)),)) for words in row)) for row in rows)
    return Table(tuple(Column() for _ in rows[0]), (), made)


def test_a_column_needs_its_longest_word_in_letters() -> None:
    first, second = grids.needs(table(("one longword", "1"), ("two", "22")))
    assert first.word == pytest.approx(8 * grids.CHARACTER + grids.PADDING)
    assert first.cell == pytest.approx(12 * grids.CHARACTER + grids.PADDING)
    assert second.word == pytest.approx(2 * grids.CHARACTER + grids.PADDING)


def test_words_are_hyphenated_and_numbers_are_not() -> None:
    words, numbers = grids.needs(
        table(
            ("heterogeneity", "0.98-1.54321"),
        )
    )
    assert words.part == pytest.approx(9 * grids.CHARACTER + grids.PADDING)
    assert numbers.part == numbers.word


def test_columns_share_the_whole_width() -> None:
    shares = grids.column_shares(table(("heterogeneity", "1", "some words")), 10)
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > shares[2] > shares[1]


def test_a_cell_is_long_that_would_not_fit_its_page() -> None:
    cell = Cell((Paragraph((Text("word " * 300),)),))
    assert grids.is_long(cell, 4)
    assert not grids.is_long(cell, 1)
