"""References of one file or of several as one list, in which each key is there once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presswork.same_work import same_works

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presswork.problems import Ledger
    from presswork.references import Reference


@dataclass(slots=True)
class Merged:
    """References by their keys, in the order in which they were added."""

    by_key: dict[str, Reference] = field(default_factory=dict)
    _times: dict[str, int] = field(default_factory=dict)

    def add(self, references: Iterable[Reference], ledger: Ledger) -> None:
        """Add references.

        A copy of what is there is left out; another work of the same key gets another key. Both are
        told.
        """
        for reference in references:
            earlier = self.by_key.setdefault(reference.key, reference)
            if earlier is not reference:
                self._add_again(reference, earlier, ledger)

    def _add_again(self, reference: Reference, earlier: Reference, ledger: Ledger) -> None:
        what = (
            f"the key '{reference.key}' is given twice; it stands in {_place(earlier, reference)}"
        )
        if replace(earlier, location=None) == replace(reference, location=None):
            ledger.warn(
                f"{what} already", reference.location, "delete the copy", rule="duplicate-key"
            )
            return
        key = reference.key
        while key in self.by_key:
            self._times[reference.key] = self._times.get(reference.key, 1) + 1
            key = f"{reference.key}-{self._times[reference.key]}"
        ledger.warn(
            f"{what} already, with other data",
            reference.location,
            "give one of the two another key, or delete it; "
            f"until then, this one is called '{key}'",
            rule="duplicate-key",
        )
        self.by_key[key] = replace(reference, key=key)

    def tell_same_works(self, ledger: Ledger) -> None:
        """Note which keys stand for one work, found by DOI, or by title, year and first author."""
        for first, *others in same_works(self.by_key.values()):
            for other in others:
                ledger.warn(
                    f"'{other.key}' is the same work as '{first.key}', "
                    f"which stands in {_place(first, other)}",
                    other.location,
                    "keep one of the two, and cite it by one key",
                    rule="duplicate-work",
                )


def _place(reference: Reference, other: Reference) -> str:
    """Return where a reference stands, as it is told beside another's place."""
    here, there = reference.location, other.location
    if here is None:
        return "another place"
    if there is not None and here.path == there.path and here.line is not None:
        return f"line {here.line}"
    return str(here)
