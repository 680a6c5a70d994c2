"""How anything wrong is told: where, what, and what to do about it.

Every stage collects all its problems in a `Ledger` and raises them once, as `Problems`. Warnings
travel beside the result. Only `presswork.cli` prints them.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path


class Severity(Enum):
    """Whether a problem stops the work."""

    ERROR = "error"
    WARNING = "warning"


class ProblemKind(Enum):
    """What went wrong, in the large; the value is the exit code of the command."""

    CONTENT = 3
    """The document, its references or its figures."""
    STYLE = 4
    """The citation style."""
    TEMPLATE = 5
    """A look: its templates, its style sheets, its settings."""
    OUTPUT = 6
    """What is written, or where to."""
    SYSTEM = 7
    """The machine: a library, a font or a program that is missing."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source file.

    Args:
        path: the file, as it is to be shown.
        line: counted from 1; None where only the file is known.
    """

    path: Path
    line: int | None = None

    def __str__(self) -> str:
        """Return `path:line`, as editors and terminals link it."""
        return f"{self.path}:{self.line}" if self.line is not None else str(self.path)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Args:
        what: the fact, in lower case and without a full stop.
        location: where it is; None where it has no place in a file.
        hint: what to do about it.
        severity: whether it stops the work.
        kind: its class, which decides the exit code.
        rule: the name in `presswork.rules` of what it offends against; None where it has none.
        pages: where it is in a file of pages, counted from 1.
    """

    what: str
    location: Location | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR
    kind: ProblemKind = ProblemKind.CONTENT
    rule: str | None = None
    pages: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Return `file:line: error: what`, and the hint on a line of its own."""
        place = f"{self.location}: " if self.location else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{self.severity.value}: {self.what}{hint}"


class Problems(Exception):  # noqa: N818 - the project's word for it, and it holds many
    """All that a stage found wrong, raised once.

    Args:
        problems: at least one error; the stage's warnings may stand among them.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order given."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem], path: Path) -> list[Problem]:
    """Return problems each once, in the order of the lines of a file, what is elsewhere last."""

    def line_of(problem: Problem) -> tuple[bool, int]:
        place = problem.location
        here = place is not None and place.path == path
        return not here, place.line or 0 if place and here else 0

    return sorted(dict.fromkeys(problems), key=line_of)


@dataclass(slots=True)
class Ledger:
    """Where one stage notes its problems while it works.

    Args:
        kind: what is noted for each of them.
        problems: so far.
        most: how many are kept, with the first error among them; None for all. Whoever has a
            thousand problems needs to know of no more, and a file can have millions.
        untold: how many were not kept.
    """

    kind: ProblemKind = ProblemKind.CONTENT
    problems: list[Problem] = field(default_factory=list)
    most: int | None = None
    untold: int = 0

    def error(
        self,
        what: str,
        location: Location | None = None,
        hint: str | None = None,
        *,
        rule: str | None = None,
    ) -> None:
        """Note an error; the stage goes on, to find the others too."""
        self._note(Problem(what, location, hint, Severity.ERROR, self.kind, rule))

    def warn(
        self,
        what: str,
        location: Location | None = None,
        hint: str | None = None,
        *,
        rule: str | None = None,
    ) -> None:
        """Note a warning."""
        self._note(Problem(what, location, hint, Severity.WARNING, self.kind, rule))

    def _note(self, problem: Problem) -> None:
        if self.most is None or len(self.problems) < self.most:
            self.problems.append(problem)
        elif problem.severity is Severity.ERROR and not self.has_error():
            self.problems[-1] = problem
            self.untold += 1
        else:
            self.untold += 1

    def has_error(self) -> bool:
        """Tell whether an error was noted."""
        return any(problem.severity is Severity.ERROR for problem in reversed(self.problems))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over what a part of the stage found."""
        self.problems.extend(problems)

    def settle(self) -> tuple[Problem, ...]:
        """End the stage: return the warnings.

        Raises:
            Problems: all that was noted, if an error is among it.
        """
        problems = list(self.problems)
        if self.untold:
            are = "is 1 more problem" if self.untold == 1 else f"are {self.untold} more problems"
            what = f"there {are} than are told here"
            problems.append(Problem(what, severity=Severity.WARNING, kind=self.kind))
        if self.has_error():
            raise Problems(problems)
        return tuple(problems)


LONGEST_COMPARED: Final = 200
"""How many characters a word has at most that is compared with others: comparing takes time with
the square of its length."""


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return up to `count` of the known words that `word` may have been meant for, best first."""
    if len(word) > LONGEST_COMPARED:
        return ()
    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=count, cutoff=0.6)
    return tuple(by_folded[folded] for folded in close)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the hint `did you mean 'x' or 'y'?`, or None where nothing is near."""
    close = nearest(word, known)
    if not close:
        return None
    return f"did you mean {' or '.join(repr(candidate) for candidate in close)}?"


def known_are(word: str, known: Collection[str]) -> str:
    """Return the hint what is near an unknown word, or else all that is known."""
    return did_you_mean(word, known) or f"known are {', '.join(known)}"


@dataclass(slots=True)
class Suggestions:
    """Hints on the unknown words of one document.

    Each unknown word is compared with every known one; where a document has thousands of both,
    only the first are.

    Args:
        known: the words that there are.
        otherwise: the hint where no known word is near.
        comparisons: how many are left.
    """

    known: Collection[str]
    otherwise: str | None = None
    comparisons: int = 20_000

    def hint(self, word: str) -> str | None:
        """Return what to do about an unknown word."""
        near = did_you_mean(word, self.known) if self.comparisons > 0 else None
        self.comparisons -= len(self.known)
        return near or self.otherwise
