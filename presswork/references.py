"""Reference data: typed CSL items, whatever file they came from.

The names of types, variables and name parts are those of CSL 1.0.2 (appendices III and IV).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presswork.inlines import Inlines
    from presswork.problems import Location


@dataclass(frozen=True, slots=True)
class Name:
    """A person or an institution (CSL 1.0.2, "Names").

    Args:
        family: the surname, without particles that are given apart.
        given: given names or initials.
        dropping_particle: dropped when only the surname is shown ("de" in "de la Fontaine").
        non_dropping_particle: kept with the surname, sorted as the style says ("van").
        suffix: "Jr.", "III".
        comma_suffix: whether a comma stands before the suffix in natural order.
        static_ordering: whether the family name comes first always.
        literal: an institution's name, or a name that must not be taken apart; then the parts
            are empty.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A year, or a month or day of it.

    Args:
        year: negative before the common era.
        month: 1 to 12; 13 to 16 are the seasons from spring on, as in CSL-JSON.
        day: 1 to 31.
    """

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of dates (CSL 1.0.2, "Date").

    Args:
        start: the date; None where only a literal is known.
        end: the other end of a range.
        circa: whether it is approximate.
        literal: words that no date can be made of ("forthcoming").
    """

    start: Day | None = None
    end: Day | None = None
    circa: bool = False
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One work that can be cited.

    Args:
        key: what citations call it by.
        type: the CSL item type, for example `article-journal`.
        texts: the standard and number variables by their CSL names (`title`, `volume`, `DOI`).
        names: the name variables (`author`, `editor`).
        dates: the date variables (`issued`, `accessed`).
        location: where its file gives it.
    """

    key: str
    type: str
    texts: Mapping[str, Inlines] = field(default_factory=dict)
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    location: Location | None = None
