"""`check --pdf` with Java: veraPDF and our own rules say the same of files broken in one way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from presswork.pdf_checks import Engine, Standard, check, vera
from tests.pdf_checks.faults import FAULTS, Fault
from tests.pdf_checks.made import whole
from tests.tools import missing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.validation.conftest import Files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The rules that veraPDF tells of each broken file, by the name of the fault."""
    found = vera.find()
    if isinstance(found, vera.Absent):
        missing("veraPDF", found.hint)
    folder = tmp_path_factory.mktemp("broken")
    paths: dict[Path, str] = {whole().save(folder / "whole.pdf"): "whole"}
    for fault in FAULTS:
        made = whole()
        fault.breaks(made)
        paths[made.save(folder / f"{fault.name}.pdf")] = fault.name
    rules: dict[str, set[str]] = {name: set() for name in paths.values()}
    for problem in check(list(paths), (), Engine.VERA).problems:
        assert problem.location is not None
        rules[paths[problem.location.path]].add(problem.rule or problem.what)
    return rules


def test_vera_finds_nothing_wrong_with_a_whole_file(told: dict[str, set[str]]) -> None:
    assert told["whole"] == set()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_vera_says_what_our_own_rules_say(fault: Fault, told: dict[str, set[str]]) -> None:
    assert told[fault.name] == fault.rules | fault.beyond


@pytest.mark.parametrize(("engine", "styles"), [(Engine.AUTO, 1), (Engine.OWN, None)])
def test_our_own_files_keep_the_standards_and_please_readers(
    built: dict[str, Files], engine: Engine, styles: int | None
) -> None:
    paths = [
        path
        for files in list(built.values())[:styles]
        for path in (files.pdf, files.handout, files.full_handout)
    ]
    checked = check(paths, (), engine)
    assert [str(problem) for problem in checked.problems] == []


def test_a_standard_of_veraPDF_alone(tmp_path: Path) -> None:  # noqa: N802 - its name
    path = whole().save(tmp_path / "whole.pdf")
    problems = check([path], (Standard.A_4,), Engine.VERA).problems
    assert problems
    assert all("PDF/A-4" in problem.what for problem in problems)


def test_a_file_that_vera_cannot_open_by_its_name(tmp_path: Path) -> None:
    path = whole().save(tmp_path / "Bienen – été.pdf")
    assert check([path], (), Engine.VERA).problems == ()
