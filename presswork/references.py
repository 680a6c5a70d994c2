"""Reference data: typed CSL items, whatever file they came from.

The names of types, variables and name parts are those of CSL 1.0.2 (appendices III and IV).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.inlines import plain_text

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


OTHERS: Final = Name(literal="others")
"""The last of a list of names that is not complete, as BibTeX's "and others" has it: styles show it
as "et al."."""


def means_others(words: str) -> bool:
    """Tell whether words in the place of a name say that there are more: `others`, `et al.`."""
    return "".join(words.lower().split()).replace(".", "") in {"others", "etal"}


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

    def text(self, variable: str) -> str:
        """Return the characters of a variable on one line; none where it is not given."""
        return " ".join(plain_text(self.texts.get(variable, ())).split())

    @property
    def year(self) -> int | None:
        """The year in which the work came out; None where no date says it."""
        issued = self.dates.get("issued")
        return issued.start.year if issued and issued.start else None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAME_VARIABLES: Final = _words(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator"""
)
"""CSL 1.0.2, appendix IV, "Name variables" (`editor-translator` is the older spelling)."""

DATE_VARIABLES: Final = _words("accessed available-date event-date issued original-date submitted")
"""CSL 1.0.2, appendix IV, "Date variables"."""

NUMBER_VARIABLES: Final = _words(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume"""
)
"""CSL 1.0.2, appendix IV, "Number variables"."""

STANDARD_VARIABLES: Final = _words(
    """abstract annote archive archive_collection archive_location archive-place authority
    call-number citation-key citation-label collection-title container-title container-title-short
    dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword
    language license medium note original-publisher original-publisher-place original-title
    part-title PMCID PMID publisher publisher-place references reviewed-genre reviewed-title scale
    source status title title-short URL volume-title year-suffix"""
)
"""CSL 1.0.2, appendix IV, "Standard variables"."""

ITEM_TYPES: Final = _words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture musical_score
    pamphlet paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty
    webpage"""
)
"""CSL 1.0.2, appendix III, "Types"."""
