"""What the contents and the lists of figures and tables show: gathered while the text is written.

An update of these fields in Word lists every heading and every numbered caption of the body, and so
do the lines that stand there until then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exporters.outline import length, lists_floats, lists_sections
from presswork.document import Bibliography, Figure, Heading, Table, walk
from presswork.inlines import TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presswork.document import Block, Document
    from presswork.inlines import Inlines
    from presswork.settings import Settings

LISTED_KINDS: Final = (TargetKind.FIGURE, TargetKind.TABLE)
"""What there are lists of, in their order."""

DEEPEST: Final = 6
"""How many levels of headings there are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents or of a list.

    Args:
        level: of the heading, from 1; 1 in a list.
        bookmark: what it leads to.
        number: what Word gives the heading, or that of the figure or table; may be empty.
        words: those of the heading or of the caption.
    """

    level: int
    bookmark: str
    number: str
    words: Inlines


@dataclass(slots=True)
class Outline:
    """The lines of the contents and of the lists, as far as they are wanted.

    Args:
        depth: the lowest level of headings in the contents; 0 without contents.
        kinds: what there are lists of.
        sections: the lines of the contents.
        floats: the lines of the lists.
    """

    depth: int = 0
    kinds: frozenset[TargetKind] = frozenset()
    sections: list[Entry] = field(default_factory=list)
    floats: dict[TargetKind, list[Entry]] = field(default_factory=dict)

    def add_section(self, entry: Entry) -> None:
        """Add a heading."""
        self.sections.append(entry)

    def add_float(self, kind: TargetKind, entry: Entry) -> None:
        """Add a figure or table."""
        self.floats.setdefault(kind, []).append(entry)


def outline(document: Document, settings: Settings) -> Outline:
    """Return an empty outline that says what is wanted.

    Args:
        document: numbered and cited.
        settings: the look's.
    """
    if "contents" not in settings.by_name:
        return Outline()
    depth = max(0, min(DEEPEST, int(float(settings["contents-depth"]))))
    blocks = document.blocks
    sections = sum(1 for level in _levels(document) if level <= depth)
    wanted = lists_sections(sections, length(blocks), settings)
    counts = {
        kind: sum(_is_numbered(block, kind) for block in walk(blocks)) for kind in LISTED_KINDS
    }
    return Outline(
        depth if wanted else 0,
        frozenset(
            kind for kind, count in counts.items() if lists_floats(kind.value, count, settings)
        ),
    )


def _levels(document: Document) -> Iterator[int]:
    """Yield the levels of all headings, and of those that lists of references get."""
    for block in walk(document.blocks):
        match block:
            case Heading(level=level):
                yield level
            case Bibliography(entries=(_, *_), headed=False):
                yield block.heading_level
            case _:
                pass


def _is_numbered(block: Block, kind: TargetKind) -> bool:
    """Tell whether a block is a figure or table of which Word counts the number."""
    match block:
        case Figure(number=str(number)):
            return kind is TargetKind.FIGURE and number[-1:].isdecimal()
        case Table(number=str(number)):
            return kind is TargetKind.TABLE and number[-1:].isdecimal()
        case _:
            return False
