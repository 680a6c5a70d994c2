"""How anything wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswork.problems import Ledger, Location, Problem, Problems, Severity, did_you_mean, nearest


def test_a_problem_reads_as_file_line_severity_what_and_a_hint_below() -> None:
    problem = Problem(
        "unknown citation key 'anderson2032'",
        Location(Path("content/stem-cells/article.md"), 42),
        "did you mean 'anderson2023'?",
    )
    assert str(problem) == (
        "content/stem-cells/article.md:42: error: unknown citation key 'anderson2032'\n"
        "  hint: did you mean 'anderson2023'?"
    )


def test_a_problem_without_a_place_or_a_hint_is_one_plain_line() -> None:
    assert str(Problem("no style", severity=Severity.WARNING)) == "warning: no style"


def test_a_location_without_a_line_is_the_file() -> None:
    assert str(Location(Path("a.md"))) == "a.md"


def test_a_ledger_with_an_error_raises_everything_it_holds() -> None:
    ledger = Ledger()
    ledger.warn("first")
    ledger.error("second")
    with pytest.raises(Problems) as raised:
        ledger.settle()
    assert [problem.what for problem in raised.value.problems] == ["first", "second"]


def test_a_ledger_without_errors_gives_its_warnings() -> None:
    ledger = Ledger()
    ledger.warn("first")
    assert [problem.what for problem in ledger.settle()] == ["first"]


def test_a_full_ledger_counts_what_it_does_not_tell_but_keeps_an_error() -> None:
    ledger = Ledger(most=2)
    for what in ("first", "second", "third"):
        ledger.warn(what)
    assert [problem.what for problem in ledger.settle()] == [
        "first",
        "second",
        "there is 1 more problem than are told here",
    ]
    ledger.error("fourth")
    ledger.error("fifth")
    with pytest.raises(Problems) as raised:
        ledger.settle()
    assert [problem.what for problem in raised.value.problems][:2] == ["first", "fourth"]


def test_the_nearest_words_come_best_first_whatever_their_case() -> None:
    assert nearest("APPA", ["mla", "apa", "apsa"]) == ("apa", "apsa")


def test_nothing_near_gives_no_hint() -> None:
    assert did_you_mean("zzz", ["apa", "mla"]) is None
