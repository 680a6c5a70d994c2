"""The works that live citations of a Word file carry with them, as references with keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presswork.inlines import plain_text
from presswork.readers import identifiers
from presswork.readers.references import csl_json

if TYPE_CHECKING:
    from presswork.problems import Ledger, Location
    from presswork.readers.references.csl_json import Json
    from presswork.references import Reference

_KEY: Final = re.compile(r"[^\W_][\w:.#$%&\-+?<>~/]*")


@dataclass(slots=True)
class Works:
    """The works cited so far.

    Args:
        references: by their keys, in the order in which they are cited first.
        keys: what a citation calls a work by (the address of its item in a library), with its key.
    """

    ledger: Ledger
    location: Location
    references: dict[str, Reference] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def add_csl(self, item: Json, names: list[str]) -> str | None:
        """Take over a work as CSL-JSON; return its key, None where it is not understood.

        Args:
            item: the work.
            names: what else stands for the same work: addresses of its item in a library.
        """
        if not isinstance(item, dict):
            return None
        own = str(item.get("id", ""))
        known = [*names, f"id:{own}:{item.get('title')}"]
        if (key := self._known(known)) is not None:
            return key
        found = csl_json.reference({**item, "id": own or "work"}, self.location, self.ledger)
        if found is None:
            return None
        given = item.get("citation-key")
        return self.add(found, known, given if isinstance(given, str) else "")

    def add(self, reference: Reference, names: list[str], wanted: str = "") -> str:
        """Take over a work; return its key.

        Args:
            reference: the work, under whatever key.
            names: what stands for it.
            wanted: the key that it is to have; empty for its author and year.
        """
        if (key := self._known(names)) is not None:
            return key
        base = wanted if _KEY.fullmatch(wanted) else _key_of(reference)
        key = identifiers.unique(base, self.references)
        self.references[key] = replace(reference, key=key)
        self.keys.update(dict.fromkeys(names, key))
        return key

    def _known(self, names: list[str]) -> str | None:
        return next((self.keys[name] for name in names if name in self.keys), None)


def _key_of(reference: Reference) -> str:
    """Make a key of the first author and the year, else of the title."""
    people = next(iter(reference.names.values()), ())
    date = reference.dates.get("issued")
    year = str(date.start.year) if date and date.start else ""
    name = (people[0].family or people[0].literal) if people else ""
    if not name:
        name = "-".join(plain_text(reference.texts.get("title", ())).split()[:2])
    bare = "".join(sign for sign in name.casefold() if sign.isalnum() or sign == "-")
    return f"{bare}{year}" or "work"
