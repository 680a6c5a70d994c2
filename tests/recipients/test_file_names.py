"""File names of copies: safe on every system, and whose they are can be read."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from presswork.recipients import CopyList, FileNames

SAFE = re.compile(r"paper--[a-z0-9]+(-[a-z0-9]+)*\.pdf")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Jane Doe", "jane-doe"),
        ("  Prof. Dr. d'Alembert, PhD ", "prof-dr-dalembert-phd"),
        ("../../x", "x"),
        ("CON", "con"),
        ("a/b\\c:d*e?.", "a-b-c-d-e"),
        ("Łukasz Ørsted", "lukasz-orsted"),
        ("Ольга Иванова", "olga-ivanova"),
        ("محمد", "mhmd"),
        ("山田太郎", "shan-tian-tai-lang"),
        ("김민수", "gim-min-su"),
        ("😀", "grinning"),
        ("\u202e---\x00", "recipient"),
        ("word " * 60, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("a" * 300, "a" * 60),
    ],
)
def test_a_name_becomes_part_of_a_file_name(name: str, wanted: str) -> None:
    assert FileNames().next("paper", name, ".pdf") == f"paper--{wanted}.pdf"


def test_names_that_differ_in_their_case_alone_are_told_apart() -> None:
    names = FileNames()
    given = ("Jane", "JANE", "jane-2", "Jané", "jane 2")
    made = [names.next("paper", name, ".pdf") for name in given]
    ends = ("jane", "jane-2", "jane-2-2", "jane-3", "jane-2-3")
    assert made == [f"paper--{end}.pdf" for end in ends]


@settings(deadline=None)
@given(some.lists(some.text(max_size=80), max_size=20))
def test_all_names_are_safe_and_no_two_are_alike(given: list[str]) -> None:
    names = FileNames()
    made = [names.next("paper", name, ".pdf") for name in given]
    assert all(SAFE.fullmatch(name) and len(name) < 100 for name in made)
    assert len(set(made)) == len(made)


def test_the_list_of_copies_holds_no_formulas() -> None:
    file = io.StringIO()
    CopyList.begin(file).add(1, '=HYPERLINK("x")', "a.pdf", 2)
    assert file.getvalue().splitlines()[1] == '1,"\'=HYPERLINK(""x"")",a.pdf,2'
