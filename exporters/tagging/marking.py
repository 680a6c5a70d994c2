"""The marks in the content of pages that tie it to the structure (ISO 32000-1, 14.6 and 14.7.4).

WeasyPrint (70) draws pages into a `Stream` of its own, and encloses each box of text in marks. Ours
encloses what belongs to the same element and stands side by side once.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import pydyf
from weasyprint.pdf.stream import Stream

from .characters import END, Characters, glyph_of, replaced, without_missing
from .nodes import ORNAMENT, Artifact, Ending, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from .nodes import Owner, Structure

Named = TypeVar("Named", bound="pydyf.Object")

STATE: Final = (
    "_current_color",
    "_current_color_stroke",
    "_current_alpha",
    "_current_alpha_stroke",
    "_current_font",
    "_old_font",
)
"""What WeasyPrint's stream knows of what is set, and does not set again."""

SOFT_HYPHEN: Final = replaced("\N{SOFT HYPHEN}")
"""Begins the hyphen of a line end, which is read as no part of the word."""


@dataclass(slots=True)
class Marks:
    """What is marked on the pages of a document.

    Args:
        structure: of the document.
        owners: what each marked content belongs to, page by page.
        places: the page of a box and the number of its marked content there.
        fonts: those of the document, by their names.
        spaces: the glyph of the space in each font, the same.
        apart: what draws a box of text in place of the page, which leaves it out.
    """

    structure: Structure
    owners: list[list[Node]] = field(default_factory=list)
    places: dict[Box, tuple[int, int]] = field(default_factory=dict)
    fonts: dict[str, weasyprint.pdf.fonts.Font] = field(default_factory=dict)
    spaces: dict[str, bytes] = field(default_factory=dict)
    apart: dict[Box, Callable[[PageStream, Box], AbstractContextManager[None]]] = field(
        default_factory=dict
    )


