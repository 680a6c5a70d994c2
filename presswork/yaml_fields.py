"""YAML files of fields: read, held against what they may say, and what is wrong in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ValidationError

from presswork import yaml_lines
from presswork.problems import Ledger, Location, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from presswork.yaml_lines import Lines

Fields = TypeVar("Fields", bound=BaseModel)

UNKNOWN: Final = "extra_forbidden"
"""The type of what pydantic finds where a field is none of the schema's."""

_EXPECTED: Final = {
    "string_type": "text",
    "list_type": "a list",
    "bool_type": "true or false",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "dict_type": "a group of fields",
}
_HINTS: Final = {
    "string_type": "write one value; text such as yes, no or on goes into quotes",
    "list_type": "write each on a line of its own, beginning with '- '",
    "bool_type": "write true or false, without quotes",
    "model_type": "write its fields below it, indented, each like name: value",
    "model_attributes_type": "write its fields below it, indented, each like name: value",
}


def text_of(path: Path, called: str, absent: str) -> str:
    """Return the text of a file of fields.

    Args:
        path: the file.
        called: what it is: `list of regions`.
        absent: the hint where there is none.

    Raises:
        Problems: it is not there, or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        missing = Problem(f"there is no {called}", Location(path), absent)
        raise Problems([missing]) from error
    except (OSError, UnicodeDecodeError) as error:
        what = f"the {called} cannot be read: {error}"
        raise Problems([Problem(what, Location(path), "it is YAML in UTF-8")]) from error


def fields_of(
    text: str,
    schema: type[Fields],
    path: Path,
    called: str,
    tell: Callable[[ErrorDetails], tuple[str, str | None]],
) -> tuple[Fields, Lines]:
    """Return what a text says, and where.

    Args:
        text: the YAML.
        schema: what it may say.
        path: the file that it is from.
        called: what the file is.
        tell: says what is wrong with a field, and what to do about it.

    Raises:
        Problems: it is no YAML, or says what it may not: each with its line.
    """
    try:
        loaded = yaml_lines.load(text, whole=f"the {called}")
    except yaml_lines.YamlError as error:
        raise Problems([Problem(error.what, Location(path, error.line), error.hint)]) from error
    try:
        return schema.model_validate(loaded.values), loaded.lines
    except ValidationError as error:
        ledger = Ledger()
        for detail in error.errors(include_url=False):
            what, hint = tell(detail)
            ledger.error(what, Location(path, loaded.lines.at(detail["loc"]).line), hint)
        ledger.settle()
        raise


def unfit(detail: ErrorDetails) -> tuple[str, str | None]:
    """Say that a field does not hold what it must, and what to do about it."""
    kind = detail["type"]
    expected = _EXPECTED.get(kind, "something else")
    what = f"the field '{shown(detail['loc'])}' must be {expected}, not {_said(detail['input'])}"
    return what, _HINTS.get(kind)


def shown(loc: Sequence[str | int]) -> str:
    """Return where a field stands, in words."""
    parts = [f"entry {step + 1}" if isinstance(step, int) else str(step) for step in loc]
    return ", ".join(parts)


def _said(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case list():
            return "a list"
        case dict():
            return "a group of fields"
        case None:
            return "empty"
        case int() | float():
            return f"the number {value}"
        case _:
            return f"'{value}'"
