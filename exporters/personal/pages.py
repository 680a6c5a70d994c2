"""Pages that are laid out for one recipient and may serve others."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .fields import Fields, Uses, enclose, without_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO
    from xml.etree.ElementTree import Element

    import pydyf
    import weasyprint

    from exporters.inks import Inks
    from exporters.tagging.marking import Marks
    from presswork.looks import Look
    from presswork.recipients import Recipient

    from .flows import Flows
    from .places import Places
    from .proof import Shown


@dataclass(slots=True)
class Pages:
    """Pages that are laid out for one recipient, and what others get who share them.

    Args:
        recipient: whose pages they are.
        characters: returns all that are in some columns of the list, by their names.
        people: yields all who may share the pages, the recipient among them, in order.
        spool: opens a file for what is drawn.
        is_proof: whether nothing is written, and it is only noted what the pages show.
        uses: how the templates use the fields.
        flows: the lines that hold fields.
        places: where these are drawn, once the pages are.
        shown: what the pages show, where they are a proof.
        is_alone: whether they are to serve nobody else.
        hindrance: why they serve nobody else; empty where they do.
    """

    recipient: Recipient
    characters: Callable[[Iterable[str]], str]
    people: Callable[[], Iterable[Recipient]]
    spool: Callable[[], BinaryIO]
    is_proof: bool = False
    uses: Uses = field(default_factory=Uses)
    flows: Flows | None = None
    places: Places | None = None
    shown: Shown | None = None
    is_alone: bool = False
    hindrance: str = ""

    @property
    def fields(self) -> Fields:
        """Return what templates call `recipient`."""
        return Fields(self.recipient.values, self.uses, self)

    def text_of(self, page: str) -> str:
        """Return what a page reads, with all characters that those who share it will need."""
        return without_marks(page) + self.characters(self.uses.printed)

    def look_at(self, root: Element) -> None:
        """Find the fields of a page that is going to be laid out."""
        from .flows import Flows  # noqa: PLC0415 - loading it takes Pango

        enclose(root, self.recipient.values, self.uses)
        self.flows = self.flows or Flows()
        self.flows.look_out_for(root)

    def watching(self) -> AbstractContextManager[None]:
        """Keep how the lines that hold fields are laid out."""
        assert self.flows is not None, "looked at before"  # noqa: S101 - the order of a layout
        return self.flows.watching()

    def are_compared(self, printed: weasyprint.Document) -> bool:
        """Note what pages show, where that is all that is wanted of them; tell whether it is."""
        from .proof import shown_on  # noqa: PLC0415 - as above

        self.shown = shown_on(printed, self.flows.by_line if self.flows else ())
        return self.is_proof

    @contextmanager
    def drawn_apart(self, printed: weasyprint.Document, marks: Marks) -> Iterator[None]:
        """Let the fields of pages be drawn for all who share them, while the pages are written."""
        from .places import Places, UnsharedError  # noqa: PLC0415 - as above

        places = Places(self.people, self.spool)
        try:
            if self.flows is not None and not self.is_alone:
                places.find(printed, self.flows, marks, self.recipient.values)
        except UnsharedError as hindered:
            self.hindrance = str(hindered)
            marks.apart.clear()
        else:
            self.places = places
        yield
        self.hindrance = self.hindrance or places.hindrance

    def settle(self, path: Path, inks: Inks | None) -> None:
        """Note where the fields are in the file of the pages, and print them in its inks.

        Args:
            path: the file, which is written.
            inks: what it is printed with; None for the colours that the pages have.
        """
        if self.places is None or self.hindrance:
            return
        for place in self.places.drawn:
            place.number = place.stream.number if place.stream else 0
        if inks and self.places.drawn:
            from .inked import put_in_inks  # noqa: PLC0415 - few copies are

            put_in_inks(self.places, path, inks)

    def part(self, pdf: pydyf.PDF) -> None:
        """Part the contents of the pages where fields stand, in a PDF that is being finished."""
        if self.places is not None:
            self.places.part(pdf)


def pages_for(look: Look) -> Pages | None:
    """Return what is made of the pages of a look; None where they are for nobody in particular."""
    match look.recipient:
        case Fields(_pages=Pages() as pages):
            return pages
        case _:
            return None
