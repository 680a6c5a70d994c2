"""What the elements of a style render to: text in a tree that remembers where each part came from.

The passes over the whole document work on this tree; `pen` writes it down in the end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Font:
    """Formatting attributes (CSL 1.0.2, "Formatting"); an empty one leaves things as they are."""

    style: str = ""
    variant: str = ""
    weight: str = ""
    decoration: str = ""
    vertical: str = ""


class Role(Enum):
    """What a part of the output is, for the passes that look for it."""

    ITEM = "item"
    """A whole cite; the value is the item's key."""
    NAMES = "names"
    """A list of names with its label; the value tells the variables apart."""
    NAME_LIST = "name-list"
    """The names of one variable, without their label."""
    NAME = "name"
    """One name; the value is equal where the person is."""
    DATE = "date"
    YEAR_SUFFIX = "year-suffix"
    CITATION_NUMBER = "citation-number"
    LOCATOR = "locator"
    LINK = "link"
    """The value is the address."""
    TITLE = "title"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one source: a value, a term or an affix.

    Args:
        text: the characters.
        bound: whether they go on in the same field as what stands before, so that the
            punctuation between the two is the author's.
        suffix: whether it is the suffix of an element.
    """

    text: str
    bound: bool = False
    suffix: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts that follow each other."""

    children: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Styled:
    """Formatted output.

    Args:
        font: the formatting.
        children: the parts.
        flips: whether it is rich text within a field, which is set upright in italic
            surroundings (flip-flop).
    """

    font: Font
    children: tuple[Output, ...]
    flips: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Output in quotation marks; which, depends on how deep it stands in others.

    Args:
        children: the parts.
        typed: the marks, where the data has curly ones; they stay unless they stand in others.
    """

    children: tuple[Output, ...]
    typed: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class NoCase:
    """Output whose case is not changed."""

    children: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Output that a pass may look for."""

    role: Role
    value: str
    children: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Spliced:
    """Parts that `cs:choose` hands to the element around it, for its delimiter."""

    children: tuple[Output, ...]


Display: TypeAlias = Literal["block", "left-margin", "right-inline", "indent"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Output with a place of its own in a bibliography entry (CSL 1.0.2, "Display")."""

    display: Display
    children: tuple[Output, ...]


Output: TypeAlias = Run | Sequence | Spliced | Styled | Quoted | NoCase | Tagged | Placed


class Use(IntEnum):
    """Whether variables were called on the way (CSL 1.0.2, "Group"; ordered by weight)."""

    NONE = 0
    EMPTY = 1
    FILLED = 2


class Rendered(NamedTuple):
    """What an element gives: its output, if any, and whether it called variables."""

    output: Output | None
    use: Use


NOTHING = Rendered(None, Use.NONE)
EMPTY = Rendered(None, Use.EMPTY)


def joined(parts: list[Output], delimiter: str | Run = "") -> Output | None:
    """Return the parts with a delimiter between them."""
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    if not delimiter:
        return Sequence(tuple(parts))
    between = delimiter if isinstance(delimiter, Run) else Run(delimiter)
    children: list[Output] = [parts[0]]
    for part in parts[1:]:
        children.append(between)
        children.append(part)
    return Sequence(tuple(children))


def children(output: Output) -> tuple[Output, ...]:
    """Return the parts of an output; a run has none."""
    return () if isinstance(output, Run) else output.children


def runs(output: Output) -> Iterator[Run]:
    """Yield the runs in reading order."""
    if isinstance(output, Run):
        yield output
    else:
        for child in output.children:
            yield from runs(child)


def text_of(output: Output | None) -> str:
    """Return the characters alone, without quotation marks."""
    if output is None:
        return ""
    if isinstance(output, Run):
        return output.text
    return "".join([run.text for run in runs(output)])


def signature(output: Output | None) -> str:
    """Return a text that is equal for cites that look the same, whenever they were accessed."""
    return "" if output is None else "".join(_signs(output))


def _signs(output: Output) -> Iterator[str]:
    if isinstance(output, Run):
        yield output.text
    elif not (isinstance(output, Tagged) and output.value == "accessed"):
        for child in output.children:
            yield from _signs(child)


def find(output: Output | None, role: Role) -> Iterator[Tagged]:
    """Yield the outermost parts of a role, in reading order."""
    if output is None or isinstance(output, Run):
        return
    if isinstance(output, Tagged) and output.role is role:
        yield output
        return
    for child in output.children:
        yield from find(child, role)


def first(output: Output | None, role: Role) -> Tagged | None:
    """Return the first part of a role."""
    return next(find(output, role), None)


def mapped(output: Output, change: Callable[[Output], Output | None]) -> Output:
    """Return the output with each part replaced by what `change` answers; None keeps a part."""
    replacement = change(output)
    if replacement is not None:
        return replacement
    if isinstance(output, Run):
        return output
    return replace(output, children=tuple(mapped(child, change) for child in output.children))


def on_runs(output: Output, change: Callable[[str], str]) -> Output:
    """Return the output with the characters of each run changed."""
    if isinstance(output, Run):
        return Run(change(output.text), output.bound)
    return replace(output, children=tuple(on_runs(child, change) for child in output.children))
