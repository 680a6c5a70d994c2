"""What rendering looks at: the work, and where and how it is being rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from presswork.citations import fields, particles
from presswork.citations.output import text_of

if TYPE_CHECKING:
    from presswork.citations.output import Runs
    from presswork.citations.style import CompiledStyle, NameOptions
    from presswork.inlines import Locator
    from presswork.references import Date, Name, Reference

OLDER_NAMES: Final = {"event-title": "event"}
"""Variables that CSL 1.0.2 renamed, and what older reference data calls them."""


class Position(Enum):
    """Where a cite stands to earlier cites of its work (CSL 1.0.2, "position")."""

    FIRST = "first"
    SUBSEQUENT = "subsequent"
    IBID_WITH_LOCATOR = "ibid-with-locator"
    IBID = "ibid"


@dataclass(slots=True)
class Work:
    """A reference, its fields made ready for rendering when they are asked for."""

    reference: Reference
    _runs: dict[str, Runs] = field(default_factory=dict)
    _names: dict[str, tuple[Name, ...]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What citations call it by."""
        return self.reference.key

    def runs(self, variable: str) -> Runs:
        """Return a variable's rich text."""
        found = self._runs.get(variable)
        if found is None:
            texts = self.reference.texts
            text = texts.get(variable) or texts.get(OLDER_NAMES.get(variable, ""), ())
            found = fields.runs_of(text)
            self._runs[variable] = found
        return found

    def text(self, variable: str) -> str:
        """Return a variable's characters."""
        return text_of(self.runs(variable))

    def names(self, variable: str) -> tuple[Name, ...]:
        """Return the names of a variable, their particles told apart."""
        found = self._names.get(variable)
        if found is None:
            found = tuple(particles.split(n) for n in self.reference.names.get(variable, ()))
            self._names[variable] = found
        return found

    def date(self, variable: str) -> Date | None:
        """Return a variable's date."""
        return self.reference.dates.get(variable)

    @property
    def is_english(self) -> bool | None:
        """Whether the work is in English; None where it does not say."""
        language = self.text("language")
        return language.lower().startswith("en") if language else None


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """What is added to the cites of a work so that they are not taken for another's.

    Args:
        shown_names: how many names are shown at least, of the first names list.
        given_levels: by the place of a name in that list: 1 for initials, 2 for full given names.
        condition: whether the condition `disambiguate` holds.
    """

    shown_names: int = 0
    given_levels: tuple[tuple[int, int], ...] = ()
    condition: bool = False

    def given_level(self, place: int) -> int:
        """Return how much of the given names is shown of the name at a place."""
        return dict(self.given_levels).get(place, 0)


PLAIN: Final = Disambiguation()


@dataclass(frozen=True, slots=True)
class ShownNames:
    """A names list as it was rendered.

    Args:
        names: all of it.
        shown: how many are shown before et al.
        options: of its `cs:name`.
    """

    names: tuple[Name, ...]
    shown: int
    options: NameOptions


@dataclass(slots=True)
class Scene:
    """One rendering of one work.

    Args:
        style: the style.
        work: the work.
        bibliography: whether it is rendered for the bibliography.
        number: its citation number.
        year_suffix: `a`, `b` …, or empty.
        disambiguation: what tells it from other works.
        locator: the place within the work.
        position: where the cite stands to earlier ones.
        near_note: whether an earlier cite is in a note near by.
        first_note: the number of the note of its first cite.
        sorting: whether the output is a sort key.
        spent: variables that stood in for others, and are not to be rendered again.
        without_names: whether the first names are left out: the sentence has them already.
        names_seen: whether the first names have been rendered.
        in_substitute: whether what is rendered stands in for names.
        first_names: the first names list, once it has been rendered, as disambiguation needs it.
    """

    style: CompiledStyle
    work: Work
    bibliography: bool
    number: int = 0
    year_suffix: str = ""
    disambiguation: Disambiguation = PLAIN
    locator: Locator | None = None
    position: Position = Position.FIRST
    near_note: bool = False
    first_note: int | None = None
    sorting: bool = False
    spent: set[str] = field(default_factory=set)
    without_names: bool = False
    names_seen: bool = False
    in_substitute: bool = False
    first_names: ShownNames | None = None

    @property
    def prints_year_suffix(self) -> bool:
        """Whether the layout has a place of its own for the year suffix."""
        layout = self.style.bibliography if self.bibliography else self.style.citation
        return layout is not None and layout.prints_year_suffix
