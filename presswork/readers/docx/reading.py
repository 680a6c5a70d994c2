"""What the modules of the reader share while one Word file is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.problems import Location

if TYPE_CHECKING:
    from lxml import etree

    from presswork.document import Note
    from presswork.office_files import Relationship
    from presswork.problems import Ledger
    from presswork.readers.docx.numbering import Numbering
    from presswork.readers.docx.package import Package
    from presswork.readers.docx.styles import Styles
    from presswork.readers.docx.works import Works
    from presswork.resources import Resources


@dataclass(slots=True)
class Reading:
    """One file while it is read.

    Args:
        package: the file.
        resources: what it may reach.
        ledger: where its problems are noted.
        styles: its named styles.
        numbering: its lists.
        works: what its live citations carry.
        targets: what the part that is read refers to.
        footnotes: the elements of its notes, by `footnote` or `endnote` and id.
        note_targets: what the parts of notes refer to.
        notes: those read so far, in the order in which they are mentioned.
        told: what was warned of already.
        comments: what they say, by their ids; None where they are left out.
    """

    package: Package
    resources: Resources
    ledger: Ledger
    styles: Styles
    numbering: Numbering
    works: Works
    targets: dict[str, Relationship]
    footnotes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    note_targets: dict[str, dict[str, Relationship]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    comments: dict[str, str] | None = None

    @property
    def place(self) -> Location:
        """The file: what stands in it has no lines."""
        return Location(self.package.path)

    def warn_once(self, what: str, hint: str | None = None) -> None:
        """Warn of what may be there a hundred times."""
        if what not in self.told:
            self.told.add(what)
            self.ledger.warn(what, self.place, hint)
