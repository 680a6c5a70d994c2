"""`check --docx`: which files it takes, what it says of them, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.command import runner
from tests.word_checks.made import TEXT, replaced, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

OUTPUT = 6


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Return `check --docx`, in a folder with a good file, a bad one and one that only warns."""
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    write(Path("out", "good.docx"))
    write(Path("out", "bad.docx"), replaced(TEXT, 'w:anchor="bees"', 'w:anchor="wasps"'))
    write(Path("pale.docx"), replaced(TEXT, 'descr="A bee"', ""))
    command = runner(monkeypatch, capfd)
    return lambda *words: command("check", *words)


def test_nothing_wrong(run: Callable[..., Run]) -> None:
    result = run("--docx", "out/good.docx")
    assert (result.code, result.out, result.err) == (0, "1 Word file: no problems\n", "")


def test_what_is_wrong_is_told_with_its_text_and_a_hint(run: Callable[..., Run]) -> None:
    result = run("--docx", "out/bad.docx")
    assert result.code == OUTPUT
    assert (
        " ".join(result.err.split())
        == """\
out/bad.docx: error: something leads to the bookmark wasps, which is not there \
('here') [word-dead-reference] \
hint: refer to it anew: updated, such a field says 'Error! Reference source not found' 1 error"""
    )


def test_several_files_and_folders(run: Callable[..., Run]) -> None:
    assert run("--docx", "out/good.docx", "out/bad.docx").code == OUTPUT
    assert run("--docx", "out").err.count("error:") == 1


def test_warnings_fail_where_they_are_to(run: Callable[..., Run]) -> None:
    assert run("--docx", "pale.docx").code == 0
    assert run("--docx", "pale.docx", "--strict").code == OUTPUT


def test_errors_are_turned_off(run: Callable[..., Run]) -> None:
    assert run("--docx", "out", "--off", "word-dead-reference").code == 0
    assert run("--docx", "out", "--only", "word-no-title").code == 0


def test_the_report_as_json_and_sarif(run: Callable[..., Run]) -> None:
    (problem,) = json.loads(run("--docx", "out", "--format", "json").out)["problems"]
    assert (problem["rule"], problem["path"]) == ("word-dead-reference", "out/bad.docx")
    report = json.loads(run("--docx", "out", "--format", "sarif").out)
    assert report["runs"][0]["results"][0]["ruleId"] == "word-dead-reference"


def test_what_is_no_word_file(run: Callable[..., Run]) -> None:
    Path("odd.docx").write_bytes(b"bees")
    result = run("--docx", "odd.docx")
    assert result.code == OUTPUT
    assert "odd.docx: error: the file is no Word file" in result.err


def test_what_is_not_there(run: Callable[..., Run]) -> None:
    assert run("--docx", "nothing.docx").code == 2
    Path("none").mkdir()
    assert "there is no Word file in none" in run("--docx", "none").err


def test_one_kind_of_files_at_a_time(run: Callable[..., Run]) -> None:
    result = run("--docx", "out/good.docx", "--pdf", "out/good.docx")
    assert result.code == 2
    assert "PDF and Word files are checked one kind after the" in " ".join(result.err.split())
