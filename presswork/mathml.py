"""Formulas: MathML as a tree of our own, with the LaTeX that it was written in.

Readers make formulas; exporters write the tree as MathML, as SVG or as Office Math. The elements
are those of MathML Core (https://www.w3.org/TR/mathml-core/) and the few of MathML 3 that
publishers use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"


@dataclass(frozen=True, slots=True)
class MathElement:
    """An element of MathML.

    Args:
        name: without a namespace, for example `mfrac`.
        attributes: names with values, in the order in which they are written.
        children: elements, and in token elements (`mi`, `mo`, `mn`, `mtext`, `ms`) characters.
    """

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[MathNode, ...] = ()

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute; None where it is not given."""
        return next((value for key, value in self.attributes if key == name), None)

    @property
    def elements(self) -> tuple[MathElement, ...]:
        """The children that are elements."""
        return tuple(child for child in self.children if isinstance(child, MathElement))

    @property
    def text(self) -> str:
        """All characters in it, one after the other."""
        return "".join(_characters(self))


MathNode: TypeAlias = "MathElement | str"


def _characters(element: MathElement) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _characters(child)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula.

    Args:
        root: its `math` element.
        latex: how it was written, without what marks it as a formula; empty where it was not
            written in LaTeX.
    """

    root: MathElement
    latex: str = ""

    @property
    def words(self) -> str:
        """What stands for it where no formula can: its LaTeX, or else its characters."""
        return " ".join((self.latex or self.root.text).split())
