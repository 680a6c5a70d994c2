"""What the pages of a document have in common while they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from exporters.tagging.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    import weasyprint
    from weasyprint.formatting_structure.boxes import Box

    from exporters.printed import Printed
    from exporters.printed_formulas import PrintedFormula
    from exporters.tagging.marking import Marks

Picture: TypeAlias = "Printed | PrintedFormula"


@dataclass(frozen=True)
class Common:
    """A document that is painted.

    Args:
        printed: it.
        marks: what is marked on its pages.
        pictures: our own, by the names of their XObjects.
    """

    printed: weasyprint.Document
    marks: Marks
    pictures: Mapping[str, Picture]

    @cached_property
    def boxes(self) -> list[Box]:
        """The boxes that belong to something; their places here are their numbers."""
        return list(self.marks.structure.owners)

    @cached_property
    def nodes(self) -> list[Node]:
        """The structure elements that boxes belong to, the same."""
        owners = dict.fromkeys(self.marks.structure.owners.values())
        return [owner for owner in owners if isinstance(owner, Node)]

    @property
    def misses_characters(self) -> bool:
        """Whether a font lacks a character so far, which changes how all is written in it."""
        return any(font.missing for font in self.printed.fonts.values())
