r"""The document's own commands: `\newcommand`, `\def`, `\DeclareMathOperator`, MyST's `math:`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.readers.markdown import groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presswork.readers.markdown.groups import Groups

_DEFINITION: Final = re.compile(
    r"\\(?:(?P<new>(?:re)?newcommand|providecommand|DeclareRobustCommand)"
    r"|(?P<operator>DeclareMathOperator)|(?P<def>def|gdef|edef))(?P<star>\*?)\s*"
    r"(?:\{\s*(?P<braced>\\(?:[A-Za-z]+|.))\s*\}|(?P<bare>\\(?:[A-Za-z]+|[^A-Za-z\s])))\s*"
)
_COUNT: Final = re.compile(r"\[(\d)\]\s*")
_PARAMETERS: Final = re.compile(r"(?:#\d\s*)*")


@dataclass(frozen=True, slots=True)
class Definition:
    """A command that a document defines.

    Args:
        name: with its backslash.
        body: its LaTeX, with `#1` for an argument.
        start: where the definition begins.
        end: the position after it.
    """

    name: str
    body: str
    start: int
    end: int


def at(found: Groups, position: int) -> Definition | None:
    """Return the definition that begins at a position."""
    match = _DEFINITION.match(found.text, position)
    return _completed(found, match) if match else None


def definitions(text: str) -> Iterator[Definition]:
    """Yield all definitions of a text."""
    if not _DEFINITION.search(text):
        return
    found = groups.find(text)
    for match in _DEFINITION.finditer(text):
        definition = _completed(found, match)
        if definition:
            yield definition


def _completed(found: Groups, match: re.Match[str]) -> Definition | None:
    name = str(match["braced"] or match["bare"])
    position = match.end()
    default = None
    if match["new"]:
        count = _COUNT.match(found.text, position)
        position = count.end() if count else position
        if count and (option := found.group(position)) and found.text[position] == "[":
            default, position = option
    elif match["def"]:
        parameters = _PARAMETERS.match(found.text, position)
        position = parameters.end() if parameters else position
    body = found.group(position)
    if body is None or found.text[position] != "{":
        return None
    text, end = body
    if match["operator"]:
        text = rf"\operatorname{match['star']}{{{text}}}"
    if default is not None:
        # An argument that may be left out: here it always is, as most documents have it.
        text = text.replace("#1", default)
        for number in range(2, 10):
            text = text.replace(f"#{number}", f"#{number - 1}")
    return Definition(name, text, match.start(), end)


def collect(*texts: str) -> dict[str, str]:
    """Return the commands that texts define, the last definition of each."""
    return {one.name: one.body for text in texts for one in definitions(text)}


def of_names(written: Mapping[str, object]) -> dict[str, str]:
    r"""Return commands given by name, with or without the backslash, as in MyST's `math:`."""
    found: dict[str, str] = {}
    for name, value in written.items():
        text = value.get("macro") if isinstance(value, dict) else value
        if isinstance(text, str):
            found[name if name.startswith("\\") else f"\\{name}"] = text
    return found
