"""CSL-YAML: the items of CSL-JSON as YAML, with Markdown in their texts.

That is what Pandoc reads and writes (its manual, "Specifying bibliographic data"): a list of items,
or a mapping whose `references` is one, in a file of its own or in a document's front matter.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import yaml

from presswork.problems import Ledger, Location
from presswork.readers.references import csl_json, markdown_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presswork.readers.references.csl_json import Json
    from presswork.references import Reference
    from presswork.yaml_lines import Lines

DEEPEST: Final = 50
NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False}
LIST_HINT: Final = "write a list: - id: anderson2023, and below it its type, title and author"
Parser: Final[type] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser of libyaml, ten times as fast, where PyYAML was built with it."""


def references(items: object, lines: Lines, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the items of a `references:` list in front matter, in its order.

    Args:
        items: the list, as YAML gives it.
        lines: where it stands.
        path: the document, for the messages.
        ledger: takes what is wrong.
    """
    if not isinstance(items, list):
        ledger.error("the references are no list", Location(path, lines.line), LIST_HINT)
        return ()
    found = (
        csl_json.reference(
            _json(item), Location(path, lines.at([position]).line), ledger, markdown_text.parse
        )
        for position, item in enumerate(items)
    )
    return tuple(reference for reference in found if reference is not None)


def _json(value: object) -> Json:
    """Return a value of YAML as JSON has it: a day becomes its words."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case list():
            return [_json(one) for one in value]
        case dict():
            return {str(key): _json(one) for key, one in value.items()}
        case _:
            return str(value)


def parse(source: str, path: Path, ledger: Ledger) -> tuple[Reference, ...]:
    """Return the items of a YAML file, in its order.

    Args:
        source: the text.
        path: where it is from, for the messages.
        ledger: takes what is wrong.
    """
    found: list[Reference] = []
    try:
        events = _Events(source)
        for item, line in events.items():
            reference = csl_json.reference(item, Location(path, line), ledger, markdown_text.parse)
            if reference is not None:
                found.append(reference)
    except _ShapeError as error:
        ledger.error(error.what, Location(path, error.line), error.hint)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        ledger.error(
            f"broken YAML: {error.problem or 'it cannot be read'}",
            Location(path, mark.line + 1 if mark else None),
            "check quotes, brackets and indentation in this line and the one before",
        )
    except yaml.YAMLError as error:
        what = (str(error).splitlines() or [""])[0]
        ledger.error(f"broken YAML: {what}", Location(path), "delete what is no text")
    return tuple(found)


class _ShapeError(Exception):
    """YAML that holds no list of items."""

    def __init__(self, what: str, line: int, hint: str = LIST_HINT) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.hint = hint


class _Events:
    """The events of a YAML text, made values one item at a time.

    Plain scalars stay text ("1.10" is a version, "2020-05-01" a date); only nothing, true and false
    are taken for what they are.
    """

    def __init__(self, source: str) -> None:
        self._events = yaml.parse(source, Loader=Parser)

    def items(self) -> Iterator[tuple[Json, int]]:
        """Yield each item with its line, counted from 1."""
        for event in self._events:
            match event:
                case yaml.SequenceStartEvent():
                    yield from self._list()
                case yaml.MappingStartEvent():
                    yield from self._references(event)
                case yaml.ScalarEvent(value=value) if value.strip():
                    raise _ShapeError("there is no list of references", _line(event))
                case _:
                    pass

    def _references(self, start: yaml.Event) -> Iterator[tuple[Json, int]]:
        """Yield what the field `references` of a mapping holds."""
        found = False
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name = self._value(event, 0)
            event = next(self._events)
            if name == "references" and isinstance(event, yaml.SequenceStartEvent):
                found = True
                yield from self._list()
            else:
                self._value(event, 0)
        if not found:
            raise _ShapeError("there is no list named 'references'", _line(start))

    def _list(self) -> Iterator[tuple[Json, int]]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, 0), _line(event)

    def _value(self, event: yaml.Event, depth: int) -> Json:
        if depth > DEEPEST:
            raise _ShapeError("the values are nested too deep", _line(event), "write them flat")
        match event:
            case yaml.ScalarEvent(value=str(value), style=style):
                return _plain(value) if style in (None, "") else value
            case yaml.SequenceStartEvent():
                values: list[Json] = []
                while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                    values.append(self._value(inner, depth + 1))
                return values
            case yaml.MappingStartEvent():
                fields: dict[str, Json] = {}
                while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
                    name = self._value(inner, depth + 1)
                    fields[str(name)] = self._value(next(self._events), depth + 1)
                return fields
            case _:
                raise _ShapeError(
                    "aliases are not read", _line(event), "write the value out where it belongs"
                )


def _plain(value: str) -> Json:
    if value in NOTHING:
        return None
    return TRUTHS.get(value, value)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
