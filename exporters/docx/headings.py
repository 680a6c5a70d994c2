"""The numbers of headings: those that Word gives by itself, and those that stand as text.

Word counts headings by the levels of a list. Where it would come to another number than the
document's, as where a level is left out or a reader gave the number, the number is a part of the
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presswork.document import Heading, walk
from presswork.numerals import written

from .styles import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presswork.document import Blocks

ALPHABET: Final = 26
"""How many appendices have one letter; Word goes on with AA, BB."""


@dataclass(frozen=True, slots=True)
class Series:
    """Headings that are counted together.

    Args:
        first: the level of those that have one number, from 1.
        lettered: whether the first of their numbers is a letter, as that of an appendix.
    """

    first: int = 1
    lettered: bool = False


class HeadingNumbers:
    """Tells which headings Word numbers."""

    def __init__(self, blocks: Blocks) -> None:
        """Count as Word will.

        Args:
            blocks: the body.
        """
        self._series: Mapping[str, Series] = dict(_counted(blocks))

    def series(self, id_: str) -> Series | None:
        """Return the series in which Word gives a heading its number; None where it gives none."""
        return self._series.get(id_)

    @property
    def main(self) -> Series | None:
        """The series of the headings that are no appendices; None where they have no numbers."""
        return next((series for series in self._series.values() if not series.lettered), None)


def _counted(blocks: Blocks) -> Iterator[tuple[str, Series]]:
    """Yield the headings for which Word comes to their numbers."""
    numbered = [block for block in walk(blocks) if isinstance(block, Heading) and block.number]
    usual = Series(min((block.level for block in numbered if not block.appendix), default=1))
    counts: dict[Series, list[int]] = {}
    for heading in numbered:
        number = heading.number or ""
        series = usual
        if heading.appendix:
            series = Series(max(heading.level - number.count("."), 1), lettered=True)
        if not series.first <= heading.level <= len(HEADINGS):
            continue
        before = counts.get(series, [0] * len(HEADINGS))
        after = [
            *before[: heading.level - 1],
            before[heading.level - 1] + 1,
            *[0] * (len(HEADINGS) - heading.level),
        ]
        if number == _written(series, after[: heading.level]):
            counts[series] = after
            yield heading.id, series


def _written(series: Series, counts: list[int]) -> str:
    """Return the number of a heading as Word writes it, where a level without any is 1."""
    shown = [max(count, 1) for count in counts[series.first - 1 :]]
    if series.lettered and shown[0] > ALPHABET:
        return ""
    first = written(shown[0], "upper-alpha") if series.lettered else str(shown[0])
    return ".".join((first, *map(str, shown[1:])))
