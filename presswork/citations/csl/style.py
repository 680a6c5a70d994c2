"""A style, compiled: what `load_style` returns and the passes work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presswork.citations.csl.context import SortNames
    from presswork.citations.csl.elements.base import Element
    from presswork.citations.csl.locale import Locale
    from presswork.citations.csl.look import Look


@dataclass(frozen=True, slots=True, eq=False)
class SortKey:
    """`cs:key` (CSL 1.0.2, "Sorting").

    Args:
        element: what renders the key.
        variable: the variable it is, or empty for a macro.
        descending: whether it sorts the other way round.
        names: how its names are shortened.
    """

    element: Element
    variable: str
    descending: bool
    names: SortNames


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """`cs:layout` with the sort keys beside it."""

    children: tuple[Element, ...]
    look: Look
    delimiter: str
    sort: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """The methods of disambiguation that a style has turned on (CSL 1.0.2, "Disambiguation")."""

    add_names: bool = False
    add_given_name: bool = False
    rule: str = "by-cite"
    add_year_suffix: bool = False
    has_condition: bool = False


@dataclass(frozen=True, slots=True)
class Collapsing:
    """How cites are grouped and collapsed (CSL 1.0.2, "Cite Grouping", "Cite Collapsing").

    Args:
        collapse: `citation-number`, `year`, `year-suffix`, `year-suffix-ranged` or empty.
        cite_group_delimiter: None where the style has none.
        after_collapse_delimiter: None where the style has none.
        year_suffix_delimiter: None where the style has none.
    """

    collapse: str = ""
    cite_group_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    year_suffix_delimiter: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CitationRules:
    """`cs:citation`."""

    layout: Layout
    disambiguation: Disambiguation
    collapsing: Collapsing
    near_note_distance: int = 5
    has_year_suffix: bool = False
    """Whether it places the year suffix itself, with `cs:text`."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a bibliography is set (CSL 1.0.2, "Whitespace").

    Args:
        hanging_indent: whether the later lines of an entry are indented.
        second_field_align: `flush`, `margin` or empty.
        line_spacing: as a multiple of the usual one.
        entry_spacing: as a multiple of the height of a line.
    """

    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class BibliographyRules:
    """`cs:bibliography`."""

    layout: Layout
    spacing: Spacing
    author_substitute: str | None = None
    author_substitute_rule: str = "complete-all"
    has_year_suffix: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A citation style in a language.

    Args:
        names_alone: shows the names of an item as a sentence does.
        id: the address that its file calls it by.
        title: its full title.
        format: how it cites, by the word of `cs:category`; empty where it says none.
    """

    locale: Locale
    is_note: bool
    citation: CitationRules
    bibliography: BibliographyRules | None
    names_alone: Element
    id: str = ""
    title: str = ""
    format: str = ""
