"""What a check found, for other programs: as JSON of our own, and as SARIF.

SARIF is the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), which code scanning
services and editors read. What the JSON holds is told in `docs/checking.md`.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote

from presswork import __version__
from presswork.cli.screen import from_here
from presswork.problems import Severity
from presswork.rules import BREAKING, OF_FILES, RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presswork.pipeline.orders import Crash
    from presswork.problems import Location, Problem
    from presswork.rules import Rule

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"

SHAPE: Final = 1
"""The version of our JSON: it grows when a field goes or changes its meaning."""

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"


def as_json(
    problems: Sequence[Problem], crashes: Sequence[Crash], documents: Sequence[Path]
) -> str:
    """Return the report as JSON, its paths as seen from the working directory."""
    counts = Counter(problem.severity for problem in problems)
    report: Json = {
        "presswork": SHAPE,
        "documents": [from_here(path).as_posix() for path in documents],
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "problems": [
            {
                "rule": problem.rule,
                "severity": problem.severity.value,
                "kind": problem.kind.name.lower(),
                "message": problem.what,
                "hint": problem.hint,
                "path": from_here(problem.location.path).as_posix() if problem.location else None,
                "line": problem.location.line if problem.location else None,
                "pages": list(problem.pages),
            }
            for problem in problems
        ],
        "bugs": [crash.task for crash in crashes],
    }
    return _text(report)


def sarif(problems: Sequence[Problem], crashes: Sequence[Crash], exit_code: int) -> str:
    """Return the report as SARIF, its paths as seen from the root of the repository.

    Problems without a place in a file are about the run, not about what it looked at; SARIF calls
    them notifications.
    """
    root = _repository()
    rules = list(RULES.values())
    index = {rule.id: at for at, rule in enumerate(rules)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "Presswork",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The root of the repository of the documents."}}
        },
        "invocations": [
            {
                "executionSuccessful": not crashes,
                "exitCode": exit_code,
                "toolExecutionNotifications": [
                    *(_notification(problem) for problem in problems if not problem.location),
                    *(
                        {"level": "error", "message": {"text": f"a bug in Presswork: {crash.task}"}}
                        for crash in crashes
                    ),
                ],
            }
        ],
        "results": [
            _result(problem, problem.location, index, root)
            for problem in problems
            if problem.location
        ],
    }
    return _text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _text(report: Json) -> str:
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _repository() -> Path:
    """Return the root of the repository that the working directory is in, or that itself."""
    here = Path.cwd()
    return next((path for path in (here, *here.parents) if (path / ".git").exists()), here)


def _descriptor(rule: Rule) -> dict[str, Json]:
    how, switch = "write into the front matter", f"check: {{off: [{rule.id}]}}"
    if rule.topic in OF_FILES:
        how, switch = "check with", f"--off {rule.id}"
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": f"{rule.says} {rule.remedy}"},
        "help": {
            "text": f"{rule.remedy} To turn the rule off, {how}: {switch}",
            "markdown": f"{rule.remedy}\n\nTo turn the rule off, {how}: `{switch}`",
        },
        "defaultConfiguration": {"level": "error" if rule.topic in BREAKING else "warning"},
        "properties": {"tags": [rule.topic.value.lower()]},
    }


def _result(
    problem: Problem, place: Location, index: Mapping[str, int], root: Path
) -> dict[str, Json]:
    result: dict[str, Json] = {
        "level": problem.severity.value,
        "message": {"text": _sentences(problem)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(place.path, root),
                    "region": {"startLine": place.line or 1},
                }
            }
        ],
    }
    if problem.rule is not None and problem.rule in index:
        return {"ruleId": problem.rule, "ruleIndex": index[problem.rule], **result}
    return {"ruleId": f"{problem.kind.name.lower()}-problem", **result}


def _notification(problem: Problem) -> dict[str, Json]:
    return {"level": problem.severity.value, "message": {"text": _sentences(problem)}}


def _sentences(problem: Problem) -> str:
    """Return the fact and the hint as sentences, as code scanning shows them."""
    parts: Iterable[str] = filter(None, (problem.what, problem.hint))
    return " ".join(
        part[0].upper() + part[1:] + ("" if part.endswith((".", "?", "!")) else ".")
        for part in parts
    )


def _artifact(path: Path, root: Path) -> dict[str, Json]:
    whole = Path(os.path.normpath(Path.cwd() / path))
    if whole.is_relative_to(root):
        return {"uri": quote(whole.relative_to(root).as_posix()), "uriBaseId": _ROOT}
    return {"uri": whole.as_uri()}
