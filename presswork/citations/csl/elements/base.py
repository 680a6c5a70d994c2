"""What all rendering elements have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from presswork.citations.csl.output import Output, Rendered, Spliced, Use, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presswork.citations.csl.context import Context


class Element(Protocol):
    """A rendering element (CSL 1.0.2, "Rendering Elements")."""

    def render(self, context: Context) -> Rendered:
        """Return its output, and whether it called variables."""
        ...


def render_parts(elements: Sequence[Element], context: Context) -> tuple[list[Output], Use]:
    """Return the output of each element that has any, and whether they called variables."""
    parts: list[Output] = []
    use = Use.NONE
    for element in elements:
        output, called = element.render(context)
        if called > use:
            use = called
        if output is None:
            continue
        if type(output) is Spliced:
            parts.extend(output.children)
        else:
            parts.append(output)
    return parts, use


def render_all(elements: Sequence[Element], context: Context, delimiter: str = "") -> Rendered:
    """Return the output of elements that follow each other."""
    parts, use = render_parts(elements, context)
    return Rendered(joined(parts, delimiter), use)
