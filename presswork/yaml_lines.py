"""YAML whose values know their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

Value: TypeAlias = object
"""What YAML gives: text, numbers, dates, true and false, lists and mappings of them, or None."""

_DEEPEST: Final = 20
_MERGE: Final = "tag:yaml.org,2002:merge"
_TEXT: Final = "tag:yaml.org,2002:str"


class YamlError(Exception):
    """YAML that cannot be read.

    Args:
        what: the fact.
        line: where it is, counted from 1 in the whole file.
        hint: what to do about it.
    """

    def __init__(self, what: str, line: int, hint: str) -> None:
        """Keep all three for the problem that the caller makes of them."""
        super().__init__(what)
        self.what = what
        self.line = line
        self.hint = hint


@dataclass(slots=True)
class Lines:
    """Where a value and the values within it stand.

    Args:
        line: of the value's key or, in a list, of the value; counted from 1 in the file.
        text_line: of the first line of the value itself, for text of several lines.
        inner: the same of the values within it, by key or by position.
    """

    line: int
    text_line: int
    inner: dict[str | int, Lines] = field(default_factory=dict)

    def at(self, path: Sequence[str | int]) -> Lines:
        """Return the lines of what a path leads to, or of the nearest thing above it."""
        found = self
        for step in path:
            found = found.inner.get(step, found)
        return found


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping with its lines."""

    values: dict[str, Value]
    lines: Lines


def load(text: str, first_line: int = 1, whole: str = "the front matter") -> Mapping:
    """Read a mapping.

    Args:
        text: the YAML.
        first_line: the line of its first line in the file, counted from 1.
        whole: what the mapping is called where it is wrong.

    Raises:
        YamlError: it is broken, or no mapping.
    """
    try:
        loader = yaml.SafeLoader(text)
    except yaml.YAMLError as error:
        raise YamlError(f"{whole} is no text", first_line, _first_line(error)) from error
    try:
        node = loader.get_single_node()
        if node is None:
            return Mapping({}, Lines(first_line, first_line))
        if not isinstance(node, yaml.MappingNode):
            hint = "write it like title: My article"
            raise YamlError(f"{whole} holds no fields", first_line, hint)
        lines = _lines_of(node, first_line, _Outline(first_line, whole))
        values = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        raise _converted(error, first_line, whole) from error
    except yaml.YAMLError as error:
        raise YamlError(f"{whole} is no YAML", first_line, _first_line(error)) from error
    except (RecursionError, ValueError) as error:
        raise YamlError(
            f"{whole} cannot be read", first_line, f"look at its values: {error}"
        ) from error
    finally:
        loader.dispose()
    return Mapping({str(key): value for key, value in values.items()}, lines)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]


def _converted(error: yaml.MarkedYAMLError, first_line: int, whole: str) -> YamlError:
    mark = error.problem_mark or error.context_mark
    line = first_line + (mark.line if mark else 0)
    what = error.problem or "it is broken"
    if "mapping values are not allowed" in what:
        return YamlError(
            f"{whole} is broken: a second ': ' in one line",
            line,
            "put the value into quotes, for example title: 'Cells: a review'",
        )
    hint = "check quotes, brackets and indentation in this line and the one before"
    if "\\t" in what:
        hint = "indent with spaces, not with tabs"
    return YamlError(f"{whole} is broken: {what}", line, hint)


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of a mapping while the lines of its values are found.

    Args:
        first_line: of the mapping in the file.
        whole: what it is called.
        seen: the nodes so far; one that comes again is an alias.
    """

    first_line: int
    whole: str
    seen: set[int] = field(default_factory=set)


def _lines_of(node: yaml.Node, line: int, outline: _Outline, depth: int = 0) -> Lines:
    start = outline.first_line + node.start_mark.line
    is_block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
    found = Lines(line, start + 1 if is_block else start)
    if isinstance(node, yaml.ScalarNode):
        return found
    if id(node) in outline.seen or depth > _DEEPEST:
        raise YamlError(
            f"{outline.whole} uses anchors and aliases, or is nested too deep",
            start,
            "write every value out where it belongs",
        )
    outline.seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            at = outline.first_line + item.start_mark.line
            found.inner[position] = _lines_of(item, at, outline, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            at = outline.first_line + key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError("a field's name is no word", at, "write it like title: My article")
            if key.value in found.inner:
                raise YamlError(
                    f"the field '{key.value}' is given twice",
                    at,
                    f"it is also in line {found.inner[key.value].line}; keep one of them",
                )
            if key.tag != _MERGE:
                key.tag = _TEXT  # a name is a word, be it 'off', 'no' or '1'
            found.inner[key.value] = _lines_of(value, at, outline, depth + 1)
    return found
