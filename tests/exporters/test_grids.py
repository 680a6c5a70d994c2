"""How much room the columns of a table need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporters import grids
from presswork.document import Cell, Column, Paragraph, Row, Table
from presswork.inlines import Code, Text


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


WORDS = ("Drimmel_2000", "Some words that take the whole of a line")


def with_code(words: str) -> Table:
    """A table that begins with code, and says what that is."""
    code, told = (Cell((Paragraph((inline,)),)) for inline in (Code(words), Text(WORDS[1])))
    return Table((Column(), Column()), (), (Row((code, told)),))


NARROW = replace(table(WORDS), columns=(Column(width=0.2), Column(width=0.8)))


@pytest.mark.parametrize("narrow", [NARROW, with_code(WORDS[0])], ids=["by-name", "by-code"])
def test_a_column_that_is_too_narrow_for_its_words_is_widened(narrow: Table) -> None:
    code, words = grids.needs(narrow)
    columns = grids.with_room_for_words(narrow, 20).columns
    first, second = (column.width or 0 for column in columns)
    assert first * 20 >= code.word
    assert second * 20 >= words.word
    assert first + second == pytest.approx(1)


@pytest.mark.parametrize("room", [40, 10], ids=["words-have-room", "no-widths-give-it"])
def test_widths_stay_where_others_help_nobody(room: float) -> None:
    assert grids.with_room_for_words(NARROW, room) == NARROW


def test_a_table_of_words_alone_finds_its_own_widths() -> None:
    assert grids.with_room_for_words(table(WORDS), 20) == table(WORDS)


def test_columns_share_the_whole_width() -> None:
    shares = grids.column_shares(table(("heterogeneity", "1", "some words")), 10)
    assert sum(shares) == pytest.approx(1)
    assert shares[0] > shares[2] > shares[1]


def test_a_cell_is_long_that_would_not_fit_its_page() -> None:
    cell = Cell((Paragraph((Text("word " * 300),)),))
    assert grids.is_long(cell, 4)
    assert not grids.is_long(cell, 1)
