"""Rendered output: runs of characters, each knowing every frame that it stands in.

A frame is made once and shared by the runs inside it, so its identity tells where it begins and
ends. Whole-document passes find their parts by frames; the last step turns runs into inlines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presswork.citations.style import Formatting


class Tag(Enum):
    """What a part of the output is."""

    NAMES = "names"
    """The first names of a cite: what suppress-author leaves out, and what groups cites."""
    DATE = "date"
    YEAR = "year"
    YEAR_SUFFIX = "year-suffix"
    NUMBER = "citation-number"
    LOCATOR = "locator"


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A part of a kind."""

    tag: Tag


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """The part that stands for one work."""

    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Formatted:
    """A part that is formatted."""

    formatting: Formatting


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """A part in quotation marks; which ones depends on how deep it is.

    Args:
        marks: the ones that it has where it stands in no other quotation; empty for the locale's.
    """

    marks: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Displayed:
    """A part with a `display` of its own: `block`, `left-margin`, `right-inline` or `indent`."""

    display: str


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """A part that leads to an address."""

    target: str


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A part whose case is not changed."""


Frame: TypeAlias = Tagged | Item | Formatted | Quoted | Displayed | Linked | Kept


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in the same frames, the outermost first."""

    text: str
    frames: tuple[Frame, ...] = ()


Runs: TypeAlias = tuple[Run, ...]


def run(text: str) -> Runs:
    """Return plain characters as output; nothing for none."""
    return (Run(text),) if text else ()


def frame(runs: Iterable[Run], around: Frame) -> Runs:
    """Return the output inside one more frame."""
    return tuple(Run(piece.text, (around, *piece.frames)) for piece in runs)


def join(parts: Iterable[Runs], delimiter: str) -> Runs:
    """Return the parts that are not empty, with the delimiter between them."""
    result: list[Run] = []
    for part in parts:
        if not part:
            continue
        if result and delimiter:
            result.append(Run(delimiter))
        result.extend(part)
    return tuple(result)


def text_of(runs: Iterable[Run]) -> str:
    """Return the characters alone."""
    return "".join(piece.text for piece in runs)


def has_tag(piece: Run, tag: Tag) -> bool:
    """Tell whether a run stands in a part of a kind."""
    return any(isinstance(around, Tagged) and around.tag is tag for around in piece.frames)


def tagged(runs: Iterable[Run], tag: Tag) -> Runs:
    """Return what stands in parts of a kind."""
    return tuple(piece for piece in runs if has_tag(piece, tag))


def map_text(runs: Runs, change: Callable[[str], str]) -> Runs:
    """Return the output with every run's characters changed."""
    return tuple(replace(piece, text=change(piece.text)) for piece in runs)
