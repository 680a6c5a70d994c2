"""What an element needs to know while it renders: the item, the cite, and what was done before."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presswork.citations.csl.elements.name import NameStyle
    from presswork.citations.csl.item import Item
    from presswork.citations.csl.locale import Locale
    from presswork.references import Name


class Position(Enum):
    """Where a cite stands among those of its item (CSL 1.0.2, "Choose", `position`)."""

    FIRST = "first"
    SUBSEQUENT = "subsequent"
    IBID = "ibid"
    IBID_WITH_LOCATOR = "ibid-with-locator"


class Names(Enum):
    """What is shown of a cite."""

    ALL = "all"
    SUPPRESSED = "suppressed"
    """All but the names that come first."""
    ONLY = "only"
    """The names that come first, alone."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What disambiguation found that an item needs (CSL 1.0.2, "Disambiguation").

    Args:
        more_names: how many names are shown beyond et-al abbreviation.
        given: for names by variable and index: 1 for initials, 2 for the given names in full.
        conditions: how many of the conditions `disambiguate` hold, from the first one on.
        year_suffix: `a`, `b`, …; or empty.
    """

    more_names: int = 0
    given: tuple[tuple[tuple[str, int], int], ...] = ()
    conditions: int = 0
    year_suffix: str = ""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Cite:
    """A mention of an item, as far as it is known before it is rendered.

    Args:
        locator: the place in the work.
        label: the kind of place, a CSL term; `page` unless told.
        position: where it stands.
        near_note: whether a note close by cites the item too.
        first_note: the number of the note that cites the item first; 0 for none.
        number: the number of the item in the bibliography; 0 for none.
    """

    locator: str = ""
    label: str = "page"
    position: Position = Position.FIRST
    near_note: bool = False
    first_note: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class SortNames:
    """How names are shortened in a sort key (CSL 1.0.2, "Sorting"); None leaves it to the macro."""

    et_al_min: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


@dataclass(slots=True)
class Context:
    """The state of one rendering of one item.

    Args:
        locale: the language.
        item: the item.
        cite: the mention; of a bibliography entry, one without a locator.
        hints: what disambiguation asks for.
        in_bibliography: whether an entry is rendered.
        names: what is shown of the names that come first.
        sorting: set while a sort key is rendered.
        year_suffix_implied: whether the first year carries the year suffix.
    """

    locale: Locale
    item: Item
    cite: Cite
    hints: Hints = NO_HINTS
    in_bibliography: bool = False
    names: Names = Names.ALL
    sorting: SortNames | None = None
    year_suffix_implied: bool = False
    language: str = "en"
    suppressed: set[str] = field(default_factory=set)
    """Variables that stood in for others and are not shown again."""
    substituting: list[str] | None = None
    """What a substitute has rendered so far."""
    names_seen: int = 0
    conditions_seen: int = 0
    """How many conditions `disambiguate` were asked for."""
    year_suffix_done: bool = False
    given: dict[tuple[str, int], int] = field(default_factory=dict)
    shown_names: list[tuple[tuple[str, int], Name, NameStyle]] | None = None
    """While disambiguation looks: the names that are shown, by variable and index."""
    locator_done: bool = False
    """Whether the locator was shown; it is shown once."""

    def note(self, variable: str) -> None:
        """Remember that a variable was shown, for the sake of substitution."""
        if self.substituting is not None:
            self.substituting.append(variable)
