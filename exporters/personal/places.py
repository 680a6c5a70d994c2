"""The places on pages where each copy shows what is its recipient's own.

A place is left empty where a page is drawn, and drawn into a stream of its own for everybody. The
content of the page is parted there, so that a copy needs no more than that stream (ISO 32000-1,
7.8.2: the contents of a page may be several streams).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import pydyf
from weasyprint.draw import draw_inline_level
from weasyprint.formatting_structure.boxes import LineBox

from exporters.boxes import sheet_of
from exporters.tagging.endings import LineEnds
from exporters.tagging.nodes import ORNAMENT

from .flows import (
    Flow,
    has_background,
    holds_field,
    is_plain,
    is_same,
    lay_out_backgrounds,
    leave_out_backgrounds,
    move,
    shown_in,
    takes_same_room,
    texts_of,
)
from .spools import put_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from exporters.tagging.marking import Marks, PageStream
    from exporters.tagging.nodes import Owner
    from presswork.recipients import Recipient

    from .flows import Flows


class UnsharedError(Exception):
    """Pages cannot be shared; the message says why, as the end of a sentence."""


@dataclass(slots=True)
class Place:
    """A place that is drawn for each recipient.

    Args:
        page: the box of the page.
        flow: how its lines are laid out.
        lines: as they are on the page.
        owner: the structure element that their text belongs to.
        marks: those of all pages.
        mark: what parts the content of the page here.
        right: how far lines are moved to the right after they are laid out.
        down: the same downwards.
        stream: what a copy exchanges, once the page is drawn.
        number: that of its object in the file.
    """

    page: Box
    flow: Flow
    lines: tuple[Box, ...]
    owner: Owner
    marks: Marks
    mark: bytes
    right: float = 0
    down: float = 0
    is_painted: bool = False
    stream: pydyf.Stream | None = None
    number: int = 0

    def settle(self, values: Mapping[str, str]) -> None:
        """See to it that lines can be laid out again as they are.

        Raises:
            UnsharedError: they cannot.
        """
        again = self.flow.laid_out(values)
        if not is_same(again, self.lines):
            raise UnsharedError("goes over the end of a page")
        self.right = self.lines[0].position_x - again[0].position_x
        self.down = self.lines[0].position_y - again[0].position_y
        self.is_painted = has_background(self.lines)

    def laid_out(self, values: Mapping[str, str]) -> tuple[Box, ...]:
        """Return the lines of a recipient, where they belong on the page."""
        lines = self.flow.laid_out(values)
        move(lines, self.right, self.down)
        if self.is_painted:
            lay_out_backgrounds(self.page, lines, self.flow.context)
        else:
            leave_out_backgrounds(lines)
        return lines

    def fits(self, lines: Sequence[Box]) -> bool:
        """Tell whether the page need not be laid out anew for lines."""
        return takes_same_room(lines, self.lines)

    def draw(self, stream: PageStream, lines: Sequence[Box]) -> bytes:
        """Return what draws lines.

        Raises:
            UnsharedError: they are not one piece of text.
        """

        def draw() -> None:
            for line in lines:
                draw_inline_level(stream, self.page, line)

        with self._belonging(lines):
            content, contents = stream.drawn_apart(draw)
        if contents > 1:
            raise UnsharedError("stands in a text of several parts")
        return content

    @contextmanager
    def _belonging(self, lines: Sequence[Box]) -> Iterator[None]:
        """Let lines belong to what the text on the page belongs to, while they are drawn."""
        structure, ends = self.marks.structure, LineEnds()
        texts = texts_of(lines)
        for line in lines:
            ends.read(line)
        structure.owners.update(dict.fromkeys(texts, self.owner))
        structure.joined.update(texts[1:])
        structure.endings.update(ends.found)
        try:
            yield
        finally:
            for text in texts:
                del structure.owners[text]
                structure.joined.discard(text)
                structure.endings.pop(text, None)
                self.marks.places.pop(text, None)


@dataclass(slots=True)
class Places:
    """All places on some pages, and what everybody gets in them.

    Args:
        people: yields everybody who may share the pages.
        spool: opens a file for what is drawn in a place.
        all: the places, in the order of their pages.
        spools: the files of those that are drawn, in the order in which they are drawn.
        drawn: those places, the same.
        unfit: the numbers of the people whose lines take other room.
        hindrance: why the places serve nobody, if that was found out while they were drawn.
    """

    people: Callable[[], Iterable[Recipient]]
    spool: Callable[[], BinaryIO]
    all: list[Place] = field(default_factory=list)
    spools: list[BinaryIO] = field(default_factory=list)
    drawn: list[Place] = field(default_factory=list)
    unfit: set[int] = field(default_factory=set)
    hindrance: str = ""

    def find(
        self, printed: weasyprint.Document, flows: Flows, marks: Marks, values: Mapping[str, str]
    ) -> None:
        """Find the places on pages that are laid out, and leave them out when those are drawn.

        Raises:
            UnsharedError: there are some that cannot be exchanged.
        """
        by_flow: dict[tuple[int, int], tuple[Box, Flow, list[Box]]] = {}
        for number, page in enumerate(printed.pages):
            sheet = sheet_of(page)
            for line in sheet.descendants(placeholders=True):
                flow = flows.by_line.get(line)
                if flow:
                    by_flow.setdefault((number, id(flow)), (sheet, flow, []))[2].append(line)
                elif isinstance(line, LineBox) and holds_field(line):
                    raise UnsharedError("stands in lines that are laid out in parts")
        for sheet, flow, lines in by_flow.values():
            if not all(map(is_plain, lines)):
                raise UnsharedError("stands among links, pictures or moved text")
            texts = texts_of(lines)
            owners = {id(owner): owner for owner in map(marks.structure.owners.get, texts)}
            if len(owners) != 1:
                raise UnsharedError("stands in a text of several parts")
            (owner,) = owners.values()
            mark = b"%% personal %d" % len(self.all)
            place = Place(sheet, flow, tuple(lines), owner or ORNAMENT, marks, mark)
            place.settle(values)
            self.all.append(place)
        for place in self.all:
            first, *_ = texts = texts_of(place.lines)
            for text in texts:
                marks.apart[text] = self._drawer(place, is_first=text is first)

    def _drawer(
        self, place: Place, *, is_first: bool
    ) -> Callable[[PageStream, Box], AbstractContextManager[None]]:
        @contextmanager
        def draw(stream: PageStream, _box: Box) -> Iterator[None]:
            if is_first:
                stream.stream.append(place.mark)
                self._draw_for_all(place, stream)
                stream.keep_place(place.owner, texts_of(place.lines))
            begin = len(stream.stream)
            yield
            del stream.stream[begin:]

        return draw

    def _draw_for_all(self, place: Place, stream: PageStream) -> None:
        spool = self.spool()
        for recipient in self.people():
            if recipient.number in self.unfit:
                continue
            lines = place.laid_out(recipient.values)
            if place.fits(lines):
                try:
                    content = place.draw(stream, lines)
                except UnsharedError as hindered:
                    self.hindrance = str(hindered)
                    return
                put_in(spool, recipient.number, content)
            else:
                self.unfit.add(recipient.number)
        self.spools.append(spool)
        self.drawn.append(place)

    def shown_to(self, values: Mapping[str, str]) -> tuple[tuple[str, int, int], ...]:
        """Return what a recipient is shown in the places, and where."""
        return tuple(part for place in self.all for part in shown_in(place.laid_out(values)))

    def part(self, pdf: pydyf.PDF) -> None:
        """Part the contents of pages at their places, in a PDF that is being finished."""
        if len(self.drawn) != len(self.all):
            self.hindrance = self.hindrance or "stands in what is drawn as a picture"
            return
        by_mark = {place.mark: place for place in self.drawn}
        for number in pdf.pages["Kids"][::3]:
            _part_page(pdf, pdf.objects[number], by_mark)


def _part_page(pdf: pydyf.PDF, page: pydyf.Dictionary, by_mark: Mapping[bytes, Place]) -> None:
    content = pdf.objects[int(page["Contents"].split()[0])]
    lines = content.stream
    cuts = [at for at, line in enumerate(lines) if isinstance(line, bytes) and line in by_mark]
    if not cuts:
        return
    contents = [content.reference]
    for at, after in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        own = pydyf.Stream([b""])
        rest = pydyf.Stream(lines[at + 1 : after], compress=content.compress)
        by_mark[lines[at]].stream = own
        for stream in (own, rest):
            pdf.add_object(stream)
            contents.append(stream.reference)
    del lines[cuts[0] :]
    page["Contents"] = pydyf.Array(contents)
