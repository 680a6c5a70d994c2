"""veraPDF: found, run, and its words turned into ours. Java itself runs in tests/validation."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from presswork.pdf_checks import Engine, check, vera
from presswork.pdf_checks.standards import Standard
from presswork.problems import Problems
from tests.pdf_checks.made import whole

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<report><jobs><job><item size="1"><name>a.pdf</name></item>
<validationReport jobEndStatus="normal" profileName="PDF/UA-1 validation profile"
 isCompliant="false"><details passedRules="104" failedRules="2">
<rule specification="ISO 14289-1:2014" clause="7.3" testNumber="1" status="failed"
 failedChecks="2"><description>Figure tags shall include an alternative</description>
<object>SEFigure</object><test>Alt != null</test>
<check status="failed"><context>root/document[0]/pages[0](3 0 obj PDPage)</context>
<errorMessage>Figure structure element neither has an alternate description</errorMessage></check>
</rule>
<rule specification="ISO 14289-1:2014" clause="9.9" testNumber="4" status="failed"
 failedChecks="1"><description>Bees shall hum</description>
<check status="failed"><context>root</context><errorMessage>A bee is silent.</errorMessage></check>
</rule></details></validationReport></job></jobs></report>"""

BROKEN = """<report><jobs><job><item><name>a.pdf</name></item>
<taskResult type="PARSE" isExecuted="true" isSuccess="false">
<exceptionMessage>No xref</exceptionMessage>
</taskResult></job></jobs></report>"""


def command(folder: Path, printed: str) -> vera.Command:
    """A command that prints the same whatever it is asked."""
    script = folder / "verapdf"
    (folder / "report").write_text(printed, encoding="utf-8")
    script.write_text(f"#!{sys.executable}\nprint(open({str(folder / 'report')!r}).read())\n")
    script.chmod(0o755)
    return vera.Command(str(script))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return whole().save(tmp_path / "a.pdf")


posix = pytest.mark.skipif(os.name == "nt", reason="scripts without a suffix do not run there")


@posix
def test_the_report_of_the_command_is_told_in_our_words(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = command(tmp_path, REPORT)
    monkeypatch.setattr(vera, "find", lambda: found)
    checked = check([pdf], (Standard.UA_1,), Engine.AUTO)
    assert [problem.what for problem in checked.problems] == [
        "a picture has no alternative text (2 times, on page 1)",
        "PDF/UA-1, 9.9 (4): A bee is silent",
    ]
    assert checked.notes == ()


@posix
def test_what_vera_cannot_read_is_checked_by_our_own_rules(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = command(tmp_path, BROKEN)
    monkeypatch.setattr(vera, "find", lambda: found)
    checked = check([pdf], (Standard.UA_1,), Engine.AUTO)
    assert checked.problems == ()
    (note,) = checked.notes
    assert "a.pdf (No xref): its standards were checked by our own rules" in note


@posix
def test_a_vera_that_does_not_run_leaves_the_check_to_us(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = command(tmp_path, "no report")
    monkeypatch.setattr(vera, "find", lambda: found)
    checked = check([pdf], (), Engine.AUTO)
    assert checked.problems == ()
    (note,) = checked.notes
    assert note.startswith("veraPDF does not run: its report cannot be read: ")


@posix
def test_a_java_without_a_compiler_is_told_from_a_broken_one(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "java").write_text(
        "#!/bin/sh\n[ $1 = --list-modules ] && echo java.base@17\nexit 1\n"
    )
    (tmp_path / "java").chmod(0o755)
    monkeypatch.setattr(vera, "find", lambda: vera.Jar(str(tmp_path / "java"), tmp_path / "a.jar"))
    (note,) = check([pdf], (), Engine.AUTO).notes
    assert note.startswith("this Java cannot run source files: it is no JDK")
    assert "install a JDK" in note


def test_without_java_our_own_rules_check_and_it_is_said(
    pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    checked = check([pdf], (), Engine.AUTO)
    assert checked.problems == ()
    (note,) = checked.notes
    assert note.startswith("there is ")
    assert "checked by our own rules" in note


def test_who_asks_for_vera_where_there_is_none_is_told_what_to_do(
    pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Problems, match=r"there is .*\n  hint: install a JDK"):
        check([pdf], (), Engine.VERA)


def test_a_standard_that_we_do_not_know_is_not_passed_over(pdf: Path) -> None:
    (problem,) = check([pdf], (Standard.A_4,), Engine.OWN).problems
    assert problem.what == "PDF/A-4 can be checked by veraPDF alone, and was not"


LINES = """\
file\t1
rule\tua1\t7.3\t1\t2\tFigure tags shall
at\troot/document[0]\tmessage
failed\t3a\tjava.io.IOException: End of file is reached
done\tua1
"""


def test_what_the_runner_prints_is_read() -> None:
    first, second = vera.told_by_runner(LINES.splitlines(), 2)
    assert first == vera.Report()
    (failure,) = second.failures
    assert (failure.standard, failure.clause, failure.count) == (Standard.UA_1, "7.3", 2)
    assert failure.places == [vera.Place("root/document[0]", "message")]
    assert second.looked == {Standard.UA_1}
    assert second.impossible == ["java.io.IOException: End of file is reached"]
