"""How findings are told: each kind once, with how often and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from presswork.findings import Finding, problems, shortened
from presswork.problems import ProblemKind, Severity

PATH = Path("paper.pdf")


def told(*findings: Finding) -> list[str]:
    return [problem.what for problem in problems(findings, PATH)]


def figure(page: int | None = None, quote: str = "", count: int = 1) -> Finding:
    return Finding(page, quote, count=count, rule="pdf-picture-without-alt")


@pytest.mark.parametrize(
    ("findings", "where"),
    [
        ([figure()], ""),
        ([figure(3)], " (page 3)"),
        ([figure(3, "A bee")], " (page 3: 'A bee')"),
        ([figure(quote="A bee")], " ('A bee')"),
        ([figure(), figure()], " (2 times)"),
        ([figure(3), figure(3)], " (2 times, on page 3)"),
        ([figure(3), figure(1)], " (2 times, on pages 1 and 3)"),
        ([figure(page) for page in (1, 2, 3, 4)], " (4 times, on pages 1, 2, 3 and 4)"),
        ([figure(page) for page in range(1, 9)], " (8 times, on pages 1, 2, 3 and 5 more)"),
        ([figure(1, count=5), figure(2)], " (6 times, on pages 1 and 2)"),
        (
            [figure(1), figure(2, "A bee")],
            " (2 times, on pages 1 and 2; for example on page 2: 'A bee')",
        ),
        ([figure(2, "A bee"), figure(2)], " (2 times, on page 2; for example: 'A bee')"),
    ],
)
def test_where_and_how_often(findings: list[Finding], where: str) -> None:
    assert told(*findings) == ["a picture has no alternative text" + where]


def test_what_breaks_a_standard_is_an_error_and_comes_first() -> None:
    (first, second) = problems(
        [Finding(rule="pdf-no-bookmarks"), Finding(2, rule="pdf-no-file-id")], PATH
    )
    assert (first.rule, first.severity) == ("pdf-no-file-id", Severity.ERROR)
    assert (second.rule, second.severity) == ("pdf-no-bookmarks", Severity.WARNING)
    assert first.kind is ProblemKind.OUTPUT
    assert first.pages == (2,)


def test_facts_of_their_own_are_told_apart() -> None:
    findings = [Finding(what=what, rule="pdf-layers") for what in ("one", "two", "one")]
    assert told(*findings) == ["one (2 times)", "two"]


def test_of_a_thousand_facts_of_one_rule_a_dozen_are_told() -> None:
    findings = [Finding(what=f"layer {at}", rule="pdf-layers") for at in range(1000)]
    lines = told(*findings)
    assert len(lines) == 13
    assert lines[-1].endswith("in more ways than are told here (988 times)")


def test_what_follows_from_something_else_is_not_told() -> None:
    assert told(Finding(rule="pdf-untagged"), Finding(rule="pdf-untagged-content")) == [
        "the file has no tags, so that it cannot be read aloud in order"
    ]


def test_a_long_text_is_quoted_to_the_end_of_a_word() -> None:
    assert shortened("word " * 30) == "word " * 11 + "word…"
    assert shortened("two\n lines ") == "two lines"
