"""Texts whose lines begin with a tag: RIS, Web of Science, MEDLINE, refer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import Location

if TYPE_CHECKING:
    from pathlib import Path

    from presswork.problems import Ledger


@dataclass(slots=True)
class Record:
    """One record of such a text.

    Args:
        line: where it begins, counted from 1.
        fields: by their tags, each with its values in their order.
    """

    line: int
    fields: dict[str, list[str]] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _tag: str = ""

    def begin(self, tag: str, value: str) -> None:
        """Begin a value."""
        self.end()
        self._tag = tag
        self._parts = [value.strip()]

    def go_on(self, value: str) -> None:
        """Add a line to the value that was begun last."""
        if self._tag and (value := value.strip()):
            self._parts.append(value)

    def end(self) -> None:
        """End the value that was begun last."""
        if self._tag:
            value = " ".join(part for part in self._parts if part)
            self.fields.setdefault(self._tag, []).append(value)
            self._tag = ""

    def all(self, *tags: str) -> list[str]:
        """Return all values of some tags that are not empty."""
        return [value for tag in tags if tag in self.fields for value in self.fields[tag] if value]

    def first(self, *tags: str) -> str:
        """Return the first value of some tags that is not empty."""
        for tag in tags:
            for value in self.fields.get(tag, ()):
                if value:
                    return value
        return ""


def with_fields(records: list[Record], path: Path, ledger: Ledger) -> list[Record]:
    """Return the records that say more than their type; the others are told."""
    for record in records:
        if len(record.fields) <= 1:
            ledger.warn("a record is empty and is left out", Location(path, record.line))
    return [record for record in records if len(record.fields) > 1]
