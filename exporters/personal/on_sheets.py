"""Personal copies on sheets of paper: imposed once for all who share pages, as these are laid out.

On a side of a sheet, what copies exchange stays a stream of its own, so a copy of the sheets is
made as one of the pages is: by what was drawn for its recipient, in place of these streams.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exporters.imposition import Marks, NUp, hint_of_many, impose, lay_on_sides, suffix
from presswork.problems import Location, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from exporters.imposition import Imposed, Imposition
    from exporters.imposition.sheets import Size
    from presswork.papers import Paper
    from presswork.recipients import Group

    from .copies import Batch, Copies


@dataclass(frozen=True, slots=True)
class Sheets:
    """How the pages of an edition are put on sheets.

    Args:
        imposition: how.
        marks: what is drawn beside them.
        paper: the sheets; None for what suits the pages.
        document: which what is wrong is told of.
    """

    imposition: Imposition
    marks: Marks
    paper: Paper | None
    document: Path

    @property
    def ending(self) -> str:
        """Return how the names of their files end."""
        return f".{suffix(self.imposition)}.pdf"

    @property
    def are_folded(self) -> bool:
        """Whether they are printed on both sides in any case."""
        return not isinstance(self.imposition, NUp)

    @property
    def divider_marks(self) -> Marks:
        """Return what is drawn beside a divider, whose sheet is as large as the others."""
        return Marks(around=self.marks.around) if self.are_folded else Marks()


@dataclass(slots=True)
class Put:
    """What came of copies that were put on sheets.

    Args:
        sizes: those of their sides, by the groups.
        warnings: what whoever prints them should know.
        hint: how they are printed.
    """

    sizes: dict[Group, Size] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    hint: str = ""


def put_on_sheets(copies: Copies, sheets_of: Mapping[Group, Sheets]) -> Put:
    """Put the pages of all copies on sheets, in files beside theirs.

    Args:
        copies: laid out; each batch of them gets its sheets.
        sheets_of: what sheets each group gets.

    Raises:
        Problems: the pages cannot be put on sheets so.
        OSError: they cannot be written.
    """
    put, done = Put(), 0
    for batch in copies.batches:
        sheets = sheets_of[batch.group]
        copies.progress.say("putting on sheets", done)
        done += batch.count
        beside = _beside(batch)
        try:
            made = impose(
                batch.path, sheets.imposition, beside, sheets.paper, sheets.marks, batch.streams
            )
        except Problems as unfit:
            raise Problems(_told_of(sheets.document, unfit.problems)) from None
        batch.sheets = _sheets_of(batch, beside, made)
        told = _told_of(sheets.document, made.warnings)
        put.warnings += [problem for problem in told if problem not in put.warnings]
        put.sizes[batch.group] = made.size
        put.hint = put.hint or made.hint
    return put


def put_dividers_on_sheets(
    dividers: Copies, sizes: Mapping[Group, Size], sheets_of: Mapping[Group, Sheets]
) -> None:
    """Put dividers on sheets as large as those behind them.

    Args:
        dividers: laid out; each batch of them gets its sheets.
        sizes: those of the sides of copies, by the groups.
        sheets_of: what sheets each group gets.

    Raises:
        OSError: they cannot be written.
    """
    for batch in dividers.batches:
        beside, marks = _beside(batch), sheets_of[batch.group].divider_marks
        made = lay_on_sides(batch.path, sizes[batch.group], beside, marks, batch.streams)
        batch.sheets = _sheets_of(batch, beside, made)


def hint_of_run(put: Put, sheets_of: Mapping[Group, Sheets], *, both_sides: bool) -> str:
    """Return how sheets are printed that follow each other in one run."""
    for group, size in put.sizes.items():
        if not sheets_of[group].are_folded:
            return hint_of_many(size, sheets_of[group].marks, both_sides=both_sides)
    return put.hint


def keep_sheets_alone(copies: Copies) -> None:
    """Let copies be made of their sheets, and not of their pages."""
    copies.batches = [batch.sheets or batch for batch in copies.batches]


def _beside(batch: Batch) -> Path:
    return batch.path.with_suffix(".sheets.pdf")


def _sheets_of(batch: Batch, path: Path, made: Imposed) -> Batch:
    streams = tuple(made.own[number] for number in batch.streams)
    return replace(batch, path=path, pages=made.sides, streams=streams)


def _told_of(document: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Return what is told of a file that nobody sees as what is wrong with the document."""
    return [replace(problem, location=Location(document)) for problem in problems]