class _Content(Stream):  # type: ignore[misc] # WeasyPrint carries no types
    """What is drawn, on a page or in a form XObject.

    Args:
        marks: where it is noted what is marked.
        arguments: those of WeasyPrint's own stream.
    """

    def __init__(self, marks: Marks, *arguments: object, **named: object) -> None:
        """Begin with nothing."""
        super().__init__(*arguments, **named)
        self._marks = marks

    def clone(self, **changes: object) -> _Group:
        """Return a stream for a form XObject or a pattern."""
        kept = {
            "fonts": self._fonts,
            "page_rectangle": self.page_rectangle,
            "resources": self._resources,
            "images": self._images,
            "color_profiles": self._color_profiles,
            "output_intent": self._output_intent,
            "compress": self.compress,
        }
        made = _Group(self._marks, **(kept | changes | {"tags": None}))
        if isinstance(self, _Group):
            made.boxes = self.boxes
        return made

    def add_font(self, pango_font: object) -> tuple[weasyprint.pdf.fonts.Font, float]:
        """Note that the document uses a font."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, Characters):
            font.to_unicode = Characters(font.to_unicode)
            self._marks.fonts[font.hash] = font
        return font, size


class _Group(_Content):
    """The content of a form XObject: it is marked as a whole, where it is drawn."""

    def __init__(self, marks: Marks, **arguments: object) -> None:
        """Begin with nothing."""
        super().__init__(marks, **arguments)
        self.boxes: list[Box] = []

    def marked(self, box: Box, _tag: str) -> AbstractContextManager[None]:
        """Keep in mind whose content it is."""
        self.boxes.append(box)
        return nullcontext()


class PageStream(_Content):
    """The content of a page, with the marks of its structure."""

    def __init__(self, marks: Marks, *arguments: object, **named: object) -> None:
        """Begin a page."""
        super().__init__(marks, *arguments, **named)
        self._page = len(marks.owners)
        self._owners: list[Node] = []
        marks.owners.append(self._owners)
        self._groups: dict[str, list[Box]] = {}
        self._depth = 0
        self._owner: Owner | None = None
        self._written: tuple[bytes, Callable[[], bytes]] | None = None
        self._names = 0

    def joined(self) -> bytes:
        """Join what draws the page to one piece, which takes a fifth of the memory; return it."""
        lines = [line if isinstance(line, bytes) else str(line).encode() for line in self.stream]
        content = lines[0] if len(lines) == 1 else b"\n".join(lines)
        self.stream[:] = [content]
        return content

    @property
    def data(self) -> bytes:
        """Return the page as it stands in the file."""
        match self._written, self.stream:
            case (content, written), [drawn] if drawn is content:
                return written()
        return self._packed()

    def _packed(self) -> bytes:
        return bytes(super().data)

    def pack(self, packer: Executor) -> None:
        """Have the page packed, now that it is drawn, while this process goes on."""
        self._written = self.joined(), packer.submit(self._packed).result

    def take_over(
        self,
        content: bytes,
        written: bytes,
        owners: Iterable[Node],
        places: Mapping[Box, int],
    ) -> None:
        """Be the page that another process has painted.

        Args:
            content: what draws it.
            written: the same as it stands in the file.
            owners: what its marked contents belong to.
            places: the numbers of its marked contents, by the boxes that they draw.
        """
        self.stream[:] = [content]
        self._written = content, lambda: written
        self._owners[:] = owners
        self._marks.places.update({box: (self._page, number) for box, number in places.items()})

    def marked(self, box: Box, _tag: str) -> AbstractContextManager[None]:
        """Enclose what a box of text or a picture draws."""
        if self._depth:
            return nullcontext()
        if box in self._marks.apart:
            return self._marks.apart[box](self, box)
        return self._marked(box)

    def _marked(self, box: Box) -> AbstractContextManager[None]:
        if self._depth:
            return nullcontext()
        return self._enclosed(self._marks.structure.owners.get(box, ORNAMENT), box)

    def drawn_apart(self, draw: Callable[[], None]) -> tuple[bytes, int]:
        """Return what something draws, which the page itself does not hold.

        It sets all that it needs, and what the page draws after it does so too. Beside it stands
        how many marked contents it has; the first has the number that the page's next one has.
        """
        begin, contents = len(self.stream), len(self._owners)
        self._forget()
        try:
            draw()
            drawn = self.stream[begin:]
            count = len(self._owners) - contents
        finally:
            del self.stream[begin:], self._owners[contents:]
            self._forget()
        return b"\n".join(
            line if isinstance(line, bytes) else str(line).encode() for line in drawn
        ), count

    def keep_place(self, owner: Owner, boxes: Iterable[Box]) -> None:
        """Count in a marked content that is drawn apart, and shows what is in some boxes."""
        if isinstance(owner, Node):
            place = self._page, len(self._owners)
            self._owners.append(owner)
            self._marks.places.update(dict.fromkeys(boxes, place))

    def _forget(self) -> None:
        """Set everything anew, whatever was set before."""
        for name in STATE:
            setattr(self, name, None)
        self._owner = None

    def artifact(self) -> AbstractContextManager[None]:
        """Enclose what is no part of the document."""
        return nullcontext() if self._depth else self._enclosed(ORNAMENT, None)

    def add_group(self, x: float, y: float, width: float, height: float) -> _Group:
        """Begin a form XObject."""
        group: _Group = self._named("XObject", super().add_group(x, y, width, height))
        self._groups[group.id] = group.boxes
        return group

    def shared_resources(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Yield what all pages draw with, by its names, kind by kind (ISO 32000-1, 7.8.3)."""
        for kind in ("ExtGState", "XObject", "Pattern", "Shading"):
            yield kind, self._resources[kind]

    def add_pattern(self, *arguments: object) -> _Group:
        """Begin a pattern."""
        pattern: _Group = self._named("Pattern", super().add_pattern(*arguments))
        return pattern

    def add_shading(self, *arguments: object, **named: object) -> pydyf.Dictionary:
        """Add what runs from one colour to another."""
        return self._named("Shading", super().add_shading(*arguments, **named))

    def set_state(self, state: pydyf.Dictionary) -> None:
        """Set a state of the graphics that has no name of its own."""
        name = f"s{self._page}-{self._names}"
        self._names += 1
        self._resources["ExtGState"][name] = state
        pydyf.Stream.set_state(self, name)

    def _named(self, kind: str, made: Named) -> Named:
        """Give what a page draws with a name that does not depend on other pages.

        WeasyPrint counts on through all pages; so what is painted first would have to be known.
        """
        named = self._resources[kind]
        del named[made.id]
        made.id = f"{made.id[0]}{self._page}-{self._names}"
        self._names += 1
        named[made.id] = made
        return made

    def draw_x_object(self, reference: str) -> None:
        """Draw an XObject; one that holds text of the page belongs to what its text belongs to."""
        boxes = self._groups.get(reference)
        with self._marked(boxes[0]) if boxes else nullcontext():
            super().draw_x_object(reference)

    def show_text(self, text: str) -> None:
        """Show a text, with a sign for each character that its font does not have."""
        font = self._marks.fonts.get(self._current_font[0])
        if font is None or not font.missing:
            super().show_text(text)
            return
        for piece in without_missing(text, font):
            self.stream.append(piece)

    @contextmanager
    def _enclosed(self, owner: Owner, box: Box | None) -> Iterator[None]:
        before, self._owner = self._owner, owner
        is_joined = box is None or box in self._marks.structure.joined
        opening = self._begin(owner, is_going_on=is_joined and owner is before)
        if box is not None and isinstance(owner, Node):
            self._marks.places[box] = (self._page, len(self._owners) - 1)
        drawn = len(self.stream)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if len(self.stream) > drawn:
                if box in self._marks.structure.endings:
                    self._end_line(self._marks.structure.endings[box])
                self.stream.append(END)
            else:
                self._take_back(opening, box)
                self._owner = before if is_joined else None

    def _take_back(self, opening: bytes | None, box: Box | None) -> None:
        """Take back the beginning of content in which nothing was drawn; a space never is."""
        if opening:
            self.stream.pop()
        if box in self._marks.places:
            del self._marks.places[box]
            if opening:
                self._owners.pop()
        was_open = self.stream and self.stream[-1] == END
        if was_open:
            self.stream.pop()
        if getattr(box, "text", "") == " ":
            self._end_line(Ending.SPACE)
        if was_open or not opening:
            self.stream.append(END)

    def _begin(self, owner: Owner, *, is_going_on: bool) -> bytes | None:
        """Begin content, and return how; None where it only goes on."""
        if is_going_on and self.stream and self.stream[-1] == END:
            self.stream.pop()
            return None
        if isinstance(owner, Artifact):
            opening = owner.opening
        else:
            opening = f"/{owner.role} <</MCID {len(self._owners)}>> BDC".encode("ascii")
            self._owners.append(owner)
        self.stream.append(opening)
        return opening

    def _end_line(self, ending: Ending) -> None:
        """Complete the text that was drawn last, at the end of its line."""
        shown, end = self.stream[-2:] if len(self.stream) > 1 else (b"", b"")
        found = LAST_GLYPH.fullmatch(shown) if isinstance(shown, bytes) and end == b"ET" else None
        if found is None:
            return
        before, glyph, after = found.groups()
        match ending:
            case Ending.HYPHEN:
                hyphen = b"[<" + glyph + after + b"] TJ"
                self.stream[-2:-1] = [before + b">] TJ", SOFT_HYPHEN, hyphen, END]
            case Ending.SPACE if space := self._space():
                self.stream[-2] = before + glyph + after + b"<" + space + b">] TJ"
            case _:
                pass

    def _space(self) -> bytes:
        """Return the space of the font that was used last; nothing where it has none."""
        font = self._marks.fonts.get(self._old_font[0]) if self._old_font else None
        if font is None or font.bitmap:
            return b""
        if font.hash not in self._marks.spaces:
            self._marks.spaces[font.hash] = glyph_of(" ", font)
        return self._marks.spaces[font.hash]


LAST_GLYPH: Final = re.compile(rb"(\[.*)([0-9a-f]{4})(>[^<>]*)\] TJ")
"""The end of a text that is shown (9.4.3): its last glyph, and the space after it."""
