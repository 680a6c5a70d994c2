"""What is wrong with a list of recipients: the first of each kind, and how many more there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn

from presswork.problems import Location, Problem, Problems, Severity

if TYPE_CHECKING:
    from pathlib import Path

MOST_TOLD: Final = 20
"""How many problems of a kind are told one by one; a file can have a million."""


@dataclass(slots=True)
class Tally:
    """Where it is noted what is wrong with a list.

    Args:
        path: the file.
        problems: those that are told one by one.
        counts: how many there are of each kind.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def error(self, kind: str, what: str, line: int | None, hint: str | None = None) -> None:
        """Note an error.

        Args:
            kind: what errors like it are called, in the plural.
            what: the fact.
            line: where it is, counted from 1.
            hint: what to do about it.
        """
        self._note(kind, Severity.ERROR, what, line, hint)

    def warn(self, kind: str, what: str, line: int | None, hint: str | None = None) -> None:
        """Note a warning; the arguments are those of `error`."""
        self._note(kind, Severity.WARNING, what, line, hint)

    def _note(
        self, kind: str, severity: Severity, what: str, line: int | None, hint: str | None
    ) -> None:
        self.counts[kind, severity] += 1
        if self.counts[kind, severity] <= MOST_TOLD:
            self.problems.append(Problem(what, Location(self.path, line), hint, severity))

    def fail(self, what: str, line: int | None, hint: str | None = None) -> NoReturn:
        """End the reading with an error, beside all that was noted so far.

        Raises:
            Problems: always.
        """
        self.problems.append(Problem(what, Location(self.path, line), hint))
        raise Problems(self._told())

    def settle(self) -> tuple[Problem, ...]:
        """Return the warnings.

        Raises:
            Problems: all that was noted, if an error is among it.
        """
        told = self._told()
        if any(problem.severity is Severity.ERROR for problem in told):
            raise Problems(told)
        return told

    def _told(self) -> tuple[Problem, ...]:
        more = tuple(
            Problem(
                f"there are {count - MOST_TOLD:,} more {kind} than are told here",
                Location(self.path),
                severity=severity,
            )
            for (kind, severity), count in self.counts.items()
            if count > MOST_TOLD
        )
        return (*self.problems, *more)
