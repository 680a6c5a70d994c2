"""What a rule finds, and where exactly: a block's or an entry's line is narrowed to its own."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presswork.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LONGEST: Final = 400
"""How many lines of a block or an entry are searched."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule finds.

    Args:
        rule: its id in `presswork.rules`.
        what: the fact, as a `Problem` tells it.
        hint: what to do about it; None where the fact says it.
        location: of the block or the entry.
        quote: what stands in the very line that is meant; empty where the first line is.
    """

    what: str
    location: Location | None
    hint: str | None = None
    quote: str = ""
    rule: str = field(kw_only=True)


@dataclass(slots=True)
class Places:
    """The lines of source files, to find the one that is meant.

    Args:
        starts: of each file, the lines in which blocks or entries begin, in order.
        texts: the lines of the files read so far.
    """

    starts: dict[Path, list[int]]
    texts: dict[Path, list[str]] = field(default_factory=dict)

    def problem(self, finding: Finding) -> Problem:
        """Return a finding as a warning at its very line."""
        return Problem(
            finding.what,
            self._narrowed(finding),
            finding.hint,
            Severity.WARNING,
            rule=finding.rule,
        )

    def _narrowed(self, finding: Finding) -> Location | None:
        place = finding.location
        if place is None or place.line is None or not finding.quote:
            return place
        lines = self._lines(place.path)
        starts = self.starts.get(place.path, [])
        following = bisect_right(starts, place.line)
        end = starts[following] - 1 if following < len(starts) else len(lines)
        for number in range(place.line, min(end, place.line + _LONGEST, len(lines)) + 1):
            if finding.quote in lines[number - 1]:
                return Location(place.path, number)
        return place

    def _lines(self, path: Path) -> list[str]:
        if path not in self.texts:
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                text = ""
            self.texts[path] = text.split("\n")
        return self.texts[path]


def places(locations: Iterable[Location | None]) -> Places:
    """Return the places of a document, whose blocks and entries begin at some locations."""
    starts: dict[Path, set[int]] = {}
    for location in locations:
        if location and location.line is not None:
            starts.setdefault(location.path, set()).add(location.line)
    return Places({path: sorted(lines) for path, lines in starts.items()})
