"""The rules: the kinds of things that can be wrong, each with a name that stays.

A warning that names a rule can be turned off, in the front matter (`check: {off: [missing-doi]}`)
and for one run (`check --off missing-doi`). An error cannot: without what it is about, nothing is
made. What is wrong with a PDF or Word file can always be turned off: the file is made already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presswork.problems import Severity, did_you_mean
from presswork.rules.documents import DOCUMENT_RULES
from presswork.rules.pdf import PDF_RULES
from presswork.rules.rule import BREAKING, OF_FILES, Rule, Topic
from presswork.rules.word import WORD_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.problems import Problem

__all__ = [
    "BREAKING",
    "OF_DOCUMENTS",
    "OF_FILES",
    "RULES",
    "Rule",
    "Topic",
    "hint_for",
    "wanted",
]

OF_DOCUMENTS: Final = {rule.id: rule for rule in DOCUMENT_RULES}
"""The rules on documents by their ids: those that a document can turn off."""

RULES: Final = OF_DOCUMENTS | {rule.id: rule for rule in (*PDF_RULES, *WORD_RULES)}
"""All rules by their ids, in the order in which a list shows them."""


def wanted(
    problems: Iterable[Problem], off: frozenset[str], only: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Return the problems without the warnings that are not wanted; errors of documents stay.

    Args:
        problems: errors and warnings.
        off: ids of the rules whose warnings go.
        only: ids of the rules whose warnings stay, and no others; empty for all.
    """
    return tuple(
        problem
        for problem in problems
        if _must_stay(problem) or (problem.rule not in off and (not only or problem.rule in only))
    )


def _must_stay(problem: Problem) -> bool:
    rule = RULES.get(problem.rule) if problem.rule else None
    of_file = rule is not None and rule.topic in OF_FILES
    return problem.severity is Severity.ERROR and not of_file


def hint_for(unknown: str) -> str:
    """Return what to say to who wrote the id of a rule that does not exist."""
    return did_you_mean(unknown, RULES) or "python build.py check --rules lists all rules"
