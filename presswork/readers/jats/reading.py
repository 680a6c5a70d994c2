"""What the modules of the reader share while one article is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from presswork.problems import Location
from presswork.readers.jats.elements import attribute
from presswork.readers.jats.source import line_of
from presswork.readers.printed.works import Works

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml import etree

    from presswork.document import Blocks, Note
    from presswork.inlines import TargetKind
    from presswork.problems import Ledger
    from presswork.resources import Resources

_EXAMPLES: Final = 3


@dataclass(slots=True)
class Tally:
    """Things of one kind that a single warning tells of.

    Args:
        names: what they are called, in the order of the article.
        line: the line of the first.
    """

    names: list[str] = field(default_factory=list)
    line: int | None = None

    def add(self, name: str, element: etree._Element) -> None:
        """Count one more."""
        if not self.names:
            self.line = line_of(element)
        self.names.append(name)

    @property
    def examples(self) -> str:
        """The first few names, and dots where there are more."""
        distinct = list(dict.fromkeys(self.names))
        more = ", …" if len(distinct) > _EXAMPLES else ""
        return ", ".join(distinct[:_EXAMPLES]) + more


class Flow(Protocol):
    """The function that reads blocks; what stands in blocks and holds blocks needs it."""

    def __call__(
        self,
        element: etree._Element,
        reading: Reading,
        level: int | None = None,
        skip: frozenset[str] = frozenset(),
    ) -> Blocks:
        """Return the blocks that an element holds.

        Args:
            element: a section, a cell, a note and the like.
            reading: the article.
            level: the level of the headings of sections in it; None where those are no headings.
            skip: the names of elements directly in it that are read elsewhere.
        """


@dataclass(slots=True)
class Reading:
    """One article while it is read.

    Args:
        path: its file.
        resources: what it may reach.
        ledger: where its problems are noted.
        targets: its elements by their ids.
        flow: reads blocks.
        works: what it can cite.
        doi: the article's own, from which the addresses of its parts are made.
        pmcid: its number in PubMed Central, where it says that.
        ids: all that the document has given so far.
        numbers: the kind and number of what has a label, by its id.
        counts: how many of a kind numbering will have counted so far.
        notes: the notes mentioned so far, by their ids.
        labelled: the names of the elements of which any has a label.
        mentioned: the ids of the notes that its text has marks of.
        noted: the authors whom a note is about, by its id.
        within_note: whether a note is being read.
        files: the pictures beside it, as `pictures.files_beside` returns them.
        refused: what is wrong with pictures that are there, each told once.
        missing: pictures that are not at hand.
        unread: formulas that are not understood.
        unknown: names of elements that the reader does not know.
        uncertain: works of whose entry no parts are known.
        lost: citations that lead to no work.
    """

    path: Path
    resources: Resources
    ledger: Ledger
    targets: dict[str, etree._Element]
    flow: Flow
    works: Works = field(default_factory=Works)
    doi: str = ""
    pmcid: str = ""
    ids: set[str] = field(default_factory=set)
    numbers: dict[str, tuple[TargetKind, str]] = field(default_factory=dict)
    counts: dict[TargetKind, int] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    labelled: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    noted: dict[str, list[str]] = field(default_factory=dict)
    within_note: bool = False
    files: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    missing: Tally = field(default_factory=Tally)
    unread: Tally = field(default_factory=Tally)
    unknown: Tally = field(default_factory=Tally)
    uncertain: Tally = field(default_factory=Tally)
    lost: Tally = field(default_factory=Tally)

    def at(self, element: etree._Element) -> Location:
        """Return the place of an element."""
        return Location(self.path, line_of(element))

    def id_of(self, element: etree._Element) -> str | None:
        """Return the id of an element that nothing else has yet; None where it has none."""
        wanted = attribute(element, "id")
        return self.free_id(wanted) if wanted else None

    def free_id(self, wanted: str) -> str:
        """Return an id that nothing has yet, and take it."""
        free, count = wanted, 1
        while free in self.ids:
            count += 1
            free = f"{wanted}-{count}"
        self.ids.add(free)
        return free

    def number(self, kind: TargetKind, number: str, ids: Iterable[str | None]) -> str | None:
        """Note the number that the article gives to a figure, table or equation.

        Returns:
            The number; None where counting gives the same, so that it can be left to numbering.
        """
        for id_ in ids:
            if id_:
                self.numbers[id_] = (kind, number)
        if number != str(self.counts.get(kind, 0) + 1):
            return number
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return None

    def count(self, kind: TargetKind, ids: Iterable[str | None]) -> None:
        """Note a figure or a table that is left to numbering, for the article gives no numbers."""
        self.number(kind, str(self.counts.get(kind, 0) + 1), ids)

    def tell(self) -> None:
        """Note one warning for each kind of thing that is not as it should be."""
        self._tell_pictures()
        tallies = (
            (self.unread, "formula", "is not understood and is shown as it is written", ""),
            (self.lost, "citation", "leads to no reference; its words stay", ""),
            (self.unknown, "element", "is not known; what is in it is kept", ""),
            (
                self.uncertain,
                "reference",
                "is not taken apart; it is shown as the article writes it",
                "add its title, its authors and its year to the XML, or cite it from a file",
            ),
        )
        for tally, what, says, hint in tallies:
            if tally.names:
                count = len(tally.names)
                plural = f"{count} {what}s ({tally.examples}): each" if count > 1 else what
                named = plural if count > 1 else f"the {what} {tally.examples}"
                self.ledger.warn(f"{named} {says}", Location(self.path, tally.line), hint or None)

    def _tell_pictures(self) -> None:
        if not self.missing.names:
            return
        count = len(self.missing.names)
        pictures = f"{count} pictures are" if count > 1 else "a picture is"
        self.ledger.warn(
            f"{pictures} not beside the article ({self.missing.examples}); "
            "the address stands in its place",
            Location(self.path, self.missing.line),
            "load the pictures from the publisher, and put them into the folder of the XML",
        )


def index_of(article: etree._Element) -> dict[str, etree._Element]:
    """Return the elements of an article by their ids; the first where an id is given twice."""
    found: dict[str, etree._Element] = {}
    for element in article.iter():
        if id_ := attribute(element, "id"):
            found.setdefault(id_, element)
    return found
