"""Our own rules on a small file that is broken in one way at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.pdf_checks import Engine, check
from tests.pdf_checks.faults import FAULTS, Fault
from tests.pdf_checks.made import whole

if TYPE_CHECKING:
    from pathlib import Path


def rules(path: Path) -> set[str]:
    """The rules that our own engine tells of a file."""
    problems = check([path], (), Engine.OWN).problems
    assert all(problem.rule for problem in problems), problems
    return {problem.rule or "" for problem in problems}


def test_nothing_is_wrong_with_a_whole_file(tmp_path: Path) -> None:
    assert rules(whole().save(tmp_path / "whole.pdf")) == set()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_what_is_broken_is_told_and_nothing_else(fault: Fault, tmp_path: Path) -> None:
    made = whole()
    fault.breaks(made)
    assert rules(made.save(tmp_path / "broken.pdf")) == fault.rules | fault.beyond
