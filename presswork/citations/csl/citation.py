"""What is asked of the processor, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presswork.citations.csl.context import Names, Position
from presswork.citations.csl.style import Spacing

if TYPE_CHECKING:
    from presswork.document import BibliographyEntry
    from presswork.inlines import Inlines


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work within a citation.

    Args:
        key: the id of the reference.
        prefix: what stands before it.
        suffix: what stands after it.
        locator: the place in it; empty for none.
        label: the kind of place, a CSL term.
        names: whether its names are shown, left out, or shown alone.
    """

    key: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    locator: str = ""
    label: str = "page"
    names: Names = Names.ALL
    position: Position | None = None
    """Where it stands, if that is not to be worked out: for previews."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the document that cites works.

    Args:
        items: the works.
        note: the number of the note it stands in; 0 in the text.
        sorts: whether the style's order applies to the works.
        named: the key of the item whose author is part of the sentence; empty for none. The
            citation leaves those names out.
    """

    items: tuple[CitationItem, ...]
    note: int = 0
    sorts: bool = True
    named: str = ""


@dataclass(frozen=True, slots=True)
class Processed:
    """All that is rendered.

    Args:
        citations: one text for each citation.
        authors: for each citation, what its sentence calls the author; empty where it names none.
        bibliography: the entries, in order; none where the style has no bibliography.
        spacing: how the bibliography is set.
        unknown: keys that no reference has.
    """

    citations: tuple[Inlines, ...]
    authors: tuple[Inlines, ...] = ()
    bibliography: tuple[BibliographyEntry, ...] = ()
    spacing: Spacing = field(default_factory=Spacing)
    unknown: tuple[str, ...] = ()
