"""What pydantic finds wrong with the fields of a YAML file, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

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
