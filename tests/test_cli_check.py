"""`check`: what it tells, as text, as JSON and as SARIF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest

from presswork.cli import outcomes, reports
from presswork.pipeline.orders import Crash, Made, Outcome
from presswork.problems import Location, Problem, ProblemKind, Severity
from presswork.rules import RULES
from tests.command import runner
from tests.tools import ROOT, node_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command import Run

TEXT: Final = """\
---
title: Bees
---

# Bees

See [bees](http://bees.org) and [flowers](#flower).

# Flowers
"""

Json = dict[str, Any]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Run]:
    """Return the command in a folder with one document, in a repository."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "texts" / "on bees"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "texts")
    return runner(monkeypatch, capfd)


def valid(report: str) -> Json:
    """Return a run of SARIF, which has been found valid."""
    log = json.loads(report)
    schema = node_file("@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json")
    jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(log)
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_findings_are_told_with_their_rules(run: Callable[..., Run]) -> None:
    result = run("check", "on bees")
    assert result.code == 0
    assert (
        result.err
        == """\
on bees/article.md:7: warning: the link 'http://bees.org' is not https [insecure-link]
  hint: write https://bees.org, and see that it leads to the same page
on bees/article.md:7: warning: the link to '#flower' leads nowhere; its words stay [dead-link]
  hint: did you mean 'flowers'?
on bees/article.md:9: warning: nothing stands below the heading 'Flowers' [empty-section]
  hint: write the section, or delete its heading
3 warnings
"""
    )


def test_strict_makes_findings_errors(run: Callable[..., Run]) -> None:
    assert run("check", "on bees", "--strict").code == ProblemKind.CONTENT.value


def test_rules_are_turned_off_for_a_run(run: Callable[..., Run]) -> None:
    off = ("--off", "dead-link,insecure-link", "--off", "empty-section")
    assert "no problems" in run("check", "on bees", "--strict", *off).out
    alone = run("check", "on bees", "--only", "empty-section")
    assert "1 warning" in alone.err
    assert "[empty-section]" in alone.err


@pytest.mark.parametrize("option", ["--off", "--only"])
def test_a_rule_that_does_not_exist_is_answered_with_those_that_come_near(
    option: str, run: Callable[..., Run]
) -> None:
    result = run("check", "on bees", option, "empty-sections")
    assert result.code == 2
    assert "unknown rule 'empty-sections'; did you mean" in " ".join(result.err.split())


def test_an_unknown_format_of_the_report(run: Callable[..., Run]) -> None:
    result = run("check", "on bees", "--format", "sarf")
    assert result.code == 2
    assert "did you mean 'sarif'?" in result.err


def test_all_rules_are_listed(run: Callable[..., Run]) -> None:
    listed = run("check", "--rules").out
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ")] == list(RULES)


def test_the_report_as_json(run: Callable[..., Run]) -> None:
    result = run("check", "on bees", "--format", "json", "--only", "insecure-link")
    assert json.loads(result.out) == {
        "presswork": 1,
        "documents": ["on bees/article.md"],
        "errors": 0,
        "warnings": 1,
        "problems": [
            {
                "rule": "insecure-link",
                "severity": "warning",
                "kind": "content",
                "message": "the link 'http://bees.org' is not https",
                "hint": "write https://bees.org, and see that it leads to the same page",
                "path": "on bees/article.md",
                "line": 7,
                "pages": [],
            }
        ],
        "bugs": [],
    }
    assert result.err == ""


def test_the_report_as_sarif(run: Callable[..., Run]) -> None:
    result = run("check", "on bees", "--format", "sarif", "--only", "insecure-link")
    report = valid(result.out)
    (found,) = report["results"]
    assert found == {
        "ruleId": "insecure-link",
        "ruleIndex": list(RULES).index("insecure-link"),
        "level": "warning",
        "message": {
            "text": "The link 'http://bees.org' is not https. "
            "Write https://bees.org, and see that it leads to the same page."
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "texts/on%20bees/article.md",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 7},
                }
            }
        ],
    }
    assert report["invocations"][0]["executionSuccessful"]
    assert result.err == ""


def test_sarif_describes_every_rule(run: Callable[..., Run]) -> None:
    described = valid(run("check", "on bees", "--format", "sarif").out)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == list(RULES)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in described)


def test_a_report_goes_to_a_file(run: Callable[..., Run]) -> None:
    result = run("check", "on bees", "--format", "sarif", "-o", "check.sarif", "--strict")
    assert (result.code, result.out, result.err) == (ProblemKind.CONTENT.value, "", "")
    report = valid(Path("check.sarif").read_text(encoding="utf-8"))
    assert {found["level"] for found in report["results"]} == {"error"}
    assert report["invocations"][0]["exitCode"] == ProblemKind.CONTENT.value


def test_a_document_that_cannot_be_read_is_reported(run: Callable[..., Run]) -> None:
    Path("on bees", "article.md").write_text("---\ntitle: [a]\n---\n", encoding="utf-8")
    report = json.loads(run("check", "on bees", "--format", "json").out)
    assert report["errors"] == 1
    assert report["problems"][0]["rule"] == "malformed-field"


def test_problems_without_a_place_or_a_rule_are_valid_sarif() -> None:
    problems = (
        Problem("unknown citation style 'x'", kind=ProblemKind.STYLE),
        Problem("odd", Location(Path("/elsewhere/a b.md")), severity=Severity.WARNING),
    )
    report = valid(reports.sarif(problems, (Crash("citing bees", "Traceback"),), outcomes.BUG))
    (found,) = report["results"]
    assert found["ruleId"] == "content-problem"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///elsewhere/a%20b.md"}
    (invocation,) = report["invocations"]
    assert not invocation["executionSuccessful"]
    assert [told["message"]["text"] for told in invocation["toolExecutionNotifications"]] == [
        "Unknown citation style 'x'.",
        "a bug in Presswork: citing bees",
    ]


def test_a_bug_is_reported_and_ends_with_its_own_code(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: tuple[Made, ...] = ()
    crashed = Outcome(made, (), (Crash("reading bees", "Traceback"),))
    monkeypatch.setattr("presswork.pipeline.running.carry_out", lambda *_: crashed)
    result = run("check", "on bees", "--format", "json")
    assert result.code == outcomes.BUG
    assert json.loads(result.out)["bugs"] == ["reading bees"]
    assert "this is a bug in Presswork" in result.err


def test_the_sample_is_clean(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    result = runner(monkeypatch, capfd)("check", "--strict")
    assert (result.code, result.out) == (0, "2 documents: no problems\n")


def test_translations_are_checked_with_their_originals(run: Callable[..., Run]) -> None:
    Path("on bees/article.de.md").write_text("---\ntitle: Bienen\n---\n\n@bees\n", encoding="utf-8")
    assert "article.de.md:5: error: unknown citation key 'bees'" in run("check", ".").err
