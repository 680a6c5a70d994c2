"""The rules: their table, and who uses it."""

from __future__ import annotations

import ast
import re

from presswork.problems import Problem, Severity
from presswork.rules import RULES, Topic, wanted
from tests.tools import ROOT


def named_in_the_code() -> set[str]:
    """Return the rules that the code names: `rule="…"`."""
    named: set[str] = set()
    for path in (*ROOT.glob("presswork/**/*.py"), *ROOT.glob("exporters/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="rule", value=ast.Constant(value=str(rule))):
                    named.add(rule)
                case _:
                    pass
    return named


def test_every_rule_that_the_code_names_is_in_the_table() -> None:
    assert named_in_the_code() - set(RULES) == set()


def test_every_rule_of_the_table_is_used() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in ROOT.glob("presswork/**/*.py")
        if path.parent.name != "rules"
    )
    assert {rule for rule in RULES if f'"{rule}"' not in code} == set()


def test_the_documentation_tells_every_rule() -> None:
    told = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    assert [f"| `{rule.id}` | {rule.says} |" for rule in RULES.values()] == [
        line for line in told.splitlines() if re.match(r"\| `[a-z]+-[a-z-]+` \|", line)
    ]


def test_ids_are_words_with_hyphens_and_lines_are_short_sentences() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
        assert rule.says.endswith(".")
        assert rule.remedy.endswith(".")
        assert len(rule.says) < 100, rule.id


def test_rules_of_a_topic_stand_together() -> None:
    topics = [rule.topic for rule in RULES.values()]
    assert sorted(topics, key=list(Topic).index) == topics


WARNING = Problem("a", severity=Severity.WARNING, rule="missing-doi")
ERROR = Problem("b", severity=Severity.ERROR, rule="missing-doi")
OTHER = Problem("c", severity=Severity.WARNING)


def test_only_warnings_are_turned_off() -> None:
    assert wanted([WARNING, ERROR, OTHER], frozenset({"missing-doi"})) == (ERROR, OTHER)


def test_errors_of_pdf_files_are_turned_off_too() -> None:
    error = Problem("d", severity=Severity.ERROR, rule="pdf-untagged")
    assert wanted([error], frozenset({"pdf-untagged"})) == ()
    assert wanted([error], frozenset(), frozenset({"pdf-no-title"})) == ()


def test_the_warnings_of_some_rules_alone_and_all_errors() -> None:
    none: frozenset[str] = frozenset()
    assert wanted([WARNING, ERROR, OTHER], none, frozenset({"missing-doi"})) == (WARNING, ERROR)
    assert wanted([WARNING, ERROR, OTHER], none, frozenset({"missing-pages"})) == (ERROR,)
