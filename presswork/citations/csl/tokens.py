"""Output in a row: pieces of text, and where frames around them open and close.

Punctuation meets its neighbours whatever they are nested in; in a row they are neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from presswork.citations.csl.output import Display, Font


class Kind(Enum):
    """What a piece of text is."""

    PLAIN = 0
    OPENING_QUOTE = 1
    CLOSING_QUOTE = 2


@dataclass(slots=True)
class Piece:
    """Characters of one source."""

    text: str
    kind: Kind = Kind.PLAIN
    bound: bool = False
    suffix: bool = False


@dataclass(frozen=True, slots=True)
class Formatted:
    """A frame: what its font changes against the text around it."""

    font: Font


@dataclass(frozen=True, slots=True)
class Linked:
    """A frame: a link out of the document."""

    target: str


@dataclass(frozen=True, slots=True)
class OfItem:
    """A frame: what stands for one item."""

    key: str


@dataclass(frozen=True, slots=True)
class Displayed:
    """A frame: a place of its own in the entry."""

    display: Display


Frame: TypeAlias = Formatted | Linked | OfItem | Displayed


@dataclass(frozen=True, slots=True)
class Open:
    """The start of a frame."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class Close:
    """The end of the frame that was opened last."""


Token: TypeAlias = Piece | Open | Close
CLOSE = Close()
