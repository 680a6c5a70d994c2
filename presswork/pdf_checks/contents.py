"""What the pages of a PDF file hold, as far as the rules want to know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presswork.pdf_checks.objects import Key, Value
    from presswork.pdf_checks.tree import Mark


@dataclass(slots=True)
class Font:
    """A font, and what is written in it.

    Args:
        node: its dictionary.
        page: where it is used first.
        shown: the bytes of its text that is seen, each with its first page; of each, whether a
            replacement text stands for it.
        hidden: those of text that is not seen.
    """

    node: Value
    page: int
    shown: dict[tuple[bytes, bool], int] = field(default_factory=dict)
    hidden: dict[tuple[bytes, bool], int] = field(default_factory=dict)


@dataclass(slots=True)
class Picture:
    """A picture, and how coarse it is printed.

    Args:
        node: its stream.
        page: where it is printed with the fewest dots an inch.
        dots: how many these are; None where it is not printed.
    """

    node: Value
    page: int
    dots: float | None = None


@dataclass(slots=True)
class Piece:
    """What a mark on a page holds.

    Args:
        page: counted from 1.
        top: how high above the page's origin its first text stands, in points; None without text.
        bottom: the same of its lowest text.
        left: how far to the right its first text begins.
        text: the beginnings of its texts, each with its font.
        painted: whether anything is painted in it.
    """

    page: int
    top: float | None = None
    bottom: float | None = None
    left: float = 0.0
    text: list[tuple[Font, bytes]] = field(default_factory=list)
    painted: bool = False


@dataclass(slots=True)
class Sighting:
    """How often something is met, and where first.

    Args:
        font: and
        text: of the first time.
        mark: what it is in, whose whole text is better to quote.
    """

    count: int = 0
    pages: Counter[int] = field(default_factory=Counter)
    font: Font | None = None
    text: bytes = b""
    mark: Mark | None = None

    def add(
        self, page: int, font: Font | None = None, text: bytes = b"", mark: Mark | None = None
    ) -> None:
        """Note it once more."""
        self.count += 1
        self.pages[page] += 1
        if font is not None and self.font is None:
            self.font, self.text, self.mark = font, text, mark


@dataclass(slots=True)
class Contents:
    """What all pages hold.

    Args:
        fonts: by the numbers of their objects, or of their places where they have none.
        pictures: the same.
        pieces: what each mark holds.
        met: what rules look for, by a word of theirs.
        pale: text without enough contrast: by colour, ground and whether it is large.
        states: the graphics states (ExtGState) that are used.
        profiles: the ICC profiles that are used.
        forms: the forms that are painted.
        clear: the pages with something transparent.
    """

    fonts: dict[Key | int, Font] = field(default_factory=dict)
    pictures: dict[Key | int, Picture] = field(default_factory=dict)
    pieces: dict[Mark, Piece] = field(default_factory=dict)
    met: dict[str, Sighting] = field(default_factory=dict)
    pale: dict[tuple[str, str, bool], Sighting] = field(default_factory=dict)
    states: dict[Key | int, tuple[Value, int]] = field(default_factory=dict)
    profiles: dict[Key | int, tuple[Value, int]] = field(default_factory=dict)
    forms: dict[Key | int, tuple[Value, int]] = field(default_factory=dict)
    clear: set[int] = field(default_factory=set)

    def meet(self, what: str, page: int, font: Font | None = None, text: bytes = b"") -> None:
        """Note that something was met."""
        self.met.setdefault(what, Sighting()).add(page, font, text)
