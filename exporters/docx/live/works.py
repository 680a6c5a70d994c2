"""The works that are cited, as items of CSL-JSON that citations carry with them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporters.references.items import item
from presswork import csl_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exporters.references.items import Value
    from presswork.inlines import Inlines
    from presswork.references import Reference


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited.

    Args:
        reference: what is known of it.
        data: the same, as an item of csl-data.json.
        uuid: made of what is known: the same work has the same one in every document.
    """

    reference: Reference
    data: Mapping[str, Value]
    uuid: str


class Works:
    """The works of a document, each made an item when it is first asked for."""

    def __init__(self, references: Iterable[Reference]) -> None:
        """Take over the works that may be cited."""
        self._references = {reference.key: reference for reference in references}
        self._works: dict[str, Work] = {}

    def __contains__(self, key: str) -> bool:
        """Tell whether anything is known of a work."""
        return key in self._references

    def __getitem__(self, key: str) -> Work:
        """Return a work.

        Raises:
            KeyError: nothing is known of it.
        """
        if key not in self._works:
            self._works[key] = _work(self._references[key])
        return self._works[key]

    def asked(self) -> tuple[Work, ...]:
        """Return the works that were asked for, in that order."""
        return tuple(self._works.values())


def _work(reference: Reference) -> Work:
    data = item(reference, _text)
    said = {variable: value for variable, value in data.items() if variable != "id"}
    return Work(reference, data, str(uuid.uuid5(uuid.NAMESPACE_URL, as_json(said))))


def _text(_variable: str, text: Inlines) -> str:
    return csl_text.write(text)


def as_json(value: object) -> str:
    """Return a value as one line of JSON, as programs of references write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
