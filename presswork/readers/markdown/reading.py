"""What the modules of the reader share while one document is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import Location

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it import MarkdownIt

    from presswork.problems import Ledger
    from presswork.readers.markdown.notes import Notes
    from presswork.resources import Resources


@dataclass(slots=True)
class Reading:
    """One document while it is read.

    Args:
        path: its source file.
        resources: what it may reach.
        ledger: where its problems are noted.
        parser: made for its language.
        notes: the notes mentioned so far, and those that are defined.
        cited: whether anything is cited.
    """

    path: Path
    resources: Resources
    ledger: Ledger
    parser: MarkdownIt
    notes: Notes
    cited: bool = field(default=False)

    def at(self, line: int) -> Location:
        """Return the place of a line, counted from 1."""
        return Location(self.path, line)
