"""What the modules of the reader share while one page is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import Location
from presswork.readers import identifiers
from presswork.readers.html import elements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

    from presswork.document import Note
    from presswork.problems import Ledger
    from presswork.resources import Resources


@dataclass(slots=True)
class Page:
    """One page while it is read.

    Args:
        path: its file.
        resources: what it may reach.
        ledger: where its problems are noted.
        address: where it was saved from; may be empty.
        parts: the files that it carries inside itself, by their addresses.
        entries: the ids within its list of references, each with the key of its entry.
        order: the keys of the list, in its order.
        footnotes: the ids of its notes that are mentioned, with the elements that hold them.
        note_ids: those elements, with the first of their ids.
        notes: those read so far, in the order in which they are mentioned.
        aliases: ids in the page, with that of the block of ours that they lead to.
        taken: the ids that blocks have, and how often each was wanted.
        listed: whether the list of references has its place.
        numbered_sections: whether headings showed numbers.
        entry_elements: the elements of the entries of the list.
        read_elsewhere: elements that are not read where they stand: notes.
        missing: the addresses of pictures that are not at hand.
    """

    path: Path
    resources: Resources
    ledger: Ledger
    address: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    footnotes: dict[str, etree._Element] = field(default_factory=dict)
    note_ids: dict[etree._Element, str] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    listed: bool = False
    numbered_sections: bool = False
    entry_elements: set[etree._Element] = field(default_factory=set)
    read_elsewhere: set[etree._Element] = field(default_factory=set)

    def at(self, element: etree._Element) -> Location:
        """Return the place of an element."""
        line = element.sourceline
        return Location(self.path, line if isinstance(line, int) else None)

    def free_id(self, wanted: str) -> str:
        """Return an id that no block has: the one wanted, or it with a number."""
        wanted = wanted or identifiers.slug("")
        count = self.taken.get(wanted, 0)
        self.taken[wanted] = count + 1
        return self.free_id(f"{wanted}-{count}") if count else wanted

    def block_id(self, element: etree._Element, wanted: str | None = None) -> str | None:
        """Give a block its id, and let all ids in its element lead to it.

        Args:
            element: that the block is read from.
            wanted: the id that it is to have; None for the first one that its element holds.
        """
        inner = list(elements.ids(element))
        wanted = wanted or (inner[0] if inner else None)
        if wanted is None:
            return None
        own = self.free_id("-".join(wanted.split()))
        for identifier in (wanted, *inner):
            self.aliases.setdefault(identifier, own)
        return own
