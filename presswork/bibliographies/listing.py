"""A list of all references in a style, in the order that the style sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presswork.citations import csl
from presswork.document import Bibliography
from presswork.problems import Problem, ProblemKind, Problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.references import Reference
    from presswork.styles import Style


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A bibliography in a style.

    Args:
        style: what it is in.
        language: a BCP 47 tag, that of its terms.
        bibliography: its entries.
    """

    style: Style
    language: str
    bibliography: Bibliography


def compiled(style: Style, language: str | None, fallback: str | None = None) -> csl.Style:
    """Return a style of the catalogue, compiled.

    Args:
        style: an independent style, or a dependent one, whose language goes before its parent's.
        language: a BCP 47 tag; None for the style's own.
        fallback: the language where the style has none.
    """
    return csl.load_style(style.path, language or style.own_language, fallback)


def list_references(
    style: Style,
    references: Mapping[str, Reference],
    language: str | None = None,
    fallback: str | None = None,
) -> ReferenceList:
    """Return a list of all references.

    Args:
        style: the style.
        references: by their keys.
        language: a BCP 47 tag; None for the style's own.
        fallback: the language where the style has none.

    Raises:
        Problems: the style is broken, or has no bibliography.
    """
    rules = compiled(style, language, fallback)
    if rules.bibliography is None:
        raise Problems([without_bibliography(style)])
    processed = csl.process(rules, references, (), references)
    return ReferenceList(
        style,
        rules.locale.language,
        Bibliography(processed.bibliography, headed=True, hanging=processed.spacing.hanging_indent),
    )


def without_bibliography(style: Style) -> Problem:
    """Return the problem of a style that has no bibliography."""
    return Problem(
        f"the style '{style.short_name}' has no bibliography: {_why(style)}",
        hint="take another style, or see its citations: python build.py styles show "
        + style.short_name,
        kind=ProblemKind.STYLE,
    )


def _why(style: Style) -> str:
    if style.format == "note":
        return "it names works in notes alone"
    return "it names works where they are cited"
