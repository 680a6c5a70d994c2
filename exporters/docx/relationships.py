"""What the parts of a file name outside themselves: pictures, and addresses of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.opc.part import Part


class Relationships:
    """The relationships of parts, looked up at once.

    python-docx goes through all that a part has for each one that it is asked for, which takes
    longer the longer a text is.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[Part, dict[tuple[str, Part | str], str]] = {}
        self._last: dict[Part, int] = {}

    def id_of(self, part: Part, kind: str, target: Part | str) -> str:
        """Return the id of a relationship; one for each target.

        Args:
            part: what names the target.
            kind: the type of relationship.
            target: another part, or an address outside of the file.
        """
        known = self._known.get(part)
        if known is None:
            known = self._known[part] = {
                (each.reltype, each.target_ref if each.is_external else each.target_part): id_
                for id_, each in part.rels.items()
            }
        found = known.get((kind, target))
        if found is None:
            found = known[kind, target] = self._free(part)
            part.rels.add_relationship(kind, target, found, is_external=isinstance(target, str))
        return found

    def _free(self, part: Part) -> str:
        """Return the first id that no relationship of a part has, as python-docx counts them."""
        number = self._last.get(part, 0) + 1
        while f"rId{number}" in part.rels:
            number += 1
        self._last[part] = number
        return f"rId{number}"
